//! Which elements and attributes raw HTML may hold, and how its elements end.
//!
//! It must not know where they stand.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What raw HTML may hold, by ammonia's lists and what handbooks need besides.
pub(super) struct Safe {
    tags: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
    everywhere: HashSet<&'static str>,
    /// Elements that go with what they hold.
    pub(super) content_goes: HashSet<&'static str>,
}

pub(super) static SAFE: LazyLock<Safe> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["section", "input", "figure", "figcaption", "details", "summary"])
        // Those of other sites show as far as the settings name their hosts.
        .add_tags(["iframe", "video", "audio", "source", "track"])
        .add_tag_attributes("iframe", ["src", "title", "width", "height", "allowfullscreen"])
        .add_tag_attributes("video", ["src", "width", "height", "controls", "loop", "muted", "playsinline", "preload"])
        .add_tag_attributes("audio", ["src", "controls", "loop", "muted", "preload"])
        .add_tag_attributes("source", ["src", "type"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
        .add_tag_attributes("a", ["name"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_generic_attributes(["id", "class", "role", "tabindex", "aria-label", "aria-labelledby", "scope", "dir"]);
    Safe {
        tags: builder.clone_tags(),
        attributes: builder.clone_tag_attributes(),
        everywhere: builder.clone_generic_attributes(),
        content_goes: builder.clone_clean_content_tags(),
    }
});

impl Safe {
    pub(super) fn tag(&self, name: &str) -> Option<&'static str> {
        self.tags.get(name).copied()
    }

    pub(super) fn attribute(&self, element: &str, name: &str) -> Option<&'static str> {
        // Nothing says where a quotation comes from.
        let own = self.attributes.get(element).and_then(|own| own.get(name)).filter(|name| **name != "cite");
        own.or_else(|| self.everywhere.get(name)).copied()
    }
}

/// Whether an open element ends where an element called `next` begins, as browsers have it.
pub(super) fn is_ended_by(open: &str, next: &str) -> bool {
    match open {
        "p" => matches!(
            next,
            "p" | "div"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "table"
                | "blockquote"
                | "pre"
                | "hr"
                | "section"
                | "figure"
                | "details"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
        ),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "thead" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(next, "tbody" | "thead" | "tfoot"),
        _ => false,
    }
}

/// Whether a tag, read behind its `<`, is of an element that has no end.
pub(super) fn is_void(tag: &str) -> bool {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
}
