//! Who a document is for, as short texts around it say: a header, a label, the name of a style, a class.

/// Words that say that something is not for everybody, or not finished, where nothing else is said.
const WORDS: [&str; 30] = [
    "borrador",
    "brouillon",
    "classified",
    "confidencial",
    "confidential",
    "confidentiel",
    "confidentielle",
    "draft",
    "drafts",
    "embargo",
    "embargoed",
    "entwurf",
    "geheim",
    "intern",
    "internal",
    "interne",
    "interno",
    "internalonly",
    "noindex",
    "nonpublic",
    "private",
    "privileged",
    "proprietary",
    "restricted",
    "secret",
    "sensitive",
    "unpublished",
    "vertraulich",
    "wip",
    "zugriffsbeschränkt",
];

/// Whether a short text names readers that a page may be closed to, or says that it is not for everybody.
pub(super) fn are_named_in(text: &str, limits: &dyn Fn(&str) -> bool) -> bool {
    let words = words(text);
    let is_audience =
        |at: usize| (1..=3).any(|count| words.get(at..at + count).is_some_and(|some| limits(&some.join(" "))));
    (0..words.len()).any(is_audience) || words.iter().any(|word| WORDS.contains(&word.as_str()))
}

/// The words of a text in small letters; a name in one piece, `InternalNote`, has several.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in text.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && was_small {
            words.push(String::new());
        }
        was_small = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A text for a report: on one line, and not long.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Whether a colour is white, or so near that nobody reads it on white.
pub(super) fn is_white(colour: &str) -> bool {
    let colour = colour.trim().trim_start_matches('#').to_ascii_lowercase();
    let pairs: Vec<Option<u8>> = match colour.len() {
        6 => (0..3).map(|at| u8::from_str_radix(colour.get(2 * at..2 * at + 2)?, 16).ok()).collect(),
        3 => (0..3).map(|at| u8::from_str_radix(colour.get(at..at + 1)?, 16).ok().map(|digit| digit * 17)).collect(),
        _ => {
            let inside = colour.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')'));
            let numbers = inside.map(|inside| inside.split(',').map(|part| part.trim().parse().ok()).collect());
            return colour == "white" || numbers.is_some_and(|numbers: Vec<Option<u8>>| are_light(&numbers));
        }
    };
    are_light(&pairs)
}

fn are_light(parts: &[Option<u8>]) -> bool {
    const LIGHTEST_READ: u8 = 0xf0;
    parts.len() == 3 && parts.iter().all(|part| part.is_some_and(|part| part >= LIGHTEST_READ))
}
