//! `reading-ease` of pages: a page that is harder to read than the settings allow, and where it is hardest.
//!
//! Openings have limits of their own, see [`crate::lint`]; words, sentences and syllables are counted as there.

use super::prose::Paragraph;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::lint::{Block, BlockIs, Reading};
use crate::site::gate::visible_text::VisibleText;

/// A page of fewer words measures by chance.
const LEAST_WORDS: u32 = 150;
/// So does a paragraph.
const LEAST_OF_PARAGRAPH: u32 = 20;
/// A sentence of more words is none: somebody listed something, or wrote no full stops.
const MOST_OF_SENTENCE: u32 = 150;
/// A sentence of more words is what makes a paragraph hard.
const LONG: u32 = 25;

/// Reports the page at its hardest paragraph.
pub(super) fn check(paragraphs: &[Paragraph], text: &VisibleText<'_>, config: &Config, diags: &mut Diagnostics) {
    let (prose, blocks): (Vec<&Paragraph>, Vec<Block>) = paragraphs
        .iter()
        .filter(|paragraph| !paragraph.is_cell)
        .map(|paragraph| (paragraph, Block { is: BlockIs::Text, text: paragraph.text.clone() }))
        .filter(|(_, block)| Reading::of(std::slice::from_ref(block)).longest <= MOST_OF_SENTENCE)
        .unzip();
    let limits = config.reading;
    let whole = Reading::of(&blocks);
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
    let measured = blocks.iter().map(|block| Reading::of(std::slice::from_ref(block))).enumerate();
    let counted = measured.filter(|(_, reading)| reading.words >= LEAST_OF_PARAGRAPH);
    let hardest = counted.filter_map(|(at, reading)| Some((reading.ease_in(&config.language)?, at, reading)));
    let Some((_, at, reading)) = hardest.min_by(|one, other| one.0.total_cmp(&other.0)) else { return };
    let why = if reading.longest > LONG {
        format!("a sentence of {} words", reading.longest)
    } else {
        format!("{} of its {} words have three syllables or more", reading.long_words, reading.words)
    };
    let line = 0..prose[at].text.trim_end().len();
    let finding = Diagnostic::new(&rules::READING_EASE, prose[at].place(&line, text), message);
    let hint = format!(
        "begin with this paragraph, the hardest of the page: {why}; cut long sentences in two, and prefer short words"
    );
    diags.push(finding.hint(hint).at_most(crate::diag::Severity::Info));
}
