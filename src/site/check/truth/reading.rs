//! `reading-ease` of pages: a page that is harder to read than the settings allow, and where it is hardest.
//!
//! Openings have limits of their own, see [`crate::lint`]; words, sentences and syllables are counted as there.

use super::prose::Paragraph;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::lint::Reading;
use crate::site::check::OnePage;
use crate::site::gate::PageKind;

/// A page of fewer words measures by chance.
const LEAST_WORDS: u32 = 150;
/// So does a paragraph.
const LEAST_OF_PARAGRAPH: u32 = 20;
/// A sentence of more words is none: somebody listed something, or wrote no full stops.
const MOST_OF_SENTENCE: u32 = 150;
/// A sentence of more words is what makes a paragraph hard.
const LONG: u32 = 25;

/// Reports the page at its hardest paragraph.
pub(in crate::site::check) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let config = on.reader.config;
    let limits = config.reading;
    // Openings have a rule of their own.
    let is_opening = on.page.front.posting.is_some() || on.site.kind(on.page) == PageKind::Posting;
    if (limits.ease == 0 && limits.grade.is_none()) || is_opening || !on.is_read_by_its_own() {
        return;
    }
    let prose: Vec<(Reading, &Paragraph)> = on
        .understood()
        .iter()
        .filter(|paragraph| !paragraph.is_cell)
        .map(|paragraph| (Reading::of_text(&paragraph.text), paragraph))
        .filter(|(reading, _)| reading.longest <= MOST_OF_SENTENCE)
        .collect();
    let whole = prose.iter().fold(Reading::default(), |whole, (reading, _)| whole.and(*reading));
    let Some(ease) = whole.ease_in(&config.language).filter(|_| whole.words >= LEAST_WORDS) else { return };
    let message = if ease < f64::from(limits.ease) {
        format!("hard to read: a reading ease of {}, and {} is the least for a page", ease.floor(), limits.ease)
    } else {
        let grade = whole.grade().ceil();
        match limits.grade {
            Some(most) if grade > f64::from(most) => format!("hard to read: for grade {grade}, and {most} is the most"),
            _ => return,
        }
    };
    let counted = prose.iter().filter(|(reading, _)| reading.words >= LEAST_OF_PARAGRAPH);
    let ease_of = |reading: &Reading| reading.ease_in(&config.language).unwrap_or_default();
    let hardest = counted.min_by(|(one, _), (other, _)| ease_of(one).total_cmp(&ease_of(other)));
    let Some((reading, paragraph)) = hardest else { return };
    let why = if reading.longest > LONG {
        format!("a sentence of {} words", reading.longest)
    } else {
        format!("{} of its {} words have three syllables or more", reading.long_words, reading.words)
    };
    let line = 0..paragraph.text.trim_end().len();
    let finding = Diagnostic::new(&rules::READING_EASE, paragraph.place(&line, on.text), message);
    let hint = format!(
        "begin with this paragraph, the hardest of the page: {why}; cut long sentences in two, and prefer short words"
    );
    diags.push(finding.hint(hint).at_most(crate::diag::Severity::Info));
}
