//! Findings one a line, for editors and `grep`: `file:line:col: severity[rule]: message`.

use super::escape::escape;
use super::locate::Locator;
use super::{Finding, Findings, Place};

/// The findings one a line; parts of the place that are not known are left out.
pub fn short(findings: &Findings) -> String {
    let mut locator = Locator::default();
    findings.iter().map(|finding| line(finding, &mut locator)).collect()
}

/// A finding as a line.
pub(super) fn line(finding: &Finding, locator: &mut Locator) -> String {
    let diagnostic = &finding.diagnostic;
    let place = diagnostic.place.as_ref().map(|place| format!("{}: ", place_text(place, locator)));
    let (severity, rule) = (finding.severity.name(), diagnostic.rule.id);
    format!("{}{severity}[{rule}]: {}\n", place.unwrap_or_default(), escape(&diagnostic.message))
}

/// `file:line:col`, or `file`.
fn place_text(place: &Place, locator: &mut Locator) -> String {
    let path = escape(place.path());
    match locator.locate(place) {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None => path.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::escape::{is_hostile, tests::hostile_names};
    use crate::diag::{Diagnostic, Diagnostics, Severities, Source, rules};

    #[test]
    fn a_finding_is_one_line() {
        let source = Source::new("content/a.md", "é\nzürich [x](y)\n");
        let mut diags = Diagnostics::default();
        diags.push(Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 11..17), "no page `y`").hint("h"));
        diags.push(Diagnostic::new(&rules::UNREADABLE, Place::file("content/b.md"), "this is not UTF-8"));
        diags.push(Diagnostic::without_place(&rules::IMAGE_ALT, "something"));
        assert_eq!(
            short(&diags.judge(&Severities::default())),
            "warning[image-alt]: something\n\
             content/a.md:2:8: error[broken-link]: no page `y`\n\
             content/b.md: error[unreadable]: this is not UTF-8\n"
        );
    }

    #[test]
    fn hostile_names_stay_in_their_line() {
        for name in hostile_names() {
            let mut diags = Diagnostics::default();
            let source = Source::new(name.as_str(), "text");
            diags.push(Diagnostic::new(&rules::ADDRESS, Place::new(&source, 0..1), name.as_str()));
            diags.push(Diagnostic::new(&rules::ADDRESS, Place::file(name.as_str()), name.as_str()));
            diags.push(Diagnostic::without_place(&rules::ADDRESS, name.as_str()));
            let text = short(&diags.judge(&Severities::default()));
            assert_eq!(text.lines().count(), 3, "{text:?}");
            for line in text.lines() {
                assert!(!line.contains(is_hostile) && !line.trim_start().starts_with("::"), "{line:?}");
                assert!(!line.contains("##["), "{line:?}");
            }
        }
    }
}
