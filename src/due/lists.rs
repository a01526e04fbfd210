//! Reviews as lists: for a terminal, for an issue, for programs.

use std::collections::BTreeMap;

use serde_json::json;

use super::Asked;
use crate::diag;
use crate::site::document::Review;

/// The reviews as lines, those that are overdue first.
pub fn human(reviews: &[Review], asked: &Asked) -> String {
    let (late, coming): (Vec<&Review>, Vec<&Review>) = reviews.iter().partition(|review| review.due < asked.today);
    let soon = match asked.days {
        Some(days) => format!("in the next {}", counted(days as usize, "day")),
        None => "later".to_owned(),
    };
    let mut text = String::new();
    for (title, list) in [("overdue", &late), (soon.as_str(), &coming)] {
        if list.is_empty() {
            continue;
        }
        text.push_str(&format!("{title}\n"));
        let wide = list.iter().map(|review| place(review).chars().count()).max().unwrap_or(0).min(60);
        for review in list {
            let owner = review.owner.as_deref().unwrap_or("no owner");
            let line =
                format!("  {}  {:wide$}  {} `{}`, {owner}", review.due, place(review), review.kind, review.title);
            text.push_str(&format!("{}\n", quiet(&line)));
        }
        text.push('\n');
    }
    text + &format!("{} overdue, {} {soon}\n", late.len(), coming.len())
}

/// `content/pay.md`, or `content/data/pay.toml:12`.
fn place(review: &Review) -> String {
    let line = review.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}", review.file)
}

/// The reviews for an issue or a message: a table for each owner.
pub fn markdown(reviews: &[Review], asked: &Asked) -> String {
    let mut by_owner: BTreeMap<&str, Vec<&Review>> = BTreeMap::new();
    for review in reviews {
        by_owner.entry(review.owner.as_deref().unwrap_or("")).or_default().push(review);
    }
    let mut text = "## Due for review\n\n".to_owned();
    if reviews.is_empty() {
        text.push_str("Nothing.\n");
    }
    for (owner, list) in by_owner {
        let owner = if owner.is_empty() { "Without an owner".to_owned() } else { cell(owner) };
        text.push_str(&format!("### {owner}\n\n| Due | What | File |\n|---|---|---|\n"));
        for review in list {
            let late = if review.due < asked.today { " (overdue)" } else { "" };
            let what = format!("{} {}", review.kind, cell(&review.title));
            text.push_str(&format!("| {}{late} | {what} | {} |\n", review.due, cell(&place(review))));
        }
        text.push('\n');
    }
    text
}

/// Text in a cell: nothing in it is markup or calls a person.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in quiet(text).chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => safe.extend(['\\', character]),
            '<' => safe.push_str("&lt;"),
            '@' => safe.push_str("@<!-- -->"),
            plain => safe.push(plain),
        }
    }
    safe
}

/// The reviews for programs.
pub fn json(reviews: &[Review], asked: &Asked) -> String {
    let entries = reviews.iter().map(|review| {
        let mut entry = serde_json::to_value(review).expect("texts, numbers and days are JSON");
        entry["overdue"] = json!(review.due < asked.today);
        entry
    });
    diag::safe_json(&json!({
        "today": asked.today.to_string(),
        "until": asked.until().map(|day| day.to_string()),
        "reviews": entries.collect::<Vec<_>>(),
    }))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A line without what a terminal would act on.
fn quiet(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || diag::is_bidi_control(c) { '\u{fffd}' } else { c }).collect()
}
