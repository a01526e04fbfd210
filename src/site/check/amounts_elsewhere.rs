//! Amounts of money outside the text of pages: in titles and summaries, and in what records say in words. They cannot
//! cite a record, so that they are held against all of them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::about_pay::{About, about};
use super::records_with_amount::{figures_with, is_size_of_pay};
use super::truth::key_line;
use super::{OnePage, WholeSite};
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::gate::{PageKind, Reader, Readers};
use crate::site::records::kinds::{RecordKind, record_types};
use crate::site::records::money;
use crate::site::records::money_in_prose::{Written, amounts, may_hold};

/// Amounts below this are fees and meals, not pay.
const SMALLEST: i64 = 1_000;

/// Keys whose text is somebody else's, or an address.
const NOT_OURS: &[&str] = &["url", "id", "note", "source", "apply", "pay_link", "quote", "example"];

/// Checks the title and the summary of a page.
pub(super) fn of_page(on: &OnePage<'_>, diags: &mut Diagnostics) {
    let &OnePage { site, page, reader, figures: shown, .. } = on;
    let config = reader.config;
    if !on.is_read_by_its_own() || page.origin.is_some() {
        return;
    }
    let strict = matches!(site.kind(page), PageKind::Role | PageKind::Pay | PageKind::Posting);
    for key in ["title", "summary"] {
        let Some(line) = key_line(page, key) else { continue };
        let text = &page.source.text[line.clone()];
        if !may_hold(text) {
            continue;
        }
        for amount in amounts(text) {
            let of_page = figures_of(shown, &amount, reader, config);
            let what = about(text, &amount.range);
            let sized = amount.amounts.iter().any(|end| is_size_of_pay(*end, amount.currencies, reader));
            let meant = strict || !of_page.is_empty() || (what == About::Pay && sized);
            if !counts(&amount) || what == About::Other || !meant || is_held(&amount, reader) {
                continue;
            }
            let place = Place::new(&page.source, line.start + amount.range.start..line.start + amount.range.end);
            let words = &text[amount.range.clone()];
            let (rule, message) = match of_page.is_empty() {
                true => (&rules::PAY_UNSOURCED, format!("`{words}` in the {key} is in no record")),
                false => {
                    let shown = of_page.join(", ");
                    (&rules::PROSE_VS_DATA, format!("`{words}` in the {key} is not what the page shows: {shown}"))
                }
            };
            let hint = "write the figure of the record, or leave it to the page, which draws it from there";
            let found = Diagnostic::new(rule, place, message).hint(hint);
            diags.push(if strict { found } else { found.mild() });
        }
    }
}

/// Ranges in one of the amount's currencies that the page shows: `£130,000 to £185,000` (`atl-london-base`).
fn figures_of(shown: &BTreeSet<String>, amount: &Written, reader: &Reader<'_>, config: &Config) -> Vec<String> {
    let bands = reader.records.bands.iter().map(|band| (&band.id, &band.body.pay));
    let seen = reader.records.observations.iter().map(|seen| (&seen.id, &seen.body.pay));
    let of_page =
        bands.chain(seen).filter(|(id, pay)| shown.contains(*id) && amount.currencies.contains(&pay.currency));
    let text = |pay: &crate::site::records::types::Pay| money::range_text(&pay.range, pay.currency, &config.language);
    of_page.take(3).map(|(id, pay)| format!("{} (`{id}`)", text(pay))).collect()
}

fn counts(amount: &Written) -> bool {
    !amount.in_millions && amount.amounts.iter().any(|end| *end >= SMALLEST)
}

/// Whether records hold every end of an amount.
fn is_held(amount: &Written, reader: &Reader<'_>) -> bool {
    amount.amounts.iter().all(|end| !figures_with(&[*end], amount.currencies, reader).is_empty())
}

/// Checks what records say in words.
pub(super) fn of_records(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let readers = Readers::new(site, config);
    macro_rules! check {
        ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
            $(if speaks_for_us(RecordKind::$kind) {
                for record in site.data.$field.iter() {
                    let reader = readers.of(record.audience);
                    record_text(&record.place, &format!("{} `{}`", RecordKind::$kind.noun(), record.id), reader, diags);
                }
            })*
        };
    }
    record_types!(check);
}

/// Whether the words of such records are the site's own: what sources and laws say is theirs.
fn speaks_for_us(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Role
            | RecordKind::Level
            | RecordKind::Question
            | RecordKind::Stage
            | RecordKind::RedFlag
            | RecordKind::BankQuestion
            | RecordKind::Comparison
            | RecordKind::Ladder
            | RecordKind::Posting
            | RecordKind::Track
            | RecordKind::Family
            | RecordKind::Skill
    )
}

/// Checks one record, from its place to the next one.
fn record_text(place: &Place, named: &str, reader: &Reader<'_>, diags: &mut Diagnostics) {
    let Some(start) = place.range().map(|range| range.start) else { return };
    let whole = place.text();
    let end = match place.path().ends_with(".csv") {
        true => whole[start..].find('\n').map_or(whole.len(), |at| start + at),
        false => whole[start..].find("\n[").map_or(whole.len(), |at| start + at),
    };
    let text = &whole[start..end];
    if !may_hold(text) {
        return;
    }
    let own = own_numbers(text);
    let mut at = start;
    for line in text.split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or_default().trim();
        if !line.trim_start().starts_with('#') && !NOT_OURS.contains(&key) {
            for amount in amounts(line) {
                check_one(&amount, line, (place, at, named), (&own, reader), diags);
            }
        }
        at += line.len();
    }
}

fn check_one(
    amount: &Written,
    line: &str,
    (place, at, named): (&Place, usize, &str),
    (own, reader): (&[i64], &Reader<'_>),
    diags: &mut Diagnostics,
) {
    let Range { start, end } = amount.range;
    let sized = amount.amounts.iter().any(|end| is_size_of_pay(*end, amount.currencies, reader));
    let is_set_apart = line[..start].ends_with(":money[");
    let is_own = amount.amounts.iter().all(|end| own.contains(end));
    if !counts(amount) || !sized || is_set_apart || is_own || about(line, &amount.range) != About::Pay {
        return;
    }
    if is_held(amount, reader) {
        return;
    }
    let message = format!("`{}` in the {named} is in no record of pay", &line[start..end]);
    let finding = Diagnostic::new(&rules::PROSE_VS_DATA, Place::new(place.source(), at + start..at + end), message);
    let hint = "write the figure of the band, or leave it out: pages show the band beside this text";
    diags.push(finding.hint(hint).mild());
}

/// The numbers that a record itself holds, such as `min = 130000`.
fn own_numbers(text: &str) -> Vec<i64> {
    let values = text.lines().filter_map(|line| line.split_once('=')).map(|(_, value)| value.trim().replace('_', ""));
    values.filter_map(|value| value.parse().ok()).collect()
}
