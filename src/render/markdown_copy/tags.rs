//! HTML as a row of tags and texts: what our writer and the theme's templates print, read once, in order.
//!
//! It must not know what any element means.

use std::borrow::Cow;

use super::entities::unescaped;
use super::markdown::Tagged;

/// One thing in a piece of HTML.
#[derive(Debug)]
pub(super) enum Token<'h> {
    /// Text, its character references resolved.
    Text(Cow<'h, str>),
    /// An element begins.
    Open(Tag<'h>),
    /// An element ends.
    Close(&'h str),
}

/// The beginning of an element.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Tag<'h> {
    /// Its name as written.
    pub(in crate::render) name: &'h str,
    attributes: &'h str,
}

impl<'h> Tag<'h> {
    /// The tag with this name and these attributes, as they stand between `<` and `>`.
    pub(in crate::render) fn of(inside: &'h str) -> Tag<'h> {
        let at = inside.find(char::is_whitespace).unwrap_or(inside.len());
        Tag { name: &inside[..at], attributes: &inside[at..] }
    }

    /// The value of an attribute; empty text for one without a value.
    pub(in crate::render) fn attribute(&self, wanted: &str) -> Option<Cow<'h, str>> {
        self.attributes().find(|(name, _)| *name == wanted).map(|(_, value)| unescaped(value))
    }

    /// Every attribute with its value as written.
    pub(in crate::render) fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
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

impl Tagged for Tag<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn attribute(&self, wanted: &str) -> Option<Cow<'_, str>> {
        Tag::attribute(self, wanted)
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

/// The tokens of `html`, in order. Comments, declarations and whatever is cut off are left out.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                rest = after;
                return Some(Token::Text(unescaped(text)));
            }
            let end = tag_end(rest);
            let inside = rest[1..end].trim_end_matches('/');
            rest = rest.get(end + 1..).unwrap_or("");
            if let Some(name) = inside.strip_prefix('/') {
                return Some(Token::Close(name.trim()));
            }
            if inside.starts_with(|character: char| character.is_ascii_alphabetic()) {
                return Some(Token::Open(Tag::of(inside)));
            }
        }
    })
}

/// Where the tag that `text` begins with ends: its `>`, which quotes may also hold.
pub(in crate::render) fn tag_end(text: &str) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_attributes_are_told_apart() {
        let html = "a &amp; b<!-- <i> --><p class=\"one two\" title='x > y' hidden>c<br/>d</p><e";
        let shown: Vec<String> = tokens(html)
            .map(|token| match token {
                Token::Text(text) => format!("text {text}"),
                Token::Close(name) => format!("close {name}"),
                Token::Open(tag) => {
                    let value = |name| tag.attribute(name).map(Cow::into_owned);
                    format!("open {} {:?} {:?} {}", tag.name, value("title"), value("hidden"), tag.has_class("two"))
                }
            })
            .collect();
        assert_eq!(
            shown,
            [
                "text a & b",
                "open p Some(\"x > y\") Some(\"\") true",
                "text c",
                "open br None None false",
                "text d",
                "close p",
                "open e None None false",
            ]
        );
    }
}
