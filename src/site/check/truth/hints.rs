//! What a text must hold before it is worth cutting into words: a site may have ten thousand pages.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

static STATISTICS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    any_of(&[
        "%",
        "percent",
        "per cent",
        "prozent",
        "studies",
        "study",
        "research",
        "survey",
        "data show",
        "statistics",
        "experts",
        "scientists",
        "science",
        "proven",
        "studien",
        "forschung",
        "in three",
        "in four",
        "in five",
        "in ten",
        "in 3",
        "in 4",
        "in 5",
        "in 10",
    ])
});

static NUMBERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    any_of(&[
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "zero", "two", "three", "four", "five", "six", "seven",
        "eight", "nine", "ten", "eleven", "twelve",
    ])
});

fn any_of(words: &[&str]) -> AhoCorasick {
    let built = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words);
    built.expect("a few short words make an automaton")
}

/// Whether a text may hold a statistic.
pub(super) fn of_statistics(text: &str) -> bool {
    STATISTICS.is_match(text)
}

/// Whether a text may hold a number, in digits or as a word.
pub(super) fn of_numbers(text: &str) -> bool {
    NUMBERS.find_iter(text).any(|found| {
        // `often` holds no number.
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_digit = found.len() == 1;
        is_digit
            || !(is_letter(text[..found.start()].chars().next_back()) || is_letter(text[found.end()..].chars().next()))
    })
}

/// Whether a text may hold a year of this century.
pub(super) fn of_years(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.starts_with(b"20") && four[2..].iter().all(u8::is_ascii_digit))
}
