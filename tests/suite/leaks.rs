//! Nothing internal reaches the public site: not a word, and not a trace.
//!
//! `leaks/site.txt` hides a word of its own in every place that can hold one. The words are looked for in every byte
//! of every public file, and the public bytes must stay the same whatever the words are, and without them.

mod channels;
mod console;
mod edits;
mod fit;
mod hidden_text;
mod interference;
mod last_look;
mod openings;
mod pay_pages;
mod sample;
mod sets;
mod translations;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode;
use rolebook::config::Config;
use rolebook::diag::Diagnostics;
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::case_file::CaseFile;
use super::pictures;
use super::support::{self, Built};

/// Words from this number on are in places that no audience sees.
const NOWHERE: usize = 90;

fn template() -> CaseFile {
    CaseFile::parse(include_str!("leaks/site.txt"))
}

/// The numbers of the words in the template.
fn numbers() -> BTreeSet<usize> {
    let text = template().print();
    let about = template().about.len();
    text[about..].split('@').filter_map(|part| part.parse().ok()).collect()
}

/// The word planted at a number: no other text holds it, and it looks the same in an address.
fn word(number: usize) -> String {
    format!("zqx{number:02}vault")
}

/// The site with `word(n)` at each place.
fn site(word: impl Fn(usize) -> String) -> MemoryDisk {
    fill(word, |_| true)
}

/// The site without what is internal.
fn public_site() -> MemoryDisk {
    fill(word, |_| false)
}

/// The site with those of its internal parts whose number `keep` says yes to: sections, and lines between marks.
fn fill(word: impl Fn(usize) -> String, keep: impl Fn(usize) -> bool) -> MemoryDisk {
    fill_as(word, keep, str::to_owned)
}

/// The same with each path and text as `put_for` has it.
fn fill_as(
    word: impl Fn(usize) -> String,
    keep: impl Fn(usize) -> bool,
    put_for: impl Fn(&str) -> String,
) -> MemoryDisk {
    let put =
        |text: &str| numbers().into_iter().fold(put_for(text), |text, n| text.replace(&format!("@{n:02}@"), &word(n)));
    let mut part = 0;
    let mut kept = || {
        part += 1;
        keep(part)
    };
    let mut disk = MemoryDisk::default();
    let mut with_it = true;
    for section in template().sections {
        let (path, there) = match section.header.rsplit_once(' ') {
            Some((path, "internal")) => {
                with_it = kept();
                (path, with_it)
            }
            Some((path, "below")) => (path, with_it),
            _ => (section.header.as_str(), true),
        };
        if !there {
            continue;
        }
        let mut shown = true;
        let mut body = String::new();
        for line in section.body.split_inclusive('\n') {
            match line.trim_end() {
                "<<" => shown = kept(),
                ">>" => shown = true,
                _ if shown => body.push_str(line),
                _ => {}
            }
        }
        let path = put(path);
        disk.insert(path.as_str(), pictures::file(&path, put(&body)));
    }
    disk
}

/// Each file of an audience, by path.
fn files(built: &Built, audience: &str) -> BTreeMap<String, Vec<u8>> {
    let outputs = built.audience(audience).unwrap_or_else(|| panic!("`{audience}` is built:\n{}", built.short()));
    outputs.iter().map(|file| (file.path.as_str().to_owned(), file.bytes.clone())).collect()
}

/// Everything a file says, in each way it could say it.
fn readings(path: &str, bytes: &[u8]) -> String {
    let mut text = format!("{path}\n{}", String::from_utf8_lossy(bytes));
    if path.starts_with("search/") && path.ends_with(".bin") {
        text.push_str(&rolebook::search::text_of(bytes));
    }
    let text = text.to_lowercase();
    let percent = percent_decode(text.as_bytes()).decode_utf8_lossy().into_owned();
    let entities = without_entities(&percent);
    let squeezed: String =
        entities.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}' && *c != '\u{200B}').collect();
    let reversed: String = text.chars().rev().collect();
    [text, percent, entities, squeezed, reversed].join("\n")
}

/// The text with numeric character references read.
fn without_entities(text: &str) -> String {
    let mut read = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        read.push_str(before);
        let (code, following) = after.split_once(';').unwrap_or((after, ""));
        let number = code.strip_prefix('x').map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        match number.and_then(char::from_u32) {
            Some(c) => read.push(c),
            None => {
                read.push_str("&#");
                rest = after;
                continue;
            }
        }
        rest = following;
    }
    read.push_str(rest);
    read
}

/// Where the word of each number shows.
fn shown(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<usize, String> {
    let mut shown = BTreeMap::new();
    for (path, bytes) in files {
        let text = readings(path, bytes);
        for number in numbers() {
            let word = word(number);
            let backwards: String = word.chars().rev().collect();
            if text.contains(&word) || text.contains(&backwards) {
                shown.entry(number).or_insert_with(|| path.clone());
            }
        }
    }
    shown
}

#[test]
fn no_planted_word_reaches_a_public_file() {
    let built = support::build(&site(word));
    assert_eq!(built.short(), "", "the site itself is in order");
    let leaked = shown(&files(&built, "public"));
    assert!(leaked.is_empty(), "planted words by number, and where they show: {leaked:?}");
}

/// What a search engine elsewhere is given.
fn exported(disk: &MemoryDisk, audience: &str) -> String {
    let config = Config::load(disk, support::TODAY, &mut Diagnostics::default()).expect("the settings are in order");
    let audience = config.audiences.find(audience).expect("there is such an audience");
    let (documents, _) = pipeline::documents(disk, &config, audience);
    documents.iter().map(|document| serde_json::to_string(document).expect("it is JSON") + "\n").collect()
}

#[test]
fn an_export_holds_nothing_internal_and_knows_nothing_of_it() {
    let public = exported(&site(word), "public");
    assert!(public.lines().count() > 8);
    let leaked: Vec<usize> = numbers().into_iter().filter(|number| public.contains(&word(*number))).collect();
    assert!(leaked.is_empty(), "{leaked:?}");
    assert_eq!(public, exported(&public_site(), "public"));
    let internal = exported(&site(word), "internal");
    let found = numbers().into_iter().filter(|number| internal.contains(&word(*number))).count();
    assert!(found > 10, "the words are there to be found: {found}");
}

#[test]
fn the_planted_words_are_there_to_be_found() {
    let internal = shown(&files(&support::build(&site(word)), "internal"));
    for number in numbers() {
        let there = internal.contains_key(&number);
        if number >= NOWHERE {
            assert!(!there, "word {number} is for nobody and shows in {}", internal[&number]);
        }
    }
    let missing: Vec<usize> =
        numbers().into_iter().filter(|number| *number < NOWHERE && !internal.contains_key(number)).collect();
    // A definition or title that nothing shows is read by nobody; every other place is one where a leak could happen.
    assert_eq!(
        missing, UNSEEN,
        "these words do not reach the internal site, so the test above would not see them leak"
    );
}

/// Places inside internal text that no audience sees: a definition's name, an unused definition and its address, a key
/// nothing shows, the metadata of a drawing.
const UNSEEN: [usize; 5] = [9, 15, 16, 70, 75];

#[test]
fn other_words_leave_every_public_byte_as_it_was() {
    let expected = files(&support::build(&site(word)), "public");
    assert!(expected.len() > 8);
    for changed in numbers() {
        let other = |number: usize| {
            if number == changed { format!("another{number:02}thing-much-longer") } else { word(number) }
        };
        let built = support::build(&site(other));
        assert!(files(&built, "public") == expected, "changing word {changed} changes a public byte");
    }
}

#[test]
fn without_the_internal_material_every_public_byte_is_as_it_was() {
    let expected = files(&support::build(&site(word)), "public");
    let built = support::build(&public_site());
    assert_eq!(built.short(), "", "the public part stands alone");
    let alone = files(&built, "public");
    assert_eq!(alone.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (path, bytes) in &alone {
        let (alone, full) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
        assert!(alone == full, "`{path}` differs:\n{}", super::diff::lines(&alone, &full));
    }
}

#[test]
fn whichever_internal_parts_there_are_every_public_byte_is_as_it_was() {
    let expected = files(&support::build(&site(word)), "public");
    for draw in 0..100_u64 {
        // A hash stands for chance, so that a failure comes again.
        let kept = |part: usize| blake3::hash(format!("{draw} {part}").as_bytes()).as_bytes()[0] < 128;
        let built = support::build(&fill(word, kept));
        let public = files(&built, "public");
        assert_eq!(public.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "draw {draw}");
        for (path, bytes) in &public {
            let (now, before) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
            assert!(now == before, "draw {draw}, `{path}`:\n{}\n{}", super::diff::lines(&before, &now), built.short());
        }
    }
}

#[test]
fn every_reading_of_a_word_is_seen() {
    let word = word(1);
    let percent: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let entities: String = word.chars().map(|c| format!("&#{};", c as u32)).collect();
    let spaced: String = word.chars().map(|c| format!("{c}\u{AD}")).collect();
    let reversed: String = word.chars().rev().collect();
    for hidden in [word.clone(), word.to_uppercase(), percent, entities, spaced, reversed] {
        let files = BTreeMap::from([("a.html".to_owned(), format!("<p>{hidden}</p>").into_bytes())]);
        assert!(shown(&files).contains_key(&1), "{hidden}");
    }
    assert!(shown(&BTreeMap::from([(format!("{word}/index.html"), Vec::new())])).contains_key(&1), "a path");
}
