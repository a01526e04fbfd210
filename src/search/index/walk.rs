//! Walks a committed segment: every stem of every field, with where it stands. It must not know shards.

use std::collections::BTreeMap;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED};

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

impl FieldHits {
    fn append(&mut self, other: FieldHits, first: u32) {
        self.sections.extend(other.sections.into_iter().map(|section| section + first));
        self.counts.extend(other.counts);
        self.places.extend(other.places);
    }
}

impl StemHits {
    /// Adds the hits of a later segment whose sections start at `first`.
    pub(in crate::search) fn append(&mut self, other: StemHits, first: u32) {
        self.title.append(other.title, first);
        self.heading.append(other.heading, first);
        self.body.append(other.body, first);
    }
}

/// What a segment holds.
pub(super) struct Walked {
    pub(super) stems: BTreeMap<String, StemHits>,
    pub(super) lengths: Vec<u8>,
    pub(super) words: [u64; 3],
}

/// Walks the only segment of an index.
pub(super) fn segment(index: &Index, fields: Fields) -> tantivy::Result<Walked> {
    let mut walked = Walked { stems: BTreeMap::new(), lengths: Vec::new(), words: [0; 3] };
    let searcher = index.reader()?.searcher();
    let Some(segment) = searcher.segment_readers().first() else { return Ok(walked) };
    let all = [fields.title, fields.heading, fields.body];
    for (at, field) in all.into_iter().enumerate() {
        walked.words[at] = walk_field(segment, field, &mut walked.stems, |hits| match at {
            0 => &mut hits.title,
            1 => &mut hits.heading,
            _ => &mut hits.body,
        })?;
    }
    let lengths = segment.get_fieldnorms_reader(fields.body)?;
    walked.lengths = (0..segment.max_doc()).map(|section| lengths.fieldnorm_id(section)).collect();
    Ok(walked)
}

/// Adds the hits of a field, and gives back how many words it has.
fn walk_field(
    segment: &SegmentReader,
    field: Field,
    stems: &mut BTreeMap<String, StemHits>,
    pick: impl Fn(&mut StemHits) -> &mut FieldHits,
) -> tantivy::Result<u64> {
    let inverted = segment.inverted_index(field)?;
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        let stem = String::from_utf8_lossy(terms.key());
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = inverted.read_postings_from_terminfo(terms.value(), option)?;
        let hits = match stems.get_mut(stem.as_ref()) {
            Some(hits) => hits,
            None => stems.entry(stem.into_owned()).or_default(),
        };
        let hits = pick(hits);
        let mut places = Vec::new();
        while postings.doc() != TERMINATED {
            hits.sections.push(postings.doc());
            hits.counts.push(postings.term_freq());
            postings.positions(&mut places);
            hits.places.extend_from_slice(&places);
            postings.advance();
        }
    }
    Ok(inverted.total_num_tokens())
}
