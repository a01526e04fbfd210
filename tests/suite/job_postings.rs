//! The openings of the sample: structured data by the rules of the largest search engine, feeds, the list, and what is found
//! when a line is taken out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rolebook::config::Config;
use rolebook::diag::{Diagnostics, Findings, Severity};
use rolebook::disk::{Disk, EntryKind, MemoryDisk, RealDisk};
use rolebook::pipeline;
use serde_json::Value;

use super::sites::text_of;
use super::support::{self, Built, TODAY, package};

const OPENINGS: [&str; 5] = [
    "ai-tech-lead-san-francisco",
    "ai-tech-lead-london",
    "ai-tech-lead-us-remote",
    "ai-tech-lead-toronto",
    "ai-tech-lead-vienna",
];

fn sample() -> &'static Built {
    static SAMPLE: OnceLock<Built> = OnceLock::new();
    SAMPLE.get_or_init(|| support::build(&RealDisk::new(package()).expect("the sample is there")))
}

fn public(built: &Built) -> BTreeMap<String, String> {
    let files = built.audience("public").unwrap_or_else(|| panic!("it is built:\n{}", built.short()));
    files
        .iter()
        .map(|file| (file.path.as_str().to_owned(), String::from_utf8_lossy(&file.bytes).into_owned()))
        .collect()
}

/// The nodes of a type in the structured data of a page.
fn nodes(page: &str, kind: &str) -> Vec<Value> {
    let scripts = page.split("<script type=\"application/ld+json\">").skip(1);
    let graphs = scripts.filter_map(|rest| serde_json::from_str::<Value>(rest.split("</script>").next()?).ok());
    let all = graphs.flat_map(|data| data["@graph"].as_array().cloned().unwrap_or_default());
    all.filter(|node| node["@type"] == kind).collect()
}

/// What is wrong with a posting by the required and recommended properties of the documentation.
fn problems(job: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for key in [
        "title",
        "description",
        "datePosted",
        "hiringOrganization",
        "validThrough",
        "employmentType",
        "baseSalary",
        "identifier",
        "directApply",
    ] {
        if job[key].is_null() {
            found.push(format!("no {key}"));
        }
    }
    let title = job["title"].as_str().unwrap_or_default();
    let description = job["description"].as_str().unwrap_or_default();
    if !description.starts_with('<') || description.len() < 1_000 || description == title {
        found.push("the description is not the whole text as HTML".to_owned());
    }
    if title.contains(['$', '£', '€', ',', '(']) || title.contains("Example Works") || title.contains("London") {
        found.push(format!("the title is more than the title: {title}"));
    }
    for key in ["datePosted", "validThrough"] {
        let day = job[key].as_str().and_then(|day| day.get(..10)?.parse::<jiff::civil::Date>().ok());
        if day.is_none() {
            found.push(format!("{key} is no day"));
        }
    }
    let remote = job["jobLocationType"] == "TELECOMMUTE";
    let required = job["applicantLocationRequirements"].as_array().map_or(0, Vec::len);
    let offices = job["jobLocation"].as_array().cloned().unwrap_or_default();
    if remote != (required > 0) || remote != offices.is_empty() {
        found.push("a remote job lists where somebody may live, and any other one has an office".to_owned());
    }
    if offices.iter().any(|office| office["address"]["addressCountry"].as_str().is_none_or(|code| code.len() != 2)) {
        found.push("an office without a country".to_owned());
    }
    let value = &job["baseSalary"]["value"];
    let units = ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"];
    if job["baseSalary"]["@type"] != "MonetaryAmount"
        || value["minValue"].as_i64() >= value["maxValue"].as_i64()
        || !units.contains(&value["unitText"].as_str().unwrap_or_default())
    {
        found.push("the salary is no range".to_owned());
    }
    let known = ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"];
    let types = job["employmentType"].as_array().cloned().unwrap_or_default();
    if types.is_empty() || types.iter().any(|kind| !known.contains(&kind.as_str().unwrap_or_default())) {
        found.push("an employment type that does not exist".to_owned());
    }
    found
}

#[test]
fn the_five_openings_of_the_sample_are_postings_for_search_engines() {
    let files = public(sample());
    for id in OPENINGS {
        let page = &files[&format!("jobs/{id}/index.html")];
        let jobs = nodes(page, "JobPosting");
        assert_eq!(jobs.len(), 1, "{id}");
        assert_eq!(problems(&jobs[0]), Vec::<String>::new(), "{id}: {}", jobs[0]);
        assert_eq!(nodes(page, "Article").len() + nodes(page, "Occupation").len(), 0, "{id}");
        // What machines read, people read.
        let shown = text_of(page);
        let salary = &jobs[0]["baseSalary"]["value"];
        for amount in ["minValue", "maxValue"] {
            let amount = salary[amount].as_i64().expect("an amount");
            let written = format!("{},{:03}", amount / 1_000, amount % 1_000);
            assert!(shown.contains(&written), "{id} shows {written}");
        }
        assert!(shown.contains("(example)") && shown.contains("31 March 2027"), "{id}");
    }
    let remote = &nodes(&files["jobs/ai-tech-lead-us-remote/index.html"], "JobPosting")[0];
    let names: Vec<&str> = remote["applicantLocationRequirements"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|area| area["name"].as_str())
        .collect();
    assert_eq!(names, ["Colorado, US", "New York State, US"]);
    let hybrid = &nodes(&files["jobs/ai-tech-lead-london/index.html"], "JobPosting")[0];
    assert!(hybrid["jobLocationType"].is_null());
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("jobs/ai-")) {
        assert!(nodes(page, "JobPosting").is_empty(), "{path} is no opening");
    }
}

#[test]
fn no_two_openings_of_the_sample_have_one_name() {
    let files = public(sample());
    let pages: Vec<&String> = OPENINGS.iter().map(|id| &files[&format!("jobs/{id}/index.html")]).collect();
    for id in OPENINGS {
        // In the sidebar, around which the text of each page differs.
        let link = format!("href=\"../../jobs/{id}/\"");
        let name =
            pages[0].split(&link).nth(1).or(pages[1].split(&link).nth(1)).expect("each is listed beside the others");
        let name = text_of(&name.split_once('>').expect("a link").1.replace("</a>", "\u{1}"));
        let name = name.split('\u{1}').next().unwrap_or_default().trim().to_owned();
        assert!(name.starts_with("AI Tech Lead, "), "{id} is called `{name}`");
        let same = pages.iter().filter(|page| page.contains(&format!("<title>{name}")));
        assert_eq!(same.count(), 1, "one page is called `{name}`");
    }
}

#[test]
fn the_sample_has_no_finding_about_openings_and_laws() {
    let built = sample();
    let about = |rule: &str| {
        ["pay-missing", "pay-too-wide", "outside-band", "posting-line", "posting-incomplete", "waiver"].contains(&rule)
            || rule.starts_with("law-")
    };
    let found: Vec<String> = built
        .findings
        .iter()
        .filter(|found| about(found.diagnostic.rule.id))
        .map(|found| found.diagnostic.message.clone())
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

/// The sample in memory with one of its openings changed, and without the benefits on its page.
fn changed(id: &str, change: impl Fn(&str) -> String) -> MemoryDisk {
    let disk = RealDisk::new(package()).expect("the sample is there");
    let mut copy = MemoryDisk::default();
    copy.insert("rolebook.toml", disk.read("rolebook.toml").expect("settings"));
    for folder in ["content", "static"] {
        for entry in disk.walk(folder, &|_| false) {
            if matches!(entry.kind, EntryKind::File(_)) {
                copy.insert(entry.path.as_str(), disk.read(&entry.path).expect("it can be read"));
            }
        }
    }
    let text = String::from_utf8(copy.read("content/data/postings.toml").expect("openings")).expect("text");
    let header = format!("[posting.{id}]");
    let start = text.find(&header).expect("the opening is there");
    let end = text[start + 1..].find("\n[posting.").map_or(text.len(), |end| start + 1 + end);
    let record = change(&text[start..end]);
    copy.insert("content/data/postings.toml", format!("{}{record}{}", &text[..start], &text[end..]));
    let page = format!("content/jobs/{id}.md");
    let words = String::from_utf8(copy.read(&page).expect("a page")).expect("text");
    let kept: Vec<&str> = words.lines().filter(|line| !line.starts_with("::benefits")).collect();
    copy.insert(page.as_str(), kept.join("\n"));
    copy
}

/// What the checks of the whole site find, without reading a page.
fn findings(disk: &MemoryDisk) -> Findings {
    let config = Config::load(disk, TODAY, &mut Diagnostics::default()).expect("settings");
    pipeline::check(disk, &config, &[])
}

/// The record without lines that begin with one of these keys.
fn without(record: &str, keys: &[&str]) -> String {
    let goes = |line: &&str| keys.iter().any(|key| line.split(" =").next() == Some(key));
    record.lines().filter(|line| !goes(line)).map(|line| format!("{line}\n")).collect()
}

#[track_caller]
fn names_the_law(id: &str, keys: &[&str], rule: &str, law: &str) {
    let all = findings(&changed(id, |record| without(record, keys)));
    let found = all.iter().find(|found| {
        found.severity == Severity::Error
            && found.diagnostic.rule.id == rule
            && found.diagnostic.message.starts_with(law)
    });
    let found = found.unwrap_or_else(|| panic!("{law} wants {keys:?} of {id}: {all:?}"));
    let place = found.diagnostic.place.as_ref().expect("it has a place");
    assert_eq!(place.path(), "content/data/postings.toml");
    assert!(place.line_column().is_some());
    let hint = found.diagnostic.hint.as_deref().expect("it says what to write");
    assert!(
        hint.contains("https://") && hint.contains("checked 2026-11-28") && hint.ends_with("not legal advice"),
        "{hint}"
    );
}

#[test]
fn a_line_that_is_taken_out_gives_the_finding_that_names_the_law() {
    let remote = "ai-tech-lead-us-remote";
    names_the_law(remote, &["benefits"], "posting-line", "Colorado");
    names_the_law(remote, &["closes"], "posting-line", "Colorado");
    names_the_law(remote, &["apply", "how_to_apply"], "posting-line", "Colorado");
    names_the_law(remote, &["other_pay"], "posting-line", "Colorado");
    names_the_law(remote, &["min", "max", "band"], "pay-missing", "New York State");
    names_the_law("ai-tech-lead-san-francisco", &["min", "max", "band"], "pay-missing", "California");
    names_the_law("ai-tech-lead-toronto", &["ai_use"], "posting-line", "Ontario");
    names_the_law("ai-tech-lead-toronto", &["vacancy"], "posting-line", "Ontario");
    names_the_law("ai-tech-lead-vienna", &["agreement_pay", "min", "max"], "pay-missing", "Austria");
    names_the_law("ai-tech-lead-vienna", &["pays_more"], "posting-line", "Austria");
}

#[test]
fn a_range_that_is_widened_gives_the_finding_that_names_the_law() {
    let wider = |record: &str| record.replace("min = 152000", "min = 145000").replace("max = 195000", "max = 199000");
    let all = findings(&changed("ai-tech-lead-toronto", wider));
    let found = all.iter().find(|found| found.diagnostic.rule.id == "pay-too-wide").expect("it is found");
    assert!(
        found.severity == Severity::Error && found.diagnostic.message.starts_with("Ontario"),
        "{}",
        found.diagnostic.message
    );
    let place = found.diagnostic.place.as_ref().expect("a place");
    assert!(place.text()[place.range().expect("a range")].starts_with("max = 199000"));
    // Past the band it is another finding.
    let all = findings(&changed("ai-tech-lead-london", |record| record.replace("max = 175000", "max = 199000")));
    let rules: Vec<&str> = all.iter().map(|found| found.diagnostic.rule.id).collect();
    assert!(rules.contains(&"outside-band"), "{rules:?}");
}

#[test]
fn feeds_and_the_list_hold_every_open_job_and_no_closed_one() {
    let built = sample();
    let files = public(built);
    let list = &files["jobs/index.html"];
    let json: Value = serde_json::from_str(&files["jobs/feed.json"]).expect("it is JSON");
    let items = json["items"].as_array().expect("a list");
    assert_eq!(items.len(), OPENINGS.len());
    for id in OPENINGS {
        assert!(list.contains(&format!("href=\"../jobs/{id}/\"")), "{id} is listed");
        assert!(files["sitemap.xml"].contains(&format!("/jobs/{id}/")));
        for feed in ["jobs/feed.xml", "jobs/jobs.xml"] {
            assert!(files[feed].contains(&format!("https://careers.example.org/jobs/{id}/")), "{id} in {feed}");
            roxmltree::Document::parse(&files[feed]).expect("it is XML");
        }
    }
    assert_eq!(files["jobs/jobs.xml"].matches("<job>").count(), 6, "the remote one may be done from two places");

    let past = |record: &str| record.replace("closes = 2027-03-31", "closes = 2026-11-20");
    let closed = support::build(&changed("ai-tech-lead-london", past));
    let files = public(&closed);
    let page = &files["jobs/ai-tech-lead-london/index.html"];
    assert!(
        page.contains("This job closed on 20 November 2026")
            && page.contains("<meta name=\"robots\" content=\"noindex\">")
    );
    assert!(nodes(page, "JobPosting").is_empty() && !page.contains("mailto:jobs@example.org"));
    for path in ["jobs/index.html", "jobs/feed.xml", "jobs/feed.json", "jobs/jobs.xml", "sitemap.xml", "feed.xml"] {
        assert!(!files[path].contains("ai-tech-lead-london"), "{path} leads to a closed job");
        assert!(files[path].contains("ai-tech-lead-vienna") || path == "feed.xml", "{path}");
    }
}
