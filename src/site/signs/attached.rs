//! The signs in files that are copied as they are: what is written to be read as a page would go out whole.

use super::around::Around;
use super::body::{self, Body};
use super::constructs::{self, Construct};
use super::keys::Wish;
use super::{SignKind, Signs, short, top};
use crate::diag::{Place, Source};
use crate::fields::csv;
use crate::site::source::blocks::{Blocks, looks_like_directive};
use crate::site::source::fold::Folded;
use crate::site::source::front_fences;

/// Keys of front matter: a line of one below a fence makes a text a page.
const KEYS: [&str; 16] = [
    "title",
    "audience",
    "draft",
    "publish_on",
    "expire_on",
    "owner",
    "reviewed_on",
    "review_every",
    "summary",
    "kind",
    "tags",
    "slug",
    "weight",
    "aliases",
    "published",
    "private",
];

/// As many lines below a fence may hold such a key.
const LINES_OF_FRONT_MATTER: usize = 40;

/// A larger file is no text of ours.
const MAX_BYTES: usize = 2 * 1024 * 1024;

impl Signs {
    /// Whether a text has front matter or a block in it, or settings of one.
    pub(in crate::site) fn reads_as_a_page(&self, text: &str) -> bool {
        self.is_a_page(text) || text.len() <= MAX_BYTES && self.has_settings(Folded::new(text, 0).text())
    }

    /// Whether a text that would be copied whole has front matter, or a block in it: whoever wrote it took it for a page.
    pub(in crate::site) fn is_a_page(&self, text: &str) -> bool {
        if begins_with_keys(text) || text.lines().any(|line| self.is_block(line.trim_start())) {
            return true;
        }
        if text.len() > MAX_BYTES {
            return false;
        }
        let folded = Folded::new(text, 0);
        front_fences::begins_with_one(text) || self.has_block(folded.text())
    }

    /// What in a text that would be copied whole says that it is not for everybody, with the signs by which pages are
    /// closed.
    pub(in crate::site) fn seen_in(&self, path: &str, text: &str) -> Option<String> {
        if text.len() > MAX_BYTES {
            return None;
        }
        let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if matches!(ending.as_str(), "csv" | "tsv") {
            let rows = csv::split(text, 0, csv::separator(text)).rows;
            let mut rows = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.text.is_empty()));
            let header = rows.next()?;
            let rows: Vec<_> = rows.collect();
            let found = self.in_table(&header, &rows, |_| Place::file(path), |_| false);
            if let Some(first) = found.into_iter().next() {
                return Some(first.message);
            }
        }
        if ending == "vtt"
            && let Some(note) = text.split("\nNOTE").skip(1).find(|note| self.is_note_for_some(note))
        {
            return Some(format!("`NOTE {}` says that this is not for everybody", short(note)));
        }
        let source = Source::new(path, text.replace("\r\n", "\n"));
        let body = Body { source: &source, range: 0..source.text.len(), blocks: &Blocks::default(), is_first: true };
        // The comments of other formats are no comments of pages, and JSON has no marks.
        let is_data = ending == "json";
        let counts = |kind: &SignKind| {
            let is_setting = matches!(kind, SignKind::Setting { hides: true, .. });
            is_setting || !is_data && !matches!(kind, SignKind::Told | SignKind::Unseen | SignKind::Setting { .. })
        };
        let sign = body::signs(&body, self).into_iter().find(|sign| counts(&sign.kind))?;
        Some(format!("`{}` says that this is not for everybody", short(&source.text[sign.range])))
    }

    /// Whether a comment in subtitles begins with the name of an audience, or says nothing else.
    fn is_note_for_some(&self, note: &str) -> bool {
        let line = note.trim_start().lines().next().unwrap_or_default();
        let first = line.split([' ', ':', ',']).next().unwrap_or_default();
        note.starts_with(char::is_whitespace)
            && (self.names.named(first).is_some() || self.names.marked(line).is_some())
    }

    /// Whether a line opens a block, or names an audience as one.
    fn is_block(&self, line: &str) -> bool {
        let Some(rest) = line.strip_prefix("::") else { return false };
        let name = rest.trim_start_matches([':', ' ']);
        let end = name.find(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).unwrap_or(name.len());
        self.audiences.iter().any(|known| known.eq_ignore_ascii_case(&name[..end])) || looks_like_directive(line)
    }

    fn has_block(&self, text: &str) -> bool {
        let is_block = |around: &Around<'_>| {
            let before = around.before.trim_start_matches([' ', '\t', '>', ':']);
            before.is_empty() && constructs::colons(around) == Some(Construct::Block)
        };
        self.names.hits(text).any(|hit| hit.is_name() && is_block(&Around::new(text, hit.range)))
    }

    fn has_settings(&self, text: &str) -> bool {
        let settings = top::settings(text, true, &self.names, self.today, |_| false);
        settings.iter().any(|setting| setting.hides && setting.wish == Wish::Limit)
    }
}

/// Whether a text begins with a fence, and with what front matter sets below it.
fn begins_with_keys(text: &str) -> bool {
    let mut lines = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').lines().map(str::trim);
    let is_fenced = lines.next().is_some_and(|line| matches!(line, "+++" | "---"));
    is_fenced && lines.take(LINES_OF_FRONT_MATTER).any(is_key)
}

/// Whether a line sets something that front matter sets.
fn is_key(line: &str) -> bool {
    let key = line.split(['=', ':']).next().unwrap_or_default().trim();
    key.len() < line.len() && KEYS.contains(&key)
}
