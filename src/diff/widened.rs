//! What more people can read than before.
//!
//! An edition is compared with its own older state. What it says now, did not say then, and other editions said then,
//! has become more public; which edition stands above which other need not be known for that.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustc_hash::FxHashSet;

use super::pairs::Pairs;
use super::report::{Report, Widened};
use super::snapshot::{Edition, PageShot, Snapshot};
use super::text;

/// How many sentences are shown of each.
const MOST_SENTENCES: usize = 5;

/// What became more public in one edition.
#[derive(Default)]
pub(super) struct Became {
    /// Each page, passage, figure and file.
    pub(super) items: Vec<Widened>,
    /// The addresses of whole pages among them.
    pub(super) pages: BTreeSet<String>,
}

/// What only others could read before, as numbers.
#[derive(Default)]
struct Hidden {
    /// Sentences that this edition did not hold and another one did.
    sentences: FxHashSet<u64>,
    /// The same of runs of words.
    runs: FxHashSet<u64>,
    /// Sentences that this edition held.
    own: FxHashSet<u64>,
    own_runs: FxHashSet<u64>,
}

/// What `new` shows and `old` did not, although others saw it in `base`.
pub(super) fn of(base: &Snapshot, old: &Edition, new: &Edition, pairs: &Pairs) -> Became {
    let mut became = Became::default();
    let others: Vec<&Edition> = base.editions.iter().filter(|edition| edition.audience != new.audience).collect();
    if others.is_empty() {
        return became;
    }
    let known = others_pages(&others);
    let news: Vec<Vec<&str>> =
        new.pages.iter().enumerate().map(|(at, page)| lines_that_came(page, old, pairs.old_of(at))).collect();
    // Where no page says anything new, nothing can have become more public but whole files and figures.
    let hidden = if news.iter().all(Vec::is_empty) { Hidden::default() } else { Hidden::of(old, &others) };
    for (at, page) in new.pages.iter().enumerate() {
        let is_new = pairs.old_of(at).is_none();
        let was = known.get(page.url.as_str()).or_else(|| page.source.as_deref().and_then(|source| known.get(source)));
        let found = hidden.of_lines(&news[at]);
        let mostly = || found.len() * 2 >= page.lines().flat_map(text::sentences).count();
        let whole = is_new && page.source.is_some() && (was.is_some() || (found.len() > 1 && mostly()));
        if whole {
            became.pages.insert(page.url.clone());
        }
        if whole || !found.is_empty() {
            let body = page.sections.iter().flat_map(|section| &section.lines).flat_map(|line| text::sentences(line));
            let sentences = if found.is_empty() { body.take(1).map(str::to_owned).collect() } else { found };
            became.items.push(item(if whole { "page" } else { "passage" }, page, sentences, &new.audience));
        }
    }
    became.items.extend(figures(old, new, &others));
    became.items.extend(files(old, new, &others));
    became
}

fn item(what: &'static str, page: &PageShot, mut sentences: Vec<String>, audience: &str) -> Widened {
    // Whole sentences say more than the cells of a table.
    sentences.sort_by_key(|sentence| text::word_count(&text::plain(sentence)) < 4);
    let more = sentences.len().saturating_sub(MOST_SENTENCES);
    sentences.truncate(MOST_SENTENCES);
    Widened {
        what,
        audiences: vec![audience.to_owned()],
        title: page.title.clone(),
        url: page.url.clone(),
        source: page.source.clone(),
        sentences,
        more,
        refused: false,
    }
}

/// The pages of other editions, by their address and by their file.
fn others_pages<'e>(others: &[&'e Edition]) -> HashMap<&'e str, &'e PageShot> {
    let pages = || others.iter().flat_map(|edition| &edition.pages);
    let by_url = pages().map(|page| (page.url.as_str(), page));
    let by_source = pages().filter_map(|page| Some((page.source.as_deref()?, page)));
    by_url.chain(by_source.filter(|(source, _)| !source.starts_with("content/data/"))).collect()
}

/// The lines of a page that its older state does not have; all of a page that is new.
fn lines_that_came<'p>(page: &'p PageShot, old: &Edition, was: Option<usize>) -> Vec<&'p str> {
    let before: FxHashSet<&str> = was.into_iter().flat_map(|at| old.pages[at].lines()).collect();
    page.lines().filter(|line| !before.contains(line)).collect()
}

impl Hidden {
    fn of(old: &Edition, others: &[&Edition]) -> Hidden {
        let mut hidden = Hidden::default();
        for sentence in said(old) {
            hidden.own.insert(text::number(&sentence));
            hidden.own_runs.extend(text::runs(&sentence));
        }
        for sentence in others.iter().flat_map(|edition| said(edition)) {
            let number = text::number(&sentence);
            if !hidden.own.contains(&number) && hidden.sentences.insert(number) {
                let runs = text::runs(&sentence).into_iter().filter(|run| !hidden.own_runs.contains(run));
                hidden.runs.extend(runs);
            }
        }
        hidden
    }

    /// The sentences of these lines that were hidden.
    fn of_lines(&self, lines: &[&str]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for sentence in lines.iter().flat_map(|line| text::sentences(line)) {
            if self.holds(&text::plain(sentence)) && !found.iter().any(|known| known == sentence) {
                found.push(sentence.to_owned());
            }
        }
        found
    }

    fn holds(&self, plain: &str) -> bool {
        let number = text::number(plain);
        if plain.is_empty() || self.own.contains(&number) {
            return false;
        }
        if self.sentences.contains(&number) {
            return text::word_count(plain) > 2 || plain.contains(|c: char| c.is_ascii_digit());
        }
        let runs = text::runs(plain);
        let new: Vec<&u64> = runs.iter().filter(|run| !self.own_runs.contains(run)).collect();
        let hidden = new.iter().filter(|run| self.runs.contains(run)).count();
        hidden > 0 && hidden * 10 >= runs.len() * 4
    }
}

fn said(edition: &Edition) -> impl Iterator<Item = String> + '_ {
    let lines = edition.pages.iter().flat_map(PageShot::lines).chain(edition.frame.iter().map(String::as_str));
    lines.flat_map(text::sentences).map(text::plain).filter(|sentence| !sentence.is_empty())
}

fn figures(old: &Edition, new: &Edition, others: &[&Edition]) -> Vec<Widened> {
    let is_new = |name: &String| !old.figures.contains_key(name);
    let was_hidden = |name: &String| others.iter().any(|edition| edition.figures.contains_key(name));
    let found = new.figures.iter().filter(|(name, _)| is_new(name) && was_hidden(name));
    let found = found.map(|(name, figure)| Widened {
        what: "figure",
        audiences: vec![new.audience.clone()],
        title: name.clone(),
        url: String::new(),
        source: None,
        sentences: vec![format!("{}: {}", figure.about, figure.text)],
        more: 0,
        refused: false,
    });
    found.collect()
}

fn files(old: &Edition, new: &Edition, others: &[&Edition]) -> Vec<Widened> {
    let own: BTreeSet<&[u8; 32]> = old.files.values().collect();
    let hidden: BTreeMap<&[u8; 32], &String> =
        others.iter().flat_map(|edition| &edition.files).map(|(path, print)| (print, path)).collect();
    let was_hidden = |path: &String, print: &[u8; 32]| {
        hidden.contains_key(print) || others.iter().any(|edition| edition.files.contains_key(path))
    };
    let found = new
        .files
        .iter()
        .filter(|(path, print)| !old.files.contains_key(*path) && !own.contains(print) && was_hidden(path, print));
    let found = found.map(|(path, _)| Widened {
        what: "file",
        audiences: vec![new.audience.clone()],
        title: path.clone(),
        url: path.clone(),
        source: None,
        sentences: Vec::new(),
        more: 0,
        refused: false,
    });
    found.collect()
}

/// Labels that ask for more readers than they may have: a build refuses them, and the change asks for them all the same.
pub(super) fn add_refused(report: &mut Report, head: &Snapshot) {
    let wide = ["audience-widened", "default-audience"];
    let mut items = Vec::new();
    for found in report.findings.new.iter().filter(|found| wide.contains(&found.rule)) {
        let source = found.file.clone().unwrap_or_default();
        let pages = head.editions.iter().filter(|edition| report.audiences.contains(&edition.audience));
        let page = pages.flat_map(|edition| &edition.pages).find(|page| page.source.as_deref() == Some(&source));
        let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
        items.push(Widened {
            what: "label",
            audiences: Vec::new(),
            title: page.map_or_else(|| source.clone(), |page| page.title.clone()),
            url: page.map_or_else(String::new, |page| page.url.clone()),
            source: Some(format!("{source}{line}")),
            sentences: found.below.iter().cloned().chain([found.message.clone()]).collect(),
            more: 0,
            refused: true,
        });
    }
    report.add_widened(Became { items, pages: BTreeSet::new() });
}
