//! Reads who sees whom: each audience sees those before it, unless `[audience.NAME] sees` says otherwise.

use super::AudienceLevels;
use crate::fields::{Fields, Item, Spanned, Table, Value, nearest, suggestion};

/// What is said of whom an audience sees.
enum Said {
    /// Nothing: it sees those before it.
    Nothing,
    /// These, by their places in the list, and whom they see.
    These(Vec<usize>),
    /// Something that cannot be used, and was reported: it sees nobody but the first.
    Unclear,
}

/// The names of audiences where no list holds them and some `[audience.NAME]` says whom it sees: those of the tables and
/// in `sees`, each before those who see it.
pub(super) fn names_of_tables(table: &Table) -> Option<Vec<Spanned<String>>> {
    let Value::Table(all) = &table.get("audience")?.value else { return None };
    let mut found: Vec<(Spanned<String>, Vec<String>)> = Vec::new();
    let mut is_set = false;
    for (name, key, item) in &all.entries {
        let Value::Table(own) = &item.value else { continue };
        let items = match own.get("sees").map(|item| &item.value) {
            Some(Value::Array(items)) => items.as_slice(),
            _ => &[],
        };
        is_set |= own.get("sees").is_some();
        let mut seen = Vec::new();
        for item in items {
            let Value::String(other) = &item.value else { continue };
            seen.push(other.clone());
            if all.get(other).is_none() && found.iter().all(|(known, _)| known.value != *other) {
                found.push((Spanned { value: other.clone(), span: item.span.clone() }, Vec::new()));
            }
        }
        found.push((Spanned { value: name.clone(), span: key.clone() }, seen));
    }
    let mut ordered: Vec<Spanned<String>> = Vec::new();
    while !found.is_empty() {
        let is_ready = |seen: &[String]| seen.iter().all(|other| ordered.iter().any(|known| known.value == *other));
        // Where some see each other, one of them is reported as listed before the other.
        let at = found.iter().position(|(_, seen)| is_ready(seen)).unwrap_or(0);
        ordered.push(found.remove(at).0);
    }
    is_set.then_some(ordered)
}

/// The audiences of these names, which were looked at; `listed` says whether a list gave their order. Also whether what is
/// said of them can be used.
pub(super) fn levels(
    fields: &mut Fields<'_, '_>,
    table: &Table,
    names: Vec<String>,
    listed: bool,
) -> (AudienceLevels, bool) {
    let mut sound = true;
    let mut sees: Vec<Vec<usize>> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let said = match own_table(table, name) {
            Some(own) => said(fields, own, at, &names),
            None => Said::Nothing,
        };
        sound &= !matches!(said, Said::Unclear);
        let last = at + 1 == names.len();
        sees.push(match said {
            Said::Nothing if listed => (0..at).collect(),
            Said::Nothing => Vec::new(),
            Said::These(others) => others,
            Said::Unclear if last => (0..at).collect(),
            Said::Unclear => (0..at.min(1)).collect(),
        });
    }
    let levels = AudienceLevels::set(names, &sees);
    let missing = ends(fields, table, &levels);
    if !missing {
        return (levels, sound);
    }
    // What is closed goes to one who sees everything, and there has to be one.
    let strict =
        (0..sees.len()).map(|at| if at + 1 == sees.len() { (0..at).collect() } else { (0..at.min(1)).collect() });
    (AudienceLevels::set(levels.names().to_vec(), &strict.collect::<Vec<_>>()), false)
}

/// What `[audience.NAME]` holds.
fn own_table<'t>(table: &'t Table, name: &str) -> Option<&'t Table> {
    let Value::Table(all) = &table.get("audience")?.value else { return None };
    match &all.get(name)?.value {
        Value::Table(own) => Some(own),
        _ => None,
    }
}

fn said(fields: &mut Fields<'_, '_>, own: &Table, at: usize, names: &[String]) -> Said {
    let Some(item) = own.get("sees") else {
        // A slip in the name of the key is reported with the other keys; until it is corrected, nobody is let in by it.
        let is_near = |key: &String| !["title", "label", "base_url"].contains(&key.as_str()) && is_slip_of_sees(key);
        return if own.entries.iter().any(|(key, _, _)| is_near(key)) { Said::Unclear } else { Said::Nothing };
    };
    let Value::Array(items) = &item.value else {
        let hint = format!("list those whom `{}` sees: `sees = [\"{}\"]`", names[at], names[0]);
        fields.report(&item.span, format!("`sees` must be a list, found {}", item.value.kind()), hint);
        return Said::Unclear;
    };
    let others: Vec<Option<usize>> = items.iter().map(|item| other(fields, item, at, names)).collect();
    others.into_iter().collect::<Option<Vec<_>>>().map_or(Said::Unclear, Said::These)
}

fn is_slip_of_sees(key: &str) -> bool {
    nearest(key, ["sees"].into_iter()).is_some() || key.contains("see")
}

/// The place of an audience that another one sees.
fn other(fields: &mut Fields<'_, '_>, item: &Item, at: usize, names: &[String]) -> Option<usize> {
    let own = &names[at];
    let Value::String(name) = &item.value else {
        let hint = "write the name of an audience between quotation marks";
        fields.report(&item.span, format!("`sees` holds names, found {}", item.value.kind()), hint);
        return None;
    };
    let known = names.iter().position(|known| known == name);
    match known {
        Some(place) if place < at => return Some(place),
        Some(place) if place == at => {
            fields.report(&item.span, format!("`{own}` always sees what is for `{own}`"), "remove it from the list");
        }
        Some(_) => {
            let message = format!("`{own}` cannot see `{name}`, which comes after it");
            let hint = format!("list `{name}` before `{own}` in `audiences`; no two audiences see each other");
            fields.report(&item.span, message, hint);
        }
        None => {
            let hint = suggestion(name, names.iter().map(String::as_str), "this site's audiences are");
            fields.report(&item.span, format!("there is no audience `{name}`"), hint);
        }
    }
    None
}

/// Reports an audience besides the first that sees no other, and a last one that does not see all. Whether there is one.
fn ends(fields: &mut Fields<'_, '_>, table: &Table, levels: &AudienceLevels) -> bool {
    let names = levels.names();
    let (first, highest) = (&names[0], levels.highest());
    let mut found = false;
    let mut report = |name: &str, message: String, hint: String| {
        let place = own_table(table, name).and_then(|own| own.get("sees")).map(|item| item.span.clone());
        fields.report(&place.unwrap_or_default(), message, hint);
        found = true;
    };
    for audience in levels.iter().filter(|audience| !audience.sees(levels.lowest())) {
        let name = levels.name(audience);
        let message = format!("`{name}` does not see `{first}`, which is for everybody");
        report(name, message, format!("write `sees = [\"{first}\"]`, or more"));
    }
    let unseen: Vec<&str> =
        levels.iter().filter(|label| !highest.sees(*label)).map(|label| levels.name(label)).collect();
    if !unseen.is_empty() {
        let name = levels.name(highest);
        let message = format!("`{name}` is the last audience and does not see `{}`", unseen.join("`, `"));
        report(name, message, "remove its `sees`: the last of `audiences` sees all others".to_owned());
    }
    found
}
