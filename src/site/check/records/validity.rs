//! When bands are in force: no two for the same thing at once, and one that is replaced says when it ends.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Checking;
use crate::diag::{Diagnostic, rules};
use crate::site::records::types::{Band, Pay, PayTerms, Record};

/// What a band is about, as far as no two may be about it at once.
type About<'r> = ((&'r str, &'r str, Option<&'r str>), &'r str, &'r str, &'r str, PayTerms);

fn about(pay: &Pay) -> About<'_> {
    let level = pay.level.as_ref().map(|level| level.id.as_str());
    let at = (pay.role.id.as_str(), pay.place.id.as_str(), level);
    (at, pay.measure.name(), pay.currency, pay.period.name(), pay.terms())
}

/// Checks the days of all bands.
pub(super) fn run(checking: &mut Checking<'_>) {
    overlaps(checking);
    replaced(checking);
}

/// The first and the last day of a band, both open where it does not say.
fn days(band: &Band) -> (Date, Date) {
    let from = band.effective_from.as_ref().map_or(Date::MIN, |(day, _)| *day);
    (from, band.effective_to.as_ref().map_or(Date::MAX, |(day, _)| *day))
}

/// Two bands that are in force today are told where one band is asked for each thing; here those of other days.
fn overlaps(checking: &mut Checking<'_>) {
    let data = checking.data;
    let mut known: BTreeMap<About<'_>, Vec<&Record<Band>>> = BTreeMap::new();
    for band in data.bands.iter().chain(data.other_bands.iter()) {
        let before = known.entry(about(&band.body.pay)).or_default();
        let (from, to) = days(&band.body);
        let is_other = |record: &Record<Band>| data.bands.get(&record.id).is_none();
        for first in before.iter().filter(|first| is_other(first) || is_other(band)) {
            let (first_from, first_to) = days(&first.body);
            let day = from.max(first_from);
            if day <= to.min(first_to) {
                let message = format!("`{}` and `{}` are both in force on {day}", first.id, band.id);
                let hint = "let one end the day before the other begins: `effective_to` is its last day";
                let finding = Diagnostic::new(&rules::BAD_RECORD, band.place.clone(), message).hint(hint);
                checking.diags.push(finding.related(first.place.clone(), "the other band"));
            }
        }
        before.push(band);
    }
}

/// A band that is replaced is about the same, and has ended before.
fn replaced(checking: &mut Checking<'_>) {
    let data = checking.data;
    for band in data.bands.iter().chain(data.other_bands.iter()) {
        let Some(named) = &band.body.replaces else { continue };
        let Some(former) = data.bands.get(&named.id).or_else(|| data.other_bands.get(&named.id)) else { continue };
        let finding = |message: String, hint: String| {
            let finding = Diagnostic::new(&rules::BAD_RECORD, named.place.clone(), message).hint(hint);
            finding.related(former.place.clone(), "the former band")
        };
        let from = band.body.effective_from.as_ref().map(|(day, _)| *day);
        if former.id == band.id {
            checking.diags.push(finding(format!("`{}` replaces itself", band.id), "name the former band".to_owned()));
        } else if about(&former.body.pay) != about(&band.body.pay) {
            let message = format!("`{}` is about something else than `{}`", former.id, band.id);
            let hint = "a band replaces one of the same role, place, level, measure, terms, currency and period";
            checking.diags.push(finding(message, hint.to_owned()));
        } else if let Some(from) = from {
            let ends = former.body.effective_to.as_ref().map(|(day, _)| *day);
            if ends.is_none_or(|ends| ends >= from) {
                let day = from.yesterday().unwrap_or(from);
                let message = format!("`{}` begins on {from}, and `{}` has not ended then", band.id, former.id);
                checking.diags.push(finding(message, format!("write `effective_to = {day}` in `{}`", former.id)));
            }
        } else {
            let message = format!("`{}` does not say from when it replaces `{}`", band.id, former.id);
            checking.diags.push(finding(message, "add `effective_from` with its first day".to_owned()));
        }
    }
}
