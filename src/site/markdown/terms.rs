//! Addresses for the terms of a glossary: what a definition list defines there can be linked.

use super::Ids;
use crate::site::document::{Attribute, Node, text_of_prose};

/// Gives every term an id, after those of headings: `Base pay` becomes `base-pay`.
pub(super) fn name(nodes: &mut [Node], ids: &mut Ids) {
    for node in nodes {
        if let Node::Element(term) = node
            && term.name == "dt"
        {
            if term.attribute("id").is_none() {
                let id = ids.of_text(text_of_prose(&term.children).trim());
                term.attributes = [Attribute::new("id", id)].into_iter().chain(term.attributes.clone()).collect();
            }
        } else if let Some(children) = node.children_mut() {
            name(children, ids);
        }
    }
}
