//! What Rolebook has to say to an author: findings with a place, a cause and a hint.
//!
//! This folder owns the one [`Diagnostic`] type, the list of [`rules`] and the printers. It must not
//! know what a page, a record or an audience is, and it never prints by itself: a printer returns text.

mod diagnostics;
mod escape;
mod fix;
mod gather;
mod github;
pub mod guide;
mod human;
mod json;
mod junit;
mod locate;
mod place;
pub mod rules;
mod sarif;
mod severities;
mod short;

pub use diagnostics::Diagnostics;
pub use escape::is_bidi_control;
pub use fix::{Fix, fixed};
pub use github::github;
pub use human::{human, summary_line};
pub use json::{json, safe_json};
pub use junit::junit;
pub use locate::Locator;
use place::At;
pub use place::{Place, Source};
pub use rules::Rule;
pub use sarif::sarif;
pub use severities::Severities;
pub use short::short;

/// How bad a finding is. The order is the order of badness, so `max` gives the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Info,
    /// Should be fixed; the build goes on.
    Warning,
    /// Must be fixed; nothing is written.
    Error,
}

impl Severity {
    /// The word users write in settings and read in output: `info`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A path as part of a URI: everything but letters, digits, `/` and `-._~` in percent encoding.
fn uri_path(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, KEPT).to_string()
}

/// One thing to tell an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken; sites set severities by its id.
    pub rule: &'static Rule,
    /// What is wrong, in one line: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where it is wrong; `None` only when no file is to blame.
    pub place: Option<Place>,
    /// Other places that take part, each with a short label ("first defined here").
    pub related: Vec<(Place, String)>,
    /// What to do about it, in one line.
    pub hint: Option<String>,
    /// How bad it is at most, as long as the site sets no severity for its rule.
    pub at_most: Severity,
    /// What to write, where nobody has to decide that.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `place`.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            message: message.into(),
            place: Some(place),
            related: Vec::new(),
            hint: None,
            at_most: Severity::Error,
            fix: None,
        }
    }

    /// A finding that no file is to blame for.
    pub fn without_place(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            message: message.into(),
            place: None,
            related: Vec::new(),
            hint: None,
            at_most: Severity::Error,
            fix: None,
        }
    }

    /// Says where it is wrong.
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// Says what to write in a place of the same file.
    pub fn fix(mut self, place: &Place, with: impl Into<String>) -> Diagnostic {
        self.fix = place.range().map(|range| Fix { range, with: with.into() });
        self
    }

    /// Makes it a warning at most, unless the site has set a severity for its rule.
    pub fn mild(self) -> Diagnostic {
        self.at_most(Severity::Warning)
    }

    /// Makes it this bad at most, unless the site has set a severity for its rule.
    pub fn at_most(mut self, severity: Severity) -> Diagnostic {
        self.at_most = severity;
        self
    }

    /// Adds another place that takes part.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Diagnostic {
        self.related.push((place, label.into()));
        self
    }
}

/// A finding with the severity it has on this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The severity on this site.
    pub severity: Severity,
    /// What was found.
    pub diagnostic: Diagnostic,
}

impl Finding {
    fn sort_key(&self) -> impl Ord + '_ {
        let diagnostic = &self.diagnostic;
        let place = diagnostic.place.as_ref();
        (
            place.map(|place| (turn_of(place.path()), place.path())),
            place.map(|place| place.at),
            diagnostic.rule.id,
            &diagnostic.message,
            self.severity,
        )
    }
}

/// Causes come before what follows from them: the settings, then the data, then everything that shows it.
fn turn_of(path: &str) -> u8 {
    match path {
        "rolebook.toml" => 0,
        path if path.starts_with("content/data/") => 1,
        _ => 2,
    }
}

/// The findings of a run: judged, each once; settings first, then data, then all else, by file and position.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// The findings in order.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// These findings and the others, sorted again, each once.
    pub fn join(mut self, others: Findings) -> Findings {
        self.list.extend(others.list);
        self.list.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.list.dedup();
        self
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether any finding is at least this bad.
    pub fn any(&self, at_least: Severity) -> bool {
        self.list.iter().any(|finding| finding.severity >= at_least)
    }
}
