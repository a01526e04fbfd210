//! Walks committed segments: every stem of every field, with where it stands. It must not know shards.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, InvertedIndexReader, TERMINATED};

use super::Fields;

/// A stem's hits in one field: sections ascending, how often in each, and the places one after the other.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::search) struct FieldHits {
    pub(in crate::search) sections: Vec<u32>,
    pub(in crate::search) counts: Vec<u32>,
    /// Ascending within a section; empty for a field without places.
    pub(in crate::search) places: Vec<u32>,
}

/// A stem's hits in every field.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::search) struct StemHits {
    pub(in crate::search) title: FieldHits,
    pub(in crate::search) heading: FieldHits,
    pub(in crate::search) body: FieldHits,
}

/// A stem, and where its postings lie.
pub(in crate::search) struct IndexedStem {
    pub(in crate::search) text: String,
    /// Segment, field and postings, in this order.
    postings: Vec<(usize, usize, TermInfo)>,
}

/// The segments of an index, opened.
pub(in crate::search) struct Segments {
    opened: Vec<Opened>,
    /// Every stem, sorted by its bytes.
    pub(in crate::search) stems: Vec<IndexedStem>,
    /// The code of each section's length in words.
    pub(in crate::search) lengths: Vec<u8>,
    /// How many words all titles, headings and texts have.
    pub(in crate::search) words: [u64; 3],
}

/// A segment: titles, headings and texts, and the number of its first section in the site.
struct Opened {
    fields: [Arc<InvertedIndexReader>; 3],
    first: u32,
}

impl Segments {
    /// Opens the only segment of each of these indexes, and lists their stems.
    pub(super) fn open(indexes: &[Index], fields: Fields) -> tantivy::Result<Segments> {
        let mut segments = Segments { opened: Vec::new(), stems: Vec::new(), lengths: Vec::new(), words: [0; 3] };
        let mut stems: BTreeMap<String, Vec<(usize, usize, TermInfo)>> = BTreeMap::new();
        for index in indexes {
            let searcher = index.reader()?.searcher();
            let Some(segment) = searcher.segment_readers().first() else { continue };
            let number = segments.opened.len();
            let mut opened = Vec::new();
            for (at, field) in [fields.title, fields.heading, fields.body].into_iter().enumerate() {
                let inverted = segment.inverted_index(field)?;
                segments.words[at] += inverted.total_num_tokens();
                let mut terms = inverted.terms().stream()?;
                while terms.advance() {
                    let stem = String::from_utf8_lossy(terms.key());
                    let postings = (number, at, terms.value().clone());
                    match stems.get_mut(stem.as_ref()) {
                        Some(known) => known.push(postings),
                        None => drop(stems.insert(stem.into_owned(), vec![postings])),
                    }
                }
                drop(terms);
                opened.push(inverted);
            }
            let fields_opened = <[_; 3]>::try_from(opened).unwrap_or_else(|_| unreachable!("a loop over three fields"));
            let first = u32::try_from(segments.lengths.len()).unwrap_or(u32::MAX);
            segments.opened.push(Opened { fields: fields_opened, first });
            let lengths = segment.get_fieldnorms_reader(fields.body)?;
            segments.lengths.extend((0..segment.max_doc()).map(|section| lengths.fieldnorm_id(section)));
        }
        segments.stems = stems.into_iter().map(|(text, postings)| IndexedStem { text, postings }).collect();
        Ok(segments)
    }

    /// The hits of a stem, sections numbered through the site.
    ///
    /// # Errors
    /// Whatever tantivy says; nothing is known that makes it fail in memory.
    pub(in crate::search) fn hits(&self, stem: &IndexedStem) -> tantivy::Result<StemHits> {
        let mut hits = StemHits::default();
        let mut places = Vec::new();
        for (segment, field, term) in &stem.postings {
            let segment = &self.opened[*segment];
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = segment.fields[*field].read_postings_from_terminfo(term, option)?;
            let hits = match field {
                0 => &mut hits.title,
                1 => &mut hits.heading,
                _ => &mut hits.body,
            };
            hits.sections.reserve(term.doc_freq as usize);
            hits.counts.reserve(term.doc_freq as usize);
            while postings.doc() != TERMINATED {
                hits.sections.push(segment.first + postings.doc());
                hits.counts.push(postings.term_freq());
                postings.positions(&mut places);
                hits.places.extend_from_slice(&places);
                postings.advance();
            }
        }
        Ok(hits)
    }
}
