//! `unread-instruction`: pages that are kept back, or for some, where a record tells the same to more people.

use std::collections::BTreeMap;

use super::WholeSite;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::gate::is_wider;
use crate::site::source::page::{Page, Subject};

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let made = || site.pages.iter().filter(|page| page.origin.is_some() && page.waiting.is_none());
    let mut waiting = site.pages.iter().filter(|page| page.origin.is_none() && page.waiting.is_some()).peekable();
    if waiting.peek().is_some() {
        let by_url: BTreeMap<&str, &Page> = made().map(|page| (page.url.as_str(), page)).collect();
        for page in waiting {
            if let Some(finding) = by_url.get(page.url.as_str()).and_then(|made| of_record(page, made)) {
                diags.push(finding);
            }
        }
    }
    for page in made().filter(|page| !page.closed && matches!(page.subject, Some(Subject::Posting(_)))) {
        let Some(origin) = page.origin.as_ref().filter(|origin| is_wider(origin.audience, page.audience)) else {
            continue;
        };
        let (own, limited) = (config.audiences.name(origin.audience), config.audiences.name(page.audience));
        let message =
            format!("this opening is for `{own}`, and its page only for `{limited}`, as a folder above it says");
        let hint = "let the `_index.md` of that folder be for as many, or give the record the same `audience`";
        diags.push(Diagnostic::new(&rules::UNREAD_INSTRUCTION, origin.place.clone(), message).mild().hint(hint));
    }
}

/// A page that is kept back, at the address of a page that its record makes and that shows.
fn of_record(page: &Page, made: &Page) -> Option<Diagnostic> {
    let reason = page.waiting.filter(|_| !page.front.unreadable)?;
    let origin = made.origin.as_ref()?;
    let message = format!("this page is {reason}, and its record makes `{}` all the same", made.url);
    let is_opening = matches!(made.subject, Some(Subject::Posting(_)));
    let hint = match made.subject {
        Some(Subject::Posting(_)) => {
            "keep the opening back, too, with `status = \"draft\"` or the day of `opened` in its record; or remove what keeps this page back"
        }
        _ => "let the record be for fewer people with its `audience`, or remove what keeps this page back",
    };
    let place = page.audience_place();
    let finding = Diagnostic::new(&rules::UNREAD_INSTRUCTION, place, message)
        .related(origin.place.clone(), "the record")
        .hint(hint);
    // A role's page is begun as a draft, and says more than its record.
    Some(if is_opening { finding } else { finding.mild() })
}
