//! The data file of the pay explorer: lists of names, and figures, shares and models in rows that point into them.
//!
//! It must not know what the explorer makes of it.

use serde_json::{Map, Value, json};

use crate::locale::Locale;
use crate::site::document::tables::book::{Figure, Named, PayBook, PayModel};

/// What a version of pay's files promises; it goes up when a key changes its meaning.
pub(super) const VERSION: u32 = 1;

/// What the pay explorer works with: lists of names, and figures as rows that point into them.
pub(super) fn data(book: &PayBook, words: &Locale) -> Value {
    let named = |list: &[Named]| -> Vec<Value> { list.iter().map(|one| json!([one.id, one.title])).collect() };
    let sources = book.sources.iter().map(|source| {
        let date = source.published.as_ref().or(source.retrieved.as_ref());
        json!([source.publisher, date])
    });
    let rates = book.rates.first().map(|table| {
        let per: Map<String, Value> = table.per.iter().map(|(code, rate)| ((*code).to_owned(), json!(rate))).collect();
        let note = if table.example {
            words.text("explorer.rates_example")
        } else {
            book.sources[table.source].publisher.as_str()
        };
        json!({"date": table.as_of, "note": note, "text": table.text, "per": per})
    });
    // What it computes with is in percent, and paid full time.
    let shares = book.shares.iter().filter(|share| share.whole.is_none()).map(|share| {
        let of = share
            .stage_title
            .as_ref()
            .map_or_else(|| share.of.clone(), |stage| format!("{}{}{stage}", share.of, words.comma()));
        json!([
            share.kind,
            book.roles[share.role].id,
            share.min,
            share.max,
            format!("{} {of}", share.text),
            share.source,
            share.text
        ])
    });
    json!({
        "v": VERSION,
        "roles": named(&book.roles),
        "levels": named(&book.levels),
        "places": named(&book.places),
        "sources": sources.collect::<Vec<_>>(),
        "figures": book.figures.iter().filter(|figure| figure.terms.is_none()).map(|figure| row(book, figure)).collect::<Vec<_>>(),
        "rates": rates,
        "shares": shares.collect::<Vec<_>>(),
        "models": book.models.iter().filter(|model| model.kind != "table").map(|model| computed(book, model)).collect::<Vec<_>>(),
        "money": {
            "group": book.writing.group,
            "first": book.writing.symbol_first,
            "to": book.writing.to,
            "more": book.writing.or_more,
            "signs": signs(book),
        },
    })
}

/// A figure: what it answers, whose it is, its ends, what is true of it, currency, period, day, percentiles.
fn row(book: &PayBook, figure: &Figure) -> Vec<Value> {
    let flags = i32::from(figure.open_ended) + 2 * i32::from(figure.stale) + 4 * i32::from(figure.example);
    let whose = match figure.method {
        Some(method) if figure.published => json!(method),
        _ => json!(figure.source),
    };
    let level = figure.level.map_or(json!(""), |level| json!(book.levels[level].id));
    let (role, place) = (&book.roles[figure.role].id, &book.places[figure.place].id);
    let mut row = vec![
        json!([role, level, place, figure.measure]),
        whose,
        json!(figure.min),
        json!(figure.max),
        json!(flags),
        json!(figure.currency),
        json!(figure.period),
        json!(figure.as_of),
    ];
    if !figure.percentiles.is_empty() {
        row.push(json!(figure.percentiles));
    }
    row
}

/// The signs of the currencies that amounts are in, or can be shown in.
fn signs(book: &PayBook) -> Map<String, Value> {
    let converted = |code: &str| book.rates.iter().any(|table| table.per.iter().any(|(known, _)| *known == code));
    let used = |code: &str| converted(code) || book.figures.iter().any(|figure| figure.currency == code);
    book.writing
        .signs
        .iter()
        .filter(|(code, _)| used(code))
        .map(|(code, sign)| ((*code).to_owned(), json!(sign)))
        .collect()
}

/// A model that computes, as the explorer reads it.
fn computed(book: &PayBook, model: &PayModel) -> Value {
    let benchmarks: Map<String, Value> = model
        .benchmarks
        .iter()
        .map(|(role, amount)| (role.map_or(String::new(), |role| book.roles[role].id.clone()), json!(amount)))
        .collect();
    let places: Map<String, Value> = model
        .places
        .iter()
        .map(|(place, label, rate)| (book.places[*place].id.clone(), json!([label, rate])))
        .collect();
    let levels: Map<String, Value> = model
        .levels
        .iter()
        .map(|(level, rate)| (book.levels[*level].id.clone(), json!([book.levels[*level].title, rate])))
        .collect();
    json!({
        "title": model.title,
        "currency": model.currency,
        "period": model.period,
        "measure": model.measure,
        "benchmarks": benchmarks,
        "places": if model.kind == "uniform" { Value::Null } else { json!(places) },
        "levels": if levels.is_empty() { Value::Null } else { json!(levels) },
        "spread": model.spread,
        "from": model.from,
        "until": model.until,
        "example": model.example,
    })
}
