//! Line and column of many places at the cost of one pass over each file.

use std::ops::Range;
use std::sync::Arc;

use super::{At, Place, Source};

/// Counts lines and columns on from the last place asked for. Findings come sorted, so that is a short way.
#[derive(Default)]
pub struct Locator {
    last: Option<Position>,
}

struct Position {
    source: Arc<Source>,
    offset: usize,
    line: usize,
    column: usize,
}

impl Locator {
    /// The same as [`Place::line_column`].
    pub fn locate(&mut self, place: &Place) -> Option<(usize, usize)> {
        let Some(Range { start, .. }) = place.range() else { return place.line_column() };
        let from = self.last.take().filter(|last| Arc::ptr_eq(&last.source, &place.source) && last.offset <= start);
        let from =
            from.unwrap_or_else(|| Position { source: Arc::clone(&place.source), offset: 0, line: 1, column: 1 });
        let passed = &from.source.text[from.offset..start];
        let breaks = passed.bytes().filter(|byte| *byte == b'\n').count();
        let column = match passed.rfind('\n') {
            Some(at) => passed[at + 1..].chars().count() + 1,
            None => from.column + passed.chars().count(),
        };
        let line = from.line + breaks;
        self.last = Some(Position { offset: start, line, column, ..from });
        Some((line, column))
    }

    /// The same as [`Place::without_text`].
    pub fn without_text(&mut self, place: &Place) -> Place {
        let at = self.locate(place).map_or(At::File, |(line, column)| At::Line(line, column));
        Place { at, ..Place::file(place.path()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_where_it_would_be_alone() {
        let first = Source::new("a.md", "é\nab\r\n\nü\u{1f600}x\n");
        let second = Source::new("a.md", "other\ntext");
        let mut locator = Locator::default();
        let offsets = [0, 2, 3, 3, 4, 7, 8, 10, 14, 15, 16, 3, 0, 16];
        for (at, offset) in offsets.into_iter().enumerate() {
            for source in if at % 3 == 0 { vec![&second, &first] } else { vec![&first] } {
                let place = Place::new(source, offset..offset);
                assert_eq!(locator.locate(&place), place.line_column(), "{offset}");
                let told = locator.without_text(&place);
                assert_eq!((told.text(), told.path(), told.line_column()), ("", "a.md", place.line_column()));
            }
        }
        assert_eq!(locator.locate(&Place::file("a.md")), None);
    }
}
