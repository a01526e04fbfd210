//! Counts the elements of a long page before anything else looks at its text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser};

use super::syntax::options;
use crate::diag::{Diagnostic, Place, Source, rules};

/// A body may not be made of more elements and texts. A browser takes seconds to lay out as many.
pub(in crate::site) const MAX_ELEMENTS: usize = 100_000;

/// Where `body` has more elements than a page may have, as the parser counts them. A text shorter than their number is not
/// counted here: the writer of a body counts what it draws.
pub(in crate::site) fn too_many(source: &Arc<Source>, body: &Range<usize>) -> Option<Diagnostic> {
    if body.len() < MAX_ELEMENTS {
        return None;
    }
    let events = Parser::new_ext(&source.text[body.clone()], options()).into_offset_iter();
    let mut elements = events.filter(|(event, _)| !matches!(event, Event::End(_)));
    let (_, range) = elements.nth(MAX_ELEMENTS)?;
    let start = body.start + range.start;
    let first = source.text[start..].chars().next().map_or(0, char::len_utf8);
    Some(told(Place::new(source, start..start + first)))
}

/// What is said of a page of too many elements, at the first that is one too many.
pub(in crate::site) fn told(place: Place) -> Diagnostic {
    let message = format!("the page has more than {MAX_ELEMENTS} elements here");
    Diagnostic::new(&rules::LIMIT, place, message).hint("split it")
}
