//! What a site brings: its own list of words, and the files of a Hunspell dictionary in the letters they were saved in.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};

use super::Asks;

/// A site's own list of words. A line is a word; `word/other` takes the endings of another word, `*word` is not to be used,
/// and what stands behind `#` is a remark.
#[derive(Default)]
pub struct OwnWords {
    /// In lower case.
    words: HashSet<String>,
    /// Words in lower case, and the word that each takes its endings from.
    like: BTreeMap<String, String>,
    forbidden: HashSet<String>,
}

impl OwnWords {
    /// Reads the list; gives the bytes of each line that is no word, too.
    pub fn read(text: &str) -> (OwnWords, Vec<Range<usize>>) {
        let (mut own, mut wrong, mut start) = (OwnWords::default(), Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            let from = start + (line.len() - line.trim_start().len());
            start += line.len();
            let word = line.split('#').next().unwrap_or_default().trim();
            if !word.is_empty() && !own.add(word) {
                wrong.push(from..from + word.len());
            }
        }
        (own, wrong)
    }

    fn add(&mut self, line: &str) -> bool {
        let is_word =
            |word: &str| !word.is_empty() && !word.contains(char::is_whitespace) && !word.contains(['/', '*']);
        let (list, word) = match line.strip_prefix('*') {
            Some(word) => (&mut self.forbidden, word),
            None => (&mut self.words, line),
        };
        let (word, like) = word.split_once('/').map_or((word, None), |(word, like)| (word, Some(like)));
        if !is_word(word) || !like.is_none_or(is_word) {
            return false;
        }
        let word = word.replace('’', "'").to_lowercase();
        if let Some(like) = like {
            self.like.insert(word.clone(), like.to_lowercase());
        }
        if !line.starts_with('*') {
            // A word of two is looked up part by part.
            list.extend(word.split('-').filter(|part| !part.is_empty()).map(str::to_owned));
        }
        list.insert(word);
        true
    }

    /// Whether a word in lower case is not to be used.
    pub(super) fn forbids(&self, word: &str) -> bool {
        self.forbidden.contains(word)
    }

    /// Whether a word is of the list, or has the endings of another one that is known.
    pub(super) fn knows(&self, word: &str, known: Asks<'_>) -> bool {
        let word = word.to_lowercase();
        if self.words.contains(&word) || word.strip_suffix("'s").is_some_and(|word| self.words.contains(word)) {
            return true;
        }
        let mut like = self.like.iter();
        like.any(|(own, other)| {
            // Endings may change the last letter of a word, as of `separate` in `separating`.
            let shared = |word: &str| word.len() - word.chars().next_back().map_or(0, char::len_utf8);
            let stem = own.get(..shared(own)).filter(|_| own.chars().next_back() == other.chars().next_back());
            let ending = word.strip_prefix(own.as_str()).map(|ending| format!("{other}{ending}"));
            let shorter =
                || stem.and_then(|stem| word.strip_prefix(stem)).map(|end| format!("{}{end}", &other[..shared(other)]));
            ending.or_else(shorter).is_some_and(|built| known(&built))
        })
    }
}

/// The files of a Hunspell dictionary as text: UTF-8, else what the first one says behind `SET`.
pub(super) fn decoded(aff: &[u8], dic: &[u8]) -> (String, String) {
    let said = aff.split(|byte| *byte == b'\n').find_map(|line| line.trim_ascii().strip_prefix(b"SET "));
    let encoding = said.and_then(|name| Encoding::for_label(name.trim_ascii())).unwrap_or(UTF_8);
    let text = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding.decode(bytes).0.into_owned(),
    };
    (text(aff), text(dic))
}
