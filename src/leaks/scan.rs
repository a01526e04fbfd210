//! The scan of one file.

use std::collections::BTreeMap;

use super::decode::{self, Reading};
use super::needles::{AMOUNT, Needles};
use crate::diag::Place;

/// How what is told of an index is called.
const INDEX: &str = "the search index";

/// Something above the audience in one of its files.
pub struct Hit {
    /// The line of the file, from 1.
    pub line: usize,
    /// How it is encoded there; empty where it is not.
    pub how: &'static str,
    /// What it is: a passage, a name, an amount.
    pub what: &'static str,
    /// Where the sources say it, or a file whose name it is.
    pub place: Place,
    /// The words as they stand in the file.
    pub text: String,
}

/// What in a file is above the audience that gets it, each line of the sources once.
///
/// `also` is what the file says in a form that only its maker can read.
pub fn scan(path: &str, bytes: &[u8], also: Option<String>, needles: &Needles) -> Vec<Hit> {
    let mut readings = vec![Reading { how: "its name", line: 1, text: path.to_owned() }];
    match also {
        Some(text) => readings.push(Reading { how: INDEX, line: 1, text }),
        None => readings.extend(decode::readings(bytes)),
    }
    let mut hits: BTreeMap<(String, Option<usize>, &str), Hit> = BTreeMap::new();
    for reading in readings {
        for found in needles.find(&reading.text) {
            // In an index numbers stand for themselves; an amount of a text is on its page too.
            if reading.how == INDEX && found.what == AMOUNT && !reading.text[found.at.clone()].contains([',', '.']) {
                continue;
            }
            let source_line = found.place.line_column().map(|(line, _)| line);
            let key = (found.place.path().to_owned(), source_line, found.what);
            let line = reading.line + reading.text[..found.at.start].matches('\n').count();
            hits.entry(key).or_insert_with(|| Hit {
                line,
                how: reading.how,
                what: found.what,
                text: reading.text[found.at.clone()].to_owned(),
                place: found.place,
            });
        }
    }
    let mut hits: Vec<Hit> = hits.into_values().collect();
    hits.sort_by_key(|hit| hit.line);
    hits
}
