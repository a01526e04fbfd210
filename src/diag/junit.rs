//! Findings as a JUnit report, for services that show the tests of a run: GitLab, Jenkins, Azure Pipelines.

use super::locate::Locator;
use super::{Finding, Findings, Place, Severity, guide};

/// The findings as test cases: those at or above `deny` have failed, milder ones are passed with a remark. A site with
/// none is one case that passes.
pub fn junit(findings: &Findings, deny: Severity) -> String {
    let mut locator = Locator::default();
    let cases: Vec<String> = findings.iter().map(|finding| case(finding, deny, &mut locator)).collect();
    let failed = findings.iter().filter(|finding| finding.severity >= deny).count();
    let (tests, cases) = match cases.is_empty() {
        true => (1, "    <testcase classname=\"rolebook\" name=\"check\"/>\n".to_owned()),
        false => (cases.len(), cases.concat()),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"rolebook check\" tests=\"{tests}\" failures=\"{failed}\" \
         errors=\"0\">\n  <testsuite name=\"rolebook check\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\">\n{cases}  \
         </testsuite>\n</testsuites>\n"
    )
}

fn case(finding: &Finding, deny: Severity, locator: &mut Locator) -> String {
    let diagnostic = &finding.diagnostic;
    let path = diagnostic.place.as_ref().map_or("rolebook.toml", Place::path);
    let at = diagnostic.place.as_ref().and_then(|place| locator.locate(place));
    let place = at.map_or_else(|| path.to_owned(), |(line, column)| format!("{path}:{line}:{column}"));
    let severity = finding.severity.name();
    let mut body = format!("{place}: {severity}[{}]: {}\n", diagnostic.rule.id, diagnostic.message);
    if let Some(hint) = &diagnostic.hint {
        body.push_str(&format!("hint: {hint}\n"));
    }
    for (place, label) in &diagnostic.related {
        let line = place.line_column().map(|(line, _)| format!(":{line}")).unwrap_or_default();
        body.push_str(&format!("{}{line}: {label}\n", place.path()));
    }
    body.push_str(&guide::address(diagnostic.rule));
    let line = at.map(|(line, _)| format!(" line=\"{line}\"")).unwrap_or_default();
    let name = format!("{} at {place}", diagnostic.rule.id);
    let inside = match finding.severity >= deny {
        true => format!(
            "<failure type=\"{}\" message=\"{}\">{}</failure>",
            diagnostic.rule.id,
            escaped(&diagnostic.message),
            escaped(&body)
        ),
        false => format!("<system-out>{}</system-out>", escaped(&body)),
    };
    format!(
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"{line}>\n      {inside}\n    </testcase>\n",
        escaped(path),
        escaped(&name),
        escaped(path)
    )
}

/// Text within XML. What XML cannot hold, and what a terminal or a log would act on, shows as U+FFFD.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            hostile if super::escape::is_hostile(hostile) => safe.push('\u{fffd}'),
            plain => safe.push(plain),
        }
    }
    safe.replace("##[", "#&#35;[")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::escape::tests::hostile_names;
    use crate::diag::{Diagnostic, Diagnostics, Severities, Source, rules};

    #[test]
    fn failures_are_what_is_denied() {
        let source = Source::new("content/a.md", "x [a](b)\n");
        let mut diags = Diagnostics::default();
        diags.push(Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 2..8), "no page `b` & <c>").hint("h"));
        diags.push(Diagnostic::new(&rules::IMAGE_ALT, Place::new(&source, 0..1), "something"));
        let findings = diags.judge(&Severities::default());
        let text = junit(&findings, Severity::Error);
        let tree = roxmltree::Document::parse(&text).expect("XML");
        let suite = tree.descendants().find(|node| node.has_tag_name("testsuite")).expect("a suite");
        assert_eq!((suite.attribute("tests"), suite.attribute("failures")), (Some("2"), Some("1")));
        let failure = tree.descendants().find(|node| node.has_tag_name("failure")).expect("a failure");
        assert_eq!(failure.attribute("message"), Some("no page `b` & <c>"));
        assert!(failure.text().is_some_and(|text| text.starts_with("content/a.md:1:3: error[broken-link]: ")));
        assert!(junit(&findings, Severity::Warning).contains("failures=\"2\""));
        assert!(junit(&Findings::default(), Severity::Info).contains("tests=\"1\" failures=\"0\""));
    }

    #[test]
    fn hostile_names_stay_xml() {
        for name in hostile_names() {
            let mut diags = Diagnostics::default();
            diags.push(Diagnostic::new(&rules::ADDRESS, Place::file(name.as_str()), name.as_str()));
            let text = junit(&diags.judge(&Severities::default()), Severity::Error);
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
            assert!(!text.lines().any(|line| line.trim_start().starts_with("::")) && !text.contains("##["), "{text}");
        }
    }
}
