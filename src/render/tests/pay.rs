//! The pay explorer, its page for frames and its files say what the records say, whatever that is.

use super::hostile::{payloads, tags};
use super::*;
use crate::pay::Rate;
use crate::site::document::Leaf;
use crate::site::document::tables::PayExplorer;
use crate::site::document::tables::book::{
    BookSource, Figure, Formula, MoneyStyle, Named, PayBook, PayModel, RateTable, UsualShare,
};

/// One record of each sort, `words` in every text of an author's.
fn book(words: &str) -> PayBook {
    let text = || words.to_owned();
    let some = || Some(words.to_owned());
    let named = |id: &str| vec![Named { id: id.to_owned(), title: text() }];
    let rate = |text: &str| Rate::parse(text).expect("a rate");
    PayBook {
        roles: named("lead"),
        places: named("london"),
        levels: named("senior"),
        sources: vec![BookSource {
            id: "survey".to_owned(),
            publisher: text(),
            title: text(),
            url: some(),
            published: Some("2026-03-01".to_owned()),
            retrieved: None,
            example: true,
        }],
        figures: vec![figure(words)],
        rates: vec![RateTable {
            id: "rates".to_owned(),
            base: "GBP",
            per: vec![("GBP", Rate::ONE), ("USD", rate("1.3"))],
            text: text(),
            policy: "frozen",
            as_of: "2026-11-01".to_owned(),
            source: 0,
            example: true,
            note: some(),
        }],
        models: vec![model(words)],
        shares: vec![UsualShare {
            id: "bonus".to_owned(),
            kind: "bonus",
            role: 0,
            level: None,
            place: None,
            min: rate("0.1"),
            max: rate("0.2"),
            unit: "percent",
            whole: None,
            text: text(),
            of: text(),
            stage: some(),
            stage_title: some(),
            vesting: some(),
            source: 0,
            as_of: Some("2026-03-01".to_owned()),
            stale: true,
            example: true,
            note: some(),
        }],
        writing: MoneyStyle { group: ",".to_owned(), symbol_first: true, to: " to ", or_more: "+", signs: vec![] },
    }
}

fn figure(words: &str) -> Figure {
    Figure {
        id: "figure".to_owned(),
        role: 0,
        place: 0,
        level: Some(0),
        measure: "base",
        terms: None,
        min: 100,
        max: 200,
        open_ended: true,
        currency: "GBP",
        period: "year",
        text: words.to_owned(),
        published: false,
        method: None,
        from: vec![],
        source: Some(0),
        as_of: Some("2026-03-01".to_owned()),
        review_by: None,
        stale: true,
        example: true,
        note: Some(words.to_owned()),
        percentiles: vec![(50, 150)],
        sample: Some(9),
    }
}

fn model(words: &str) -> PayModel {
    PayModel {
        id: "model".to_owned(),
        title: words.to_owned(),
        kind: "zone",
        currency: Some("GBP"),
        period: "year",
        measure: "base",
        benchmarks: vec![(Some(0), 1000)],
        places: vec![(0, words.to_owned(), Rate::ONE)],
        levels: vec![(0, Rate::ONE)],
        spread: Rate::ZERO,
        bands: vec![words.to_owned()],
        from: "2026-01-01".to_owned(),
        until: Some("2026-06-01".to_owned()),
        grandfather: Some(words.to_owned()),
        source: 0,
        example: true,
        note: Some(words.to_owned()),
        formula: "Benchmark".to_owned(),
        worked: vec![words.to_owned()],
    }
}

/// A page with an explorer.
fn site(words: &str) -> AudienceView {
    let explorer = PayExplorer {
        figures: Vec::new(),
        caption: words.to_owned(),
        role: "lead".to_owned(),
        place: None,
        measures: vec!["base", "total", "bonus", "equity", "unstated"],
        measure: Some("base".to_owned()),
        tables: vec![],
        formulas: vec![Formula {
            name: "Bonus".to_owned(),
            rule: "base × share".to_owned(),
            example: words.to_owned(),
        }],
    };
    let page = page("/pay/", "Pay").with_parts(vec![Node::leaf(Leaf::new(explorer))]);
    view("public", Some("https://x.example/"), vec![page]).with_pay(book(words))
}

#[test]
fn nothing_in_a_pay_record_becomes_markup() {
    let calm = render(&site("calm"));
    for hostile in payloads() {
        let files = render(&site(&hostile));
        for path in ["pay/index.html", "embed/pay-explorer/lead/index.html"] {
            assert_eq!(tags(&files[path]), tags(&calm[path]), "{hostile} changed the markup of {path}");
        }
        for path in ["data/pay.json", "data/pay-explorer.json"] {
            let data: serde_json::Value = serde_json::from_str(&files[path]).expect("JSON stays JSON");
            let words = if path == "data/pay.json" { &data["figures"][0]["role_title"] } else { &data["roles"][0][1] };
            assert_eq!(words, hostile.as_str(), "{path}");
        }
    }
}

#[test]
fn a_page_for_frames_is_kept_out_of_search_engines_and_of_the_sitemap() {
    let files = render(&site("calm"));
    let alone = &files["embed/pay-explorer/lead/index.html"];
    assert!(alone.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(alone.contains("href=\"../../../pay/\""), "{alone}");
    assert!(!files["sitemap.xml"].contains("embed"));
    assert!(files["_headers"].contains("frame-ancestors"));
}

#[test]
fn without_figures_there_are_no_files_of_figures() {
    let files = render(&view("public", None, small_site()));
    assert!(files.keys().all(|path| !path.starts_with("data/") && !path.starts_with("embed/")));
}
