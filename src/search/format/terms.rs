//! Term shards: which sections hold a stem, and in which places of their text (position shards).
//!
//! Both kinds hold the same stems in the same order. Sections and pages are numbered in the order of the site.

use std::rc::Rc;

use super::bundles::Slot;
use super::bytes::{Bad, Reader, Writer, shared};

/// A page whose title holds a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct TitleHit {
    pub(in crate::search) page: u32,
    /// How often.
    pub(in crate::search) count: u32,
    /// How many words with a meaning the title has, 1 to 255.
    pub(in crate::search) words: u8,
}

/// A section whose heading or text holds a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::search) struct SectionHit {
    pub(in crate::search) section: u32,
    /// How often in the text.
    pub(in crate::search) body: u32,
    /// The code of the text's length.
    pub(in crate::search) length: u8,
    /// How often in the heading.
    pub(in crate::search) heading: u32,
    /// How many words with a meaning the heading has, 1 to 255; 0 when the stem is not in it.
    pub(in crate::search) heading_words: u8,
}

/// Where a stem stands in a section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Places {
    pub(in crate::search) body: Vec<u32>,
    pub(in crate::search) heading: Vec<u32>,
}

/// A stem's hits, as they were read or are to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Hits {
    pub(in crate::search) titles: Vec<TitleHit>,
    pub(in crate::search) sections: Vec<SectionHit>,
}

/// A stem ready for its shard.
pub(in crate::search) struct PackedTerm {
    pub(in crate::search) stem: String,
    titles: usize,
    sections: usize,
    hits: Vec<u8>,
    /// Where the columns of `hits` end but for the last: titles, sections, details.
    ends: [usize; 3],
    places: Vec<u8>,
}

impl PackedTerm {
    /// Packs the hits of a stem; `places` holds those of each section hit, body before heading.
    pub(in crate::search) fn new(stem: String, hits: &Hits, places: impl Iterator<Item = u32>) -> PackedTerm {
        let mut packed = Writer::default();
        let mut last = 0;
        for hit in &hits.titles {
            packed.varint(hit.page - last);
            packed.varint(u32::from(hit.words) << 1 | u32::from(hit.count > 1));
            if hit.count > 1 {
                packed.varint(hit.count);
            }
            last = hit.page;
        }
        let titles_end = packed.0.len();
        last = 0;
        let is_plain = |hit: &SectionHit| hit.body == 1 && hit.heading == 0;
        for hit in &hits.sections {
            packed.varint((hit.section - last) << 1 | u32::from(!is_plain(hit)));
            last = hit.section;
        }
        let sections_end = packed.0.len();
        for hit in hits.sections.iter().filter(|hit| !is_plain(hit)) {
            packed.varint(hit.body << 1 | u32::from(hit.heading > 0));
            if hit.heading > 0 {
                packed.varint(hit.heading);
                packed.0.push(hit.heading_words);
            }
        }
        let details_end = packed.0.len();
        packed.0.extend(hits.sections.iter().filter(|hit| hit.body > 0).map(|hit| hit.length));
        PackedTerm {
            stem,
            titles: hits.titles.len(),
            sections: hits.sections.len(),
            hits: packed.0,
            ends: [titles_end, sections_end, details_end],
            places: packed_places(&hits.sections, places),
        }
    }

    /// What it takes in a term shard, in bytes, nearly.
    pub(in crate::search) fn size(&self) -> usize {
        self.hits.len() + self.stem.len() / 2 + 5
    }

    fn column(&self, at: usize) -> &[u8] {
        let [titles, sections, details] = self.ends;
        let bounds = [0, titles, sections, details, self.hits.len()];
        &self.hits[bounds[at]..bounds[at + 1]]
    }
}

fn packed_places(sections: &[SectionHit], mut places: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut packed = Writer::default();
    for hit in sections {
        for count in [hit.body, hit.heading] {
            let mut last = 0;
            for place in places.by_ref().take(count as usize) {
                packed.varint(place - last);
                last = place;
            }
        }
    }
    packed.0
}

/// The payload of a term shard in parts: where its places lie and the stems with their counts, then each column of their hits.
///
/// A column holds the numbers of one kind of all stems, which compresses better than stem after stem.
pub(in crate::search) fn write_terms(terms: &[PackedTerm], places: &Slot) -> Vec<Vec<u8>> {
    let mut writer = Writer::default();
    [places.file, places.bytes.start, places.bytes.end].iter().for_each(|number| writer.size(*number));
    writer.size(terms.len());
    let mut before = "";
    for term in terms {
        writer.size(shared(before, &term.stem).0);
        writer.rest(before, &term.stem);
        writer.size(term.titles);
        writer.size(term.sections);
        before = &term.stem;
    }
    let column = |at: usize| terms.iter().flat_map(|term| term.column(at)).copied().collect();
    vec![writer.0, column(0), column(1), column(2), column(3)]
}

/// The payload of the position shard beside a term shard: lengths first, then the places.
pub(in crate::search) fn write_places(terms: &[PackedTerm]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.size(terms.len());
    terms.iter().for_each(|term| writer.size(term.places.len()));
    terms.iter().for_each(|term| writer.0.extend_from_slice(&term.places));
    writer.0
}

/// A term shard as it was read: each stem with its hits, in the order of the stems.
#[derive(Debug, Default)]
pub(in crate::search) struct TermShard {
    /// Where its places lie.
    pub(in crate::search) places: Slot,
    pub(in crate::search) stems: Vec<(String, Rc<Hits>)>,
}

impl TermShard {
    pub(in crate::search) fn read(payload: &[u8]) -> Result<TermShard, Bad> {
        let mut reader = Reader::new(payload);
        let [file, start, end] = [reader.varint()?, reader.varint()?, reader.varint()?].map(|number| number as usize);
        let places = Slot { file, bytes: start..end };
        let count = reader.size()?;
        let mut stems: Vec<String> = Vec::with_capacity(count);
        let mut all: Vec<Hits> = Vec::with_capacity(count);
        let mut claimed = 0;
        for _ in 0..count {
            let shared = reader.varint()? as usize;
            let stem = reader.after(stems.last().map_or("", String::as_str), shared)?;
            stems.push(stem);
            let (titles, sections) = (reader.size()?, reader.size()?);
            // Each hit takes a byte or more, so that damaged counts cannot ask for much memory.
            claimed += titles + sections;
            if claimed > payload.len() {
                return Err(Bad);
            }
            let titles = vec![TitleHit { page: 0, count: 1, words: 0 }; titles];
            let sections = vec![SectionHit { body: 1, ..SectionHit::default() }; sections];
            all.push(Hits { titles, sections });
        }
        for hits in &mut all {
            read_titles(&mut reader, &mut hits.titles)?;
        }
        let mut complex = Vec::new();
        for hits in &mut all {
            let mut last = 0u32;
            for hit in &mut hits.sections {
                let step = reader.varint()?;
                last = last.checked_add(step >> 1).ok_or(Bad)?;
                hit.section = last;
                complex.push(step & 1 == 1);
            }
        }
        read_details(&mut reader, &mut all, &complex)?;
        let stems = stems.into_iter().zip(all.into_iter().map(Rc::new)).collect();
        if reader.at == payload.len() { Ok(TermShard { places, stems }) } else { Err(Bad) }
    }

    /// Where a stem stands in the shard.
    pub(in crate::search) fn find(&self, stem: &str) -> Option<usize> {
        self.stems.binary_search_by(|(other, _)| super::order(other, stem)).ok()
    }

    /// The hits of the stem at this place, if its sections and pages are below the limits given.
    pub(in crate::search) fn hits(&self, at: usize, pages: u32, all_sections: u32) -> Result<Rc<Hits>, Bad> {
        let (_, hits) = self.stems.get(at).ok_or(Bad)?;
        let is_sound = hits.titles.iter().all(|hit| hit.page < pages)
            && hits.sections.iter().all(|hit| hit.section < all_sections);
        if is_sound { Ok(Rc::clone(hits)) } else { Err(Bad) }
    }
}

fn read_titles(reader: &mut Reader<'_>, titles: &mut [TitleHit]) -> Result<(), Bad> {
    let mut last = 0u32;
    for hit in titles {
        last = last.checked_add(reader.varint()?).ok_or(Bad)?;
        let words = reader.varint()?;
        let count = if words & 1 == 1 { reader.varint()? } else { 1 };
        *hit = TitleHit { page: last, count, words: u8::try_from(words >> 1).map_err(|_| Bad)? };
    }
    Ok(())
}

/// Reads what is not "once in the text" of the hits that are so marked, and then the lengths of texts.
fn read_details(reader: &mut Reader<'_>, all: &mut [Hits], complex: &[bool]) -> Result<(), Bad> {
    let marked = all.iter_mut().flat_map(|hits| &mut hits.sections).zip(complex).filter(|(_, complex)| **complex);
    for (hit, _) in marked {
        let counts = reader.varint()?;
        hit.body = counts >> 1;
        if counts & 1 == 1 {
            hit.heading = reader.varint()?;
            hit.heading_words = reader.byte()?;
        }
    }
    for hit in all.iter_mut().flat_map(|hits| &mut hits.sections).filter(|hit| hit.body > 0) {
        hit.length = reader.byte()?;
    }
    Ok(())
}

/// The places of the stem that stands at `at` in the shard, one entry for each of its section hits.
pub(in crate::search) fn read_places(payload: &[u8], at: usize, hits: &Hits) -> Result<Vec<Places>, Bad> {
    let mut reader = Reader::new(payload);
    let count = reader.size()?;
    let (mut start, mut length) = (0, None);
    for stem in 0..count {
        let size = reader.size()?;
        match stem.cmp(&at) {
            std::cmp::Ordering::Less => start += size,
            std::cmp::Ordering::Equal => length = Some(size),
            std::cmp::Ordering::Greater => {}
        }
    }
    reader.take(start)?;
    let mut reader = Reader::new(reader.take(length.ok_or(Bad)?)?);
    let mut all = Vec::with_capacity(hits.sections.len());
    for hit in &hits.sections {
        let mut found = [Vec::new(), Vec::new()];
        for (places, count) in found.iter_mut().zip([hit.body, hit.heading]) {
            let mut last = 0u32;
            for _ in 0..count {
                last = last.checked_add(reader.varint()?).ok_or(Bad)?;
                places.push(last);
            }
        }
        let [body, heading] = found;
        all.push(Places { body, heading });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(section: u32, body: u32, length: u8, heading: u32, heading_words: u8) -> SectionHit {
        SectionHit { section, body, length, heading, heading_words }
    }

    #[test]
    fn hits_and_places_come_back() {
        let first = Hits {
            titles: vec![TitleHit { page: 0, count: 1, words: 3 }, TitleHit { page: 9, count: 2, words: 255 }],
            sections: vec![hit(0, 1, 40, 0, 0), hit(3, 0, 0, 1, 4), hit(300, 5, 200, 2, 7)],
        };
        let second = Hits { titles: Vec::new(), sections: vec![hit(7, 1, 0, 0, 0)] };
        let places = [4, 0, 1, 2, 300, 301, 9_000, 0, 5];
        let terms = [
            PackedTerm::new("offer".to_owned(), &first, places.into_iter()),
            PackedTerm::new("öffer".to_owned(), &second, [77].into_iter()),
        ];
        let slot = Slot { file: 3, bytes: 0..700 };
        let payload = write_terms(&terms, &slot).concat();
        assert!((0..payload.len()).all(|cut| TermShard::read(&payload[..cut]).is_err()));
        let shard = TermShard::read(&payload).unwrap();
        assert_eq!(shard.places, slot);
        assert_eq!((shard.find("offer"), shard.find("off"), shard.find("öffer")), (Some(0), None, Some(1)));
        assert_eq!(shard.hits(0, 10, 301).as_deref(), Ok(&first));
        assert_eq!(shard.hits(1, 10, 301).as_deref(), Ok(&second));
        assert_eq!(shard.hits(0, 10, 300), Err(Bad), "a section that does not exist");
        assert_eq!(shard.hits(0, 9, 301), Err(Bad), "a page that does not exist");
        let payload = write_places(&terms);
        let read = read_places(&payload, 0, &first).unwrap();
        assert_eq!(read[1], Places { body: vec![], heading: vec![0] });
        assert_eq!(read[2], Places { body: vec![1, 2, 300, 301, 9_000], heading: vec![0, 5] });
        assert_eq!(read_places(&payload, 1, &second).unwrap()[0].body, [77]);
        assert_eq!(read_places(&payload, 2, &second), Err(Bad));
    }
}
