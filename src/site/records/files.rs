//! Files into records: which table of a TOML file holds what, and which CSV files hold records.
//!
//! Must not know what the keys of a record mean, nor whether the records fit together.

use std::ops::Range;
use std::sync::Arc;

use super::csv::{Cell, Sheet};
use super::fit;
use super::kinds::{Form, RecordKind};
use super::read::{Id, Outcome};
use super::stage;
use super::{Data, DataFile};
use super::{read_models, read_pay, read_roles, read_variable_pay, synonyms};
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, rules};
use crate::fields::{Fields, Item, Table, Value, nearest, parse_toml, suggestion};
use crate::site::records::read;
use crate::site::records::types::{Record, Records};
use crate::site::signs::Signs;

/// The headings that a CSV file of such records may have; `None` for types that hold lists of their own, which no line of
/// CSV can.
fn headings(kind: RecordKind) -> Option<&'static [&'static str]> {
    match kind {
        RecordKind::Observation => Some(read_pay::OBSERVATION_KEYS),
        RecordKind::Band => Some(read_pay::BAND_KEYS),
        RecordKind::Equity => Some(read_variable_pay::EQUITY_KEYS),
        RecordKind::Bonus => Some(read_variable_pay::BONUS_KEYS),
        RecordKind::Premium => Some(read_variable_pay::PREMIUM_KEYS),
        RecordKind::WalkAway => Some(read_variable_pay::WALK_AWAY_KEYS),
        RecordKind::Source
        | RecordKind::Place
        | RecordKind::Level
        | RecordKind::Role
        | RecordKind::Skill
        | RecordKind::Family
        | RecordKind::Comparison
        | RecordKind::Ladder
        | RecordKind::Fit
        | RecordKind::Claim
        | RecordKind::ExchangeRates
        | RecordKind::Model
        | RecordKind::Stage
        | RecordKind::RedFlag
        | RecordKind::Question
        | RecordKind::Synonym => None,
    }
}

/// The TOML of a file, a byte order mark left out.
pub(in crate::site) fn toml(source: &Arc<Source>, rule: &'static Rule, diags: &mut Diagnostics) -> Option<Table> {
    let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    parse_toml(source, start..source.text.len(), rule, diags)
}

/// Reads a TOML file's records into `data`.
pub(in crate::site) fn read_toml(file: &DataFile, data: &mut Data, config: &Config, diags: &mut Diagnostics) {
    let Some(table) = toml(&file.source, &rules::BAD_RECORD, diags) else {
        data.has_gaps = true;
        return;
    };
    let mut fields = Fields::new(&table, &rules::BAD_RECORD, diags);
    let audience = read::audience(&mut fields, &config.audiences, config.default_audience);
    let signs = Signs::new(config);
    let mut reading = Reading { data, audience, config, signs: &signs, diags };
    for (key, span, item) in table.entries.iter().filter(|(key, _, _)| key != "audience") {
        match RecordKind::find(key) {
            Some(kind) => match kind.form() {
                Form::Named => reading.named(&table, kind, item),
                Form::Listed => reading.listed(&table, kind, item),
                Form::Nameless => reading.nameless(&table, kind, item),
            },
            None => {
                let known = RecordKind::ALL.iter().map(|kind| kind.name()).chain(["audience"]);
                // A misspelt `audience` is always an error, whatever the site's severities.
                let rule = match nearest(key, known.clone()) {
                    Some("audience") => &rules::UNKNOWN_AUDIENCE,
                    _ => &rules::BAD_RECORD,
                };
                let finding = Diagnostic::new(rule, table.place(span), format!("there is no record type `{key}`"));
                reading.diags.push(finding.hint(suggestion(key, known, "record types are")));
            }
        }
    }
}

/// The type of the records a CSV file holds, when its name says that it holds records.
pub(in crate::site) fn listed_type(path: &str) -> Option<RecordKind> {
    let stem = path.rsplit('/').next()?.strip_suffix(".csv")?;
    let single = stem.strip_suffix('s').unwrap_or(stem);
    let is_named = |kind: &RecordKind| {
        let name = kind.name();
        stem == name || single == name || single.strip_suffix('e') == Some(name)
    };
    RecordKind::ALL.iter().copied().filter(|kind| headings(*kind).is_some()).find(is_named)
}

/// Reads the records of a CSV file into `data`; every line is one, every heading a key.
pub(in crate::site) fn read_records(
    sheet: &Sheet,
    kind: RecordKind,
    audience: Audience,
    data: &mut Data,
    config: &Config,
    diags: &mut Diagnostics,
) {
    let known = headings(kind).unwrap_or_default();
    for cell in sheet.header.iter().filter(|cell| !known.contains(&cell.text.as_str())) {
        let near = nearest(&cell.text, known.iter().copied());
        // As in TOML: who may see a record must not hang on a heading that nothing reads.
        let rule = if near == Some("audience") { &rules::UNKNOWN_AUDIENCE } else { &rules::UNKNOWN_KEY };
        let finding = Diagnostic::new(rule, sheet.place(cell), format!("there is no key `{}` here", cell.text))
            .hint(suggestion(&cell.text, known.iter().copied(), "the headings here are"));
        diags.push(finding);
    }
    let signs = Signs::new(config);
    let mut reading = Reading { data, audience, config, signs: &signs, diags };
    for row in &sheet.rows {
        match row_table(sheet, row, kind, reading.diags) {
            Ok(table) => reading.record(kind, Id::Key, &table),
            // Others may name it: that it cannot be read was said already.
            Err(id) => reading.data.unusable(kind, id),
        }
    }
}

/// A line as the table it would be in TOML, or the id of one with a cell that cannot be a value.
fn row_table(sheet: &Sheet, row: &[Cell], kind: RecordKind, diags: &mut Diagnostics) -> Result<Table, String> {
    let known = headings(kind).unwrap_or_default();
    let mut entries = Vec::new();
    let mut sound = true;
    for (heading, cell) in sheet.header.iter().zip(row).filter(|(heading, _)| known.contains(&heading.text.as_str())) {
        match cell_value(kind, &heading.text, cell) {
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

/// What a cell means under this heading; an empty one means nothing.
fn cell_value(kind: RecordKind, heading: &str, cell: &Cell) -> Result<Value, (String, String)> {
    let text = cell.text.as_str();
    match heading {
        _ if text.is_empty() => Ok(Value::Null),
        "min" | "max" if matches!(kind, RecordKind::Equity | RecordKind::Bonus | RecordKind::Premium) => {
            percent(heading, text).map(Value::Float)
        }
        "min" | "max" | "p10" | "p25" | "p50" | "p75" | "p90" | "sample" | "amount" | "budget" | "vesting_months"
        | "cliff_months" => whole_number(heading, text).map(Value::Integer),
        "open_ended" | "vesting_assumed" => match text {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err((
                format!("`{heading}` cannot be `{text}`"),
                "write `true` or `false`, or leave it empty".to_owned(),
            )),
        },
        // Ids hold no spaces, so a list of them needs nothing else between.
        "from" => {
            let ids = text.split([' ', ';', ',']).filter(|id| !id.is_empty());
            Ok(Value::Array(
                ids.map(|id| Item { value: Value::String(id.to_owned()), span: cell.span.clone() }).collect(),
            ))
        }
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// A plain number of percent.
fn percent(heading: &str, text: &str) -> Result<f64, (String, String)> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| is_plain).ok_or_else(|| {
        let bare = text.trim_end_matches('%').trim();
        let is_number = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && bare.parse::<f64>().is_ok();
        let hint = if is_number {
            format!("write the number alone: `{bare}`")
        } else {
            "write percent as a number alone, such as `0.5`; the two ends stand under `min` and `max`".to_owned()
        };
        (format!("`{heading}` must be a number of percent, found `{text}`"), hint)
    })
}

/// A plain whole number; everything else that people write as an amount gets its own hint.
fn whole_number(heading: &str, text: &str) -> Result<i64, (String, String)> {
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number);
    }
    let lower = text.to_lowercase();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_grouped =
        text.contains([',', ' ', '\'', '_']) && text.chars().all(|c| c.is_ascii_digit() || ", '_".contains(c));
    let is_span = ["-", "–", "—", " to "].iter().any(|between| lower.trim_start_matches('-').contains(between));
    let hint = if digits.is_empty() {
        "write a whole number, such as `130000`, or leave the line out".to_owned()
    } else if is_span {
        "write the two ends under `min` and `max`".to_owned()
    } else if is_grouped {
        format!("write digits alone: `{digits}`")
    } else if lower.ends_with('k') && !text.contains('.') {
        format!("write it in full and without a sign: `{digits}000`; the currency goes under `currency`")
    } else if lower.contains('e') || lower.contains("inf") || text.contains('.') || text.len() > 18 {
        "write a whole number in full, such as `130000`".to_owned()
    } else {
        format!("write digits alone: `{digits}`; the currency goes under `currency`")
    };
    Err((format!("`{heading}` must be a whole number, found `{text}`"), hint))
}

struct Reading<'a> {
    data: &'a mut Data,
    audience: Audience,
    config: &'a Config,
    signs: &'a Signs,
    diags: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn named(&mut self, file: &Table, kind: RecordKind, item: &Item) {
        let name = kind.name();
        let Value::Table(records) = &item.value else {
            return self.misplaced(file, item, name, format!("write `[{name}.ID]`, with the id instead of ID"));
        };
        for (id, span, item) in &records.entries {
            match &item.value {
                Value::Table(table) => self.record(kind, Id::Name(id.clone(), file.place(span)), table),
                _ => self.misplaced(
                    file,
                    item,
                    &format!("{name}.{id}"),
                    format!("write `[{name}.{id}]` and its keys below"),
                ),
            }
        }
    }

    fn listed(&mut self, file: &Table, kind: RecordKind, item: &Item) {
        let hint = format!("write `[[{}]]`, with its `id` as a key below", kind.name());
        self.each(file, kind, item, &hint, |reading, _, table| reading.record(kind, Id::Key, table));
    }

    /// Records that nothing names, so that they have no ids: the number in the site stands for one.
    fn nameless(&mut self, file: &Table, kind: RecordKind, item: &Item) {
        let hint = "write `[[synonym]]`, with `words = [\"jd\", \"job description\"]` below";
        self.each(file, kind, item, hint, |reading, item, table| {
            let id = format!("{}-{}", kind.name(), reading.data.synonyms.count() + 1);
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
            RecordKind::RedFlag => audience = config.audiences.highest(),
            _ => {}
        }
        // The parts of a questionnaire have audiences of their own.
        let closes = self.signs.in_record(table, kind == RecordKind::Fit, self.diags).closes;
        macro_rules! read {
            ($field:ident, $body:expr) => {{
                let outcome = read::record(id, table, audience, config, self.signs, self.diags, $body);
                let outcome = if closes { outcome.closed(config.audiences.highest()) } else { outcome };
                if let Some(unusable) = keep(&mut self.data.$field, outcome, self.diags) {
                    self.data.unusable(kind, unusable);
                }
            }};
        }
        match kind {
            RecordKind::Source => read!(sources, read::source),
            RecordKind::Place => read!(places, read::place),
            RecordKind::Level => read!(levels, read::level),
            RecordKind::Role => read!(roles, read::role),
            RecordKind::Skill => read!(skills, read::skill),
            RecordKind::Synonym => read!(synonyms, synonyms::synonym),
            RecordKind::Fit => read!(fits, |fields| fit::questionnaire(fields, config)),
            RecordKind::Family => read!(families, read_roles::family),
            RecordKind::Comparison => read!(comparisons, read_roles::comparison),
            RecordKind::Ladder => read!(ladders, read_roles::ladder),
            RecordKind::RedFlag => read!(red_flags, read_roles::red_flag),
            RecordKind::Question => read!(questions, read_roles::question),
            RecordKind::Claim => read!(claims, read_variable_pay::claim),
            RecordKind::ExchangeRates => read!(exchange_rates, read_models::exchange_rates),
            RecordKind::Model => read!(models, read_models::model),
            RecordKind::Equity => read!(equity, read_variable_pay::equity),
            RecordKind::Bonus => read!(bonuses, read_variable_pay::bonus),
            RecordKind::Premium => read!(premiums, read_variable_pay::premium),
            RecordKind::WalkAway => {
                read!(walk_aways, read_variable_pay::walk_away);
                self.data.walk_aways.label_all(audience);
            }
            RecordKind::Stage => read!(stages, |fields| stage::read(fields, config)),
            RecordKind::Observation => read!(observations, read_pay::observation),
            RecordKind::Band => read!(bands, read_pay::band),
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
