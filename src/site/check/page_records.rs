//! `broken-reference` and `audience-leak`: front matter that names a record which does not exist, or one above the page.

use super::WholeSite;
use crate::diag::{Diagnostics, Place};
use crate::site::gate::names::{Asker, Names};
use crate::site::records::kinds::posting::Posting;
use crate::site::records::types::{PlaceRecord, Role};

pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    let names = Names::new(&site.data, config);
    for page in &site.pages {
        if let Some(id) = &page.front.posting {
            let found = names.finding::<Posting>(&id.value, page.audience, Asker::Page);
            diags.extend(found.map(|finding| finding.at(Place::new(&page.source, id.span.clone()))));
        }
        for (key, id) in &page.front.records {
            let found = match *key {
                "place" => names.finding::<PlaceRecord>(&id.value, page.audience, Asker::Page),
                _ => names.finding::<Role>(&id.value, page.audience, Asker::Page),
            };
            diags.extend(found.map(|finding| finding.at(Place::new(&page.source, id.span.clone()))));
        }
    }
}
