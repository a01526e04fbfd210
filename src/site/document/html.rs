//! The prose of a tree as HTML. Blocks that a theme draws are drawn by whoever asks.
//!
//! Everything is escaped here, once. It must not know which elements there are, but for where blocks break lines.

use super::{Attribute, Element, Layout, Node, Value};

/// Writes `nodes` in order; `draw` writes what is no prose.
pub fn write_html<E>(
    nodes: &[Node],
    html: &mut String,
    draw: &mut dyn FnMut(&Node, &mut String) -> Result<(), E>,
) -> Result<(), E> {
    for node in nodes {
        match node {
            Node::Text(text) => write_escaped(&text.text, html),
            Node::Element(element) => write_element(element, html, draw)?,
            other => draw(other, html)?,
        }
    }
    Ok(())
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
