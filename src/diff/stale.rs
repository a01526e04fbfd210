//! What is out of date now and was not before: reviews, figures, and text that still says an old figure.

use jiff::civil::Date;

use super::figures::Changed;
use super::pairs::Pairs;
use super::report::{Report, Stale, new_name};
use super::snapshot::{Edition, PageShot};

/// Adds what became out of date in an edition.
pub(super) fn add(report: &mut Report, old: &Edition, new: &Edition, pairs: &Pairs, changed: &[Changed], today: Date) {
    let mut found = reviews(old, new, pairs, today);
    for (name, figure) in new.figures.iter().filter(|(_, figure)| figure.stale) {
        if old.figures.get(name).is_none_or(|before| !before.stale) {
            let why = format!("`{name}` ({}) is older than it may be, or past its review date", figure.text);
            found.push(Stale {
                what: "figure",
                title: figure.about.clone(),
                url: String::new(),
                source: None,
                ..blank(why)
            });
        }
    }
    found.extend(old_amounts(new, changed));
    for mut item in found {
        match report.stale.iter_mut().find(|known| known.url == item.url && known.why == item.why) {
            Some(known) => known.audiences.push(new_name(old, new)),
            None => {
                item.audiences.push(new_name(old, new));
                report.stale.push(item);
            }
        }
    }
}

fn blank(why: String) -> Stale {
    Stale { what: "page", audiences: Vec::new(), title: String::new(), url: String::new(), source: None, why }
}

fn of_page(what: &'static str, page: &PageShot, why: String) -> Stale {
    Stale { what, title: page.title.clone(), url: page.url.clone(), source: page.source.clone(), ..blank(why) }
}

fn reviews(old: &Edition, new: &Edition, pairs: &Pairs, today: Date) -> Vec<Stale> {
    let mut found = Vec::new();
    for (at, page) in new.pages.iter().enumerate() {
        let is_due = |page: &PageShot| page.review_due.is_some_and(|due| due < today);
        let was_due = pairs.old_of(at).is_some_and(|before| is_due(&old.pages[before]));
        let had_day = pairs.old_of(at).is_some_and(|before| old.pages[before].review_due.is_some());
        if let Some(due) = page.review_due.filter(|due| *due < today && !was_due) {
            found.push(of_page("page", page, format!("its review was due on {due}")));
        } else if had_day && page.review_due.is_none() {
            found.push(of_page(
                "page",
                page,
                "nobody will be reminded to review it any more: it has lost its review date".to_owned(),
            ));
        }
    }
    found
}

/// Lines that still hold an amount which a changed figure no longer has, and no other figure has either.
fn old_amounts(new: &Edition, changed: &[Changed]) -> Vec<Stale> {
    let mut found = Vec::new();
    for figure in changed {
        let is_current = |amount: &str| new.figures.values().any(|figure| holds(&figure.text, amount));
        for amount in amounts(&figure.before).into_iter().filter(|amount| !is_current(amount)) {
            for page in &new.pages {
                if let Some(line) = page.lines().find(|line| holds(line, amount)) {
                    let why = format!("it still says {amount}, as `{}` did before: “{}”", figure.name, shortened(line));
                    found.push(of_page("old-figure", page, why));
                }
            }
        }
    }
    found
}

/// The amounts in a figure's text that could be found again: numbers of at least four digits with their currency.
fn amounts(text: &str) -> Vec<&str> {
    let parts = text.split(" to ").flat_map(|part| part.split(" bis ")).map(str::trim);
    let parts = parts.map(|part| part.trim_end_matches(" or more").trim());
    parts.filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 4).collect()
}

/// Whether an amount stands in a line as a whole: `£1,850` is not in `£1,850,000`.
fn holds(line: &str, amount: &str) -> bool {
    line.match_indices(amount).any(|(at, _)| {
        let behind = &line[at + amount.len()..];
        let more = behind.trim_start_matches([',', '.', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit());
        !more && !line[..at].ends_with(|c: char| c.is_ascii_digit())
    })
}

fn shortened(line: &str) -> String {
    let mut text: String = line.chars().take(160).collect();
    if text.len() < line.len() {
        text.push('…');
    }
    text
}
