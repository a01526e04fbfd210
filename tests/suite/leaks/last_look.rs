//! Before a build is written, what each audience gets is searched for what is above it; whatever let it in.

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics, Findings};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::super::support;

const SECRET: &str = "The committee walks away above one hundred and eighty thousand.";

/// A site whose public page links a file of each kind that can say what it must not.
const SITE: [(&str, &str); 11] = [
    (
        "rolebook.toml",
        "title = \"Test\"\naudiences = [\"public\", \"team\", \"internal\"]\n[audience.internal]\ntitle = \"Desk of the panel\"\n\
         [check]\nduplicate-title = \"off\"\n",
    ),
    ("content/_index.md", "+++\ntitle = \"Home\"\n[cascade]\naudience = \"public\"\n+++\nThe files: [one](a.txt).\n"),
    ("content/a.txt", "Nothing but words.\n"),
    (
        "content/offers/_index.md",
        "+++\ntitle = \"Walking away\"\naudience = \"internal\"\n+++\nThe committee walks away above one hundred and eighty thousand. The budget is 187,500.\n",
    ),
    (
        "content/team.md",
        "+++\ntitle = \"Team\"\naudience = \"team\"\n+++\nWe meet on the second floor every other Monday.\n",
    ),
    ("content/block.md", "# Block\n\nOpen.\n\n:::internal\nAsk for the sealed envelope on the top shelf.\n:::\n"),
    ("content/data/stages.csv", "stage,probe\nTalk,Ask why the last team fell apart so soon\n"),
    ("content/data/stages.csv.toml", "audience = \"public\"\n[columns.probe]\naudience = \"internal\"\n"),
    (
        "content/data/band.toml",
        "[source.desk]\npublisher = \"Desk\"\ntitle = \"What the third board told us\"\nkind = \"example\"\npublished = 2026-06-01\n",
    ),
    ("static/internal/Plan of the board.txt", "The merger closes before the end of June.\n"),
    ("static/team/floor.txt", "Second floor.\n"),
];

fn build(extra: &[(&str, &str)], audiences: &[&str]) -> Findings {
    let mut disk = MemoryDisk::new(SITE);
    for (path, text) in extra {
        disk.insert(*path, *text);
    }
    let mut diagnostics = Diagnostics::default();
    let config = Config::load(&disk, support::TODAY, &mut diagnostics).expect("the settings can be read");
    let audiences: Vec<_> =
        config.audiences.iter().filter(|a| audiences.contains(&config.audiences.name(*a))).collect();
    pipeline::build(&disk, &config, &audiences).findings
}

/// The rule, the audience and the place of each finding, in order.
fn told(findings: &Findings) -> Vec<(String, String, String)> {
    let mut told: Vec<_> = findings
        .iter()
        .map(|finding| {
            let found = &finding.diagnostic;
            let at = found.place.as_ref().map_or_else(String::new, |place| {
                format!("{}:{}", place.path(), place.line_column().map_or(0, |(line, _)| line))
            });
            let audience = found.message.split('/').next().unwrap_or_default().trim_start_matches('`').to_owned();
            (found.rule.id.to_owned(), audience, at)
        })
        .collect();
    told.sort();
    told
}

#[test]
fn a_site_in_order_is_let_through() {
    assert_eq!(diag::short(&build(&[], &["public", "team", "internal"])), "");
}

#[test]
fn what_a_file_says_above_its_readers_stops_the_build() {
    let cases = [
        (SECRET, "leak", "content/offers/_index.md:5"),
        ("Ask for the sealed envelope", "leak", "content/block.md:6"),
        ("ask why the LAST team fell", "leak", "content/data/stages.csv:2"),
        ("See: Walking away.", "leak", "content/offers/_index.md:1"),
        ("Desk of the panel", "leak", "rolebook.toml:0"),
        ("What the third board told us", "leak", "content/data/band.toml:3"),
        ("Plan%20of%20the%20board.txt", "leak", "static/internal/Plan of the board.txt:0"),
        ("The merger closes before the end of it", "leak", "static/internal/Plan of the board.txt:1"),
        ("It costs 187.5k.", "leak-amount", "content/offers/_index.md:5"),
        ("VGhlIGNvbW1pdHRlZSB3YWxrcyBhd2F5IGFib3ZlIG9uZQ==", "leak", "content/offers/_index.md:5"),
    ];
    for (text, rule, place) in cases {
        let findings = build(&[("content/a.txt", text)], &["public", "internal"]);
        let expected = (rule.to_owned(), "public".to_owned(), place.to_owned());
        assert_eq!(told(&findings), [expected], "{text}: {}", diag::short(&findings));
        let said = diag::human(&findings, false);
        assert!(!said.contains(text) && !said.contains("committee"), "{said}");
        assert!(said.contains("content/a.txt"), "{said}");
    }
}

#[test]
fn each_audience_is_searched_for_what_is_above_it() {
    let text = [("static/note.txt", "We meet on the second floor every other week, and ask for the sealed envelope.")];
    let findings = build(&text, &["public", "team", "internal"]);
    let told: Vec<_> = told(&findings).into_iter().map(|(_, audience, at)| (audience, at)).collect();
    let expected = [("public", "content/block.md:6"), ("public", "content/team.md:5"), ("team", "content/block.md:6")];
    assert_eq!(told, expected.map(|(audience, at)| (audience.to_owned(), at.to_owned())));
}

#[test]
fn what_its_readers_may_read_elsewhere_is_let_through() {
    let cases = [
        (
            "content/said.md",
            "# Said\n\nWe say it too: the committee walks away above one hundred and eighty thousand.\n",
        ),
        ("content/walking-away.md", "# Walking away\n\nWords.\n"),
        ("content/amount.md", "# Amount\n\nThe prize is :money[$187,500].\n"),
    ];
    let texts = [SECRET, "Walking away", "187500"];
    for ((path, page), text) in cases.into_iter().zip(texts) {
        let findings = build(&[(path, page), ("content/a.txt", text)], &["public", "internal"]);
        assert_eq!(diag::short(&findings), "", "{path}");
    }
}

#[test]
fn a_log_for_the_public_says_only_that_there_is_a_leak() {
    let findings = build(&[("content/a.txt", SECRET)], &["public"]);
    let said = [diag::human(&findings, false), diag::short(&findings), diag::json(&findings)].concat();
    assert!(said.contains("leak"), "{said}");
    for word in ["committee", "offers", "_index"] {
        assert!(!said.contains(word), "{said}");
    }
}

#[test]
fn an_amount_that_is_nobodys_secret_can_be_let_through() {
    let settings = format!("{}[check]\nleak-amount = \"warning\"\nleak = \"warning\"\n", SITE[0].1);
    let findings = build(&[("rolebook.toml", &settings), ("content/a.txt", "187,500")], &["public"]);
    assert!(!findings.any(diag::Severity::Error), "{}", diag::short(&findings));
    let findings = build(&[("rolebook.toml", &settings), ("content/a.txt", SECRET)], &["public"]);
    assert!(findings.any(diag::Severity::Error), "a passage is an error whatever a site says");
}

#[test]
fn many_leaks_are_counted() {
    let files: Vec<(String, &str)> = (0..30).map(|number| (format!("static/n{number}.txt"), SECRET)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let findings = build(&files, &["public", "internal"]);
    assert_eq!(findings.iter().count(), 21, "{}", diag::short(&findings));
    assert!(diag::short(&findings).contains("10 more places in what `public` gets"), "{}", diag::short(&findings));
}

#[test]
fn texts_of_drawings_and_of_old_programs_are_looked_at_for_signs() {
    let drawing = |text: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text y=\"9\">{text}</text></svg>");
    let refused = |path: &str, text: &str| {
        let findings = build(&[(path, text)], &["public"]);
        told(&findings).into_iter().any(|(rule, ..)| rule == "unsafe-attachment")
    };
    assert!(refused("static/a.svg", &drawing("STRICTLY <tspan>CONFIDENTIAL</tspan>")));
    assert!(refused("static/a.txt", "INTERNAL ONLY\rB\r"));
    assert!(!refused("static/a.svg", &drawing("Stages")) && !refused("static/a.txt", "A\rStages\rB\r"));
}
