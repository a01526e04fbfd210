//! Headings: which one is the title, and ids made as GitHub makes them, unique on their page.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::Span;
use super::writer::{OpenHeading, Writer};
use crate::site::document::{Heading, Node};
use crate::site::markdown::facts::HeadingFact;

/// The ids taken so far on a page.
#[derive(Default)]
pub(in crate::site) struct Ids {
    taken: HashMap<String, usize>,
}

impl Ids {
    /// An id for a heading of this plain text: `Pay & place` becomes `pay--place`, a second one `pay--place-1`.
    pub(in crate::site) fn of_text(&mut self, text: &str) -> String {
        let id = slug(text);
        self.unique(if id.is_empty() { "section".to_owned() } else { id })
    }

    /// An id as close to `wanted` as is free.
    pub(in crate::site) fn unique(&mut self, wanted: String) -> String {
        let wanted = if is_reserved(&wanted) { wanted + "-section" } else { wanted };
        let Some(mut count) = self.taken.get(&wanted).copied() else {
            self.taken.insert(wanted.clone(), 0);
            return wanted;
        };
        loop {
            count += 1;
            let candidate = format!("{wanted}-{count}");
            if !self.taken.contains_key(&candidate) {
                self.taken.insert(wanted, count);
                self.taken.insert(candidate.clone(), 0);
                return candidate;
            }
        }
    }

    /// Whether an id that raw HTML defines would stand twice on the page, or would be taken for a part of the page itself.
    pub(in crate::site) fn is_taken(&self, id: &str) -> bool {
        self.taken.contains_key(id) || is_reserved(id) || numbered(id, "figure-")
    }

    /// Notes an id that raw HTML defines; links may lead to it.
    pub(in crate::site) fn take(&mut self, id: String) {
        self.taken.entry(id).or_insert(0);
    }

    /// Every id that was given out.
    pub(in crate::site) fn all(&self) -> impl Iterator<Item = &str> {
        self.taken.keys().map(String::as_str)
    }
}

/// Whether the page around the text has the id, or footnotes may have it. What a reserved id with a number would be is
/// reserved too, so that counting up from an id that is free stays free.
fn is_reserved(id: &str) -> bool {
    matches!(id, "content" | "search" | "query" | "search-list" | "fn" | "fnref")
        || ["fn-", "fnref-", "search-option-"].iter().any(|start| numbered(id, start))
}

/// Whether an id is a name of ours with a number behind it.
fn numbered(id: &str, start: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    id.strip_prefix(start).is_some_and(is_number)
}

/// GitHub's rule: lower case; letters, digits, `-` and `_` stay; spaces become `-`; the rest goes.
fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' => id.push('-'),
            '-' | '_' => id.push(c),
            c if c.is_alphanumeric() => id.extend(c.to_lowercase()),
            _ => {}
        }
    }
    id
}

/// An id an author wrote, reduced to what is safe in an attribute and a fragment.
pub(in crate::site) fn clean(id: &str) -> String {
    let unsafe_ = |c: char| c.is_control() || c.is_whitespace() || "\"'<>&=`#%{}".contains(c);
    id.chars().filter(|c| !unsafe_(*c)).collect()
}

impl Writer<'_, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'_>>,
        classes: &[CowStr<'_>],
        span: Span,
    ) {
        let mark = self.tree.mark();
        self.heading = Some(OpenHeading {
            level: level as u8,
            id: id.map(|id| id.to_string()),
            classes: classes.iter().map(|class| clean(class)).filter(|class| !class.is_empty()).collect(),
            mark,
            text: String::new(),
            has_image: false,
            span,
        });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(open) = self.heading.take() else { return };
        let mut inline = self.tree.take(open.mark);
        let text = open.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.heading_id(&open, &text);
        let title = self.reading.title.unwrap_or(self.first_heading.get_or_insert_with(|| text.clone()));
        let is_title = open.level == 1 && !self.top_heading_seen && title.trim() == text;
        self.top_heading_seen |= open.level == 1;
        self.facts.headings.push(HeadingFact {
            level: open.level,
            empty: text.is_empty(),
            image_only: open.has_image && text.is_empty(),
            is_title,
            span: open.span.clone(),
        });
        if is_title {
            self.title_id = Some(id);
            return;
        }
        trim(&mut inline);
        let (level, span) = (open.level.max(2), open.span.into());
        let heading = Heading { level, id, classes: open.classes, inline, text, span };
        self.tree.size += heading.id.len();
        self.tree.push(Node::Heading(Box::new(heading)));
    }

    fn heading_id(&mut self, open: &OpenHeading, text: &str) -> String {
        let Some(wanted) = &open.id else { return self.ids.of_text(text) };
        let cleaned = clean(wanted);
        let id = if cleaned.is_empty() { self.ids.of_text(text) } else { self.ids.unique(cleaned) };
        if id != *wanted {
            self.facts.changed_ids.push((wanted.clone(), id.clone(), open.span.clone()));
        }
        id
    }

    /// Notes that the open heading shows an image.
    pub(super) fn image_in_heading(&mut self) {
        if let Some(heading) = &mut self.heading {
            heading.has_image = true;
        }
    }
}

/// Takes the white space away at both ends of a heading.
fn trim(inline: &mut [Node]) {
    if let Some(Node::Text(first)) = inline.first_mut() {
        first.text = first.text.trim_start().into();
    }
    if let Some(Node::Text(last)) = inline.last_mut() {
        last.text = last.text.trim_end().into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_github() {
        let mut ids = Ids::default();
        let mut check = |text: &str, expected: &str| assert_eq!(ids.of_text(text), expected);
        check("What it pays", "what-it-pays");
        check("What it pays", "what-it-pays-1");
        check("Pay & place", "pay--place");
        check("C++, Java_8 and 50%", "c-java_8-and-50");
        check("Größe über alles", "größe-über-alles");
        check("What it pays-1", "what-it-pays-1-1");
        check("🙂", "section");
        check("Content", "content-section");
        check("Fnref 1", "fnref-1-section");
        check("Fn", "fn-section");
        check("Fn", "fn-section-1");
        check("Search", "search-section");
        check("Search list", "search-list-section");
        check("Search option 1", "search-option-1-section");
        check("Search options", "search-options");
    }
}
