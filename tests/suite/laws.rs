//! The laws of the sample: each with a duty has an opening that breaks it and one that keeps it, on a day when it holds; the
//! others make no error.

use jiff::civil::{Date, date};
use rolebook::diag::Severity;
use rolebook::disk::MemoryDisk;

use super::support::{self, Options, package};

const DAY: Date = date(2026, 11, 28);

/// The table of one law of the sample.
fn laws() -> Vec<(String, toml::Table)> {
    let text = std::fs::read_to_string(package().join("content/data/laws.toml")).expect("the laws are there");
    let file: toml::Table = text.parse().expect("they are TOML");
    let laws = file["law"].as_table().expect("they are records");
    laws.iter().map(|(id, law)| (id.clone(), law.as_table().expect("a table").clone())).collect()
}

/// Every line that a law may ask for, as keys of an opening.
const LINES: [(&str, &str); 11] = [
    ("pay", "min = 100000\nmax = 120000"),
    ("benefits", "benefits = \"Health insurance and 25 days off\""),
    ("other_pay", "other_pay = \"No bonus\""),
    ("apply_by", "closes = 2028-12-31"),
    ("how_to_apply", "apply = \"jobs@example.org\""),
    ("description", "summary = \"Leads a team.\""),
    ("ai_use", "ai_use = \"We use no AI to screen, assess or select applicants.\""),
    ("vacancy", "vacancy = \"There is a vacancy now.\""),
    ("min_pay", "agreement_pay = 70000\nagreement = \"The agreement\""),
    ("willing_to_pay_more", "pays_more = true"),
    ("neutral_title", "title = \"Lead\""),
];

struct Opening {
    /// Lines without these.
    without: Vec<&'static str>,
    more: String,
    place: String,
    employer: String,
    day: Date,
}

fn currency(place: &str) -> &'static str {
    match &place[..2] {
        "US" => "USD",
        "CA" => "CAD",
        "GB" => "GBP",
        _ => "EUR",
    }
}

impl Opening {
    fn at(place: &str, day: Date) -> Opening {
        let place = if place == "EU" { "FR" } else { place };
        Opening { without: Vec::new(), more: String::new(), place: place.to_owned(), employer: String::new(), day }
    }

    /// The findings that come from laws: severity, rule and message with its hint.
    fn findings(&self) -> Vec<(Severity, String, String)> {
        let key = if self.place.contains('-') { "region" } else { "country" };
        let lines = LINES.iter().filter(|(name, _)| !self.without.contains(name)).map(|(_, line)| *line);
        let mut disk = MemoryDisk::default();
        disk.insert("rolebook.toml", format!("title = \"Test\"\n{}", self.employer));
        disk.insert(
            "content/data/laws.toml",
            std::fs::read_to_string(package().join("content/data/laws.toml")).expect("laws"),
        );
        disk.insert(
            "content/data/site.toml",
            format!(
                "[place.here]\ntitle = \"Here\"\n{key} = \"{}\"\ncurrency = \"{}\"\n[role.lead]\ntitle = \"Lead\"\n[posting.it]\nrole = \"lead\"\n\
                 places = [\"here\"]\nopened = 2024-01-01\n{}\n{}\n",
                self.place,
                currency(&self.place),
                lines.collect::<Vec<_>>().join("\n"),
                self.more
            ),
        );
        let built = support::build_with(&disk, &Options { today: self.day, ..Options::default() });
        let rules = ["pay-missing", "pay-too-wide", "posting-line", "law-forbidden", "law-interview", "law-soon"];
        let found = built.findings.iter().filter(|found| rules.contains(&found.diagnostic.rule.id));
        let told = found.map(|found| {
            let finding = &found.diagnostic;
            (
                found.severity,
                finding.rule.id.to_owned(),
                format!("{} — {}", finding.message, finding.hint.as_deref().unwrap_or("")),
            )
        });
        told.collect()
    }

    fn errors(&self) -> Vec<String> {
        let found = self.findings().into_iter();
        found.filter(|(severity, ..)| *severity == Severity::Error).map(|(.., told)| told).collect()
    }
}

fn text<'l>(law: &'l toml::Table, key: &str) -> &'l str {
    law.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

fn words(law: &toml::Table, key: &str) -> Vec<&'static str> {
    let listed = law.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str);
    let known = LINES.iter().map(|(name, _)| *name);
    let known: Vec<&str> = known.collect();
    listed.filter_map(|word| known.iter().find(|name| **name == word).copied()).collect()
}

fn day(law: &toml::Table, key: &str) -> Option<Date> {
    law.get(key)?.to_string().parse().ok()
}

/// A day on which the law is in force and enforced.
fn binding(law: &toml::Table) -> Date {
    ["since", "enforced"].iter().filter_map(|key| day(law, key)).fold(DAY, Date::max)
}

#[test]
fn each_law_with_a_duty_is_broken_by_each_line_that_is_missing_and_kept_by_all_of_them() {
    let mut tried = 0;
    for (id, law) in laws().into_iter().filter(|(_, law)| ["in-force", "enacted"].contains(&text(law, "status"))) {
        let (place, name) = (text(&law, "place").to_owned(), text(&law, "name").to_owned());
        let keeps = Opening::at(&place, binding(&law));
        assert_eq!(keeps.errors(), Vec::<String>::new(), "{id} should be kept");
        for need in words(&law, "needs") {
            let mut breaks = Opening::at(&place, binding(&law));
            breaks.without.push(need);
            if need == "description" {
                continue;
            }
            if need == "min_pay" {
                breaks.without.push("pay");
            }
            let errors = breaks.errors();
            let url = text(&law, "url");
            let names = |told: &String| {
                told.starts_with(name.as_str())
                    && told.contains(url)
                    && told.contains("2026-11-28")
                    && told.ends_with("not legal advice")
            };
            assert!(errors.iter().any(names), "{id} without {need}: {errors:?}");
            tried += 1;
        }
    }
    assert!(tried >= 40, "{tried} lines were left out");
}

#[test]
fn laws_that_do_not_bind_make_no_error() {
    let mut tried = 0;
    for (id, law) in
        laws().into_iter().filter(|(_, law)| ["directive", "pending", "none"].contains(&text(law, "status")))
    {
        let mut bare = Opening::at(text(&law, "place"), DAY);
        bare.without = LINES.iter().map(|(name, _)| *name).collect();
        bare.more = "title = \"Chairman\"\nhow_to_apply = \"Tell us your salary history.\"".to_owned();
        assert_eq!(bare.errors(), Vec::<String>::new(), "{id}");
        tried += 1;
    }
    assert_eq!(tried, 4);
}

#[test]
fn a_directive_wants_pay_told_before_the_interview() {
    let mut bare = Opening::at("EU", DAY);
    bare.without.push("pay");
    let found = bare.findings();
    assert!(
        found.iter().any(|(severity, rule, told)| {
            *severity == Severity::Warning
                && rule == "law-interview"
                && told.contains("European Union")
                && told.contains("the pay")
        }),
        "{found:?}"
    );
    assert!(!Opening::at("EU", DAY).findings().iter().any(|(_, rule, _)| rule == "law-interview"));
}

#[test]
fn laws_switch_on_by_their_day() {
    let told = |place: &str, day| {
        let mut bare = Opening::at(place, day);
        bare.without.push("pay");
        bare.findings()
            .into_iter()
            .filter(|(_, rule, _)| rule != "law-interview")
            .map(|(severity, rule, _)| (severity, rule))
            .collect::<Vec<_>>()
    };
    let one = |severity, rule: &str| vec![(severity, rule.to_owned())];
    assert_eq!(told("US-DE", date(2027, 9, 26)), one(Severity::Error, "pay-missing"));
    assert_eq!(told("US-DE", date(2027, 9, 25))[0], (Severity::Warning, "law-soon".to_owned()));
    assert_eq!(told("US-DE", DAY)[0], (Severity::Info, "law-soon".to_owned()));
    assert_eq!(told("US-OH-COL", date(2026, 12, 31)), one(Severity::Warning, "law-soon"));
    assert_eq!(told("US-OH-COL", date(2027, 1, 1)), one(Severity::Error, "pay-missing"));
    // Before the law of New York there was that of the city alone.
    assert!(told("US-NY-NYC", date(2023, 1, 1)).contains(&(Severity::Error, "pay-missing".to_owned())));
}

#[test]
fn lawful_variants_are_taken_where_the_law_takes_them() {
    let errors = |place: &str, without: &[&'static str], more: &str| {
        let mut opening = Opening::at(place, DAY);
        opening.without = without.to_vec();
        opening.more = more.to_owned();
        opening.errors().len()
    };
    assert_eq!(errors("US-CO", &["apply_by"], "ongoing = true"), 0);
    assert_eq!(errors("US-CO", &["pay"], "min = 100000\nmax = 100000"), 0);
    assert_eq!(errors("US-NY", &["pay"], "commission_only = true"), 0);
    assert_eq!(errors("US-CO", &["pay"], "commission_only = true"), 1);
    assert_eq!(errors("US-ME", &["pay"], "commission_only = true"), 0);
    assert_eq!(errors("US-VT", &["pay"], "tipped = true\nmin = 14\nmax = 14\nperiod = \"hour\""), 0);
    assert_eq!(errors("US-IL", &["pay", "benefits", "other_pay"], "pay_link = \"https://x.example/pay\""), 0);
    assert_eq!(errors("US-CA", &["pay"], "pay_link = \"https://x.example/pay\""), 1);
    assert_eq!(errors("US-MD", &["pay", "benefits", "other_pay"], "pay_form = true"), 0);
    assert_eq!(errors("US-HI", &["pay"], "exempt = \"internal-transfer\""), 0);
    assert_eq!(errors("US-NJ", &["pay"], "min = 100000\nopen_ended = true"), 1);
}

#[test]
fn widths_are_held_where_a_law_has_one() {
    let found = |place: &str, more: &str| {
        let mut opening = Opening::at(place, DAY);
        opening.without.push("pay");
        opening.more = more.to_owned();
        let by_law = |told: &str| told.ends_with("not legal advice");
        opening
            .findings()
            .into_iter()
            .filter(|(.., told)| by_law(told))
            .map(|(severity, rule, _)| (severity, rule))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("CA-ON", "min = 100000\nmax = 150000"), []);
    assert_eq!(found("CA-ON", "min = 100000\nmax = 150001"), [(Severity::Error, "pay-too-wide".to_owned())]);
    assert_eq!(found("CA-ON", "min = 150000\nmax = 201000"), []);
    assert_eq!(
        found("CA-ON", "min = 9000\nmax = 13500\nperiod = \"month\""),
        [(Severity::Error, "pay-too-wide".to_owned())]
    );
    assert_eq!(found("US-NJ", "min = 100000\nmax = 160000"), []);
    assert_eq!(found("US-NJ", "min = 100000\nmax = 170000"), [(Severity::Warning, "law-soon".to_owned())]);
}

#[test]
fn an_employer_is_covered_by_its_headcount() {
    let errors = |place: &str, headcount: &str| {
        let mut opening = Opening::at(place, DAY);
        opening.without.push("pay");
        opening.employer = format!("[employer.headcount]\nas_of = 2026-11-01\n{headcount}");
        opening.errors().len()
    };
    assert_eq!(errors("US-CA", "total = 14"), 0);
    assert_eq!(errors("US-CA", "total = 15"), 1);
    assert_eq!(errors("US-MA", "total = 100\n[employer.headcount.at]\nUS-MA = 24"), 0);
    assert_eq!(errors("US-MA", "total = 100\n[employer.headcount.at]\nUS-MA = 25"), 1);
    assert_eq!(errors("US-MA", "total = 100"), 1, "what is not known is taken to cover");
    assert_eq!(errors("US-NY-NYC", "total = 3"), 0);
    assert_eq!(errors("US-NY-NYC", "total = 3\ncontractors = 1"), 1);
    assert_eq!(errors("US-CO", "total = 1"), 1);
}

#[test]
fn remote_work_is_held_against_every_place_it_accepts() {
    let names = |place: &str, more: &str, employer: &str| {
        let mut opening = Opening::at(place, DAY);
        opening.without.push("pay");
        opening.more = format!("work_mode = \"remote\"\n{more}");
        opening.employer = employer.to_owned();
        let found = opening.findings().into_iter();
        found
            .map(|(severity, _, told)| {
                format!("{} {}", severity.name(), told.split([',', '(']).next().unwrap_or("").trim())
            })
            .collect::<Vec<_>>()
    };
    let all = names("US", "", "");
    for state in
        ["error Colorado", "error California", "error New York City", "error Washington", "warning Massachusetts"]
    {
        assert!(all.contains(&state.to_owned()), "{state}: {all:?}");
    }
    assert!(!all.iter().any(|name| name.contains("Ontario")));
    assert_eq!(names("US-MA", "", ""), ["warning Massachusetts"]);
    assert_eq!(names("US-CT", "", "[employer]\nseats = [\"US-CT\"]\n"), ["error Connecticut"]);
    assert!(!names("US-CT", "", "[employer]\nseats = [\"US-CA\"]\n").contains(&"error Connecticut".to_owned()));
    // It reports to an office in New York, wherever it is done.
    let reports = names("US-TX", "reports_at = \"office\"\n[place.office]\ntitle = \"Office\"\nregion = \"US-NY\"", "");
    assert!(reports.contains(&"error New York State".to_owned()), "{reports:?}");
}

#[test]
fn what_a_law_forbids_to_ask_for_is_found() {
    let errors = |place: &str, text: &str| {
        let mut opening = Opening::at(place, DAY);
        opening.more = format!("how_to_apply = \"{text}\"");
        let found = opening.findings().into_iter();
        found.filter(|(_, rule, _)| rule == "law-forbidden").count()
    };
    assert_eq!(errors("CA-ON", "You need Canadian experience."), 1);
    assert_eq!(errors("CA-ON", "We do not ask for Canadian experience."), 0);
    assert_eq!(errors("US-VA", "Send your salary history."), 1);
    assert_eq!(errors("US-VA", "We never ask about salary history."), 0);
}

#[test]
fn healthcare_is_told_before_the_interview_in_the_district_of_columbia() {
    let found = |more: &str| {
        let mut opening = Opening::at("US-DC", DAY);
        opening.without.push("benefits");
        opening.more = more.to_owned();
        opening.findings().into_iter().map(|(severity, rule, _)| (severity, rule)).collect::<Vec<_>>()
    };
    assert_eq!(found("benefits = \"Medical insurance\""), []);
    assert_eq!(found("benefits = \"A bicycle\""), [(Severity::Warning, "law-interview".to_owned())]);
}

#[test]
fn a_waiver_needs_a_reason_and_something_to_waive() {
    let mut opening = Opening::at("US-CO", DAY);
    opening.without.push("benefits");
    assert_eq!(opening.errors().len(), 1);
    opening.more = "waive = [\"us-co: counsel says that nobody works there\"]".to_owned();
    assert_eq!(opening.errors().len(), 0);
    opening.more = "waive = [\"us-co\"]".to_owned();
    assert_eq!(opening.errors().len(), 1);
}
