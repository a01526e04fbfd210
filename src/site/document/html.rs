//! The prose of a tree as HTML. Blocks that a theme draws are drawn by whoever asks.
//!
//! Everything is escaped here, once. It must not know which elements there are, but for where blocks break lines, and where
//! no line may end.

use super::{Attribute, Element, Layout, Node, Value};

/// Writes `nodes` in order; `draw` writes what is no prose.
pub fn write_html<E>(
    nodes: &[Node],
    html: &mut String,
    draw: &mut dyn FnMut(&Node, &mut String) -> Result<(), E>,
) -> Result<(), E> {
    let mut held = false;
    for (at, node) in nodes.iter().enumerate() {
        if held && !is_of_mark(node) {
            held = false;
            let end = punctuation(node);
            write_escaped(end, html);
            html.push_str("</span>");
            if let Node::Text(text) = node {
                held = write_text(&text.text[end.len()..], nodes.get(at + 1), html);
                continue;
            }
        }
        match node {
            Node::Text(text) => held = write_text(&text.text, nodes.get(at + 1), html),
            Node::Element(element) => {
                if !held && nodes.get(at + 1).is_some_and(is_mark) {
                    html.push_str(HOLD);
                    held = true;
                }
                write_element(element, html, draw)?;
            }
            other => draw(other, html)?,
        }
    }
    if held {
        html.push_str("</span>");
    }
    Ok(())
}

/// What keeps the sign of a figure's source on one line with the word before it and the full stop behind it.
const HOLD: &str = "<span class=\"held\">";

/// Writes a text; whether its last word is held to the mark that is `next`.
fn write_text(text: &str, next: Option<&Node>, html: &mut String) -> bool {
    if !next.is_some_and(is_mark) {
        write_escaped(text, html);
        return false;
    }
    let word = text.rfind([' ', '\n']).map_or(0, |space| space + 1);
    write_escaped(&text[..word], html);
    html.push_str(HOLD);
    write_escaped(&text[word..], html);
    true
}

/// The punctuation that a text begins with.
fn punctuation(node: &Node) -> &str {
    let Node::Text(text) = node else { return "" };
    let end = text.text.find(|c: char| !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '…'));
    &text.text[..end.unwrap_or(text.text.len())]
}

/// Whether a node is the sign of a figure's source.
fn is_mark(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.attribute("class") == Some("figure-mark"))
}

/// Whether it is that, or the note which it opens.
fn is_of_mark(node: &Node) -> bool {
    is_mark(node) || matches!(node, Node::Element(element) if element.attribute("class") == Some("figure-note"))
}

fn write_element<E>(
    element: &Element,
    html: &mut String,
    draw: &mut dyn FnMut(&Node, &mut String) -> Result<(), E>,
) -> Result<(), E> {
    html.push('<');
    html.push_str(element.name);
    element.attributes.iter().for_each(|attribute| write_attribute(attribute, html));
    html.push('>');
    let lines = element.layout == Layout::Lines;
    if lines && breaks_inside(element) {
        html.push('\n');
    }
    if !is_void(element.name) {
        write_html(&element.children, html, draw)?;
        html.push_str("</");
        html.push_str(element.name);
        html.push('>');
    }
    if lines && breaks_behind(element) {
        html.push('\n');
    }
    Ok(())
}

fn write_attribute(attribute: &Attribute, html: &mut String) {
    let value = match &attribute.value {
        Value::Is(value) => Some(value),
        Value::Bare => None,
        Value::Asked(_) => return,
    };
    html.push(' ');
    html.push_str(attribute.name);
    if let Some(value) = value {
        html.push_str("=\"");
        write_escaped(value, html);
        html.push('"');
    }
}

/// Whether a line ends behind the first tag of a block.
fn breaks_inside(element: &Element) -> bool {
    matches!(element.name, "ul" | "ol" | "dl" | "blockquote" | "table" | "thead" | "tbody" | "section")
}

/// Whether a line ends behind the last tag of a block.
fn breaks_behind(element: &Element) -> bool {
    matches!(
        element.name,
        "p" | "ul"
            | "ol"
            | "dl"
            | "li"
            | "dt"
            | "dd"
            | "blockquote"
            | "thead"
            | "tbody"
            | "tr"
            | "div"
            | "section"
            | "hr"
            | "br"
    )
}

fn is_void(name: &str) -> bool {
    matches!(name, "area" | "br" | "col" | "hr" | "img" | "input" | "source" | "track" | "wbr")
}

/// Adds text with everything escaped that means something in HTML, in text and in attributes.
pub fn write_escaped(text: &str, html: &mut String) {
    pulldown_cmark_escape::escape_html(&mut *html, text).expect("writing to a string cannot fail");
}
