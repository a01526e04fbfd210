//! Pages that changes name: each must be there, and for everybody who reads of the change.

use super::WholeSite;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::check::wording::in_source;
use crate::site::gate::is_wider;
use crate::site::source::addresses::Target;

/// Reports each that is not.
pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    for change in site.data.changes.iter() {
        let Some(name) = change.body.page.as_deref() else { continue };
        let found =
            site.addresses.by_url.get(name).or_else(|| site.addresses.by_path.get(name.trim_start_matches('/')));
        let place = in_source(&change.place, name);
        let Some(Target::Page(page)) = found else {
            let finding = Diagnostic::new(&rules::BROKEN_LINK, place, format!("there is no page `{name}`"));
            diags.push(finding.hint("name it by its path below `content/`, such as `candidates/how-we-pay.md`"));
            continue;
        };
        let page = &site.pages[*page];
        if is_wider(change.audience, page.audience) {
            let (readers, needed) = (config.audiences.name(change.audience), config.audiences.name(page.audience));
            let message = format!("readers of `{readers}` would be led to `{}`, which is for `{needed}`", page.path);
            let finding = Diagnostic::new(&rules::AUDIENCE_LEAK, place, message);
            let hint = "leave out `page`, or give the change the audience of the page";
            diags.push(finding.hint(hint).related(page.audience_place(), "this is above them"));
        }
    }
}
