//! Every pay figure that the four sources give is in the sample's data, with its source, as it was given.

use rolebook::disk::RealDisk;
use serde_json::Value;

use super::support::{self, package};

const LEAD: &str = "ai-tech-lead";
const SOFTWARE: &str = "technical-lead";

/// Source, role, place, measure, the two ends in thousands, and whether the top is open.
type Fact = (&'static str, &'static str, &'static str, &'static str, i64, i64, bool);

/// What the sources say of pay.
const FACTS: [Fact; 33] = [
    ("vami-jd", LEAD, "us-sf-ny", "base", 220, 320, false),
    ("vami-jd", LEAD, "us-sf-ny", "total", 280, 500, true),
    ("vami-jd", LEAD, "us-other", "base", 180, 260, false),
    ("vami-jd", LEAD, "us-other", "total", 220, 360, false),
    ("vami-jd", LEAD, "us-remote", "base", 170, 250, false),
    ("vami-jd", LEAD, "us-remote", "total", 200, 320, false),
    ("vami-jd", LEAD, "uk-london", "base", 130, 180, false),
    ("vami-jd", LEAD, "uk-london", "total", 150, 240, false),
    ("vami-jd", LEAD, "uk-other", "base", 100, 150, false),
    ("vami-jd", LEAD, "uk-other", "total", 110, 180, false),
    ("vami-jd", LEAD, "il-tel-aviv", "base", 130, 200, false),
    ("vami-jd", LEAD, "il-tel-aviv", "total", 160, 260, false),
    ("vami-jd", LEAD, "us-remote", "unstated", 180, 240, false),
    ("vami-jd", LEAD, "uk", "unstated", 120, 180, false),
    ("vami-jd", LEAD, "us", "total", 200, 320, false),
    ("vami-compare", LEAD, "us-sf-ny", "base", 250, 340, false),
    ("vami-compare", LEAD, "us-sf-ny", "total", 320, 520, true),
    ("vami-compare", LEAD, "us-other", "base", 200, 280, false),
    ("vami-compare", LEAD, "us-other", "total", 240, 380, false),
    ("vami-compare", LEAD, "us-remote", "base", 180, 260, false),
    ("vami-compare", LEAD, "us-remote", "total", 220, 340, false),
    ("vami-compare", LEAD, "uk-london", "base", 140, 185, false),
    ("vami-compare", LEAD, "uk-london", "total", 165, 250, false),
    ("vami-compare", LEAD, "il-tel-aviv", "base", 140, 210, false),
    ("vami-compare", LEAD, "il-tel-aviv", "total", 170, 280, false),
    ("vami-compare", LEAD, "us", "base", 220, 320, false),
    ("vami-compare", LEAD, "uk", "base", 130, 185, false),
    ("vami-compare", LEAD, "us", "unstated", 220, 320, false),
    ("vami-compare", LEAD, "uk", "unstated", 130, 185, false),
    ("vami-compare", SOFTWARE, "us", "unstated", 170, 240, false),
    ("vami-compare", SOFTWARE, "uk", "unstated", 100, 150, false),
    ("vami-compare", SOFTWARE, "us", "base", 170, 240, false),
    ("vami-compare", SOFTWARE, "uk", "base", 100, 150, false),
];

/// Kind, source, and the two ends of a share.
const SHARES: [(&str, &str, &str, &str); 4] = [
    ("bonus", "vami-jd", "0.1", "0.2"),
    ("equity", "vami-jd", "0.001", "0.005"),
    ("equity", "vami-jd", "0.0005", "0.0015"),
    ("premium", "vami-compare", "0.2", "0.35"),
];

/// Claims about pay: the id, its source, and the ends.
const CLAIMS: [(&str, &str, i64, i64); 4] = [
    ("wrong-benchmark-gap", "vami-jd", 40_000, 80_000),
    ("wrong-benchmark-gap", "vami-compare", 40_000, 80_000),
    ("underpay-that-loses", "vami-jd", 20, 20),
    ("applicants-lost-without-pay", "vami-jd", 40, 60),
];

/// What the public site offers for download.
fn download() -> Value {
    let built = support::build(&RealDisk::new(package()).expect("the sample is there"));
    let public = built.audience("public").expect("it is built");
    let file = public.iter().find(|file| file.path.as_str() == "data/pay.json").expect("the download is there");
    serde_json::from_slice(&file.bytes).expect("it is JSON")
}

#[test]
fn every_figure_of_the_sources_is_in_the_data() {
    let pay = download();
    let said: Vec<&Value> =
        pay["figures"].as_array().expect("a list").iter().filter(|figure| figure["kind"] == "source").collect();
    for (source, role, place, measure, min, max, open) in FACTS {
        let currency = if place.starts_with("uk") { "GBP" } else { "USD" };
        let same = |figure: &&&Value| {
            let words = [("source", source), ("role", role), ("place", place), ("measure", measure)];
            words.iter().all(|(key, word)| figure[*key] == *word)
                && (figure["currency"] == currency && figure["period"] == "year")
                && (figure["min"] == min * 1_000 && figure["max"] == max * 1_000 && figure["open_ended"] == open)
        };
        let found = said.iter().filter(same).count();
        assert_eq!(found, 1, "{source}: {role}, {place}, {measure}, {min} to {max}");
    }
    let of_sources = said.iter().filter(|figure| figure["example"] == false).count();
    assert_eq!(of_sources, FACTS.len(), "the data says no more than the sources do");
}

#[test]
fn shares_rates_and_claims_of_the_sources_are_in_the_data() {
    let pay = download();
    let usual = pay["usual"].as_array().expect("a list");
    for (kind, source, min, max) in SHARES {
        let same = |share: &&Value| {
            share["kind"] == kind && share["source"]["id"] == source && share["min"] == min && share["max"] == max
        };
        assert_eq!(usual.iter().filter(same).count(), 1, "{kind}: {min} to {max}");
    }
    assert_eq!(usual.len(), SHARES.len());
    let rates = pay["rates"].to_string();
    assert!(rates.contains("2026-11-01") && rates.contains("1.3") && rates.contains("example"), "{rates}");

    let path = package().join("content/data/claims.toml");
    let claims: toml::Table = std::fs::read_to_string(path).expect("it is there").parse().expect("it is TOML");
    for (id, source, min, max) in CLAIMS {
        let seen = claims["claim"][id]["seen"].as_array().expect("a list");
        let said = seen.iter().find(|seen| seen["source"].as_str() == Some(source));
        let said = said.unwrap_or_else(|| panic!("{source} says nothing about {id}"));
        assert_eq!((said["min"].as_integer(), said["max"].as_integer()), (Some(min), Some(max)), "{id}");
    }
}
