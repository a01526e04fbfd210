//! An index as files: term, position, word and text shards, facets, and the manifest over them.
//!
//! It must not know tantivy, nor how results are ranked.

use rayon::prelude::*;

use super::analysis::{self, Analyzer};
use super::common;
use super::format::bundles::Bundles;
use super::format::bytes::{pack, pack_tightly, shared};
use super::format::manifest::{MANIFEST, Manifest};
use super::format::pieces::{PieceSection, PieceWriter};
use super::format::terms::{Hits, PackedTerm, SectionHit, TitleHit, write_places, write_terms};
use super::format::words::{self, Word};
use super::format::{facets, order, path_of, separator};
use super::index::{self, Indexed, Segments, StemHits};
use super::ranking::Ranking;
use super::sections::SearchPage;

/// How large a shard grows, before compression, by how much there is of its kind: small shards cost a query few bytes, but
/// must not become too many.
struct Sizes {
    least: usize,
    most: usize,
    /// So many shards there are before they grow beyond the least.
    shards: usize,
}

const TERM_SHARDS: Sizes = Sizes { least: 1_200, most: 3_500, shards: 3_000 };
const WORD_SHARDS: Sizes = Sizes { least: 512, most: 3_500, shards: 100 };
const PIECES: Sizes = Sizes { least: 1_024, most: 8_192, shards: 7_000 };

impl Sizes {
    fn of(&self, total: usize) -> usize {
        (total / self.shards).clamp(self.least, self.most)
    }
}

/// How large files of several shards grow: small while there is little of a kind, and then so large that files do not become
/// too many. A host that knows no ranges sends all of one for a shard in it.
const TERM_FILES: Sizes = Sizes { least: 4_096, most: usize::MAX, shards: 1_000 };
const PLACE_FILES: Sizes = Sizes { least: 16_384, most: usize::MAX, shards: 250 };
const WORD_FILES: Sizes = Sizes { least: 4_096, most: usize::MAX, shards: 50 };
const PIECE_FILES: Sizes = Sizes { least: 5_120, most: usize::MAX, shards: 1_800 };

/// How many shards a first search fetches, nearly: two or three words and what the last one begins, and five results. The
/// places of words are fetched for phrases alone.
const TERMS_FETCHED: usize = 4;
const WORDS_FETCHED: usize = 1;
const PIECES_FETCHED: usize = 5;

/// The share of a full shard from which on it may end early, where the next one then begins with a shorter text.
const EARLY: f64 = 0.4;

/// How much of a section's text a snippet can be taken from.
const TEXT_BYTES: usize = 12_000;

/// Everything an export is made from.
pub(super) struct Export<'a> {
    pub(super) pages: &'a [SearchPage],
    pub(super) facets: facets::Facets,
    pub(super) synonyms: &'a [Vec<String>],
    pub(super) language: &'a str,
    pub(super) analyzer: Analyzer,
    pub(super) ranking: Ranking,
}

/// A file of the index: its path below the audience's root, and its bytes.
pub(super) type File = (String, Vec<u8>);

/// A file whose folder is not known yet: its kind, its number and its bytes.
type Packed = (char, usize, Vec<u8>);

/// Shards of a kind, their files and where each of them lies.
type Bundled = (Bundles, Vec<Packed>);

impl Export<'_> {
    /// The files of the index.
    ///
    /// # Errors
    /// Whatever the index says when it is read again; nothing is known that makes it fail in memory.
    pub(super) fn files(&self, indexed: Indexed) -> index::Result<Vec<File>> {
        let Indexed { segments, vocabulary } = indexed;
        let (terms, (pieces, piece_sections)) = rayon::join(|| self.terms(&segments), || self.pieces());
        let (terms, words) = (terms?, segments.words);
        drop(segments);

        let term_shards = cut(&terms, &TERM_SHARDS, PackedTerm::size, |term| term.stem.as_str());
        let places = term_shards.par_iter().map(|shard| pack(b'p', &[write_places(&terms[shard.range.clone()])]));
        let places = bundled('p', &places.collect::<Vec<_>>(), &PLACE_FILES, 0);
        let slots = places.0.slots();
        let of_terms = term_shards.par_iter().zip(&slots);
        let of_terms = of_terms.map(|(shard, slot)| pack(b't', &write_terms(&terms[shard.range.clone()], slot)));
        let of_terms = bundled('t', &of_terms.collect::<Vec<_>>(), &TERM_FILES, TERMS_FETCHED);
        drop(terms);
        let pieces: Vec<Vec<u8>> = pieces.into_par_iter().map(|payload| pack(b'd', &[payload])).collect();
        let pieces = bundled('d', &pieces, &PIECE_FILES, PIECES_FETCHED);
        let forwards: Vec<(String, u32)> = vocabulary.into_iter().collect();
        let backwards = forwards.iter().map(|(word, count)| (word.chars().rev().collect(), *count)).collect();
        let (word_starts, forwards) = word_shards(forwards, 'v');
        let (backward_starts, backwards) = word_shards(backwards, 'w');
        let facets = vec![('f', 0, pack(b'f', &[facets::write(&self.facets)]))];
        let packed = [places.1, of_terms.1, forwards.1, backwards.1, pieces.1, facets].concat();
        let manifest = Manifest {
            analysis: analysis::VERSION,
            language: self.language.to_owned(),
            stemmer: self.analyzer.stemmer().to_owned(),
            folder: folder(&packed),
            ranking: self.ranking.clone(),
            words: words.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            common: common::stems(self.language, self.analyzer),
            synonyms: self.synonyms(),
            starts: [starts(term_shards), word_starts, backward_starts],
            page_sections: self.pages.iter().map(|page| page.sections.len() as u32).collect(),
            piece_sections,
            bundles: [of_terms.0, forwards.0, backwards.0, pieces.0],
        };
        let file = |(kind, number, bytes)| (path_of(&manifest.folder, kind, number), bytes);
        let mut files: Vec<File> = packed.into_iter().map(file).collect();
        files.push((MANIFEST.to_owned(), pack_tightly(b'm', &manifest.write())));
        Ok(files)
    }

    /// Every stem, packed, in the order of the shards. Hits are read and packed stem by stem, so that they are never all
    /// in memory.
    fn terms(&self, segments: &Segments) -> index::Result<Vec<PackedTerm>> {
        let meaning = Meaning::new(self);
        let terms = segments.stems.par_iter().map(|stem| {
            let hits = segments.hits(stem)?;
            let packed = self::hits(&hits, &segments.lengths, &meaning);
            Ok(PackedTerm::new(stem.text.clone(), &packed, places(&packed, &hits)))
        });
        let mut terms = terms.collect::<index::Result<Vec<PackedTerm>>>()?;
        terms.sort_by(|a, b| order(&a.stem, &b.stem));
        Ok(terms)
    }

    /// The texts of results, cut at section borders, and how many sections each piece holds.
    ///
    /// A piece rather ends with a page than begins another that would be cut, which also keeps the manifest small.
    fn pieces(&self) -> (Vec<Vec<u8>>, Vec<u32>) {
        let sections = self.pages.iter().flat_map(|page| &page.sections);
        let limit = PIECES.of(sections.map(|section| section.text.len().min(TEXT_BYTES)).sum());
        let (mut payloads, mut counts) = (Vec::new(), Vec::new());
        let mut writer = PieceWriter::default();
        let mut close = |writer: &mut PieceWriter| {
            counts.push(writer.count as u32);
            payloads.push(std::mem::take(writer).finish());
        };
        for page in self.pages {
            let mut is_begun = false;
            for section in &page.sections {
                let text = clipped(&section.text, TEXT_BYTES);
                if writer.count > 0 && writer.size() + text.len() > limit {
                    close(&mut writer);
                    is_begun = false;
                }
                if !is_begun {
                    writer.page(&page.url, &page.title);
                    is_begun = true;
                }
                let (heading, anchor) = (section.heading.clone(), section.anchor.clone());
                writer.section(&PieceSection { heading, anchor, text: text.to_owned() });
            }
            if writer.size() >= limit / 2 {
                close(&mut writer);
            }
        }
        if writer.count > 0 {
            close(&mut writer);
        }
        (payloads, counts)
    }

    /// Groups of synonyms as the stems of their members; a member without words means nothing.
    fn synonyms(&self) -> Vec<Vec<Vec<String>>> {
        let stems = |words: &String| -> Vec<String> {
            self.analyzer.query(words).into_iter().map(|token| token.stem).collect()
        };
        let groups = self.synonyms.iter().map(|group| {
            let mut members: Vec<Vec<String>> = group.iter().map(stems).filter(|member| !member.is_empty()).collect();
            members.dedup();
            members
        });
        groups.filter(|group| group.len() > 1).collect()
    }
}

/// Puts shards of a kind into files; a first search fetches about `fetched` of them.
fn bundled(kind: char, shards: &[Vec<u8>], sizes: &Sizes, fetched: usize) -> Bundled {
    let (bundles, files) = Bundles::pack(shards, sizes.of(shards.iter().map(Vec::len).sum()), fetched);
    (bundles, files.into_iter().enumerate().map(|(number, bytes)| (kind, number, bytes)).collect())
}

/// The first bytes of a text, up to a whole character.
fn clipped(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The name of the folder: what its files hold, as a number.
fn folder(files: &[Packed]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (kind, number, bytes) in files {
        hasher.update(path_of("", *kind, *number).as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

/// How many words with a meaning titles and headings have, and which section is on which page.
struct Meaning {
    titles: Vec<u8>,
    headings: Vec<u8>,
    pages: Vec<u32>,
    firsts: Vec<u32>,
}

impl Meaning {
    fn new(export: &Export<'_>) -> Meaning {
        let common = common::stems(export.language, export.analyzer);
        let count = |text: &str| {
            let tokens = export.analyzer.query(text);
            let telling = tokens.iter().filter(|token| common.binary_search(&token.stem).is_err()).count();
            u8::try_from(telling.clamp(1, 255)).unwrap_or(255)
        };
        let mut meaning = Meaning { titles: Vec::new(), headings: Vec::new(), pages: Vec::new(), firsts: Vec::new() };
        let counts: Vec<(u8, Vec<u8>)> = export
            .pages
            .par_iter()
            .map(|page| {
                let headings = page.sections.iter().map(|section| section.heading.as_ref().unwrap_or(&page.title));
                (count(&page.title), headings.map(|heading| count(heading)).collect())
            })
            .collect();
        for (page, (title, headings)) in (0u32..).zip(counts) {
            meaning.firsts.push(meaning.headings.len() as u32);
            meaning.titles.push(title);
            meaning.pages.resize(meaning.pages.len() + headings.len(), page);
            meaning.headings.extend(headings);
        }
        meaning
    }
}

/// The hits of a stem as a shard has them: titles once for each page, headings and texts together.
fn hits(stem: &StemHits, lengths: &[u8], meaning: &Meaning) -> Hits {
    let mut hits = Hits::default();
    for (&section, &count) in stem.title.sections.iter().zip(&stem.title.counts) {
        let page = meaning.pages[section as usize];
        if meaning.firsts[page as usize] == section {
            hits.titles.push(TitleHit { page, count, words: meaning.titles[page as usize] });
        }
    }
    let mut headings = stem.heading.sections.iter().zip(&stem.heading.counts).peekable();
    let mut bodies = stem.body.sections.iter().zip(&stem.body.counts).peekable();
    loop {
        let next = match (headings.peek(), bodies.peek()) {
            (Some((a, _)), Some((b, _))) => **a.min(b),
            (Some((a, _)), None) => **a,
            (None, Some((b, _))) => **b,
            (None, None) => return hits,
        };
        let mut hit = SectionHit { section: next, ..SectionHit::default() };
        if let Some((_, count)) = headings.next_if(|(section, _)| **section == next) {
            (hit.heading, hit.heading_words) = (*count, meaning.headings[next as usize]);
        }
        if let Some((_, count)) = bodies.next_if(|(section, _)| **section == next) {
            (hit.body, hit.length) = (*count, coarse(lengths[next as usize]));
        }
        hits.sections.push(hit);
    }
}

/// The code of a length, of which those from 24 on keep two steps for each doubling: fewer codes take half the bytes, and order
/// results as well.
fn coarse(length: u8) -> u8 {
    if length < 24 { length } else { length & !3 | 2 }
}

/// The places of a stem in the order of its section hits, text before heading.
fn places<'h>(packed: &'h Hits, stem: &'h StemHits) -> impl Iterator<Item = u32> + 'h {
    let (mut body, mut heading) = (0, 0);
    packed.sections.iter().flat_map(move |hit| {
        let (from, then) = (body, heading);
        (body, heading) = (body + hit.body as usize, heading + hit.heading as usize);
        stem.body.places[from..body].iter().chain(&stem.heading.places[then..heading]).copied()
    })
}

/// A run of sorted things that share a shard, and the key it begins with.
struct Cut {
    range: std::ops::Range<usize>,
    start: String,
}

/// Cuts sorted things into shards: one is closed when it is large enough, and what is too large alone stands alone. Where
/// shards begin stands in the manifest, so that one may end early for the sake of a shorter beginning of the next.
fn cut<T>(sorted: &[T], sizes: &Sizes, size: impl Fn(&T) -> usize, key: impl Fn(&T) -> &str) -> Vec<Cut> {
    let limit = sizes.of(sorted.iter().map(&size).sum());
    let mut shards: Vec<Cut> = Vec::new();
    let (mut from, mut start) = (0, "");
    while from < sorted.len() {
        let mut bytes = size(&sorted[from]);
        let (mut end, mut early) = (from + 1, from + 1);
        while end < sorted.len() && bytes + size(&sorted[end]) <= limit {
            if (bytes as f64) < limit as f64 * EARLY {
                early = end + 1;
            }
            bytes += size(&sorted[end]);
            end += 1;
        }
        let begins = |at: usize| separator(key(&sorted[at - 1]), key(&sorted[at]));
        let cost = |at: &usize| begins(*at).len() - shared(start, begins(*at)).1;
        // Of those that cost the same the last one is taken.
        let to = if end < sorted.len() { (early..=end).rev().min_by_key(cost).unwrap_or(end) } else { end };
        shards.push(Cut { range: from..to, start: start.to_owned() });
        if to < sorted.len() {
            start = begins(to);
        }
        from = to;
    }
    shards
}

fn starts(shards: Vec<Cut>) -> Vec<String> {
    shards.into_iter().map(|shard| shard.start).collect()
}

/// Where the shards of words begin, and the shards.
fn word_shards(words: Vec<(String, u32)>, letter: char) -> (Vec<String>, Bundled) {
    let mut words: Vec<Word> = words.into_iter().map(|(word, count)| Word { word, step: words::step(count) }).collect();
    words.sort_by(|a, b| order(&a.word, &b.word));
    let shards = cut(&words, &WORD_SHARDS, |word| word.word.len() / 2 + 2, |word| word.word.as_str());
    let of_words = shards.par_iter().map(|shard| pack(letter as u8, &[words::write(&words[shard.range.clone()])]));
    let of_words = bundled(letter, &of_words.collect::<Vec<_>>(), &WORD_FILES, WORDS_FETCHED);
    (starts(shards), of_words)
}
