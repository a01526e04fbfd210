//! Colours as sites write them, and how well one can be read on another.
//!
//! It must not know what a colour is used for.

use std::fmt;

/// A colour without transparency, as `#0b5d5a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// White, towards which colours are made lighter.
    pub const WHITE: Color = Color { red: 255, green: 255, blue: 255 };
    /// Black, towards which colours are made darker.
    pub const BLACK: Color = Color { red: 0, green: 0, blue: 0 };

    /// Reads `#0b5d5a` or `#0bd`.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let channel = |from: usize, len: usize| u8::from_str_radix(digits.get(from..from + len)?, 16).ok();
        match digits.len() {
            6 => Some(Color { red: channel(0, 2)?, green: channel(2, 2)?, blue: channel(4, 2)? }),
            3 => Some(Color { red: channel(0, 1)? * 17, green: channel(1, 1)? * 17, blue: channel(2, 1)? * 17 }),
            _ => None,
        }
    }

    /// Red, green and blue, from 0 to 255.
    pub fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The colour nearest to this one on its way to `goal` that has at least `ratio` against each of `papers`.
    ///
    /// `None` when not even `goal` has it.
    pub fn nearest_readable(self, papers: &[Color], ratio: f64, goal: Color) -> Option<Color> {
        let passes = |color: &Color| papers.iter().all(|paper| color.contrast(*paper) >= ratio);
        (0..=255).map(|share| self.mixed(goal, share)).find(passes)
    }

    /// This colour with `share` 255ths of `other` in it.
    fn mixed(self, other: Color, share: u32) -> Color {
        let mix = |own: u8, other: u8| {
            let sum = u32::from(own) * (255 - share) + u32::from(other) * share;
            u8::try_from((sum + 127) / 255).expect("the mean of two bytes is a byte")
        };
        Color { red: mix(self.red, other.red), green: mix(self.green, other.green), blue: mix(self.blue, other.blue) }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).expect(text)
    }

    #[test]
    fn colours_are_read_and_written_as_hexadecimal() {
        assert_eq!(color("#0b5d5a").to_string(), "#0b5d5a");
        assert_eq!(color("#0BD").to_string(), "#00bbdd");
        for wrong in ["", "#", "0b5d5a", "#0b5d5", "#0b5d5aff", "teal", "#gggggg", "#é1234"] {
            assert_eq!(Color::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let rounded = |a: &str, b: &str| (color(a).contrast(color(b)) * 100.0).round() / 100.0;
        assert_eq!(rounded("#000", "#fff"), 21.0);
        assert_eq!(rounded("#777", "#fff"), 4.48);
        assert_eq!(rounded("#767676", "#fff"), 4.54);
        assert_eq!(rounded("#fff", "#fff"), 1.0);
    }

    #[test]
    fn the_nearest_readable_colour_is_the_first_that_passes() {
        let papers = [color("#fff")];
        assert_eq!(color("#777777").nearest_readable(&papers, 4.5, Color::BLACK), Some(color("#767676")));
        assert_eq!(color("#123456").nearest_readable(&papers, 4.5, Color::BLACK), Some(color("#123456")));
        assert_eq!(color("#777777").nearest_readable(&[color("#777")], 4.6, Color::WHITE), None);
    }
}
