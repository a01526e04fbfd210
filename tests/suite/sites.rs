//! The sites this repository holds: the sample, the guide and the two starters. They are what a visitor sees first.

use std::collections::BTreeSet;
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
    assert!(kept * 10 > secret.len() * 8, "only {kept} of {} runs are in the internal site", secret.len());
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
        // As in the rule `pay-unsourced`, what is below 1,000 is not pay: the price of a share, for one.
        for amount in amounts(&without_other_money(&text)).into_iter().filter(|(_, amount)| *amount >= 1_000) {
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
    assert!(missing.is_empty(), "pages that the internal site lacks: {missing:?}");
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
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let drawn = page_of(&built, "public", "skills/index.html");
    let stages = interviews["stage"].as_array().expect("stages");
    let mut tested = BTreeSet::new();
    for stage in stages.iter().filter_map(toml::Value::as_table).filter(|stage| is_for(stage, "ai-tech-lead")) {
        for criterion in stage["criterion"].as_array().expect("criteria") {
            let Some(skill) = criterion.get("skill").and_then(toml::Value::as_str) else { continue };
            let (title, skill) = (&criterion["title"], &skills["skill"][skill]["title"]);
            let row = format!("<th scope=\"row\">{}</th>", title.as_str().expect("a title"));
            let row = drawn.lines().find(|line| line.contains(&row)).expect("a row for each criterion");
            assert!(
                row.contains(skill.as_str().expect("a title")),
                "{title} tests {skill}, and the page does not say so"
            );
            tested.insert(skill.as_str().expect("a title"));
        }
    }
    assert!(tested.len() >= 7, "only {tested:?} are tested");
}

#[test]
fn every_criterion_has_four_anchors_and_is_in_the_index() {
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let index = page_of(&built, "internal", "team/probes/index.html");
    let mut count = 0;
    for stage in stages() {
        for criterion in stage["criterion"].as_array().expect("criteria") {
            let anchors = criterion["anchors"].as_array().expect("anchors");
            assert_eq!(anchors.len(), 4, "{criterion}");
            let three = anchors[2].as_str().expect("text");
            let row = format!("<th scope=\"row\">{}</th>", criterion["title"].as_str().expect("a title"));
            let is_row = |line: &str| line.contains(&row) && line.contains(three);
            assert!(index.lines().any(is_row), "the index lacks {}: {three}", criterion["title"]);
            count += 1;
        }
    }
    assert!(count >= 35, "only {count} criteria were found");
}

#[test]
fn no_question_probe_or_anchor_of_the_sample_is_public() {
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let text = |audience: &str| {
        let files = built.audience(audience).expect("the audience is built");
        let words = files.iter().map(|file| unescaped(&String::from_utf8_lossy(&file.bytes)));
        words.collect::<Vec<_>>().join("\n")
    };
    let (public, internal) = (text("public"), text("internal"));
    let mut secrets = BTreeSet::new();
    for stage in stages() {
        let list = |key: &str| stage.get(key).map_or_else(Vec::new, |list| list.as_array().expect("a list").clone());
        let lists = ["questions", "probes", "not_evidence"].map(list);
        let anchors = stage["criterion"].as_array().expect("criteria").iter().map(|one| one["anchors"].as_array());
        let anchors = anchors.flat_map(|anchors| anchors.expect("anchors").clone());
        let lines = lists.into_iter().flatten().chain(anchors).map(|line| line.as_str().expect("text").to_owned());
        secrets.extend(lines.filter(|line| line.split(' ').count() >= 6));
    }
    for question in question_bank() {
        let ask = question["ask"].as_str().expect("text").to_owned();
        let probes = question.get("probes").map_or_else(Vec::new, texts);
        let anchors = question.get("anchors").map_or_else(Vec::new, texts);
        let is_used = question.get("status").is_none();
        let lines = std::iter::once(ask).chain(probes).chain(anchors).filter(|_| is_used);
        secrets.extend(lines.filter(|line| line.split(' ').count() >= 5));
    }
    assert!(secrets.len() > 200, "only {} lines are the panel's", secrets.len());
    for secret in &secrets {
        assert!(!public.contains(secret), "public: {secret}");
        assert!(internal.contains(secret), "the internal site lacks: {secret}");
    }
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

#[test]
fn three_roles_of_the_sample_have_kits_with_questions_for_every_criterion() {
    let bank = question_bank();
    let strings = |value: Option<&toml::Value>| value.map_or_else(Vec::new, texts);
    let of_role = |role: &str| {
        let is_of = |question: &&toml::Table| strings(question.get("roles")).iter().any(|named| named == role);
        bank.iter().filter(is_of).filter(|question| question.get("status").is_none()).collect::<Vec<_>>()
    };
    let lead = of_role("ai-tech-lead");
    assert!(lead.len() >= 20, "{} questions of a lead", lead.len());
    assert!(lead.iter().all(|question| !strings(question.get("levels")).is_empty()), "each is tied to a level");
    for (role, stage_count, criteria) in
        [("ai-tech-lead", 5, 14), ("staff-ml-engineer", 4, 12), ("engineering-manager", 4, 10)]
    {
        let stages: Vec<_> = stages().into_iter().filter(|stage| is_for(stage, role)).collect();
        assert_eq!(stages.len(), stage_count, "{role}");
        let all = stages.iter().map(|stage| stage["criterion"].as_array().expect("criteria").len()).sum::<usize>();
        assert!(all >= criteria, "{role}: {all} criteria");
        assert!(of_role(role).len() >= all, "{role}: a question for each criterion");
    }
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let kit = page_of(&built, "internal", "team/kit-ai-tech-lead/index.html");
    for question in lead.iter().filter(|question| strings(question.get("levels")).iter().any(|level| level == "lead")) {
        assert!(kit.contains(question["ask"].as_str().expect("text")), "{question}");
    }
    assert!(!kit.contains("Which framework do you like best"), "a retired question stands in no kit");
}

/// The texts of a list, or of the lists in a table.
fn texts(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::Array(list) => list.iter().map(|text| text.as_str().expect("text").to_owned()).collect(),
        toml::Value::Table(table) => table.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// The question bank of the sample, as it is written.
fn question_bank() -> Vec<toml::Table> {
    let records = fs::read_to_string(package().join("content/data/question-bank.toml")).expect("it can be read");
    let records: toml::Table = records.parse().expect("the records are TOML");
    let bank = records["question_bank"].as_array().expect("questions");
    bank.iter().map(|question| question.as_table().expect("a table").clone()).collect()
}

/// The stages of the sample's interviews, as they are written.
fn stages() -> Vec<toml::Table> {
    let records = fs::read_to_string(package().join("content/data/interviews.toml")).expect("the records can be read");
    let records: toml::Table = records.parse().expect("the records are TOML");
    let stages = records["stage"].as_array().expect("stages");
    stages.iter().map(|stage| stage.as_table().expect("a table").clone()).collect()
}

/// Whether a stage is one of the role's, alone or with other roles.
fn is_for(stage: &toml::Table, role: &str) -> bool {
    let roles = stage.get("roles").map_or_else(Vec::new, texts);
    stage.get("role").and_then(toml::Value::as_str) == Some(role) || roles.iter().any(|named| named == role)
}

/// A built page as text.
fn page_of(built: &support::Built, audience: &str, path: &str) -> String {
    let files = built.audience(audience).expect("the audience is built");
    let page = files.iter().find(|file| file.path.as_str() == path).expect("the page is built");
    unescaped(&String::from_utf8_lossy(&page.bytes))
}

/// Where a page of the sample is written to; none has a `slug` of its own.
fn address(path: &Path) -> String {
    let within = path.strip_prefix(package().join("content")).expect("a page of the sample").with_extension("");
    // A translation stands below its language.
    let name = within.to_str().expect("plain names");
    let within = match name.strip_suffix(".de") {
        Some(original) => Path::new("de").join(original),
        None => within,
    };
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
pub(crate) fn text_of(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |all, piece| {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let inline = ["a", "/a", "strong", "/strong", "em", "/em", "code", "/code"];
        let is_inline = inline.contains(&tag.split(' ').next().unwrap_or_default());
        all + if is_inline { "" } else { " \u{0} " } + text
    });
    unescaped(&text)
}

fn unescaped(html: &str) -> String {
    html.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
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

/// A text without the amounts that say of themselves that they are not pay.
fn without_other_money(text: &str) -> String {
    let mut pieces = text.split(":money[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| all + piece.split_once(']').map_or("", |(_, rest)| rest))
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
