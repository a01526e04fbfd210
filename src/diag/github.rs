//! Findings as annotations of GitHub Actions: `::error file=…,line=…,title=…::message`.
//!
//! GitHub shows ten annotations of a step and drops the others without a word. The worst ten become annotations; the
//! last of them says how many more there are, and those stand below as plain lines of the log.

use super::escape::escape;
use super::locate::Locator;
use super::{Finding, Findings, Severity, guide, human, short};

/// How many annotations GitHub shows of a step.
const MOST: usize = 10;

/// The findings as workflow commands. `folder` is where the site lies in its repository, `""` at its top: GitHub wants
/// paths from there.
pub fn github(findings: &Findings, folder: &str) -> String {
    let mut ordered: Vec<&Finding> = findings.iter().collect();
    ordered.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let (shown, rest) = ordered.split_at(ordered.len().min(MOST));
    let mut locator = Locator::default();
    let mut text = String::new();
    for (at, finding) in shown.iter().enumerate() {
        let more = (at + 1 == MOST && !rest.is_empty()).then(|| {
            let counts = human::counts(|severity| rest.iter().filter(|finding| finding.severity == severity).count());
            format!("and {counts} more, in the log of this step")
        });
        text.push_str(&annotation(finding, folder, more.as_deref(), &mut locator));
    }
    if !rest.is_empty() {
        text.push_str("The other findings:\n");
        rest.iter().for_each(|finding| text.push_str(&short::line(finding, &mut locator)));
    }
    text
}

fn annotation(finding: &Finding, folder: &str, more: Option<&str>, locator: &mut Locator) -> String {
    let diagnostic = &finding.diagnostic;
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(format!("file={}", property(&format!("{folder}{}", place.path()))));
        if let Some((line, column)) = locator.locate(place) {
            properties.push(format!("line={line},col={column}"));
        }
    }
    properties.push(format!("title={}", diagnostic.rule.id));
    let mut lines = vec![escape(&diagnostic.message).into_owned()];
    lines.extend(diagnostic.hint.as_ref().map(|hint| format!("hint: {}", escape(hint))));
    for (place, label) in &diagnostic.related {
        let line = place.line_column().map(|(line, _)| format!(":{line}")).unwrap_or_default();
        lines.push(format!("{}{line}: {}", escape(place.path()), escape(label)));
    }
    lines.push(guide::address(diagnostic.rule));
    lines.extend(more.map(str::to_owned));
    format!("::{command} {}::{}\n", properties.join(","), data(&lines.join("\n")))
}

/// Text as a command's message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as the value of a command's property.
fn property(text: &str) -> String {
    data(&escape(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::escape::tests::hostile_names;
    use crate::diag::{Diagnostic, Diagnostics, Place, Severities, Source, rules};

    #[test]
    fn a_finding_is_an_annotation_at_its_line() {
        let source = Source::new("content/a,b.md", "é\nzürich [x](y)\n");
        let mut diags = Diagnostics::default();
        let found = Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 11..17), "no page `y`, 100% sure");
        diags.push(found.hint("did you mean `z`?").related(Place::new(&source, 0..1), "this one exists"));
        assert_eq!(
            github(&diags.judge(&Severities::default()), "handbook/"),
            "::error file=handbook/content/a%2Cb.md,line=2,col=8,title=broken-link::no page `y`, 100%25 sure%0A\
             hint: did you mean `z`?%0Acontent/a,b.md:1: this one exists%0A\
             https://rolebook.example.org/reference/findings/#broken-link\n"
        );
    }

    #[test]
    fn ten_are_shown_the_worst_first_and_the_others_counted() {
        let mut diags = Diagnostics::default();
        for name in 0..14 {
            let place = Place::file(format!("content/{name:02}.md"));
            let rule = if name < 3 { &rules::IMAGE_ALT } else { &rules::BROKEN_LINK };
            diags.push(Diagnostic::new(rule, place, "m"));
        }
        let text = github(&diags.judge(&Severities::default()), "");
        let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
        assert_eq!(commands.len(), 10);
        assert!(commands.iter().all(|line| line.starts_with("::error ")), "{text}");
        assert!(commands[9].ends_with("%0Aand 1 error, 3 warnings more, in the log of this step"), "{text}");
        assert!(
            text.contains("content/13.md: error[broken-link]: m\ncontent/00.md: warning[image-alt]: m\n"),
            "{text}"
        );
        assert_eq!(github(&Findings::default(), ""), "");
    }

    #[test]
    fn hostile_names_give_no_command_of_their_own() {
        for name in hostile_names() {
            let mut diags = Diagnostics::default();
            let place = Place::file(name.as_str());
            let found = Diagnostic::new(&rules::ADDRESS, place.clone(), name.as_str());
            diags.push(found.hint(name.as_str()).related(place, name.as_str()));
            let text = github(&diags.judge(&Severities::default()), "");
            assert_eq!(text.lines().count(), 1, "{text:?}");
            assert!(text.starts_with("::error file=") && !text.contains("##["), "{text:?}");
            assert!(!text.chars().any(|c| c != '\n' && c.is_control()), "{text:?}");
        }
    }
}
