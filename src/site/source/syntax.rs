//! The Markdown that pages are written in, for whoever parses it.

use std::ops::Range;

use pulldown_cmark::Options;

/// What stands in the parsed text for a directive: it ends any paragraph or list, it ends no comment, and it is never
/// printed.
pub(in crate::site) const MARKER: &str = "<?block?>\n";

/// The Markdown that pages are written in.
pub(in crate::site) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The comments in a piece of HTML, each with whether it is closed; one that is not takes the rest with it.
pub(in crate::site) fn comments(html: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + html[at..].find("<!--")?;
        // `<!-->` and `<!--->` are comments too.
        let end = html[start + 2..].find("-->").map(|end| start + 2 + end + 3);
        at = end.unwrap_or(html.len());
        Some((start..at, end.is_some()))
    })
}
