//! Opens shards as a query asks for them, and keeps what was opened.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::search::format::bundles::{Bundles, Slot};
use crate::search::format::bytes::{Bad, ShardError, unpack};
use crate::search::format::facets::{self, Facets};
use crate::search::format::manifest::{BACKWARDS, MANIFEST, Manifest, PIECES, TERMS, WORDS};
use crate::search::format::pieces::{self, Piece};
use crate::search::format::terms::{Hits, Places, TermShard, read_places};
use crate::search::format::words::{self, Word};
use crate::search::format::{path_of, shard_of, shards_of_prefix};
use crate::search::{analysis, number};

/// The bytes of a file, by its path below the audience's root.
pub type Fetch<'f> = dyn Fn(&str) -> Option<Vec<u8>> + 'f;

/// The shards of an index.
pub(super) struct Shards<'f> {
    fetch: &'f Fetch<'f>,
    pub(super) manifest: Manifest,
    /// The first section of each page, and one past the last.
    pub(super) firsts: Vec<u32>,
    /// The first section of each text piece, and one past the last.
    piece_firsts: Vec<u32>,
    /// Where shards lie, in the order of [`Manifest::bundles`].
    slots: [Vec<Slot>; 4],
    terms: RefCell<BTreeMap<usize, Rc<TermShard>>>,
    stems: RefCell<BTreeMap<String, Option<Rc<Term>>>>,
    pieces: RefCell<BTreeMap<usize, Rc<Piece>>>,
}

/// A stem's hits and how much it says in each field.
#[derive(Debug, Default)]
pub(super) struct Term {
    pub(super) hits: Rc<Hits>,
    /// Inverse document frequencies in titles, headings and texts.
    pub(super) idf: [f32; 3],
    /// The same over a whole section.
    pub(super) idf_any: f32,
    /// Where the places of its shard lie, and its own among them.
    places: Slot,
    at: usize,
}

impl<'f> Shards<'f> {
    pub(super) fn open(fetch: &'f Fetch<'f>) -> Result<Shards<'f>, ShardError> {
        let bytes = fetch(MANIFEST).ok_or_else(|| ShardError::Missing(MANIFEST.to_owned()))?;
        let payload = unpack(b'm', MANIFEST, &bytes)?;
        let manifest = Manifest::read(&payload).map_err(|_| ShardError::Damaged(MANIFEST.to_owned()))?;
        if manifest.analysis != analysis::VERSION {
            return Err(ShardError::OtherVersion(MANIFEST.to_owned()));
        }
        let (firsts, piece_firsts) = (running(&manifest.page_sections), running(&manifest.piece_sections));
        let slots = manifest.bundles.each_ref().map(Bundles::slots);
        Ok(Shards {
            fetch,
            manifest,
            firsts,
            piece_firsts,
            slots,
            terms: RefCell::default(),
            stems: RefCell::default(),
            pieces: RefCell::default(),
        })
    }

    /// How many pages there are.
    pub(super) fn pages(&self) -> u32 {
        self.firsts.len() as u32 - 1
    }

    /// How many sections there are.
    pub(super) fn sections(&self) -> u32 {
        self.firsts.last().copied().unwrap_or_default()
    }

    /// The page of a section.
    pub(super) fn page_of(&self, section: u32) -> u32 {
        self.firsts.partition_point(|first| *first <= section) as u32 - 1
    }

    /// The payload of a shard, and the name of the file that it lies in.
    fn payload(&self, kind: char, slot: &Slot) -> Result<(String, Vec<u8>), ShardError> {
        let name = path_of(&self.manifest.folder, kind, slot.file);
        let bytes = (self.fetch)(&name).ok_or_else(|| ShardError::Missing(name.clone()))?;
        let end = slot.bytes.end.min(bytes.len());
        let here = bytes.get(slot.bytes.start..end).ok_or_else(|| ShardError::Damaged(name.clone()))?;
        let payload = unpack(kind as u8, &name, here)?;
        Ok((name, payload))
    }

    fn term_shard(&self, number: usize) -> Result<Rc<TermShard>, ShardError> {
        if let Some(known) = self.terms.borrow().get(&number) {
            return Ok(Rc::clone(known));
        }
        let (name, payload) = self.payload('t', &self.slots[TERMS][number])?;
        let shard = Rc::new(TermShard::read(&payload).map_err(|_| ShardError::Damaged(name))?);
        self.terms.borrow_mut().insert(number, Rc::clone(&shard));
        Ok(shard)
    }

    /// A stem, when the site has it.
    pub(super) fn term(&self, stem: &str) -> Result<Option<Rc<Term>>, ShardError> {
        if let Some(known) = self.stems.borrow().get(stem) {
            return Ok(known.clone());
        }
        let mut term = None;
        if let Some(number) = shard_of(&self.manifest.starts[TERMS], stem) {
            let shard = self.term_shard(number)?;
            if let Some(at) = shard.find(stem) {
                let hits = shard.hits(at, self.pages(), self.sections());
                let hits = hits.map_err(|Bad| ShardError::Damaged(format!("t{number}")))?;
                term = Some(Rc::new(self.weighed(hits, shard.places.clone(), at)));
            }
        }
        self.stems.borrow_mut().insert(stem.to_owned(), term.clone());
        Ok(term)
    }

    fn weighed(&self, hits: Rc<Hits>, places: Slot, at: usize) -> Term {
        let all = self.sections();
        let in_titles: u32 = hits.titles.iter().map(|hit| self.manifest.page_sections[hit.page as usize]).sum();
        let in_headings = hits.sections.iter().filter(|hit| hit.heading > 0).count() as u32;
        let in_bodies = hits.sections.iter().filter(|hit| hit.body > 0).count() as u32;
        let any = in_titles.max(hits.sections.len() as u32);
        let idf = [in_titles, in_headings, in_bodies].map(|found| number::idf(found, all));
        Term { hits, idf, idf_any: number::idf(any, all), places, at }
    }

    /// Where a stem stands in each of the sections it hits.
    pub(super) fn places(&self, term: &Term) -> Result<Vec<Places>, ShardError> {
        let (name, payload) = self.payload('p', &term.places)?;
        read_places(&payload, term.at, &term.hits).map_err(|Bad| ShardError::Damaged(name))
    }

    /// Stems that begin with `prefix`, and how many hits each has; only as many shards are looked into as the ranking says.
    pub(super) fn stems_with_prefix(&self, prefix: &str) -> Result<Vec<(String, usize)>, ShardError> {
        let most = self.manifest.ranking.prefix_shards as usize;
        let mut found = Vec::new();
        for number in shards_of_prefix(&self.manifest.starts[TERMS], prefix).take(most) {
            let shard = self.term_shard(number)?;
            let matching = shard.stems.iter().filter(|(stem, _)| stem.starts_with(prefix));
            found.extend(matching.map(|(stem, hits)| (stem.clone(), hits.titles.len() + hits.sections.len())));
        }
        Ok(found)
    }

    /// Words that begin with `head`.
    pub(super) fn words_with_head(&self, head: &str) -> Result<Vec<Word>, ShardError> {
        self.words('v', WORDS, head)
    }

    /// Words that end with `tail`.
    pub(super) fn words_with_tail(&self, tail: &str) -> Result<Vec<Word>, ShardError> {
        let turned = |word: &str| word.chars().rev().collect::<String>();
        let words = self.words('w', BACKWARDS, &turned(tail))?;
        Ok(words.into_iter().map(|Word { word, step }| Word { word: turned(&word), step }).collect())
    }

    fn words(&self, kind: char, starts: usize, prefix: &str) -> Result<Vec<Word>, ShardError> {
        let mut found = Vec::new();
        for number in shards_of_prefix(&self.manifest.starts[starts], prefix) {
            let (name, payload) = self.payload(kind, &self.slots[starts][number])?;
            let words = words::read(&payload).map_err(|Bad| ShardError::Damaged(name))?;
            found.extend(words.into_iter().filter(|word| word.word.starts_with(prefix)));
        }
        Ok(found)
    }

    /// The text piece a section lies in: its number, the piece, and the section's place in it.
    pub(super) fn piece_of(&self, section: u32) -> Result<(usize, Rc<Piece>, usize), ShardError> {
        let number = self.piece_firsts.partition_point(|first| *first <= section) - 1;
        let at = (section - self.piece_firsts[number]) as usize;
        if let Some(known) = self.pieces.borrow().get(&number) {
            return Ok((number, Rc::clone(known), at));
        }
        let (name, payload) = self.payload('d', &self.slots[PIECES][number])?;
        let piece = pieces::read(&payload).ok();
        let whole = piece.filter(|piece| piece.sections.len() as u32 == self.manifest.piece_sections[number]);
        let piece = Rc::new(whole.ok_or(ShardError::Damaged(name))?);
        self.pieces.borrow_mut().insert(number, Rc::clone(&piece));
        Ok((number, piece, at))
    }

    /// Which pages are of a kind, about a role or a place, or carry a tag.
    pub(super) fn facets(&self) -> Result<Facets, ShardError> {
        let (name, payload) = self.payload('f', &Slot { file: 0, bytes: 0..usize::MAX })?;
        facets::read(&payload, self.pages()).map_err(|Bad| ShardError::Damaged(name))
    }
}

/// Running sums, from 0 on.
fn running(counts: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(counts.iter().map(|count| {
        sum += count;
        sum
    }));
    sums
}
