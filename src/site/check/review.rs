//! Pages and records whose day of review has passed.

use jiff::civil::Date;

use super::WholeSite;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::records::Data;
use crate::site::records::kinds::record_types;

/// Reports each of them.
pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for page in site.pages.iter().filter(|page| page.origin.is_none() && !page.front.draft) {
        let passed = || site.passed_down(page, |cascade| cascade.review_every).or(config.review_every);
        let Some((reviewed, every)) = page.front.shown.reviewed_on.zip(page.front.review_every.or_else(passed)) else {
            continue;
        };
        let place = match &page.front.reviewed_at {
            Some(span) => Place::new(&page.source, span.clone()),
            None => Place::file(&page.source.path),
        };
        report("this page", reviewed, every.after(reviewed), &place, config, diags);
    }
    records(&site.data, config, diags);
}

fn records(data: &Data, config: &Config, diags: &mut Diagnostics) {
    let Some(every) = config.review_every else { return };
    macro_rules! check {
        ($($(#[$doc:meta])* $field:ident: $body:ty, $of:ident = $name:literal as $form:ident;)*) => {
            $(for record in data.$field.iter() {
                if let Some(reviewed) = record.reviewed_on {
                    let what = format!("the {} `{}`", $name, record.id);
                    report(&what, reviewed, every.after(reviewed), &record.place, config, diags);
                }
            })*
        };
    }
    record_types!(check);
}

fn report(what: &str, reviewed: Date, due: Date, place: &Place, config: &Config, diags: &mut Diagnostics) {
    if due > config.today {
        return;
    }
    let message = format!("{what} was reviewed on {reviewed} and due again on {due}");
    let hint = format!("read it again, then write `reviewed_on = {}`", config.today);
    diags.push(Diagnostic::new(&rules::REVIEW_DUE, place.clone(), message).hint(hint));
}
