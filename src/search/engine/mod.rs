//! The engine: a query over the shards of an index. The script in the browser does the same, to the last bit.
//!
//! It must not know where the shards lie, nor how results are printed.

mod expand;
mod phrase;
mod query;
mod score;
mod shards;
mod show;

use super::analysis::Analyzer;
use super::format::bytes::ShardError;
use super::format::facets::{FACETS, Facets};
use expand::Meaning;
use query::Query;
use score::Board;
pub use shards::Fetch;
use shards::Shards;
pub use show::SnippetPart;
use show::{ReadText, Wanted};

/// What a query found.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many pages.
    pub total: usize,
    /// The best of them, best first.
    pub results: Vec<Found>,
    /// The query with its misspelt words replaced by those that were looked for instead.
    pub corrected: Option<String>,
}

/// A page that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The address from the site's root, with the anchor of its best section.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// The heading of its best section; `None` for what stands under the title.
    pub section: Option<String>,
    /// The score; greater is better.
    pub score: f32,
    /// The part of the section's text that holds the most of the query.
    pub snippet: Vec<SnippetPart>,
    /// Further sections of the page: heading and address.
    pub further: Vec<(Option<String>, String)>,
}

/// An index, opened.
pub struct Engine<'f> {
    shards: Shards<'f>,
    analyzer: Analyzer,
}

/// A page's best section and its further ones.
struct Ranked {
    score: f32,
    section: u32,
    further: Vec<u32>,
}

impl<'f> Engine<'f> {
    /// Opens the index whose files `fetch` gives.
    ///
    /// # Errors
    /// When there is none, or its manifest is damaged or of another version.
    pub fn open(fetch: &'f Fetch<'f>) -> Result<Engine<'f>, ShardError> {
        let shards = Shards::open(fetch)?;
        let analyzer = Analyzer::new(&shards.manifest.language);
        Ok(Engine { shards, analyzer })
    }

    /// The best `limit` pages for a query.
    ///
    /// # Errors
    /// When a shard is missing or damaged.
    pub fn search(&self, text: &str, limit: usize) -> Result<Answer, ShardError> {
        let query = query::parse(text, self.analyzer).without_common(&self.shards.manifest.common);
        let mut wanted = Wanted::new();
        let mut corrected = Corrected::default();
        let mut board = Board::new(&self.shards);
        let mut words = 0;
        for (at, clause) in query.clauses.iter().enumerate() {
            if clause.is_unwanted {
                board.unwanted(&phrase::find(&clause.words, &self.shards)?);
                continue;
            }
            let bit = 1 << words;
            words += 1;
            let mut want = |stem: &String| *wanted.entry(stem.clone()).or_default() |= bit;
            if clause.is_phrase {
                clause.words.iter().for_each(|word| want(&word.stem));
                board.phrase(&phrase::find(&clause.words, &self.shards)?);
                corrected.keep(clause.words.iter().map(|word| word.surface.as_str()));
                continue;
            }
            let meaning = expand::expand(&query.clauses, at, &self.shards, self.analyzer)?;
            meaning.alternatives.iter().flat_map(|alternative| &alternative.stems).for_each(&mut want);
            board.word(&meaning.alternatives)?;
            corrected.word(&clause.words[0].surface, &meaning);
        }
        let only_facets = words == 0 && !query.facets.is_empty();
        let scores = if only_facets { board.first_sections() } else { board.scores() };
        let mut ranked = self.pages(&scores, &query)?;
        let total = ranked.len();
        self.put_near_first(&mut ranked, &wanted, &query.clauses, words)?;
        ranked.truncate(limit);
        let results = ranked.iter().map(|ranked| self.found(ranked, &wanted)).collect::<Result<_, _>>()?;
        Ok(Answer { total, results, corrected: corrected.text() })
    }

    /// Every section's score for a query of plain words, before anything is made of pages.
    #[cfg(test)]
    pub(super) fn section_scores(&self, text: &str) -> Result<Vec<f32>, ShardError> {
        let query = query::parse(text, self.analyzer);
        let mut board = Board::new(&self.shards);
        for at in 0..query.clauses.len() {
            board.word(&expand::expand(&query.clauses, at, &self.shards, self.analyzer)?.alternatives)?;
        }
        Ok(board.scores())
    }

    /// The pages with a score, the best first; equal ones in the order of the site.
    fn pages(&self, scores: &[f32], query: &Query) -> Result<Vec<Ranked>, ShardError> {
        let facets = if query.facets.is_empty() { None } else { Some(self.shards.facets()?) };
        let ranking = &self.shards.manifest.ranking;
        let mut pages = Vec::new();
        for page in 0..self.shards.pages() {
            let range = self.shards.firsts[page as usize]..self.shards.firsts[page as usize + 1];
            let mut found: Vec<u32> = range.filter(|section| scores[*section as usize] > 0.0).collect();
            if found.is_empty() || facets.as_ref().is_some_and(|facets| !passes(page, facets, &query.facets)) {
                continue;
            }
            let score = |section: &u32| scores[*section as usize];
            found.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
            let (section, rest) = (found[0], &found[1..]);
            let best = score(&section);
            let further = rest.iter().copied().filter(|section| score(section) >= best * ranking.further_share);
            let further = further.take(ranking.further_sections as usize).collect();
            pages.push(Ranked { score: best, section, further });
        }
        pages.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.section.cmp(&b.section)));
        Ok(pages)
    }

    /// Puts the first few pages in order again, those first whose words stand near each other and as they were typed.
    fn put_near_first(
        &self,
        ranked: &mut [Ranked],
        wanted: &Wanted,
        typed: &[query::Clause],
        words: u32,
    ) -> Result<(), ShardError> {
        let ranking = &self.shards.manifest.ranking;
        let first = ranked.len().min(ranking.proximity_pages as usize);
        if words < 2 {
            return Ok(());
        }
        for page in &mut ranked[..first] {
            let (_, piece, at) = self.shards.piece_of(page.section)?;
            let (head, section) = &piece.sections[at];
            let near = ReadText::new(&section.text, wanted, self.analyzer).nearness(words);
            let texts = [&section.text, section.heading.as_ref().unwrap_or(&section.text), &piece.pages[*head].title];
            let same = show::said_as_typed(&texts, typed, self.analyzer);
            let (proximity, exact) = (f64::from(ranking.proximity), f64::from(ranking.exact));
            let gain = 1.0 + proximity * near + exact * f64::from(same) / f64::from(words);
            page.score = (f64::from(page.score) * gain) as f32;
        }
        ranked[..first].sort_by(|a, b| b.score.total_cmp(&a.score).then(a.section.cmp(&b.section)));
        Ok(())
    }

    fn found(&self, ranked: &Ranked, wanted: &Wanted) -> Result<Found, ShardError> {
        let (number, piece, at) = self.shards.piece_of(ranked.section)?;
        let (page, section) = &piece.sections[at];
        let page = &piece.pages[*page];
        let address = |anchor: &str| match anchor {
            "" => page.url.clone(),
            anchor => format!("{}#{anchor}", page.url),
        };
        let mut further = Vec::new();
        for &other in &ranked.further {
            // One in another piece would cost a file more to show.
            let distance = i64::from(other) - i64::from(ranked.section);
            let place = usize::try_from(at as i64 + distance).ok();
            if let Some((_, section)) = place.and_then(|place| piece.sections.get(place)) {
                further.push((section.heading.clone(), address(&section.anchor)));
            }
        }
        debug_assert!(number < self.shards.manifest.piece_sections.len());
        Ok(Found {
            url: address(&section.anchor),
            title: page.title.clone(),
            section: section.heading.clone(),
            score: ranked.score,
            snippet: ReadText::new(&section.text, wanted, self.analyzer).snippet(),
            further,
        })
    }
}

/// Whether a page has, for each facet that is asked for, one of the values asked for.
fn passes(page: u32, facets: &Facets, asked: &[(usize, String)]) -> bool {
    let has = |facet: usize, id: &str| {
        let value = facets[facet].iter().find(|value| value.id == id);
        value.is_some_and(|value| value.pages.binary_search(&page).is_ok())
    };
    (0..FACETS.len()).all(|facet| {
        let mut of_facet = asked.iter().filter(|(asked, _)| *asked == facet).peekable();
        of_facet.peek().is_none() || of_facet.any(|(_, id)| has(facet, id))
    })
}

/// The words of a query as they were looked for.
#[derive(Default)]
struct Corrected {
    words: Vec<String>,
    is_other: bool,
}

impl Corrected {
    fn keep<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        self.words.extend(words.map(str::to_owned));
    }

    fn word(&mut self, surface: &str, meaning: &Meaning) {
        self.is_other |= meaning.corrected.is_some();
        self.words.push(meaning.corrected.clone().unwrap_or_else(|| surface.to_owned()));
    }

    fn text(self) -> Option<String> {
        self.is_other.then(|| self.words.join(" "))
    }
}
