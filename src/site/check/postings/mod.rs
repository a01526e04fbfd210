//! What is wrong with openings: what they lack, whether their range lies in its band, and what the laws of their places
//! want of them. It gives no legal advice, and says so with everything that comes from a law.

mod laws;
mod lines;
mod reach;
mod waiver;

use jiff::ToSpan;

use self::lines::Posted;
use super::WholeSite;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, Severity, rules};
use crate::site::Site;
use crate::site::gate::Reader;
use crate::site::records::kinds::law::Law;
use crate::site::records::kinds::posting::WorkMode;
use crate::site::records::money;
use crate::site::records::types::Record;
use crate::written::currency;

pub(in crate::site) use self::waiver::Waivers;

/// A range whose top is more than this share of its floor, in percent, says little.
const WIDE: i64 = 160;

/// Checks every opening.
pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for law in site.data.laws.iter() {
        age(law, config, diags);
    }
    // What an opening lacks may stand in what could not be read, which was reported.
    if (site.data.has_gaps() || site.data.has_unusable()) && config.severities.is_error(&rules::BAD_RECORD) {
        return;
    }
    let mut told_headcount = false;
    for record in site.data.postings.iter() {
        let mut found = Diagnostics::default();
        let reader = Reader::of_records(&site.data, record.audience, config);
        let posted = Posted::new(site, &reader, record);
        whole(&posted, &mut found);
        if !record.body.is_closed(config.today) {
            band(&posted, site, config, &mut found);
            width(&posted, &mut found);
            laws::check(site, &posted, config, &mut told_headcount, &mut found);
        }
        let lines = record.body.waive.iter().map(|line| (line.as_str(), posted.key("waive")));
        let mut waivers = Waivers::new(lines, diags);
        waivers.sift(found, diags);
        // What the page says is sifted by the same waivers where it is read.
        waivers.report_unused_but_wording(diags);
    }
}

/// A law that was looked up long ago.
fn age(law: &Record<Law>, config: &Config, diags: &mut Diagnostics) {
    let until = law.body.checked.checked_add(12.months());
    if until.is_ok_and(|until| until < config.today) {
        let message = format!("the law `{}` was looked up on {}, more than 12 months ago", law.id, law.body.checked);
        let finding = Diagnostic::new(&rules::LAW_STALE, law.place.clone(), message);
        diags.push(finding.hint(format!("read {} again, and set `checked`", law.body.url)));
    }
}

/// What every opening has to say, whatever the law.
fn whole(posted: &Posted<'_>, diags: &mut Diagnostics) {
    let (id, body) = (&posted.record.id, posted.posting());
    let mut incomplete = |message: String, place: Place, hint: &str| {
        diags.push(Diagnostic::new(&rules::POSTING_INCOMPLETE, place, message).hint(hint));
    };
    let header = || posted.record.place.clone();
    if body.places.is_empty() {
        let remote = body.mode() == WorkMode::Remote;
        let hint =
            if remote { "list every place from which somebody may work in `places`" } else { "name it in `places`" };
        incomplete(format!("the opening `{id}` names no place"), header(), hint);
    }
    if body.opened.is_none() {
        let message =
            format!("the opening `{id}` does not say when it was posted, so that search engines are not told of it");
        incomplete(message, header(), "add `opened`, the day when it was posted");
    }
    if body.apply.is_none() && body.how_to_apply.is_none() {
        let message = format!("the opening `{id}` does not say how to apply");
        incomplete(message, header(), "add `apply`, an e-mail address or one that begins with `https://`");
    }
    let sound = |address: &String| address.starts_with("https://") || (address.contains('@') && !address.contains(' '));
    if let Some(address) = body.apply.as_ref().filter(|address| !sound(address)) {
        let message = format!("`{address}` is no address to apply at");
        incomplete(message, posted.key("apply"), "write an e-mail address, or an address that begins with `https://`");
    }
    if let Some((opened, last)) = body.opened.zip(body.closes).filter(|(opened, last)| last < opened) {
        let message = format!("the opening `{id}` closes on {last}, before it opens on {opened}");
        incomplete(message, posted.key("closes"), "correct one of the days");
    }
    if body.closes.is_some() && body.ongoing {
        let message = format!("the opening `{id}` has a last day to apply, and says that there is none");
        incomplete(message, posted.key("ongoing"), "remove `closes` or `ongoing`");
    }
    if body.pay_link.as_ref().is_some_and(|link| !link.starts_with("https://")) {
        incomplete("`pay_link` is no web address".to_owned(), posted.key("pay_link"), "begin it with `https://`");
    }
    if let Some(share) = body.fte.filter(|share| !(1..=100).contains(share)) {
        let message = format!("`fte` is {share}, and a share of full time is from 1 to 100 percent");
        incomplete(message, posted.key("fte"), "write 80 for four days of five");
    }
    let code = body.currency.as_deref().filter(|code| currency::find(code).is_none());
    if let Some(code) = code {
        let finding =
            Diagnostic::new(&rules::BAD_RECORD, posted.key("currency"), format!("there is no currency `{code}`"));
        diags.push(finding.hint("write its ISO 4217 code, such as `USD`, `GBP` or `EUR`"));
    }
    if let Some((min, max)) = body.min.zip(body.max).filter(|(min, max)| min > max) {
        let finding =
            Diagnostic::new(&rules::BAD_RECORD, posted.key("min"), format!("`min` is {min}, above `max`, {max}"));
        diags.push(finding.hint("exchange them"));
    }
}

/// Whether the posted range lies inside the band. Figures of a band that readers of the posting do not see stay unsaid.
fn band(posted: &Posted<'_>, site: &Site<'_>, config: &Config, diags: &mut Diagnostics) {
    let body = posted.posting();
    // Whoever checks sees every band.
    let all = Reader::of_records(&site.data, config.audiences.highest(), config);
    let bands = all.bands_of_posting(body);
    let Some(pay) = posted.pay else {
        let differ = bands.len() > 1 && body.min.is_none() && body.max.is_none();
        if differ {
            let named: Vec<String> = bands.iter().map(|band| format!("`{}`", band.id)).collect();
            let message = format!("the bands of the opening `{}` differ: {}", posted.record.id, named.join(", "));
            let finding = Diagnostic::new(&rules::OUTSIDE_BAND, posted.record.place.clone(), message);
            diags.push(
                finding.hint("write the range that is posted as `min` and `max`, or make a posting for each place"),
            );
        }
        return;
    };
    for band in bands {
        let own = &band.body.pay;
        if own.currency != pay.currency || own.period != pay.period {
            continue;
        }
        let above = !own.range.open_ended && pay.range.max > own.range.max;
        if pay.range.min >= own.range.min && !above {
            continue;
        }
        let text = money::range_text(&pay.range, pay.currency, &config.language);
        let message = format!("the range of `{}`, {text}, is not inside the band `{}`", posted.record.id, band.id);
        let key = if above { "max" } else { "min" };
        let finding = Diagnostic::new(&rules::OUTSIDE_BAND, posted.key(key), message);
        let hint = "post a range inside the band, or correct the band";
        diags.push(finding.hint(hint).related(band.place.clone(), "the band"));
    }
}

/// Whether the range says anything.
fn width(posted: &Posted<'_>, diags: &mut Diagnostics) {
    let Some(pay) = posted.pay.filter(|pay| !pay.range.open_ended && pay.range.min > 0) else { return };
    let share = pay.range.max.saturating_mul(100) / pay.range.min;
    if share > WIDE {
        let message = format!(
            "the top of the range of `{}` is {}.{:02} times its floor, more than {}.{}",
            posted.record.id,
            share / 100,
            share % 100,
            WIDE / 100,
            WIDE % 100 / 10,
        );
        let finding = Diagnostic::new(&rules::PAY_TOO_WIDE, posted.key("max"), message);
        let hint = "post what you expect to pay; split the job by level or place where both ends are real";
        diags.push(finding.hint(hint).at_most(Severity::Warning));
    }
}
