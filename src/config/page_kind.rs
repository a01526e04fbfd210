//! What a page is for: the one list of kinds.

/// What a page is for; each kind may have its own template.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    #[default]
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

    /// The kind that is called so.
    pub fn find(name: &str) -> Option<PageKind> {
        PageKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The folder below `content/` that `new` puts such pages into; empty for the top.
    pub const fn folder(self) -> &'static str {
        match self {
            PageKind::Role => "roles",
            PageKind::Comparison => "compare",
            PageKind::Guide => "guides",
            PageKind::Faq => "faq",
            PageKind::Pay => "pay",
            PageKind::Interview => "interviews",
            PageKind::Posting => "postings",
            PageKind::Glossary => "glossary",
            PageKind::Page => "",
        }
    }

    /// What such a page is, for help.
    pub const fn about(self) -> &'static str {
        match self {
            PageKind::Role => "A role: what it owns, what it needs, what it pays; with its record",
            PageKind::Comparison => "Two roles beside each other",
            PageKind::Guide => "Advice on how something is done",
            PageKind::Faq => "Questions and answers",
            PageKind::Pay => "What a role is paid, and where the figures come from",
            PageKind::Interview => "The stages of an interview and what they judge",
            PageKind::Posting => "An advertisement for an open place",
            PageKind::Glossary => "Terms and what they mean",
            PageKind::Page => "Anything else",
        }
    }
}
