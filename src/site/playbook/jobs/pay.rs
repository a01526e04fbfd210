//! The range that an opening is posted with: its own, else that of its band; and what places say of pay and of law.

use crate::site::gate::Reader;
use crate::site::records::kinds::posting::Posting;
use crate::site::records::money;
use crate::site::records::types::{Band, Measure, Period, PlaceRecord, Range, Record};
use crate::written::currency;

/// A posted range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct PostedPay {
    /// From one end to the other.
    pub(in crate::site) range: Range,
    /// ISO 4217 code.
    pub(in crate::site) currency: &'static str,
    /// For how long.
    pub(in crate::site) period: Period,
}

impl<'s> Reader<'s> {
    /// The range of an opening; `None` when it says none and its bands do not agree on one, or are not for this audience.
    pub(in crate::site) fn posted_pay(&self, posting: &Posting) -> Option<PostedPay> {
        let bands = self.bands_of_posting(posting);
        let band = bands.first().map(|band| &band.body.pay);
        if let Some(min) = posting.min.or(posting.max) {
            let own = posting.currency.as_deref().and_then(currency::find);
            let place = || posting.places.first().and_then(|place| self.currency_at(&place.id));
            let currency = own.or_else(|| band.map(|pay| pay.currency)).or_else(place)?;
            let period = posting.period.or_else(|| band.map(|pay| pay.period)).unwrap_or(Period::Year);
            let open_ended = posting.open_ended || posting.max.is_none() || posting.min.is_none();
            let range = Range { min, max: posting.max.unwrap_or(min), open_ended };
            return Some(PostedPay { range, currency, period });
        }
        let pay = band?;
        let range = Range { open_ended: pay.range.open_ended || posting.open_ended, ..pay.range };
        let agree = |band: &&Record<Band>| {
            let other = &band.body.pay;
            other.range == pay.range && other.currency == pay.currency && other.period == pay.period
        };
        bands.iter().all(agree).then_some(PostedPay { range, currency: pay.currency, period: pay.period })
    }

    /// The bands of base pay that an opening lies in: the one it names, else those of its role and level at each of its
    /// places, or at the nearest place around it that has one.
    pub(in crate::site) fn bands_of_posting(&self, posting: &Posting) -> Vec<&'s Record<Band>> {
        if let Some(named) = &posting.band {
            return self.records.bands.named(named).into_iter().collect();
        }
        let level = posting.level.as_ref().map(|level| level.id.as_str());
        let mut found: Vec<&Record<Band>> = Vec::new();
        for place in &posting.places {
            let band = self.band_at(&posting.role.id, level, &place.id);
            if let Some(band) = band.filter(|band| found.iter().all(|other| other.id != band.id)) {
                found.push(band);
            }
        }
        found
    }

    /// The band of base pay of a role and a level at a place, or at the nearest place around it that has one.
    pub(in crate::site) fn band_at(&self, role: &str, level: Option<&str>, place: &str) -> Option<&'s Record<Band>> {
        let is_its = |band: &&Record<Band>| {
            let pay = &band.body.pay;
            let own = pay.level.as_ref().map(|level| level.id.as_str());
            pay.role.id == role && pay.measure == Measure::Base && (own.is_none() || own == level)
        };
        let all: Vec<&Record<Band>> = self.records.bands.iter().filter(is_its).collect();
        self.around(place).find_map(|place| {
            let here = |band: &&&Record<Band>| band.body.pay.place.id == place;
            // One for the level itself before one for all levels.
            all.iter().filter(here).max_by_key(|band| band.body.pay.level.is_some()).copied()
        })
    }

    /// A place and those it lies in, the nearest first.
    fn around<'r>(&'r self, place: &'r str) -> impl Iterator<Item = &'r str> {
        let parent = |id: &&'r str| {
            let record: &'r Record<PlaceRecord> = self.records.places.get(id)?;
            Some(record.body.parent.as_ref()?.id.as_str())
        };
        // Places that lie in each other are reported; they must not keep us here.
        std::iter::successors(Some(place), parent).take(16)
    }

    /// The currency that pay is usually given in at a place.
    pub(in crate::site) fn currency_at(&self, place: &str) -> Option<&'static str> {
        self.around(place).find_map(|place| self.records.places.get(place)?.body.currency)
    }

    /// The jurisdiction of a place: its region, else its country, else those of the place it lies in.
    pub(in crate::site) fn code_of_place(&self, place: &str) -> Option<&str> {
        self.around(place).find_map(|place| {
            let body = &self.records.places.get(place)?.body;
            body.region.as_deref().or(body.country.as_deref())
        })
    }

    /// A posted range as text: `$180,000 to $220,000 a year`.
    pub(in crate::site) fn posted_text(&self, pay: &PostedPay) -> String {
        let amounts = money::range_text(&pay.range, pay.currency, self.language());
        let per = format!("per.{}", pay.period.name());
        format!("{amounts} {}", self.words().text_or(&per, pay.period.name()))
    }
}
