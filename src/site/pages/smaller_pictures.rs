//! Smaller copies of the pictures that pages show, so that a small screen need not fetch a large one.
//!
//! They are made of what a view publishes and named in its pages. It must not know how a picture is made smaller.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::image_sizes::path_of;
use crate::attachments;
use crate::output::address::relative;
use crate::output::{OutPath, OutputFile};
use crate::site::document::{Attribute, Element, Node};
use crate::site::gate::AudienceView;

/// How wide the text of a page is at most, in CSS pixels.
const TEXT: u32 = 656;

/// The widths and the paths in the output of a picture's copies and of the picture itself, the smallest first.
type Widths = Vec<(u32, String)>;

impl AudienceView {
    /// Makes smaller copies of the pictures that pages show, where the settings want them, and names them in the pages.
    pub fn add_smaller_pictures(&mut self) {
        if !self.smaller_pictures {
            return;
        }
        let mut shown = BTreeSet::new();
        let all = self.in_all_languages().flat_map(AudienceView::pages);
        all.for_each(|page| gather(&page.document.nodes, &page.url, &mut shown));
        let copies = add_copies(&mut self.files, &shown);
        if !copies.is_empty() {
            let translated = self.translated.iter_mut().flat_map(|view| &mut view.pages);
            let all = self.pages.iter_mut().chain(translated);
            all.for_each(|page| name(&mut page.document.nodes, &page.url, &copies));
        }
    }
}

/// Adds the paths in the output of the pictures that the images among `nodes` show, on the page at `url`.
fn gather(nodes: &[Node], url: &str, shown: &mut BTreeSet<String>) {
    for node in nodes {
        if let Node::Element(element) = node
            && element.name == "img"
        {
            shown.extend(path_of(element, url));
        }
        gather(node.children(), url, shown);
    }
}

/// Adds the copies of the pictures whose paths are `shown`.
fn add_copies(files: &mut Vec<OutputFile>, shown: &BTreeSet<String>) -> BTreeMap<String, Widths> {
    let taken: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let pictures: Vec<&OutputFile> = files.iter().filter(|file| shown.contains(file.path.as_str())).collect();
    let made: Vec<(String, Widths, Vec<OutputFile>)> = pictures
        .into_par_iter()
        .filter_map(|picture| {
            let path = picture.path.as_str();
            let (whole, copies) = attachments::smaller(&picture.bytes)?;
            let (mut widths, mut made) = (Widths::new(), Vec::new());
            for copy in copies {
                // A file of that name is its author's.
                let copy_path = copy_path(path, copy.size.width);
                let Some(out) = OutPath::new(copy_path.as_str()).filter(|path| !taken.contains(path.as_str())) else {
                    continue;
                };
                widths.push((copy.size.width, copy_path));
                made.push(OutputFile { path: out, bytes: copy.bytes, origin: picture.origin.clone() });
            }
            widths.push((whole.width, path.to_owned()));
            (!made.is_empty()).then(|| (path.to_owned(), widths, made))
        })
        .collect();
    let mut copies = BTreeMap::new();
    for (picture, widths, made) in made {
        copies.insert(picture, widths);
        files.extend(made);
    }
    copies
}

/// Where a copy lies: `team/plan.w480.png` beside `team/plan.png`.
fn copy_path(path: &str, width: u32) -> String {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    format!("{stem}.w{width}.{ending}")
}

/// Names the copies in the images among `nodes`, which stand on the page at `url`.
fn name(nodes: &mut [Node], url: &str, copies: &BTreeMap<String, Widths>) {
    for node in nodes {
        if let Node::Element(element) = node
            && element.name == "img"
            && let Some(widths) = path_of(element, url).and_then(|path| copies.get(&path))
        {
            name_in(element, url, widths);
        }
        if let Some(children) = node.children_mut() {
            name(children, url, copies);
        }
    }
}

fn name_in(image: &mut Element, url: &str, widths: &Widths) {
    let link = |(width, path): &(u32, String)| format!("{} {width}w", relative(url, &format!("/{path}")));
    let candidates = widths.iter().map(link).collect::<Vec<_>>().join(", ");
    // As wide as its author wants it, else as the text: all of a phone, or the measure of a page.
    let wanted = image.attribute("width").and_then(|width| width.parse::<u32>().ok()).filter(|width| *width < TEXT);
    let drawn = wanted.map_or_else(|| format!("(min-width: 48rem) {TEXT}px, 100vw"), |width| format!("{width}px"));
    let mut attributes = std::mem::take(&mut image.attributes).into_vec();
    let behind = attributes.iter().position(|kept| kept.name == "src").map_or(0, |at| at + 1);
    attributes.splice(behind..behind, [Attribute::new("srcset", candidates), Attribute::new("sizes", drawn)]);
    image.attributes = attributes.into();
}
