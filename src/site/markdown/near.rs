//! The text right before and behind a place: what is looked for beside a mark stands near it, so that a line of marks takes
//! no longer than its text.

/// The longest id, words or address that are looked for beside a mark, in bytes.
pub(super) const LONGEST: usize = 500;

/// The first bytes of a text, at most so many.
pub(super) fn first(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The last bytes of a text, at most so many.
pub(super) fn last(text: &str, most: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(most))..]
}
