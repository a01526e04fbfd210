//! Cards: pictures that show where a page is shared. A few lines of text in, the bytes of a PNG out, the same on every
//! machine.
//!
//! It must not know pages, audiences or where a card is put.

mod outline;
mod png;

use std::sync::LazyLock;

use outline::Outline;
use ttf_parser::Face;

/// How wide a card is, in pixels.
pub const WIDTH: u32 = 1200;
/// How high a card is, in pixels.
pub const HEIGHT: u32 = 630;

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card<'c> {
    /// The section that the page lies in.
    pub section: Option<&'c str>,
    /// The page's title.
    pub title: &'c str,
    /// What is paid, in a line.
    pub pay: Option<&'c str>,
    /// The site's name.
    pub site: &'c str,
    /// The site's accent: red, green, blue.
    pub accent: [u8; 3],
}

/// The bold serif of titles, and the sans serif of everything else.
static SERIF: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(include_bytes!("fonts/card-serif.ttf"), 0).ok());
static SANS: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(include_bytes!("fonts/card-sans.otf"), 0).ok());

const PAPER: [u8; 3] = [0xfb, 0xfa, 0xf7];
const INK: [u8; 3] = [0x1c, 0x1e, 0x22];
const QUIET: [u8; 3] = [0x55, 0x5a, 0x63];

/// How many shades lie between the paper and a colour, the colour itself among them.
const SHADES: u8 = 15;
/// The colours in which text is drawn, by the order of their shades in the palette.
#[derive(Clone, Copy)]
enum Paint {
    Ink,
    Quiet,
    Accent,
}

/// The room on both sides of the text, in pixels.
const MARGIN: f32 = 96.0;
const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// The sizes of a title with the most lines each may take, the largest first.
const TITLES: [(f32, usize); 4] = [(84.0, 2), (68.0, 3), (56.0, 4), (46.0, 4)];

/// The sizes of what is paid, the largest first.
const PAY: [f32; 3] = [42.0, 36.0, 31.0];

impl Card<'_> {
    /// Whether the fonts have every letter of the card. They have Latin and Cyrillic ones.
    pub fn can_be_drawn(&self) -> bool {
        let has = |face: &Option<Face<'_>>, text: &str| {
            face.as_ref().is_some_and(|face| text.chars().all(|one| face.glyph_index(one).is_some()))
        };
        let others = [self.section, self.pay, Some(self.site)];
        has(&SERIF, self.title) && others.into_iter().flatten().all(|text| has(&SANS, text))
    }

    /// The card as a PNG of [`WIDTH`] by [`HEIGHT`] pixels.
    pub fn draw(&self) -> Vec<u8> {
        let mut canvas = Canvas { pixels: vec![0; (WIDTH * HEIGHT) as usize] };
        canvas.fill((0, 0), (WIDTH, 20), Paint::Accent);
        if let (Some(serif), Some(sans)) = (&*SERIF, &*SANS) {
            if let Some(section) = self.section {
                canvas.write(&Pen { face: sans, size: 34.0, paint: Paint::Quiet }, &fitted(sans, 34.0, section), 118.0);
            }
            let (size, lines) = title_lines(serif, self.title);
            let pen = Pen { face: serif, size, paint: Paint::Ink };
            for (line, at) in lines.iter().zip(0_u8..) {
                canvas.write(&pen, line, 170.0 + size * 0.8 + f32::from(at) * size * 1.16);
            }
            if let Some(pay) = self.pay {
                let size = PAY.into_iter().find(|size| width(sans, *size, pay) <= ROOM).unwrap_or(PAY[2]);
                canvas.write(&Pen { face: sans, size, paint: Paint::Accent }, &fitted(sans, size, pay), 500.0);
            }
            canvas.write(&Pen { face: sans, size: 32.0, paint: Paint::Quiet }, &fitted(sans, 32.0, self.site), 582.0);
        }
        canvas.fill((MARGIN as u32, 530), (WIDTH - 2 * MARGIN as u32, 2), Paint::Quiet);
        png::encode(WIDTH, &canvas.pixels, &self.palette())
    }

    /// The paper, and then the shades of each paint.
    fn palette(&self) -> Vec<[u8; 3]> {
        let shade = |paint: [u8; 3], step: u8| {
            let mix = |from: u8, to: u8| {
                let (from, to, step, all) = (u16::from(from), u16::from(to), u16::from(step), u16::from(SHADES));
                u8::try_from((from * (all - step) + to * step + all / 2) / all).unwrap_or(u8::MAX)
            };
            [0, 1, 2].map(|channel| mix(PAPER[channel], paint[channel]))
        };
        let paints = [INK, QUIET, self.accent];
        let shades = paints.into_iter().flat_map(|paint| (1..=SHADES).map(move |step| shade(paint, step)));
        std::iter::once(PAPER).chain(shades).collect()
    }
}

/// A font at a size, in a colour.
struct Pen<'f> {
    face: &'f Face<'static>,
    size: f32,
    paint: Paint,
}

impl Paint {
    /// The number in the palette of this paint's colour that covers so much.
    fn shade(self, covered: f32) -> u8 {
        let step = (covered * f32::from(SHADES)).round() as u8;
        if step == 0 { 0 } else { self as u8 * SHADES + step }
    }
}

struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    fn fill(&mut self, (left, top): (u32, u32), (width, height): (u32, u32), paint: Paint) {
        for row in top..top + height {
            let from = (row * WIDTH + left) as usize;
            self.pixels[from..from + width as usize].fill(paint.shade(1.0));
        }
    }

    /// Writes a line whose letters stand at `base`.
    fn write(&mut self, pen: &Pen<'_>, text: &str, base: f32) {
        let scale = pen.size / f32::from(pen.face.units_per_em());
        let mut at = MARGIN;
        for glyph in text.chars().filter_map(|one| pen.face.glyph_index(one)) {
            if let Some(bounds) = pen.face.glyph_bounding_box(glyph) {
                let left = (at + f32::from(bounds.x_min) * scale).floor() - 1.0;
                let top = (base - f32::from(bounds.y_max) * scale).floor() - 1.0;
                let width = (f32::from(bounds.x_max) - f32::from(bounds.x_min)) * scale;
                let height = (f32::from(bounds.y_max) - f32::from(bounds.y_min)) * scale;
                let size = (width.ceil() as usize + 3, height.ceil() as usize + 3);
                let mut outline = Outline::new(size, scale, (at - left, base - top));
                pen.face.outline_glyph(glyph, &mut outline);
                self.lay(outline, (left as i64, top as i64), pen.paint);
            }
            at += advance(pen.face, scale, glyph);
        }
    }

    /// Lays a letter onto what is there; where two touch, the darker pixel stays.
    fn lay(&mut self, outline: Outline, (left, top): (i64, i64), paint: Paint) {
        let (width, covered) = outline.coverage();
        for (y, row) in (top..).zip(covered.chunks(width)) {
            for (x, covered) in (left..).zip(row) {
                let inside = (0..i64::from(WIDTH)).contains(&x) && (0..i64::from(HEIGHT)).contains(&y);
                let shade = paint.shade(*covered);
                if let Ok(at) = usize::try_from(y * i64::from(WIDTH) + x)
                    && inside
                    && shade > self.pixels[at]
                {
                    self.pixels[at] = shade;
                }
            }
        }
    }
}

fn advance(face: &Face<'_>, scale: f32, glyph: ttf_parser::GlyphId) -> f32 {
    f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale
}

/// How long a line is, in pixels.
fn width(face: &Face<'_>, size: f32, text: &str) -> f32 {
    let scale = size / f32::from(face.units_per_em());
    text.chars().filter_map(|one| face.glyph_index(one)).map(|glyph| advance(face, scale, glyph)).sum()
}

/// As much of a line as there is room for.
fn fitted(face: &Face<'_>, size: f32, text: &str) -> String {
    if width(face, size, text) <= ROOM {
        return text.to_owned();
    }
    let mut kept = String::new();
    for one in text.chars() {
        kept.push(one);
        if width(face, size, &kept) + width(face, size, "…") > ROOM {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// A title in the largest size in which all of it fits, else as much as fits in the smallest.
fn title_lines(face: &Face<'_>, title: &str) -> (f32, Vec<String>) {
    for (size, most) in TITLES {
        let lines = broken(face, size, title);
        if lines.len() <= most && lines.iter().all(|line| width(face, size, line) <= ROOM) {
            return (size, lines);
        }
    }
    let (size, most) = TITLES[TITLES.len() - 1];
    let mut lines = broken(face, size, title);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    (size, lines.iter().map(|line| fitted(face, size, line)).collect())
}

/// A text in lines, broken between words.
fn broken(face: &Face<'_>, size: f32, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(face, size, line) + width(face, size, " ") + width(face, size, word) <= ROOM => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card<'_> {
        Card {
            section: Some("Roles"),
            title,
            pay: Some("£130,000 to £185,000 a year"),
            site: "Playbook",
            accent: [11, 93, 90],
        }
    }

    #[test]
    fn a_card_is_a_png_of_the_size_that_previews_ask_for() {
        let png = card("AI Tech Lead").draw();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!((&png[16..20], &png[20..24]), (&1200_u32.to_be_bytes()[..], &630_u32.to_be_bytes()[..]));
        assert!(png.len() < 30_000, "{}", png.len());
        assert_eq!(png, card("AI Tech Lead").draw());
        assert_ne!(png, card("AI Tech Leads").draw());
        // The pixels of letters are the same on every machine.
        assert_eq!(blake3::hash(&png).to_hex()[..16], *"8a1c26c3c054d139");
    }

    #[test]
    fn letters_that_the_fonts_do_not_have_are_told_before() {
        for title in ["Größe €", "Тимлид", "Łódź"] {
            assert!(card(title).can_be_drawn(), "{title}");
        }
        for title in ["技術", "Επικεφαλής", "مدير", "ראש צוות", "Lead 🎉"] {
            assert!(!card(title).can_be_drawn(), "{title}");
        }
    }

    #[test]
    fn a_title_takes_the_largest_size_it_fits_in_and_never_more_room_than_there_is() {
        let face = SERIF.as_ref().expect("the font is there");
        assert_eq!(title_lines(face, "AI Tech Lead").0, 84.0);
        assert!(title_lines(face, "How a tech lead of machine learning differs from an engineering manager").0 < 84.0);
        let long = "word ".repeat(200);
        for title in [long.as_str(), &"x".repeat(400)] {
            let (size, lines) = title_lines(face, title);
            assert!(lines.len() <= 4 && lines.iter().all(|line| width(face, size, line) <= ROOM));
            assert!(lines.last().is_some_and(|line| line.ends_with('…')));
            card(title).draw();
        }
    }
}
