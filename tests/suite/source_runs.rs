//! The sample shares no run of eight words with the articles that its facts come from, their titles excepted.
//!
//! The articles are not ours to keep. What is kept, in `tests/fixtures/source-runs.txt`, are hashes of their runs, from which
//! no sentence can be read. Those who have the articles make it of a folder of texts:
//!
//! ```sh
//! ROLEBOOK_ARTICLES=FOLDER cargo test --test suite source_runs
//! ```
//!
//! That compares with the texts themselves, too. As long as the file holds no hash, and no folder is given, this test says
//! that nothing was compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::support::{files_below, package};

/// How many words in a row may not be shared.
const RUN: usize = 8;
const HASHES: &str = "tests/fixtures/source-runs.txt";
const HEAD: &str = "# The runs of eight words of the articles behind the sample, each as the first 16 digits of its BLAKE3 hash.\n\
# Made by: ROLEBOOK_ARTICLES=FOLDER cargo test --test suite source_runs\n";

/// Every run of a text with its hash. A word is letters and digits, so that hyphens divide words.
fn runs(text: &str) -> BTreeMap<String, String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(RUN).map(|run| run.join(" ")).map(|run| (hash(&run), run)).collect()
}

fn hash(run: &str) -> String {
    blake3::hash(run.as_bytes()).to_hex()[..16].to_owned()
}

/// The files of the sample that hold text, with the text.
fn sample() -> Vec<(PathBuf, String)> {
    let kinds = [".md", ".toml", ".csv"].into_iter().flat_map(|kind| files_below(&package().join("content"), kind));
    kinds.map(|path| (path.clone(), fs::read_to_string(path).expect("the sample is text"))).collect()
}

/// The runs that lie within the title of a source.
fn within_titles() -> BTreeSet<String> {
    let text = fs::read_to_string(package().join("content/data/sources.toml")).expect("the sources are there");
    let records: toml::Table = text.parse().expect("they are TOML");
    let sources = records["source"].as_table().expect("sources").values();
    sources.filter_map(|source| source["title"].as_str()).flat_map(|title| runs(title).into_keys()).collect()
}

/// What the sample shares with texts whose runs have these hashes: `file: run`.
fn shared(sample: &[(PathBuf, String)], hashes: &BTreeSet<String>, excepted: &BTreeSet<String>) -> Vec<String> {
    let of_file = |(path, text): &(PathBuf, String)| {
        let found = runs(text).into_iter().filter(|(hash, _)| hashes.contains(hash) && !excepted.contains(hash));
        found.map(|(_, run)| format!("{}: {run}", path.display())).collect::<Vec<_>>()
    };
    sample.iter().flat_map(of_file).collect()
}

/// The hashes of all runs of the texts in a folder.
fn hashes_of(folder: &Path) -> BTreeSet<String> {
    let texts = [".md", ".txt", ".html"].into_iter().flat_map(|kind| files_below(folder, kind));
    texts.flat_map(|path| runs(&fs::read_to_string(path).expect("an article is text")).into_keys()).collect()
}

#[test]
fn no_run_of_eight_words_is_shared_with_an_article() {
    let path = package().join(HASHES);
    if let Some(folder) = std::env::var_os("ROLEBOOK_ARTICLES") {
        let hashes = hashes_of(Path::new(&folder));
        assert!(hashes.len() > 100, "there are no articles in that folder");
        let lines: String = hashes.iter().map(|hash| format!("{hash}\n")).collect();
        fs::write(&path, format!("{HEAD}{lines}")).expect("the file can be written");
    }
    let kept = fs::read_to_string(&path).expect("the file is kept, with or without hashes");
    assert!(kept.starts_with(HEAD), "`{HASHES}` says how it is made");
    let hashes: BTreeSet<String> = kept.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    for hash in &hashes {
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        assert!(is_hash, "`{hash}` is no hash");
    }
    let sample = sample();
    let runs: usize = sample.iter().map(|(_, text)| runs(text).len()).sum();
    assert!(runs > 30_000, "the sample is where this test looks for it: {runs} runs");
    let found = shared(&sample, &hashes, &within_titles());
    assert!(found.is_empty(), "{}", found.join("\n"));
    let told = match hashes.len() {
        0 => format!("{runs} runs of the sample were compared with nothing: `{HASHES}` holds no hashes"),
        hashes => format!("{runs} runs of the sample, {hashes} of articles, none shared"),
    };
    let _ = writeln!(std::io::stderr(), "{told}");
}

#[test]
fn a_run_that_is_shared_is_found_and_a_title_is_not() {
    let article =
        "He said: the best-known team of all ships its models on a Friday, whatever happens. AI Technical Lead";
    let hashes: BTreeSet<String> = runs(article).into_keys().collect();
    let file = |text: &str| vec![(PathBuf::from("page.md"), text.to_owned())];
    let none = BTreeSet::new();
    let copied = file("# Our view\n\nThe best known **team** of all ships its models. Then we rest.");
    let mut found = shared(&copied, &hashes, &none);
    found.sort();
    assert_eq!(
        found,
        ["page.md: best known team of all ships its models", "page.md: the best known team of all ships its"]
    );
    let seven = file("The best-known team of all ships models.");
    assert_eq!(shared(&seven, &hashes, &none), Vec::<String>::new());
    let excepted: BTreeSet<String> = runs("The best-known team of all ships its models").into_keys().collect();
    assert_eq!(shared(&copied, &hashes, &excepted), Vec::<String>::new());
    assert!(within_titles().len() > 5, "the titles of the sources have more than eight words");
}
