//! One row of a table as figures, one for each measure and each group of columns it has amounts of. It must not know
//! which figures the site has.

use jiff::civil::Date;

use super::amount;
use super::ends::{self, Found};
use super::grid::{Cell, CellKind};
use super::heading;
use super::sheet::{Need, Reader};
use super::table::TableColumn;
use super::words::{self, Column};
use crate::site::records::types::{Measure, Period};
use crate::written::currency::{self, MayBe};
use crate::written::date::{self, Day};

/// What a row says about one kind of pay.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// The cell that the amount begins in.
    pub(super) cell: Cell,
    pub(super) role: String,
    pub(super) level: Option<String>,
    pub(super) place: String,
    pub(super) source: Option<String>,
    pub(super) measure: Measure,
    pub(super) period: Period,
    pub(super) currency: &'static str,
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) open: bool,
    /// Keys with their amounts.
    pub(super) percentiles: Vec<(&'static str, i64)>,
    pub(super) as_of: Option<Date>,
    /// Other keys with their values as TOML.
    pub(super) plain: Vec<(&'static str, String)>,
}

/// What could not be told, and what to do about it.
pub(super) enum Unclear {
    At(Box<Cell>, String, String),
    /// A flag or an answer settles it for the whole sheet.
    Needs(Need, Box<Cell>, String),
    /// The finding of the row above says it for this one, too.
    AsAbove,
}

impl Unclear {
    pub(super) fn at(cell: &Cell, message: impl Into<String>, hint: impl Into<String>) -> Unclear {
        Unclear::At(Box::new(cell.clone()), message.into(), hint.into())
    }

    pub(super) fn needs(need: Need, cell: &Cell, message: impl Into<String>) -> Unclear {
        Unclear::Needs(need, Box::new(cell.clone()), message.into())
    }
}

/// The columns that make one figure.
pub(super) type Amount<'t> = Vec<&'t TableColumn>;

impl Reader<'_> {
    /// The cell of a row in a column, when it says something.
    pub(super) fn cell(&self, row: usize, column: Column) -> Option<&Cell> {
        let at = self.table.column(column)?.at;
        let mut cell = self.table.grid.shown(row, at);
        if words::is_ditto(&cell.text) {
            let above = self.table.body.iter().rev().skip_while(|other| **other >= row);
            let mut written = above.map(|row| self.table.grid.shown(*row, at));
            cell = written.find(|cell| !words::is_ditto(&cell.text))?;
        }
        (!cell.is_empty() && !words::is_blank(&cell.text)).then_some(cell)
    }

    /// Whether a figure has no amount in this row.
    pub(super) fn is_without(&self, row: usize, columns: &Amount<'_>) -> bool {
        columns.iter().all(|known| {
            let cell = &self.table.grid.rows[row][known.at];
            cell.is_empty()
                || (cell.kind != CellKind::Error && (words::is_blank(&cell.text) || words::is_open(&cell.text)))
        })
    }

    /// The figure that these columns give in a row; everything that is unclear about it is reported.
    pub(super) fn figure(&mut self, row: usize, columns: &Amount<'_>) -> Option<Figure> {
        let role = self.role(row);
        let role = self.told(role);
        let place_and_level = self.place_and_level(row, columns);
        let place_and_level = self.told(place_and_level);
        let source = self.source(row);
        let source = self.told(source);
        let as_of = self.as_of(row);
        let as_of = self.told(as_of);
        let plain = self.plain(row);
        let plain = self.told(plain);
        let found = ends::found(self.table, row, columns);
        let found = self.told(found)?;
        let cell = found.first.clone()?;
        let range = found.range(self.table, row, columns);
        let range = self.told(range);
        let measure = self.measure(row, columns, &found, &cell);
        let measure = self.told(measure);
        let period = self.period(row, columns, &found, &cell);
        let period = self.told(period);
        let (place, level) = place_and_level?;
        let currency = self.currency(row, &place, &found, &cell);
        let currency = self.told(currency);
        let ((min, max), measure, period, currency) = (range?, measure?, period?, currency?);
        let sound = found.sound(&cell, (min, max), (measure, period), currency);
        self.told(sound)?;
        Some(Figure {
            cell,
            role: role?,
            level,
            place,
            source: source?,
            measure,
            period,
            currency,
            min,
            max,
            open: found.open,
            percentiles: found.percentiles,
            as_of: as_of?,
            plain: plain?,
        })
    }

    /// What could be told; the rest is reported.
    fn told<T>(&mut self, told: Result<T, Unclear>) -> Option<T> {
        told.map_err(|unclear| self.report(unclear)).ok()
    }

    fn source(&mut self, row: usize) -> Result<Option<String>, Unclear> {
        let Some(column) = self.table.column(Column::Source).map(|known| known.at) else {
            return Ok(self.flags.source.clone());
        };
        let Some(cell) = self.cell(row, Column::Source).cloned() else {
            let hint = "write the id or the title of a source, or give `--source ID` for rows without one";
            let missing = Unclear::at(&self.table.grid.rows[row][column], "this row names no source", hint);
            return self.flags.source.clone().map(Some).ok_or(missing);
        };
        match self.sources.find(&cell.text) {
            Ok(Some(id)) => Ok(Some(id)),
            Ok(None) => {
                let hint = self.sources.hint(&cell.text);
                Err(Unclear::at(&cell, format!("no source is called `{}`", cell.text), hint))
            }
            Err((message, hint)) => Err(Unclear::at(&cell, message, hint)),
        }
    }

    fn measure(&self, row: usize, columns: &Amount<'_>, found: &Found, cell: &Cell) -> Result<Measure, Unclear> {
        let heading = columns.iter().find_map(|known| known.says.measure);
        if let Some((heading, own)) = heading.zip(found.measure).filter(|(heading, own)| heading != own) {
            let message = format!("`{}` is {}, and its heading says {}", cell.text, own.name(), heading.name());
            return Err(Unclear::at(cell, message, "change one of them"));
        }
        let by_column = match self.cell(row, Column::Measure) {
            Some(cell) => {
                let mut named: Vec<Measure> =
                    heading::words(&cell.text).iter().filter_map(|word| words::measure(word)).collect();
                named.dedup();
                match named[..] {
                    [one] => Some(one),
                    _ => {
                        let hint = "write `base`, `total`, `ote`, `bonus`, `equity`, or `unstated` when nobody knows";
                        return Err(Unclear::at(cell, format!("`{}` does not say what is counted", cell.text), hint));
                    }
                }
            }
            None => None,
        };
        let stated = heading.or(found.measure).or(by_column).or(self.flags.measure);
        stated.ok_or_else(|| {
            Unclear::needs(Need::Measure, cell, "nothing says whether amounts are base or total pay".to_owned())
        })
    }

    fn period(&self, row: usize, columns: &Amount<'_>, found: &Found, cell: &Cell) -> Result<Period, Unclear> {
        let column = self.cell(row, Column::Period);
        let by_column = match column {
            Some(cell) => {
                let said = heading::words(&cell.text);
                if said.iter().any(|word| words::is_week(word)) {
                    let hint = "records know year, month, day and hour: write what it comes to for one of them";
                    return Err(Unclear::at(cell, format!("`{}` is no period that records know", cell.text), hint));
                }
                let named = said.iter().find_map(|word| words::period(word));
                Some(named.ok_or_else(|| {
                    let message = format!("`{}` does not say for how long this is paid", cell.text);
                    Unclear::at(cell, message, "write `year`, `month`, `day` or `hour`")
                })?)
            }
            None => None,
        };
        let heading = columns.iter().find_map(|known| known.says.period);
        let mut stated = found.period;
        for other in [by_column, heading] {
            agree(&mut stated, other, cell, "for how long it is paid")?;
        }
        // Without a column of its own, what one heading says holds for the others that say nothing.
        let is_amount = |known: &&TableColumn| matches!(known.column, Column::Amount(_));
        let other = || self.table.columns.iter().filter(is_amount).find_map(|known| known.says.period);
        let stated = stated.or_else(|| if self.table.column(Column::Period).is_none() { other() } else { None });
        let missing = || Unclear::needs(Need::Period, cell, "nothing says for how long amounts are paid".to_owned());
        stated.or(self.flags.period).ok_or_else(missing)
    }

    /// The one currency that the row, its headings and its signs agree on; else that of the flag, else the place's.
    fn currency(&mut self, row: usize, place: &str, found: &Found, cell: &Cell) -> Result<&'static str, Unclear> {
        let mut fitting: MayBe = Vec::new();
        let column = self.cell(row, Column::Currency).cloned();
        let mut said = found.currencies.clone();
        if let Some(cell) = column {
            let Some(may_be) = currency::named(&cell.text) else {
                let hint = "write an ISO 4217 code such as `GBP`";
                return Err(Unclear::at(&cell, format!("`{}` is no currency", cell.text), hint));
            };
            said.insert(0, (cell, may_be));
        }
        for (cell, may_be) in said.iter().filter(|(_, may_be)| !may_be.is_empty()) {
            if fitting.is_empty() {
                fitting.clone_from(may_be);
                continue;
            }
            fitting.retain(|code| may_be.contains(code));
            if fitting.is_empty() {
                let hint = "one figure has one currency: see which of the sign, the heading and the column is right";
                return Err(Unclear::at(
                    cell,
                    format!("the currency of `{}` is not that of the rest", cell.text),
                    hint,
                ));
            }
        }
        let title = self.places.title(place);
        let usual = self.places.currency(place);
        let flag = self.flags.currency_of(place, &title);
        let fits = |code: &&'static str| fitting.is_empty() || fitting.contains(code);
        let code = match fitting[..] {
            [one] => Some(one),
            _ => flag
                .filter(fits)
                .or(usual.filter(fits).filter(|usual| !fitting.is_empty() || self.is_undisputed(usual))),
        };
        let Some(code) = code else {
            let message = match fitting.len() {
                0 => format!("nothing says which currency is paid in {title}"),
                _ => format!("`{}` may be {}", cell.text, fitting.join(", ")),
            };
            return Err(Unclear::needs(Need::Currency(title), cell, message));
        };
        self.places.paid_in(place, code);
        if let Some(usual) = usual.filter(|usual| *usual != code) {
            self.other_currency(place, code, usual, cell);
        }
        Ok(code)
    }

    /// Whether no note beside the table speaks of another currency.
    fn is_undisputed(&self, usual: &&'static str) -> bool {
        self.table.notes.iter().all(|note| {
            let spoken = heading::read(&note.text).says.currencies;
            spoken.is_empty() || spoken.contains(usual)
        })
    }

    fn as_of(&self, row: usize) -> Result<Option<Date>, Unclear> {
        let Some(cell) = self.cell(row, Column::AsOf) else { return Ok(self.flags.as_of) };
        self.day(cell, Column::AsOf, self.flags.as_of).map(Some)
    }

    /// The day a cell names; `flag` settles what it leaves open, when it is one of the days it may be.
    fn day(&self, cell: &Cell, column: Column, flag: Option<Date>) -> Result<Date, Unclear> {
        let text = &cell.text;
        let give = if column == Column::AsOf { ", or give `--as-of` with the day that holds for all rows" } else { "" };
        match cell.day() {
            Day::One(day) => Ok(day),
            Day::Either { day_first, month_first } => {
                let by_order = self.date_order(column).map(|order| match order {
                    date::DateOrder::DayFirst => day_first,
                    date::DateOrder::MonthFirst => month_first,
                });
                let by_flag = flag.filter(|day| [day_first, month_first].contains(day));
                by_order.or(by_flag).ok_or_else(|| {
                    let message = format!("`{text}` may be {day_first} or {month_first}");
                    Unclear::needs(Need::DateOrder(text.clone()), cell, message)
                })
            }
            Day::Span(first, last) => flag.filter(|day| (first..=last).contains(day)).ok_or_else(|| {
                let hint = format!("write the day, such as `{first}`{give}");
                Unclear::at(cell, format!("`{text}` is no day, but all from {first} to {last}"), hint)
            }),
            Day::None => {
                let hint = format!("write year, month and day in figures with hyphens between them{give}");
                flag.ok_or_else(|| Unclear::at(cell, format!("`{text}` is no date"), hint))
            }
        }
    }

    /// Notes and other values that are taken as they are.
    fn plain(&self, row: usize) -> Result<Vec<(&'static str, String)>, Unclear> {
        let mut keys = Vec::new();
        if let Some(cell) = self.cell(row, Column::ReviewBy) {
            keys.push(("review_by", self.day(cell, Column::ReviewBy, None)?.to_string()));
        }
        if let Some(cell) = self.cell(row, Column::Sample) {
            let count = amount::read(&cell.text, None).ok().and_then(|found| match found.ends[..] {
                [one] if one > 0 && found.currencies.is_empty() => Some(one),
                _ => None,
            });
            let count = count.ok_or_else(|| {
                let hint = "write how many people were asked, or leave it out";
                Unclear::at(cell, format!("`{}` is no number of people", cell.text), hint)
            })?;
            keys.push(("sample", count.to_string()));
        }
        for (column, key) in [(Column::Note, "note"), (Column::Audience, "audience"), (Column::Owner, "owner")] {
            keys.extend(self.cell(row, column).map(|cell| (key, toml::Value::from(cell.text.as_str()).to_string())));
        }
        Ok(keys)
    }

    pub(super) fn need(&self, need: Need, row: usize, message: &str) -> Unclear {
        let cell = self.table.grid.written(row).next().unwrap_or(&self.table.grid.rows[row][0]);
        Unclear::needs(need, cell, message)
    }
}

pub(super) fn agree<T: PartialEq + Copy>(
    known: &mut Option<T>,
    other: Option<T>,
    cell: &Cell,
    what: &str,
) -> Result<(), Unclear> {
    if let Some((known, other)) = known.zip(other)
        && known != other
    {
        let message = format!("`{}`, its heading and its row do not agree {what}", cell.text);
        return Err(Unclear::at(cell, message, "see which of them is right"));
    }
    *known = known.or(other);
    Ok(())
}
