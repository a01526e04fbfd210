//! What a change does to readers, as plain values: what the printers print.

use serde::Serialize;

use super::pairs::Pairs;
use super::say;
use super::snapshot::Edition;
use super::widened::Became;
use super::words::Piece;

/// One of the two states that are compared.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// What was asked for: `main`, or `uncommitted work`.
    pub name: String,
    /// The first characters of the commit's id; none for what is not committed.
    pub commit: Option<String>,
}

/// The kinds of change, in the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Something is more public than before.
    Widened,
    /// An address or an anchor is gone, and leads nowhere.
    Address,
    /// A figure of the data differs.
    Figures,
    /// Pages came, went or moved.
    Pages,
    /// The text of a page differs.
    Sections,
    /// There is a new error or warning.
    Findings,
    /// Something is due for review, or still says an old figure.
    Stale,
}

impl Category {
    /// Every category with the word people type.
    pub const NAMES: [(&'static str, Category); 7] = [
        ("widened", Category::Widened),
        ("address", Category::Address),
        ("figures", Category::Figures),
        ("pages", Category::Pages),
        ("sections", Category::Sections),
        ("findings", Category::Findings),
        ("stale", Category::Stale),
    ];

    /// The category of this name, in the singular or the plural.
    pub fn named(name: &str) -> Option<Category> {
        let plain = name.trim();
        let is_so = |known: &str| {
            known == plain || known.strip_suffix('s') == Some(plain) || (known == "address" && plain == "addresses")
        };
        Category::NAMES.into_iter().find(|(known, _)| is_so(known)).map(|(_, category)| category)
    }
}

/// What a change does to readers.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The older state.
    pub base: Side,
    /// The newer state.
    pub head: Side,
    /// The audiences whose editions were compared.
    pub audiences: Vec<String>,
    /// What is more public than before.
    pub widened: Vec<Widened>,
    /// Addresses and anchors that are gone.
    pub addresses: Vec<Gone>,
    /// Figures that differ.
    pub figures: Vec<FigureChange>,
    /// Pages that came, went or moved.
    pub pages: Vec<PageChange>,
    /// Text that differs.
    pub sections: Vec<SectionChange>,
    /// Sections that differ in nothing but figures listed above.
    pub sections_with_figures: usize,
    /// Findings of `rolebook check`.
    pub findings: Findings,
    /// What is out of date now, and was not before.
    pub stale: Vec<Stale>,
}

/// Something that is more public than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Widened {
    /// `page`, `passage`, `figure`, `file` or `label`.
    pub what: &'static str,
    /// Who sees it now and did not before.
    pub audiences: Vec<String>,
    /// The page's title, the figure's name, the file's address.
    pub title: String,
    /// Where it stands.
    pub url: String,
    /// The file it was written in.
    pub source: Option<String>,
    /// What can be read now; the first sentences of it.
    pub sentences: Vec<String>,
    /// How many sentences more there are.
    pub more: usize,
    /// Whether the label is refused, so that a build stops and nothing is published.
    pub refused: bool,
}

/// An address that answered before and leads nowhere now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// `page`, `anchor`, `redirect`, `list` or `file`.
    pub what: &'static str,
    /// The audiences it is gone for.
    pub audiences: Vec<String>,
    /// The old address, with its anchor.
    pub address: String,
    /// The title or heading that stood there.
    pub title: String,
    /// The address that seems to have taken its place.
    pub now: Option<String>,
    /// What to do, in a sentence.
    pub fix: String,
    /// The file that a line is to be put into.
    pub file: Option<String>,
    /// The line to paste.
    pub paste: Option<String>,
}

/// A figure of the data that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// `changed`, `added` or `removed`.
    pub change: &'static str,
    /// The record's name.
    pub name: String,
    /// What the figure is.
    pub about: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// By how much the lower and the upper end changed, as in `+5.4%`; none where the unit changed, or from zero.
    pub percent: Option<[String; 2]>,
    /// The audiences that see it.
    pub audiences: Vec<String>,
    /// Every page that shows it.
    pub pages: Vec<PageRef>,
}

/// A page by its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageRef {
    /// The address.
    pub url: String,
    /// The title.
    pub title: String,
    /// The audiences that see it.
    pub audiences: Vec<String>,
}

/// A page that came, went or moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageChange {
    /// `added`, `removed` or `renamed`.
    pub change: &'static str,
    /// Its address; of one that moved, the old one.
    pub url: String,
    /// The new address of a page that moved.
    pub now: Option<String>,
    /// Its title.
    pub title: String,
    /// The file it was written in.
    pub source: Option<String>,
    /// The audiences that notice.
    pub audiences: Vec<String>,
}

/// Text that differs, in one section of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// The page's address now.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// The file it was written in.
    pub source: Option<String>,
    /// What a link puts behind `#`.
    pub anchor: String,
    /// The heading; empty under the title.
    pub heading: String,
    /// The audiences that see it.
    pub audiences: Vec<String>,
    /// The lines before, joined.
    pub before: String,
    /// The lines now, joined.
    pub after: String,
    /// Both as pieces that stayed, went and came.
    pub words: Vec<Piece>,
}

/// Findings before and now.
#[derive(Debug, Default, Serialize)]
pub struct Findings {
    /// Those that were not there before.
    pub new: Vec<FindingRef>,
    /// Those that are gone.
    pub fixed: Vec<FindingRef>,
    /// Those that were there before.
    pub left: Vec<FindingRef>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRef {
    /// The rule.
    pub rule: &'static str,
    /// The severity.
    pub severity: crate::diag::Severity,
    /// The file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The first sentence below the place.
    #[serde(skip)]
    pub below: Option<String>,
}

/// Something that is out of date now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// `page`, `figure` or `old-figure`.
    pub what: &'static str,
    /// The audiences that see it.
    pub audiences: Vec<String>,
    /// The page or the record.
    pub title: String,
    /// The page's address; empty for a record.
    pub url: String,
    /// The file.
    pub source: Option<String>,
    /// What is out of date, in a sentence.
    pub why: String,
}

impl Report {
    pub(super) fn new(base: Side, head: Side, audiences: Vec<String>) -> Report {
        Report {
            base,
            head,
            audiences,
            widened: Vec::new(),
            addresses: Vec::new(),
            figures: Vec::new(),
            pages: Vec::new(),
            sections: Vec::new(),
            sections_with_figures: 0,
            findings: Findings::default(),
            stale: Vec::new(),
        }
    }

    /// Whether there is anything of this kind.
    pub fn has(&self, category: Category) -> bool {
        match category {
            Category::Widened => !self.widened.is_empty(),
            Category::Address => !self.addresses.is_empty(),
            Category::Figures => !self.figures.is_empty(),
            Category::Pages => !self.pages.is_empty(),
            Category::Sections => !self.sections.is_empty(),
            Category::Findings => self.findings.new.iter().any(|new| new.severity > crate::diag::Severity::Info),
            Category::Stale => !self.stale.is_empty(),
        }
    }

    pub(super) fn add_widened(&mut self, became: Became) {
        for item in became.items {
            let alike = |known: &&mut Widened| {
                let same = (known.what, &known.title, &known.url) == (item.what, &item.title, &item.url);
                same && known.sentences == item.sentences && known.more == item.more
            };
            match self.widened.iter_mut().find(alike) {
                Some(known) => known.audiences.extend(item.audiences),
                None => self.widened.push(item),
            }
        }
        let rank =
            |item: &Widened| ["page", "label", "passage", "figure", "file"].iter().position(|what| *what == item.what);
        self.widened.sort_by_key(rank);
    }

    /// Notes the pages that came, went or moved; what became visible is listed elsewhere.
    pub(super) fn add_pages(&mut self, old: &Edition, new: &Edition, pairs: &Pairs, became: &Became) {
        for (at, page) in old.pages.iter().enumerate() {
            let (change, now) = match pairs.new_of(at).map(|to| &new.pages[to]) {
                Some(to) if to.url != page.url => ("renamed", Some(to)),
                Some(_) => continue,
                None => ("removed", None),
            };
            let shown = now.unwrap_or(page);
            self.add_page(PageChange {
                change,
                url: page.url.clone(),
                now: now.map(|to| to.url.clone()),
                title: shown.title.clone(),
                source: shown.source.clone(),
                audiences: vec![new_name(old, new)],
            });
        }
        for (at, page) in new.pages.iter().enumerate() {
            if pairs.old_of(at).is_none() && !became.pages.contains(&page.url) {
                self.add_page(PageChange {
                    change: "added",
                    url: page.url.clone(),
                    now: None,
                    title: page.title.clone(),
                    source: page.source.clone(),
                    audiences: vec![new_name(old, new)],
                });
            }
        }
    }

    fn add_page(&mut self, change: PageChange) {
        let alike = |known: &&mut PageChange| {
            (known.change, &known.url, &known.now, &known.title)
                == (change.change, &change.url, &change.now, &change.title)
        };
        match self.pages.iter_mut().find(alike) {
            Some(known) => known.audiences.extend(change.audiences),
            None => self.pages.push(change),
        }
    }

    /// How many things there are of each kind in words, those first that matter most: `2 pages added`.
    pub(super) fn counts(&self) -> Vec<String> {
        let of = |change: &str| self.pages.iter().filter(|page| page.change == change).count();
        let counts = [
            (self.widened.len(), "thing more public", "things more public"),
            (self.addresses.len(), "address gone", "addresses gone"),
            (self.figures.len(), "figure changed", "figures changed"),
            (of("added"), "page added", "pages added"),
            (of("removed"), "page removed", "pages removed"),
            (of("renamed"), "page moved", "pages moved"),
            (self.sections.len(), "passage changed", "passages changed"),
            (self.findings.new.len(), "new finding", "new findings"),
            (self.findings.fixed.len(), "finding fixed", "findings fixed"),
            (self.stale.len(), "thing out of date now", "things out of date now"),
        ];
        let there = counts.into_iter().filter(|(count, ..)| *count > 0);
        there.map(|(count, one, many)| say::counted(count, one, many)).collect()
    }
}

/// The audience of two editions, one of which may not be there.
pub(super) fn new_name(old: &Edition, new: &Edition) -> String {
    if new.audience.is_empty() { old.audience.clone() } else { new.audience.clone() }
}
