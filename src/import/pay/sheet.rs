//! A table of pay as figures: row by row, with what flags and answers add. What could not be told is gathered, so that one
//! run says all of it. It must not know which figures the site has.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::grid::Cell;
use super::names::{Kind, Names};
use super::row::{Amount, Figure, Unclear};
use super::table::{Table, TableColumn};
use super::words::Column;
use crate::diag::{Diagnostics, rules};
use crate::site::records::types::{Measure, Period};
use crate::written::date::{self, DateOrder};

/// What a sheet does not say, and somebody who knows it does.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// For how long amounts are paid.
    pub period: Option<Period>,
    /// What they count.
    pub measure: Option<Measure>,
    /// Their currency, at a place or everywhere.
    pub currency: Vec<(Option<String>, &'static str)>,
    /// The source's id.
    pub source: Option<String>,
    /// The day they hold for.
    pub as_of: Option<Date>,
    /// The role's id or title.
    pub role: Option<String>,
    /// The place's id or title.
    pub place: Option<String>,
    /// Which sheets of a workbook are read.
    pub sheets: Vec<String>,
    /// How days are written.
    pub date_order: Option<DateOrder>,
    /// Whether figures that the site has are replaced.
    pub update: bool,
}

impl Flags {
    /// The currency at a place: what was said of it, else of all.
    pub(super) fn currency_of(&self, id: &str, title: &str) -> Option<&'static str> {
        let is_here = |at: &str| at.eq_ignore_ascii_case(id) || super::table::plain(at) == super::table::plain(title);
        let here = self.currency.iter().find(|(at, _)| at.as_deref().is_some_and(is_here));
        here.or_else(|| self.currency.iter().find(|(at, _)| at.is_none())).map(|(_, code)| *code)
    }
}

/// What the sheet leaves open for all its rows: a question on a terminal, a flag elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Which of several sheets.
    Sheet(Vec<String>),
    /// `--role`
    Role,
    /// `--place`
    Place,
    /// `--measure`
    Measure,
    /// `--period`
    Period,
    /// `--currency`, at the place of this title.
    Currency(String),
    /// `--date-order`, because of this date.
    DateOrder(String),
}

impl Need {
    /// The flag to give.
    pub(super) fn hint(&self) -> String {
        match self {
            Need::Sheet(names) => format!("name one: {}", names.iter().map(|name| format!("`--sheet \"{name}\"`")).collect::<Vec<_>>().join(", ")),
            Need::Role => "add a column `role`, or give `--role ID` when all rows are about one".to_owned(),
            Need::Place => "add a column `place`, or give `--place ID` when all rows are about one".to_owned(),
            Need::Measure => "give `--measure base` (or `total`, `bonus`, `equity`, `unstated`), or say so in a heading, as in `base min`".to_owned(),
            Need::Period => "give `--period year` (or `month`, `day`, `hour`), or say so in a heading, as in `annual base min`".to_owned(),
            Need::Currency(place) => format!("give `--currency CODE`, or `--currency \"{place}=CODE\"` for this place alone, or add a column `currency`"),
            Need::DateOrder(_) => "give `--date-order day-first` or `--date-order month-first`, or `--as-of` with the day that holds for all rows".to_owned(),
        }
    }
}

/// Reads the rows of a table.
pub(super) struct Reader<'r> {
    pub(super) table: &'r Table<'r>,
    pub(super) flags: &'r Flags,
    pub(super) roles: Names<'r>,
    pub(super) places: Names<'r>,
    pub(super) levels: Names<'r>,
    pub(super) sources: Names<'r>,
    pub(super) needs: BTreeSet<Need>,
    /// What was said once and is not said again for each row.
    said: BTreeSet<String>,
    pub(super) diags: Diagnostics,
}

impl<'r> Reader<'r> {
    pub(super) fn new(table: &'r Table<'r>, flags: &'r Flags, names: [Names<'r>; 4]) -> Reader<'r> {
        let [roles, places, levels, sources] = names;
        let (needs, said, diags) = (BTreeSet::new(), BTreeSet::new(), Diagnostics::default());
        Reader { table, flags, roles, places, levels, sources, needs, said, diags }
    }

    /// The figures of all rows, and the rows that hold none.
    pub(super) fn figures(&mut self) -> (Vec<Figure>, Vec<String>) {
        self.contradictions();
        let table = self.table;
        let amounts = amounts(table);
        let (mut figures, mut empty): (Vec<Figure>, Vec<String>) = (Vec::new(), Vec::new());
        for &row in &table.body {
            let given: Vec<&Amount<'_>> = amounts.iter().filter(|columns| !self.is_without(row, columns)).collect();
            if given.is_empty() {
                let first = table.grid.written(row).next().map_or("", |cell| cell.text.as_str());
                empty.push(format!("row {} (`{first}`), which has no amounts", row + 1));
            }
            for columns in given {
                if let Some(figure) = self.figure(row, columns) {
                    self.add(figure, &mut figures, &mut empty);
                }
            }
        }
        (figures, empty)
    }

    /// Adds a figure, unless an earlier row is about the same thing.
    fn add(&mut self, figure: Figure, figures: &mut Vec<Figure>, left_out: &mut Vec<String>) {
        let key = |figure: &Figure| {
            let Figure { role, level, place, source, measure, period, currency, .. } = figure.clone();
            (role, level, place, source, measure, period, currency)
        };
        let Some(earlier) = figures.iter().find(|other| key(other) == key(&figure)) else {
            figures.push(figure);
            return;
        };
        let address = self.table.grid.address(&earlier.cell);
        let same = Figure { cell: earlier.cell.clone(), ..figure.clone() } == *earlier;
        if same {
            left_out.push(format!("row {}, which repeats row {}", figure.cell.row + 1, earlier.cell.row + 1));
            return;
        }
        let aside = if self.table.left_out.is_empty() {
            String::new()
        } else {
            format!("; left out were {}", self.table.left_out.join(", "))
        };
        let hint = format!("keep one of them, or set them apart by their level{aside}");
        let message =
            format!("{address} is about the same role, level, place and measure, with other amounts or notes");
        self.report(Unclear::at(&figure.cell, message, hint));
    }

    /// What a flag says and a heading denies.
    fn contradictions(&mut self) {
        let table = self.table;
        for known in table.columns.iter().filter(|known| matches!(known.column, Column::Amount(_))) {
            let period = known.says.period.zip(self.flags.period).filter(|(said, flag)| said != flag);
            let measure = known.says.measure.zip(self.flags.measure).filter(|(said, flag)| said != flag);
            let message = match (period, measure) {
                (Some((said, flag)), _) => {
                    format!("`{}` is for one {}, and `--period` says {}", known.heading.text, said.name(), flag.name())
                }
                (_, Some((said, flag))) if has_one_measure(table) => {
                    format!("`{}` is {} pay, and `--measure` says {}", known.heading.text, said.name(), flag.name())
                }
                _ => continue,
            };
            self.report(Unclear::at(&known.heading, message, "leave the flag out, or change the heading"));
        }
    }

    pub(super) fn report(&mut self, unclear: Unclear) {
        let grid = self.table.grid;
        let finding = match unclear {
            Unclear::AsAbove => return,
            Unclear::At(cell, message, hint) => grid.finding(&rules::BAD_RECORD, &cell, &message, &hint),
            Unclear::Needs(need, cell, message) => {
                let hint = need.hint();
                // Said once: one answer settles it for all rows.
                if !self.needs.insert(need) {
                    return;
                }
                grid.finding(&rules::BAD_RECORD, &cell, &message, &hint)
            }
        };
        self.diags.push(finding);
    }

    /// The record that a cell names; a new one is added.
    pub(super) fn named(&mut self, kind: Kind, cell: &Cell) -> Result<String, Unclear> {
        let names = match kind {
            Kind::Role => &mut self.roles,
            Kind::Place => &mut self.places,
            Kind::Level => &mut self.levels,
            Kind::Source => &mut self.sources,
        };
        let known = names.find(&cell.text).map_err(|(message, hint)| Unclear::at(cell, message, hint))?;
        if known.is_none() && cell.text.chars().count() > 100 {
            let message = format!("this is too long for the name of a {}", kind.word());
            return Err(Unclear::at(cell, message, "write its title, and put the rest into a column `Notes`"));
        }
        let near = if known.is_none() { names.lookalike(&cell.text) } else { None };
        let namesake = if known.is_none() { names.namesake(&cell.text) } else { None };
        let id = names.id(&cell.text).map_err(|(message, hint)| Unclear::at(cell, message, hint))?;
        if let Some(near) = near
            && self.said.insert(format!("{kind:?} {}", cell.text))
        {
            let message = format!("the {} `{}` is new, and one letter from `{near}`", kind.word(), cell.text);
            let hint = format!("if it is the same, write `{near}`");
            self.diags.push(self.table.grid.finding(&rules::BAD_RECORD, cell, &message, &hint).mild());
        } else if let Some((title, taken)) = namesake
            && self.said.insert(format!("{kind:?} {}", cell.text))
        {
            let what = kind.word();
            let message = format!("the {what} `{}` is new; the {what} `{taken}` is called `{title}`", cell.text);
            let hint = format!("if it is the same, write `{title}`");
            self.diags.push(self.table.grid.finding(&rules::BAD_RECORD, cell, &message, &hint).mild());
        }
        Ok(id)
    }

    /// Says once a place that it is paid in another currency there than usual.
    pub(super) fn other_currency(&mut self, place: &str, code: &str, usual: &str, cell: &Cell) {
        if self.said.insert(format!("{place} {code}")) {
            let message = format!(
                "pay in {} is in {code} here, and the record of the place says {usual}",
                self.places.title(place)
            );
            let hint = "nothing has to change if that is meant";
            self.diags.push(self.table.grid.finding(&rules::BAD_RECORD, cell, &message, hint).mild());
        }
    }

    /// Which of day and month comes first in a column, where one of its cells tells or somebody said so.
    pub(super) fn date_order(&self, column: Column) -> Option<DateOrder> {
        let at = self.table.column(column)?.at;
        let told = self.table.body.iter().filter_map(|row| date::order_of(&self.table.grid.rows[*row][at].text));
        let mut told: Vec<DateOrder> = told.collect();
        told.dedup();
        match told[..] {
            [one] => Some(one),
            [] => self.flags.date_order,
            _ => None,
        }
    }
}

/// Whether all amounts are said to count the same.
fn has_one_measure(table: &Table<'_>) -> bool {
    let mut amounts = table.columns.iter().filter(|known| matches!(known.column, Column::Amount(_)));
    let first = amounts.next().and_then(|known| known.says.measure);
    first.is_some() && amounts.all(|known| known.says.measure == first)
}

/// The columns that make a figure each: those of one measure and one group.
fn amounts<'t>(table: &'t Table<'_>) -> Vec<Amount<'t>> {
    let key =
        |known: &TableColumn| (known.says.measure, known.group.as_ref().map(|cell| super::table::plain(&cell.text)));
    let mut amounts: Vec<Amount<'t>> = Vec::new();
    for known in table.columns.iter().filter(|known| matches!(known.column, Column::Amount(_))) {
        match amounts.iter_mut().find(|columns| key(columns[0]) == key(known)) {
            Some(columns) => columns.push(known),
            None => amounts.push(vec![known]),
        }
    }
    amounts
}
