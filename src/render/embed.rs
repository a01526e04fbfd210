//! Blocks that stand alone, on pages that other sites put into a frame: `/embed/pay-explorer/ROLE/` and
//! `/embed/role-fit/ID/`.
//!
//! It must not know how the blocks are drawn.

use std::collections::BTreeMap;

use super::at_work;
use super::draw_body::Drawing;
use super::page;
use super::page_context::PageContext;
use super::render_error::{Cause, RenderError};
use super::values::html;
use crate::output::{OutputFile, address};
use crate::site::document::Node;
use crate::site::document::tables::{FitForm, PayExplorer};
use crate::site::gate::PageId;
use crate::site::routes;

/// A block that may stand alone.
#[derive(Clone, Copy)]
enum Alone<'d> {
    Explorer(&'d PayExplorer),
    RoleFit(&'d FitForm),
}

/// A page for each role that has a pay explorer on some page, and for each questionnaire that stands on one; the first
/// such block in path order is the one shown.
pub(super) fn pages(frame: &PageContext<'_>) -> Vec<Result<OutputFile, RenderError>> {
    let mut found: BTreeMap<String, (PageId, Alone<'_>)> = BTreeMap::new();
    for id in frame.view.ids() {
        gather(&frame.view.page(id).document().nodes, id, &mut found);
    }
    let within = |url: &str| routes::within(frame.view.start(), url);
    found.into_iter().map(|(url, (id, block))| one(frame, &within(&url), id, block)).collect()
}

fn gather<'d>(nodes: &'d [Node], id: PageId, found: &mut BTreeMap<String, (PageId, Alone<'d>)>) {
    for node in nodes {
        let block = match node {
            Node::Leaf(leaf) => {
                let explorer =
                    leaf.of().map(|one: &PayExplorer| (routes::explorer_alone(&one.role), Alone::Explorer(one)));
                let form = || leaf.of().map(|form: &FitForm| (routes::role_fit_alone(&form.id), Alone::RoleFit(form)));
                explorer.or_else(form)
            }
            _ => None,
        };
        if let Some((address, block)) = block {
            found.entry(address).or_insert((id, block));
        }
        gather(node.children(), id, found);
    }
}

fn one(frame: &PageContext<'_>, url: &str, id: PageId, block: Alone<'_>) -> Result<OutputFile, RenderError> {
    let source = frame.view.page(id);
    let origin = source.source().unwrap_or_else(|| source.url()).to_owned();
    let draw = || {
        let root = address::to_root(url);
        let drawing = Drawing::new(frame, source, &root);
        let body = match block {
            Alone::Explorer(explorer) => drawing.explorer(explorer, true)?,
            Alone::RoleFit(form) => drawing.role_fit(form, true)?,
        };
        let mut context = frame.context(&root, page::made_up(frame, url, source.title(), true));
        context.insert_value("target", frame.link(id));
        context.insert_value("body", html(&body));
        let bytes = frame.render("embed.html", &context, body.len() + 2048)?;
        let path = address::file(url).ok_or_else(|| Cause::Address(url.to_owned()))?;
        Ok(OutputFile { path, bytes, origin: origin.clone() })
    };
    at_work::on(&origin, draw).map_err(|cause| RenderError { origin: origin.clone(), cause })
}
