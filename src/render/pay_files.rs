//! Pay as files: the downloads `data/pay.json` and `data/pay.csv`, and `data/pay-explorer.json`, which the pay explorer
//! reads. All are made from one book of what the audience may see.
//!
//! It must not know how any of it is drawn.

use serde_json::{Map, Value, json};

use super::page_context::PageContext;
use super::pay_explorer::{self, VERSION};
use super::site_files::made;
use crate::output::OutputFile;
use crate::pay::Rate;
use crate::site::AudienceView;
use crate::site::document::tables::book::{Figure, Named, PayBook};
use crate::site::routes;

/// The explorer's data, from the site's root.
pub const EXPLORER: &str = "data/pay-explorer.json";

/// The files of a view; none when it has no pay figure.
pub(super) fn files(frame: &PageContext<'_>) -> Vec<OutputFile> {
    let book = frame.view.pay();
    if book.figures.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<Row> = book.figures.iter().map(|figure| row(book, figure)).collect();
    if book.figures.iter().any(|figure| figure.terms.is_some()) {
        for (row, figure) in rows.iter_mut().zip(&book.figures) {
            row.push(("terms", json!(figure.terms)));
        }
    }
    let explorer = made(
        routes::within(frame.view.start(), EXPLORER).trim_start_matches('/'),
        pay_explorer::data(book, frame.view.locale()).to_string(),
    );
    if !frame.view.is_original() {
        return vec![explorer];
    }
    vec![made("data/pay.json", download(frame.view, &rows)), made("data/pay.csv", sheet(&rows)), explorer]
}

/// A figure with everything that is known of where it is from: every column, in order.
type Row = Vec<(&'static str, Value)>;

fn row(book: &PayBook, figure: &Figure) -> Row {
    let source = figure.source.map(|source| &book.sources[source]);
    let level = figure.level.map(|level| &book.levels[level]);
    vec![
        ("id", json!(figure.id)),
        ("kind", json!(if figure.published { "published" } else { "source" })),
        ("role", json!(book.roles[figure.role].id)),
        ("role_title", json!(book.roles[figure.role].title)),
        ("level", json!(level.map(|level| &level.id))),
        ("place", json!(book.places[figure.place].id)),
        ("place_title", json!(book.places[figure.place].title)),
        ("measure", json!(figure.measure)),
        ("min", json!(figure.min)),
        ("max", json!(figure.max)),
        ("open_ended", json!(figure.open_ended)),
        ("currency", json!(figure.currency)),
        ("period", json!(figure.period)),
        ("method", json!(figure.method)),
        ("from", if figure.from.is_empty() { Value::Null } else { json!(figure.from) }),
        ("source", json!(source.map(|source| &source.id))),
        ("publisher", json!(source.map(|source| &source.publisher))),
        ("source_title", json!(source.map(|source| &source.title))),
        ("url", json!(source.and_then(|source| source.url.as_ref()))),
        ("published", json!(source.and_then(|source| source.published.as_ref()))),
        ("retrieved", json!(source.and_then(|source| source.retrieved.as_ref()))),
        ("as_of", json!(figure.as_of)),
        ("review_by", json!(figure.review_by)),
        ("stale", json!(figure.stale)),
        ("example", json!(figure.example)),
        ("percentiles", percentiles(figure)),
        ("sample", json!(figure.sample)),
        ("note", json!(figure.note)),
    ]
}

/// Percentiles as `p10=90000`.
fn percentiles(figure: &Figure) -> Value {
    let points: Vec<String> = figure.percentiles.iter().map(|(at, amount)| format!("p{at}={amount}")).collect();
    if points.is_empty() { Value::Null } else { json!(points) }
}

/// JSON with one figure a line; keys without a value are left out.
fn download(view: &AudienceView, rows: &[Row]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let pairs = row.iter().filter(|(_, value)| !value.is_null());
            // Built by hand, so that the keys keep the order of the columns.
            let pairs: Vec<String> = pairs.map(|(key, value)| format!("{}: {value}", json!(key))).collect();
            format!("  {{{}}}", pairs.join(", "))
        })
        .collect();
    let site = view.base_url().map_or(Value::Null, |base| json!(base));
    let terms = terms(view.pay()).into_iter().map(|(name, list)| {
        let lines: Vec<String> = list.iter().map(|one| format!("  {one}")).collect();
        format!(", \"{name}\": [\n{}\n]", lines.join(",\n"))
    });
    format!(
        "{{\"version\": {VERSION}, \"site\": {}, \"address\": {site}, \"figures\": [\n{}\n]{}}}\n",
        json!(view.title()),
        lines.join(",\n"),
        terms.collect::<String>()
    )
}

/// What is not an amount of pay: exchange rates, usual shares and pay models, each with its source; the lists that are
/// not empty. Shares and factors are decimal numbers as text, so that none is rounded.
fn terms(book: &PayBook) -> Vec<(&'static str, Vec<Value>)> {
    let source = |at: usize| json!({"id": book.sources[at].id, "publisher": book.sources[at].publisher});
    let rates = book.rates.iter().map(|table| {
        let per: Map<String, Value> =
            table.per.iter().map(|(code, rate)| ((*code).to_owned(), json!(rate.text()))).collect();
        json!({
            "id": table.id, "base": table.base, "per": per, "policy": table.policy, "as_of": table.as_of,
            "source": source(table.source), "example": table.example, "note": table.note,
        })
    });
    let title = |at: Option<usize>, list: &[Named]| at.map(|at| list[at].id.clone());
    let shares = book.shares.iter().map(|share| {
        let end = |part: Rate, of: fn((i64, i64)) -> i64| match share.whole {
            None => part.text(),
            Some(ends) => of(ends).to_string(),
        };
        let mut shown = json!({
            "id": share.id, "kind": share.kind, "role": book.roles[share.role].id,
            "level": title(share.level, &book.levels), "place": title(share.place, &book.places),
            "min": end(share.min, |(min, _)| min), "max": end(share.max, |(_, max)| max), "of": share.of,
            "stage": share.stage, "vesting": share.vesting, "source": source(share.source), "as_of": share.as_of, "stale": share.stale,
            "example": share.example, "note": share.note,
        });
        if share.whole.is_some() {
            shown["unit"] = json!(share.unit);
        }
        shown
    });
    let models = book.models.iter().map(|model| {
        let benchmarks = model.benchmarks.iter();
        let benchmarks = benchmarks.map(|(role, amount)| json!({"role": title(*role, &book.roles), "amount": amount}));
        let places =
            model.places.iter().map(|(place, _, rate)| json!({"place": book.places[*place].id, "factor": rate.text()}));
        let levels =
            model.levels.iter().map(|(level, rate)| json!({"level": book.levels[*level].id, "factor": rate.text()}));
        json!({
            "id": model.id, "title": model.title, "kind": model.kind, "currency": model.currency,
            "period": model.period, "measure": model.measure, "benchmarks": benchmarks.collect::<Vec<_>>(),
            "places": places.collect::<Vec<_>>(), "levels": levels.collect::<Vec<_>>(), "spread": model.spread.text(),
            "bands": model.bands, "effective_from": model.from, "until": model.until,
            "grandfather": model.grandfather, "source": source(model.source), "example": model.example,
            "note": model.note,
        })
    });
    let lists = [("rates", rates.collect::<Vec<_>>()), ("usual", shares.collect()), ("models", models.collect())];
    lists.into_iter().filter(|(_, list)| !list.is_empty()).collect()
}

/// CSV with a heading line, lines ended as RFC 4180 asks.
fn sheet(rows: &[Row]) -> String {
    let mut text = String::new();
    let names = rows.first().into_iter().flatten().map(|(name, _)| (*name).to_owned());
    write_line(names, &mut text);
    for row in rows {
        write_line(row.iter().map(|(_, value)| cell(value)), &mut text);
    }
    text
}

fn write_line(cells: impl Iterator<Item = String>, text: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// A value as a cell that no spreadsheet runs: one that would start a formula gets an apostrophe in front.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => safe(text),
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            safe(&items.join(" "))
        }
        other => other.to_string(),
    }
}

fn safe(text: &str) -> String {
    let first = text.trim_start_matches(' ').chars().next();
    let runs =
        first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if runs { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_starts_a_formula() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-5", "'-5"),
            ("@sum", "'@sum"),
            ("\tx", "'\tx"),
            ("  =x", "'  =x"),
            ("plain", "plain"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(cell(&json!(text)), expected);
        }
        assert_eq!(cell(&json!(-5)), "-5", "a number stays one");
        let mut line = String::new();
        write_line(["a,b".to_owned(), "say \"x\"".to_owned(), "two\nlines".to_owned()].into_iter(), &mut line);
        assert_eq!(line, "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
    }
}
