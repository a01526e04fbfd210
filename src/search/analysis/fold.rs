//! Folding: one spelling for the ways a word can be written.

use unicode_normalization::UnicodeNormalization;

/// The word in lower case, without accents and joiners, in Unicode's composed form.
///
/// Lower case is taken character by character, so that a language's or a word's end changes nothing. Marks that carry
/// the sound of their script (Thai and Indic vowels, Japanese voicing) stay; so does the Cyrillic short i, a letter of its
/// own.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().flat_map(char::to_lowercase).nfkd() {
        match c {
            '\u{306}' if folded.ends_with('и') => folded.push(c),
            c if is_dropped(c) => {}
            '\u{2019}' | '\u{2bc}' | '\u{ff07}' => folded.push('\''),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ŧ' => folded.push('t'),
            'ı' => folded.push('i'),
            'ŋ' => folded.push('n'),
            'ς' => folded.push('σ'),
            c => folded.push(c),
        }
    }
    folded.nfc().collect()
}

/// Accents, points and joiners that a searcher leaves out.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' // accents, variants of a glyph
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' // Hebrew points
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' // Arabic vowels and the stretching stroke
        | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}') // soft hyphens and joiners
}
