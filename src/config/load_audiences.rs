//! Reads who the audiences are: their list, the default one, and what is said of each.

use super::load::{is_kebab_case, web_address};
use super::{AudienceLevels, AudienceSettings, Config, blocks, sees};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::{Fields, Item, Spanned, Table, Value, nearest, suggestion};

/// How many audiences there may be.
const MAX_AUDIENCES: usize = 16;

/// The audiences; names that cannot be one are left out.
///
/// Also whether the settings leave open who they are, so that nothing else can be judged by them.
pub(super) fn audiences(fields: &mut Fields<'_, '_>, table: &Table) -> (AudienceLevels, bool) {
    let before = fields.diags().iter().count();
    let list = match table.get("audience").filter(|_| meant_as_list(table)) {
        Some(item) => {
            let (_, key, _) = table.entries.iter().find(|(key, _, _)| key == "audience").expect("it was found");
            let written = table.place(&item.span);
            let list = written.range().and_then(|range| written.text().get(range)).unwrap_or("[...]");
            let hint = format!("write `audiences = {list}`");
            fields.report(key, "the list of audiences is called `audiences`", hint);
            None
        }
        None => match table.get("audiences").map(|item| (&item.value, &item.span)) {
            Some((Value::String(names), span)) if names.contains([',', ';']) => {
                fields.item("audiences");
                let names = names.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
                let list: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
                let hint = format!("write `audiences = [{}]`", list.join(", "));
                fields.report(span, "several audiences stand in a list, each between quotes", hint);
                None
            }
            _ => fields.strings("audiences"),
        },
    };
    let listed = list.is_some();
    let list = list.or_else(|| sees::names_of_tables(table).filter(|_| table.get("audiences").is_none()));
    let is_near = |(key, _, _): &(String, std::ops::Range<usize>, Item)| {
        key != "audience" && key != "audiences" && nearest(key, ["audiences"].into_iter()).is_some()
    };
    let Some(list) = list else {
        let unclear = table.entries.iter().any(is_near) || fields.diags().iter().count() > before;
        return (AudienceLevels::ladder(vec!["public".to_owned()]), unclear);
    };
    let names = named(fields, list);
    let (levels, sound) = sees::levels(fields, table, names, listed);
    let unclear = !sound || fields.diags().iter().count() > before;
    (levels, unclear)
}

/// Whether `audience`, the table of what each audience has, holds their list.
pub(super) fn meant_as_list(table: &Table) -> bool {
    table.get("audiences").is_none()
        && table.get("audience").is_some_and(|item| matches!(item.value, Value::Array(_) | Value::String(_)))
}

/// The names in a list that can be those of audiences; one at least.
fn named(fields: &mut Fields<'_, '_>, list: Vec<Spanned<String>>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut whole = None;
    for Spanned { value: name, span } in list {
        if !is_kebab_case(&name) || name.len() > 40 {
            let hint = "use lower-case words of the letters a to z joined by `-`, such as `hiring-managers`";
            fields.report(&span, format!("`{name}` cannot name an audience"), hint);
        } else if blocks::is_taken(&name) {
            let message = format!("`{name}` is the name of a block, so it cannot name an audience");
            fields.report(&span, message, "choose another word");
        } else if names.contains(&name) {
            fields.report(
                &span,
                format!("`{name}` is listed twice"),
                "name each audience once, least privileged first",
            );
        } else {
            names.push(name);
        }
        whole = Some(span);
    }
    if names.len() > MAX_AUDIENCES {
        let message = format!("there are {} audiences, more than {MAX_AUDIENCES}", names.len());
        fields.report(&whole.clone().unwrap_or_default(), message, "use fewer");
        names.truncate(MAX_AUDIENCES);
    }
    if names.is_empty() {
        if whole.is_none() {
            let finding = Diagnostic::new(&rules::SETTINGS, fields.place("audiences"), "`audiences` is empty")
                .hint("name at least one, or remove the line for one audience, `public`");
            fields.diags().push(finding);
        }
        names.push("public".to_owned());
    }
    names
}

pub(super) fn default_audience(fields: &mut Fields<'_, '_>, config: &mut Config) {
    let Some(name) = fields.string("default_audience") else { return };
    let place = fields.place("default_audience");
    let highest = config.audiences.name(config.audiences.highest());
    let finding = match config.audiences.find(&name.value) {
        None if config.audiences_unclear => return,
        None => unknown_audience(place, &name.value, &config.audiences),
        Some(audience) if audience != config.audiences.highest() => {
            let message = format!("what says nothing is shown to `{}`, not only to `{highest}`", name.value);
            let hint = format!("set `default_audience = \"{highest}\"` unless this is meant");
            config.default_audience = audience;
            Diagnostic::new(&rules::DEFAULT_AUDIENCE, place, message).hint(hint)
        }
        Some(_) => return,
    };
    fields.diags().push(finding);
}

/// Who reads along when a command prints. A name that is not known stands for those who may see least.
pub(super) fn print_for(fields: &mut Fields<'_, '_>, config: &mut Config) {
    let is_set = fields.item("print_for").is_some();
    let name = fields.string("print_for");
    let found = name.as_ref().and_then(|name| config.audiences.find(&name.value));
    if let Some(name) = name.filter(|_| found.is_none()) {
        let finding = unknown_audience(fields.place("print_for"), &name.value, &config.audiences);
        fields.diags().push(finding);
    }
    config.print_for = is_set.then(|| found.unwrap_or(config.audiences.lowest()));
}

fn unknown_audience(place: Place, name: &str, ladder: &AudienceLevels) -> Diagnostic {
    Diagnostic::new(&rules::UNKNOWN_AUDIENCE, place, format!("there is no audience `{name}`")).hint(suggestion(
        name,
        ladder.names().iter().map(String::as_str),
        "this site's audiences are",
    ))
}

pub(super) fn audience_tables(table: &Table, config: &mut Config, diags: &mut Diagnostics) {
    for (name, key, item) in &table.entries {
        let Some(audience) = config.audiences.find(name) else {
            diags.push(unknown_audience(table.place(key), name, &config.audiences));
            continue;
        };
        let Value::Table(inner) = &item.value else {
            let message = format!("`audience.{name}` must be a table, found {}", item.value.kind());
            let hint = format!("write `[audience.{name}]` and its `title`, `label` or `base_url` below");
            diags.push(Diagnostic::new(&rules::SETTINGS, table.place(&item.span), message).hint(hint));
            continue;
        };
        let mut fields = Fields::new(inner, &rules::SETTINGS, diags);
        config.audience_settings[audience.index()] = AudienceSettings {
            title: fields.string("title").map(|title| title.value),
            label: fields.string("label").map(|label| label.value),
            base_url: web_address(&mut fields, "base_url"),
        };
        // Who sees whom was read with the list.
        let _ = fields.item("sees");
        fields.finish_as(&rules::SETTINGS);
    }
}
