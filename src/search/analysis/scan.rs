//! Where the words of a text are, and which of them stand together.

use unicode_normalization::char::is_combining_mark;

use super::fold::fold;

/// How a run of characters is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A word: letters and digits up to the next other character.
    Word,
    /// One character, with its marks, of a script that puts no spaces between words.
    Unspaced,
}

/// The smallest piece of text that a word is made of; `start` and `end` are bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A folded word of a chain; `start` and `end` are bytes of the text.
pub(super) struct Part {
    pub(super) surface: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Puts all atoms of `text` into `atoms`, in order, in place of what was there.
pub(super) fn atoms(text: &str, atoms: &mut Vec<Atom>) {
    atoms.clear();
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let last = atoms.last_mut().filter(|last| last.end == start);
        if bytes[start].is_ascii_alphanumeric() {
            let run = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric());
            let end = run.map_or(bytes.len(), |length| start + length);
            match last.filter(|last| last.kind == Kind::Word) {
                Some(last) => last.end = end,
                None => atoms.push(Atom { kind: Kind::Word, start, end }),
            }
            start = end;
            continue;
        }
        if bytes[start].is_ascii() && bytes[start] != b'\'' {
            start += 1;
            continue;
        }
        let mut chars = text[start..].chars();
        let Some(c) = chars.next() else { break };
        let end = start + c.len_utf8();
        if let Some(last) = last {
            let apostrophe = is_apostrophe(c) && last.kind == Kind::Word;
            let inside = apostrophe && chars.next().is_some_and(starts_word);
            if continues(c) || inside || starts_word(c) && last.kind == Kind::Word {
                last.end = end;
                start = end;
                continue;
            }
        }
        if is_unspaced(c) && !continues(c) {
            atoms.push(Atom { kind: Kind::Unspaced, start, end });
        } else if starts_word(c) {
            atoms.push(Atom { kind: Kind::Word, start, end });
        }
        start = end;
    }
}

/// Whether a word is all ASCII, has no sign that belongs to its name, and joins nothing that follows: what is around it
/// says so at a glance. A word of which this is not said may still be one.
pub(super) fn stands_alone(text: &str, atom: &Atom) -> bool {
    let bytes = text.as_bytes();
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'\n'));
    let after = match bytes.get(atom.end) {
        Some(b',' | b'.' | b')' | b':' | b';' | b'?' | b'!' | b'"') => ends(bytes.get(atom.end + 1)),
        next => ends(next),
    };
    let word = &text[atom.start..atom.end];
    after && (atom.start == 0 || bytes[atom.start - 1] != b'.') && word.is_ascii() && !word.contains('\'')
}

/// The words that stand together from the first of `atoms` on, and how many atoms they take.
pub(super) fn parts(text: &str, atoms: &[Atom]) -> (Vec<Part>, usize) {
    let mut parts = vec![part(text, &atoms[0])];
    let mut count = 1;
    while let Some(atom) = atoms.get(count).filter(|atom| atom.kind == Kind::Word) {
        let last = parts.last_mut().expect("it starts with one");
        let mut gap = text[last.end..atom.start].chars();
        let (Some(connector), None) = (gap.next(), gap.next()) else { break };
        let next = part(text, atom);
        match join(&last.surface, connector, &next.surface) {
            Join::None => break,
            Join::Beside => parts.push(next),
            Join::Within(between) => {
                last.surface.push_str(between);
                last.surface.push_str(&next.surface);
                last.end = next.end;
            }
        }
        count += 1;
    }
    (parts, count)
}

/// What a character between two words makes of them.
enum Join {
    /// Two words that have nothing to do with each other.
    None,
    /// Parts of one chain.
    Beside,
    /// One word, with this between them.
    Within(&'static str),
}

fn join(left: &str, connector: char, right: &str) -> Join {
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let both_within = |most: usize| [left, right].iter().all(|word| word.chars().nth(most).is_none());
    match connector {
        ',' if digits(left) && !left.contains('.') && right.len() == 3 && digits(right) => Join::Within(""),
        '.' if digits(left) && digits(right) => Join::Within("."),
        '&' if both_within(2) => Join::Within("&"),
        '/' if both_within(3) => Join::Beside,
        '-' | '\u{2010}' | '\u{2011}' | '_' | '.' => Join::Beside,
        _ => Join::None,
    }
}

/// The word of an atom, with the signs that belong to its name: `C++`, `C#`, `.NET`.
fn part(text: &str, atom: &Atom) -> Part {
    let (before, after) = (&text[..atom.start], &text[atom.end..]);
    let mut surface = fold(&text[atom.start..atom.end]);
    let (mut start, mut end) = (atom.start, atom.end);
    let follows = |sign: &str| after.strip_prefix(sign).is_some_and(|rest| !rest.starts_with(['+', '#']));
    if follows("++") {
        surface.push_str("++");
        end += 2;
    } else if is_letter(&surface)
        && follows("#")
        && !after[1..].starts_with(|next: char| starts_word(next) || is_unspaced(next))
    {
        surface.push('#');
        end += 1;
    } else if let Some(before) = before.strip_suffix('.')
        && surface.chars().nth(1).is_some()
        && surface.starts_with(|first: char| first.is_alphabetic())
        && !before.ends_with(|last: char| last == '.' || starts_word(last) || continues(last) || is_unspaced(last))
    {
        surface.insert(0, '.');
        start -= 1;
    }
    Part { surface, start, end }
}

/// Whether a folded word is one letter.
pub(super) fn is_letter(surface: &str) -> bool {
    let mut chars = surface.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// A letter or a digit of a script with spaces.
fn starts_word(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// A mark upon the letter before, or an unseen joiner.
fn continues(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ff9e}' | '\u{ff9f}') || is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Scripts without spaces between words, and Hangul, whose words carry their particles.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{edc}'..='\u{edf}' // Thai, Lao
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{1780}'..='\u{17d3}' | '\u{17d7}' // Burmese, Khmer
        | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' // Hiragana
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}' // Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{fad9}' // Han
        | '\u{20000}'..='\u{3fffd}')
}
