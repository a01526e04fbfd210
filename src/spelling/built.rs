//! English words that are put together from known ones: `rebook`, `skillset`, `approver`. They are in no dictionary, and
//! no slips.

use super::Asks;

/// What a word is put together from.
pub(super) enum Built {
    /// From known parts, as such words are.
    Sound,
    /// From known parts, but not as that word is written; this is right.
    Irregular(String),
    /// From nothing that is known.
    No,
}

const PREFIXES: &[&str] = &[
    "anti", "auto", "bi", "co", "counter", "cross", "cyber", "de", "dis", "e", "extra", "fore", "hyper", "in", "inter",
    "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono", "multi", "neuro", "non", "off", "on",
    "out", "over", "photo", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "re", "retro", "self", "semi",
    "sub", "super", "tele", "trans", "tri", "ultra", "un", "under", "up",
];

const SUFFIXES: &[&str] = &[
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "ings",
    "er",
    "r",
    "ers",
    "rs",
    "or",
    "ors",
    "able",
    "ably",
    "ability",
    "ness",
    "ship",
    "ships",
    "ee",
    "ees",
    "ist",
    "ists",
    "less",
    "ful",
    "ly",
    "like",
    "wise",
    "ize",
    "ized",
    "izes",
    "izing",
    "ise",
    "ised",
    "ises",
    "ising",
    "ization",
    "isation",
    "ification",
    "ism",
    "ish",
    "al",
    "ally",
    "ic",
    "y",
    "ies",
    "ification",
    "hood",
    "dom",
    "most",
    "ward",
    "wards",
    "ment",
    "ments",
    "ation",
    "ations",
];

/// Endings that a last consonant is doubled before, or a last `e` left out.
const BEFORE_VOWELS: [char; 6] = ['e', 'i', 'o', 'a', 'y', 'u'];

/// The shortest word that another one is put together from.
const PART: usize = 4;

/// How a word is put together.
pub(super) fn of(word: &str, known: Asks<'_>) -> Built {
    for suffix in SUFFIXES {
        let Some(stem) = word.strip_suffix(suffix).filter(|stem| stem.chars().count() >= PART - 1) else { continue };
        match ended(stem, suffix, known) {
            Built::No => {}
            found => return found,
        }
    }
    let long_enough =
        |prefix: &str, rest: &&str| rest.len() >= if prefix.len() > 2 || prefix == "re" { PART } else { PART + 1 };
    let mut begun =
        PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix).filter(|rest| long_enough(prefix, rest)));
    if begun.any(|rest| known(rest) || matches!(of(rest, known), Built::Sound)) || is_compound(word, known) {
        return Built::Sound;
    }
    Built::No
}

/// A stem with an ending, as it should be written.
fn ended(stem: &str, suffix: &str, known: Asks<'_>) -> Built {
    let (last, before_vowel) = (stem.chars().next_back().unwrap_or_default(), suffix.starts_with(BEFORE_VOWELS));
    let right = |word: String| if known(&word) { Some(word) } else { None };
    let is_word = |stem: &str| known(stem) || is_compound(stem, known);
    if is_word(stem) {
        let other = match (last, suffix) {
            ('y', "s") => right(format!("{}ies", &stem[..stem.len() - 1])),
            ('y', _) => right(format!("{}i{suffix}", &stem[..stem.len() - 1])),
            (_, "s") => right(format!("{stem}es")),
            ('e', _) if before_vowel => right(format!("{}{suffix}", &stem[..stem.len() - 1])),
            (last, _) if before_vowel => right(format!("{stem}{last}{suffix}")),
            _ => None,
        };
        // An adverb from an adjective, as in `public`, `publicly`.
        return other.map_or(Built::Sound, Built::Irregular);
    }
    // `scale`, `scalable`.
    if before_vowel && known(&format!("{stem}e")) {
        return match right(format!("{stem}e{suffix}")) {
            Some(word) => Built::Irregular(word),
            None => Built::Sound,
        };
    }
    // `stem`, `stemmer`.
    let mut behind = stem.chars().rev();
    let (one, two) = (behind.next(), behind.next());
    if before_vowel && one == two && one.is_some_and(|last| !BEFORE_VOWELS.contains(&last)) {
        let short = &stem[..stem.len() - last.len_utf8()];
        if short.len() >= PART - 1 && known(short) {
            return right(format!("{short}{suffix}")).map_or(Built::Sound, Built::Irregular);
        }
    }
    Built::No
}

/// Two words written as one.
fn is_compound(word: &str, known: Asks<'_>) -> bool {
    let cuts = word.char_indices().map(|(at, _)| at).filter(|at| *at >= 3);
    cuts.map(|at| word.split_at(at)).any(|(one, two)| {
        let long = (one.len() >= PART && two.len() >= 3)
            || (one.len() >= 3 && two.len() >= PART)
            || ["up", "so"].contains(&two);
        long && known(one) && known(two)
    })
}
