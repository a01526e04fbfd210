//! `broken-reference` and `audience-leak`: front matter that names a record which does not exist, or one above the page.

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::suggestion;
use crate::site::Site;
use crate::site::records::types::Records;

pub(super) fn check(site: &Site<'_>, config: &Config, diags: &mut Diagnostics) {
    for page in &site.pages {
        for (key, id) in &page.front.records {
            let place = Place::new(&page.source, id.span.clone());
            let (kind, found, hint) = match *key {
                "place" => ("place", look_up(&site.data.places, &id.value), suggest(&site.data.places, &id.value)),
                _ => ("role", look_up(&site.data.roles, &id.value), suggest(&site.data.roles, &id.value)),
            };
            match found {
                None if site.data.is_unusable(kind, &id.value) => {}
                None => diags.push(
                    Diagnostic::new(
                        &rules::BROKEN_REFERENCE,
                        place,
                        format!("there is no {kind} `{}` in the data", id.value),
                    )
                    .hint(hint),
                ),
                Some((audience, record)) if audience > page.audience => diags.push(
                    Diagnostic::new(
                        &rules::AUDIENCE_LEAK,
                        place,
                        format!(
                            "the {kind} `{}` is for `{}`, and this page for `{}`",
                            id.value,
                            config.audiences.name(audience),
                            config.audiences.name(page.audience)
                        ),
                    )
                    .related(record, format!("the {kind}"))
                    .hint("remove the key, or limit the page"),
                ),
                Some(_) => {}
            }
        }
    }
}

fn look_up<T>(records: &Records<T>, id: &str) -> Option<(Audience, Place)> {
    records.get(id).map(|record| (record.audience, record.place.clone()))
}

fn suggest<T>(records: &Records<T>, id: &str) -> String {
    suggestion(id, records.ids(), "the ids there are:")
}
