//! Where words stand side by side.

use std::rc::Rc;

use super::query::QueryWord;
use super::shards::{Shards, Term};
use crate::search::format::bytes::ShardError;
use crate::search::format::terms::{Places, SectionHit};

/// The sections that hold a phrase; `body` and `heading` of a hit say how often.
#[derive(Debug, Default)]
pub(super) struct PhraseHits {
    pub(super) hits: Vec<SectionHit>,
    /// The sums of the words' inverse document frequencies in titles, headings and texts.
    pub(super) idf: [f32; 3],
    /// The same over whole sections.
    pub(super) idf_any: f32,
    /// How many words it has.
    pub(super) words: usize,
}

/// Looks a phrase up; one of a single word is that word as it is.
pub(super) fn find(words: &[QueryWord], shards: &Shards<'_>) -> Result<PhraseHits, ShardError> {
    let mut found = PhraseHits { words: words.len(), ..PhraseHits::default() };
    let mut terms = Vec::with_capacity(words.len());
    for word in words {
        let Some(term) = shards.term(&word.stem)? else { return Ok(PhraseHits::default()) };
        found.idf = std::array::from_fn(|field| found.idf[field] + term.idf[field]);
        found.idf_any += term.idf_any;
        terms.push(term);
    }
    if let [term] = terms.as_slice() {
        found.hits.clone_from(&term.hits.sections);
        return Ok(found);
    }
    let sections = common_sections(&terms);
    let mut places = Vec::with_capacity(terms.len());
    if !sections.is_empty() {
        for term in &terms {
            places.push(shards.places(term)?);
        }
    }
    for section in sections {
        let mut at = Vec::with_capacity(terms.len());
        for (term, places) in terms.iter().zip(&places) {
            let Ok(here) = term.hits.sections.binary_search_by_key(&section, |hit| hit.section) else { continue };
            at.push((&term.hits.sections[here], &places[here]));
        }
        let count = |pick: fn(&Places) -> &Vec<u32>| count(words, &at, pick);
        let (body, heading) = (count(|places| &places.body), count(|places| &places.heading));
        if body + heading > 0 {
            let heading_words = at.iter().map(|(hit, _)| hit.heading_words).max().unwrap_or(1);
            let length = at.iter().map(|(hit, _)| hit.length).max().unwrap_or_default();
            found.hits.push(SectionHit { section, body, length, heading, heading_words });
        }
    }
    Ok(found)
}

/// The sections that hold every one of the words.
fn common_sections(terms: &[Rc<Term>]) -> Vec<u32> {
    let Some((first, rest)) = terms.split_first() else { return Vec::new() };
    let holds =
        |term: &Rc<Term>, section: u32| term.hits.sections.binary_search_by_key(&section, |hit| hit.section).is_ok();
    let all = first.hits.sections.iter().map(|hit| hit.section);
    all.filter(|section| rest.iter().all(|term| holds(term, *section))).collect()
}

/// How often the words stand in their places.
fn count(words: &[QueryWord], at: &[(&SectionHit, &Places)], pick: fn(&Places) -> &Vec<u32>) -> u32 {
    let Some((first, _)) = at.iter().zip(words).next() else { return 0 };
    let starts = pick(first.1).iter().filter(|start| {
        at.iter().zip(words).all(|((_, places), word)| pick(places).binary_search(&(**start + word.place)).is_ok())
    });
    starts.count() as u32
}
