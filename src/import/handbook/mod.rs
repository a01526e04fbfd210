//! A handbook of another tool as pages of this site: files in, files out. Names, keys, blocks and links become ours; what
//! hid a page there keeps it back here; what could not be brought over is said.
//!
//! It must not know what lies in this site, and writes nothing.

mod body;
mod callouts;
mod docx;
mod docx_around;
mod docx_styles;
mod front;
mod hides;
mod html;
mod lines;
mod links;
mod markup;
mod names;
mod notion;
mod pay_tables;
mod pictures;
mod plan;
mod readers;
mod source;
mod tabs;
mod tags;
mod tool;
mod tool_settings;
mod unseen;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::site::Hiding;

pub use source::{Input, unpacked};
pub use tool::Tool;

/// What is brought in, and what has to be known beside it.
pub struct Request<'r> {
    /// What somebody called the folder, the archive or the document.
    pub name: &'r str,
    /// Its files; paths have `/` between segments.
    pub files: Vec<Input>,
    /// The folder below `content/` that pages go to; empty for the top.
    pub into: &'r str,
    /// What keeps something back.
    pub hiding: &'r Hiding,
    /// Whether tables of pay become records too.
    pub with_pay: bool,
    /// The day it is brought in.
    pub today: Date,
}

/// What a handbook came to.
#[derive(Debug, Clone, Default)]
pub struct Handbook {
    /// The tool it was written for.
    pub tool: Option<Tool>,
    /// New files, in path order.
    pub files: Vec<NewFile>,
    /// How many of them are pages.
    pub pages: usize,
    /// Pages that stay back as drafts, each with the reason.
    pub hidden: BTreeMap<String, String>,
    /// Keys of front matter that mean nothing here, and on how many pages they stood.
    pub keys: BTreeMap<String, usize>,
    /// What somebody should look at.
    pub notes: BTreeSet<String>,
    /// Files that were not brought over, each with the reason.
    pub left: BTreeMap<String, String>,
    /// Tables that look like pay: a name for each, and the table as CSV.
    pub pay: Vec<(String, String)>,
}

/// A file of this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// From the site's root.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The file it was made from.
    pub from: String,
}

/// Turns a handbook into files of this site.
pub fn read(request: &Request<'_>) -> Handbook {
    let mut handbook = Handbook::default();
    let files = source::sorted_out(&request.files, &mut handbook);
    let tool = tool::detect(&files);
    handbook.tool = Some(tool);
    let mut settings = tool_settings::read(tool, &files, &mut handbook);
    settings.unpublished.extend(hides::hidden_folders(&files, request));
    let plan = plan::of(tool, &files, &settings, request, &mut handbook);
    let mut new: BTreeMap<String, NewFile> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for page in &plan.pages {
        let made = body::page(page, &plan, &files, &settings, request, &mut handbook);
        used.extend(made.used);
        handbook.pages += 1;
        for (path, bytes) in made.files {
            let from = page.source.clone();
            new.entry(path.clone()).or_insert(NewFile { path, bytes, from });
        }
    }
    for (path, bytes) in plan.made {
        new.entry(path.clone()).or_insert(NewFile { path, bytes, from: "the tool's own list of pages".to_owned() });
    }
    for path in &used {
        let (Some(target), Some(bytes)) = (plan.attachments.get(path), files.get(path)) else { continue };
        let file = NewFile { path: target.clone(), bytes: bytes.to_vec(), from: path.clone() };
        new.entry(target.clone()).or_insert(file);
    }
    for path in plan.attachments.keys().filter(|path| !used.contains(*path)) {
        handbook.left.entry(path.clone()).or_insert_with(|| "no page links it".to_owned());
    }
    handbook.files = new.into_values().collect();
    handbook
}
