//! `::walk-away{role= place=}`: how far offers for a role may go, what a seat is planned at, and who says so.

use super::fact::is_example;
use crate::diag::rules;
use crate::site::document::tables::{Column, DataTable};
use crate::site::gate::Reader;
use crate::site::gate::names::{Refusal, leak};
use crate::site::records::kinds::bodies::{PlaceRecord, Role, WalkAway};
use crate::site::records::money;
use crate::site::records::types::Record;

impl Reader<'_> {
    /// A row for each walk-away figure; refused to all but the highest audience.
    pub(in crate::site::playbook) fn walk_away_table(
        &self,
        role: &str,
        place: Option<&str>,
        caption: Option<&str>,
    ) -> Result<DataTable, Refusal> {
        let role = self.named::<Role>(role)?;
        let place = place.map(|place| self.named::<PlaceRecord>(place)).transpose()?;
        let highest = self.config.audiences.highest();
        if !self.may_see(highest) {
            let (reader, owner) = (self.name(), self.config.audiences.name(highest));
            let message = format!("walk-away figures are for `{owner}` alone, and readers of this are `{reader}`");
            return Err(leak(message, format!("put the block inside `:::{owner}`, or remove it")).into());
        }
        let records = self.records.walk_aways.iter();
        let rows: Vec<[String; 7]> = records
            .filter_map(|record| self.walk_away_row(record, &role.id, place.map(|place| place.id.as_str())))
            .collect();
        if rows.is_empty() {
            if self.misses_some::<WalkAway>() {
                return Err(Refusal::silent());
            }
            let at = place.map_or_else(String::new, |place| format!(" at `{}`", place.id));
            return Err(Refusal::because(
                &rules::BROKEN_REFERENCE,
                format!("there is no walk-away figure for the role `{}`{at}", role.id),
                "add a `[[walk_away]]` that names one of its bands, or remove this block",
            ));
        }
        let title = || self.words().say("walk_away.of", &[("title", (&role.body.title).into())]);
        Ok(table(caption.map_or_else(title, str::to_owned), &rows, |key| self.words().text(key).to_owned()))
    }

    /// Place, level, published range, walk-away figure, budget, approver and day; `None` for what is not asked for.
    fn walk_away_row(&self, record: &Record<WalkAway>, role: &str, place: Option<&str>) -> Option<[String; 7]> {
        let body = &record.body;
        let pay = &self.records.bands.named(&body.band)?.body.pay;
        let is_meant = pay.role.id == role && place.is_none_or(|place| self.lies_in(&pay.place.id, place));
        let place = self.records.places.named(&pay.place).filter(|_| is_meant)?;
        let level = pay.level.as_ref().and_then(|level| self.records.levels.named(level));
        let language = self.language();
        let amount = |amount| money::amount_text(amount, pay.currency, language);
        let source = body.source.as_ref().and_then(|source| self.records.sources.named(source));
        let example = if source.is_some_and(is_example) {
            format!(" ({})", self.words().text("figure.example"))
        } else {
            String::new()
        };
        Some([
            place.body.title.clone(),
            level.map_or_else(String::new, |level| level.body.title.clone()),
            [money::range_text(&pay.range, pay.currency, language), self.measure(pay.measure).to_owned()]
                .join(self.words().comma()),
            format!("{}{example}", amount(body.amount)),
            body.budget.map_or_else(String::new, amount),
            body.approver.clone(),
            body.as_of.as_ref().map_or_else(String::new, |(day, _)| unbroken(&self.words().day(*day))),
        ])
    }
}

/// A day that stays on one line: its column is narrow.
fn unbroken(day: &str) -> String {
    day.replace(' ', "\u{a0}")
}

/// The rows under their headings; a column that would be empty is left out.
fn table(caption: String, rows: &[[String; 7]], word: impl Fn(&str) -> String) -> DataTable {
    let keys = ["place", "level", "published", "amount", "budget", "approver", "as_of"];
    let filled: Vec<usize> = (0..keys.len()).filter(|at| rows.iter().any(|row| !row[*at].is_empty())).collect();
    let column = |at: &usize| Column { name: word(&format!("walk_away.{}", keys[*at])), numeric: matches!(at, 3 | 4) };
    DataTable {
        caption,
        columns: filled.iter().map(column).collect(),
        rows: rows.iter().map(|row| filled.iter().map(|at| row[*at].clone()).collect()).collect(),
    }
}
