//! Links to the pages of tags, which no file stands behind.

use super::links::PageSurroundings;
use crate::config::Readership;
use crate::diag::{Diagnostics, Place};
use crate::output::address::relative;
use crate::site::address;
use crate::site::routes;

impl PageSurroundings<'_> {
    /// The tag whose page is at this address, and those who have it; no name is the list of tags.
    pub(super) fn tag(&self, written: &str) -> Option<(String, Readership)> {
        let tag = address::composed(&address::decode(routes::tag_at(written)?));
        let tags = &self.site.addresses.tags;
        let language = self.config.spoken;
        if tag.is_empty() {
            let of_language = tags.iter().filter(|((spoken, _), _)| *spoken == language);
            let everybody = of_language.map(|(_, readers)| *readers).reduce(Readership::with)?;
            return Some((tag, everybody));
        }
        let readers = tags.get(&(language, tag.clone()))?;
        Some((tag, *readers))
    }

    /// The `href` of a tag's page, unless this audience has none.
    pub(super) fn tag_page(
        &self,
        tag: &str,
        readers: Readership,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<String> {
        if !self.reader.is_among(readers) {
            let name = self.config.audiences.name(self.config.audiences.least(readers));
            let what = if tag.is_empty() { "the list of tags".to_owned() } else { format!("the tag `{tag}`") };
            self.report_leak(&format!("{what}, which is for `{name}`"), None, place, diags);
            return None;
        }
        let url = if tag.is_empty() { routes::TAGS.to_owned() } else { routes::tag(tag) };
        Some(relative(self.url, &routes::within(&self.config.start, &url)))
    }
}
