//! What a page shows of other sites: images, frames, films and sound, as far as the settings name those sites.

use super::links::PageSurroundings;
use crate::config::Security;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::markdown::AddressUse;

impl PageSurroundings<'_> {
    /// A frame that shows a page of the same site: the policy does not load it.
    pub(super) fn own_frame(&self, place: &Place, diags: &mut Diagnostics) -> Option<String> {
        let message = "`iframe` is left out: frames show other sites only";
        let finding = Diagnostic::new(&rules::MARKDOWN, place.clone(), message);
        diags.push(finding.hint("link the page, or write what it says here"));
        None
    }

    /// What the page shows of another site, if the settings name that site.
    pub(super) fn shown_from_elsewhere(
        &self,
        written: &str,
        use_: AddressUse,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<String> {
        let security = &self.config.hosting.security;
        let (hosts, key, what) = match use_ {
            AddressUse::Frame => {
                (&security.frames_from, "frames_from", "`iframe` is left out, and a link stands there")
            }
            AddressUse::Media => (
                &security.media_from,
                "media_from",
                "a film or sound from another site is left out, and a link stands there",
            ),
            AddressUse::Image | AddressUse::Link => (
                &security.images_from,
                "images_from",
                "an image from another site, which the page's security policy does not load",
            ),
        };
        if Security::allows(hosts, written) {
            // The policy asks for a safe connection.
            let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
            return Some(format!("https://{rest}"));
        }
        let host = Security::host_of(written).unwrap_or_else(|| "www.example.org".to_owned());
        let instead = match use_ {
            AddressUse::Image => "put a copy beside the page and link that",
            _ => "put a link in its place, such as `[Office tour](https://...)`",
        };
        let hint = format!("{instead}, or write `{key} = [\"{host}\"]` below `[security]` in the settings");
        diags.push(Diagnostic::new(&rules::MARKDOWN, place.clone(), what).hint(hint));
        (use_ == AddressUse::Image).then(|| written.to_owned())
    }
}
