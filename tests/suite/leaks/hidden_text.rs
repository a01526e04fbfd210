//! Whatever stands around a block for some, its text is hidden or there is an error that no site can lower.
//!
//! The scanner that cuts blocks out and the Markdown parser each have their own idea of what is code, a comment or HTML.
//! Here they read thousands of pages put together from the lines on which they could differ.

use std::collections::BTreeSet;

use rolebook::diag::{Place, Severity, rules};
use rolebook::disk::MemoryDisk;

use super::super::{diff, support};

const PIECES: [&str; 44] = [
    "",
    "",
    "",
    "text",
    "- item",
    "  - inner",
    "1. one",
    "> quote",
    ">",
    "# Heading",
    "Setext",
    "===",
    "---",
    "***",
    "```",
    "```rust",
    "~~~",
    "~~~~",
    "````",
    "    indented",
    "\tafter a tab",
    "  two spaces",
    "   ```",
    "- ```",
    "> ```",
    "<!-- shut -->",
    "<!--",
    "-->",
    "text <!-- open",
    "`code <!-- x`",
    "<div>",
    "</div>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<?php",
    "?>",
    "| a | b |",
    "|---|---|",
    "[^1]: note",
    "term",
    ": definition",
    "`` tick",
];
const OPENERS: [&str; 9] = [
    ":::internal",
    "::: internal",
    "::::internal",
    ":::internal[Label]",
    " :::internal",
    "  :::internal",
    "- :::internal",
    "> :::internal",
    ":::internal {.wide}",
];
const SECRET: &str = "zqxsecret";
/// Lines after which a block may open.
const QUIET: [&str; 7] =
    ["text\n", "\n", "- item\n", "> quote\n", "| a | b |\n|---|---|\n", "term\n", "```\ncode\n```\n"];

struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn lines(&mut self, most: usize, page: &mut String) {
        for _ in 0..self.below(most + 1) {
            page.push_str(PIECES[self.below(PIECES.len())]);
            page.push('\n');
        }
    }
}

/// A page with lines of all kinds around a block and in it.
fn page(random: &mut Random) -> String {
    let mut page = String::from("# Page\n\n");
    random.lines(6, &mut page);
    let opener = OPENERS[random.below(OPENERS.len())];
    let indent = &opener[..opener.find(':').unwrap_or(0)];
    let close = &opener.trim_start_matches([' ', '-', '>', '\t'])[..if opener.contains("::::") { 4 } else { 3 }];
    page.push_str(opener);
    page.push('\n');
    random.lines(3, &mut page);
    let before = ["", "", "", "  ", "> ", "- ", "    ", "`", "**"][random.below(9)];
    page.push_str(&format!("{before}{SECRET}\n"));
    random.lines(3, &mut page);
    page.push_str(if random.below(4) == 0 { indent } else { "" });
    page.push_str(close);
    page.push('\n');
    random.lines(4, &mut page);
    page
}

/// Whether the text shows although the line above it opened a block: that line did not if it is code itself.
fn shows(html: &str) -> bool {
    let is_code = |at: usize| html[..at].rfind("<pre").is_some_and(|open| !html[open..at].contains("</pre>"));
    let opener_is_code =
        [":::internal", "::: internal"].iter().any(|opener| html.match_indices(opener).any(|(at, _)| is_code(at)));
    html.contains(SECRET) && !opener_is_code
}

/// Whether the line that opens the block lies in a comment that ends before the text.
fn is_commented_out(page: &str) -> bool {
    let before = page.split(SECRET).next().unwrap_or("");
    let (before, after) = before.split_at(before.rfind(":::").unwrap_or(0));
    before.rfind("<!--").is_some_and(|open| !before[open..].contains("-->")) && after.contains("-->")
}

/// What becomes of a page: its public HTML, and whether an error that no site can lower stands on it.
struct Outcome {
    html: String,
    refused: bool,
}

/// Builds all pages as one site that has lowered everything it can.
fn outcomes(pages: &[String], html: &str) -> Vec<Outcome> {
    let lowered = rules::ALL.iter().filter(|rule| !rule.fixed).map(|rule| format!("{} = \"info\"\n", rule.id));
    let settings = format!(
        "title = \"T\"\naudiences = [\"public\", \"internal\"]\n[markdown]\nhtml = \"{html}\"\n[check]\n{}",
        lowered.collect::<String>()
    );
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", settings);
    for (number, page) in pages.iter().enumerate() {
        // Numbers of one width keep the pages in their order.
        disk.insert(format!("content/p{number:04}.md"), format!("+++\naudience = \"public\"\n+++\n{page}"));
    }
    let built = support::build(&disk);
    let refused: BTreeSet<&str> = (built.findings.iter())
        .filter(|finding| finding.diagnostic.rule.fixed && finding.severity == Severity::Error)
        .filter_map(|finding| finding.diagnostic.place.as_ref().map(Place::path))
        .collect();
    let files = super::files(&built, "public");
    let outcome = |number: usize| Outcome {
        // A page that is closed has no file.
        html: files
            .get(&format!("p{number:04}/index.html"))
            .map_or_else(String::new, |html| String::from_utf8_lossy(html).into_owned()),
        refused: refused.contains(format!("content/p{number:04}.md").as_str()),
    };
    (0..pages.len()).map(outcome).collect()
}

const SITES: u64 = 12;
const PAGES: usize = 150;
const HTML: [&str; 2] = ["sanitize", "forbid"];

#[track_caller]
fn none(mut failures: Vec<String>, what: &str) {
    failures.sort_by_key(String::len);
    let shortest = failures.iter().take(5).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(failures.is_empty(), "on {} pages {what}\n{shortest}", failures.len());
}

#[test]
fn a_block_hides_its_text_or_is_an_error() {
    let (mut hidden, mut refused, mut silent) = (0, 0, Vec::new());
    for seed in 0..SITES {
        let mut random = Random(seed * 7919 + 1);
        let html = HTML[seed as usize % 2];
        let pages: Vec<String> = (0..PAGES).map(|_| page(&mut random)).collect();
        for (page, outcome) in pages.iter().zip(outcomes(&pages, html)) {
            let shown = !is_commented_out(page) && shows(&outcome.html);
            if shown && !outcome.refused {
                silent.push(format!("seed {seed}, html = {html}:\n{page}"));
            }
            hidden += usize::from(!shown);
            refused += usize::from(outcome.refused);
        }
    }
    none(silent, "the text shows and nothing says so");
    assert!(hidden > 500 && refused > 300, "{hidden} pages hide the text, {refused} are refused");
}

#[test]
fn what_is_in_a_block_changes_nothing_around_it_or_is_an_error() {
    let (mut same, mut changed) = (0, Vec::new());
    for seed in 0..SITES {
        let mut random = Random(seed * 104_729 + 1);
        let html = HTML[seed as usize % 2];
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for _ in 0..PAGES {
            let (mut before, mut inside, mut after) = (String::from("# Page\n\n"), String::new(), String::new());
            for _ in 0..random.below(5) {
                before.push_str(QUIET[random.below(QUIET.len())]);
            }
            random.lines(5, &mut inside);
            random.lines(6, &mut after);
            without.push(format!("{before}{after}"));
            with.push(format!("{before}:::internal\n{inside}:::\n{after}"));
        }
        for ((page, with), without) in with.iter().zip(outcomes(&with, html)).zip(outcomes(&without, html)) {
            if with.refused {
                continue;
            }
            same += 1;
            if with.html != without.html {
                let lines = diff::lines(&without.html, &with.html);
                changed.push(format!("seed {seed}, html = {html}:\n{page}\n{lines}"));
            }
        }
    }
    none(changed, "the text around the block changes and nothing says so");
    assert!(same > 800, "{same} pages are no error");
}
