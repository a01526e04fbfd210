//! Documents of Word as HTML: headings, paragraphs, lists, tables, links and pictures. What Word does not show, it does not
//! give: deleted text, hidden text, comments.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};

use super::docx_styles::{Looks, Styles, levels, of_name};
use super::{docx_around, readers};

/// A document.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) html: String,
    /// Its pictures, by the name that the HTML gives them.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    /// Whether text was left out that its author had hidden.
    pub(super) hid_text: bool,
    /// Whether rows of tables were left out that Word does not show, or that were deleted.
    pub(super) hid_rows: bool,
    /// Whether there is text that is white or too small to be read.
    pub(super) has_pale_text: bool,
    /// Why the page stays back, if something around its text says so.
    pub(super) hidden: Option<String>,
}

/// A part of a document may not be larger.
const MAX_PART: u64 = 128 * 1024 * 1024;

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Reads a document, or says why it cannot be read. `limits` tells whether a text names readers.
pub(super) fn read(bytes: &[u8], stem: &str, limits: &dyn Fn(&str) -> bool) -> Result<Word, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is no Word document: {error}"))?;
    let names = archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
    let around: Vec<String> = names.filter(|name| docx_around::is_around(name)).collect();
    let mut part = |name: &str| -> Option<Vec<u8>> {
        let entry = archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        entry.take(MAX_PART).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let body = part("word/document.xml").map(text).ok_or("is no Word document: it has no text")?;
    let relations = part("word/_rels/document.xml.rels").map(text).unwrap_or_default();
    let numbering = part("word/numbering.xml").map(text).unwrap_or_default();
    let styles = part("word/styles.xml").map(text).unwrap_or_default();
    let document = Document::parse(&body).map_err(|error| format!("is damaged: {error}"))?;
    let mut reader = Reader {
        targets: targets(&relations),
        ordered: ordered(&numbering),
        levels: levels(&styles),
        styles: Styles::read(&styles),
        limits,
        paragraph_style: None,
        table_style: None,
        word: Word::default(),
        wanted: Vec::new(),
        stem: stem.to_owned(),
        open: Vec::new(),
    };
    if let Some(body) = document.descendants().find(|node| node.has_tag_name((W, "body"))) {
        reader.blocks(body);
    }
    reader.close_lists(0);
    let (mut word, wanted) = (reader.word, reader.wanted);
    for name in around {
        let reason = part(&name).map(text).and_then(|xml| docx_around::reason(&name, &xml, limits));
        word.hidden = word.hidden.or(reason);
    }
    for (name, source) in wanted {
        word.pictures.extend(part(&format!("word/{source}")).map(|bytes| (name, bytes)));
    }
    Ok(word)
}

struct Reader<'l> {
    /// Where relations lead, by id.
    targets: BTreeMap<String, String>,
    /// Lists that are numbered, by id and level.
    ordered: BTreeMap<(String, String), bool>,
    /// Levels of headings, by style.
    levels: BTreeMap<String, usize>,
    styles: Styles,
    limits: &'l dyn Fn(&str) -> bool,
    /// The styles of the paragraph and of the table that are being read.
    paragraph_style: Option<String>,
    table_style: Option<String>,
    word: Word,
    /// Pictures by their new name and their place in the archive.
    wanted: Vec<(String, String)>,
    stem: String,
    /// Open lists, outermost first.
    open: Vec<&'static str>,
}

pub(super) fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|node| node.has_tag_name((W, name)))
}

pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name)?.attribute((W, "val"))
}

/// Whether a switch such as bold is set: it is, unless it says otherwise.
fn is_set(properties: Option<Node<'_, '_>>, name: &str) -> bool {
    let found = properties.and_then(|node| node.children().find(|node| node.has_tag_name((W, name))));
    found.is_some_and(|node| !matches!(node.attribute((W, "val")), Some("0" | "false" | "none" | "off")))
}

fn targets(xml: &str) -> BTreeMap<String, String> {
    let Ok(document) = Document::parse(xml) else { return BTreeMap::new() };
    let pair = |node: Node<'_, '_>| Some((node.attribute("Id")?.to_owned(), node.attribute("Target")?.to_owned()));
    document.descendants().filter_map(pair).collect()
}

fn ordered(xml: &str) -> BTreeMap<(String, String), bool> {
    let Ok(document) = Document::parse(xml) else { return BTreeMap::new() };
    let mut kinds: BTreeMap<(String, String), bool> = BTreeMap::new();
    for list in document.descendants().filter(|node| node.has_tag_name((W, "abstractNum"))) {
        let id = list.attribute((W, "abstractNumId")).unwrap_or_default();
        for level in list.children().filter(|node| node.has_tag_name((W, "lvl"))) {
            let at = level.attribute((W, "ilvl")).unwrap_or("0");
            let is_ordered = value(level, "numFmt").is_some_and(|format| !matches!(format, "bullet" | "none"));
            kinds.insert((id.to_owned(), at.to_owned()), is_ordered);
        }
    }
    let mut ordered = BTreeMap::new();
    for number in document.descendants().filter(|node| node.has_tag_name((W, "num"))) {
        let (Some(id), Some(list)) = (number.attribute((W, "numId")), value(number, "abstractNumId")) else { continue };
        for ((known, level), is_ordered) in &kinds {
            if known == list {
                ordered.insert((id.to_owned(), level.clone()), *is_ordered);
            }
        }
    }
    ordered
}

impl Reader<'_> {
    fn blocks(&mut self, parent: Node<'_, '_>) {
        for node in parent.children() {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => {
                    self.close_lists(0);
                    self.table(node);
                }
                "sdt" => {
                    self.control(node);
                    if let Some(content) = node.children().find(|node| node.has_tag_name((W, "sdtContent"))) {
                        self.blocks(content);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let text = self.paragraph_text(node);
        let style = properties.and_then(|node| value(node, "pStyle"));
        let level = style.and_then(|style| self.levels.get(style).copied().or_else(|| of_name(style)));
        let list = properties.and_then(|node| child(node, "numPr"));
        if let Some(level) = level.filter(|_| !text.trim().is_empty()) {
            self.close_lists(0);
            self.word.html.push_str(&format!("<h{level}>{text}</h{level}>\n"));
        } else if let Some(list) = list {
            let level = value(list, "ilvl").unwrap_or("0").to_owned();
            let id = value(list, "numId").unwrap_or_default().to_owned();
            let is_ordered = self.ordered.get(&(id, level.clone())).copied().unwrap_or(false);
            self.item(level.parse().unwrap_or(0), is_ordered, &text);
        } else if style.is_some_and(|style| style.to_lowercase().starts_with("list")) {
            let is_ordered = style.is_some_and(|style| style.to_lowercase().contains("number"));
            self.item(0, is_ordered, &text);
        } else {
            self.close_lists(0);
            if !text.trim().is_empty() {
                self.word.html.push_str(&format!("<p>{text}</p>\n"));
            }
        }
    }

    /// The text of a paragraph, as its style shows it.
    fn paragraph_text(&mut self, node: Node<'_, '_>) -> String {
        let style = child(node, "pPr").and_then(|properties| value(properties, "pStyle"));
        self.paragraph_style = style.map(str::to_owned);
        let mut text = String::new();
        self.runs(node, &mut text);
        if let Some(style) = style.filter(|_| !text.trim().is_empty()) {
            self.style(style);
        }
        text
    }

    /// A style that is named for readers keeps the page back.
    fn style(&mut self, id: &str) {
        let name = self.styles.name(id);
        if self.word.hidden.is_none() && readers::are_named_in(name, self.limits) {
            self.word.hidden = Some(format!("a part of it has the style \"{}\" in Word", readers::short(name)));
        }
    }

    /// A content control that is named for readers keeps the page back.
    fn control(&mut self, node: Node<'_, '_>) {
        let Some(properties) = child(node, "sdtPr") else { return };
        let names = ["alias", "tag"].into_iter().filter_map(|name| value(properties, name));
        let named = names.into_iter().find(|name| readers::are_named_in(name, self.limits));
        if let Some(name) = named.filter(|_| self.word.hidden.is_none()) {
            self.word.hidden = Some(format!("a part of it is called \"{}\" in Word", readers::short(name)));
        }
    }

    /// An item of a list, which stands at this level.
    fn item(&mut self, level: usize, is_ordered: bool, text: &str) {
        let tag = if is_ordered { "ol" } else { "ul" };
        let level = level.min(8);
        self.close_lists(level + 1);
        if self.open.len() == level + 1 && self.open[level] != tag {
            self.close_lists(level);
        }
        if self.open.len() == level + 1 {
            self.word.html.push_str("</li>");
        }
        while self.open.len() < level + 1 {
            self.word.html.push_str(&format!("<{tag}>"));
            self.open.push(tag);
            if self.open.len() < level + 1 {
                self.word.html.push_str("<li>");
            }
        }
        self.word.html.push_str(&format!("<li>{text}"));
    }

    /// Closes lists until so many are open.
    fn close_lists(&mut self, left: usize) {
        while self.open.len() > left
            && let Some(tag) = self.open.pop()
        {
            self.word.html.push_str(&format!("</li></{tag}>\n"));
        }
    }

    fn table(&mut self, node: Node<'_, '_>) {
        let around = self.table_style.take();
        self.table_style = child(node, "tblPr").and_then(|node| value(node, "tblStyle")).map(str::to_owned);
        self.word.html.push_str("<table>\n");
        for row in rows_of(node) {
            let properties = child(row, "trPr");
            if is_set(properties, "hidden") || properties.is_some_and(|node| child(node, "del").is_some()) {
                self.word.hid_rows = true;
                continue;
            }
            self.word.html.push_str("<tr>");
            row.children().filter(|node| node.has_tag_name((W, "tc"))).for_each(|cell| self.cell(cell));
            self.word.html.push_str("</tr>\n");
        }
        self.word.html.push_str("</table>\n");
        self.table_style = around;
    }

    fn cell(&mut self, cell: Node<'_, '_>) {
        let properties = child(cell, "tcPr");
        let mut parts = Vec::new();
        if properties.is_some_and(|node| child(node, "cellDel").is_some()) {
            self.word.hid_rows = true;
        } else {
            let is_in_hidden_row = |node: Node<'_, '_>| {
                let within = node.ancestors().take_while(|around| *around != cell);
                within.filter(|around| around.has_tag_name((W, "tr"))).any(|row| is_set(child(row, "trPr"), "hidden"))
            };
            for paragraph in cell.descendants().filter(|node| node.has_tag_name((W, "p"))) {
                if is_in_hidden_row(paragraph) {
                    self.word.hid_rows = true;
                    continue;
                }
                parts.extend(Some(self.paragraph_text(paragraph)).filter(|text| !text.trim().is_empty()));
            }
        }
        self.word.html.push_str(&format!("<td>{}</td>", parts.join(" ")));
        let span = properties.and_then(|node| value(node, "gridSpan"));
        let more = span.and_then(|span| span.parse::<usize>().ok()).map_or(0, |span| span.clamp(1, 64) - 1);
        self.word.html.push_str(&"<td></td>".repeat(more));
    }

    /// The text of runs, in links and insertions too; what was deleted is not there.
    fn runs(&mut self, parent: Node<'_, '_>, text: &mut String) {
        for node in parent.children() {
            match node.tag_name().name() {
                "r" => self.run(node, text),
                "hyperlink" => {
                    let mut inner = String::new();
                    self.runs(node, &mut inner);
                    let target = node.attribute((R, "id")).and_then(|id| self.targets.get(id).cloned());
                    match target {
                        Some(target) => text.push_str(&format!("<a href=\"{}\">{inner}</a>", escaped(&target))),
                        None => text.push_str(&inner),
                    }
                }
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" => {
                    self.control(node);
                    self.runs(node, text);
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, node: Node<'_, '_>, text: &mut String) {
        let properties = child(node, "rPr");
        let own_style = properties.and_then(|properties| value(properties, "rStyle"));
        let around = [own_style, self.paragraph_style.as_deref(), self.table_style.as_deref()];
        let (is_hidden, is_pale) = self.styles.looks(Looks::of(properties), &around);
        if is_hidden || is_set(properties, "webHidden") {
            self.word.hid_text |= is_hidden && node.children().any(|child| child.has_tag_name((W, "t")));
            return;
        }
        let mut inner = String::new();
        for child in node.children() {
            match child.tag_name().name() {
                "t" => inner.push_str(&escaped(child.text().unwrap_or_default())),
                "tab" => inner.push(' '),
                "br" | "cr" => inner.push_str("<br>"),
                "noBreakHyphen" => inner.push('-'),
                "drawing" | "pict" | "object" => self.picture(child, &mut inner),
                _ => {}
            }
        }
        if inner.trim().is_empty() || inner.starts_with("<img") {
            text.push_str(&inner);
            return;
        }
        self.word.has_pale_text |= is_pale;
        if let Some(style) = own_style {
            self.style(style);
        }
        let marks = [("b", "strong"), ("i", "em"), ("strike", "del")];
        let set: Vec<&str> = marks.iter().filter(|(name, _)| is_set(properties, name)).map(|(_, tag)| *tag).collect();
        set.iter().for_each(|tag| text.push_str(&format!("<{tag}>")));
        text.push_str(&inner);
        set.iter().rev().for_each(|tag| text.push_str(&format!("</{tag}>")));
    }

    fn picture(&mut self, node: Node<'_, '_>, text: &mut String) {
        let id = node.descendants().find_map(|node| node.attribute((R, "embed")).or_else(|| node.attribute((R, "id"))));
        let Some(source) = id.and_then(|id| self.targets.get(id)).cloned() else { return };
        let says = |name: &str| node.descendants().find_map(|node| node.attribute(name)).map(str::to_owned);
        let alt = says("descr").unwrap_or_default();
        let ending = source.rsplit_once('.').map_or("png", |(_, ending)| ending).to_lowercase();
        let known = self.wanted.iter().find(|(_, known)| *known == source).map(|(name, _)| name.clone());
        let name = known.unwrap_or_else(|| {
            let name = format!("{}-{}.{ending}", self.stem, self.wanted.len() + 1);
            self.wanted.push((name.clone(), source));
            name
        });
        text.push_str(&format!("<img src=\"{name}\" alt=\"{}\">", escaped(&alt)));
    }
}

/// The rows of a table; some stand in a content control.
fn rows_of<'a, 'd>(table: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    let within =
        move |row: &Node<'a, 'd>| row.ancestors().skip(1).find(|node| node.has_tag_name((W, "tbl"))) == Some(table);
    table.descendants().filter(|node| node.has_tag_name((W, "tr"))).filter(within)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
