//! What is wrong, for the browser: as data for the panel over a page, and as a page of its own.

use serde_json::{Value, json};

use super::site::Snapshot;
use crate::diag::{Finding, Place};

/// The most findings a browser is sent; more would not be read either.
const MOST_SHOWN: usize = 100;

/// The state that a browser compares its page with, on one line.
pub(super) fn state(snapshot: &Snapshot) -> String {
    let shown: Vec<Value> = snapshot.errors.iter().take(MOST_SHOWN).map(finding_data).collect();
    json!({
        "page": snapshot.good.as_ref().map(|good| good.id.as_str()),
        "attempt": snapshot.attempt,
        "findings": shown,
        "more": snapshot.errors.len().saturating_sub(MOST_SHOWN),
    })
    .to_string()
}

fn finding_data(finding: &Finding) -> Value {
    let diagnostic = &finding.diagnostic;
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(place, label)| json!({ "place": place_text(Some(place)), "label": label }))
        .collect();
    json!({
        "related": related,
        "rule": diagnostic.rule.id,
        "place": place_text(diagnostic.place.as_ref()),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    })
}

/// `file:line:column`, as far as it is known.
fn place_text(place: Option<&Place>) -> Option<String> {
    let place = place?;
    Some(match place.line_column() {
        Some((line, column)) => format!("{}:{line}:{column}", place.path()),
        None => place.path().to_owned(),
    })
}

/// The page that stands for the site until there is a build without errors.
pub(super) fn page(snapshot: &Snapshot) -> String {
    let items: String = snapshot.errors.iter().take(MOST_SHOWN).map(item).collect();
    let more = match snapshot.errors.len().saturating_sub(MOST_SHOWN) {
        0 => String::new(),
        more => format!("<p>And {more} more.</p>"),
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>The site cannot be built yet</title>\n\
         <link rel=\"stylesheet\" href=\"/_rolebook/preview.css\">\n</head>\n\
         <body class=\"rolebook-page\">\n<main class=\"rolebook-findings\">\n<h1>The site cannot be built yet</h1>\n\
         <p>Fix what is listed here; this page follows every change.</p>\n<ul>\n{items}</ul>\n{more}\n</main>\n</body>\n</html>\n"
    )
}

fn item(finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let place = place_text(diagnostic.place.as_ref()).map(|place| format!("<code>{}</code> ", escape(&place)));
    let related: String = diagnostic.related.iter().map(related_item).collect();
    let hint = diagnostic.hint.as_ref().map(|hint| format!("<p>{}</p>", with_code(hint)));
    format!(
        "<li>{}<strong>{}</strong> <span>[{}]</span>{related}{}</li>\n",
        place.unwrap_or_default(),
        with_code(&diagnostic.message),
        diagnostic.rule.id,
        hint.unwrap_or_default()
    )
}

fn related_item((place, label): &(Place, String)) -> String {
    let place = place_text(Some(place)).unwrap_or_default();
    format!("<p><code>{}</code> {}</p>", escape(&place), escape(label))
}

/// A text of a finding, with what stands between backticks as code.
fn with_code(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    // Of an odd number of marks one is a mark itself.
    if pieces.len().is_multiple_of(2) {
        return escape(text);
    }
    let piece = |(at, piece): (usize, &&str)| match at % 2 {
        0 => escape(piece),
        _ => format!("<code>{}</code>", escape(piece)),
    };
    pieces.iter().enumerate().map(piece).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.extend(c.escape_default()),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Severity, Source, rules};

    fn broken() -> Snapshot {
        let source = Source::new("content/<b>.md", "one\nSee [x](<script>)\n");
        let place = Place::new(&source, 8..11);
        let diagnostic = Diagnostic::new(&rules::BROKEN_LINK, place, "no page `<script>alert(1)</script>`")
            .hint("a \"hint\" & more\u{7}")
            .related(Place::file("content/i.md"), "said <here>");
        Snapshot { attempt: 3, good: None, errors: vec![Finding { severity: Severity::Error, diagnostic }; 102] }
    }

    #[test]
    fn the_state_is_one_line_that_holds_every_part() {
        let state = state(&broken());
        assert_eq!(state.lines().count(), 1);
        let data: Value = serde_json::from_str(&state).unwrap();
        assert_eq!(data["page"], Value::Null);
        assert_eq!((data["attempt"].as_u64(), data["more"].as_u64()), (Some(3), Some(2)));
        let first = &data["findings"][0];
        assert_eq!(first["place"], "content/<b>.md:2:5");
        assert_eq!(first["message"], "no page `<script>alert(1)</script>`");
        assert_eq!(first["rule"], "broken-link");
        assert_eq!(first["related"][0], json!({ "place": "content/i.md", "label": "said <here>" }));
    }

    #[test]
    fn the_page_escapes_what_authors_wrote() {
        let page = page(&broken());
        assert!(page.contains(
            "<code>content/&lt;b&gt;.md:2:5</code> <strong>no page <code>&lt;script&gt;alert(1)&lt;/script&gt;</code>"
        ));
        assert!(page.contains("a &quot;hint&quot; &amp; more\\u{7}"));
        assert!(page.contains("<p><code>content/i.md</code> said &lt;here&gt;</p>"));
        assert!(page.contains("And 2 more"));
        assert!(!page.contains("<script") && !page.contains("style="));
    }
}
