//! What can go wrong while a file is rendered, and how it is told once instead of once a page.
//!
//! It must not know how pages are made.

use std::any::Any;
use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::theme::Theme;

/// Why a file could not be made.
pub(super) struct RenderError {
    /// What it was made from: a source path, or what makes it.
    pub(super) origin: String,
    /// What happened.
    pub(super) cause: Cause,
}

/// The causes.
pub(super) enum Cause {
    /// A template failed.
    Template(Box<tera::Error>),
    /// The file would be larger than a page may be.
    TooLarge,
    /// The section at this address would be larger as one document than a page may be.
    LargeDocument(String),
    /// Colouring code in this language takes longer than a page may.
    SlowCode(String),
    /// The address cannot be a file.
    Address(String),
    /// A fault of ours.
    Panic(String),
}

impl From<tera::Error> for Cause {
    fn from(error: tera::Error) -> Cause {
        match error.kind() {
            tera::ErrorKind::Io(std::io::ErrorKind::FileTooLarge) => Cause::TooLarge,
            _ => Cause::Template(Box::new(error)),
        }
    }
}

/// The words of a caught panic.
pub(super) fn panic_words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()))
        .unwrap_or_else(|| "no reason given".to_owned())
}

/// Adds the findings. The same slip of a template, met on many pages, is one finding that names the first of them.
pub(super) fn report(troubles: Vec<RenderError>, theme: &Theme, diagnostics: &mut Diagnostics) {
    let mut slips: BTreeMap<(Option<Place>, String), (Diagnostic, String, usize)> = BTreeMap::new();
    for RenderError { origin, cause } in troubles {
        match cause {
            Cause::Template(error) => {
                for found in theme.explain(&error) {
                    let key = (found.place.clone(), found.message.clone());
                    slips.entry(key).or_insert_with(|| (found, origin.clone(), 0)).2 += 1;
                }
            }
            Cause::TooLarge => diagnostics.push(
                Diagnostic::new(&rules::LIMIT, Place::file(origin), "the page's HTML is larger than 8 MB")
                    .hint("split the page, or look for a template that repeats without end"),
            ),
            Cause::LargeDocument(url) => {
                let message = format!("`{url}` as one document is larger than 8 MB");
                let hint = "name smaller sections in `[print] sections`, such as those below it";
                diagnostics.push(Diagnostic::new(&rules::LIMIT, Place::file(origin), message).hint(hint));
            }
            Cause::SlowCode(language) => {
                let message = format!("colouring the code in `{language}` takes longer than a page may");
                diagnostics.push(
                    Diagnostic::new(&rules::LIMIT, Place::file(origin), message)
                        .hint("name the language of the long block `text`, or cut it into shorter ones"),
                );
            }
            Cause::Address(url) => diagnostics.push(
                Diagnostic::new(&rules::ADDRESS, Place::file(origin), format!("`{url}` cannot be a file"))
                    .hint("use letters, digits and hyphens"),
            ),
            Cause::Panic(words) => diagnostics.push(
                Diagnostic::new(
                    &rules::INTERNAL,
                    Place::file(origin),
                    format!("the page could not be rendered: {words}"),
                )
                .hint("please report this with the page; it is not your mistake"),
            ),
        }
    }
    for (mut diagnostic, origin, count) in slips.into_values() {
        let others = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
        diagnostic.message = format!("{}; met while rendering `{origin}`{others}", diagnostic.message);
        diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severities;
    use crate::disk::MemoryDisk;
    use crate::theme;

    #[test]
    fn a_fault_of_ours_names_the_page_and_asks_for_a_report() {
        let words = panic_words(&"index out of bounds");
        let origin = "content/a.md".to_owned();
        let none: [(&str, &str); 0] = [];
        let mut diagnostics = Diagnostics::default();
        let theme = theme::plain(&MemoryDisk::new(none), &mut diagnostics);
        report(vec![RenderError { origin, cause: Cause::Panic(words) }], &theme, &mut diagnostics);
        let findings = diagnostics.judge(&Severities::default());
        let found = &findings.iter().next().expect("there is a finding").diagnostic;
        assert_eq!(found.rule.id, "internal");
        assert_eq!(found.place.as_ref().map(Place::path), Some("content/a.md"));
        assert_eq!(found.message, "the page could not be rendered: index out of bounds");
    }
}
