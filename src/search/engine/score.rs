//! The canonical scorer: BM25 over titles, headings and texts, and how much of the query each section holds.
//!
//! Every operation is one of `f32`, in an order that JavaScript keeps too (`js/lib/search/score.js`), so that both give the
//! same bits. It must not know where hits come from.

use std::rc::Rc;

use super::expand::Alternative;
use super::phrase::PhraseHits;
use super::shards::{Shards, Term};
use crate::search::format::bytes::ShardError;
use crate::search::number::{length_of_code, norm};
use crate::search::ranking::Ranking;

/// Scores of sections, and which ones were touched.
struct Sparse {
    value: Vec<f32>,
    touched: Vec<u32>,
}

impl Sparse {
    fn new(length: u32) -> Sparse {
        Sparse { value: vec![0.0; length as usize], touched: Vec::new() }
    }

    fn add(&mut self, section: u32, score: f32) {
        let value = &mut self.value[section as usize];
        if *value == 0.0 {
            self.touched.push(section);
        }
        *value += score;
    }

    /// Keeps the greater one; says whether that is the new one.
    fn raise(&mut self, at: u32, score: f32) -> bool {
        let value = &mut self.value[at as usize];
        if *value == 0.0 {
            self.touched.push(at);
        }
        let is_greater = score > *value;
        if is_greater {
            *value = score;
        }
        is_greater
    }

    /// Gives every value above zero, once, and forgets it.
    fn drain(&mut self, mut take: impl FnMut(usize, f32)) {
        for at in self.touched.drain(..) {
            let value = std::mem::take(&mut self.value[at as usize]);
            if value != 0.0 {
                take(at as usize, value);
            }
        }
    }
}

/// What a query has gathered so far, section by section and page by page.
pub(super) struct Board<'s> {
    shards: &'s Shards<'s>,
    ranking: &'s Ranking,
    /// What stands below the line of BM25, for titles, for headings, and for each code of a text's length.
    title_norm: f32,
    heading_norm: f32,
    norms: Vec<f32>,
    sums: Vec<f32>,
    /// The share of the query that a section holds, times `weight`.
    covered: Vec<f32>,
    weight: f32,
    headings: Cover,
    titles: Cover,
    phrases: Vec<u32>,
    wanted_phrases: u32,
    is_unwanted: Vec<bool>,
    // Of one word, emptied after it.
    word: Sparse,
    likeness: Vec<f32>,
    in_heading: Sparse,
    in_title: Sparse,
    scratch: Sparse,
}

/// How much of a heading or title the query covers, and how much of the query it holds.
struct Cover {
    matched: Vec<f32>,
    weight: Vec<f32>,
    words: Vec<u8>,
}

impl Cover {
    fn new(length: u32) -> Cover {
        let length = length as usize;
        Cover { matched: vec![0.0; length], weight: vec![0.0; length], words: vec![1; length] }
    }

    /// From 0 to 1. Squared, so that the heading which says just what was asked stands out from those that say more or less.
    fn of(&self, at: usize, whole: f32) -> f32 {
        if self.matched[at] == 0.0 {
            return 0.0;
        }
        let cover = (self.matched[at] / f32::from(self.words[at])).min(1.0) * (self.weight[at] / whole);
        cover * cover
    }
}

impl<'s> Board<'s> {
    pub(super) fn new(shards: &'s Shards<'s>) -> Board<'s> {
        let (sections, pages) = (shards.sections(), shards.pages());
        let ranking = &shards.manifest.ranking;
        let average = |field: usize| shards.manifest.words[field] as f32 / sections as f32;
        let of_length = |length, field| norm(ranking.k1, ranking.b, length, average(field));
        Board {
            shards,
            ranking,
            title_norm: of_length(1, 0),
            heading_norm: of_length(1, 1),
            norms: (0..=255).map(|code| of_length(length_of_code(code), 2)).collect(),
            sums: vec![0.0; sections as usize],
            covered: vec![0.0; sections as usize],
            weight: 0.0,
            headings: Cover::new(sections),
            titles: Cover::new(pages),
            phrases: vec![0; sections as usize],
            wanted_phrases: 0,
            is_unwanted: vec![false; sections as usize],
            word: Sparse::new(sections),
            likeness: vec![0.0; sections as usize],
            in_heading: Sparse::new(sections),
            in_title: Sparse::new(pages),
            scratch: Sparse::new(sections),
        }
    }

    /// Adds a word of the query, with all it stands for.
    pub(super) fn word(&mut self, alternatives: &[Alternative]) -> Result<(), ShardError> {
        let (mut weight, mut best) = (0f32, 0f32);
        for alternative in alternatives {
            let mut terms = Vec::with_capacity(alternative.stems.len());
            for stem in &alternative.stems {
                terms.extend(self.shards.term(stem)?);
            }
            weight = terms.iter().fold(weight, |weight, term| weight.max(term.idf_any));
            best = best.max(alternative.likeness);
            self.alternative(&terms, alternative.likeness);
        }
        if alternatives.is_empty() {
            // A word that the site does not have counts as much as one it has nowhere.
            weight = crate::search::number::idf(0, self.shards.sections());
            best = 1.0;
        }
        self.settle(weight, best);
        Ok(())
    }

    fn alternative(&mut self, terms: &[Rc<Term>], likeness: f32) {
        if let [term] = terms {
            self.term(term, likeness);
            let (word, similar) = (&mut self.word, &mut self.likeness);
            self.scratch.drain(|section, score| {
                if word.raise(section as u32, score) {
                    similar[section] = likeness;
                }
            });
            return;
        }
        let (mut sums, mut held) = (vec![0f32; self.sums.len()], vec![0usize; self.sums.len()]);
        for term in terms {
            self.term(term, likeness);
            self.scratch.drain(|section, score| {
                sums[section] += score;
                held[section] += 1;
            });
        }
        let whole = (0..sums.len()).filter(|section| held[*section] == terms.len());
        for section in whole {
            if self.word.raise(section as u32, sums[section] / terms.len() as f32) {
                self.likeness[section] = likeness;
            }
        }
    }

    /// Scores one stem into the scratch.
    fn term(&mut self, term: &Term, likeness: f32) {
        let boosts = [self.ranking.title, self.ranking.heading, self.ranking.body];
        let [title, heading, body]: [f32; 3] =
            std::array::from_fn(|field| term.idf[field] * (1.0 + self.ranking.k1) * boosts[field] * likeness);
        for hit in &term.hits.titles {
            let page = hit.page as usize;
            let score = title * (hit.count as f32 / (hit.count as f32 + self.title_norm));
            (self.shards.firsts[page]..self.shards.firsts[page + 1])
                .for_each(|section| self.scratch.add(section, score));
            self.titles.words[page] = hit.words;
            self.in_title.raise(hit.page, likeness);
        }
        for hit in &term.hits.sections {
            if hit.heading > 0 {
                let count = hit.heading as f32;
                self.scratch.add(hit.section, heading * (count / (count + self.heading_norm)));
                self.headings.words[hit.section as usize] = hit.heading_words;
                self.in_heading.raise(hit.section, likeness);
            }
            if hit.body > 0 {
                let count = hit.body as f32;
                self.scratch.add(hit.section, body * (count / (count + self.norms[usize::from(hit.length)])));
            }
        }
    }

    /// Takes what one word gave into the sums.
    fn settle(&mut self, weight: f32, best: f32) {
        self.weight += weight * best;
        let (sums, covered, likeness) = (&mut self.sums, &mut self.covered, &self.likeness);
        self.word.drain(|section, score| {
            sums[section] += score;
            covered[section] += weight * likeness[section];
        });
        for (field, cover) in [(&mut self.in_heading, &mut self.headings), (&mut self.in_title, &mut self.titles)] {
            field.drain(|at, likeness| {
                cover.matched[at] += likeness;
                cover.weight[at] += weight * likeness;
            });
        }
    }

    /// Adds a phrase that has to be there.
    pub(super) fn phrase(&mut self, phrase: &PhraseHits) {
        self.wanted_phrases += 1;
        let boosts = [self.ranking.title, self.ranking.heading, self.ranking.body];
        let [title, heading, body]: [f32; 3] =
            std::array::from_fn(|field| phrase.idf[field] * (1.0 + self.ranking.k1) * boosts[field]);
        for hit in &phrase.hits {
            let page = self.shards.page_of(hit.section) as usize;
            let count = hit.heading as f32;
            if hit.heading > 0 && self.shards.firsts[page] == hit.section {
                let score = title * (count / (count + self.title_norm));
                let all = self.shards.firsts[page]..self.shards.firsts[page + 1];
                all.for_each(|section| self.scratch.add(section, score));
                self.titles.words[page] = hit.heading_words;
                self.in_title.raise(page as u32, phrase.words as f32);
            }
        }
        for hit in &phrase.hits {
            if hit.heading > 0 {
                let count = hit.heading as f32;
                self.scratch.add(hit.section, heading * (count / (count + self.heading_norm)));
                self.headings.words[hit.section as usize] = hit.heading_words;
                self.in_heading.raise(hit.section, phrase.words as f32);
            }
            if hit.body > 0 {
                let count = hit.body as f32;
                self.scratch.add(hit.section, body * (count / (count + self.norms[usize::from(hit.length)])));
            }
        }
        let (phrases, word, likeness) = (&mut self.phrases, &mut self.word, &mut self.likeness);
        self.scratch.drain(|section, score| {
            phrases[section] += 1;
            word.raise(section as u32, score);
            likeness[section] = 1.0;
        });
        self.settle(phrase.idf_any, 1.0);
    }

    /// Leaves out the sections of a phrase or word that must not be there.
    pub(super) fn unwanted(&mut self, phrase: &PhraseHits) {
        for hit in &phrase.hits {
            let page = self.shards.page_of(hit.section) as usize;
            self.is_unwanted[hit.section as usize] = true;
            if hit.heading > 0 && self.shards.firsts[page] == hit.section {
                self.is_unwanted[self.shards.firsts[page] as usize..self.shards.firsts[page + 1] as usize].fill(true);
            }
        }
    }

    /// A score of 1 for the first section of every page, for a query of facets alone.
    pub(super) fn first_sections(&self) -> Vec<f32> {
        let mut scores = vec![0.0; self.sums.len()];
        for &first in &self.shards.firsts[..self.shards.pages() as usize] {
            scores[first as usize] = if self.is_unwanted[first as usize] { 0.0 } else { 1.0 };
        }
        scores
    }

    /// Every section's score; 0 for those that are no result.
    pub(super) fn scores(&self) -> Vec<f32> {
        let shares: Vec<f32> = (0..self.sums.len())
            .map(|section| {
                let is_left = !self.is_unwanted[section] && self.phrases[section] == self.wanted_phrases;
                if is_left && self.sums[section] > 0.0 { self.covered[section] / self.weight } else { 0.0 }
            })
            .collect();
        let least = shares.iter().copied().fold(0.0, f32::max) * self.ranking.least_coverage;
        let mut scores = vec![0.0; self.sums.len()];
        for page in 0..self.shards.pages() as usize {
            let title = self.titles.of(page, self.weight) * self.ranking.title_cover;
            for section in self.shards.firsts[page] as usize..self.shards.firsts[page + 1] as usize {
                let share = shares[section];
                if share == 0.0 || share < least {
                    continue;
                }
                let mut score = self.sums[section];
                for _ in 0..self.ranking.coverage_power as u32 {
                    score *= share;
                }
                let heading = self.headings.of(section, self.weight) * self.ranking.heading_cover;
                scores[section] = score * (1.0 + heading + title);
            }
        }
        scores
    }
}
