//! Finds the files of a site and reads those that are text.
//!
//! Owns what counts as a page, data, an attachment or a static file, and what a file may look like. It must not
//! know what the text says.

pub(in crate::site) mod addresses;
mod attributes;
pub(in crate::site) mod block_kind;
mod block_lines;
pub(in crate::site) mod blocks;
pub(in crate::site) mod cut_text;
pub(in crate::site) mod effect;
pub(in crate::site) mod element_count;
pub(in crate::site) mod fences;
pub(in crate::site) mod fold;
pub(in crate::site) mod folders;
pub(in crate::site) mod foreign;
pub(in crate::site) mod front_fences;
pub(in crate::site) mod front_matter;
pub(in crate::site) mod front_matter_keys;
pub(in crate::site) mod half_read;
pub(in crate::site) mod ledger;
pub(in crate::site) mod look_alikes;
mod meant_blocks;
pub(in crate::site) mod misplaced;
pub(in crate::site) mod page;
pub(in crate::site) mod syntax;
pub(in crate::site) mod translations;
pub(in crate::site) mod vocabulary;
pub(in crate::site) mod waivers;
mod words;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::disk::{Disk, Entry, EntryKind};
use crate::output::address::is_device;

/// Where pages and data are.
pub(in crate::site) const CONTENT: &str = "content";
/// Where files lie that are copied as they are.
pub(in crate::site) const STATIC: &str = "static";

/// A text file may not be larger.
const MAX_BYTES: u64 = 2 * 1024 * 1024;
/// How long an editor may take to fill a file that it has emptied.
const EDITOR_PAUSE: std::time::Duration = std::time::Duration::from_millis(5);
/// A path may not be longer, in bytes.
const MAX_PATH: usize = 1_024;

/// The files of a site, each list in path order. Paths are from the site's root.
#[derive(Default)]
pub(in crate::site) struct Found {
    /// Markdown files below `content/`.
    pub(in crate::site) pages: Vec<String>,
    /// TOML and CSV files below `content/data/`.
    pub(in crate::site) data: Vec<String>,
    /// Other files below `content/data/`, which nothing reads.
    pub(in crate::site) unread_data: Vec<String>,
    /// Other files below `content/`; published only where a page links them.
    pub(in crate::site) attachments: Vec<String>,
    /// Files below `static/`.
    pub(in crate::site) statics: Vec<String>,
}

/// Names below `static/` that begin with a dot and are meant for those who ask the site for them. Any other, such as
/// `.env` or `.DS_Store`, is left where it is.
const SERVED: [&str; 2] = [".well-known", ".nojekyll"];

/// The folder in which GitBook keeps the pictures of its pages. Nothing in it is a page.
const PICTURES_OF_GITBOOK: &str = ".gitbook";

/// Lists the site's files. What cannot be one is reported and left out.
pub(in crate::site) fn find(disk: &dyn Disk, config: &Config, diags: &mut Diagnostics) -> Found {
    let mut found = Found::default();
    let matched = Mutex::new(Matched::default());
    let skip = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let below_content = path.strip_prefix("content/").unwrap_or(path);
        let is_served = match path.strip_prefix("static/") {
            Some(_) => SERVED.contains(&name),
            None => name == PICTURES_OF_GITBOOK,
        };
        // What stands beside a table is looked at for what it says of its readers.
        let is_beside = path.starts_with("content/data/") && name.contains(".csv.");
        let is_hidden = name.starts_with('.') && !is_served && !is_beside;
        if is_hidden || name == "node_modules" {
            return true;
        }
        let is_ignored = config.ignore.is_match(below_content);
        if is_ignored && let Ok(mut matched) = matched.lock() {
            matched.globs.extend(config.ignore.matches(below_content));
            matched.paths.insert(below_content.to_owned());
        }
        is_ignored
    };
    for folder in [CONTENT, STATIC] {
        for entry in disk.walk(folder, &skip) {
            if let Some(path) = usable(entry, diags) {
                found.sort_in(path);
            }
        }
    }
    report_unmatched(config, &matched.into_inner().unwrap_or_default(), diags);
    found
}

/// What `ignore` has left out: its globs, by their index, and the paths that they matched.
#[derive(Default)]
struct Matched {
    globs: BTreeSet<usize>,
    paths: BTreeSet<String>,
}

/// Reports what `ignore` names and is not there; a pattern that begins with `*` waits for what may come.
fn report_unmatched(config: &Config, matched: &Matched, diags: &mut Diagnostics) {
    for (index, (pattern, place)) in config.ignored.iter().enumerate() {
        let name = pattern.trim_start_matches("./").trim_matches('/');
        let name = name.strip_prefix("content/").unwrap_or(name);
        let first = name.split('/').find(|part| *part != "**").unwrap_or(name);
        let is_a_name = !first.contains(['*', '?', '[', '{']) && !first.starts_with('.') && first != "node_modules";
        // Nothing is looked for in a folder that another pattern leaves out.
        let is_below = || name.match_indices('/').any(|(end, _)| matched.paths.contains(&name[..end]));
        if is_a_name && !matched.globs.contains(&index) && !is_below() {
            let message = format!("`{pattern}` matches no file and no folder, so nothing is left out for it");
            let hint =
                "write the path from `content/` as the disk has it, capitals too, such as `drafts/**` or `drafts`";
            diags.push(Diagnostic::new(&rules::SETTINGS, place.clone(), message).mild().hint(hint));
        }
    }
}

impl Found {
    fn sort_in(&mut self, path: String) {
        let Some(below) = path.strip_prefix("content/") else { return self.statics.push(path) };
        let extension = extension(&path);
        if path == ledger::FILE {
            // It names addresses of every audience, and is nobody's file.
        } else if below.split('/').rev().skip(1).any(|folder| folder == PICTURES_OF_GITBOOK) {
            self.attachments.push(path);
        } else if below.starts_with("data/") {
            if matches!(extension, "toml" | "csv") && !path.contains("/.") {
                self.data.push(path);
            } else if !path.to_ascii_lowercase().ends_with("/readme.md") && !path.contains("/~$") {
                self.unread_data.push(path);
            }
        } else if ["md", "markdown"].iter().any(|page| extension.eq_ignore_ascii_case(page)) {
            self.pages.push(path);
        } else {
            self.attachments.push(path);
        }
    }
}

/// What stands behind the last dot of the last segment.
pub(in crate::site) fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The path of a regular file that the site may hold.
fn usable(entry: Entry, diags: &mut Diagnostics) -> Option<String> {
    let place = Place::file(&entry.path);
    let refuse =
        |message: &str, hint: &str| Some(Diagnostic::new(&rules::UNREADABLE, place.clone(), message).hint(hint));
    let problem = match &entry.kind {
        EntryKind::Folder if extension(&entry.path) == "md" => {
            let message = "a folder whose name ends in `.md`";
            Some(Diagnostic::new(&rules::PORTABILITY, place.clone(), message).hint("give the folder another name"))
        }
        EntryKind::Folder => return check_name(entry.path, diags).and(None),
        EntryKind::File(_) => None,
        EntryKind::Symlink => refuse("a symbolic link, which is not followed", "put the file itself here"),
        EntryKind::Special => refuse("neither a file nor a folder", "remove it"),
        EntryKind::Unreadable(reason) => {
            refuse(&format!("cannot be read: {reason}"), "check its name and its permissions")
        }
    };
    match problem {
        Some(problem) => {
            diags.push(problem);
            None
        }
        None => check_name(entry.path, diags),
    }
}

/// The path, unless some system could not hold it or the web could not name it.
fn check_name(path: String, diags: &mut Diagnostics) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(&path);
    let stem = name.split('.').next().unwrap_or(name);
    if path.len() - name.len() > MAX_PATH + 1 {
        return None; // the folder was reported
    }
    let problem = if path.len() > MAX_PATH {
        Some((&rules::LIMIT, format!("a path longer than {MAX_PATH} bytes"), "use shorter names"))
    } else if name.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        || name.contains(is_bidi_control)
    {
        Some((
            &rules::PORTABILITY,
            "a name with a character that some systems cannot hold".to_owned(),
            "use letters, digits, `-` and `_`",
        ))
    } else if is_device(name) {
        Some((
            &rules::PORTABILITY,
            format!("`{stem}` is the name of a device on Windows"),
            "give the file another name",
        ))
    } else if ends_badly(name) {
        Some((&rules::PORTABILITY, "a name with a space or a dot at its end".to_owned(), "remove it"))
    } else {
        None
    };
    let Some((rule, message, hint)) = problem else { return Some(path) };
    diags.push(Diagnostic::new(rule, Place::file(path), message).hint(hint));
    None
}

/// Whether a character turns the direction of the text around it.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}')
}

/// Whether the name, or what stands before its extension, ends in a space or a dot.
fn ends_badly(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    name.ends_with([' ', '.']) || stem.ends_with([' ', '.'])
}

/// Reads a text file, or reports why it cannot be used.
///
/// A byte order mark goes, and every line ends with a line feed alone, so that neither shows in the output.
pub(in crate::site) fn read_text(disk: &dyn Disk, path: &str, diags: &mut Diagnostics) -> Option<Arc<Source>> {
    let bytes = match read_filled(disk, path) {
        Ok(bytes) => bytes,
        Err(error) => {
            diags.push(
                Diagnostic::new(&rules::UNREADABLE, Place::file(path), format!("cannot be read: {error}"))
                    .hint("check that it is a file and that you may read it"),
            );
            return None;
        }
    };
    if bytes.len() as u64 > MAX_BYTES {
        let message = format!("the file has {} bytes, more than the {MAX_BYTES} a text file may have", bytes.len());
        diags.push(Diagnostic::new(&rules::LIMIT, Place::file(path), message).hint("split it"));
        return None;
    }
    match decode(bytes) {
        Ok(text) => Some(Source::new(path, text)),
        Err(Undecodable { before, message }) => {
            let source = Source::new(path, before);
            let end = source.text.len();
            let hint = "open the file in your editor and save it again with the encoding UTF-8; in Notepad: `Save as`, then `Encoding: UTF-8`";
            diags.push(Diagnostic::new(&rules::UNREADABLE, Place::new(&source, end..end), message).hint(hint));
            None
        }
    }
}

/// Reads a file, and once more when nothing is in it: an editor that saves it may have emptied it for a moment.
fn read_filled(disk: &dyn Disk, path: &str) -> std::io::Result<Vec<u8>> {
    let bytes = disk.read(path)?;
    if !bytes.is_empty() {
        return Ok(bytes);
    }
    std::thread::sleep(EDITOR_PAUSE);
    disk.read(path)
}

struct Undecodable {
    /// The text up to the place that cannot be read.
    before: String,
    message: String,
}

fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Undecodable { before: String::new(), message: "UTF-16 text, from byte 0 on".to_owned() });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
        // Windows and old Macs write such letters in one byte.
        let message = match error.as_bytes()[at] {
            letter @ 0xC0.. => format!("the letter here, probably `{}`, is not saved as UTF-8", char::from(letter)),
            _ => format!("byte {at} is not UTF-8"),
        };
        Undecodable { before, message }
    })?;
    if let Some(at) = text.find('\0') {
        return Err(Undecodable {
            before: text[..at].to_owned(),
            message: format!("byte {at} is a NUL: this is not text"),
        });
    }
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') { Ok(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Ok(text) }
}
