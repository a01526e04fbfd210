//! What stands around the text of every page: the announcement, the links of the header and the footer, the next steps.

use jiff::civil::Date;

use super::{AudienceView, PageId};

/// Where a reader goes on: to apply, to ask, to correct. Their labels are the theme's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CareersLinks {
    /// Where to apply.
    pub apply: Option<MenuLink>,
    /// Whom to ask.
    pub contact: Option<MenuLink>,
    /// Who takes a better figure.
    pub corrections: Option<MenuLink>,
}

/// A link of the navigation or the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLink {
    /// What readers see.
    pub label: String,
    /// The link from the site's root, without a slash in front; empty for the home page; a whole address when outside.
    pub href: String,
    /// Whether it leads to another site.
    pub is_outside: bool,
}

/// What every page says above its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Plain text.
    pub text: String,
    /// Where the text leads; its label is empty.
    pub link: Option<MenuLink>,
    /// The last day on which it shows.
    pub until: Option<Date>,
}

impl AudienceView {
    /// What every page says above its header.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The sections that are to be had as one document, in order.
    pub fn printed(&self) -> &[PageId] {
        &self.printed
    }

    /// Whether each page has a picture that shows where it is shared. Previews are made for what everybody can read, and
    /// name the picture by its whole address.
    pub fn has_cards(&self) -> bool {
        self.cards && self.is_lowest && self.base_url.is_some()
    }

    /// What the header links; empty for the first sections.
    pub fn navigation(&self) -> &[MenuLink] {
        &self.navigation
    }
    /// Where a reader goes on.
    pub fn careers(&self) -> &CareersLinks {
        &self.careers
    }

    /// Lines of plain text that stand below every page.
    pub fn footer_text(&self) -> &[String] {
        &self.footer_text
    }
    /// Links that stand below every page.
    pub fn footer_links(&self) -> &[MenuLink] {
        &self.footer_links
    }
}
