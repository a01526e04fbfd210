//! Every rule a finding can name: its stable id, its severity and what it is about.
//!
//! The guide is the list: each `### some-rule` of `docs/content/reference/findings.md` is `rules::SOME_RULE` here, as serious
//! as the heading says that it stands below. Settings are checked against it.

use super::Severity;

/// A rule that findings name.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// The stable id, in kebab-case.
    pub id: &'static str,
    /// The severity unless a site sets another.
    pub severity: Severity,
    /// Whether the severity is fixed: an error that no site can lower.
    pub fixed: bool,
    /// What breaks the rule, in one line for the guide.
    pub about: &'static str,
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// What the guide says of a rule, in Markdown.
pub(super) fn section(rule: &Rule) -> &'static str {
    ALL.iter().position(|known| known.id == rule.id).map_or("", |at| SECTIONS[at])
}

macro_rules! rules {
    ($($name:ident = $id:literal, $severity:ident $(, $fixed:ident)?: $about:literal, $section:literal;)*) => {
        $(
            #[doc = $about]
            pub static $name: Rule =
                Rule { id: $id, severity: Severity::$severity, fixed: rules!(@fixed $($fixed)?), about: $about };
        )*
        /// Every rule, in the order of the guide.
        pub static ALL: &[&Rule] = &[$(&$name),*];

        /// What the guide says of each, in Markdown, in the same order.
        static SECTIONS: &[&str] = &[$($section),*];
    };
    (@fixed) => { false };
    (@fixed fixed) => { true };
}

// One line for each section of the guide's page of findings, in its order: see `build.rs`.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_of_the_guide_are_rules() {
        for rule in ALL {
            let is_plain =
                |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
            assert!(rule.id.split('-').all(is_plain), "{}", rule.id);
            assert_eq!(ALL.iter().filter(|other| other.id == rule.id).count(), 1, "{} stands there twice", rule.id);
            assert!(!rule.about.is_empty() && !rule.about.contains("](") && !rule.about.ends_with('.'), "{}", rule.id);
            assert!(!rule.fixed || rule.severity == Severity::Error, "{}", rule.id);
        }
        assert_eq!(
            RUBRIC_MISSING.about,
            "A criterion that no question of the question bank tells about, in a stage whose other criteria have questions"
        );
        assert_eq!((IMAGE_ALT.severity, SPELLING.severity), (Severity::Warning, Severity::Info));
    }

    #[test]
    fn what_no_site_may_lower_is_known() {
        let fixed: Vec<&str> = ALL.iter().filter(|rule| rule.fixed).map(|rule| rule.id).collect();
        let known = [
            "unreadable",
            "unsafe-attachment",
            "audience-widened",
            "audience-leak",
            "unsafe-url",
            "collision",
            "unclosed-block",
            "settings",
            "template",
            "internal",
            "unknown-audience",
            "merge-conflict",
            "leak",
            "unread-instruction",
        ];
        assert_eq!(fixed, known, "a section of the guide has moved to another severity");
    }
}
