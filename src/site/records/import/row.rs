//! One row of a spreadsheet as records, one for each measure it has amounts of, and those records as TOML.

use super::cell::Amounts;
use super::heading::{Column, End, Heading};
use super::{Origin, Reading};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::fields::{parse_date, suggestion};
use crate::site::records::csv::Cell;
use crate::site::records::import::cell;
use crate::site::records::import::heading;
use crate::site::records::read_pay::{PERCENTILES, complaint};
use crate::site::records::types::{Measure, Pay, Period, Records};
use crate::site::records::{currency, money_in_prose};

/// A record that a row gives.
pub(in crate::site) struct PayRow {
    pub(in crate::site) id: String,
    /// Keys with their values as TOML, in the order of the guide.
    pub(in crate::site) keys: Vec<(&'static str, String)>,
}

/// What could not be told, and what to do about it.
type Unclear = (Cell, String, String);

/// Reads a row. What leaves something open is reported at its cell, and no record comes of it.
pub(in crate::site) fn read(
    reading: &Reading<'_>,
    cells: &[Cell],
    origin: &Origin<'_>,
    records: &mut Vec<PayRow>,
    diags: &mut Diagnostics,
) {
    let report = |(cell, message, hint): Unclear, diags: &mut Diagnostics| {
        diags.push(Diagnostic::new(&rules::BAD_RECORD, reading.sheet.place(&cell), message).hint(hint));
    };
    let row = Row { reading, cells };
    let key = match row.key() {
        Ok(key) => key,
        Err(unclear) => return report(unclear, diags),
    };
    let measures = reading.measures();
    let is_empty = |measure: &Option<Measure>| row.amount_cells(*measure).iter().all(|(cell, _)| cell.text.is_empty());
    if measures.iter().all(is_empty) {
        let message = "this row has no amounts".to_owned();
        return report((cells[0].clone(), message, "fill them in, or remove the row".to_owned()), diags);
    }
    for measure in measures.into_iter().filter(|measure| !is_empty(measure)) {
        match row.record(&key, measure, origin).and_then(|record| row.free(record, records)) {
            Ok(record) => records.push(record),
            Err(unclear) => report(unclear, diags),
        }
    }
}

/// The ids a row is about.
struct Key {
    role: String,
    level: Option<String>,
    place: String,
    source: Option<String>,
}

struct Row<'r> {
    reading: &'r Reading<'r>,
    cells: &'r [Cell],
}

impl Row<'_> {
    fn cell(&self, column: Column) -> Option<&Cell> {
        self.reading.cell(self.cells, column).filter(|cell| !cell.text.is_empty())
    }

    fn key(&self) -> Result<Key, Unclear> {
        let data = self.reading.data;
        let role = self.named("role", Column::Role, &data.roles, |role| {
            std::iter::once(&role.title).chain(&role.aliases).map(String::as_str).collect()
        })?;
        let level = self.named("level", Column::Level, &data.levels, |level| vec![&level.title])?;
        let place = self.named("place", Column::Place, &data.places, |place| vec![&place.title])?;
        let source =
            self.named("source", Column::Source, &data.sources, |source| vec![&source.title, &source.publisher])?;
        let needed = |column, id: Option<String>, what: &str| {
            let cell = self.reading.cell(self.cells, column).unwrap_or(&self.cells[0]).clone();
            id.ok_or((cell, format!("this row names no {what}"), format!("write the id or the title of a {what}")))
        };
        if self.reading.column(Column::Source).is_some() {
            needed(Column::Source, source.clone(), "source")?;
        }
        let (role, place) = (needed(Column::Role, role, "role")?, needed(Column::Place, place, "place")?);
        Ok(Key { role, level, place, source })
    }

    /// The id of the record that a cell names by its id, its title or another of its names; `None` for an empty cell.
    fn named<T>(
        &self,
        kind: &str,
        column: Column,
        records: &Records<T>,
        names: impl Fn(&T) -> Vec<&str>,
    ) -> Result<Option<String>, Unclear> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let wanted = cell.text.to_lowercase();
        let fits = |name: &str| name.to_lowercase() == wanted;
        let found: Vec<&str> = records
            .iter()
            .filter(|record| fits(&record.id) || names(&record.body).into_iter().any(fits))
            .map(|record| record.id.as_str())
            .collect();
        match found[..] {
            [one] => Ok(Some(one.to_owned())),
            [] => {
                let hint = suggestion(&wanted, records.ids(), "the ids there are:");
                let hint = format!("{hint}; or add a record `[{kind}.ID]` with this title first");
                Err((cell.clone(), format!("no {kind} is called `{}`", cell.text), hint))
            }
            _ => {
                let hint = format!("write the id that is meant: `{}`", found.join("`, `"));
                Err((cell.clone(), format!("more than one {kind} is called `{}`", cell.text), hint))
            }
        }
    }

    /// The amounts of a measure, its percentiles not among them, each with its heading.
    fn amount_cells(&self, measure: Option<Measure>) -> Vec<(&Cell, Heading)> {
        let of = self.reading.columns.iter().filter(|known| {
            let is_end = matches!(known.heading.column, Column::Amount(End::Min | End::Max | End::Range));
            is_end && known.heading.measure == measure
        });
        of.map(|known| (&self.cells[known.at], known.heading)).collect()
    }

    fn record(&self, key: &Key, measure: Option<Measure>, origin: &Origin<'_>) -> Result<PayRow, Unclear> {
        let given = match measure {
            Some(measure) => measure,
            None => self.measure()?,
        };
        let period = self.period(measure)?;
        let mut currencies: Vec<(Cell, &'static [&'static str])> = Vec::new();
        let range = self.range(measure, &mut currencies)?;
        let (min, max, open) = range;
        let first = currencies.first().map_or_else(|| self.cells[0].clone(), |(cell, _)| cell.clone());
        let is_yearly = period == Period::Year && matches!(given, Measure::Base | Measure::Total);
        for (end, amount) in [("min", min), ("max", max)] {
            if let Some((message, hint)) = complaint(end, amount, is_yearly) {
                return Err((first, message, hint));
            }
        }
        if min > max {
            let hint = "the smaller amount comes first: see which column is which".to_owned();
            return Err((first, format!("the amounts run from {min} down to {max}"), hint));
        }
        let percentiles = self.percentiles(measure, is_yearly, &mut currencies)?;
        let currency = self.currency(key, &currencies)?;
        let text = |value: &str| toml::Value::from(value).to_string();
        let mut keys: Vec<(&'static str, String)> = vec![("role", text(&key.role))];
        keys.extend(key.level.as_ref().map(|level| ("level", text(level))));
        keys.extend([("place", text(&key.place)), ("measure", text(Measure::NAMES[given as usize].0))]);
        keys.extend([("min", min.to_string()), ("max", max.to_string())]);
        keys.extend(open.then(|| ("open_ended", "true".to_owned())));
        keys.extend([("currency", text(currency)), ("period", text(period.text()))]);
        match &key.source {
            Some(source) => keys.push(("source", text(source))),
            None => keys.extend([("method", text("manual")), ("source", text(origin.id))]),
        }
        keys.extend(percentiles);
        keys.extend(self.plain()?);
        let level = key.level.as_ref().map(|level| format!("-{level}")).unwrap_or_default();
        let measure = Measure::NAMES[given as usize].0;
        let source = key.source.as_ref().map(|source| format!("{source}-")).unwrap_or_default();
        Ok(PayRow { id: format!("{source}{}{level}-{}-{measure}", key.role, key.place), keys })
    }

    fn measure(&self) -> Result<Measure, Unclear> {
        let cell = self.reading.cell(self.cells, Column::Measure).unwrap_or(&self.cells[0]);
        let mut found = heading::words(&cell.text).into_iter().filter_map(|word| heading::measure(&word));
        match (found.next(), found.next()) {
            (Some(measure), None) => Ok(measure),
            _ => {
                let hint = "write `base`, `total`, `bonus`, `equity`, or `unstated` when nobody knows";
                Err((cell.clone(), format!("`{}` does not say what is counted", cell.text), hint.to_owned()))
            }
        }
    }

    fn period(&self, measure: Option<Measure>) -> Result<Period, Unclear> {
        let cell = self.reading.cell(self.cells, Column::Period);
        let by_cell = cell.and_then(|cell| heading::words(&cell.text).iter().find_map(|word| heading::period(word)));
        let own = self.amount_cells(measure).into_iter().find_map(|(_, heading)| heading.period);
        // Without a column of its own, what one heading says holds for the others that say nothing.
        let other = || cell.is_none().then(|| self.reading.columns.iter().find_map(|known| known.heading.period));
        match by_cell.or(own).or_else(|| other().flatten()) {
            Some(period) => Ok(period),
            None => {
                let cell = cell.unwrap_or(&self.cells[0]);
                let hint = "write `year`, `month`, `day` or `hour`".to_owned();
                Err((cell.clone(), format!("`{}` does not say for how long this is paid", cell.text), hint))
            }
        }
    }

    /// The ends of a measure, and whether the top is open.
    fn range(
        &self,
        measure: Option<Measure>,
        currencies: &mut Vec<(Cell, &'static [&'static str])>,
    ) -> Result<(i64, i64, bool), Unclear> {
        let (mut min, mut max, mut open) = (None, None, false);
        let cells = self.amount_cells(measure);
        for (cell, heading) in &cells {
            if cell.text.is_empty() {
                continue;
            }
            let amounts = self.amounts(cell, heading, currencies)?;
            open |= amounts.open;
            match (heading.column, &amounts.ends[..]) {
                (Column::Amount(End::Min), [one]) if !amounts.open => min = Some(*one),
                (Column::Amount(End::Max), [one]) => max = Some(*one),
                (Column::Amount(End::Range), [low, high]) => (min, max) = (Some(*low), Some(*high)),
                (Column::Amount(End::Range), [one]) if amounts.open => (min, max) = (Some(*one), Some(*one)),
                (Column::Amount(End::Range), _) => {
                    let hint = "write both ends, as in `130000-180000`, or `130000+` when there is no top".to_owned();
                    return Err(((*cell).clone(), format!("`{}` is one amount and no range", cell.text), hint));
                }
                _ => {
                    let hint = "give each end a column of its own, or call the column `range`".to_owned();
                    return Err(((*cell).clone(), format!("`{}` is more than one end of a range", cell.text), hint));
                }
            }
        }
        match (min, max) {
            (Some(min), Some(max)) => Ok((min, max, open)),
            _ => {
                let empty =
                    cells.iter().find(|(cell, _)| cell.text.is_empty()).map_or(&self.cells[0], |(cell, _)| cell);
                let which = if min.is_none() { "lower" } else { "upper" };
                let hint = "fill it in; of a range without a top, write the last amount that is known with a `+`";
                Err((empty.clone(), format!("the {which} end of this range is missing"), hint.to_owned()))
            }
        }
    }

    fn amounts(
        &self,
        cell: &Cell,
        heading: &Heading,
        currencies: &mut Vec<(Cell, &'static [&'static str])>,
    ) -> Result<Amounts, Unclear> {
        let amounts = cell::amounts(&cell.text, heading.thousands).map_err(|(why, hint)| (cell.clone(), why, hint))?;
        currencies.push((cell.clone(), amounts.currencies));
        currencies.push((cell.clone(), heading.currencies));
        Ok(amounts)
    }

    fn percentiles(
        &self,
        measure: Option<Measure>,
        is_yearly: bool,
        currencies: &mut Vec<(Cell, &'static [&'static str])>,
    ) -> Result<Vec<(&'static str, String)>, Unclear> {
        let mut keys: Vec<(usize, i64)> = Vec::new();
        for known in self.reading.columns.iter().filter(|known| known.heading.measure == measure) {
            let Column::Amount(End::Percentile(at)) = known.heading.column else { continue };
            let cell = &self.cells[known.at];
            if cell.text.is_empty() {
                continue;
            }
            let amounts = self.amounts(cell, &known.heading, currencies)?;
            let [one] = amounts.ends[..] else {
                let hint = "write one amount".to_owned();
                return Err((cell.clone(), format!("`{}` is no percentile", cell.text), hint));
            };
            if let Some((message, hint)) = complaint(PERCENTILES[at].0, one, is_yearly) {
                return Err((cell.clone(), message, hint));
            }
            keys.push((at, one));
        }
        keys.sort_unstable();
        if let Some(pair) = keys.windows(2).find(|pair| pair[0].1 > pair[1].1) {
            let (lower, upper) = (PERCENTILES[pair[0].0].0, PERCENTILES[pair[1].0].0);
            let hint = "percentiles ascend: check which amount belongs to which".to_owned();
            return Err((self.cells[0].clone(), format!("`{upper}` is below `{lower}`"), hint));
        }
        Ok(keys.into_iter().map(|(at, amount)| (PERCENTILES[at].0, amount.to_string())).collect())
    }

    /// The one currency that the row, its headings and its signs agree on.
    fn currency(&self, key: &Key, signs: &[(Cell, &'static [&'static str])]) -> Result<&'static str, Unclear> {
        let cell = self.reading.cell(self.cells, Column::Currency);
        let mut fitting: Option<Vec<&'static str>> = None;
        if let Some(cell) = cell.filter(|cell| !cell.text.is_empty()) {
            let code = cell.text.to_uppercase();
            let known = currency::find(&code).map(|code| vec![code]);
            fitting = known.or_else(|| money_in_prose::currencies(&cell.text).map(<[_]>::to_vec));
            if fitting.is_none() {
                let hint = "write an ISO 4217 code such as `GBP`".to_owned();
                return Err((cell.clone(), format!("`{}` is no currency", cell.text), hint));
            }
        }
        for (cell, may_be) in signs.iter().filter(|(_, may_be)| !may_be.is_empty()) {
            let both = match &fitting {
                None => may_be.to_vec(),
                Some(fitting) => fitting.iter().copied().filter(|code| may_be.contains(code)).collect(),
            };
            if both.is_empty() {
                let hint = "one record has one currency: see which of the sign, the heading and the column is right";
                return Err((
                    cell.clone(),
                    format!("the currency of `{}` is not that of the rest", cell.text),
                    hint.to_owned(),
                ));
            }
            fitting = Some(both);
        }
        let place = self.reading.data.places.get(&key.place);
        let usual = place.and_then(|place| place.body.currency);
        let fitting = fitting.unwrap_or_default();
        match fitting[..] {
            [one] => Ok(one),
            // A sign that several currencies share is that of the place's own.
            [_, ..] if usual.is_some_and(|usual| fitting.contains(&usual)) => Ok(usual.expect("it was just compared")),
            _ => {
                let at = signs.first().map_or(&self.cells[0], |(cell, _)| cell);
                let hint = "add a column `currency` with a code such as `GBP`, or give the heading one: `base min GBP`";
                Err((at.clone(), format!("nothing says which currency `{}` is in", at.text), hint.to_owned()))
            }
        }
    }

    /// Dates, notes and other values that are taken as they are.
    fn plain(&self) -> Result<Vec<(&'static str, String)>, Unclear> {
        let mut keys = Vec::new();
        for known in &self.reading.columns {
            let Column::Plain(key) = known.heading.column else { continue };
            let cell = &self.cells[known.at];
            if cell.text.is_empty() {
                continue;
            }
            let (value, hint) = match key {
                "as_of" | "review_by" => {
                    (parse_date(&cell.text).map(|day| day.to_string()), "write the date as `2026-03-01`")
                }
                "sample" => {
                    let count = cell.text.replace(',', "").parse::<i64>().ok().filter(|count| *count > 0);
                    (count.map(|count| count.to_string()), "write how many people were asked, or leave it out")
                }
                _ => (Some(toml::Value::from(cell.text.as_str()).to_string()), ""),
            };
            let Some(value) = value else {
                return Err((cell.clone(), format!("`{}` does not fit `{key}`", cell.text), hint.to_owned()));
            };
            keys.push((key, value));
        }
        Ok(keys)
    }

    /// The record, when no other has its id.
    fn free(&self, record: PayRow, records: &[PayRow]) -> Result<PayRow, Unclear> {
        let data = self.reading.data;
        let taken = match self.reading.column(Column::Source) {
            Some(_) => data.observations.get(&record.id).is_some(),
            None => data.bands.iter().any(|band| band.id == record.id || id_of(&band.body.pay) == record.id),
        };
        if taken || records.iter().any(|other| other.id == record.id) {
            let hint = match taken {
                true => "the site has it already: change the amounts there, or remove the row",
                false => "an earlier row is about the same role, level, place and measure: remove one of them",
            };
            return Err((self.cells[0].clone(), format!("there is a record `{}` already", record.id), hint.to_owned()));
        }
        Ok(record)
    }
}

/// The id that a row about this would get.
fn id_of(pay: &Pay) -> String {
    let level = pay.level.as_ref().map(|level| format!("-{}", level.id)).unwrap_or_default();
    format!("{}{level}-{}-{}", pay.role.id, pay.place.id, Measure::NAMES[pay.measure as usize].0)
}
