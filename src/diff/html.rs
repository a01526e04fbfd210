//! The report as one HTML page that needs nothing else: text before and now side by side.

use super::report::{FindingRef, Report, SectionChange};
use super::say;
use crate::site::document::write_escaped;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#57606a;--paper:#fff;--line:#d0d7de;--loud:#b42318;--loud-paper:#fff1f0;\
--gone:#ffe2e0;--come:#d9f5e0}\
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9aa4af;--paper:#0d1117;--line:#30363d;--loud:#ff8a80;\
--loud-paper:#2d1513;--gone:#5c1f1b;--come:#1c4428}}\
body{margin:0 auto;max-width:72rem;padding:1.5rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}\
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}\
code{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}pre{overflow:auto;padding:.5rem;border:1px solid var(--line)}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top}\
.sides{table-layout:fixed}.sides td{white-space:pre-wrap;overflow-wrap:anywhere}\
del{background:var(--gone)}ins{background:var(--come)}p.quiet,.quiet{color:var(--quiet)}\
.loud{border:2px solid var(--loud);background:var(--loud-paper);padding:.75rem 1rem}.loud h2{margin:0;color:var(--loud)}\
summary{cursor:pointer}";

/// The report as a page.
pub fn html(report: &Report) -> String {
    let mut page = Page(String::new());
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n");
    page.raw("<title>What this change does to readers</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n<main>\n<h1>What this change does to readers</h1>\n<p class=\"quiet\">");
    page.text(&format!("{} → {}, as read by: ", say::side(&report.base), say::side(&report.head)));
    page.text(&format!("{}.", report.audiences.join(", ")));
    page.raw("</p>\n");
    page.widened(report);
    let summary = report.counts();
    page.raw("<p>");
    page.text(&if summary.is_empty() { "Readers will notice nothing.".to_owned() } else { summary.join(" · ") });
    page.raw("</p>\n");
    page.addresses(report);
    page.figures(report);
    page.pages(report);
    page.sections(report);
    page.findings("New findings", &report.findings.new);
    page.findings("Findings fixed", &report.findings.fixed);
    page.findings("Findings that stay", &report.findings.left);
    page.stale(report);
    page.raw("</main>\n</body>\n</html>\n");
    page.0
}

struct Page(String);

impl Page {
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        let hostile = |c: char| (c.is_control() && c != '\n') || crate::diag::is_bidi_control(c);
        let text: String = text.chars().map(|c| if hostile(c) { '\u{fffd}' } else { c }).collect();
        write_escaped(&text, &mut self.0);
    }

    fn element(&mut self, name: &str, text: &str) {
        self.raw(&format!("<{name}>"));
        self.text(text);
        self.raw(&format!("</{name}>"));
    }

    fn code(&mut self, text: &str) {
        if !text.is_empty() {
            self.element("code", text);
            self.raw(" ");
        }
    }

    fn widened(&mut self, report: &Report) {
        if report.widened.is_empty() {
            return;
        }
        self.raw("<section class=\"loud\">\n");
        let things = say::counted(report.widened.len(), "thing is", "things are");
        self.element("h2", &format!("{things} more public than before"));
        self.raw("\n<ul>\n");
        for item in &report.widened {
            self.raw("<li>");
            self.element("strong", &say::widened(item));
            self.raw(" ");
            self.code(&item.url);
            self.code(item.source.as_deref().unwrap_or_default());
            self.raw("<ul>");
            item.sentences.iter().for_each(|sentence| self.element("li", &format!("“{sentence}”")));
            if item.more > 0 {
                self.element("li", &format!("and {}", say::counted(item.more, "sentence more", "sentences more")));
            }
            self.raw("</ul></li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }

    fn addresses(&mut self, report: &Report) {
        if report.addresses.is_empty() {
            return;
        }
        self.raw("<h2>Addresses that lead nowhere now</h2>\n<ul>\n");
        for gone in &report.addresses {
            self.raw("<li>");
            self.code(&gone.address);
            if let Some(now) = &gone.now {
                self.text("now ");
                self.code(now);
            }
            self.text(&format!("for {}: {}", gone.audiences.join(", "), gone.fix));
            if let Some(paste) = &gone.paste {
                self.text(" in ");
                self.code(gone.file.as_deref().unwrap_or_default());
                self.element("pre", paste);
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn figures(&mut self, report: &Report) {
        if report.figures.is_empty() {
            return;
        }
        self.raw("<h2>Figures</h2>\n<table><thead><tr><th>Figure</th><th>Before</th><th>Now</th><th>Change</th>");
        self.raw("<th>Pages that show it</th></tr></thead><tbody>\n");
        for figure in &report.figures {
            self.raw("<tr><td>");
            self.text(&figure.about);
            self.raw("<br>");
            self.code(&figure.name);
            self.raw("</td>");
            self.element("td", figure.before.as_deref().unwrap_or_default());
            self.element("td", figure.after.as_deref().unwrap_or_default());
            self.element("td", &say::percent(figure));
            self.raw("<td>");
            for page in &figure.pages {
                self.code(&page.url);
                self.raw("<br>");
            }
            self.raw("</td></tr>\n");
        }
        self.raw("</tbody></table>\n");
    }

    fn pages(&mut self, report: &Report) {
        if report.pages.is_empty() {
            return;
        }
        self.raw("<h2>Pages</h2>\n<ul>\n");
        for page in &report.pages {
            self.raw("<li>");
            self.text(&format!("{}: ", say::page(page)));
            self.code(&page.url);
            if let Some(now) = &page.now {
                self.text("→ ");
                self.code(now);
            }
            self.text(&format!("“{}”, for {}", page.title, page.audiences.join(", ")));
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn sections(&mut self, report: &Report) {
        if report.sections.is_empty() && report.sections_with_figures == 0 {
            return;
        }
        self.raw("<h2>Text</h2>\n");
        for change in &report.sections {
            self.raw("<h3>");
            let heading = if change.heading.is_empty() { String::new() } else { format!(" › {}", change.heading) };
            self.text(&format!("{}{heading} ", change.title));
            let anchor = if change.anchor.is_empty() { String::new() } else { format!("#{}", change.anchor) };
            self.code(&format!("{}{anchor}", change.url));
            self.raw("<span class=\"quiet\">");
            self.text(&format!("for {}", change.audiences.join(", ")));
            self.raw(
                "</span></h3>\n<table class=\"sides\"><thead><tr><th>Before</th><th>Now</th></tr></thead><tbody><tr>",
            );
            self.side(change, "removed", "del");
            self.side(change, "added", "ins");
            self.raw("</tr></tbody></table>\n");
        }
        if report.sections_with_figures > 0 {
            let count = say::counted(report.sections_with_figures, "passage differs", "passages differ");
            self.element("p", &format!("{count} in nothing but the figures above."));
            self.raw("\n");
        }
    }

    fn side(&mut self, change: &SectionChange, own: &str, tag: &str) {
        self.raw("<td>");
        for piece in change.words.iter().filter(|piece| piece.change == own || piece.change == "same") {
            match piece.change == own {
                true => self.element(tag, &piece.text),
                false => self.text(&piece.text),
            }
        }
        self.raw("</td>");
    }

    fn findings(&mut self, title: &str, findings: &[FindingRef]) {
        if findings.is_empty() {
            return;
        }
        self.raw("<h2>");
        self.text(title);
        self.raw(&format!("</h2>\n<details{}><summary>", if title.starts_with("New") { " open" } else { "" }));
        self.text(&say::counted(findings.len(), "finding", "findings"));
        self.raw("</summary>\n<ul>\n");
        for found in findings {
            self.raw("<li>");
            let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
            self.code(&found.file.as_ref().map(|file| format!("{file}{line}")).unwrap_or_default());
            self.text(&format!("{}[{}]: {}", found.severity.name(), found.rule, found.message));
            if let Some(hint) = &found.hint {
                self.raw("<br><span class=\"quiet\">");
                self.text(&format!("hint: {hint}"));
                self.raw("</span>");
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n</details>\n");
    }

    fn stale(&mut self, report: &Report) {
        if report.stale.is_empty() {
            return;
        }
        self.raw("<h2>Out of date now</h2>\n<ul>\n");
        for item in &report.stale {
            self.raw("<li>");
            self.element("strong", &item.title);
            self.raw(" ");
            self.code(&item.url);
            self.text(&item.why);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }
}
