//! Thousands of pages put together at random from pieces that parsers stumble over, each with an internal block.
//!
//! Whatever stands around the block, its word reaches no public byte unless the build says that something is wrong,
//! and a page without the block gives the same public bytes. The pages are the same in every run.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rolebook::config::Config;
use rolebook::diag::{Diagnostics, Place, Severity};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::pictures;
use super::support;

/// Pieces that leave nothing open which could hide or show the lines after them.
const CLOSED: &[&str] = &[
    "A paragraph of @ prose.\n",
    "A paragraph [with @][ref] and [^n] and [a link](other.md).\n",
    "# @ heading\n",
    "## Again\n",
    "### Again {#own .c}\n",
    "Setext @\n---\n",
    "- item @\n- item\n",
    "- item\n\n  more @\n",
    "1. one\n   - two @\n",
    "* [ ] task @\n* [x] done\n",
    "> quote @\n> more\n",
    "> [!NOTE]\n> alert @\n",
    "| a | b |\n|---|:-:|\n| @ | `|` |\n",
    "[ref]: other.md \"@\"\n",
    "[ref]: <other.md>\n'@'\n",
    "[^n]: a note @\n",
    "[^n]:\n    a note @\n",
    "Term\n: definition @\n",
    "```\ncode @\n```\n",
    "~~~ rust\n:::\n@\n~~~\n",
    "````\n```\n@\n````\n",
    "    indented @\n",
    "- ```\n  code @\n  ```\n",
    "<!-- comment @ -->\n",
    "<!--\n@\n-->\n",
    "text <!-- @ --> text\n",
    "<div>@</div>\n",
    "<b>@</b> inline <i>html</i>\n",
    "<details><summary>@</summary>\n\ntext\n\n</details>\n",
    "`code @` and `` `@` ``\n",
    "*em @* **strong** ~~gone~~\n",
    "![picture @](pic.png \"@\")\n",
    "<https://example.org/@>\n",
    "***\n",
    "\\\n",
    "\n",
    "&#64; &amp; &lt;@&gt;\n",
    ":::note[@]\ninside @\n:::\n",
    "::::tip\n:::warning\n@\n:::\n::::\n",
    ":::faq\n### Why @?\nBecause.\n:::\n",
    "::toc\n",
    ": colon @ :: and ::: in prose\n",
    "{{ @ }} {% @ %}\n",
    "line one @  \nline two\n",
    "[[@]]\n",
    "@\r\n@\r\n",
    "\ttabbed @\n",
    "<pre>\n@\n</pre>\n",
    "[^n] [^n] [^other]\n",
    "http://example.org/@ www.example.org\n",
];

/// Pieces that may take the lines after them for their own.
const OPEN: &[&str] = &[
    "```\n",
    "``` a`b\n",
    "~~~~\n",
    "   ```\n",
    "- ```\n",
    "1.  ```\n",
    "> ```\n",
    "> - ~~~\n",
    "<!--\n",
    "text <!--\n",
    "`<!--`\n",
    "``x`` <!-- `\n",
    "<div>\n",
    "<div>\n```\n",
    "<pre>\n",
    "<script>\n",
    "<style>\n",
    "<a title=\"\n",
    "<b\n",
    "<?php\n",
    "<!DOCTYPE\n",
    "<![CDATA[\n",
    "text `code\n",
    "[ref\n",
    "[link](\n",
    "[link](<\n",
    "[ref]: other.md \"\n",
    "[ref]:\n",
    "[^n]:\n",
    "[^n]: note\n    ```\n",
    "- a\n# h\n  ```\n",
    "- a\n\n  b\n",
    "-\n",
    "- \n  ```\n",
    "10) a\n    ```\n",
    "| a | b |\n|---|---|\n",
    "| a |\n|---|\n```\n",
    "> quote\n",
    "> quote\n```\n",
    "lazy\n",
    "**bold\n",
    ":::note\n",
    ":::public\n",
    "::: tip\n",
    ":::\n",
    "::::\n",
    ":::steps\n",
    ":::internal\nmore\n",
    " :::note\n",
    "- :::note\n",
    "> :::note\n",
    "*a*:::note\n",
    "-->\n",
    "</div>\n",
    "</pre>\n",
    "]]>\n",
    "\\\n",
    "\u{a0}\n",
    "\t```\n",
    "-\t```\n",
    "+ + ```\n",
    "* * *\n  ```\n",
    "#\n",
    "===\n",
    "---\n",
    "+++\n",
    "Term\n:   ```\n",
    "</details>\n",
];

/// A small generator of numbers that looks random and always is the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn pieces(&mut self, most: usize, open: bool) -> String {
        let mut text = String::new();
        for _ in 0..self.below(most + 1) {
            let from = if open && self.below(2) == 0 { OPEN } else { CLOSED };
            text.push_str(from[self.below(from.len())]);
            if self.below(3) == 0 {
                text.push('\n');
            }
        }
        text
    }
}

/// A page: what stands before the internal block, in it and after it.
struct Page {
    before: String,
    inside: String,
    after: String,
    /// Whether the block surely ends where it seems to.
    is_plain: bool,
}

impl Page {
    fn roll(dice: &mut Dice, word: &str) -> Page {
        let is_plain = dice.below(3) > 0;
        let public = |text: String| text.replace('@', "seen");
        let before = public(dice.pieces(4, true));
        let inside = dice.pieces(2, !is_plain) + "@\n" + &dice.pieces(2, false);
        Page { before, inside: inside.replace('@', word), after: public(dice.pieces(4, true)), is_plain }
    }

    fn with_block(&self) -> String {
        format!("{}:::internal\n{}:::\n{}", self.before, self.inside, self.after)
    }

    fn without_block(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Whether the block stands in a code block, so that it is only an example.
    fn is_example(&self) -> bool {
        let text = self.with_block();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_GFM
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST;
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => depth += 1,
                Event::End(TagEnd::CodeBlock) => depth -= 1,
                _ => {}
            }
            if depth > 0 && range.contains(&self.before.len()) {
                return true;
            }
        }
        false
    }
}

const SETTINGS: &str = "title = \"Test\"\naudiences = [\"public\", \"internal\"]\n[check]\n\
    raw-html = \"warning\"\nbroken-link = \"warning\"\nbroken-anchor = \"warning\"\nunknown-block = \"warning\"\n\
    limit = \"warning\"\ncomment = \"warning\"\nfront-matter = \"warning\"\n";

fn site(bodies: impl Iterator<Item = String>, front: impl Fn(usize) -> String, html: &str) -> MemoryDisk {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", format!("{SETTINGS}[markdown]\nhtml = \"{html}\"\n"));
    disk.insert("content/other.md", "+++\naudience = \"public\"\n+++\n# Other\n");
    disk.insert("content/pic.png", pictures::png("a plan"));
    for (number, body) in bodies.enumerate() {
        disk.insert(format!("content/p{number:03}.md"), front(number) + &body);
    }
    disk
}

fn config(disk: &MemoryDisk) -> Config {
    Config::load(disk, support::TODAY, &mut Diagnostics::default()).expect("the settings are sound")
}

/// Every file that the public gets, as text. What the gate lets through shows here: nothing looks for leaks behind it.
fn public(disk: &MemoryDisk) -> BTreeMap<String, String> {
    let config = config(disk);
    let (build, indexes) = pipeline::preview(disk, &config, &[config.audiences.lowest()]);
    let index = indexes[0].make();
    let files = build.outputs[0].1.iter().chain(index.iter());
    files.map(|file| (file.path.as_str().to_owned(), String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

/// Those of the files that belong to a page, or all of them.
fn of_page(files: &BTreeMap<String, String>, page: Option<usize>) -> BTreeMap<&str, &str> {
    let below = page.map_or_else(String::new, |number| format!("p{number:03}/"));
    let own = files.iter().filter(|(path, _)| path.starts_with(&below));
    own.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// The files that have an error.
fn refused(disk: &MemoryDisk) -> BTreeSet<String> {
    let config = config(disk);
    let findings = pipeline::check(disk, &config, &config.audiences.iter().collect::<Vec<_>>());
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.filter_map(|finding| finding.diagnostic.place.as_ref().map(Place::path)).map(str::to_owned).collect()
}

/// Builds `pages` together and reports those that break the promise; counts those that were let through.
fn try_pages(pages: &[Page], words: &[String], titled: bool, html: &str, wrong: &mut Vec<String>) -> usize {
    let front = |number: usize| match titled {
        true => format!("+++\naudience = \"public\"\ntitle = \"Page {number}\"\n+++\n"),
        false => "+++\naudience = \"public\"\n+++\n".to_owned(),
    };
    // A page with an error may be closed, and then it is missing from the lists of the others.
    let refused = refused(&site(pages.iter().map(Page::with_block), front, html));
    let is_kept = |number: &usize| !refused.contains(&format!("content/p{number:03}.md"));
    let kept: Vec<usize> = (0..pages.len()).filter(is_kept).collect();
    let (pages, words): (Vec<&Page>, Vec<&String>) =
        kept.iter().map(|&number| (&pages[number], &words[number])).unzip();
    let full = public(&site(pages.iter().map(|page| page.with_block()), front, html));
    let bare = public(&site(pages.iter().map(|page| page.without_block()), front, html));
    let mut passed = 0;
    for (number, page) in pages.iter().enumerate() {
        if page.is_example() {
            continue;
        }
        passed += 1;
        let only = titled.then_some(number);
        let shown = of_page(&full, only);
        let report = |what: &str| format!("{what} ({html}):\n{}\n========\n", page.with_block());
        if shown.iter().any(|(path, text)| path.contains(words[number]) || text.contains(words[number])) {
            wrong.push(report("the word shows"));
            continue;
        }
        let alone = of_page(&bare, only);
        if page.is_plain && shown != alone {
            let differs = shown.iter().find(|(path, text)| alone.get(*path) != Some(*text));
            let (path, text) = differs.expect("one of the files is not the same");
            let difference = super::diff::lines(alone.get(path).copied().unwrap_or_default(), text);
            wrong.push(report("the block leaves a trace") + &difference);
        }
    }
    passed
}

fn word(number: usize) -> String {
    format!("zqx{number:03}vault")
}

#[test]
fn an_internal_block_leaves_no_trace_whatever_stands_around_it() {
    let mut dice = Dice(20_261_121);
    let mut wrong = Vec::new();
    let mut passed = 0;
    for round in 0..40 {
        let words: Vec<String> = (0..100).map(word).collect();
        let pages: Vec<Page> = words.iter().map(|word| Page::roll(&mut dice, word)).collect();
        let html = if round % 2 == 0 { "forbid" } else { "sanitize" };
        passed += try_pages(&pages, &words, true, html, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of {passed} pages:\n{}", wrong.len(), wrong[..wrong.len().min(5)].join("\n"));
    assert!(passed > 1_000, "only {passed} pages of 4000 were accepted, too few to prove anything");
}

#[test]
fn a_page_named_by_its_heading_leaves_no_trace_anywhere() {
    let mut dice = Dice(7);
    let mut wrong = Vec::new();
    let mut passed = 0;
    for round in 0..150 {
        let words = vec![word(round)];
        let pages = vec![Page::roll(&mut dice, &words[0])];
        passed += try_pages(&pages, &words, false, "sanitize", &mut wrong);
    }
    assert!(wrong.is_empty(), "{} of {passed} pages:\n{}", wrong.len(), wrong[..wrong.len().min(5)].join("\n"));
    assert!(passed > 30, "only {passed} pages were accepted, too few to prove anything");
}
