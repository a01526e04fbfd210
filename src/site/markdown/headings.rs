//! Headings: which one is the title, and ids made as GitHub makes them, unique on their page.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{CowStr, HeadingLevel};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Span;
use super::autolinks;
use super::writer::{OpenHeading, Writer};
use crate::site::document::{Heading, Node};
use crate::site::markdown::facts::HeadingFact;

/// The ids taken so far on a page.
#[derive(Default)]
pub(in crate::site) struct Ids {
    taken: HashMap<String, usize>,
    /// Ids that authors wrote somewhere on the page, which no other heading may take.
    written: HashSet<String>,
}

impl Ids {
    /// None taken, on a page of this text. What `{#id}` names behind a heading is kept for it.
    pub(super) fn on_page(text: &str) -> Ids {
        let headings = text.lines().filter(|line| line.trim_start().starts_with('#'));
        let written = headings.filter_map(|line| {
            let (_, attributes) = line.trim_end().strip_suffix('}')?.rsplit_once('{')?;
            attributes.split_whitespace().find_map(|attribute| attribute.strip_prefix('#')).map(clean)
        });
        Ids { taken: HashMap::new(), written: written.filter(|id| !id.is_empty()).collect() }
    }

    /// An id for a heading of this plain text: `Pay & place` becomes `pay--place`, a second one `pay--place-1`.
    pub(in crate::site) fn of_text(&mut self, text: &str) -> String {
        let id = slug(text);
        let id = if id.is_empty() { "section".to_owned() } else { id };
        // A written one wins, wherever it stands.
        if self.written.contains(&id) && !self.taken.contains_key(&id) {
            let free = (1..).map(|count| format!("{id}-{count}")).find(|id| !self.is_kept(id));
            return self.unique(free.unwrap_or(id));
        }
        self.unique(id)
    }

    fn is_kept(&self, id: &str) -> bool {
        self.taken.contains_key(id) || self.written.contains(id)
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
            if !self.is_kept(&candidate) {
                self.taken.insert(wanted, count);
                self.taken.insert(candidate.clone(), 0);
                return candidate;
            }
        }
    }

    /// Takes an id that raw HTML defines, and to which links may lead; false when it would stand twice on the page, or would
    /// be taken for a part of the page itself.
    pub(in crate::site) fn define(&mut self, id: &str) -> bool {
        let is_free = !self.taken.contains_key(id) && !is_reserved(id) && !numbered(id, "figure-");
        if is_free {
            self.take(id.to_owned());
        }
        is_free
    }

    /// Notes an id that stands on the page.
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
    matches!(id, "search-list" | "fn" | "fnref")
        || id.starts_with("frame-")
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
    for c in text.trim().nfc() {
        match c {
            ' ' => id.push('-'),
            '-' | '_' => id.push(c),
            c if c.is_alphanumeric() => id.extend(c.to_lowercase()),
            // A vowel sign or an accent belongs to the letter before it.
            c if is_combining_mark(c) => id.push(c),
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
        let text = autolinks::with_emoji(&text).unwrap_or(text);
        self.last_heading = Some(text.clone());
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
    fn a_written_id_is_kept_for_its_heading() {
        let mut ids = Ids::on_page("## CICD\n\n## Delivery {#cicd .x}\n\n## CICD\n");
        assert_eq!(ids.of_text("CICD"), "cicd-1");
        assert_eq!(ids.unique("cicd".to_owned()), "cicd");
        assert_eq!(ids.of_text("CICD"), "cicd-2");
    }

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
        check("Content", "content");
        check("Frame search", "frame-search-section");
        check("हिन्दी में", "हिन्दी-में");
        check("ขั้นตอน", "ขั้นตอน");
        check("Cafe\u{301}", "caf\u{e9}");
        check("Fnref 1", "fnref-1-section");
        check("Fn", "fn-section");
        check("Fn", "fn-section-1");
        check("Search", "search");
        check("Search list", "search-list-section");
        check("Search option 1", "search-option-1-section");
        check("Search options", "search-options");
    }
}
