//! Text from authors cannot break out of the place it is printed in.

use super::*;
use crate::site::document::tables::overview::{OverviewCell, OverviewRow, PayOverview, PayShares, ShareRow};
use crate::site::document::tables::roles::Named;
use crate::site::document::tables::{
    Column, DataTable, PayObservation, PayPercentile, PayRange, PayRow, PaySource, PayTable,
};
use crate::site::document::{Container, ContainerKind, Leaf};

/// Sixty ways to leave an attribute, an element, a comment or a script, each with a word that shows where it landed.
pub(super) fn payloads() -> Vec<String> {
    let openings =
        ["\">", "'>", "\" ", "' ", "</title>", "</a>", "--><", "]]>", "</script>", "&quot;>", "{{ \"", "\u{0}\">"];
    let bodies = [
        "<script>canary()</script>",
        "<img src=x onerror=canary()>",
        "onmouseover=canary() x=\"",
        "<svg/onload=canary()>",
        "{{ 7 * 7 }}canary",
    ];
    openings.iter().flat_map(|opening| bodies.iter().map(move |body| format!("{opening}{body}"))).collect()
}

/// Tables with `hostile` in every cell and every word around them.
fn poisoned_tables(hostile: &str) -> [Leaf; 2] {
    let label = Some(hostile.to_owned());
    let table = DataTable {
        caption: hostile.to_owned(),
        columns: vec![Column { name: hostile.to_owned(), numeric: true }],
        rows: vec![vec![hostile.to_owned()]],
    };
    let range = || PayRange {
        min: 1,
        max: 2,
        open_ended: true,
        currency: hostile.to_owned(),
        period: hostile.to_owned(),
        text: hostile.to_owned(),
        a_year: None,
        percentiles: vec![PayPercentile { rank: 50, name: hostile.to_owned(), amount: 1, text: hostile.to_owned() }],
        sample: Some(1),
    };
    let pay = PayTable {
        caption: hostile.to_owned(),
        role: hostile.to_owned(),
        rows: vec![PayRow {
            place: hostile.to_owned(),
            place_id: None,
            measure: hostile.to_owned(),
            base: true,
            level: label.clone(),
            band: None,
            observations: vec![PayObservation {
                id: hostile.to_owned(),
                range: range(),
                source: 0,
                as_of: label.clone(),
                stale: true,
            }],
            disagreement: label.clone(),
        }],
        sources: vec![PaySource {
            id: hostile.to_owned(),
            publisher: hostile.to_owned(),
            title: hostile.to_owned(),
            date: hostile.to_owned(),
            url: Some(format!("https://x.example/{hostile}")),
        }],
    };
    [Leaf::new(table), Leaf::new(pay)]
}

/// What a pay page begins with, and what comes on top of pay, with `hostile` in every word.
fn poisoned_pay(hostile: &str) -> [Node; 2] {
    let words = || vec![hostile.to_owned(), hostile.to_owned()];
    let cell = OverviewCell { band: None, sources: words(), as_of: Some(hostile.to_owned()), stale: true };
    let one = OverviewCell { sources: vec![hostile.to_owned()], ..cell.clone() };
    let about = Named { id: hostile.to_owned(), title: hostile.to_owned(), path: Some(format!("pay/{hostile}/")) };
    let overview = PayOverview {
        caption: hostile.to_owned(),
        head: hostile.to_owned(),
        measures: words(),
        rows: vec![OverviewRow { about, level: Some(hostile.to_owned()), cells: vec![cell, one] }],
    };
    let share = ShareRow {
        id: hostile.to_owned(),
        kind: hostile.to_owned(),
        about: words(),
        text: hostile.to_owned(),
        of: hostile.to_owned(),
        vesting: Some(hostile.to_owned()),
        note: Some(hostile.to_owned()),
        source: hostile.to_owned(),
        as_of: Some(hostile.to_owned()),
        stale: true,
        example: true,
    };
    let shares = PayShares { caption: hostile.to_owned(), rows: vec![share] };
    [Node::leaf(Leaf::new(overview)), Node::leaf(Leaf::new(shares))]
}

/// A site with `hostile` wherever an author's plain text is printed.
fn poisoned(hostile: &str) -> AudienceView {
    let label = Some(hostile.to_owned());
    let block = |kind, nodes| {
        let classes = vec![hostile.to_owned()];
        let span = Span::default();
        let container = Container { kind, label: label.clone(), id: label.clone(), classes, fold: None, nodes, span };
        Node::Container(Box::new(container))
    };
    let [table, pay] = poisoned_tables(hostile);
    let tricky = || Heading {
        level: 3,
        id: hostile.to_owned(),
        classes: vec![hostile.to_owned()],
        inline: vec![Node::text(hostile)],
        text: hostile.to_owned(),
        span: Span::default(),
    };
    let [overview, shares] = poisoned_pay(hostile);
    let parts = vec![
        Node::Heading(Box::new(Heading { level: 2, ..tricky() })),
        Node::Code(Code { title: Some(hostile.into()), lines: Box::new([1..=1]), ..Code::of_text(hostile, hostile) }),
        Node::leaf(Leaf::new(crate::site::document::leaves::Toc)),
        Node::leaf(table),
        Node::leaf(pay),
        overview,
        shares,
        block(ContainerKind::Audience(hostile.to_owned()), vec![]),
        block(ContainerKind::Note, vec![]),
        block(ContainerKind::Tip, vec![]),
        block(ContainerKind::Warning, vec![]),
        block(ContainerKind::RedFlags, vec![]),
        block(ContainerKind::Signals, vec![]),
        block(ContainerKind::Faq, vec![Node::Heading(Box::new(tricky()))]),
        block(ContainerKind::Steps, vec![Node::Heading(Box::new(tricky()))]),
        block(ContainerKind::Tabs, vec![Node::Heading(Box::new(tricky()))]),
    ];
    let hostile_page = |url: &str| {
        page(url, hostile)
            .with_summary(hostile)
            .with_tags(&[hostile])
            .with_keeper(hostile, &format!("https://x.example/{hostile}"))
    };
    view(
        &format!("internal{hostile}"),
        Some("https://x.example/"),
        vec![
            hostile_page("/"),
            hostile_page("/a/").hidden().drafted(),
            hostile_page("/a/b/").with_parts(parts),
            hostile_page("/a/c/"),
            hostile_page("/a/d/").with_kind(PageKind::Faq),
        ],
    )
    .in_language(hostile)
    .with_redirect("/old/", "/a/")
}

/// The tags of a page as a browser's tokenizer would see them, each with its attributes' names.
pub(super) fn tags(html: &str) -> Vec<(String, Vec<String>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let (names, after) = attributes(&rest[end..]);
        rest = after;
        tags.push((name, names));
    }
    tags
}

fn attributes(mut rest: &str) -> (Vec<String>, &str) {
    let mut names = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (names, after);
        }
        if rest.is_empty() {
            return (names, rest);
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        names.push(rest[..end].to_ascii_lowercase());
        rest = &rest[end.max(1)..];
        if let Some(value) = rest.strip_prefix('=') {
            rest = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).map_or("", |(_, after)| after),
                _ => value.find(|c: char| c.is_ascii_whitespace() || c == '>').map_or("", |end| &value[end..]),
            };
        }
    }
}

#[test]
fn nothing_an_author_writes_becomes_markup() {
    let payloads = payloads();
    assert_eq!(payloads.len(), 60);
    let calm = render_with(&poisoned("calm"), &[]).0;
    let shape = |text: &str| tags(text);
    for hostile in &payloads {
        let (files, _) = render_with(&poisoned(hostile), &[]);
        assert_eq!(files.len(), calm.len(), "{hostile}");
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            // The tag's address holds the tag itself, so its file has another name.
            let same =
                calm.get(path).or_else(|| calm.get("tags/calm/index.html")).expect("the page exists without it too");
            assert_eq!(shape(text), shape(same), "{hostile} changed the markup of {path}");
        }
    }
}

#[test]
fn templates_in_text_stay_text() {
    let (files, _) = render_with(&poisoned("{{ 7 * 7 }}"), &[]);
    assert!(files["a/b/index.html"].contains("{{ 7 * 7 }}") && !files["a/b/index.html"].contains(">49<"));
}

#[test]
fn the_sitemap_is_escaped() {
    let files = render(&view("public", Some("https://x.example/"), vec![page("/a&b c'd/", "A")]));
    assert!(files["sitemap.xml"].contains("<loc>https://x.example/a%26b%20c%27d/</loc>"), "{}", files["sitemap.xml"]);
}

#[test]
fn no_page_holds_a_script_or_a_style_of_its_own() {
    let (files, _) = render_with(&poisoned("calm"), &[]);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for (name, attributes) in tags(text) {
            assert_ne!(name, "style", "{path}");
            assert!(name != "script" || attributes.contains(&"src".to_owned()), "{path}");
            assert!(!attributes.iter().any(|name| name == "style" || name.starts_with("on")), "{path}: {attributes:?}");
        }
    }
}
