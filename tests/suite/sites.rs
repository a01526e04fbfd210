//! The sites this repository holds: the sample, the guide and the two starters. They are what a visitor sees first.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rolebook::diag::{Severity, rules};
use rolebook::disk::RealDisk;

use super::support::{self, files_below, package};

/// Words in a row that make a sentence one can recognise.
const RUN: usize = 8;
/// What both VAMI pages say an offer falls short by: the only amounts in prose that are no pay of a role.
const GAP: [(char, i64); 2] = [('$', 40_000), ('$', 80_000)];

#[test]
fn every_site_of_the_repository_is_clean() {
    for folder in ["", "docs", "starter/full", "starter/bare"] {
        let disk = RealDisk::new(package().join(folder)).expect("the site is there");
        let built = support::build(&disk);
        assert_eq!(built.short(), "", "findings in `{folder}`");
        assert!(!built.outputs.is_empty(), "nothing was built from `{folder}`");
    }
}

#[test]
fn no_internal_sentence_of_the_sample_is_public() {
    let (mut public, mut internal) = (BTreeSet::new(), BTreeSet::new());
    for path in files_below(&package().join("content"), ".md") {
        let (open, hidden) = split(&path);
        public.extend(runs(&open));
        internal.extend(runs(&hidden));
    }
    let secret: BTreeSet<_> = internal.difference(&public).collect();
    assert!(secret.len() > 500, "the sample keeps only {} runs of words to itself", secret.len());

    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let shown = |audience: &str| {
        let files = built.audience(audience).expect("the audience is built");
        let pages = files.iter().filter(|file| file.path.as_str().ends_with(".html"));
        pages.flat_map(|file| runs(&text_of(&String::from_utf8_lossy(&file.bytes)))).collect::<BTreeSet<_>>()
    };
    let leaked: Vec<_> = shown("public").into_iter().filter(|run| secret.contains(run)).collect();
    assert!(leaked.is_empty(), "internal sentences in public pages: {leaked:?}");
    let kept = shown("internal").iter().filter(|run| secret.contains(run)).count();
    assert!(kept * 10 > secret.len() * 8, "only {kept} of {} runs are in the internal edition", secret.len());
}

#[test]
fn every_amount_in_the_sample_is_one_of_its_data() {
    let data = fs::read_to_string(package().join("content/data/compensation.toml")).expect("the pay data is there");
    let data: toml::Table = data.parse().expect("the pay data is TOML");
    let mut known: BTreeSet<(char, i64)> = GAP.into_iter().collect();
    for record in ["observation", "band"].iter().flat_map(|list| data[*list].as_array().expect("a list of records")) {
        let sign = if record["currency"].as_str() == Some("GBP") { '£' } else { '$' };
        known.extend(["min", "max"].iter().map(|end| (sign, record[*end].as_integer().expect("a whole number"))));
    }
    let mut count = 0;
    for path in files_below(&package().join("content"), ".md") {
        let text = fs::read_to_string(&path).expect("the page can be read");
        for amount in amounts(&text) {
            assert!(known.contains(&amount), "{}: {}{} is not in the data", path.display(), amount.0, amount.1);
        }
        count += text.matches(":pay[").count() + text.matches(":claim[").count();
    }
    assert!(count > 40, "only {count} figures are named by their records");
}

#[test]
fn the_sample_is_as_large_as_it_says() {
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let pages = |audience: &str| {
        let files = built.audience(audience).expect("the audience is built");
        let paths = files.iter().map(|file| file.path.as_str().to_owned());
        paths.filter(|path| path.ends_with(".html")).collect::<BTreeSet<_>>()
    };
    let (public, internal) = (pages("public"), pages("internal"));
    let written: BTreeSet<_> =
        files_below(&package().join("content"), ".md").iter().map(|path| address(path)).collect();
    let missing: Vec<_> = written.difference(&internal).collect();
    assert!(missing.is_empty(), "pages that the internal edition lacks: {missing:?}");
    assert!(written.len() >= 40, "the sample has only {} pages", written.len());
    let hidden = written.difference(&public).count();
    assert!(hidden >= 9, "only {hidden} pages are for the team alone");
    assert!(written.len() - hidden >= 30, "only {} pages are public", written.len() - hidden);

    let questions = fs::read_to_string(package().join("content/faq.md")).expect("the questions can be read");
    let count = questions.lines().filter(|line| line.starts_with("### ") && line.ends_with('?')).count();
    assert!(count >= 25, "only {count} questions are answered");
}

#[test]
fn the_skills_page_says_where_each_skill_is_tested_and_copies_no_level() {
    let page = fs::read_to_string(package().join("content/skills.md")).expect("the page can be read");
    let record = |file: &str| {
        let text = fs::read_to_string(package().join("content/data").join(file)).expect("the records can be read");
        text.parse::<toml::Table>().expect("the records are TOML")
    };
    let (skills, interviews) = (record("skills.toml"), record("interviews.toml"));
    for (id, skill) in skills["skill"].as_table().expect("skills") {
        for level in ["awareness", "working", "practitioner", "expert"] {
            let copied = page.contains(skill[level].as_str().expect("a sentence"));
            assert!(!copied, "the level `{level}` of `{id}` is copied, and its record already shows it");
        }
    }
    let mut tested: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let stages = interviews["stage"].as_array().expect("stages");
    for stage in stages.iter().filter(|stage| stage["role"].as_str() == Some("ai-tech-lead")) {
        for criterion in stage["criterion"].as_array().expect("criteria") {
            let title = criterion["title"].as_str().expect("a title").to_lowercase();
            if let Some(skill) = criterion.get("skill") {
                tested.entry(skill.as_str().expect("an id")).or_default().push(title);
            }
        }
    }
    let rows = || page.lines().filter(|line| line.starts_with("| [") && line.contains("(/skills/"));
    assert_eq!(rows().count(), tested.len(), "a row for each skill that a criterion tests");
    for (skill, criteria) in tested {
        let row = rows().find(|line| line.contains(&format!("(/skills/{skill}/)")));
        let row = row.unwrap_or_else(|| panic!("`{skill}` is tested, and the page does not say so")).to_lowercase();
        let missing: Vec<_> = criteria.iter().filter(|title| !row.contains(*title)).collect();
        assert!(missing.is_empty(), "`{skill}` is tested in {missing:?} as well: {row}");
    }
}

#[test]
fn every_criterion_has_four_anchors_and_is_in_the_index() {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let records = fs::read_to_string(package().join("content/data/interviews.toml")).expect("the records can be read");
    let records: toml::Table = records.parse().expect("the records are TOML");
    let mut threes = BTreeSet::new();
    for stage in records["stage"].as_array().expect("stages") {
        for criterion in stage["criterion"].as_array().expect("criteria") {
            let text = |value: &toml::Value| value.as_str().expect("text").to_owned();
            threes.insert((text(&criterion["title"]), text(&criterion["anchors"][2])));
        }
    }
    assert!(threes.len() >= 14, "only {} criteria were found", threes.len());

    let index = fs::read_to_string(package().join("content/team/probes.md")).expect("the index can be read");
    let (_, rows) =
        index.split_once("\n| Criterion | Stage | What a 3 sounds like |\n|---|---|---|\n").expect("its table");
    let rows = rows.lines().take_while(|line| line.starts_with('|')).map(cells);
    let listed: BTreeSet<_> = rows.map(|row| (row[0].clone(), row[2].clone())).collect();
    assert_eq!(listed, threes, "the index and the kits differ");
}

#[test]
fn the_guide_explains_every_rule_under_its_severity() {
    let guide = fs::read_to_string(package().join("docs/content/reference/findings.md")).expect("the guide is there");
    for rule in rules::ALL {
        let section = match rule.severity {
            _ if rule.fixed => "## Always errors\n",
            Severity::Error => "## Errors unless",
            Severity::Warning => "## Warnings unless",
            Severity::Info => "## Remarks unless",
        };
        let found = guide.split("\n## ").map(|part| format!("## {part}\n")).find(|part| part.starts_with(section));
        let entry = format!("\n### {}\n", rule.id);
        assert!(found.is_some_and(|part| part.contains(&entry)), "`{}` is not under `{}`", rule.id, section.trim());
    }
}

/// Where a page of the sample is written to; none has a `slug` of its own.
fn address(path: &Path) -> String {
    let within = path.strip_prefix(package().join("content")).expect("a page of the sample").with_extension("");
    let folder = if within.ends_with("_index") { within.parent().expect("a folder") } else { &within };
    folder.join("index.html").to_str().expect("plain names").to_owned()
}

/// What a page of the sample shows to everyone, and what it keeps for the team.
fn split(path: &Path) -> (String, String) {
    let text = fs::read_to_string(path).expect("the page can be read");
    let of_the_team = path.components().any(|part| part.as_os_str() == "team");
    let (mut public, mut internal) = (String::new(), String::new());
    let mut open: Vec<bool> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix(":::") {
            if name.is_empty() {
                open.pop();
            } else {
                open.push(name == "internal");
            }
            continue;
        }
        let side = if of_the_team || open.contains(&true) { &mut internal } else { &mut public };
        // A cell of a table, an item and a line of front matter are elements of their own; so is what an empty line ends.
        side.push_str(&line.replace('|', "\u{0}"));
        let ends = line.is_empty() || line.starts_with(['|', '-', ':', '#']) || line.contains(" = ");
        side.push_str(if ends { " \u{0} " } else { " " });
    }
    assert!(open.is_empty(), "{}: a block is not closed", path.display());
    (without_targets(&public), without_targets(&internal))
}

/// Markdown without the addresses of its links.
fn without_targets(text: &str) -> String {
    let mut pieces = text.split("](");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| all + piece.split_once(')').map_or("", |(_, rest)| rest))
}

/// The text of a page without its tags.
fn text_of(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |all, piece| {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let inline = ["a", "/a", "strong", "/strong", "em", "/em", "code", "/code"];
        let is_inline = inline.contains(&tag.split(' ').next().unwrap_or_default());
        all + if is_inline { "" } else { " \u{0} " } + text
    });
    text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Every [`RUN`] words in a row, each run within one sentence's element.
fn runs(text: &str) -> BTreeSet<String> {
    let mut runs = BTreeSet::new();
    for part in text.split('\u{0}') {
        let words: Vec<String> =
            part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        runs.extend(words.windows(RUN).map(|run| run.join(" ")));
    }
    runs
}

/// The amounts of money in a text, with their signs.
fn amounts(text: &str) -> Vec<(char, i64)> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices(['£', '$']) {
        let digits: String = text[at + sign.len()..]
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == ',')
            .filter(char::is_ascii_digit)
            .collect();
        if let (Some(sign), Ok(amount)) = (sign.chars().next(), digits.parse()) {
            found.push((sign, amount));
        }
    }
    found
}
