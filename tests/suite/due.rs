//! What is to be reviewed, and who looks after what.

use std::collections::BTreeMap;

use rolebook::config::Config;
use rolebook::diag::Diagnostics;
use rolebook::disk::MemoryDisk;
use rolebook::due::{self, Asked};
use rolebook::pipeline;

use super::support::TODAY;

fn site() -> MemoryDisk {
    let band = |id: &str, more: &str| {
        format!(
            "[[band]]\nid = \"{id}\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"base\"\nmin = 1000\nmax = 2000\ncurrency = \"GBP\"\n\
             period = \"year\"\nsource = \"survey\"\n{more}\n"
        )
    };
    let data = "[source.survey]\npublisher = \"Acme\"\ntitle = \"Survey\"\npublished = 2026-06-01\n[place.london]\ntitle = \"London\"\n\
                [role.lead]\ntitle = \"Lead\"\nowner = \"Ada\"\nreviewed_on = 2025-01-31\n"
        .to_owned()
        + &band("first", "as_of = 2026-01-15\nlevel = \"one\"")
        + &band("second", "as_of = 2026-01-15\nreview_by = 2026-12-01\nowner = \"Ada\"")
        + "[level.one]\ntitle = \"One\"\n";
    MemoryDisk::new([
        (
            "rolebook.toml",
            "title = \"Playbook, reviewed\"\naudiences = [\"public\", \"internal\"]\n[review]\nevery = \"1 year\"\n[owners]\n\"Ada\" = \"@acme/ada\"\n"
                .to_owned(),
        ),
        ("content/_index.md", "+++\nowner = \"Talent; team\"\nreviewed_on = 2025-11-01\n[cascade]\nowner = \"Talent; team\"\n+++\n# Home\n".to_owned()),
        ("content/pay.md", "+++\nowner = \"Ada\"\nreviewed_on = 2026-06-20\nreview_every = \"6 months\"\n+++\n# Pay\n".to_owned()),
        ("content/open.md", "+++\naudience = \"public\"\nreviewed_on = 2020-01-01\n+++\n# Open: a title with a comma, and one that is much longer than a line of a calendar may be — ü\n".to_owned()),
        ("content/plain.md", "# Never reviewed\n".to_owned()),
        ("content/data/pay.toml", data),
    ])
}

fn reviews(settings: &str, asked: &Asked) -> Vec<rolebook::site::document::Review> {
    let mut disk = site();
    if !settings.is_empty() {
        disk.insert("rolebook.toml", format!("title = \"P\"\naudiences = [\"public\", \"internal\"]\n{settings}"));
    }
    let config = Config::load(&disk, TODAY, &mut Diagnostics::default()).expect("the settings can be used");
    asked.of(pipeline::due(&disk, &config))
}

fn asked(days: Option<u32>, owner: Option<&str>) -> Asked {
    Asked { today: TODAY, days, owner: owner.map(str::to_owned) }
}

#[test]
fn pages_and_records_are_due_by_what_they_say() {
    let found = reviews("", &asked(None, None));
    let told: Vec<String> =
        found.iter().map(|review| format!("{} {} {}", review.due, review.kind, review.title)).collect();
    assert_eq!(
        told,
        [
            "2021-01-01 page Open: a title with a comma, and one that is much longer than a line of a calendar may be — ü",
            "2026-01-31 role lead",
            "2026-11-01 page Home",
            "2026-12-01 band second",
            "2026-12-20 page Pay",
            "2027-01-15 band first",
        ]
    );
    let count = |days, owner| reviews("", &asked(days, owner)).len();
    assert_eq!(
        (count(Some(0), None), count(Some(10), None), count(Some(30), None), count(None, Some(" ada "))),
        (3, 4, 5, 3)
    );
}

#[test]
fn nothing_is_told_of_what_a_reader_may_not_see() {
    let found = reviews("print_for = \"public\"\n[review]\nevery = \"1 year\"\n", &asked(None, None));
    let titles: Vec<&str> = found.iter().map(|review| review.title.split(':').next().unwrap_or_default()).collect();
    assert_eq!(titles, ["Open"]);
}

#[test]
fn a_calendar_has_a_day_for_each_and_no_line_is_too_long() {
    let asked = asked(None, None);
    let text = due::calendar(&reviews("", &asked), &asked, "Playbook, reviewed");
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.lines().all(|line| line.trim_end_matches('\r').len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "DTSTAMP:20261121T000000Z",
        "DTSTART;VALUE=DATE:20261201",
        "DTEND;VALUE=DATE:20261202",
        "X-WR-CALNAME:Playbook\\, reviewed: reviews",
        "CATEGORIES:Talent\\; team",
    ] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "{line} is not in {unfolded}");
    }
    assert!(unfolded.contains("SUMMARY:Review: Open: a title with a comma\\, and one that"), "{unfolded}");
    let ids: std::collections::BTreeSet<&str> = unfolded.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!((ids.len(), unfolded.matches("BEGIN:VEVENT").count()), (6, 6));
}

#[test]
fn lists_name_the_file_and_the_owner() {
    let asked = asked(Some(30), None);
    let found = reviews("", &asked);
    let human = due::human(&found, &asked);
    assert!(human.starts_with("overdue\n  2021-01-01  content/open.md"), "{human}");
    assert!(
        human.contains("content/data/pay.toml:") && human.ends_with("3 overdue, 2 in the next 30 days\n"),
        "{human}"
    );
    let markdown = due::markdown(&found, &asked);
    assert!(markdown.contains("### Ada\n") && markdown.contains("| 2026-01-31 (overdue) | role lead |"), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&due::json(&found, &asked)).expect("JSON");
    assert_eq!(json["reviews"].as_array().map(Vec::len), Some(5));
    assert_eq!((&json["reviews"][0]["overdue"], &json["until"]), (&true.into(), &"2026-12-21".into()));
}

#[test]
fn owners_become_lines_for_the_service_that_keeps_the_repository() {
    let disk = site();
    let config = Config::load(&disk, TODAY, &mut Diagnostics::default()).expect("the settings can be used");
    let (text, unknown) = due::code_owners(&pipeline::owners(&disk, &config), "", &config.accounts);
    assert!(text.contains("\n/content/pay.md @acme/ada\n") && !text.contains("/content/data/"), "{text}");
    assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["Talent; team"]);
    assert_eq!(config.accounts, BTreeMap::from([("Ada".to_owned(), "@acme/ada".to_owned())]));
}
