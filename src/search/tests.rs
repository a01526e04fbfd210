//! The engine over whole indexes: what is found, how it ties to tantivy, and what becomes of damaged files.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::analysis::Analyzer;
use super::export::Export;
use super::format::bytes::{pack, unpack_first};
use super::sections::{SearchPage, SearchSection};
use super::*;
use crate::site::document::{Element, Heading, Node};
use crate::site::gate::demo;

type Files = BTreeMap<String, Vec<u8>>;

fn section(heading: &str, path: &str, text: &str) -> SearchSection {
    SearchSection {
        heading: (!heading.is_empty()).then(|| heading.to_owned()),
        anchor: heading.to_lowercase().replace(' ', "-"),
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

fn page(url: &str, title: &str, sections: &[(&str, &str)]) -> SearchPage {
    let mut path = "";
    let sections = sections.iter().map(|(heading, text)| {
        let section = section(heading, path, text);
        path = heading;
        section
    });
    SearchPage { url: url.to_owned(), title: title.to_owned(), sections: sections.collect() }
}

fn export(pages: &[SearchPage], synonyms: &[Vec<String>], ranking: Ranking) -> Files {
    let analyzer = Analyzer::new("en");
    let indexed = index::build(pages, analyzer).unwrap();
    let facets = Default::default();
    let export = Export { pages, facets, synonyms, language: "en", analyzer, ranking };
    export.files(indexed).unwrap().into_iter().collect()
}

fn playbook() -> Vec<SearchPage> {
    vec![
        page("/", "Hiring playbook", &[("", "Where to begin."), ("Where to start", "Read about offers first.")]),
        page(
            "/offers/",
            "Making an offer",
            &[
                ("", "An offer is a promise about pay and place."),
                ("Notice period", "Ask how long the notice period is before the offer letter goes out."),
                ("Counter-offers", "Most people who accept a counter offer leave within a year."),
            ],
        ),
        page(
            "/pay/london/",
            "Pay in London",
            &[("", "What the market pays."), ("Compensation bands", "Base salary runs from £130,000 to £185,000.")],
        ),
        page(
            "/interviews/",
            "Interviews",
            &[("", "Four conversations."), ("Notes", "Write notes; a period of silence is notice enough.")],
        ),
        page("/posting/", "The job description", &[("", "What the job description must say about the work.")]),
    ]
}

fn found(files: &Files, query: &str) -> Vec<String> {
    let fetch = |path: &str| files.get(path).cloned();
    let answer = Engine::open(&fetch).unwrap().search(query, 10).unwrap();
    assert_eq!(answer.total, answer.results.len());
    answer.results.into_iter().map(|found| found.url).collect()
}

#[test]
fn what_is_looked_for_comes_first() {
    let synonyms = [vec!["jd".to_owned(), "job description".to_owned()]];
    let files = export(&playbook(), &synonyms, Ranking::default());
    let first = |query: &str, expected: &str| {
        assert_eq!(found(&files, query).first().map(String::as_str), Some(expected), "{query}");
    };
    first("making an offer", "/offers/");
    first("notice period", "/offers/#notice-period");
    first("the notice period of an offer", "/offers/#notice-period");
    first("pay london", "/pay/london/");
    first("compensation", "/pay/london/#compensation-bands");
    first("compens", "/pay/london/#compensation-bands");
    first("salari", "/pay/london/#compensation-bands");
    first("compesnation", "/pay/london/#compensation-bands");
    first("ocmpensation", "/pay/london/#compensation-bands");
    first("compnsatoin bands", "/pay/london/#compensation-bands");
    first("130000", "/pay/london/#compensation-bands");
    first("counter offers", "/offers/#counter-offers");
    first("jd", "/posting/");
    first("what must a jd say", "/posting/");
}

#[test]
fn phrases_stand_together_and_unwanted_words_stay_away() {
    let files = export(&playbook(), &[], Ranking::default());
    assert_eq!(found(&files, "\"notice period\""), ["/offers/#notice-period"]);
    assert_eq!(found(&files, "\"period notice\""), [""; 0]);
    assert_eq!(found(&files, "\"a period of silence\" notes"), ["/interviews/#notes"]);
    assert_eq!(found(&files, "\"making an offer\""), ["/offers/"]);
    assert_eq!(found(&files, "notice -silence"), ["/offers/#notice-period"]);
    assert_eq!(found(&files, "offer -\"making an offer\""), ["/#where-to-start"]);
    assert_eq!(found(&files, "\"notice\""), ["/offers/#notice-period", "/interviews/#notes"]);
}

#[test]
fn nonsense_finds_nothing() {
    let files = export(&playbook(), &[], Ranking::default());
    for query in ["", " ", "qqqxzv", "zzzz yyyy", "\"\"", "-offer", "...", "\"qqqxzv\" offer", "xq", "offerzzzz"] {
        assert_eq!(found(&files, query), [""; 0], "{query}");
    }
}

#[test]
fn a_misspelt_word_is_named() {
    let files = export(&playbook(), &[], Ranking::default());
    let fetch = |path: &str| files.get(path).cloned();
    let engine = Engine::open(&fetch).unwrap();
    let corrected = |query: &str| engine.search(query, 1).unwrap().corrected;
    assert_eq!(corrected("notcie period").as_deref(), Some("notice period"));
    assert_eq!(corrected("notice perio"), None);
    assert_eq!(corrected("owrk").as_deref(), Some("work"));
}

#[test]
fn a_word_that_begins_another_or_is_short_is_not_mended() {
    let files = export(&playbook(), &[], Ranking::default());
    let fetch = |path: &str| files.get(path).cloned();
    let engine = Engine::open(&fetch).unwrap();
    assert_eq!(engine.search("perio notice", 1).unwrap().corrected, None);
    assert_eq!(found(&files, "perio notice"), found(&files, "period notice"));
    // "must" is there, and another word.
    assert_eq!(found(&files, "rust "), [""; 0]);
}

#[test]
fn a_view_gives_pages_with_facets() {
    let text = |text: &str| vec![Node::Element(Element::new("p", &[], vec![Node::text(text)]))];
    let heading = Node::Heading(Box::new(Heading::of_text(2, "größe".to_owned(), "Größe")));
    let view = demo::view(
        "public",
        None,
        vec![
            demo::page("/a/", "Alpha").with_parts(text("shared words")).with_tags(&["Remote work"]),
            demo::page("/b/", "Beta").with_parts([text("shared words"), vec![heading]].concat()),
            demo::page("/c/", "Gamma").with_summary("Summed up."),
        ],
    );
    let mut diagnostics = Diagnostics::default();
    let files: Files =
        files(view, &mut diagnostics).into_iter().map(|file| (file.path.as_str().to_owned(), file.bytes)).collect();
    assert_eq!(found(&files, "shared words"), ["/a/", "/b/"]);
    assert_eq!(found(&files, "shared tag:remote-work"), ["/a/"]);
    assert_eq!(found(&files, "tag:remote-work"), ["/a/"]);
    assert_eq!(found(&files, "shared kind:page kind:faq"), ["/a/", "/b/"]);
    assert_eq!(found(&files, "shared kind:faq"), [""; 0]);
    assert_eq!(found(&files, "grösse"), ["/b/#gr%C3%B6%C3%9Fe"]);
    assert_eq!(found(&files, "summed"), ["/c/"]);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// A made-up word; small numbers are far more likely.
    fn word(&mut self) -> String {
        let most = 1 + self.roll(600);
        let number = self.roll(most);
        let letters = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"];
        [number / 100, number / 10 % 10, number % 10].map(|digit| letters[digit]).concat()
    }

    fn words(&mut self, most: usize) -> String {
        (0..self.roll(most) + 1).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn made_up(pages: usize, words: usize) -> Vec<SearchPage> {
    let mut dice = Dice(7);
    let page = |number: usize| {
        let sections = (0..dice.roll(9) + 1)
            .map(|at| {
                let heading = if at == 0 { String::new() } else { dice.words(4) };
                section(&heading, &dice.words(2), &dice.words(words))
            })
            .collect();
        SearchPage { url: format!("/{number}/"), title: dice.words(5), sections }
    };
    (0..pages).map(page).collect()
}

#[test]
fn plain_queries_score_as_in_tantivy() {
    // Lengths up to here are kept to the word.
    let pages = made_up(150, 18);
    // What BM25 alone gives: no more for coverage, no expansions.
    let mut plain = Ranking::default();
    for name in ["coverage_power", "heading_cover", "title_cover", "least_coverage"] {
        assert!(plain.set(name, 0.0));
    }
    let files = export(&pages, &[], plain.clone());
    let fetch = |path: &str| files.get(path).cloned();
    let engine = Engine::open(&fetch).unwrap();
    let (index, _) = index::segment(&pages, Analyzer::new("en")).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let fields = index::fields(&index.schema());
    // A word that no page has would be taken for a slip, of which tantivy knows nothing.
    let is_known = |stem: &String| {
        let terms = [fields.title, fields.heading, fields.body].map(|field| Term::from_field_text(field, stem));
        terms.iter().any(|term| searcher.doc_freq(term).unwrap() > 0)
    };
    let (mut dice, mut asked) = (Dice(11), 0);
    for _ in 0..300 {
        let query = dice.words(4);
        let mut stems: Vec<String> = Analyzer::new("en").query(&query).into_iter().map(|token| token.stem).collect();
        let mut seen = std::collections::BTreeSet::new();
        stems.retain(|stem| seen.insert(stem.clone()));
        if !stems.iter().all(is_known) {
            continue;
        }
        asked += 1;
        let weighted = [(fields.title, plain.title), (fields.heading, plain.heading), (fields.body, plain.body)];
        let clauses = stems.iter().flat_map(|stem| {
            weighted.map(|(field, weight)| {
                let term = Term::from_field_text(field, stem);
                let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>;
                (Occur::Should, Box::new(BoostQuery::new(query, weight)) as Box<dyn Query>)
            })
        });
        let theirs = searcher.search(&BooleanQuery::new(clauses.collect()), &TopDocs::with_limit(10).order_by_score());
        let theirs = theirs.unwrap();
        let scores = engine.section_scores(&format!("{query} ")).unwrap();
        let mut ours: Vec<usize> = (0..scores.len()).filter(|section| scores[*section] > 0.0).collect();
        ours.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        ours.truncate(10);
        assert_eq!(theirs.len(), ours.len(), "{query}");
        for ((score, address), section) in theirs.iter().zip(ours) {
            let same_section = scores[address.doc_id as usize];
            assert!((score - same_section).abs() <= 1e-6 * score, "{query}: {score} {same_section}");
            assert!((score - scores[section]).abs() <= 1e-6 * score, "{query}: another section at this place");
        }
    }
    assert!(asked > 200, "{asked} queries");
}

#[test]
fn a_damaged_index_is_an_error_and_never_a_panic() {
    let mut pages = playbook();
    pages.extend(made_up(20, 120));
    let whole = export(&pages, &[vec!["jd".to_owned(), "job description".to_owned()]], Ranking::default());
    let ask = |files: &Files| -> usize {
        let fetch = |path: &str| files.get(path).cloned();
        let Ok(engine) = Engine::open(&fetch) else { return 1 };
        let queries = ["notice period", "compesnation", "\"notice period\" -silence", "jd kind:page", "ba"];
        queries.into_iter().filter(|query| engine.search(query, 5).is_err()).count()
    };
    assert_eq!(ask(&whole), 0);
    let mut dice = Dice(3);
    let names: Vec<String> = whole.keys().cloned().collect();
    for name in &names {
        let bytes = &whole[name];
        let with = |changed: Option<Vec<u8>>| {
            let mut files = whole.clone();
            match changed {
                Some(changed) => drop(files.insert(name.clone(), changed)),
                None => drop(files.remove(name)),
            }
            ask(&files)
        };
        with(None);
        // The first shard of the file, in its place before the others.
        let (kind, payload, end) = unpack_first(name, bytes).unwrap().unwrap();
        let in_place = |changed: &[u8]| {
            let shard = pack(kind, &[changed]);
            [&vec![0; end.saturating_sub(shard.len())], &shard, &bytes[end..]].concat()
        };
        for _ in 0..12 {
            with(Some(bytes[..dice.roll(bytes.len())].to_vec()));
            // A changed payload whose checksum is right: every reader has to look where it reads.
            let mut changed = payload.clone();
            changed[dice.roll(payload.len())] ^= 1 << dice.roll(8);
            with(Some(in_place(&changed)));
            changed.truncate(dice.roll(payload.len()));
            with(Some(in_place(&changed)));
        }
    }
    let manifest_gone = BTreeMap::from([("x".to_owned(), Vec::new())]);
    assert_eq!(ask(&manifest_gone), 1);
}
