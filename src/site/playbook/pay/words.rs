//! On what terms a figure is paid, and what levels are called, in the words of the site's language.

use crate::site::gate::Reader;
use crate::site::records::money;
use crate::site::records::types::{Engagement, LevelRecord, Pay, Record, Reference, Role};

impl Reader<'_> {
    /// What an amount counts: `base`, `base, contractor`.
    pub(super) fn measured(&self, pay: &Pay) -> String {
        let measure = self.measure(pay.measure).to_owned();
        match self.terms(pay) {
            Some(terms) => format!("{measure}{}{terms}", self.words().comma()),
            None => measure,
        }
    }

    /// On what terms it is paid; `None` for an employee full time.
    pub(super) fn terms(&self, pay: &Pay) -> Option<String> {
        let words = self.words();
        let engagement = (pay.engagement != Engagement::Employee).then(|| {
            words.text_or(&format!("pay_engagement.{}", pay.engagement.name()), pay.engagement.name()).to_owned()
        });
        let number = |rate: crate::pay::Rate| money::decimals(&rate.text(), self.language());
        let fte = pay.fte.filter(|fte| *fte < crate::pay::Rate::ONE);
        let fte = fte.map(|fte| words.say("pay.part_of_full_time", &[("part", (&number(fte)).into())]));
        let hours = pay.hours.map(|hours| words.say("pay.hours_a_week", &[("count", (&number(hours)).into())]));
        let terms: Vec<String> = engagement.into_iter().chain(fte).chain(hours).collect();
        (!terms.is_empty()).then(|| terms.join(words.comma()))
    }

    /// What a day rate comes to in a year, where it is said how many days are paid.
    pub(super) fn a_year(&self, pay: &Pay) -> Option<String> {
        let range = money::range_text(&pay.a_year()?, pay.currency, self.language());
        let days = self.words().number(pay.days_a_year?);
        Some(self.words().say("pay.a_year", &[("amount", (&range).into()), ("days", (&days).into())]))
    }

    /// What a level is called in the family of a role.
    pub(in crate::site) fn level_title(&self, level: &Record<LevelRecord>, role: &Reference) -> String {
        match self.records.roles.named(role) {
            Some(role) => self.level_title_of(level, role),
            None => level.body.title.clone(),
        }
    }

    /// The same, of a role that is known.
    pub(in crate::site) fn level_title_of(&self, level: &Record<LevelRecord>, role: &Record<Role>) -> String {
        let family = role.body.family.as_ref().filter(|family| self.records.families.named(family).is_some());
        level.body.title_in(family.map(|family| family.id.as_str())).to_owned()
    }
}
