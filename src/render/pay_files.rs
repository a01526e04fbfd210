//! Pay as files: the downloads `data/pay.json` and `data/pay.csv`, and `data/pay-explorer.json`, which the pay explorer
//! reads. All are made from one book of what the audience may see.
//!
//! It must not know how any of it is drawn.

use serde_json::{Map, Value, json};

use super::frame::Frame;
use super::signposts::made;
use crate::output::OutputFile;
use crate::site::AudienceView;
use crate::site::data::tables::book::{Figure, PayBook};

/// The explorer's data, from the site's root.
pub(super) const EXPLORER: &str = "data/pay-explorer.json";

/// What a version of the files promises; it goes up when a key changes its meaning.
const VERSION: u32 = 1;

/// The files of a view; none when it has no pay figure.
pub(super) fn files(frame: &Frame<'_>) -> Vec<OutputFile> {
    let book = frame.view.pay();
    if book.figures.is_empty() {
        return Vec::new();
    }
    let rows: Vec<Row> = book.figures.iter().map(|figure| row(book, figure)).collect();
    vec![
        made("data/pay.json", download(frame.view, &rows)),
        made("data/pay.csv", sheet(&rows)),
        made(EXPLORER, explorer(book).to_string()),
    ]
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
        ("note", json!(figure.note)),
    ]
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
    format!(
        "{{\"version\": {VERSION}, \"site\": {}, \"address\": {site}, \"figures\": [\n{}\n]}}\n",
        json!(view.title()),
        lines.join(",\n")
    )
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

/// What the pay explorer works with: lists of names, and figures as rows that point into them.
fn explorer(book: &PayBook) -> Value {
    let named = |list: &[crate::site::data::tables::book::Named]| -> Vec<Value> {
        list.iter().map(|one| json!([one.id, one.title])).collect()
    };
    let sources = book.sources.iter().map(|source| {
        let date = source.published.as_ref().or(source.retrieved.as_ref());
        json!([source.publisher, date])
    });
    let figures = book.figures.iter().map(|figure| {
        let flags = i32::from(figure.open_ended) + 2 * i32::from(figure.stale) + 4 * i32::from(figure.example);
        let whose = match figure.method {
            Some(method) if figure.published => json!(method),
            _ => json!(figure.source),
        };
        let level = figure.level.map_or(json!(""), |level| json!(book.levels[level].id));
        let (role, place) = (&book.roles[figure.role].id, &book.places[figure.place].id);
        json!([
            [role, level, place, figure.measure],
            whose,
            figure.min,
            figure.max,
            flags,
            figure.currency,
            figure.period,
            figure.as_of
        ])
    });
    let used = |code: &str| book.figures.iter().any(|figure| figure.currency == code);
    let signs: Map<String, Value> = book
        .writing
        .signs
        .iter()
        .filter(|(code, _)| used(code))
        .map(|(code, sign)| ((*code).to_owned(), json!(sign)))
        .collect();
    json!({
        "v": VERSION,
        "roles": named(&book.roles),
        "levels": named(&book.levels),
        "places": named(&book.places),
        "sources": sources.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
        "money": {
            "group": book.writing.group,
            "first": book.writing.symbol_first,
            "to": book.writing.to,
            "more": book.writing.or_more,
            "signs": signs,
        },
    })
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
