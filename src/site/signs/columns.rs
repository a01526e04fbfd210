//! The signs in tables: a heading that says for whom its column is, cells that say for whom their row is, and a line
//! that other programs take for a comment.
//!
//! Tables are shown with every row and every column, unless a `.csv.toml` says who sees a column. A heading is a name
//! among others more often than a key of settings is, so only what leaves no other reading counts.

use super::keys::{self, Meaning, Wish};
use super::names::AudienceNames;
use super::{Signs, bare, finding, key_lists, phrase, vocabulary};
use crate::diag::{Diagnostic, Place, rules};
use crate::fields::csv::Cell;

/// Headings that say nothing but that their column is not for everybody: one word in several languages.
const CONFIDENTIAL: [&str; 8] = [
    "confidential",
    "vertraulich",
    "confidentiel",
    "confidencial",
    "riservato",
    "vertrouwelijk",
    "fortroligt",
    "konfidentiellt",
];

/// Words for what somebody noted, beside an audience's name: `Internal comments`.
const REMARKS: [&str; 12] = [
    "comment",
    "comments",
    "remark",
    "remarks",
    "feedback",
    "memo",
    "info",
    "information",
    "details",
    "reasons",
    "opinion",
    "assessment",
];

/// Whether the heading of a column says that the column is not for everybody: `Internal notes`, `InternalNotes`,
/// `Remarks [internal]`, `Confidential`, `Walk-away (do not share)`. A bare name counts in brackets only `with_bare`.
pub(super) fn limits(heading: &str, with_bare: bool, names: &AudienceNames) -> bool {
    let heading = heading.trim().trim_matches(['*', '_']);
    let in_brackets = heading.trim_end_matches([')', ']']).rsplit_once(['(', '[']).map(|(_, inside)| inside);
    let last = heading.rsplit([':', '-', '\u{2013}', '\u{2014}', ',']).next().filter(|last| last.len() < heading.len());
    let says = |part: &str| {
        let words = vocabulary::words_of(part).join(" ");
        let is_label = names.named(&words).is_some_and(|named| phrase::makes_a_label(&named.others));
        is_label || phrase::weigh(part, names).is_some_and(|weight| weight.is_clear())
    };
    let is_name = |part: &str| {
        let part = part.trim().to_lowercase();
        CONFIDENTIAL.contains(&part.as_str()) || with_bare && bare::is_a_label_alone(&part, names)
    };
    let words = vocabulary::words_of(heading);
    let is_remark = words.len() == 2
        && words.iter().any(|word| REMARKS.contains(&word.as_str()))
        && words.iter().any(|word| bare::is_a_label_alone(word, names));
    let is_confidential = CONFIDENTIAL.contains(&heading.to_lowercase().as_str());
    says(heading)
        || is_confidential
        || is_remark
        || in_brackets.is_some_and(|part| says(part) || is_name(part))
        || last.is_some_and(|part| says(part) || is_name(part))
}

impl Signs {
    /// What in a table was meant to be hidden and is not. `is_said` tells of a column that its readers are named.
    pub(in crate::site) fn in_table(
        &self,
        header: &[Cell],
        rows: &[Vec<Cell>],
        place: impl Fn(&Cell) -> Place,
        is_said: impl Fn(usize) -> bool,
    ) -> Vec<Diagnostic> {
        // Beside the opposite it is one of two kinds.
        let is_opposite = |cell: &Cell| vocabulary::words_of(&cell.text).iter().any(|word| bare::is_the_opposite(word));
        let with_bare = !header.iter().any(is_opposite);
        let columns = header.iter().enumerate().filter_map(|(at, heading)| {
            let of_rows = || rows.iter().find_map(|row| self.of_row(&heading.text, &row.get(at)?.text));
            let (wish, is_of_rows) = match self.of_heading(&heading.text, with_bare).filter(|_| !is_said(at)) {
                Some(wish) => (wish, false),
                None => (of_rows().filter(|_| !is_said(at) || keys::is_audience(&heading.text))?, true),
            };
            Some(self.mild(wish, of_column(&heading.text, place(heading), is_of_rows)))
        });
        let comments = rows.iter().filter(|row| is_comment(row)).map(|row| {
            let message = "a line that begins with `#` is shown like every other";
            finding(place(&row[0]), message.to_owned())
                .hint("remove the line; what is for fewer people goes into a file of its own")
        });
        columns.chain(comments).collect()
    }

    /// `Internal notes`, `Notes (internal)`, `Confidential`.
    fn of_heading(&self, heading: &str, with_bare: bool) -> Option<Wish> {
        limits(heading, with_bare, &self.names).then_some(Wish::Limit)
    }

    /// What a cell says of its row, as the value of a key called as the heading.
    fn of_row(&self, heading: &str, cell: &str) -> Option<Wish> {
        let said = keys::bare(cell);
        let (yes, no) = (keys::is_yes(&said), keys::is_no(&said));
        let names_readers = || self.names.named(&said).map(|_| Wish::Limit);
        let keeps_back = match keys::meaning(heading).map(|(meaning, _)| meaning) {
            Some(Meaning::Audience | Meaning::Readers) => return names_readers(),
            None if heading.to_lowercase().contains("audience") => return names_readers(),
            // `Private health care` is a benefit.
            None | Some(Meaning::Hidden) => yes && self.names.marked(heading).is_some(),
            Some(Meaning::State) if is_state_of_a_page(heading) && names_readers().is_some() => {
                return Some(Wish::Limit);
            }
            Some(Meaning::State) => vocabulary::is_hiding(&said),
            Some(Meaning::Shown) => no,
            Some(Meaning::Draft) => yes,
            Some(Meaning::Tlp) => ["red", "amber", "amber+strict", "green"].contains(&said.as_str()),
            // A column of days, or of what is done, is one of a table of work.
            Some(Meaning::ShownInKeys | Meaning::Locked | Meaning::Day | Meaning::From(_) | Meaning::Until(_)) => false,
        };
        keeps_back.then_some(Wish::KeepBack)
    }
}

/// Whether a heading is a key for the state of a page, and not for that of some work.
fn is_state_of_a_page(heading: &str) -> bool {
    key_lists::STATE.contains(&vocabulary::words_of(heading).concat().as_str())
}

fn of_column(heading: &str, place: Place, is_of_rows: bool) -> Diagnostic {
    if is_of_rows && keys::is_audience(heading) {
        let message = format!("the column `{heading}` names readers, and no row of a table has any of its own");
        return Diagnostic::new(&rules::UNKNOWN_AUDIENCE, place, message).hint(
            "set `audience` for the whole file or for columns in a `.csv.toml` beside it, and remove the column",
        );
    }
    if is_of_rows {
        let message = format!("the column `{heading}` says that rows are not for everybody, and hides none");
        return finding(place, message).hint(
            "move these rows to a file with an `audience` of its own in a `.csv.toml` beside it, and remove the column; if it is about something else, give it another heading",
        );
    }
    let message = format!("the heading `{heading}` says that its column is not for everybody, and hides nothing");
    let hint = format!(
        "write `[columns.\"{heading}\"]` and below it its `audience` into a `.csv.toml` beside the file, or give the column another heading"
    );
    finding(place, message).hint(hint)
}

/// Whether a row is one that other programs leave out: a mark, words, and nothing in the other cells.
fn is_comment(row: &[Cell]) -> bool {
    let [first, others @ ..] = row else { return false };
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    !others.is_empty()
        && first.text.strip_prefix('#').is_some_and(says)
        && others.iter().all(|cell| cell.text.is_empty())
}
