//! Runs every case file. `UPDATE_EXPECT=1` writes what came out into the files, to be read before it is kept;
//! `CASE=links/` runs only the files whose path holds that text.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;
use rolebook::disk::{MemoryDisk, Planted};
use rolebook::output::Outputs;

use super::case_file::{CaseFile, Section, unescape};
use super::diff;
use super::pictures;
use super::support::{self, Built, Options, files_below, package};

const SETTINGS: &str = "title = \"Test\"\n";
const FINDINGS: &str = "expect: findings";
/// For the few cases with more findings than anybody would read.
const SOME_FINDINGS: &str = "expect: findings contain";
/// What is put into every site; a list of files does not repeat it, nor the twin beside each page.
const ALWAYS: [&str; 5] = ["404.html", "_headers", "llms.txt", "robots.txt", "sitemap.xml"];
const ALWAYS_BELOW: [&str; 2] = ["assets/", "search/"];

#[test]
fn every_case_file_holds() {
    let cases = package().join("tests/suite/cases");
    let only = std::env::var("CASE").unwrap_or_default();
    let files: Vec<_> = files_below(&cases, ".txt")
        .into_iter()
        .filter(|path| path.strip_prefix(&cases).is_ok_and(|path| path.to_string_lossy().contains(&only)))
        .collect();
    assert!(!files.is_empty(), "no case file holds `{only}` in its path");
    let failures: Vec<String> = files.par_iter().filter_map(|path| failure(path, &cases)).collect();
    eprintln!("{} case files", files.len());
    assert!(failures.is_empty(), "{} of {} case files fail:\n\n{}", failures.len(), files.len(), failures.join("\n"));
}

/// What is wrong with a case, as text; `None` when it holds.
fn failure(path: &Path, cases: &Path) -> Option<String> {
    let name = path.strip_prefix(cases).unwrap_or(path).display().to_string();
    let wrong = match catch_unwind(AssertUnwindSafe(|| run(path))) {
        Ok(Ok(())) => return None,
        Ok(Err(wrong)) => wrong,
        Err(panic) => format!("  panicked: {}\n", message_of(&*panic)),
    };
    Some(format!("{name}\n{wrong}"))
}

fn message_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without a message").to_owned()
}

fn run(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("  {error}\n"))?;
    let mut case = CaseFile::parse(&text);
    if case.about.trim().is_empty() {
        return Err("  says nothing about itself before its first section\n".to_owned());
    }
    let built = support::build_with(&disk(&case)?, &options(&case)?);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        update(&mut case, &built);
        let new = case.print();
        if new != text {
            std::fs::write(path, new).map_err(|error| format!("  {error}\n"))?;
        }
    }
    let mut wrong = match case.section(SOME_FINDINGS) {
        Some(section) => missing_lines(&section.body, &built.short()),
        None => compare(FINDINGS, case.section(FINDINGS).map_or("", |section| &section.body), &built.short()),
    };
    for section in &case.sections {
        wrong.push_str(&unmet(section, &built).unwrap_or_else(|why| format!("  {}: {why}\n", section.header)));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The site a case describes.
fn disk(case: &CaseFile) -> Result<MemoryDisk, String> {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", SETTINGS);
    for section in &case.sections {
        let header = section.header.as_str();
        if header == "options" || header.starts_with("expect: ") {
            continue;
        }
        let (path, how) = match header.rsplit_once(' ') {
            Some((path, how @ ("escaped" | "symlink" | "special" | "unreadable" | "folder" | "missing"))) => {
                (path, how)
            }
            _ => (header, ""),
        };
        match how {
            "escaped" => {
                let text = |text: &str| unescape(text).map_err(|why| format!("  {header}: {why}\n"));
                let path = String::from_utf8(text(path)?).map_err(|_| format!("  {header}: not UTF-8\n"))?;
                disk.insert(path, text(&section.body)?);
            }
            "symlink" => disk.plant(path, Planted::Symlink),
            "special" => disk.plant(path, Planted::Special),
            "unreadable" => disk.plant(path, Planted::Unreadable("permission denied".to_owned())),
            "missing" => drop(disk.remove(path)),
            "folder" => disk.plant(path, Planted::Folder),
            _ => disk.insert(path, pictures::file(path, section.body.as_bytes())),
        }
    }
    Ok(disk)
}

fn options(case: &CaseFile) -> Result<Options, String> {
    let mut options = Options::default();
    for line in case.section("options").map_or("", |section| &section.body).lines().filter(|line| !line.is_empty()) {
        let unknown = || format!("  options: `{line}` is not one of `today = DATE`, `drafts = true`\n");
        match line.split_once(" = ") {
            Some(("today", day)) => options.today = day.parse().map_err(|_| unknown())?,
            Some(("drafts", "true")) => options.drafts = true,
            _ => return Err(unknown()),
        }
    }
    Ok(options)
}

/// What an `expect: output …` or `expect: files …` section asks for in vain.
fn unmet(section: &Section, built: &Built) -> Result<String, String> {
    let Some(asked) = section.header.strip_prefix("expect: ").filter(|asked| !asked.starts_with("findings")) else {
        return Ok(String::new());
    };
    match asked.split(' ').collect::<Vec<_>>()[..] {
        ["hints"] => Ok(compare(&section.header, &section.body, &built.hints())),
        ["files", audience] => Ok(compare(&section.header, &section.body, &list(outputs(built, audience)?))),
        ["output", path, "main"] => Ok(compare(&section.header, &section.body, &main_of(&page(built, path)?)?)),
        ["output", path, "text"] => Ok(compare(&section.header, &section.body, &page(built, path)?)),
        ["output", path, "contains"] => Ok(held(&section.body, &page(built, path)?, true)),
        ["output", path, "lacks"] => Ok(held(&section.body, &page(built, path)?, false)),
        ["every", audience, "lacks"] => {
            let files = outputs(built, audience)?.iter();
            Ok(files.map(|file| held(&section.body, &String::from_utf8_lossy(&file.bytes), false)).collect())
        }
        _ => Err("no such expectation; see cases/README.md".to_owned()),
    }
}

fn outputs<'b>(built: &'b Built, audience: &str) -> Result<&'b Outputs, String> {
    built.audience(audience).ok_or_else(|| format!("no audience `{audience}` was built"))
}

fn page(built: &Built, path: &str) -> Result<String, String> {
    let (audience, rest) = path.split_once('/').ok_or("a path begins with its audience")?;
    let files = outputs(built, audience)?;
    let file = files.get(rest).ok_or_else(|| format!("no such file; there are\n{}", list(files)))?;
    String::from_utf8(file.bytes.clone()).map_err(|_| "not UTF-8".to_owned())
}

fn list(files: &Outputs) -> String {
    let named = |path: &&str| {
        !ALWAYS.contains(path)
            && !ALWAYS_BELOW.iter().any(|folder| path.starts_with(folder))
            && path.rsplit('/').next() != Some("index.md")
            // The index of a translation.
            && !path.ends_with(".bin")
    };
    files.iter().map(|file| file.path.as_str()).filter(named).map(|path| format!("{path}\n")).collect()
}

/// What stands between `<main …>` and `</main>`, but for style sheets of blocks, whose names change with every rule.
fn main_of(html: &str) -> Result<String, String> {
    let inner = html
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once('>'))
        .and_then(|(_, rest)| rest.rsplit_once("</main>"))
        .map(|(inner, _)| inner)
        .ok_or("the page has no <main>")?;
    let told = |line: &&str| !line.is_empty() && !line.starts_with("<link rel=\"stylesheet\"");
    let lines = inner.lines().map(str::trim_end).filter(told);
    Ok(lines.map(|line| format!("{line}\n")).collect())
}

/// The lines of `wanted` that are no line of `text`.
fn missing_lines(wanted: &str, text: &str) -> String {
    let missing = wanted.lines().filter(|line| !text.lines().any(|found| found == *line));
    missing.map(|line| format!("  no such finding: {line}\n")).collect()
}

/// The lines of `wanted` that `text` lacks, or has when it should not.
fn held(wanted: &str, text: &str, contained: bool) -> String {
    let wrong = wanted.lines().filter(|line| !line.trim().is_empty() && text.contains(line.trim()) != contained);
    let why = if contained { "is missing" } else { "should not be there" };
    wrong.map(|line| format!("  {why}: {}\n", line.trim())).collect()
}

fn compare(what: &str, expected: &str, got: &str) -> String {
    let tidy = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned();
    let (expected, got) = (tidy(expected), tidy(got));
    if expected == got { String::new() } else { format!("  {what}:\n{}", diff::lines(&expected, &got)) }
}

/// Puts what came out into the sections that hold whole texts.
fn update(case: &mut CaseFile, built: &Built) {
    let mut new = BTreeMap::new();
    if case.section(SOME_FINDINGS).is_none() {
        new.insert(FINDINGS.to_owned(), built.short());
    }
    for section in &case.sections {
        let Some(asked) = section.header.strip_prefix("expect: ") else { continue };
        let text = match asked.split(' ').collect::<Vec<_>>()[..] {
            ["hints"] => Ok(built.hints()),
            ["files", audience] => outputs(built, audience).map(list),
            ["output", path, "main"] => page(built, path).and_then(|html| main_of(&html)),
            ["output", path, "text"] => page(built, path),
            _ => continue,
        };
        if let Ok(text) = text {
            new.insert(section.header.clone(), text);
        }
    }
    for (header, body) in new {
        case.set(&header, &body);
    }
}
