//! Findings for people: what is wrong, the lines it is in, and what to do.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::escape::{escape, is_hostile};
use super::locate::Locator;
use super::{Diagnostic, Findings, Place, Severity};

/// How many lines are shown around the one meant.
const LINES_AROUND: usize = 1;
/// A line that goes on for longer than this around the place is not shown; the place is.
const MAX_LINE: usize = 1_000;

/// The findings with the lines they are about, an empty line behind each; with colours only when asked.
pub fn human(findings: &Findings, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    let mut locator = Locator::default();
    for finding in findings.iter() {
        let report = report(&finding.diagnostic, finding.severity, &mut locator);
        text.push_str(renderer.render(&report).trim_end());
        text.push_str("\n\n");
    }
    text
}

/// How many findings there are: `2 errors, 1 warning`, or `no findings`.
pub fn summary_line(findings: &Findings) -> String {
    counts(|severity| findings.count(severity))
}

/// The same of what `count` says there is of each severity.
pub(super) fn counts(count: impl Fn(Severity) -> usize) -> String {
    let counted = |severity: Severity| {
        let count = count(severity);
        let word = severity.name();
        // `info` has no plural.
        let ending = if count == 1 || severity == Severity::Info { "" } else { "s" };
        (count > 0).then(|| format!("{count} {word}{ending}"))
    };
    let parts: Vec<String> =
        [Severity::Error, Severity::Warning, Severity::Info].into_iter().filter_map(counted).collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

fn report<'a>(diagnostic: &'a Diagnostic, severity: Severity, locator: &mut Locator) -> Vec<Group<'a>> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(escape(&diagnostic.message)).id(diagnostic.rule.id);
    let mut main = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        main = shown(main, place, locator.locate(place));
    }
    if let Some(hint) = &diagnostic.hint {
        main = main.element(Level::HELP.with_name("hint").message(escape(hint)));
    }
    let mut groups = vec![main];
    for (place, label) in &diagnostic.related {
        // Their own way of counting, or the way back to the next finding would be long.
        let at = place.line_column();
        groups.push(shown(Group::with_title(Level::NOTE.secondary_title(escape(label))), place, at));
    }
    groups
}

/// The group with the place's lines, or with its address alone where there is nothing good to show.
fn shown<'a>(group: Group<'a>, place: &Place, at: Option<(usize, usize)>) -> Group<'a> {
    let path = escape(place.path()).into_owned();
    match (at.and_then(|(line, _)| window(place, line)), at) {
        (Some(window), _) => group.element(
            Snippet::source(window.text)
                .line_start(window.first_line)
                .path(path)
                .fold(false)
                .annotation(AnnotationKind::Primary.span(window.range)),
        ),
        (None, Some((line, column))) => group.element(Origin::path(path).line(line).char_column(column)),
        (None, None) => group.element(Origin::path(path)),
    }
}

/// A few lines of a source, harmless to print.
struct Window {
    text: String,
    first_line: usize,
    range: Range<usize>,
}

/// The lines around a place on line `line`; of a place over several lines only the first counts.
fn window(place: &Place, line: usize) -> Option<Window> {
    let source = place.text();
    let range = place.range()?;
    let mut from = line_start(source, range.start)?;
    let mut to = line_end(source, range.start)?;
    // Behind the last line break there is no line to show, and a blank one shows nothing.
    if source[from..to].trim().is_empty() || source[from..to].contains('\r') {
        return None;
    }
    let meant = range.start..range.end.clamp(range.start, to);
    let mut first_line = line;
    for _ in 0..LINES_AROUND {
        if let Some(above) = from.checked_sub(1).and_then(|newline| line_start(source, newline)) {
            from = above;
            first_line -= 1;
        }
        let below = source[to..].find('\n').filter(|newline| *newline <= 1);
        to = below.and_then(|newline| line_end(source, to + newline + 1)).unwrap_or(to);
    }
    let clean = |text: &str| -> String { text.chars().map(harmless).collect() };
    let before = clean(&source[from..meant.start]);
    let inside = clean(&source[meant.clone()]);
    let after = clean(&source[meant.end..to]);
    let range = before.len()..before.len() + inside.len();
    let text = before + &inside + &after;
    (!text.contains("##[")).then_some(Window { text, first_line, range })
}

/// The start of the line that holds a byte, unless it is too far away.
fn line_start(source: &str, at: usize) -> Option<usize> {
    let near = source.floor_char_boundary(at.saturating_sub(MAX_LINE));
    let newline = source[near..at].rfind('\n').map(|newline| near + newline + 1);
    newline.or_else(|| (near == 0).then_some(0))
}

/// The end of the line that holds a byte, without its line break, unless it is too far away.
fn line_end(source: &str, at: usize) -> Option<usize> {
    let near = source.ceil_char_boundary((at + MAX_LINE).min(source.len()));
    let newline = source[at..near].find('\n').map(|newline| at + newline);
    let end = newline.or_else(|| (near == source.len()).then_some(near))?;
    Some(if end > at && source.as_bytes()[end - 1] == b'\r' { end - 1 } else { end })
}

/// One character for one, so that columns stay right.
fn harmless(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        hostile if is_hostile(hostile) => '\u{fffd}',
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::escape::tests::hostile_names;
    use crate::diag::{Diagnostics, Severities, Source, rules};

    fn print(diagnostic: Diagnostic) -> String {
        let mut diags = Diagnostics::default();
        diags.push(diagnostic);
        human(&diags.judge(&Severities::default()), false)
    }

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let source = Source::new("content/a.md", "# A\n\nzürich [x](y)\nnext\nfar\n");
        let text = print(
            Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 13..19), "no page `y`")
                .hint("did you mean `z`?")
                .related(Place::new(&source, 2..3), "this one exists"),
        );
        assert_eq!(
            text,
            "error[broken-link]: no page `y`
 --> content/a.md:3:8
  |
2 |
3 | zürich [x](y)
  |        ^^^^^^
4 | next
  |
  = hint: did you mean `z`?
note: this one exists
 --> content/a.md:1:3
  |
1 | # A
  |   ^

"
        );
    }

    #[test]
    fn the_place_is_there_even_without_a_line_to_show() {
        let long = Source::new("content/a.md", format!("a\n{}[x](y)", "é".repeat(5_000_000)));
        let at = long.text.find('[').expect("there");
        let text = print(Diagnostic::new(&rules::BROKEN_LINK, Place::new(&long, at..at + 6), "no page `y`"));
        assert!(text.contains("--> content/a.md:2:5000001"), "{text}");
        assert!(text.len() < 200);
        let text = print(Diagnostic::new(&rules::UNREADABLE, Place::file("content/b.md"), "not UTF-8").hint("h"));
        assert_eq!(text, "error[unreadable]: not UTF-8\n--> content/b.md\n = hint: h\n\n");
        let text = print(Diagnostic::without_place(&rules::IMAGE_ALT, "something"));
        assert_eq!(text, "warning[image-alt]: something\n\n");
    }

    #[test]
    fn the_address_is_the_same_as_in_the_other_forms() {
        for text in [
            "a\nb\tc\nd",
            "日本\nü\u{301}x",
            "",
            "a\r\nb\r\nc",
            "x\n\n\ny",
            "a\rb\rc",
            "\u{1f468}\u{200d}\u{1f469}ab",
            "tail\n",
        ] {
            let source = Source::new("content/a.md", text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for end in [at, text.len()] {
                    let place = Place::new(&source, at..end);
                    let (line, column) = place.line_column().expect("a range");
                    let shown = print(Diagnostic::new(&rules::MARKDOWN, place, "m"));
                    assert!(
                        shown.contains(&format!("--> content/a.md:{line}:{column}\n")),
                        "{text:?} at {at}..{end}\n{shown}"
                    );
                }
            }
        }
    }

    #[test]
    fn hostile_names_and_lines_do_nothing() {
        for name in hostile_names() {
            let source = Source::new(name.as_str(), format!("{name}\n{name}\n{name}"));
            for place in [Place::new(&source, name.len() + 1..name.len() + 2), Place::file(name.as_str())] {
                let finding = Diagnostic::new(&rules::ADDRESS, place.clone(), name.as_str());
                let text = print(finding.hint(name.as_str()).related(place, name.as_str()));
                assert!(!text.chars().any(|c| c != '\n' && is_hostile(c)), "{text:?}");
                assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
                assert!(!text.contains("##["), "{text}");
            }
        }
    }

    #[test]
    fn colours_come_only_when_asked() {
        let mut diags = Diagnostics::default();
        diags.push(Diagnostic::without_place(&rules::IMAGE_ALT, "something"));
        let findings = diags.judge(&Severities::default());
        assert!(human(&findings, true).contains('\u{1b}'));
        assert!(!human(&findings, false).contains('\u{1b}'));
    }

    #[test]
    fn the_summary_counts() {
        let mut diags = Diagnostics::default();
        assert_eq!(summary_line(&Findings::default()), "no findings");
        for name in ["a", "b"] {
            diags.push(Diagnostic::without_place(&rules::SETTINGS, name));
        }
        diags.push(Diagnostic::without_place(&rules::IMAGE_ALT, "c"));
        assert_eq!(summary_line(&diags.judge(&Severities::default())), "2 errors, 1 warning");
    }
}
