//! The site's settings: `rolebook.toml`, checked and with every default filled in.
//!
//! Owns [`Config`], the [`AudienceLevels`] of audiences, the [`Audience`] label and the [`Brand`]. It must not know pages or records.

mod announcement;
mod audience;
mod beside;
mod blocks;
mod brand;
mod color;
mod employer;
mod hosting;
mod interval;
pub mod keys;
mod languages;
mod load;
mod load_audiences;
mod page_kind;
mod past;
mod policy;
mod prose;
mod security;
mod sees;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub use announcement::Announcement;
pub use audience::{Audience, AudienceLevels, Readership};
pub use blocks::{CONTAINERS, LeafBlock};
pub use brand::{Brand, Careers, Footer, MenuEntry, Picture};
pub use color::Color;
pub use employer::{Employer, Headcount, lies_in};
pub use hosting::Hosting;
pub use interval::ReviewInterval;
pub use languages::Translated;
pub use page_kind::PageKind;
pub use past::{Past, PastChange};
pub use prose::{ReadingLimits, Spelling};
pub use security::Security;

use crate::diag::Place;
use crate::diag::Severities;
use crate::locale::Locale;

/// What becomes of raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// Each piece is a `raw-html` finding; where that is lowered it shows as text.
    Forbid,
    /// It is cleaned: no script, no style, no handlers.
    Sanitize,
}

/// What `[audience.NAME]` may say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AudienceSettings {
    /// The site's title for this audience.
    pub title: Option<String>,
    /// The audience's name in words, as readers see it: `Internal`.
    pub label: Option<String>,
    /// An address of its own.
    pub base_url: Option<String>,
}

/// Where the sources live, for "edit this page" links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// The repository's address, without a slash at its end.
    pub url: String,
    /// The branch edits go to.
    pub branch: String,
}

/// The site's settings with all defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// The address of the published site, with a slash at its end; `None` when not set (no sitemap, no canonical links).
    pub base_url: Option<String>,
    /// The language of the text, a BCP 47 tag such as `en`.
    pub language: String,
    /// The interface's words in that language, and how it writes dates and numbers.
    pub locale: Arc<Locale>,
    /// The languages that pages are translated into, in the order of the settings.
    pub translations: Vec<Translated>,
    /// Which of them these settings are for; `None` for the language of the site.
    pub spoken: Option<usize>,
    /// What the addresses of their pages begin with: `/`, or `/de/` for a translation.
    pub start: String,
    /// Who the site is built for.
    pub audiences: AudienceLevels,
    /// Whether the settings leave open who they are: what pages and records say of audiences cannot be judged then.
    pub audiences_unclear: bool,
    /// The audience of what says nothing.
    pub default_audience: Audience,
    /// Who may read what commands print, where that is not everybody who runs them.
    pub print_for: Option<Audience>,
    /// Settings of single audiences, in ladder order, one for each.
    pub audience_settings: Vec<AudienceSettings>,
    /// Where the sources live.
    pub repository: Option<Repository>,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// What browsers, servers and crawlers are told.
    pub hosting: Hosting,
    /// Whether a copy in Markdown lies beside each page.
    pub markdown_copies: bool,
    /// Whether smaller copies of pictures are made for small screens.
    pub smaller_pictures: bool,
    /// The sections that are to be had as one document for paper.
    pub printed: Vec<MenuEntry>,
    /// Whether each page has a picture of its own that shows where it is shared.
    pub cards: bool,
    /// The severity of each rule.
    pub severities: Severities,
    /// How often pages are reviewed unless they say so themselves.
    pub review_every: Option<ReviewInterval>,
    /// Whether pages say when their next review is due.
    pub review_shown: bool,
    /// The accounts of owners on the service that keeps the repository, by the name that pages use.
    pub accounts: BTreeMap<String, String>,
    /// Globs of files and folders to leave out, matched against paths from `content/`.
    pub ignore: globset::GlobSet,
    /// The same globs as they are written, and where.
    pub ignored: Vec<(String, Place)>,
    /// The theme's folder name under `themes/`.
    pub theme: String,
    /// How the site presents itself.
    pub brand: Brand,
    /// Who employs.
    pub employer: Employer,
    /// What the header links; empty for the first sections.
    pub navigation: Vec<MenuEntry>,
    /// What every page says above its header, while it holds.
    pub announcement: Option<Announcement>,
    /// Where a reader goes on: to apply, to ask, to correct.
    pub careers: Careers,
    /// What stands below every page.
    pub footer: Footer,
    /// How many marks an interviewer may give a criterion, from 1 up.
    pub scale: usize,
    /// How many minutes all interviews of a role may take; nothing is said of it where it is unset.
    pub interview_minutes: Option<i64>,
    /// Which words are known, where words are looked up.
    pub spelling: Option<Spelling>,
    /// How hard a page may be to read.
    pub reading: ReadingLimits,
    /// Whether the page of changes is made from the history of the repository, too.
    pub changes_from_git: bool,
    /// What that history tells; whoever opens the site fills it in.
    pub past: Arc<Past>,
    /// The day the build takes for today: the only clock.
    pub today: Date,
    /// Whether drafts and pages not yet due are shown, marked; only `serve` sets it.
    pub drafts: bool,
}

impl Config {
    /// The links that the settings put around every page: of the navigation, the footer and the announcement.
    pub fn links_around(&self) -> impl Iterator<Item = &MenuEntry> {
        let announced = self.announcement.iter().filter_map(|said| said.link.as_ref());
        self.navigation.iter().chain(&self.footer.links).chain(announced)
    }

    /// The settings of a site that sets nothing but its title.
    pub fn new(title: impl Into<String>, today: Date) -> Config {
        let audiences = AudienceLevels::ladder(vec!["public".to_owned()]);
        Config {
            title: title.into(),
            base_url: None,
            language: "en".to_owned(),
            locale: Arc::new(Locale::default()),
            translations: Vec::new(),
            spoken: None,
            start: "/".to_owned(),
            default_audience: audiences.highest(),
            print_for: None,
            audience_settings: vec![AudienceSettings::default()],
            audiences,
            audiences_unclear: false,
            repository: None,
            raw_html: RawHtml::Forbid,
            hosting: Hosting::default(),
            markdown_copies: true,
            smaller_pictures: true,
            printed: Vec::new(),
            cards: false,
            severities: Severities::default(),
            review_every: None,
            review_shown: false,
            accounts: BTreeMap::new(),
            ignore: globset::GlobSet::empty(),
            ignored: Vec::new(),
            theme: "default".to_owned(),
            brand: Brand::default(),
            employer: Employer::default(),
            navigation: Vec::new(),
            announcement: None,
            careers: Careers::default(),
            footer: Footer::default(),
            scale: 4,
            interview_minutes: None,
            spelling: None,
            reading: ReadingLimits::default(),
            changes_from_git: false,
            past: Arc::new(Past::new()),
            today,
            drafts: false,
        }
    }

    /// The same settings for another ladder; its highest audience is the default audience.
    pub fn with_audiences(self, audiences: AudienceLevels) -> Config {
        Config {
            default_audience: audiences.highest(),
            print_for: None,
            audience_settings: vec![AudienceSettings::default(); audiences.names().len()],
            audiences,
            ..self
        }
    }

    /// The site's title for this audience.
    pub fn title_for(&self, audience: Audience) -> &str {
        self.audience_settings[audience.index()].title.as_deref().unwrap_or(&self.title)
    }

    /// The audience's name in words: its label, else the language's word for it, else its name.
    pub fn audience_title(&self, audience: Audience) -> String {
        let own = self.audience_settings[audience.index()].label.clone();
        own.unwrap_or_else(|| self.locale.audience(self.audiences.name(audience)))
    }

    /// The published address for this audience, with a slash at its end.
    pub fn base_url_for(&self, audience: Audience) -> Option<&str> {
        self.audience_settings[audience.index()].base_url.as_deref().or(self.base_url.as_deref())
    }
}
