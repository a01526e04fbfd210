//! Pages read as on GitHub: each block of the sample and of the guide is drawn by us and by comrak, a renderer of GitHub's
//! Markdown, and both must show the same. Where they differ, the difference is one of [`MEANT`].
//!
//! `ROLEBOOK_GFM=FOLDER cargo test --test suite gfm -- --ignored` compares another handbook.

use std::collections::BTreeMap;
use std::path::Path;

use comrak::{Arena, Options, markdown_to_html, parse_document};
use rolebook::disk::MemoryDisk;

use super::support::{build, files_below, package};

/// What stands in a heading before each block, so that it is found again in what a page became.
const MARK: &str = "zqblock";
/// Broken links and pictures are left out on both sides, as the pages stand without their neighbours.
const SETTINGS: &str = "title = \"Test\"\n[markdown]\nhtml = \"sanitize\"\n";

/// A difference that is meant: what it is, and whether it is all there is between ours and theirs.
type Meant = (&'static str, fn(&Block, &[String], &[String]) -> bool);

const MEANT: [Meant; 5] = [
    ("a line that begins with `: ` makes a list of definitions", |block, ours, theirs| {
        block.text.contains("\n: ")
            && ours.first().is_some_and(|first| first == "<dl>")
            // A definition may be a list.
            && same_words(ours, theirs, ":-")
    }),
    ("`{#id}` behind a heading gives it a name, and does not show", |_, ours, theirs| {
        let bare = |token: &String| token.split(" {").next().filter(|bare| !bare.starts_with('{')).map(str::to_owned);
        theirs.iter().any(|token| token.ends_with('}')) && theirs.iter().filter_map(bare).eq(ours.iter().cloned())
    }),
    ("the title of a code block stands above it", |block, ours, theirs| {
        block.text.starts_with("```")
            && block.text.lines().next().is_some_and(|fence| fence.contains("title="))
            && ours.len() == theirs.len() + 3
            && ours[3..] == *theirs
    }),
    ("a heading of a table that is empty is no heading", |_, ours, theirs| {
        let head = ours.iter().position(|token| token == "</thead>").unwrap_or(0);
        let as_heading =
            |(at, token): (usize, &String)| if at < head { token.replace("td>", "th>") } else { token.clone() };
        ours.iter().enumerate().map(as_heading).eq(theirs.iter().cloned())
    }),
    ("addresses in HTML are links too, and one ends where its text ends", |block, ours, theirs| {
        let plain = |tokens: &[String]| -> Vec<String> {
            tokens.iter().filter(|token| !token.starts_with("<a ") && *token != "</a>").cloned().collect()
        };
        block.text.contains('<') && same_words(&plain(ours), &plain(theirs), "")
    }),
];

/// A block of a page.
struct Block {
    line: usize,
    text: String,
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.shortcodes = true;
    // What both show is compared, and ours is cleaned.
    options.render.r#unsafe = true;
    options
}

/// A page without its front matter, which keeps its number of lines.
fn body_of(text: &str) -> String {
    let end = ["+++", "---"].into_iter().find_map(|mark| {
        let rest = text.strip_prefix(mark)?.strip_prefix('\n')?;
        Some(mark.len() * 2 + 2 + rest.find(&format!("\n{mark}\n"))? + 1)
    });
    let (head, body) = text.split_at(end.unwrap_or(0).min(text.len()));
    "\n".repeat(head.matches('\n').count()) + body
}

/// Whether a line opens or closes a block of ours.
fn is_of_a_block(line: &str) -> bool {
    line.strip_prefix("::").is_some_and(|rest| {
        rest.trim_start_matches(':').chars().next().is_none_or(|c| c.is_ascii_alphabetic() || c == '{' || c == ' ')
    })
}

/// Whether a text holds a figure of ours, `:pay[london]`, which GitHub shows as text.
fn has_figures(text: &str) -> bool {
    text.match_indices('[').any(|(at, _)| {
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        before.len() < at && before.ends_with(':')
    })
}

/// The blocks of a page, without the lines of our own ones and what holds figures of ours.
fn blocks(body: &str) -> Vec<Block> {
    let mut fence: Option<String> = None;
    let mut lines: Vec<&str> = Vec::new();
    for line in body.lines() {
        let shown = line.trim_start();
        let ticks: String = shown.chars().take_while(|c| *c == '`' || *c == '~').collect();
        match &fence {
            Some(open) if ticks.starts_with(open.as_str()) && shown.trim_end() == ticks => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        lines.push(if fence.is_none() && is_of_a_block(line) { "" } else { line });
    }
    let text = lines.join("\n");
    let arena = Arena::new();
    let root = parse_document(&arena, &text, &options());
    let blocks = root.children().map(|node| {
        let place = node.data.borrow().sourcepos;
        let (start, end) = (place.start.line, place.end.line);
        Block { line: start, text: lines[start - 1..end.max(start)].join("\n") }
    });
    blocks.filter(|block| !has_figures(&block.text)).collect()
}

/// A page of these blocks, each behind a heading of its own, and the page's definitions of links.
fn page_of(blocks: &[Block], body: &str) -> String {
    let mut page = String::from("# Blocks\n\n");
    for (at, block) in blocks.iter().enumerate() {
        page += &format!("## {MARK}{at}z\n\n{}\n\n", block.text);
    }
    let is_definition = |line: &&str| line.starts_with('[') && !line.starts_with("[^") && line.contains("]: ");
    let definitions: Vec<&str> = body.lines().filter(is_definition).collect();
    page + &format!("## {MARK}{}z\n\n{}\n", blocks.len(), definitions.join("\n"))
}

/// Elements that say how a page reads. Others only look, help or group.
const KEPT: [&str; 34] = [
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "br",
    "input",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "sub",
    "sup",
    "kbd",
    "a",
];

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[at..].split('"').next()
}

/// Elements and texts in the order they are read in.
#[derive(Default)]
struct Shown {
    tokens: Vec<String>,
    text: String,
    /// For each link that is open whether it leads out of the site.
    links: Vec<bool>,
}

impl Shown {
    fn of(html: &str) -> Vec<String> {
        let mut shown = Shown::default();
        let mut rest = html;
        let mut skipped: Option<String> = None;
        while let Some(at) = rest.find('<') {
            if skipped.is_none() {
                shown.text += &rest[..at];
            }
            if let Some(comment) = rest[at..].strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let Some(length) = rest[at..].find('>') else { break };
            let tag = &rest[at + 1..at + length];
            rest = &rest[at + length + 1..];
            let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
            let name = name.unwrap_or_default().to_ascii_lowercase();
            if let Some(skip) = &skipped {
                if tag.starts_with('/') && *skip == name {
                    skipped = None;
                }
            } else if is_help(tag, &name) {
                skipped = Some(name);
            } else {
                shown.tag(tag, &name);
            }
        }
        shown.end_text();
        shown.tokens
    }

    fn tag(&mut self, tag: &str, name: &str) {
        let closes = tag.starts_with('/');
        if name == "img" {
            self.text += attribute(tag, "alt").unwrap_or_default();
            return;
        }
        if !KEPT.contains(&name) {
            return;
        }
        let token = match name {
            "a" if closes => {
                if self.links.pop() != Some(true) {
                    return;
                }
                "</a>".to_owned()
            }
            "a" => {
                let address = attribute(tag, "href").unwrap_or_default();
                let leads_out = address.starts_with("http") || address.starts_with("mailto:");
                self.links.push(leads_out);
                if !leads_out {
                    return;
                }
                format!("<a {}>", address.trim_end_matches('/').replace("&amp;", "&"))
            }
            "input" if tag.contains("checked") => "<input checked>".to_owned(),
            "ol" if !closes => format!("<ol{}>", attribute(tag, "start").unwrap_or_default()),
            // Ours begin one level lower, as the title is the first.
            "h1" => format!("<{}h2>", if closes { "/" } else { "" }),
            _ => format!("<{}{name}>", if closes { "/" } else { "" }),
        };
        self.end_text();
        self.tokens.push(token);
    }

    fn end_text(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        let entities = [
            ("&quot;", "\""),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&#39;", "'"),
            ("&nbsp;", " "),
            ("&copy;", "©"),
            ("&bull;", "•"),
            ("&mdash;", "—"),
            ("&amp;", "&"),
        ];
        for (entity, meaning) in entities {
            text = text.replace(entity, meaning);
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.tokens.push(text);
        }
    }
}

/// Whether an element only helps to use the page.
fn is_help(tag: &str, name: &str) -> bool {
    let class = attribute(tag, "class").unwrap_or_default();
    ["svg", "nav", "script", "style"].contains(&name)
        || name == "a" && (class.contains("anchor") || tag.contains("backref"))
        || name == "section" && class == "footnotes"
}

/// What each block became.
fn by_block(html: &str, count: usize) -> Vec<Vec<String>> {
    let tokens = Shown::of(html);
    let mut found = vec![Vec::new(); count];
    let (mut here, mut at) = (count, 0);
    while at < tokens.len() {
        let number = |text: &String| text.strip_prefix(MARK)?.strip_suffix('z')?.parse::<usize>().ok();
        match tokens.get(at + 1).and_then(number).filter(|_| tokens[at] == "<h2>") {
            Some(number) => {
                here = number;
                at += 3;
            }
            None => {
                if let Some(block) = found.get_mut(here) {
                    block.push(tokens[at].clone());
                }
                at += 1;
            }
        }
    }
    found
}

/// Whether two texts have the same letters, whatever elements they stand in; `but` are left out.
fn same_words(ours: &[String], theirs: &[String], but: &str) -> bool {
    let words = |tokens: &[String]| -> String {
        let texts = tokens.iter().filter(|token| !(token.starts_with('<') && token.ends_with('>')));
        texts.flat_map(|text| text.chars()).filter(|c| !c.is_whitespace() && !but.contains(*c)).collect()
    };
    words(ours) == words(theirs)
}

/// How many blocks there are below a folder, how many differ in each way that is meant, and what differs otherwise.
fn compare(folder: &Path) -> (usize, BTreeMap<&'static str, usize>, Vec<String>) {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", SETTINGS);
    let mut pages = Vec::new();
    for path in files_below(folder, ".md") {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let body = body_of(&text.replace("\r\n", "\n"));
        let blocks = blocks(&body);
        let page = page_of(&blocks, &body);
        disk.insert(format!("content/p{}.md", pages.len()), page.as_str());
        pages.push((path, blocks, page));
    }
    let built = build(&disk);
    let files = built.audience("public").expect("the settings have one audience");
    let (mut total, mut meant, mut others) = (0, BTreeMap::new(), Vec::new());
    for (number, (path, blocks, page)) in pages.iter().enumerate() {
        let html = files.get(&format!("p{number}/index.html")).expect("every page is built");
        let html = String::from_utf8_lossy(&html.bytes);
        let text = html.split_once("<div class=\"text\">").and_then(|(_, rest)| rest.split_once("</article>"));
        let ours = by_block(text.expect("a page has a text").0, blocks.len());
        let theirs = by_block(&markdown_to_html(page, &options()), blocks.len());
        total += blocks.len();
        for ((block, ours), theirs) in
            blocks.iter().zip(&ours).zip(&theirs).filter(|((_, ours), theirs)| ours != theirs)
        {
            match MEANT.iter().find(|(_, holds)| holds(block, ours, theirs)) {
                Some((what, _)) => *meant.entry(*what).or_default() += 1,
                None => {
                    others.push(format!("{}:{}\n  ours   {ours:?}\n  theirs {theirs:?}", path.display(), block.line))
                }
            }
        }
    }
    (total, meant, others)
}

#[test]
fn blocks_read_as_on_github() {
    let (mut total, mut all) = (0, BTreeMap::new());
    for folder in ["content", "docs/content"] {
        let (count, meant, others) = compare(&package().join(folder));
        assert!(others.is_empty(), "{folder}: {} blocks differ:\n{}", others.len(), others.join("\n"));
        total += count;
        meant.into_iter().for_each(|(what, count)| *all.entry(what).or_insert(0) += count);
    }
    eprintln!("{total} blocks, meant differences: {all:?}");
    assert!(total > 2_000, "{total} blocks");
    assert!(all.len() >= 2, "definitions and names of headings are in the guide: {all:?}");
}

#[test]
fn a_block_that_differs_is_seen() {
    let ours = by_block("<h2>zqblock0z</h2>\n<p>a <b>b</b></p><h2>zqblock1z</h2>\n<p>c</p>", 2);
    let theirs = by_block("<h2>zqblock0z</h2><p>a b</p><h2>zqblock1z</h2><ul><li>c</li></ul>", 2);
    assert_eq!(ours[0], theirs[0]);
    assert_ne!(ours[1], theirs[1]);
    let block = Block { line: 1, text: "- c".to_owned() };
    assert!(!MEANT.iter().any(|(_, holds)| holds(&block, &ours[1], &theirs[1])));
}

#[test]
#[ignore = "needs ROLEBOOK_GFM=FOLDER, another handbook"]
fn another_handbook_reads_as_on_github() {
    let folder = std::env::var_os("ROLEBOOK_GFM").expect("ROLEBOOK_GFM names a folder");
    let (total, meant, others) = compare(Path::new(&folder));
    eprintln!("{total} blocks; meant: {meant:?}");
    assert!(others.is_empty(), "{} blocks differ:\n{}", others.len(), others.join("\n"));
}
