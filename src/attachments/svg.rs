//! SVG: read as XML and written anew from what only draws. Scripts, handlers, addresses elsewhere, notes of programs and
//! comments do not come along.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Attribute, Document, Node, NodeType, ParsingOptions};

use super::svg_hidden::Hidden;
use super::svg_names::{ATTRIBUTES, DESCRIBING, ELEMENTS, FOREIGN, MOVING, SILENT, WITH_TEXT, has};
use super::{Damage, Kind, Note, Removal, Size, prepare};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// A drawing may not have more elements, texts and comments.
const MAX_NODES: u32 = 500_000;
/// Elements may not be nested deeper.
const MAX_DEPTH: usize = 100;

/// The drawing without what `removal` names.
pub(super) fn clean(file: &[u8], removal: Removal, notes: &mut Vec<Note>) -> Result<(Vec<u8>, Option<Size>), Damage> {
    let text = std::str::from_utf8(file).map_err(|_| Damage::new("is not UTF-8 text; save it as UTF-8"))?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{FEFF}'), options)
        .map_err(|error| Damage::new(format!("cannot be read as SVG: {error}")))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !matches!(root.tag_name().namespace(), None | Some(SVG)) {
        return Err(Damage::new("is not an SVG drawing"));
    }
    let size = size(root);
    if !removal.metadata && !removal.scripts {
        return Ok((file.to_vec(), size));
    }
    let mut writer = Writer {
        removal,
        out: String::with_capacity(file.len()),
        left_out: BTreeSet::new(),
        hidden: Hidden::of(root, removal),
        is_hidden: false,
    };
    writer.element(root, "", 0)?;
    writer.out.push('\n');
    if writer.hidden.may_hide {
        notes.push(Note::Kept("text that its style sheet hides, or that an animation could show".to_owned()));
    }
    notes.extend(writer.left_out.into_iter().map(|what| Note::LeftOut(what.to_owned())));
    Ok((writer.out.into_bytes(), size))
}

/// Each text that a drawing draws or describes itself with; none where it cannot be read.
pub fn texts(file: &[u8]) -> Vec<String> {
    const SAYING: [&str; 4] = ["text", "title", "desc", "p"];
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let text = String::from_utf8_lossy(file);
    let Ok(document) = Document::parse_with_options(text.trim_start_matches('\u{FEFF}'), options) else {
        return Vec::new();
    };
    let said = |node: Node<'_, '_>| {
        let parts = node.descendants().filter(Node::is_text).filter_map(|inner| inner.text());
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let saying = document.descendants().filter(|node| SAYING.contains(&node.tag_name().name())).map(said);
    saying.filter(|text| !text.is_empty()).collect()
}

struct Writer {
    removal: Removal,
    out: String,
    /// Parts that would have run or fetched something.
    left_out: BTreeSet<&'static str>,
    /// Whether what is being written lies in a layer that is not shown.
    is_hidden: bool,
    hidden: Hidden,
}

impl Writer {
    /// An element with what is in it; `around` is the namespace that its name has without saying so.
    fn element(&mut self, node: Node<'_, '_>, around: &str, depth: usize) -> Result<(), Damage> {
        if depth > MAX_DEPTH {
            return Err(Damage::new(format!("has elements nested deeper than {MAX_DEPTH}")));
        }
        let name = node.tag_name().name();
        let namespace = node.tag_name().namespace().unwrap_or(SVG);
        if !self.keeps(node, namespace, name) {
            return Ok(());
        }
        if self.removal.scripts && name == "a" {
            self.left_out.insert("a link");
            return node.children().try_for_each(|child| self.child(child, around, depth));
        }
        let style = if name == "style" { self.style(node) } else { Some(String::new()) };
        let Some(style) = style else { return Ok(()) };
        self.push(&["<", name]);
        if namespace != around {
            self.attribute("xmlns", namespace);
        }
        if around.is_empty() && node.descendants().any(|node| node.attributes().any(|a| a.namespace() == Some(XLINK))) {
            self.attribute("xmlns:xlink", XLINK);
        }
        for attribute in node.attributes() {
            self.checked_attribute(name, &attribute);
        }
        self.out.push('>');
        escape(&style, false, &mut self.out);
        if name != "style" {
            let around = self.is_hidden;
            self.is_hidden |= self.hidden.hides(node);
            node.children().try_for_each(|child| self.child(child, namespace, depth))?;
            self.is_hidden = around;
        }
        self.push(&["</", name, ">"]);
        Ok(())
    }

    fn child(&mut self, node: Node<'_, '_>, around: &str, depth: usize) -> Result<(), Damage> {
        match node.node_type() {
            NodeType::Element => self.element(node, around, depth + 1)?,
            NodeType::Text => {
                let text = node.text().unwrap_or_default();
                let parent = node.parent().map_or("", |parent| parent.tag_name().name());
                // Text that nothing draws would be published unseen.
                if self.is_hidden && !text.trim().is_empty() {
                    self.left_out.insert("the text of a hidden layer");
                } else if !self.removal.scripts || has(WITH_TEXT, parent) || parent == "a" || text.trim().is_empty() {
                    escape(text, false, &mut self.out);
                }
            }
            NodeType::Comment | NodeType::PI | NodeType::Root => {}
        }
        Ok(())
    }

    /// Whether an element may come along.
    fn keeps(&mut self, node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
        if has(SILENT, name) || FOREIGN.iter().any(|foreign| namespace.starts_with(foreign)) {
            return false;
        }
        if !self.removal.scripts {
            return true;
        }
        if namespace != SVG {
            self.left_out.insert("markup that is not SVG");
            return false;
        }
        if has(MOVING, name) {
            let target = node.attributes().find(|attribute| attribute.name() == "attributeName");
            let moves = target.map_or("", |target| target.value().trim());
            if !moves.is_empty() && (!has(ATTRIBUTES, moves) || matches!(moves, "style" | "class" | "id")) {
                self.left_out.insert("an animation of an attribute that does not draw");
                return false;
            }
        }
        if name != "a" && !has(ELEMENTS, name) {
            self.left_out.insert(if name == "script" { "a script" } else { "an element that does not draw" });
            return false;
        }
        true
    }

    /// An attribute, if it may come along.
    fn checked_attribute(&mut self, element: &str, attribute: &Attribute<'_, '_>) {
        let (name, value) = (attribute.name(), attribute.value());
        match attribute.namespace() {
            None if name == "href" => self.href(element, "href", value),
            Some(XLINK) if name == "href" => self.href(element, "xlink:href", value),
            Some(XML) if matches!(name, "space" | "lang") => self.attribute(&format!("xml:{name}"), value),
            Some(_) => {}
            None if !self.removal.scripts => {
                let value = if name == "style" { without_comments(value) } else { value.to_owned() };
                self.attribute(name, &value);
            }
            None if name.to_ascii_lowercase().starts_with("on") => drop(self.left_out.insert("an event handler")),
            None if has(DESCRIBING, name) => self.attribute(name, value),
            None if has(ATTRIBUTES, name) => match harmless_style(value) {
                Some(value) => self.attribute(name, &value),
                None => drop(self.left_out.insert("an address elsewhere")),
            },
            None => {}
        }
    }

    fn href(&mut self, element: &str, name: &str, value: &str) {
        let value = value.trim();
        if value.starts_with('#') || !self.removal.scripts {
            return self.attribute(name, value);
        }
        let picture = if matches!(element, "image" | "feImage") { embedded(value, self.removal) } else { None };
        match picture {
            Some(picture) => self.attribute(name, &picture),
            None => drop(self.left_out.insert("an address elsewhere")),
        }
    }

    /// What a `style` element says, if it may come along.
    fn style(&mut self, node: Node<'_, '_>) -> Option<String> {
        let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        if !self.removal.scripts {
            return Some(without_comments(&text));
        }
        let style = harmless_style(&text);
        if style.is_none() {
            self.left_out.insert("a style sheet that fetches something");
        }
        style
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.push(&[" ", name, "=\""]);
        escape(value, true, &mut self.out);
        self.out.push('"');
    }

    fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }
}

/// A picture inside the drawing, without its metadata; `None` when it is none of ours.
fn embedded(address: &str, removal: Removal) -> Option<String> {
    let (kind, data) = address.strip_prefix("data:image/")?.split_once(";base64,")?;
    let kind = Kind::of(&format!("picture.{kind}")).filter(|kind| kind.is_pixels())?;
    let data: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let picture = STANDARD.decode(data).ok()?;
    let prepared = prepare(kind, &picture, removal).ok()?;
    let real = Kind::of_bytes(&prepared.bytes).unwrap_or(kind).name().to_ascii_lowercase();
    Some(format!("data:image/{real};base64,{}", STANDARD.encode(prepared.bytes)))
}

/// A style without comments; `None` when it fetches something, or could.
fn harmless_style(style: &str) -> Option<String> {
    let style = without_comments(style);
    // An escape could spell any word.
    let plain = style.to_ascii_lowercase();
    if plain.contains('\\') && (plain.contains('{') || plain.contains(':')) {
        return None;
    }
    if [
        "@import",
        "@charset",
        "@namespace",
        "expression(",
        "javascript:",
        "image(",
        "image-set(",
        "src(",
        "-moz-binding",
        "behavior:",
    ]
    .iter()
    .any(|word| plain.contains(word))
    {
        return None;
    }
    let local = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    plain.split("url(").skip(1).all(local).then_some(style)
}

fn without_comments(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        // What stands on both sides of a comment are two words.
        kept.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// The size that a drawing gives itself, or the shape that it has.
fn size(root: Node<'_, '_>) -> Option<Size> {
    let pixels = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        // Whole pixels are what pages count in.
        (1.0..=100_000.0).contains(&number).then_some(number.round() as u32)
    };
    let given = root.attribute("width").and_then(pixels).zip(root.attribute("height").and_then(pixels));
    let shape = || {
        let parts: Vec<&str> = root.attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        let [_, _, width, height] = parts[..] else { return None };
        pixels(width).zip(pixels(height))
    };
    given.or_else(shape).map(|(width, height)| Size { width, height })
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' | '\t' | '\r' if in_attribute => {
                write!(out, "&#{};", u32::from(c)).expect("a string takes whatever is written")
            }
            c => out.push(c),
        }
    }
}
