//! Files into records: which table of a TOML file holds what, and which CSV files hold records.
//!
//! Must not know what the keys of a record mean, nor whether the records fit together.

use std::ops::Range;
use std::sync::Arc;

use super::kinds::declared::{Holds, Shape, cells};
use super::kinds::{Form, RecordKind, RecordType, bodies::*, record_types};
use super::read::{Id, Outcome};
use super::{Data, DataFile};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, Source, rules};
use crate::fields::csv::{Cell, Sheet};
use crate::fields::{Fields, Item, Table, Value, nearest, parse_toml, suggestion};
use crate::site::records::read;
use crate::site::records::types::{Record, Records};
use crate::site::signs::Signs;

/// The headings of what every record has, beside its `id`.
const OF_EVERY_RECORD: [&str; 3] = ["audience", "owner", "reviewed_on"];

/// The headings that a CSV file of such records may have.
fn headings(kind: RecordKind) -> Vec<&'static str> {
    let own = kind.all_keys().into_iter().map(|key| key.name);
    ["id"].into_iter().chain(own).chain(OF_EVERY_RECORD).collect()
}

/// The TOML of a file, a byte order mark left out.
pub(in crate::site) fn toml(source: &Arc<Source>, rule: &'static Rule, diags: &mut Diagnostics) -> Option<Table> {
    let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    parse_toml(source, start..source.text.len(), rule, diags)
}

/// Reads a TOML file's records into `data`.
pub(in crate::site) fn read_toml(
    file: &DataFile,
    data: &mut Data,
    signs: &Signs,
    config: &Config,
    diags: &mut Diagnostics,
) {
    let Some(table) = toml(&file.source, &rules::BAD_RECORD, diags) else {
        data.has_gaps = true;
        return;
    };
    if table.entries.is_empty() {
        let finding = Diagnostic::new(&rules::BAD_RECORD, Place::file(&file.source.path), "this file holds no records");
        let hint = "write one, such as `[role.data-engineer]` with a line `title = \"Data Engineer\"` below, or remove the file";
        diags.push(finding.hint(hint).mild());
    }
    let mut fields = Fields::new(&table, &rules::BAD_RECORD, diags);
    let unsaid = read::audience_of_file(&file.source.path, signs, config);
    let audience = read::audience(&mut fields, &config.audiences, unsaid);
    let closes = signs.in_comments_of_data(&file.source, audience, fields.diags()).closes;
    let mut reading = Reading { data, audience, closes, config, signs, diags };
    let strays = strays(&table);
    for (key, span, item) in table.entries.iter().filter(|(key, _, _)| key != "audience") {
        match RecordKind::find(key) {
            Some(kind) => match kind.form() {
                Form::Named => reading.named(&table, kind, item),
                Form::Listed => reading.listed(&table, kind, item),
                Form::Nameless => reading.nameless(&table, kind, item),
            },
            None if strays.contains(&key.as_str()) => {
                if strays.first() == Some(&key.as_str()) {
                    reading.diags.push(outside(&strays, table.place(span)));
                }
                reading.data.has_gaps = true;
            }
            None => {
                let known = RecordKind::ALL.iter().map(|kind| kind.name()).chain(["audience"]);
                // A misspelt `audience` is always an error, whatever the site's severities.
                let rule = match nearest(key, known.clone()) {
                    Some("audience") => &rules::UNKNOWN_AUDIENCE,
                    _ => &rules::BAD_RECORD,
                };
                let finding = Diagnostic::new(rule, table.place(span), format!("there is no record type `{key}`"));
                let hint = match nearest(key, RecordKind::ALL.iter().map(|kind| kind.name())).and_then(RecordKind::find)
                {
                    Some(kind) => format!("write `{}`", kind.header()),
                    None => suggestion(key, known, "record types are"),
                };
                reading.diags.push(finding.hint(hint));
                // What it holds is named elsewhere, by rights.
                match RecordKind::ALL.iter().find(|kind| nearest(key, [kind.name()].into_iter()).is_some()) {
                    Some(kind) => reading.data.gaps_in.insert(*kind),
                    None => !std::mem::replace(&mut reading.data.has_gaps, true),
                };
            }
        }
    }
}

/// Keys of records that stand in no record: above the first, mostly.
fn strays(table: &Table) -> Vec<&str> {
    let is_stray = |key: &str, item: &Item| {
        let is_table = matches!(item.value, Value::Table(_) | Value::Array(_));
        let near = nearest(key, RecordKind::ALL.iter().map(|kind| kind.name()).chain(["audience"]));
        let is_key = |kind: &RecordKind| kind.all_keys().iter().any(|own| own.name == key);
        !is_table && near.is_none() && RecordKind::ALL.iter().any(is_key)
    };
    let entries = table.entries.iter().filter(|(key, _, item)| RecordKind::find(key).is_none() && is_stray(key, item));
    entries.map(|(key, _, _)| key.as_str()).collect()
}

/// Says so of all of them, at the first.
fn outside(strays: &[&str], place: Place) -> Diagnostic {
    let keys = strays.join("`, `");
    let message = match strays.len() {
        1 => format!("`{keys}` stands outside every record, and belongs to none"),
        _ => format!("`{keys}` stand outside every record, and belong to none"),
    };
    let hint = "write it into each record that it is meant for, below the record's heading in brackets";
    Diagnostic::new(&rules::BAD_RECORD, place, message).hint(hint)
}

/// The type of the records a CSV file holds, when its name says that it holds records.
pub(in crate::site) fn listed_type(path: &str) -> Option<RecordKind> {
    let stem = path.rsplit('/').next()?.strip_suffix(".csv")?;
    let single = stem.strip_suffix('s').unwrap_or(stem);
    let is_named = |kind: &RecordKind| {
        let name = kind.name();
        stem == name || single == name || single.strip_suffix('e') == Some(name) || stem == kind.plural()
    };
    RecordKind::ALL.iter().copied().filter(|kind| kind.may_be_csv()).find(is_named)
}

/// Reads the records of a CSV file into `data`; every line is one, every heading a key.
pub(in crate::site) fn read_records(
    sheet: &Sheet,
    kind: RecordKind,
    audience: Audience,
    data: &mut Data,
    signs: &Signs,
    config: &Config,
    diags: &mut Diagnostics,
) {
    let known = headings(kind);
    let mut meant = sheet.header.clone();
    for (at, cell) in sheet.header.iter().enumerate().filter(|(_, cell)| !known.contains(&cell.text.as_str())) {
        let near = nearest(&cell.text, known.iter().copied());
        // As in TOML: who may see a record must not hang on a heading that nothing reads.
        let rule = if near == Some("audience") { &rules::UNKNOWN_AUDIENCE } else { &rules::UNKNOWN_KEY };
        let finding = Diagnostic::new(rule, sheet.place(cell), format!("there is no key `{}` here", cell.text))
            .hint(suggestion(&cell.text, known.iter().copied(), "the headings here are"));
        diags.push(finding);
        // What its cells say is read all the same, so that it is not missed in every line; but for who may see them.
        if let Some(near) = near.filter(|near| *near != "audience" && sheet.column(near).is_none()) {
            near.clone_into(&mut meant[at].text);
        }
    }
    let mut reading = Reading { data, audience, closes: false, config, signs, diags };
    for row in &sheet.rows {
        match row_table((sheet, &meant), row, &known, kind, reading.diags) {
            Ok(table) => reading.record(kind, Id::Key, &table),
            // Others may name it: that it cannot be read was said already.
            Err(id) => reading.data.unusable(kind, id),
        }
    }
}

/// A line as the table it would be in TOML, or the id of one with a cell that cannot be a value.
fn row_table(
    (sheet, headings): (&Sheet, &[Cell]),
    row: &[Cell],
    known: &[&str],
    kind: RecordKind,
    diags: &mut Diagnostics,
) -> Result<Table, String> {
    let mut entries = Vec::new();
    let mut sound = true;
    for (heading, cell) in headings.iter().zip(row).filter(|(heading, _)| known.contains(&heading.text.as_str())) {
        let shape = kind.shape_of(&heading.text).unwrap_or(Shape::optional(Holds::Text));
        match cells::value(&heading.text, &shape, cell) {
            Ok(value) => {
                let item = Item { value, span: cell.span.clone() };
                entries.push((heading.text.clone(), heading.span.clone(), item));
            }
            Err((message, hint)) => {
                let finding = Diagnostic::new(&rules::BAD_RECORD, sheet.place(cell), message).hint(hint);
                diags.push(finding);
                sound = false;
            }
        }
    }
    let id = sheet.column("id").map(|at| row[at].text.clone()).unwrap_or_default();
    let span: Range<usize> = row[0].span.start..row[row.len() - 1].span.end;
    if sound { Ok(Table { source: Arc::clone(&sheet.source), span, entries }) } else { Err(id) }
}

struct Reading<'a> {
    data: &'a mut Data,
    audience: Audience,
    /// Whether the file carries a sign that something in it was meant to be hidden.
    closes: bool,
    config: &'a Config,
    signs: &'a Signs,
    diags: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn named(&mut self, file: &Table, kind: RecordKind, item: &Item) {
        let name = kind.name();
        let Value::Table(records) = &item.value else {
            self.data.gaps_in.insert(kind);
            return self.misplaced(file, item, name, format!("write `[{name}.ID]`, with the id instead of ID"));
        };
        let is_table = |(_, _, item): &(String, Range<usize>, Item)| matches!(item.value, Value::Table(_));
        if !records.entries.is_empty() && !records.entries.iter().any(is_table) {
            self.data.gaps_in.insert(kind);
            let id = records.get("id").and_then(|item| match &item.value {
                Value::String(id) => Some(id.as_str()),
                _ => None,
            });
            let hint = match id {
                Some(id) => format!("write `[{name}.{id}]`, and remove the line `id`"),
                None => format!("write `[{name}.ID]`, with the id instead of ID"),
            };
            return self.misplaced(file, item, name, hint);
        }
        for (id, span, item) in &records.entries {
            match &item.value {
                Value::Table(table) => self.record(kind, Id::Name(id.clone(), file.place(span)), table),
                _ => {
                    self.data.gaps_in.insert(kind);
                    self.misplaced(
                        file,
                        item,
                        &format!("{name}.{id}"),
                        format!("write `[{name}.{id}]` and its keys below"),
                    );
                }
            }
        }
    }

    fn listed(&mut self, file: &Table, kind: RecordKind, item: &Item) {
        let hint = format!("write `[[{}]]`, with its `id` as a key below", kind.name());
        self.each(file, kind, item, &hint, |reading, _, table| reading.record(kind, Id::Key, table));
    }

    /// Records that nothing names, so that they have no ids: the number in the site stands for one.
    fn nameless(&mut self, file: &Table, kind: RecordKind, item: &Item) {
        let hint = match kind {
            RecordKind::Change => "write `[[change]]`, with `on` and `text` below",
            _ => "write `[[synonym]]`, with `words = [\"jd\", \"job description\"]` below",
        };
        self.each(file, kind, item, hint, |reading, item, table| {
            let before = match kind {
                RecordKind::Change => reading.data.changes.count(),
                _ => reading.data.synonyms.count(),
            };
            let id = format!("{}-{}", kind.name(), before + 1);
            reading.record(kind, Id::Name(id, file.place(&item.span)), table);
        });
    }

    /// Reads each table of a list.
    fn each(
        &mut self,
        file: &Table,
        kind: RecordKind,
        item: &Item,
        hint: &str,
        read: impl Fn(&mut Self, &Item, &Table),
    ) {
        let Value::Array(records) = &item.value else {
            self.data.gaps_in.insert(kind);
            return self.misplaced(file, item, kind.name(), hint.to_owned());
        };
        for item in records {
            match &item.value {
                Value::Table(table) => read(self, item, table),
                _ => self.misplaced(file, item, kind.name(), hint.to_owned()),
            }
        }
    }

    fn misplaced(&mut self, file: &Table, item: &Item, name: &str, hint: String) {
        let finding =
            Diagnostic::new(&rules::BAD_RECORD, file.place(&item.span), format!("`{name}` is no record like this"));
        self.diags.push(finding.hint(hint));
    }

    fn record(&mut self, kind: RecordKind, id: Id, table: &Table) {
        let (mut audience, config) = (self.audience, self.config);
        match kind {
            RecordKind::WalkAway => {
                audience = config.audiences.highest();
                self.hold_back(table);
            }
            // For those who interview, unless the record itself says otherwise.
            RecordKind::RedFlag | RecordKind::BankQuestion => audience = config.audiences.highest(),
            _ => {}
        }
        // The parts of a questionnaire have audiences of their own.
        let own = table.get("audience").and_then(|item| match &item.value {
            Value::String(name) => config.audiences.find(name),
            _ => None,
        });
        let closes = self.signs.in_record(table, kind == RecordKind::Fit, own.unwrap_or(audience), self.diags).closes
            | self.closes;
        macro_rules! read {
            ($($(#[$doc:meta])* $field:ident: $body:ty, $of:ident = $name:literal as $form:ident;)*) => {
                match kind {
                    $(RecordKind::$of => self.read::<$body>(id, table, audience, closes),)*
                }
            };
        }
        record_types!(read);
        if kind == RecordKind::WalkAway {
            self.data.walk_aways.label_all(audience);
        }
    }

    fn read<T: RecordType>(&mut self, id: Id, table: &Table, audience: Audience, closes: bool) {
        let config = self.config;
        let body = |fields: &mut Fields<'_, '_>| T::read(fields, config);
        let outcome = read::record(id, table, audience, config, self.signs, self.diags, body);
        let outcome = if closes { outcome.closed(config.audiences.highest()) } else { outcome };
        let outcome = match &outcome.record {
            Some(record) => {
                let place =
                    table.get("audience").map_or_else(|| table.place(&table.span), |item| table.place(&item.span));
                let held = read::held_to_folder(record.audience, place, config, self.diags);
                outcome.closed(held)
            }
            None => outcome,
        };
        if let Some(unusable) = keep(T::of_mut(self.data), outcome, self.diags) {
            if unusable.is_empty() {
                // Whoever names it by the id that was meant is right.
                self.data.gaps_in.insert(T::KIND);
            }
            self.data.unusable(T::KIND, unusable);
        }
    }
}

impl Reading<'_> {
    /// Some records are for the highest audience by what they are: a key that says otherwise is refused.
    fn hold_back(&mut self, table: &Table) {
        let asked = match table.get("audience").map(|item| &item.value) {
            Some(Value::String(name)) => self.config.audiences.find(name),
            _ => None,
        };
        let highest = self.config.audiences.highest();
        if let Some((item, _)) = table.get("audience").zip(asked.filter(|asked| *asked != highest)) {
            let name = self.config.audiences.name(highest);
            let message = format!("a walk-away figure is for `{name}` alone");
            let finding = Diagnostic::new(&rules::AUDIENCE_WIDENED, table.place(&item.span), message);
            self.diags.push(finding.hint("remove the `audience` of this record"));
        }
    }
}

/// Adds what was read; gives back the id of a record that cannot be used, empty when it has none.
fn keep<T>(records: &mut Records<T>, outcome: Outcome<T>, diags: &mut Diagnostics) -> Option<String> {
    let Some(record) = outcome.record else { return Some(outcome.id.unwrap_or_default()) };
    if let Err((second, first)) = records.add(record) {
        diags.push(twice(&second, first));
    }
    None
}

fn twice<T>(second: &Record<T>, first: &Record<T>) -> Diagnostic {
    Diagnostic::new(&rules::COLLISION, second.place.clone(), format!("two records have the id `{}`", second.id))
        .hint("give one of them another id")
        .related(first.place.clone(), "the first one")
}
