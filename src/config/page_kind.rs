//! What a page is for: the one list of kinds.

/// Declares the kinds: what each is called, the folder that `new` puts such pages into, and what such a page is, for help.
///
/// The text that `new` begins a page with lies in `src/drafts/NAME.md`, and the theme may have a template `NAME.html`.
macro_rules! page_kinds {
    ($($(#[$attribute:meta])* $kind:ident = $name:literal in $folder:literal: $about:literal;)*) => {
        /// What a page is for; each kind may have its own template.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PageKind {
            $(#[doc = $about] $(#[$attribute])* $kind,)*
        }

        impl PageKind {
            /// Every kind, in the order of the guide.
            pub const ALL: &[PageKind] = &[$(PageKind::$kind),*];

            /// The words that authors write for them.
            pub const NAMES: &[&str] = &[$($name),*];

            /// The word authors write in front matter.
            pub const fn name(self) -> &'static str {
                match self {
                    $(PageKind::$kind => $name,)*
                }
            }

            /// The template that draws such pages, where the theme has one.
            pub const fn template(self) -> &'static str {
                match self {
                    $(PageKind::$kind => concat!($name, ".html"),)*
                }
            }

            /// The folder below `content/` that `new` puts such pages into; empty for the top.
            pub const fn folder(self) -> &'static str {
                match self {
                    $(PageKind::$kind => $folder,)*
                }
            }

            /// What such a page is, for help.
            pub const fn about(self) -> &'static str {
                match self {
                    $(PageKind::$kind => $about,)*
                }
            }
        }
    };
}
page_kinds! {
    Role = "role" in "roles": "A role: what it owns, what it needs, what it pays; with its record";
    Comparison = "comparison" in "compare": "Two roles beside each other";
    Guide = "guide" in "guides": "Advice on how something is done";
    Faq = "faq" in "faq": "Questions and answers";
    Pay = "pay" in "pay": "What a role is paid, and where the figures come from";
    Interview = "interview" in "interviews": "The stages of an interview and what they judge";
    Posting = "posting" in "postings": "An advertisement for an open place";
    Glossary = "glossary" in "glossary": "Terms and what they mean";
    #[default]
    Page = "page" in "": "Anything else";
}

impl PageKind {
    /// The kind that is called so.
    pub fn find(name: &str) -> Option<PageKind> {
        PageKind::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
