//! What a drawing holds and never draws: layers that are switched off, definitions that nothing uses, and the parts of a
//! `switch` that are never its turn.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::Removal;
use super::svg_names::{MOVING, has};
use super::svg_unseen;

/// Elements that draw only where another names them.
const ONLY_NAMED: [&str; 5] = ["symbol", "clipPath", "mask", "pattern", "marker"];
/// What makes a part of a `switch` one for some readers.
const CONDITIONS: [&str; 3] = ["systemLanguage", "requiredExtensions", "requiredFeatures"];

/// Declarations of a style sheet that may hide a text.
const HIDING_STYLES: [&str; 8] = [
    "display:none",
    "visibility:hidden",
    "fill:none",
    "fill:transparent",
    "fill-opacity:0",
    "opacity:0;",
    "opacity:0}",
    "font-size:0",
];

/// What is known of a drawing to say what in it is never drawn.
pub(super) struct Hidden {
    /// Whether it is for readers who are not told what files say about themselves.
    is_looked_for: bool,
    /// Whether it is drawn as a whole: a drawing in `static/` may be drawn by parts, from pages that are not ours.
    is_whole: bool,
    /// The ids that something in the drawing names.
    named: BTreeSet<String>,
    /// Whether something in it could show what says that it is hidden.
    can_change: bool,
    /// Whether text stays that something may hide.
    pub(super) may_hide: bool,
}

impl Hidden {
    pub(super) fn of(root: Node<'_, '_>, removal: Removal) -> Hidden {
        let mut hidden = Hidden {
            is_looked_for: removal.metadata,
            is_whole: removal.scripts,
            named: BTreeSet::new(),
            can_change: false,
            may_hide: false,
        };
        if !hidden.is_looked_for {
            return hidden;
        }
        for node in root.descendants() {
            let name = node.tag_name().name();
            hidden.can_change |= has(MOVING, name) || name == "style" || name == "script" && !removal.scripts;
            if name == "style" {
                let text: String = node.children().filter_map(|child| child.text()).collect();
                let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                let hides = HIDING_STYLES.iter().any(|style| plain.contains(style));
                hidden.may_hide |= hides && has_text(root);
                hidden.note_ids(&text);
            }
            for attribute in node.attributes() {
                hidden.note_ids(attribute.value());
                if attribute.name().starts_with("aria-") {
                    hidden.named.extend(attribute.value().split_whitespace().map(str::to_owned));
                }
            }
        }
        hidden
    }

    fn note_ids(&mut self, text: &str) {
        let ends = |c: char| c.is_whitespace() || "\"'()<>;,{".contains(c);
        let ids = text.split('#').skip(1).filter_map(|rest| rest.split(ends).next());
        self.named.extend(ids.filter(|id| !id.is_empty()).map(str::to_owned));
    }

    /// Whether nobody ever sees an element and what is in it.
    pub(super) fn hides(&mut self, node: Node<'_, '_>) -> bool {
        if !self.is_looked_for {
            return false;
        }
        let name = node.tag_name().name();
        let around = node.parent_element().map_or("", |parent| parent.tag_name().name());
        let is_unused = around == "defs" || ONLY_NAMED.contains(&name);
        if self.is_whole && (is_unused || around == "switch" && is_never_its_turn(node)) && !self.is_named(node) {
            return true;
        }
        // Which part is drawn, and whether anything lies over it, is for the reader's program to say.
        self.may_hide |=
            around == "switch" && has_text(node) && CONDITIONS.iter().any(|name| node.has_attribute(*name));
        if !(is_switched_off(node) || svg_unseen::is_unseen(node)) || self.is_named(node) {
            return false;
        }
        self.may_hide |= self.can_change && has_text(node);
        !self.can_change
    }

    fn is_named(&self, node: Node<'_, '_>) -> bool {
        node.descendants().filter_map(|node| node.attribute("id")).any(|id| self.named.contains(id))
    }
}

fn has_text(node: Node<'_, '_>) -> bool {
    node.descendants().any(|node| node.tag_name().name() == "text")
}

fn is_switched_off(node: Node<'_, '_>) -> bool {
    if said(node, "display").is_some_and(|value| value == "none") {
        return true;
    }
    let is_unseen = said(node, "visibility").is_some_and(|value| matches!(value.as_str(), "hidden" | "collapse"));
    // A word within a line takes its room though it is not seen.
    is_unseen
        && !matches!(node.tag_name().name(), "tspan" | "textPath")
        && node.descendants().skip(1).all(|below| said(below, "visibility").is_none())
}

/// What an element says of a property, in its style before its attribute.
pub(super) fn said(node: Node<'_, '_>, property: &str) -> Option<String> {
    let plain = |value: &str| value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
    let style = node.attribute("style").unwrap_or_default();
    let mut declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let in_style = declarations.rfind(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    in_style.map(|(_, value)| value).or_else(|| node.attribute(property)).map(plain)
}

/// Whether a part of a `switch` before this one is for everybody.
fn is_never_its_turn(node: Node<'_, '_>) -> bool {
    let mut before = node.prev_siblings().filter(|sibling| sibling.is_element() && *sibling != node);
    before.any(|sibling| CONDITIONS.iter().all(|condition| sibling.attribute(*condition).is_none()))
}
