//! Texts in a drawing that nobody sees: without colour, size or room, beyond its edge, cut away.

use roxmltree::Node;

use super::svg_hidden::said;

/// What draws no text that anybody sees.
const LEAST: f64 = 0.02;
/// Letters are hardly wider than this part of their size.
const WIDTH_OF_LETTER: f64 = 1.2;

/// Whether an element draws nothing that is seen, however it is drawn around it.
pub(super) fn is_unseen(node: Node<'_, '_>) -> bool {
    if number_of(node, "opacity").is_some_and(|opacity| opacity < LEAST) || is_flat(node) || is_cut_away(node) {
        return true;
    }
    match node.tag_name().name() {
        "text" => is_without_colour(node) || is_without_size(node) || is_beyond_the_edge(node),
        // What stands in it may have a colour of its own.
        "tspan" | "textPath" => is_without_colour(node) || is_without_size(node) || is_on_no_path(node),
        "svg" => {
            node.parent_element().is_some()
                && ["width", "height"].iter().any(|key| node.attribute(*key).and_then(number) == Some(0.0))
        }
        _ => false,
    }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let value: f64 = digits.trim().parse().ok()?;
    Some(if text.ends_with('%') { value / 100.0 } else { value })
}

fn number_of(node: Node<'_, '_>, property: &str) -> Option<f64> {
    said(node, property).as_deref().and_then(number)
}

/// What an element or the nearest one around it says of a property that passes down.
fn inherited(node: Node<'_, '_>, property: &str) -> Option<String> {
    node.ancestors()
        .filter(Node::is_element)
        .find_map(|around| said(around, property).filter(|value| value != "inherit"))
}

fn is_without_colour(node: Node<'_, '_>) -> bool {
    let is_none = |paint: &str| {
        let plain: String = paint.chars().filter(|c| !c.is_whitespace()).collect();
        let is_clear = (plain.starts_with("rgba(") || plain.starts_with("hsla("))
            && plain
                .trim_end_matches(')')
                .rsplit([',', '/'])
                .next()
                .and_then(number)
                .is_some_and(|alpha| alpha < LEAST);
        let hex = plain.strip_prefix('#').unwrap_or_default();
        let is_clear_hex = hex.len() == 4 && hex.ends_with('0') || hex.len() == 8 && hex.ends_with("00");
        matches!(plain.as_str(), "none" | "transparent") || is_clear || is_clear_hex
    };
    let is_faint =
        |property: &str| inherited(node, property).as_deref().and_then(number).is_some_and(|opacity| opacity < LEAST);
    let no_fill = inherited(node, "fill").is_some_and(|paint| is_none(&paint)) || is_faint("fill-opacity");
    let no_line = inherited(node, "stroke").is_none_or(|paint| is_none(&paint))
        || is_faint("stroke-opacity")
        || is_faint("stroke-width");
    let below = node.descendants().skip(1).filter(Node::is_element);
    let is_coloured_below =
        below.into_iter().any(|inner| ["fill", "stroke"].iter().any(|key| said(inner, key).is_some()));
    no_fill && no_line && !is_coloured_below
}

fn is_without_size(node: Node<'_, '_>) -> bool {
    const SMALLEST: f64 = 0.2;
    let size = inherited(node, "font-size").as_deref().and_then(number);
    let is_sized_below =
        node.descendants().skip(1).any(|inner| inner.is_element() && said(inner, "font-size").is_some());
    size.is_some_and(|size| size < SMALLEST) && !is_sized_below
}

/// Whether a transformation leaves an element no room.
fn is_flat(node: Node<'_, '_>) -> bool {
    let transform = said(node, "transform").unwrap_or_default();
    transform.split("scale").skip(1).filter_map(|rest| rest.split_once('(')?.1.split(')').next()).any(|inside| {
        let mut numbers = inside.split([',', ' ']).filter(|part| !part.is_empty()).filter_map(number);
        numbers.any(|number| number.abs() < 0.001)
    })
}

/// Whether an element is cut to a shape that has no room.
fn is_cut_away(node: Node<'_, '_>) -> bool {
    let is_empty = |property: &str| {
        let shape = said(node, property)?;
        let id = shape.split_once("url(")?.1.trim_start_matches(['"', '\'']).strip_prefix('#')?;
        let id = id.split([')', '"', '\'']).next()?;
        // Ids are kept as they were written; what a property says was made small.
        let shape = node
            .document()
            .descendants()
            .find(|other| other.attribute("id").is_some_and(|known| known.eq_ignore_ascii_case(id)))?;
        let has_room = |inner: Node<'_, '_>| {
            inner.is_element()
                && !["width", "height", "r", "rx"].iter().any(|key| inner.attribute(*key).and_then(number) == Some(0.0))
        };
        Some(!shape.descendants().skip(1).any(has_room))
    };
    ["clip-path", "mask"].iter().any(|property| is_empty(property) == Some(true))
}

/// Whether a text stands wholly outside of the drawing, where nothing moves it.
fn is_beyond_the_edge(node: Node<'_, '_>) -> bool {
    let around: Vec<Node<'_, '_>> = node.ancestors().filter(Node::is_element).collect();
    let Some(root) = around.last() else { return false };
    let is_moved = around.iter().any(|node| said(*node, "transform").is_some_and(|how| !is_plain_move(&how)));
    let is_nested = around.iter().filter(|node| node.tag_name().name() == "svg").count() > 1;
    if is_moved || is_nested {
        return false;
    }
    let Some([left, top, width, height]) = edges(*root) else { return false };
    let moved = |axis: usize| {
        around.iter().filter_map(|node| said(*node, "transform")).map(|how| moves(&how)[axis]).sum::<f64>()
    };
    let at = |key: &str| {
        node.attribute(key).and_then(|value| value.split([' ', ',']).next()).and_then(number).unwrap_or(0.0)
    };
    let is_placed_below = node
        .descendants()
        .skip(1)
        .any(|inner| ["x", "y", "dx", "dy"].iter().any(|key| inner.attribute(*key).is_some()));
    let (x, y) = (at("x") + at("dx") + moved(0), at("y") + at("dy") + moved(1));
    let size = inherited(node, "font-size").as_deref().and_then(number).unwrap_or(16.0);
    let letters = node.descendants().filter_map(|inner| inner.text()).map(|text| text.chars().count()).sum::<usize>();
    let length = letters as f64 * size * WIDTH_OF_LETTER;
    let is_out = x + length < left || x - length > left + width || y + size < top || y - size > top + height;
    is_out && !is_placed_below
}

/// What of the plane a drawing shows: left, top, width and height.
fn edges(root: Node<'_, '_>) -> Option<[f64; 4]> {
    if let Some(shape) = root.attribute("viewBox") {
        let parts: Vec<f64> = shape.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        return parts.try_into().ok();
    }
    Some([0.0, 0.0, root.attribute("width").and_then(number)?, root.attribute("height").and_then(number)?])
}

fn is_plain_move(transform: &str) -> bool {
    transform.trim().is_empty() || transform.starts_with("translate(") && transform.matches('(').count() == 1
}

fn moves(transform: &str) -> [f64; 2] {
    let inside = transform.split_once('(').and_then(|(_, rest)| rest.split(')').next()).unwrap_or_default();
    let mut numbers = inside.split([',', ' ']).filter(|part| !part.is_empty()).filter_map(number);
    [numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(0.0)]
}

/// Whether a text follows a path that is not there.
fn is_on_no_path(node: Node<'_, '_>) -> bool {
    const XLINK: &str = "http://www.w3.org/1999/xlink";
    let path = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
    let Some(id) = path.and_then(|path| path.strip_prefix('#')) else { return false };
    node.tag_name().name() == "textPath"
        && !node.document().descendants().any(|other| other.attribute("id") == Some(id))
}
