//! Which languages are stemmed, and by which of Snowball's algorithms.

use frostem::Algorithm;

/// The languages that are stemmed: the first part of their BCP 47 tag, and the name of the algorithm. A language is only
/// here when the script of the search box has the same algorithm.
pub const LANGUAGES: [(&str, &str); 1] = [("en", "english")];

/// The algorithm for a language's tag.
pub(super) fn algorithm(tag: &str) -> Option<Algorithm> {
    let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let (_, name) = LANGUAGES.iter().find(|(language, _)| *language == first)?;
    Some(Algorithm::from_name(name).expect("the table names algorithms that are compiled in"))
}
