//! The Markdown copy beside each page, read back by a Markdown parser, says what the page says: the same words in the same
//! order, and as many headings, tables, quotations and blocks of code.

use std::io;

use pulldown_cmark::{Event, Options, Parser, Tag};
use rolebook::disk::{Disk, Entry, RealDisk};
use rolebook::output::Outputs;

use super::support::{self, package};

/// Elements whose content is no text for reading.
const SILENT: [&str; 7] = ["template", "svg", "button", "script", "style", "select", "textarea"];
/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "link"];

/// What of a text can be compared.
#[derive(Default)]
struct Said {
    /// Its letters and digits, in order.
    letters: String,
    headings: usize,
    tables: usize,
    quotations: usize,
    code: usize,
}

impl Said {
    fn text(&mut self, text: &str) {
        self.letters.extend(text.chars().filter(|c| c.is_alphanumeric()));
    }

    fn blocks(&self) -> [usize; 4] {
        [self.headings, self.tables, self.quotations, self.code]
    }
}

/// The classes of titles inside kits and scorecards.
const PARTS: [&str; 5] = [
    "class=\"kit-title",
    "class=\"kit-cover-title",
    "class=\"stage-title",
    "class=\"sheet-title",
    "class=\"score-label",
];

/// What the body of a page says, which begins behind `<div class="text">`.
fn of_page(html: &str) -> Option<Said> {
    let mut rest = html.split_once("<div class=\"text\">")?.1;
    let mut said = Said::default();
    // The open elements, and whether each is left out.
    let mut open: Vec<(&str, bool)> = vec![("div", false)];
    while let Some((text, after)) = rest.split_once('<') {
        let silent = open.last().is_some_and(|(_, silent)| *silent);
        if !silent {
            said.text(&unescaped(text));
        }
        let (tag, after) = after.split_once('>')?;
        rest = after;
        let name = tag.split([' ', '\n', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        if tag.starts_with('/') {
            open.pop();
            if open.is_empty() {
                return Some(said);
            }
            continue;
        }
        // What scripts say stands in attributes.
        let names: String = tag.split('"').step_by(2).collect();
        let goes = SILENT.contains(&name)
            || [" hidden", " popover"].iter().any(|attribute| names.contains(attribute))
            || [
                // What is in a folded section, and one range of the chart below, said once more.
                "class=\"gist\"",
                "class=\"kit-lead\"",
                "class=\"strip\"",
                "class=\"fit-step\"",
                // What marks of a table mean that a copy writes out.
                "class=\"of-marks\"",
                // What narrows a list or a table.
                "class=\"narrow\"",
                "class=\"role-pick\"",
                "class=\"to-question\"",
                "class=\"anchor\"",
                "doc-backlink",
                "class=\"footnote-ref\"",
            ]
            .iter()
            .any(|mark| tag.contains(mark));
        if !silent && !goes {
            match name {
                // A copy says a kit as a list: the titles of its parts are headings of the page alone.
                "h2" | "h3" | "h4" | "h5" | "h6" if PARTS.iter().any(|part| tag.contains(part)) => {}
                "h2" | "h3" | "h4" | "h5" | "h6" => said.headings += 1,
                "table" => said.tables += 1,
                "blockquote" => said.quotations += 1,
                "pre" => said.code += 1,
                "img" => said.text(&unescaped(tag.split_once("alt=\"").and_then(|(_, alt)| alt.split_once('"'))?.0)),
                _ => {}
            }
        }
        if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push((name, silent || goes));
        }
    }
    None
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " ")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)).replace("&amp;", "&")
}

/// What a copy says, its title and its summary too.
fn of_copy(markdown: &str) -> Said {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut said = Said::default();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => said.text(&text),
            Event::Start(Tag::Heading { .. }) => said.headings += 1,
            Event::Start(Tag::Table(_)) => said.tables += 1,
            Event::Start(Tag::BlockQuote(_)) => said.quotations += 1,
            Event::Start(Tag::CodeBlock(_)) => said.code += 1,
            _ => {}
        }
    }
    // The title is a heading of the copy alone, the summary a quotation.
    said.headings -= 1;
    said.quotations -= usize::from(markdown.split("\n\n").nth(1).is_some_and(|block| block.starts_with("> ")));
    said
}

/// The letters of a page from the first place on where its copy says something else.
fn missing(page: &str, copy: &str) -> String {
    let letters: Vec<char> = page.chars().collect();
    let counts: Vec<usize> = (0..=letters.len()).collect();
    let held = counts.partition_point(|count| copy.contains(&letters[..*count].iter().collect::<String>()));
    letters.iter().skip(held.saturating_sub(20)).take(60).collect()
}

fn differences(files: &Outputs) -> (usize, Vec<String>) {
    let text = |path: &str| files.get(path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let (mut compared, mut wrong) = (0, Vec::new());
    for path in files.iter().map(|file| file.path.as_str()).filter(|path| path.ends_with("index.md")) {
        let html = text(&path.replace("index.md", "index.html")).unwrap_or_default();
        let (Some(page), Some(copy)) = (of_page(&html), text(path).map(|copy| of_copy(&copy))) else { continue };
        compared += 1;
        if !copy.letters.contains(&page.letters) {
            wrong.push(format!("{path}: the copy does not go on with `{}`", missing(&page.letters, &copy.letters)));
        }
        if copy.blocks() != page.blocks() {
            wrong.push(format!(
                "{path}: headings, tables, quotations, code {:?}, not {:?}",
                copy.blocks(),
                page.blocks()
            ));
        }
    }
    (compared, wrong)
}

#[test]
fn a_copy_read_back_says_what_its_page_says() {
    for (root, least) in [(package().to_owned(), 100), (package().join("docs"), 20)] {
        let built = support::build(&RealDisk::new(&root).expect("it is a site"));
        let (mut compared, mut wrong) = (0, Vec::new());
        for (_, files) in &built.outputs {
            let (pages, found) = differences(files);
            compared += pages;
            wrong.extend(found);
        }
        assert!(compared > least, "{compared} pages of {}", root.display());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The sample with a theme that draws every block otherwise.
struct DrawnOtherwise(RealDisk);

impl Disk for DrawnOtherwise {
    fn walk(&self, folder: &str, skip: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Entry> {
        self.0.walk(folder, skip)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let template = path.strip_prefix("themes/default/templates/");
        let parts = ["parts/role-glance.html", "parts/named.html", "parts/ranges.html"];
        match template.filter(|name| name.starts_with("blocks/") || parts.contains(name)) {
            Some(name) => Ok(format!("<section><h2>{name}</h2></section>").into_bytes()),
            None => self.0.read(path),
        }
    }
}

#[test]
fn a_theme_that_changes_its_markup_changes_no_copy() {
    let disk = || RealDisk::new(package()).expect("it is a site");
    let (ours, theirs) = (support::build(&disk()), support::build(&DrawnOtherwise(disk())));
    let (mut pages, mut copies) = (0, 0);
    for ((_, ours), (_, theirs)) in ours.outputs.iter().zip(&theirs.outputs) {
        for file in ours.iter() {
            let path = file.path.as_str();
            let same = theirs.get(path).is_some_and(|other| other.bytes == file.bytes);
            if path.ends_with("index.md") {
                copies += 1;
                assert!(same, "{path} says what the theme draws");
            }
            pages += usize::from(path.ends_with("index.html") && !same);
        }
    }
    assert!(copies > 100 && pages > 50, "{copies} copies, and {pages} pages that look otherwise");
}
