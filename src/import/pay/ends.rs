//! The amounts of one figure in a row: which cell gives which end, and whether they can be pay at all. It must not know
//! roles or places.

use super::amount::{self, Amounts};
use super::grid::{Cell, CellKind};
use super::row::{Amount, Unclear, agree};
use super::table::{Table, TableColumn};
use super::words::{self, Column, End, PERCENTILES};
use crate::site::records::types::{Measure, Period};
use crate::written::currency::{self, MayBe};

/// The amounts of a figure, with what its cells said beside them.
#[derive(Default)]
pub(super) struct Found {
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) open: bool,
    pub(super) percentiles: Vec<(&'static str, i64)>,
    /// What each cell and its heading said of the currency.
    pub(super) currencies: Vec<(Cell, MayBe)>,
    pub(super) period: Option<Period>,
    pub(super) measure: Option<Measure>,
    pub(super) first: Option<Cell>,
    /// The cell that gave the upper end.
    pub(super) last: Option<Cell>,
    pub(super) one_group: Option<Cell>,
}

/// Reads the cells of a figure in a row.
pub(super) fn found(table: &Table<'_>, row: usize, columns: &Amount<'_>) -> Result<Found, Unclear> {
    let mut found = Found::default();
    for known in columns {
        let cell = table.grid.shown(row, known.at);
        if cell.is_empty()
            || (cell.kind == CellKind::Text && (words::is_blank(&cell.text) || words::is_open(&cell.text)))
        {
            continue;
        }
        if known.says.net {
            return Err(Unclear::at(&known.heading, "this column holds pay after tax", "records hold pay before tax"));
        }
        let amounts = amounts_of(cell, known)?;
        let Column::Amount(end) = known.column else { continue };
        found.first.get_or_insert_with(|| cell.clone());
        found
            .currencies
            .extend([(cell.clone(), amounts.currencies.clone()), (cell.clone(), known.says.currencies.clone())]);
        agree(&mut found.period, amounts.period, cell, "for how long it is paid")?;
        agree(&mut found.measure, amounts.measure, cell, "what is counted")?;
        if matches!(end, End::Max | End::Range | End::Figure) {
            found.last = Some(cell.clone());
        }
        if amounts.one_group {
            found.one_group = Some(cell.clone());
        }
        found.open |= amounts.open;
        place_ends(&mut found, end, &amounts, cell)?;
    }
    found.percentiles.sort_by_key(|(key, _)| PERCENTILES.iter().position(|known| known == key));
    Ok(found)
}

/// The amounts of a cell, by the way the cell holds them.
fn amounts_of(cell: &Cell, known: &TableColumn) -> Result<Amounts, Unclear> {
    let text = &cell.text;
    let mut amounts = match cell.kind {
        CellKind::Text => amount::read(text, known.says.power),
        CellKind::Number => amount::read_number(text, known.says.power),
        CellKind::Date(_) => Err((
            format!("`{text}` is a date"),
            "write the amount; a range such as 5-10 turns into a date unless the cell is text".to_owned(),
        )),
        CellKind::Error => Err((
            format!("`{text}` is an error of the spreadsheet"),
            "see what is wrong with the formula in this cell".to_owned(),
        )),
        CellKind::Percent => Err((format!("`{text}` is shown as a percentage"), "write the amount itself".to_owned())),
        CellKind::Unsaved => Err((
            "this cell holds a formula whose result is not in the file".to_owned(),
            "open the file in a spreadsheet program, save it, and import it again".to_owned(),
        )),
    }
    .map_err(|(message, hint)| Unclear::at(cell, message, hint))?;
    let shown =
        cell.shown_currency.as_deref().and_then(|shown| currency::named(shown.trim_matches(['-', '(', ')', ' '])));
    if amounts.currencies.is_empty() {
        amounts.currencies = shown.unwrap_or_default();
    }
    Ok(amounts)
}

/// Puts the amounts of a cell where its heading says they belong.
fn place_ends(found: &mut Found, end: End, amounts: &Amounts, cell: &Cell) -> Result<(), Unclear> {
    let text = &cell.text;
    let both = |found: &mut Found, min: i64, max: i64| {
        if found.min.is_some_and(|known| known != min) || found.max.is_some_and(|known| known != max) {
            let message = format!("`{text}` is another range than that of the other columns");
            return Err(Unclear::at(cell, message, "see which of them is right"));
        }
        (found.min, found.max) = (Some(min), Some(max));
        Ok(())
    };
    match (end, &amounts.ends[..]) {
        (_, [_]) if amounts.up_to && end != End::Max => {
            Err(Unclear::at(cell, format!("`{text}` has no lower end"), "write both ends, as in `130000-180000`"))
        }
        (End::Min, [one]) if found.min.is_none_or(|known| known == *one) => {
            found.min = Some(*one);
            Ok(())
        }
        (End::Max, [one]) if found.max.is_none_or(|known| known == *one) => {
            found.max = Some(*one);
            Ok(())
        }
        (End::Range | End::Figure, [low, high]) => both(found, *low, *high),
        (End::Range | End::Figure, [one]) if amounts.open => both(found, *one, *one),
        (End::Figure, [one]) => both(found, *one, *one),
        (End::Range, [_]) => {
            let hint = "write both ends, as in `130000-180000`, or `130000+` when there is no top";
            Err(Unclear::at(cell, format!("`{text}` is one amount and no range"), hint))
        }
        (End::Percentile(at), [one]) if !amounts.open => {
            found.percentiles.push((PERCENTILES[at], *one));
            Ok(())
        }
        (End::Percentile(_), _) => Err(Unclear::at(cell, format!("`{text}` is no percentile"), "write one amount")),
        (End::Min | End::Max, [_]) => Err(Unclear::at(
            cell,
            format!("`{text}` is another end than that of the other columns"),
            "see which of them is right",
        )),
        _ => {
            let hint = "give each end a column of its own, or call the column `range`";
            Err(Unclear::at(cell, format!("`{text}` is more than one end of a range"), hint))
        }
    }
}

impl Found {
    /// Both ends; of an open range the one that is known.
    pub(super) fn range(&self, table: &Table<'_>, row: usize, columns: &Amount<'_>) -> Result<(i64, i64), Unclear> {
        let end = match (self.min, self.max) {
            (Some(min), Some(max)) => return Ok((min, max)),
            (Some(min), None) if self.open => return Ok((min, min)),
            (None, _) => End::Min,
            (Some(_), None) => End::Max,
        };
        if self.min.is_none() && self.max.is_none() && !self.percentiles.is_empty() {
            let cell = self.first.as_ref().unwrap_or(&table.grid.rows[row][0]);
            let hint = "name the columns of the lower and the upper end `min` and `max`, such as `base min` for the 25th percentile";
            return Err(Unclear::at(
                cell,
                "only percentiles are given here, and a record has both ends of a range",
                hint,
            ));
        }
        let is_end = |known: &&&TableColumn| known.column == Column::Amount(end);
        let empty = columns.iter().find(is_end).map(|known| &table.grid.rows[row][known.at]);
        let which = if end == End::Min { "lower" } else { "upper" };
        let said = empty.filter(|cell| !cell.is_empty()).map(|cell| format!(": `{}`", cell.text)).unwrap_or_default();
        let hint = "fill it in; of a range without a top, write the last amount that is known with a `+`";
        let cell = empty.or(self.first.as_ref()).unwrap_or(&table.grid.rows[row][0]);
        Err(Unclear::at(cell, format!("the {which} end of this range is missing{said}"), hint))
    }

    /// Whether these amounts can be pay.
    pub(super) fn sound(
        &self,
        cell: &Cell,
        (min, max): (i64, i64),
        (measure, period): (Measure, Period),
        currency: &str,
    ) -> Result<(), Unclear> {
        for (key, amount) in [("min", min), ("max", max)].iter().chain(&self.percentiles) {
            let own = if *key == "max" { self.last.as_ref() } else { None };
            sound_amount(own.unwrap_or(cell), key, *amount, measure, period)?;
        }
        if min > max {
            let hint = "the smaller amount comes first: see which column is which";
            return Err(Unclear::at(cell, format!("the amounts run from {min} down to {max}"), hint));
        }
        if let Some(pair) = self.percentiles.windows(2).find(|pair| pair[0].1 > pair[1].1) {
            let hint = "percentiles ascend: check which amount belongs to which";
            return Err(Unclear::at(cell, format!("`{}` is below `{}`", pair[1].0, pair[0].0), hint));
        }
        let has_thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].contains(&currency);
        if let Some(cell) = self.one_group.as_ref().filter(|_| period == Period::Hour || has_thousandths) {
            let hint = "write it without a point or comma";
            return Err(Unclear::at(cell, format!("`{}` may be thousands, or decimals", cell.text), hint));
        }
        Ok(())
    }
}

/// No currency has yearly pay above this.
const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// Yearly base or total pay below this was most likely written in thousands.
const MIN_YEARLY: i64 = 1_000;

fn sound_amount(cell: &Cell, key: &str, amount: i64, measure: Measure, period: Period) -> Result<(), Unclear> {
    let is_pay = matches!(measure, Measure::Base | Measure::Total | Measure::Ote);
    if amount > MAX_AMOUNT {
        return Err(Unclear::at(
            cell,
            format!("`{key}` is more than anybody earns: {amount}"),
            "check the number of zeros",
        ));
    }
    if is_pay && amount == 0 {
        return Err(Unclear::at(
            cell,
            format!("`{key}` is 0"),
            "write the amount, or leave both ends empty when there is none",
        ));
    }
    if is_pay && period == Period::Year && amount < MIN_YEARLY {
        let full = amount.saturating_mul(1_000);
        let hint = format!("write amounts in full: `{full}` for {amount} thousand; or say `(k)` in the heading");
        return Err(Unclear::at(cell, format!("`{key}` is {amount} for a year"), hint));
    }
    Ok(())
}
