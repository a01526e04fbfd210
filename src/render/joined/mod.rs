//! Pages drawn as parts of one document: ids that no other part has, links between the parts as links inside the document,
//! other addresses written from it, headings one level lower.
//!
//! It must not know what any block looks like: what templates ask of a page, `theme/on_a_page.rs`, is answered here for the
//! document.

mod nodes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::output::address;
use crate::site::document::Node;

/// A document.
pub(super) struct Joined {
    /// The theme's templates, told of this document.
    tera: Tera,
    places: Arc<Places>,
    /// The addresses of the style sheets that blocks have asked for so far.
    sheets: Arc<Mutex<BTreeSet<String>>>,
}

/// What leads where in a document.
struct Places {
    /// The way from the document to the site's root.
    root: String,
    /// The parts by their links from the root.
    parts: BTreeMap<String, Ids>,
}

/// The ids in the text of a part.
struct Ids {
    number: usize,
    ids: BTreeSet<String>,
}

/// A page of a document.
#[derive(Clone, Copy)]
pub(super) struct Part<'j> {
    joined: &'j Joined,
    number: usize,
    url: &'j str,
}

impl Joined {
    /// The document at `url`, made of pages with these addresses and bodies, numbered from 1 on.
    pub(super) fn new<'p>(url: &str, templates: &Tera, pages: impl Iterator<Item = (&'p str, &'p [Node])>) -> Joined {
        let part = |(at, (url, nodes)): (usize, (&str, &[Node]))| {
            (address::link(url), Ids { number: at + 1, ids: nodes::ids(nodes) })
        };
        let places = Places { root: address::to_root(url), parts: pages.enumerate().map(part).collect() };
        let (places, sheets) = (Arc::new(places), Arc::new(Mutex::default()));
        let mut tera = templates.clone();
        answer(&mut tera, &places, &sheets);
        Joined { tera, places, sheets }
    }

    /// The part that the page at `url` is.
    pub(super) fn part<'j>(&'j self, number: usize, url: &'j str) -> Part<'j> {
        Part { joined: self, number, url }
    }

    /// The addresses of the style sheets that the parts drawn so far need.
    pub(super) fn sheets(&self) -> BTreeSet<String> {
        locked(&self.sheets).clone()
    }
}

impl<'j> Part<'j> {
    /// The way from the document to the site's root.
    pub(super) fn root(&self) -> &'j str {
        &self.joined.places.root
    }

    /// The id of the page in the document.
    pub(super) fn id(&self) -> String {
        format!("p{}", self.number)
    }

    /// What stands before each of its ids.
    pub(super) fn ids(&self) -> String {
        format!("p{}-", self.number)
    }

    /// What an id of the page is called in the document.
    pub(super) fn id_in(&self, id: &str) -> String {
        id_in(self.number, id)
    }

    /// The templates that draw its blocks.
    pub(super) fn templates(&self) -> &'j Tera {
        &self.joined.tera
    }

    /// Nodes of the page as they stand in the document.
    pub(super) fn nodes(&self, nodes: &[Node]) -> Vec<Node> {
        nodes::in_document(self, nodes)
    }

    /// Where a link of the page leads in the document.
    fn link(&self, href: &str) -> String {
        let (before, fragment) = href.split_once('#').map_or((href, None), |(before, id)| (before, Some(id)));
        let places = &self.joined.places;
        if before.is_empty() {
            let own = places.parts.get(&address::link(self.url));
            return own.map_or_else(|| format!("#{}", self.id()), |part| part.anchor(fragment));
        }
        if is_outside(before) {
            return href.to_owned();
        }
        let end = before.find('?').unwrap_or(before.len());
        places.of(&format!("{}{}", resolved(self.url, &before[..end]), &href[end..]))
    }

    /// An address of the page, written from the document.
    fn moved(&self, written: &str) -> String {
        if written.is_empty() || is_outside(written) {
            return written.to_owned();
        }
        let end = written.find(['?', '#']).unwrap_or(written.len());
        format!("{}{}{}", self.joined.places.root, resolved(self.url, &written[..end]), &written[end..])
    }

    /// The addresses of a `srcset`.
    fn candidates(&self, written: &str) -> String {
        let one = |candidate: &str| {
            let (address, size) = candidate.trim().split_once(' ').unwrap_or((candidate.trim(), ""));
            format!("{} {size}", self.moved(address)).trim_end().to_owned()
        };
        written.split(", ").map(one).collect::<Vec<_>>().join(", ")
    }
}

impl Places {
    /// The address of what lies at `path` from the site's root: inside the document where that is a part of it.
    fn of(&self, path: &str) -> String {
        let (before, fragment) = path.split_once('#').map_or((path, None), |(before, id)| (before, Some(id)));
        self.parts.get(before).map_or_else(|| format!("{}{path}", self.root), |part| part.anchor(fragment))
    }
}

impl Ids {
    /// A place in the part; its beginning where it has no such id.
    fn anchor(&self, fragment: Option<&str>) -> String {
        let decoded = fragment.map(|id| percent_encoding::percent_decode_str(id).decode_utf8_lossy());
        match (fragment, decoded.filter(|id| self.ids.contains(&**id))) {
            (Some(fragment), Some(_)) => format!("#{}", id_in(self.number, fragment)),
            _ => format!("#p{}", self.number),
        }
    }
}

/// Answers for a document what templates ask of a page.
fn answer(tera: &mut Tera, places: &Arc<Places>, sheets: &Arc<Mutex<BTreeSet<String>>>) {
    let context = tera.global_context();
    // Parts of several pages may have one name, so that none of them is a landmark.
    context.insert_value("region", Value::from("group"));
    context.insert_value("top_level", Value::from(3));
    context.insert_value("in_document", Value::from(true));
    let known = Arc::clone(places);
    tera.register_function("address", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(known.of(kwargs.must_get("path")?))
    });
    let (root, sheets) = (places.root.clone(), Arc::clone(sheets));
    tera.register_function("sheet", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let path: &str = kwargs.must_get("path")?;
        locked(&sheets).insert(format!("{root}{path}"));
        Ok(String::new())
    });
}

/// A set that whoever panicked before has left whole.
fn locked(sheets: &Mutex<BTreeSet<String>>) -> MutexGuard<'_, BTreeSet<String>> {
    sheets.lock().unwrap_or_else(PoisonError::into_inner)
}

fn id_in(number: usize, id: &str) -> String {
    format!("p{number}-{id}")
}

/// Whether an address leads out of the site's folder, or is no relative one.
fn is_outside(written: &str) -> bool {
    let path = written.split(['/', '?', '#']).next().unwrap_or_default();
    written.starts_with('/') || path.contains(':')
}

/// The link from the root that a path is on the page at `url`.
fn resolved(url: &str, path: &str) -> String {
    let base = address::link(url);
    let folder = base.rfind('/').map_or("", |slash| &base[..slash]);
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    let is_folder = path.rsplit('/').next().is_some_and(|last| matches!(last, "" | "." | ".."));
    let slash = if is_folder && !segments.is_empty() { "/" } else { "" };
    format!("{}{slash}", segments.join("/"))
}

#[cfg(test)]
mod tests;
