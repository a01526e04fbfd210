//! What stands between the braces of a block's opening line: `key="value"`, `#id`, `.class`.

use std::ops::Range;
use std::sync::Arc;

use super::block_kind::BlockKind;
use super::blocks::{Head, Scanner};
use super::look_alikes;
use crate::fields::nearest;

impl Scanner<'_, '_> {
    pub(super) fn attributes(&mut self, head: &mut Head, range: Range<usize>) {
        let source = Arc::clone(self.source);
        let written = source.text[range.clone()].trim();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if let Some(meant) = look_alikes::attributes(written).filter(|meant| words(meant) != words(written)) {
            self.complain(range.clone(), "attributes are written `key=\"value\"`, between straight quotes".to_owned())
                .hint(format!("write `{{{meant}}}`"));
            // So that nothing is missed that is there.
            let pieces = meant.split("\" ").filter_map(|piece| piece.split_once("=\""));
            head.attributes
                .extend(pieces.map(|(key, value)| {
                    (key.trim().to_owned(), value.trim_end_matches('"').to_owned(), range.clone())
                }));
            return;
        }
        if !head.kind.is_leaf() && !written.contains(['=', '#', '.', '"']) && written.starts_with(char::is_alphabetic) {
            let line = &source.text[head.range.clone()];
            let name = line.split('{').next().unwrap_or(line).trim_end();
            self.complain(range.clone(), "a title stands in square brackets".to_owned())
                .hint(format!("write `{name}[{written}]`"));
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let rest = &source.text[at..range.end];
            let rest_trimmed = rest.trim_start();
            at += rest.len() - rest_trimmed.len();
            if rest_trimmed.is_empty() {
                return;
            }
            at += self.attribute(head, rest_trimmed, at);
        }
    }

    /// Reads one attribute at the start of `text`, which stands at byte `at`; returns its length.
    fn attribute(&mut self, head: &mut Head, text: &str, at: usize) -> usize {
        let word_len = text.find([' ', '\t', '=']).unwrap_or(text.len());
        let word = &text[..word_len];
        if let Some(id) = word.strip_prefix('#') {
            head.id = Some(id.to_owned());
            return word_len;
        }
        if let Some(class) = word.strip_prefix('.') {
            head.classes.push(class.to_owned());
            return word_len;
        }
        let Some(value) = text[word_len..].strip_prefix("=\"") else {
            let hint = match head.kind.attributes().first() {
                Some(first) => format!("attributes are written `key=\"value\"`, such as `{first}=\"...\"`"),
                None => "attributes are written `key=\"value\"`, `#id` or `.class`".to_owned(),
            };
            self.complain(at..at + word_len, format!("`{word}` is not an attribute")).hint(hint);
            // What else it lacks follows from that.
            if let BlockKind::Leaf(_) = head.kind {
                head.kind = BlockKind::Unknown { leaf: true };
            }
            return word_len.max(1);
        };
        let value_at = at + word_len + 2;
        let Some(value_len) = value.find('"') else {
            self.complain(at..at + text.len(), format!("the value of `{word}` is not closed")).hint("end it with `\"`");
            return text.len();
        };
        if head.kind.attributes().contains(&word) {
            head.attributes.push((word.to_owned(), value[..value_len].to_owned(), value_at..value_at + value_len));
        } else if !matches!(head.kind, BlockKind::Unknown { .. }) {
            let known = head.kind.attributes();
            let hint = match nearest(word, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "it takes only `#id` and `.class`".to_owned(),
                None => {
                    format!("it takes {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
                }
            };
            self.complain(at..at + word_len, format!("this block has no attribute `{word}`")).hint(hint);
            // That the block lacks the attribute which was meant follows from that.
            let is_there = |name: &&str| head.attribute(name).is_some() || text.contains(&format!(" {name}=\""));
            if known.first().is_some_and(|first| !is_there(first)) && matches!(head.kind, BlockKind::Leaf(_)) {
                head.kind = BlockKind::Unknown { leaf: true };
            }
        }
        word_len + 2 + value_len + 1
    }
}
