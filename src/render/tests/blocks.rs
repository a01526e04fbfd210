//! What each block becomes.

use super::*;
use crate::site::document::tables::{
    Column, DataTable, PayBand, PayObservation, PayRange, PayRow, PaySource, PayTable,
};
use crate::site::document::{Container, ContainerKind, Leaf};

fn container(kind: ContainerKind, parts: Vec<Node>) -> Node {
    Node::Container(Box::new(Container {
        kind,
        label: None,
        id: Some("here".to_owned()),
        classes: vec!["wide".to_owned()],
        fold: None,
        nodes: parts,
        span: Span::default(),
    }))
}

/// The body of a page with this part alone.
fn drawn(part: Node) -> String {
    let files = render(&view("public", None, vec![page("/", "Home"), page("/a/", "A").with_parts(vec![part])]));
    files["a/index.html"].clone()
}

fn range(text: &str) -> PayRange {
    PayRange {
        min: 1,
        max: 2,
        open_ended: false,
        currency: "GBP".to_owned(),
        period: "year".to_owned(),
        text: text.to_owned(),
        a_year: None,
        percentiles: Vec::new(),
        sample: None,
    }
}

fn source(publisher: &str, url: Option<&str>) -> PaySource {
    PaySource {
        id: "s".to_owned(),
        publisher: publisher.to_owned(),
        title: "What leads earn".to_owned(),
        date: "23 March 2026".to_owned(),
        url: url.map(str::to_owned),
    }
}

#[test]
fn remarks_say_what_they_are() {
    for (kind, class, title) in [
        (ContainerKind::Note, "callout-note", "Note"),
        (ContainerKind::Tip, "callout-tip", "Tip"),
        (ContainerKind::Warning, "callout-warning", "Warning"),
    ] {
        let page = drawn(container(kind, vec![paragraph("Mind this.")]));
        assert!(page.contains(&format!("<div class=\"callout {class} wide\" id=\"here\" role=\"note\">")), "{page}");
        assert!(page.contains(&format!("<p class=\"callout-title\">{title}</p>")), "{page}");
        assert!(page.contains("<p>Mind this.</p>"), "{page}");
    }
}

#[test]
fn what_is_for_one_audience_carries_its_name() {
    let page = drawn(container(ContainerKind::Audience("internal".to_owned()), vec![paragraph("Walk-away.")]));
    assert!(page.contains("Internal only"), "{page}");
    assert!(page.contains("<p>Walk-away.</p>"), "{page}");
}

#[test]
fn a_question_is_a_heading_that_opens_its_answer() {
    let mut parts = vec![paragraph("Before.")];
    for at in 1..=5 {
        parts.push(heading(3, &format!("q{at}"), &format!("Question {at}?")));
        parts.push(paragraph(&format!("Answer {at}.")));
    }
    let page = drawn(container(ContainerKind::Faq, parts));
    for at in 1..=5 {
        let fold = format!("<details><summary><h3 id=\"q{at}\">Question {at}?</h3>\n</summary><p>Answer {at}.</p>");
        assert!(page.contains(&fold), "{page}");
        assert!(page.contains(&format!("href=\"#q{at}\"")), "a question can be linked: {page}");
    }
}

#[test]
fn steps_are_an_ordered_list() {
    let page = drawn(container(
        ContainerKind::Steps,
        vec![heading(3, "one", "Screen"), paragraph("45 minutes."), heading(3, "two", "Deep dive")],
    ));
    assert!(page.contains("<ol>\n<li><h3 id=\"one\">Screen"), "{page}");
    assert!(page.contains("<li><h3 id=\"two\">Deep dive"), "{page}");
}

#[test]
fn steps_without_headings_are_printed_as_they_are() {
    let page =
        drawn(container(ContainerKind::Steps, vec![element("ol", vec![element("li", vec![Node::text("Ask.")])])]));
    assert_eq!(page.matches("<ol").count(), 2, "the breadcrumbs and the list itself: {page}");
}

#[test]
fn tabs_are_sections_with_headings_without_a_script() {
    let page = drawn(container(
        ContainerKind::Tabs,
        vec![heading(3, "one", "London"), paragraph("Base."), heading(3, "two", "Tel Aviv")],
    ));
    assert_eq!(page.matches("<section class=\"tab\">").count(), 2, "{page}");
}

#[test]
fn a_table_has_a_caption_and_scoped_headings() {
    let table = DataTable {
        caption: "Time to hire".to_owned(),
        columns: vec![
            Column { name: "Stage".to_owned(), numeric: false },
            Column { name: "Days".to_owned(), numeric: true },
        ],
        rows: vec![vec!["Screen & call".to_owned(), "7".to_owned()]],
    };
    let page = drawn(Node::leaf(Leaf::new(table)));
    assert!(page.contains("<caption>Time to hire</caption>"), "{page}");
    assert!(page.contains("<th scope=\"col\">Stage</th><th scope=\"col\" class=\"align-end\">Days</th>"), "{page}");
    assert!(page.contains("<td>Screen &amp; call</td><td class=\"align-end\">7</td>"), "{page}");
}

#[test]
fn a_pay_table_shows_bands_and_sources_and_says_what_is_missing() {
    let row = |place: &str, band, observations, disagreement: Option<&str>| PayRow {
        place: place.to_owned(),
        place_id: None,
        measure: "base".to_owned(),
        base: true,
        level: None,
        band,
        observations,
        disagreement: disagreement.map(str::to_owned),
    };
    let band = PayBand {
        id: "band".to_owned(),
        range: range("£130,000 to £185,000"),
        method: "envelope".to_owned(),
        example: true,
    };
    let seen = PayObservation {
        id: "seen".to_owned(),
        range: range("$500,000 or more"),
        source: 1,
        as_of: Some("2024-03-23".to_owned()),
        stale: true,
    };
    let pay = PayTable {
        caption: "Pay: AI Tech Lead".to_owned(),
        role: "AI Tech Lead".to_owned(),
        rows: vec![
            row("London", Some(band), vec![seen], Some("The two sources differ by £5,000 at the top.")),
            row("Tel Aviv", None, Vec::new(), None),
        ],
        sources: vec![source("First", None), source("Second & co", Some("https://pay.example/?a=1&b=2"))],
    };
    let page = drawn(Node::leaf(Leaf::new(pay)));
    for expected in [
        "Pay: AI Tech Lead</caption>",
        "£130,000 to £185,000",
        "Example figure",
        "$500,000 or more",
        "Second &amp; co",
        "<time datetime=\"2024-03-23\">23 March 2024</time>",
        "out of date",
        "The two sources differ by £5,000 at the top.",
        "No data",
        "href=\"https://pay.example/?a=1&amp;b=2\"",
    ] {
        assert!(page.contains(expected), "`{expected}` is missing in {page}");
    }
}

#[test]
fn contents_can_stand_anywhere() {
    let parts = vec![Node::leaf(Leaf::new(crate::site::document::leaves::Toc)), heading(2, "pay", "Pay")];
    let files = render(&view("public", None, vec![page("/", "Home"), page("/a/", "A").with_parts(parts)]));
    assert!(files["a/index.html"].contains("<a href=\"#pay\">Pay</a>"), "{}", files["a/index.html"]);
}
