//! What the elements of HTML are to a reader of plain lines.
//!
//! It must not know attributes, nor Markdown.

/// How the text of an element stands among other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is left out with all it holds.
    Silent,
    /// It stands in a line.
    Inline,
    /// It has lines of its own.
    Block,
}

/// What an element is by its name.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "script" | "style" | "svg" | "button" | "template" | "select" | "textarea" | "datalist" | "math" | "audio"
        | "video" => Kind::Silent,
        "a" | "abbr" | "b" | "bdi" | "bdo" | "br" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "i" | "img"
        | "input" | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup"
        | "time" | "u" | "var" | "wbr" => Kind::Inline,
        _ => Kind::Block,
    }
}

/// The level of a heading, 1 to 6.
pub(super) fn heading_level(name: &str) -> Option<usize> {
    let digit = name.strip_prefix('h')?;
    matches!(digit, "1" | "2" | "3" | "4" | "5" | "6").then(|| digit.parse().ok())?
}
