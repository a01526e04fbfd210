//! What was published before, and what is to come: the bands that are not in force today.

use super::overview::PaySubject;
use crate::site::document::Leaf;
use crate::site::document::tables::{Column, DataTable};
use crate::site::gate::Reader;
use crate::site::records::types::{Band, Record};

impl<'s> Reader<'s> {
    /// The bands about `subject` that are not in force today, the newest first; `None` when the reader sees none.
    ///
    /// Those to come have the highest audience. Who approved a band is for those who see everything.
    pub(in crate::site) fn pay_history(&self, subject: PaySubject<'_>) -> Option<Leaf> {
        let is_about = |band: &&Record<Band>| match subject {
            PaySubject::Role(id) => band.body.pay.role.id == id,
            PaySubject::Place(id) => band.body.pay.place.id == id,
        };
        let known = |band: &&Record<Band>| self.sees_what_it_names(&band.body.pay);
        let mut bands: Vec<&Record<Band>> = self.records.other_bands.iter().filter(is_about).filter(known).collect();
        let from = |band: &Record<Band>| band.body.effective_from.as_ref().map(|(day, _)| *day);
        bands.sort_by_key(|band| std::cmp::Reverse(from(band)));
        let words = self.words();
        let to = |band: &Record<Band>| band.body.effective_to.as_ref().map(|(day, _)| *day);
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| words.day(day));
        let mut columns: Vec<(&str, Vec<String>)> = vec![
            ("pay.what", bands.iter().map(|band| self.subject_of(band, subject)).collect()),
            ("pay.range", bands.iter().map(|band| self.amount_of(band)).collect()),
            ("pay.from", bands.iter().map(|band| day(from(band))).collect()),
            ("pay.until", bands.iter().map(|band| day(to(band))).collect()),
        ];
        if self.sees_all() {
            let approved = bands.iter().map(|band| band.body.approved_by.clone().unwrap_or_default());
            columns.push(("pay.approved_by", approved.collect()));
        }
        columns.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        (!bands.is_empty()).then(|| {
            Leaf::new(DataTable {
                caption: words.text("pay_page.history").to_owned(),
                rows: (0..bands.len())
                    .map(|row| columns.iter().map(|(_, cells)| cells[row].clone()).collect())
                    .collect(),
                columns: columns
                    .iter()
                    .map(|(name, _)| Column { name: words.text(name).to_owned(), numeric: false })
                    .collect(),
            })
        })
    }

    /// Whose pay it is, where or as what, and what it counts.
    fn subject_of(&self, band: &Record<Band>, subject: PaySubject<'_>) -> String {
        let pay = &band.body.pay;
        let role = self.records.roles.named(&pay.role);
        let about = match subject {
            PaySubject::Role(_) => self.records.places.named(&pay.place).map(|place| place.body.title.clone()),
            PaySubject::Place(_) => role.map(|role| role.body.title.clone()),
        };
        let level = pay.level.as_ref().and_then(|level| self.records.levels.named(level));
        let level = level.map(|level| self.level_title(level, &pay.role));
        let parts: Vec<String> = about.into_iter().chain(level).chain([self.measured(pay)]).collect();
        parts.join(self.words().comma())
    }

    fn amount_of(&self, band: &'s Record<Band>) -> String {
        let pay = &band.body.pay;
        let per = format!("per.{}", pay.period.name());
        format!("{} {}", self.band(band).text, self.words().text_or(&per, pay.period.name()))
    }
}
