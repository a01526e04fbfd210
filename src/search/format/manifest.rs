//! The manifest: all that is needed to plan a query. Its name never changes; every other file lies in a folder named after
//! the content of all of them.

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
}

/// The places of the three kinds in [`Manifest::starts`].
pub(in crate::search) const TERMS: usize = 0;
pub(in crate::search) const WORDS: usize = 1;
pub(in crate::search) const BACKWARDS: usize = 2;

impl Manifest {
    /// The manifest's payload.
    pub(in crate::search) fn write(&self) -> Vec<u8> {
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
        for starts in &self.starts {
            writer.front_coded(starts.iter().map(String::as_str));
        }
        for counts in [&self.page_sections, &self.piece_sections] {
            writer.size(counts.len());
            counts.iter().for_each(|count| writer.varint(*count));
        }
        writer.0
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
        let [page_sections, piece_sections] = [counts(&mut reader)?, counts(&mut reader)?];
        let sections = |counts: &[u32]| counts.iter().try_fold(0u32, |sum, count| sum.checked_add(*count));
        let sound = sections(&page_sections).is_some_and(|sections| sections <= MAX_SECTIONS)
            && sections(&page_sections) == sections(&piece_sections);
        if !sound || reader.at != payload.len() {
            return Err(Bad);
        }
        let head = Manifest { analysis, language, stemmer, folder, ranking, words, ..Manifest::default() };
        Ok(Manifest { common, synonyms, starts, page_sections, piece_sections, ..head })
    }
}

fn counts(reader: &mut Reader<'_>) -> Result<Vec<u32>, Bad> {
    let count = reader.size()?;
    let mut counts = Vec::with_capacity(count);
    for _ in 0..count {
        counts.push(reader.varint()?);
    }
    Ok(counts)
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
            page_sections: vec![1, 3, 200],
            piece_sections: vec![2, 202],
        };
        let payload = manifest.write();
        assert_eq!(Manifest::read(&payload), Ok(manifest));
        assert!((0..payload.len()).all(|cut| Manifest::read(&payload[..cut]).is_err()));
    }
}
