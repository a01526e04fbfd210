//! What data files may say, what is said about the rest, and what blocks show of them.

mod checks;
mod models;
mod pay_tables;
mod records;
mod role_summary;
mod tables;

use std::sync::LazyLock;

use jiff::civil::date;

use super::*;
use crate::config::{Audience, AudienceLevels};
use crate::diag::{Diagnostic, Place, Severities, rules};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::playbook::pay::table::PayQuestion;

/// A site for `public`, `managers` and `internal`, on 21 November 2026.
fn config() -> &'static Config {
    static CONFIG: LazyLock<Config> = LazyLock::new(|| {
        let ladder = ["public", "managers", "internal"].map(str::to_owned).to_vec();
        Config::new("Test", date(2026, 11, 21)).with_audiences(AudienceLevels::new(ladder).expect("three names"))
    });
    &CONFIG
}

fn audience(name: &str) -> Audience {
    config().audiences.find(name).expect("an audience of the settings")
}

/// Data files from texts, each with its name below `content/data/`.
fn files(texts: &[(&str, &str)]) -> Vec<DataFile> {
    let file = |(name, text): &(&str, &str)| DataFile { source: Source::new(format!("content/data/{name}"), *text) };
    texts.iter().map(file).collect()
}

/// The records of these files, and what is said about them.
fn load_texts(texts: &[(&str, &str)]) -> (Data, Vec<String>) {
    let mut diags = Diagnostics::default();
    let data = load(&files(texts), config(), &mut diags);
    crate::site::check::records::run(&data, config(), &mut diags);
    (data, lines(diags))
}

/// Findings as lines: `file:line:col rule: message (hint)`, then the related places.
fn lines(diags: Diagnostics) -> Vec<String> {
    let findings = diags.judge(&Severities::default());
    findings.iter().map(|finding| line(&finding.diagnostic)).collect()
}

fn line(finding: &Diagnostic) -> String {
    let place = |place: &Place| {
        let name = place.path().trim_start_matches("content/data/").to_owned();
        place.line_column().map_or(name.clone(), |(line, column)| format!("{name}:{line}:{column}"))
    };
    let at = finding.place.as_ref().map_or_else(String::new, place);
    let hint = finding.hint.as_deref().expect("every finding has a hint");
    let related: String = finding.related.iter().map(|(at, _)| format!(" <- {}", place(at))).collect();
    format!("{at} {}: {} ({hint}){related}", finding.rule.id, finding.message)
}

/// Loads these files and compares what is said about them.
fn check(texts: &[(&str, &str)], expected: &[&str]) {
    let (_, found) = load_texts(texts);
    assert_eq!(found, expected, "{texts:#?}");
}

/// The one source, place and role that most tests need, all public.
const BASE: &str = r#"
audience = "public"
[source.one]
publisher = "One"
title = "First"
published = 2026-03-01
[source.two]
publisher = "Two"
title = "Second"
retrieved = 2026-11-01
[place.london]
title = "London"
[role.lead]
title = "Lead"
"#;

/// An observation or a band of `kind` with everything it needs, and `more` lines.
fn figure(kind: &str, id: &str, min: i64, max: i64, more: &str) -> String {
    format!(
        "[[{kind}]]\nid = \"{id}\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"base\"\nmin = {min}\nmax = {max}\n\
         currency = \"GBP\"\nperiod = \"year\"\n{more}\n"
    )
}

/// What the block questions of a test are asked at.
fn block() -> Place {
    Place::new(&Source::new("content/a.md", "::block\n"), 0..7)
}

/// What `reader` gets when it is asked, and what is said about asking.
fn asked<T>(
    data: &Data,
    reader: &str,
    ask: impl FnOnce(&Reader<'_>) -> Result<T, Refusal>,
) -> (Option<T>, Vec<String>) {
    let config = config();
    let mut diags = Diagnostics::default();
    let answer = ask(&Reader::of_records(data, audience(reader), config));
    let answer = answer.map_err(|refusal| refusal.report(&block(), &mut diags)).ok();
    (answer, lines(diags))
}

/// Data files with a piece cut out or doubled, at every place: whatever is left, reading it never panics.
#[test]
fn no_text_breaks_the_reader() {
    let pay = figure("observation", "o", 130_000, 180_000, "source = \"one\"\nas_of = 2026-03-01")
        + &figure("band", "b", 130_000, 180_000, "from = [\"o\"]\nmethod = \"envelope\"");
    let toml = format!("{BASE}{pay}");
    let csv = "id,role,\"place\",measure,min,max,currency,period,source\no,lead,\"lon\"\"don\",base,1,2,GBP,year,one\r\n\rp;é,\n";
    let companion = "audience = \"public\"\n[columns.id]\naudience = \"internal\"\n";
    for (name, text) in
        [("a.toml", toml.as_str()), ("observations.csv", csv), ("x.csv", csv), ("x.csv.toml", companion)]
    {
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            for length in [1, 4, 30] {
                let end = text.ceil_char_boundary((at + length).min(text.len()));
                let cut = format!("{}{}", &text[..at], &text[end..]);
                let doubled = format!("{}{}", &text[..end], &text[at..]);
                for changed in [cut, doubled] {
                    let (data, _) = load_texts(&[("base.toml", BASE), ("x.csv", csv), (name, &changed)]);
                    let question = PayQuestion { role: "lead", ..PayQuestion::default() };
                    asked(&data, "internal", |reader| reader.pay_table(&question));
                    asked(&data, "internal", |reader| reader.table("data/x.csv", None));
                }
            }
        }
    }
}
