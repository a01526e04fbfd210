//! What keeps a page out of lists or out of the site in other tools.

use super::front::{Found, read};
use super::source::Files;
use super::values::{plain, says_yes, text_of};
use super::{Request, names};
use crate::fields::{Table, Value};

/// Why a key keeps a page out of lists or out of the site in the tools that know it.
pub(super) fn hides(key: &str, value: &Value, request: &Request<'_>) -> bool {
    let never = |table: &Table, key: &str| {
        let text = table.get(key).and_then(|item| text_of(&item.value));
        matches!(text.as_deref(), Some("never" | "false" | "local" | "link"))
    };
    let is_off = |value: &Value| matches!(value, Value::Bool(false));
    match plain(key).as_str() {
        "headless" | "noindex" | "navexclude" | "searchexclude" | "disabled" | "archived" => says_yes(value),
        "render" | "sitemap" | "inmenu" | "search" if is_off(value) => true,
        "build" => matches!(value, Value::Table(table) if never(table, "render") || never(table, "list")),
        // Obsidian's garden, and GitBook's conditions and layouts.
        "dgpublish" if is_off(value) => true,
        "dgpassphrase" | "if" | "visitor" | "claims" => !matches!(value, Value::Null | Value::Bool(false)),
        "layout" => matches!(value, Value::Table(table) if never(table, "visible")),
        "robots" => text_of(value).is_some_and(|text| text.to_lowercase().contains("noindex")),
        "password" | "protected" | "passwordprotected" | "membersonly" | "loginrequired" | "requireslogin"
        | "encrypt" => !matches!(value, Value::Null | Value::Bool(false)),
        _ => request.hiding.hides(key, value),
    }
}

/// Folders whose own page keeps back all that lies below it, as `cascade` does in Hugo.
pub(super) fn hidden_folders(files: &Files<'_>, request: &Request<'_>) -> Vec<String> {
    let passes_down = |value: &Value| {
        let tables: Vec<&Table> = match value {
            Value::Table(table) => vec![table],
            Value::Array(items) => items
                .iter()
                .filter_map(|item| if let Value::Table(table) = &item.value { Some(table) } else { None })
                .collect(),
            _ => Vec::new(),
        };
        tables.iter().any(|table| {
            table.entries.iter().any(|(key, _, item)| {
                let inner = if let Value::Table(inner) = &item.value { inner.entries.as_slice() } else { &[] };
                hides(key, &item.value, request) || inner.iter().any(|(key, _, item)| hides(key, &item.value, request))
            })
        })
    };
    let folder_of = |(path, bytes): (&String, &&[u8])| {
        let (found, _) = read(path, &String::from_utf8_lossy(bytes));
        let Found::Keys(table) = found else { return None };
        let hides_all = table.get("cascade").is_some_and(|item| passes_down(&item.value));
        hides_all.then(|| match names::folder(path) {
            "" => String::new(),
            folder => format!("{folder}/"),
        })
    };
    files.iter().filter(|(path, _)| names::file(path).starts_with("_index.")).filter_map(folder_of).collect()
}
