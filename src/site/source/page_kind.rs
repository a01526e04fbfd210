//! What a page is for: the one list of kinds.

/// What a page is for; each kind may have its own template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum PageKind {
    Role,
    Comparison,
    Guide,
    Faq,
    Pay,
    Interview,
    Posting,
    Glossary,
    Page,
}

impl PageKind {
    /// Every kind, in the order of the guide.
    pub const ALL: [PageKind; 9] = [
        PageKind::Role,
        PageKind::Comparison,
        PageKind::Guide,
        PageKind::Faq,
        PageKind::Pay,
        PageKind::Interview,
        PageKind::Posting,
        PageKind::Glossary,
        PageKind::Page,
    ];

    /// The words that authors write for them.
    pub const NAMES: [&'static str; PageKind::ALL.len()] = {
        let mut names = [""; PageKind::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = PageKind::ALL[at].name();
            at += 1;
        }
        names
    };

    /// The word authors write in front matter.
    pub const fn name(self) -> &'static str {
        match self {
            PageKind::Role => "role",
            PageKind::Comparison => "comparison",
            PageKind::Guide => "guide",
            PageKind::Faq => "faq",
            PageKind::Pay => "pay",
            PageKind::Interview => "interview",
            PageKind::Posting => "posting",
            PageKind::Glossary => "glossary",
            PageKind::Page => "page",
        }
    }
}
