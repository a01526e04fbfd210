//! Each fact of the sample's sources is on a public page or declined with a reason, and a table says which.
//! `UPDATE_EXPECT=1` writes the table, to be read before it is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use rolebook::disk::RealDisk;
use serde::Deserialize;

use super::sites::text_of;
use super::support::{self, package};

/// The facts: what each says in our words, and where a reader finds it.
const FACTS: &str = "docs/sample-sources.toml";
/// The table made of them.
const TABLE: &str = "docs/sample-sources.md";
/// How many there are: facts of the four sources and of the invented figures, and contradictions between them.
const COUNT: (usize, usize) = (272, 23);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    id: String,
    says: String,
    /// The public page that holds it, as its address without the outer slashes.
    page: Option<String>,
    /// What stands there, each in these words.
    #[serde(default)]
    words: Vec<String>,
    /// Why no public page holds it.
    declined: Option<String>,
}

fn facts() -> Vec<Fact> {
    let text = fs::read_to_string(package().join(FACTS)).expect("the facts are there");
    toml::from_str::<File>(&text).expect("the facts are records").facts
}

/// The text of every public page by its address, in small letters, with one space between words.
fn pages() -> BTreeMap<String, String> {
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let files = built.audience("public").expect("the audience is built").iter();
    let pages = files.filter_map(|file| {
        let address = file.path.as_str().strip_suffix("/index.html")?;
        let html = String::from_utf8_lossy(&file.bytes).into_owned();
        let (_, main) = html.split_once("<main")?;
        let text = text_of(main.split_once("</main>")?.0).replace('\u{0}', " ");
        Some((address.to_owned(), flat(&text)))
    });
    pages.collect()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn every_fact_of_the_sources_is_on_a_page_or_declined() {
    let (facts, pages) = (facts(), pages());
    let ids: BTreeSet<&str> = facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids.len(), facts.len(), "an id stands twice");
    let contradictions = ids.iter().filter(|id| id.starts_with('C')).count();
    assert_eq!((ids.len() - contradictions, contradictions), COUNT, "facts, contradictions");
    let mut wrong = Vec::new();
    for Fact { id, page, words, declined, .. } in &facts {
        match (page, declined) {
            (Some(page), None) if words.is_empty() => wrong.push(format!("{id}: `{page}` holds it in no words")),
            (Some(page), None) => {
                let text = pages.get(page).map_or("", String::as_str);
                let missing = words.iter().filter(|words| !text.contains(&flat(words)));
                wrong.extend(missing.map(|words| format!("{id}: `{page}` does not say “{words}”")));
            }
            (None, Some(reason)) if !reason.is_empty() && words.is_empty() => {}
            _ => wrong.push(format!("{id}: give it a page and words, or a reason to decline it")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_facts_is_the_one_the_facts_make() {
    let made = table(&facts());
    let path = package().join(TABLE);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &made).expect("the table can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "`{TABLE}` is out of date: run the suite with UPDATE_EXPECT=1");
}

fn table(facts: &[Fact]) -> String {
    let declined = facts.iter().filter(|fact| fact.declined.is_some()).count();
    let mut table = format!(
        "# Where the sample holds its sources' facts\n\n\
         Made from `sample-sources.toml` by the test suite (`UPDATE_EXPECT=1 cargo test --test suite sample_sources`), \
         which also looks each one up in the built public pages. F-… is a fact, C… a contradiction between sources.\n\n\
         {} facts and contradictions: {} on a public page, {declined} declined.\n\n\
         | Id | In short | Where |\n|---|---|---|\n",
        facts.len(),
        facts.len() - declined,
    );
    for Fact { id, says, page, declined, .. } in facts {
        let place = match (page, declined) {
            (Some(page), _) => format!("`/{page}/`"),
            (None, reason) => format!("Declined: {}", reason.as_deref().unwrap_or("no reason given")),
        };
        writeln!(table, "| {id} | {says} | {place} |").expect("a string takes it");
    }
    table
}
