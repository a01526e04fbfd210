//! Blocks that stand alone, on pages that other sites put into a frame: `/embed/pay-explorer/ROLE/`.
//!
//! It must not know how the block is drawn.

use std::collections::BTreeMap;

use super::frame::Frame;
use super::page;
use super::parts::Drawing;
use super::trouble::{Cause, Trouble};
use super::values::html;
use crate::output::{OutputFile, address};
use crate::site::data::tables::PayExplorer;
use crate::site::document::{Leaf, Part};
use crate::site::gate::PageId;

/// A page for each role that has a pay explorer on some page; the first such block in path order is the one shown.
pub(super) fn pages(frame: &Frame<'_>) -> Vec<Result<OutputFile, Trouble>> {
    let mut found: BTreeMap<String, (PageId, &PayExplorer)> = BTreeMap::new();
    for id in frame.view.ids() {
        gather(&frame.view.page(id).document().parts, id, &mut found);
    }
    found.into_iter().map(|(role, (id, explorer))| one(frame, &role, id, explorer)).collect()
}

fn gather<'d>(parts: &'d [Part], id: PageId, found: &mut BTreeMap<String, (PageId, &'d PayExplorer)>) {
    for part in parts {
        match part {
            Part::Leaf(Leaf::PayExplorer(explorer)) => {
                found.entry(explorer.role.clone()).or_insert((id, explorer));
            }
            Part::Container(container) => gather(&container.parts, id, found),
            _ => {}
        }
    }
}

fn one(frame: &Frame<'_>, role: &str, id: PageId, explorer: &PayExplorer) -> Result<OutputFile, Trouble> {
    let source = frame.view.page(id);
    let origin = source.source().unwrap_or_else(|| source.url()).to_owned();
    let url = address(role);
    let draw = || {
        let root = address::to_root(&url);
        let body = Drawing { frame, page: source, root: &root }.explorer(explorer, true)?;
        let mut context = frame.context(&root, page::made_up(frame, &url, source.title(), true));
        context.insert_value("target", frame.link(id));
        context.insert_value("body", html(&body));
        let bytes = frame.render("embed.html", &context, body.len() + 2048)?;
        let path = address::file(&url).ok_or_else(|| Cause::Address(url.clone()))?;
        Ok(OutputFile { path, bytes, origin: origin.clone() })
    };
    draw().map_err(|cause| Trouble { origin: origin.clone(), cause })
}

/// The address of a role's pay explorer alone.
pub(super) fn address(role: &str) -> String {
    format!("/embed/pay-explorer/{role}/")
}
