//! Figures as TOML: new records as text, and records of the site with other values. It must not know spreadsheets.

use toml_edit::{DocumentMut, Item, TableLike, Value, value};

use super::names::{Kind, NewName};
use super::row::Figure;
use crate::site::records::types::Measure;

/// A new role, level or place.
pub(super) fn named(kind: Kind, new: &NewName) -> String {
    let mut text = format!("\n[{}.{}]\ntitle = {}\n", kind.word(), new.id, quoted(&new.title));
    // A place is paid in a currency when all its figures are.
    if let (Kind::Place, 1, Some(currency)) = (kind, new.currencies.len(), new.currencies.first()) {
        text.push_str(&format!("currency = {}\n", quoted(currency)));
    }
    text
}

/// A new band or observation.
pub(super) fn record(id: &str, figure: &Figure) -> String {
    let kind = if figure.source.is_some() { "observation" } else { "band" };
    let mut text = format!("\n[[{kind}]]\nid = {}\nrole = {}\n", quoted(id), quoted(&figure.role));
    if let Some(level) = &figure.level {
        text.push_str(&format!("level = {}\n", quoted(level)));
    }
    text.push_str(&format!("place = {}\nmeasure = {}\n", quoted(&figure.place), quoted(measure(figure.measure))));
    for (key, value) in values(figure) {
        text.push_str(&format!("{key} = {value}\n"));
    }
    match &figure.source {
        Some(source) => text.push_str(&format!("source = {}\n", quoted(source))),
        // Our own figure: nobody else stands behind it.
        None => text.push_str("method = \"manual\"\n"),
    }
    text
}

/// The word for a measure in records.
pub(super) fn measure(measure: Measure) -> &'static str {
    Measure::NAMES[measure as usize].0
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The keys that change from year to year, with their values as TOML.
fn values(figure: &Figure) -> Vec<(&'static str, String)> {
    let mut values = vec![("min", figure.min.to_string()), ("max", figure.max.to_string())];
    values.extend(figure.open.then(|| ("open_ended", "true".to_owned())));
    values.extend([("currency", quoted(figure.currency)), ("period", quoted(figure.period.name()))]);
    values.extend(figure.as_of.map(|day| ("as_of", day.to_string())));
    values.extend(figure.percentiles.iter().map(|(key, amount)| (*key, amount.to_string())));
    values.extend(figure.plain.iter().cloned());
    values
}

/// Keys that belong to last year's figure: they go when this year's does not say them.
const PASSING: [&str; 9] = ["open_ended", "as_of", "review_by", "p10", "p25", "p50", "p75", "p90", "sample"];

/// Gives the record of this id other values; everything around them stays as it is. `None` when it is not there.
pub(super) fn replace(text: &str, id: &str, figure: &Figure) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let list = if figure.source.is_some() { "observation" } else { "band" };
    let record: &mut dyn TableLike = match document.get_mut(list)? {
        Item::ArrayOfTables(tables) => tables.iter_mut().find(|table| is_called(*table, id))?,
        Item::Value(Value::Array(tables)) => {
            let inline = tables.iter_mut().filter_map(Value::as_inline_table_mut);
            inline.into_iter().find(|table| is_called(*table, id))?
        }
        _ => return None,
    };
    let values = values(figure);
    for key in PASSING.iter().filter(|key| !values.iter().any(|(given, _)| given == *key)) {
        record.remove(key);
    }
    for (key, text) in values {
        let new: Value = text.parse().ok()?;
        match record.get_mut(key).and_then(Item::as_value_mut) {
            Some(old) => {
                let decor = old.decor().clone();
                *old = new;
                *old.decor_mut() = decor;
            }
            None => {
                record.insert(key, value(new));
            }
        }
    }
    Some(document.to_string())
}

fn is_called(table: &dyn TableLike, id: &str) -> bool {
    table.get("id").and_then(Item::as_str) == Some(id)
}
