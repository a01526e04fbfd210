//! Words that say little in a query: articles, pronouns, auxiliary verbs, question words.

use super::analysis::Analyzer;

/// Of English. Others than these may be frequent on a site and still be what somebody looks for.
const ENGLISH: &str = "a about am an and any are as at be been being but by can could did do does for from had has have \
    he her his how i if in into is it its me my of on or our shall she should so some such than that the their them then \
    there these they this those to us was we were what when where which who whom whose why will with would you your";

/// Their stems, sorted; none for a language without a list.
pub(super) fn stems(language: &str, analyzer: Analyzer) -> Vec<String> {
    let is_english = language.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case("en"));
    let words = if is_english { ENGLISH } else { "" };
    let mut stems: Vec<String> = analyzer.query(words).into_iter().map(|token| token.stem).collect();
    stems.sort();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_language_with_a_list_has_common_words() {
        let english = stems("en-GB", Analyzer::new("en-GB"));
        assert!(english.is_sorted() && english.len() > 60);
        assert!(english.binary_search(&"the".to_owned()).is_ok());
        assert!(english.binary_search(&"role".to_owned()).is_err());
        assert_eq!(stems("de", Analyzer::new("de")), Vec::<String>::new());
    }
}
