//! Words of a sentence for the rules about what it says.

/// A word of a sentence: its bytes, and its letters in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) at: usize,
    pub(super) written: &'t str,
    pub(super) folded: String,
}

/// The words and numbers of a text; marks at their ends do not belong to them, `%` and signs of currencies do.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    for piece in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '–' | '—' | '…')) {
        let at = piece.as_ptr() as usize - text.as_ptr() as usize;
        let kept = |c: char| c.is_alphanumeric() || "%$£€".contains(c);
        let start = piece.find(kept);
        let Some(start) = start else { continue };
        let written = piece[start..].trim_end_matches(|c: char| !kept(c));
        found.push(Word { at: at + start, written, folded: written.to_lowercase().replace('’', "'") });
    }
    found
}

/// Whether these words stand in a row somewhere.
pub(super) fn holds(words: &[Word<'_>], phrase: &str) -> bool {
    find(words, phrase).is_some()
}

/// Where these words stand in a row first. `_` is any word, `word*` one that begins so.
pub(super) fn find(words: &[Word<'_>], phrase: &str) -> Option<usize> {
    let count = phrase.split(' ').count();
    words.windows(count).position(|row| {
        phrase.split(' ').zip(row).all(|(part, word)| match part.strip_suffix('*') {
            Some(beginning) => word.folded.starts_with(beginning),
            None => part == "_" || part == word.folded,
        })
    })
}

/// Whether any of the phrases stands there.
pub(super) fn any(words: &[Word<'_>], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| holds(words, phrase))
}
