//! The tags in the HTML of pages that are joined, and their attributes.
//!
//! It must not know what any element means.

use std::borrow::Cow;

/// The beginning of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'h> {
    /// Its name as written.
    pub(super) name: &'h str,
    attributes: &'h str,
}

impl<'h> Tag<'h> {
    /// The tag with this name and these attributes, as they stand between `<` and `>`.
    pub(super) fn of(inside: &'h str) -> Tag<'h> {
        let at = inside.find(char::is_whitespace).unwrap_or(inside.len());
        Tag { name: &inside[..at], attributes: &inside[at..] }
    }

    /// The value of an attribute; empty text for one without a value.
    pub(super) fn attribute(&self, wanted: &str) -> Option<Cow<'h, str>> {
        self.attributes().find(|(name, _)| *name == wanted).map(|(_, value)| unescaped(value))
    }

    /// Every attribute with its value as written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
        let mut rest = self.attributes.trim_start();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|character: char| character == '=' || character.is_whitespace()).unwrap_or(rest.len());
            let name = &rest[..end];
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = attribute_value(after.trim_start());
            }
            rest = rest.trim_start();
            Some((name, value))
        })
    }
}

/// A value, quoted or not, and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Where the tag that `text` begins with ends: its `>`, which quotes may also hold.
pub(super) fn tag_end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 2);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Text without the character references that our writer, its sanitizer and templates make.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    const NAMED: [(&str, &str); 8] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{a0}"),
    ];
    if !text.contains('&') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = NAMED.iter().find(|(reference, _)| rest.starts_with(reference));
        let (reference, character) = named.copied().unwrap_or(("&", "&"));
        // What was put in is not read again: `&amp;lt;` is the text `&lt;`.
        plain.push_str(character);
        rest = &rest[reference.len()..];
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_outside_quotes_and_attributes_are_told_apart() {
        let html = "<p class=\"one two\" title='x > y &amp;' hidden>c";
        let end = tag_end(html);
        assert_eq!(&html[end..], ">c");
        let tag = Tag::of(&html[1..end]);
        let value = |name| tag.attribute(name).map(Cow::into_owned);
        assert_eq!((tag.name, value("title").as_deref(), value("none")), ("p", Some("x > y &"), None));
        assert_eq!(value("hidden").as_deref(), Some(""));
        assert_eq!(tag.attributes().count(), 3);
        assert_eq!(tag_end("<!-- > -->x"), 9);
    }

    #[test]
    fn references_are_read_once() {
        assert_eq!(unescaped("a &lt;b&gt; &amp;lt; &amp;amp; & &copy; &#39;&"), "a <b> &lt; &amp; & &copy; '&");
    }
}
