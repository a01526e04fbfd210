//! The colours of a style sheet: whether each can be read on the papers it stands on, and the site's own accent.
//!
//! It reads tokens of the form `--NAME: light-dark(#light, #dark)`, and must not know where they are used but for the
//! list of pairs below.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Brand, Color};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};

/// What text needs on its paper: WCAG 2.2, success criterion 1.4.3.
const TEXT: f64 = 4.5;
/// What lines and controls need: WCAG 2.2, success criterion 1.4.11.
const MARKS: f64 = 3.0;
/// What a dark accent is made to have when the site names only a light one.
const COMFORT: f64 = 7.0;

/// The papers that text and links stand on.
const PAPERS: &[&str] = &["paper", "raised", "amber-paper"];

/// Each token, the papers it must be told from, and how well.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink", PAPERS, TEXT),
    ("quiet", PAPERS, TEXT),
    ("accent", PAPERS, TEXT),
    ("amber", PAPERS, TEXT),
    ("danger", PAPERS, TEXT),
    ("blue", &["raised"], TEXT),
    ("plum", &["raised"], TEXT),
    ("edge", &["paper"], MARKS),
];

/// A token's two colours, and where they are written.
struct Token {
    light: Color,
    dark: Color,
    place: Place,
}

/// The tokens of style sheets; a later one of a name takes the place of an earlier one.
#[derive(Default)]
pub(super) struct Tokens {
    by_name: BTreeMap<String, Token>,
}

impl Tokens {
    /// Adds the tokens of a style sheet.
    pub(super) fn read(&mut self, sheet: &Arc<Source>) {
        let text = sheet.text.as_str();
        for (at, _) in text.match_indices("--") {
            let Some((name, value)) = text[at + 2..].split_once(':') else { break };
            let Some(inside) = value.trim_start().strip_prefix("light-dark(") else { continue };
            let Some((inside, _)) = inside.split_once(')') else { continue };
            let Some((light, dark)) = inside.split_once(',') else { continue };
            if let (Some(light), Some(dark)) = (Color::parse(light.trim()), Color::parse(dark.trim())) {
                let place = Place::new(sheet, at..at + 2 + name.len());
                self.by_name.insert(name.trim().to_owned(), Token { light, dark, place });
            }
        }
    }

    /// Reports each token that cannot be read on a paper, as far as the style sheets have both.
    pub(super) fn check(&self, diagnostics: &mut Diagnostics) {
        for (name, papers, ratio) in PAIRS {
            let Some(token) = self.by_name.get(*name) else { continue };
            for scheme in [Scheme::Light, Scheme::Dark] {
                let papers = self.papers(papers, scheme);
                if let Some(finding) = unreadable(scheme.of(token), &papers, *ratio, scheme, &format!("--{name}")) {
                    diagnostics.push(Diagnostic::new(&rules::CONTRAST, token.place.clone(), finding.0).hint(finding.1));
                }
            }
        }
    }

    /// The site's own accent as a line of style, in the layer of the tokens; empty where the site has none.
    pub(super) fn accent(&self, brand: &Brand, diagnostics: &mut Diagnostics) -> String {
        let Some((light, place)) = &brand.accent else { return String::new() };
        let mut check = |color: Color, scheme: Scheme, key: &str, place: &Place| {
            let papers = self.papers(PAPERS, scheme);
            if let Some((message, hint)) = unreadable(color, &papers, TEXT, scheme, key) {
                diagnostics.push(Diagnostic::new(&rules::CONTRAST, place.clone(), message).hint(hint));
            }
        };
        check(*light, Scheme::Light, "accent", place);
        let dark = match &brand.accent_dark {
            Some((dark, place)) => {
                check(*dark, Scheme::Dark, "accent_dark", place);
                *dark
            }
            None => {
                let papers = self.papers(PAPERS, Scheme::Dark);
                let made = |ratio| light.nearest_readable(&papers, ratio, Color::WHITE);
                made(COMFORT).or_else(|| made(TEXT)).unwrap_or(Color::WHITE)
            }
        };
        format!("@layer tokens{{:root{{--accent:light-dark({light},{dark})}}}}\n")
    }

    fn papers(&self, names: &[&str], scheme: Scheme) -> Vec<Color> {
        names.iter().filter_map(|name| self.by_name.get(*name)).map(|token| scheme.of(token)).collect()
    }
}

#[derive(Clone, Copy)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    fn of(self, token: &Token) -> Color {
        match self {
            Scheme::Light => token.light,
            Scheme::Dark => token.dark,
        }
    }
}

/// What is wrong with a colour on these papers, and what would be right; `None` when it can be read on all of them.
fn unreadable(color: Color, papers: &[Color], ratio: f64, scheme: Scheme, name: &str) -> Option<(String, String)> {
    let worst = papers.iter().min_by(|a, b| color.contrast(**a).total_cmp(&color.contrast(**b)))?;
    let measured = color.contrast(*worst);
    if measured >= ratio {
        return None;
    }
    // Cut, not rounded: 4.499 must not read as enough.
    let shown = (measured * 100.0).floor() / 100.0;
    let message = format!("`{name}` `{color}` has a contrast of {shown:.2} on `{worst}`, and needs {ratio:.1}");
    let goal = match scheme {
        Scheme::Light => Color::BLACK,
        Scheme::Dark => Color::WHITE,
    };
    let hint = match color.nearest_readable(papers, ratio, goal) {
        Some(near) => format!("the nearest colour that can be read there is `{near}`"),
        None => "no colour can be read on all of these papers: change them".to_owned(),
    };
    Some((message, hint))
}
