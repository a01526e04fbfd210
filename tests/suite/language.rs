//! A site in another language has no English word of ours on any page, in any script's words and in what its search shows.

use std::collections::BTreeMap;

use rolebook::config::Config;
use rolebook::diag::Diagnostics;
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::case_file::CaseFile;
use super::support;

/// A site that shows every block, with no English word of its author's.
const SITE: &str = include_str!("german-site.txt");

/// The words of a language file by key, each cut at its gaps into pieces of text.
fn words(language: &str) -> BTreeMap<String, Vec<String>> {
    let path = support::package().join(format!("themes/default/strings/{language}.toml"));
    let text = std::fs::read_to_string(path).expect("the file is there");
    let table: toml::Table = text.parse().expect("the file is TOML");
    let mut words = BTreeMap::new();
    gather("", &toml::Value::Table(table), &mut words);
    words
}

fn gather(key: &str, value: &toml::Value, words: &mut BTreeMap<String, Vec<String>>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                gather(&format!("{key}.{name}"), value, words);
            }
        }
        toml::Value::String(text) => {
            let pieces = text.split(['{', '}']).step_by(2).map(|piece| piece.trim().to_owned());
            words.insert(key.to_owned(), pieces.filter(|piece| piece.chars().count() > 3).collect());
        }
        other => panic!("{key} is {other}"),
    }
}

/// Whether `word` stands in `text` with no letter on either side of it.
fn stands_in(word: &str, text: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The attributes that are read aloud or shown.
const SPOKEN: [&str; 6] = ["aria-label=\"", "placeholder=\"", " title=\"", " label=\"", "data-open=\"", "data-dark=\""];

/// What a reader sees or hears of a page: its text, what attributes say, and the words of its scripts.
fn shown(html: &str) -> String {
    let mut shown = String::new();
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let value = |name: &str| Some(tag.split(name).nth(1)?.split('"').next()?.to_owned());
        let description = if tag.contains("description") { value("content=\"") } else { None };
        let words = value("data-words=\"").map(|words| said(&words.replace("&quot;", "\"")));
        for spoken in SPOKEN.iter().filter_map(|name| value(name)).chain(description).chain(words) {
            shown.push_str(&spoken);
            shown.push('\n');
        }
        if !tag.starts_with("script") && !tag.starts_with("style") {
            shown.push_str(text);
            shown.push('\n');
        }
    }
    shown
}

/// The texts of a script's words, without their keys.
fn said(json: &str) -> String {
    fn values(value: &serde_json::Value, text: &mut String) {
        match value {
            serde_json::Value::Object(map) => map.values().for_each(|value| values(value, text)),
            serde_json::Value::String(said) => text.extend([said, "\n"]),
            _ => {}
        }
    }
    let mut text = String::new();
    if let Ok(value) = serde_json::from_str(json) {
        values(&value, &mut text);
    }
    // The names of arguments are English; readers never see them.
    text.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("{}")
}

#[test]
fn a_site_in_german_has_no_english_word_of_ours() {
    check(
        "de",
        &["Nur Intern", ">Geprüft<", "1. November 2026", "Auf dieser Seite", "70.000", "im Jahr", "Warnzeichen"],
    );
}

#[test]
fn a_site_in_french_has_no_english_word_of_ours() {
    let words = ["Réservé\u{a0}: Interne", ">Relue<", "1 novembre 2026", "Sur cette page", "70\u{202f}000", "par an"];
    check("fr", &[&words[..], &["Signaux d’alerte", "Ce que dit chaque source"]].concat());
}

#[test]
fn a_site_in_spanish_has_no_english_word_of_ours() {
    let words = ["Solo para: Interno", ">Revisada<", "1 de noviembre de 2026", "En esta página", "70.000", "al año"];
    check("es", &[&words[..], &["Señales de alarma", "Competencias"]].concat());
}

#[test]
fn a_site_in_arabic_has_no_english_word_of_ours() {
    let words =
        [">تاريخ المراجعة<", "1 نوفمبر 2026", "في هذه الصفحة", "70,000", "في السنة", "علامات مقلقة", "dir=\"rtl\""];
    check("ar", &words);
}

/// What the search shows of each section that those inside see.
fn searched(disk: &MemoryDisk) -> Vec<String> {
    let config = Config::load(disk, support::TODAY, &mut Diagnostics::default()).expect("the settings are in order");
    let inside = config.audiences.find("internal").expect("there is such an audience");
    let (documents, _) = pipeline::documents(disk, &config, inside);
    documents.into_iter().map(|one| format!("{}\n{}", one.section.unwrap_or_default(), one.text)).collect()
}

fn check(language: &str, expected: &[&str]) {
    let site = CaseFile::parse(SITE);
    let settings = |text: &str| text.replace("language = \"de\"", &format!("language = \"{language}\""));
    let files: Vec<_> = site.sections.iter().map(|part| (part.header.as_str(), settings(&part.body))).collect();
    let disk = MemoryDisk::new(files);
    let built = support::build(&disk);
    assert_eq!(built.short(), "");
    let (english, own) = (words("en"), words(language));
    let foreign: Vec<(&String, &String)> = english
        .iter()
        .flat_map(|(key, pieces)| pieces.iter().map(move |piece| (key, piece)))
        .filter(|(_, piece)| !own.values().flatten().any(|own| stands_in(piece, own)))
        .collect();
    assert!(foreign.len() > 300, "{} English pieces are looked for", foreign.len());
    let mut found = Vec::new();
    for (audience, files) in &built.outputs {
        for file in files.iter() {
            let path = file.path.as_str();
            let text = String::from_utf8_lossy(&file.bytes);
            let text = match path.rsplit('.').next() {
                Some("html") => shown(&text),
                Some("json") if path.starts_with("assets/") => said(&text),
                Some("md" | "xml" | "txt") => text.into_owned(),
                _ => continue,
            };
            let of_file = foreign.iter().filter(|(_, piece)| stands_in(piece, &text));
            found.extend(of_file.map(|(key, piece)| format!("{audience}/{path}: `{piece}` ({key})")));
        }
    }
    for section in searched(&disk) {
        let of_section = foreign.iter().filter(|(_, piece)| stands_in(piece, &section));
        found.extend(of_section.map(|(key, piece)| format!("search: `{piece}` ({key}): {section}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // Those of the language are there.
    let page = |path: &str| {
        let files = built.audience("internal").expect("it is built");
        let file = files.iter().find(|file| file.path.as_str() == path).expect("the page is there");
        String::from_utf8_lossy(&file.bytes).into_owned()
    };
    let shows = page("seite/index.html");
    for word in expected {
        assert!(shows.contains(word), "{language}: {word}");
    }
}
