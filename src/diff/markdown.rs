//! The report as Markdown for a comment on a pull request.

use super::report::{FindingRef, Gone, Report, SectionChange};
use super::say;

/// The first line, by which a pipeline finds its own comment again to replace it.
const MARKER: &str = "<!-- rolebook diff -->";
/// GitHub takes comments of 65,536 characters; bytes are never fewer.
const MOST_BYTES: usize = 60_000;
/// Longer lists are folded.
const OPEN: usize = 6;

/// How much of a long report is printed.
#[derive(Clone, Copy)]
struct Limits {
    /// How many entries of a list.
    items: usize,
    /// How many characters of a passage.
    characters: usize,
}

/// The report, below 60 KB: the more there is, the less of each list is shown, and how much is left out is said.
pub fn markdown(report: &Report) -> String {
    let mut text = String::new();
    for (items, characters) in
        [(1000, 2000), (200, 800), (100, 500), (50, 300), (25, 200), (12, 160), (6, 120), (2, 80)]
    {
        text = write(report, Limits { items, characters });
        if text.len() <= MOST_BYTES {
            break;
        }
    }
    text
}

fn write(report: &Report, limits: Limits) -> String {
    let mut parts = vec![MARKER.to_owned()];
    parts.extend(widened(report, limits));
    let names = format!("{} → {}", code(&say::side(&report.base)), code(&say::side(&report.head)));
    parts.push(format!(
        "### What this change does to readers\n\n{names}, as read by: {}",
        escape(&report.audiences.join(", "))
    ));
    let summary = report.counts();
    parts.push(match summary.is_empty() {
        true => "Readers will notice nothing.".to_owned(),
        false => summary.join(" · "),
    });
    let gone: Vec<String> = report.addresses.iter().map(|gone| address(gone, limits)).collect();
    parts.extend(list("Addresses that lead nowhere now", &gone, limits));
    parts.extend(figures(report, limits));
    parts.extend(list("Pages", &pages(report), limits));
    parts.extend(sections(report, limits));
    let findings = &report.findings;
    let told = |list: &[FindingRef]| list.iter().map(|found| finding(found, limits)).collect::<Vec<_>>();
    parts.extend(list("New findings", &told(&findings.new), limits));
    parts.extend(list("Findings fixed", &told(&findings.fixed), limits));
    if !findings.left.is_empty() {
        parts.push(format!("{} as before.", say::counted(findings.left.len(), "finding stays", "findings stay")));
    }
    let stale = report.stale.iter().map(|item| {
        let place = [code(&item.url), item.source.as_deref().map(code).unwrap_or_default()];
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        format!("**{}** {place}: {}", escape(&item.title), escape(&say::cut(&item.why, limits.characters)))
    });
    parts.extend(list("Out of date now", &stale.collect::<Vec<_>>(), limits));
    parts.join("\n\n") + "\n"
}

fn widened(report: &Report, limits: Limits) -> Option<String> {
    if report.widened.is_empty() {
        return None;
    }
    let things = say::counted(report.widened.len(), "thing is", "things are");
    let mut text = format!("> [!CAUTION]\n> **{things} more public than before.**\n>\n");
    for item in report.widened.iter().take(limits.items) {
        let place = [item.url.as_str(), item.source.as_deref().unwrap_or_default()];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).map(code).collect();
        text.push_str(&format!("> - **{}** {}\n", escape(&say::widened(item)), place.join(", ")));
        for sentence in &item.sentences {
            text.push_str(&format!(">   - “{}”\n", escape(&say::cut(sentence, limits.characters))));
        }
        if item.more > 0 {
            text.push_str(&format!(">   - and {}\n", say::counted(item.more, "sentence more", "sentences more")));
        }
    }
    if let Some(left) = report.widened.len().checked_sub(limits.items).filter(|left| *left > 0) {
        text.push_str(&format!("> - and {left} more\n"));
    }
    Some(text.trim_end().to_owned())
}

/// A heading and a list; a long one is folded.
fn list(title: &str, items: &[String], limits: Limits) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    let mut text: String = items.iter().take(limits.items).map(|item| format!("- {item}\n")).collect();
    if let Some(left) = items.len().checked_sub(limits.items).filter(|left| *left > 0) {
        text.push_str(&format!("- and {left} more\n"));
    }
    Some(folded(title, items.len(), text.trim_end()))
}

fn folded(title: &str, count: usize, text: &str) -> String {
    match count <= OPEN {
        true => format!("#### {title}\n\n{text}"),
        false => format!("#### {title}\n\n<details><summary>{count} entries</summary>\n\n{text}\n\n</details>"),
    }
}

fn address(gone: &Gone, limits: Limits) -> String {
    let now = gone.now.as_ref().map(|now| format!(" (now {})", code(now))).unwrap_or_default();
    let title = match gone.title == gone.address || gone.title.is_empty() {
        true => String::new(),
        false => format!(" “{}”", escape(&say::cut(&gone.title, limits.characters))),
    };
    let mut text =
        format!("{}{title}{now}, for {}: {}", code(&gone.address), escape(&gone.audiences.join(", ")), said(&gone.fix));
    if let Some(paste) = &gone.paste {
        let file = gone.file.as_ref().map(|file| format!(" in {}", code(file))).unwrap_or_default();
        let paste = paste.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
        let fence = if paste.contains("```") { "````" } else { "```" };
        text.push_str(&format!("{file}\n\n  {fence}text\n{paste}\n  {fence}"));
    }
    text
}

fn figures(report: &Report, limits: Limits) -> Option<String> {
    if report.figures.is_empty() {
        return None;
    }
    let mut text = "| Figure | Before | Now | Change | Pages that show it |\n|---|---|---|---|---|\n".to_owned();
    for figure in report.figures.iter().take(limits.items) {
        let mut pages: Vec<String> =
            figure.pages.iter().take(limits.items.max(5)).map(|page| code(&page.url)).collect();
        if figure.pages.len() > pages.len() {
            pages.push(format!("and {} more", figure.pages.len() - pages.len()));
        }
        let cell = |text: &Option<String>| text.as_deref().map(escape).unwrap_or_default();
        text.push_str(&format!(
            "| {}<br>{} | {} | {} | {} | {} |\n",
            escape(&figure.about),
            code(&figure.name),
            cell(&figure.before),
            cell(&figure.after),
            say::percent(figure),
            pages.join("<br>")
        ));
    }
    if let Some(left) = report.figures.len().checked_sub(limits.items).filter(|left| *left > 0) {
        text.push_str(&format!("\nand {left} more\n"));
    }
    Some(folded("Figures", report.figures.len(), text.trim_end()))
}

fn pages(report: &Report) -> Vec<String> {
    let told = report.pages.iter().map(|page| {
        let now = page.now.as_ref().map(|now| format!(" → {}", code(now))).unwrap_or_default();
        let readers = escape(&page.audiences.join(", "));
        format!("{}: {}{now} “{}”, for {readers}", say::page(page), code(&page.url), escape(&page.title))
    });
    told.collect()
}

fn sections(report: &Report, limits: Limits) -> Option<String> {
    let figures_only = (report.sections_with_figures > 0).then(|| {
        let count = say::counted(report.sections_with_figures, "passage differs", "passages differ");
        format!("{count} in nothing but the figures above.")
    });
    if report.sections.is_empty() {
        return figures_only;
    }
    let shown: Vec<String> = report.sections.iter().take(limits.items).map(|change| section(change, limits)).collect();
    let left = report.sections.len() - shown.len();
    let left = (left > 0).then(|| format!("and {left} more"));
    let text = shown.into_iter().chain(left).chain(figures_only).collect::<Vec<_>>().join("\n\n");
    Some(folded("Text", report.sections.len(), &text))
}

fn section(change: &SectionChange, limits: Limits) -> String {
    let anchor = if change.anchor.is_empty() { String::new() } else { format!("#{}", change.anchor) };
    let heading = if change.heading.is_empty() { String::new() } else { format!(" › {}", escape(&change.heading)) };
    let head = format!(
        "**{}{heading}** {}, for {}",
        escape(&change.title),
        code(&format!("{}{anchor}", change.url)),
        escape(&change.audiences.join(", "))
    );
    format!(
        "{head}\n\n| Before | Now |\n|---|---|\n| {} | {} |",
        side(change, "removed", "del", limits),
        side(change, "added", "ins", limits)
    )
}

/// How many characters that did not change stand on either side of words that did.
const AROUND: usize = 120;

/// One side of a passage, its own words marked.
fn side(change: &SectionChange, own: &str, tag: &str, limits: Limits) -> String {
    let (mut text, mut room) = (String::new(), limits.characters);
    let pieces: Vec<_> = change.words.iter().filter(|piece| piece.change == own || piece.change == "same").collect();
    let is_all = pieces.iter().all(|piece| piece.change == own);
    for (at, piece) in pieces.iter().enumerate() {
        let is_own = piece.change == own;
        let kept = if is_own { piece.text.clone() } else { near(&piece.text, at == 0, at + 1 == pieces.len()) };
        let shown = say::cut(&kept, room);
        let escaped = escape(shown.trim_end()).replace('\n', "<br>");
        let gap = if shown.ends_with(char::is_whitespace) { " " } else { "" };
        match is_own && !is_all {
            true => text.push_str(&format!("<{tag}>{escaped}</{tag}>{gap}")),
            false => text.push_str(&format!("{escaped}{gap}")),
        }
        room = room.saturating_sub(kept.chars().count());
        if room == 0 {
            break;
        }
    }
    text.trim().to_owned()
}

/// Of words that did not change, those near the ones that did.
fn near(same: &str, is_first: bool, is_last: bool) -> String {
    let count = same.chars().count();
    if count <= 2 * AROUND + 20 || (is_first && is_last) {
        return same.to_owned();
    }
    let head: String = same.chars().take(AROUND).collect();
    let tail: String = same.chars().skip(count - AROUND).collect();
    match (is_first, is_last) {
        (true, _) => format!("… {tail}"),
        (_, true) => format!("{head} …"),
        _ => format!("{head} … {tail}"),
    }
}

fn finding(found: &FindingRef, limits: Limits) -> String {
    let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
    let place = found.file.as_ref().map(|file| format!("{}: ", code(&format!("{file}{line}")))).unwrap_or_default();
    let hint =
        found.hint.as_ref().map(|hint| format!(" ({})", said(&say::cut(hint, limits.characters)))).unwrap_or_default();
    let message = said(&say::cut(&found.message, limits.characters));
    format!("{place}{} {}: {message}{hint}", found.severity.name(), code(found.rule))
}

/// A message of ours: what stands between backticks in it is code, and all else is text.
fn said(message: &str) -> String {
    let pieces: Vec<&str> = message.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escape(message); // one that is cut short within a name
    }
    let show = |(at, piece): (usize, &&str)| if at % 2 == 1 { code(piece) } else { escape(piece) };
    pieces.iter().enumerate().map(show).collect()
}

/// Text between backticks.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text: String =
        text.chars().map(|c| if c.is_control() || crate::diag::is_bidi_control(c) { '\u{fffd}' } else { c }).collect();
    let text = text.replace('|', "\\|");
    match text.contains('`') {
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}

/// Text of authors as text of Markdown: nothing in it is markup, a mention of a person or a link to an issue.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                safe.push('\\');
                safe.push(character);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '@' => safe.push_str("@<!-- -->"),
            '#' => safe.push_str("#<!-- -->"),
            '\n' => safe.push('\n'),
            '\t' => safe.push(' '),
            hostile if hostile.is_control() || crate::diag::is_bidi_control(hostile) => safe.push('\u{fffd}'),
            plain => safe.push(plain),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_authors_is_text() {
        assert_eq!(escape("*a* @team #12 <b> | `x`"), "\\*a\\* @<!-- -->team #<!-- -->12 &lt;b&gt; \\| \\`x\\`");
        assert_eq!(code("a`b|c"), "`` a`b\\|c ``");
        assert_eq!(code(""), "");
        assert_eq!(said("no page `a_b`, @team"), "no page `a_b`, @<!-- -->team");
        assert_eq!(said("no page `a_b"), "no page \\`a\\_b");
    }
}
