//! The manifest: all that is needed to plan a query. Its name never changes; every other file lies in a folder named after
//! the content of all of them.

use super::bundles::Bundles;
use super::bytes::{Bad, Reader, Writer};
use crate::search::ranking::Ranking;

/// The manifest's path below the audience's root.
pub const MANIFEST: &str = "search/manifest.bin";

/// No site has more; a damaged file must not fill the memory.
const MAX_SECTIONS: u32 = 20_000_000;

/// What the manifest says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::search) struct Manifest {
    /// The version of the text analysis.
    pub(in crate::search) analysis: u32,
    /// The language of the text, a BCP 47 tag.
    pub(in crate::search) language: String,
    /// The stemmer of that language.
    pub(in crate::search) stemmer: String,
    /// The folder of the other files, below the manifest's.
    pub(in crate::search) folder: String,
    /// The constants of the ranking.
    pub(in crate::search) ranking: Ranking,
    /// How many words all titles (each counted for every section), headings and texts have.
    pub(in crate::search) words: [u32; 3],
    /// Stems that say little, sorted: a query leaves them out unless it has no others.
    pub(in crate::search) common: Vec<String>,
    /// Groups of words that mean the same; a member is a list of stems.
    pub(in crate::search) synonyms: Vec<Vec<Vec<String>>>,
    /// Where term shards, word shards and shards of words written backwards begin.
    pub(in crate::search) starts: [Vec<String>; 3],
    /// How many sections each page has, at least one.
    pub(in crate::search) page_sections: Vec<u32>,
    /// How many sections each text piece has, at least one.
    pub(in crate::search) piece_sections: Vec<u32>,
    /// Where term shards, word shards, shards of words written backwards and text pieces lie.
    pub(in crate::search) bundles: [Bundles; 4],
}

/// The places of the kinds in [`Manifest::starts`] and [`Manifest::bundles`].
pub(in crate::search) const TERMS: usize = 0;
pub(in crate::search) const WORDS: usize = 1;
pub(in crate::search) const BACKWARDS: usize = 2;
pub(in crate::search) const PIECES: usize = 3;

impl Manifest {
    /// The manifest's payload, in parts that read alike: words, how pages are cut, and where shards are.
    pub(in crate::search) fn write(&self) -> [Vec<u8>; 3] {
        let mut writer = Writer::default();
        writer.varint(self.analysis);
        writer.text(&self.language);
        writer.text(&self.stemmer);
        writer.text(&self.folder);
        writer.size(Ranking::NAMES.len());
        self.ranking.write(&mut writer);
        self.words.iter().for_each(|count| writer.varint(*count));
        writer.front_coded(self.common.iter().map(String::as_str));
        writer.size(self.synonyms.len());
        for group in &self.synonyms {
            writer.size(group.len());
            for member in group {
                writer.size(member.len());
                member.iter().for_each(|stem| writer.text(stem));
            }
        }
        self.starts.iter().for_each(|starts| writer.front_coded(starts.iter().map(String::as_str)));
        let mut pages = Writer::default();
        pages.size(self.page_sections.len());
        self.page_sections.iter().for_each(|count| pages.varint(*count));
        self.write_pieces(&mut pages);
        let mut places = Writer::default();
        self.bundles.iter().for_each(|bundles| bundles.write(&mut places));
        [writer, pages, places].map(|writer| writer.0)
    }

    /// Where text pieces end: most of them with a page, which is said by a small number.
    fn write_pieces(&self, writer: &mut Writer) {
        let page_ends = running(&self.page_sections);
        writer.size(self.piece_sections.len());
        let mut first = 0;
        for count in &self.piece_sections {
            let page = page_ends.partition_point(|end| *end <= first);
            first += count;
            match page_ends.binary_search(&first) {
                Ok(last_page) => writer.size((last_page - page) << 1),
                Err(_) => writer.varint(count << 1 | 1),
            }
        }
    }

    /// Reads a manifest.
    pub(in crate::search) fn read(payload: &[u8]) -> Result<Manifest, Bad> {
        let mut reader = Reader::new(payload);
        let analysis = reader.varint()?;
        let (language, stemmer) = (reader.text()?.to_owned(), reader.text()?.to_owned());
        let folder = reader.text()?.to_owned();
        if reader.size()? != Ranking::NAMES.len() {
            return Err(Bad);
        }
        let ranking = Ranking::read(&mut reader)?;
        let words = [reader.varint()?, reader.varint()?, reader.varint()?];
        let common = reader.front_coded()?;
        let mut synonyms = Vec::new();
        for _ in 0..reader.size()? {
            let mut group = Vec::new();
            for _ in 0..reader.size()? {
                let count = reader.size()?;
                let stems = (0..count).map(|_| reader.text().map(str::to_owned)).collect::<Result<Vec<_>, _>>()?;
                group.push(stems);
            }
            synonyms.push(group);
        }
        let starts = [reader.front_coded()?, reader.front_coded()?, reader.front_coded()?];
        let count = reader.size()?;
        let page_sections = (0..count).map(|_| reader.varint()).collect::<Result<Vec<_>, _>>()?;
        let sections = page_sections.iter().try_fold(0u32, |sum, count| sum.checked_add(*count)).ok_or(Bad)?;
        if sections > MAX_SECTIONS || page_sections.contains(&0) {
            return Err(Bad);
        }
        let piece_sections = read_pieces(&mut reader, &page_sections)?;
        let mut bundles: [Bundles; 4] = Default::default();
        for kind in &mut bundles {
            *kind = Bundles::read(&mut reader)?;
        }
        let counts = [starts[0].len(), starts[1].len(), starts[2].len(), piece_sections.len()];
        if reader.at != payload.len() || bundles.each_ref().map(Bundles::len) != counts {
            return Err(Bad);
        }
        let head = Manifest { analysis, language, stemmer, folder, ranking, words, ..Manifest::default() };
        Ok(Manifest { common, synonyms, starts, page_sections, piece_sections, bundles, ..head })
    }
}

/// Running sums: where each of these ends.
fn running(counts: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    counts.iter().map(|count| (sum += count, sum).1).collect()
}

/// How many sections each text piece has.
fn read_pieces(reader: &mut Reader<'_>, page_sections: &[u32]) -> Result<Vec<u32>, Bad> {
    let page_ends = running(page_sections);
    let mut first = 0u32;
    let mut counts = Vec::new();
    for _ in 0..reader.size()? {
        let end = reader.varint()?;
        let page = page_ends.partition_point(|end| *end <= first);
        let next = match end & 1 {
            0 => *page_ends.get(page + (end >> 1) as usize).ok_or(Bad)?,
            _ => first.checked_add(end >> 1).ok_or(Bad)?,
        };
        counts.push(next - first);
        first = next;
    }
    if page_ends.last().copied().unwrap_or_default() == first { Ok(counts) } else { Err(Bad) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let manifest = Manifest {
            analysis: 1,
            language: "en-GB".to_owned(),
            stemmer: "english".to_owned(),
            folder: "0123456789ab".to_owned(),
            ranking: Ranking { title: 3.5, ..Ranking::default() },
            words: [3, 400, 70_000],
            common: texts(&["a", "the"]),
            synonyms: vec![vec![texts(&["jd"]), texts(&["job", "descript"])]],
            starts: [texts(&["", "b", "bl"]), texts(&[""]), texts(&[])],
            page_sections: vec![1, 3, 200, 2],
            piece_sections: vec![2, 2, 30, 170, 2],
            bundles: [3, 1, 0, 5].map(|count| Bundles::pack(&vec![vec![1; 500]; count], 1_024, 2).0),
        };
        let payload = manifest.write().concat();
        assert_eq!(Manifest::read(&payload), Ok(manifest));
        assert!((0..payload.len()).all(|cut| Manifest::read(&payload[..cut]).is_err()));
    }
}
