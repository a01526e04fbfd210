//! Character references of HTML as the characters they stand for.

use std::borrow::Cow;

/// Text without the character references that our writer, its sanitizer and templates make.
pub(in crate::render) fn unescaped(text: &str) -> Cow<'_, str> {
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
    use super::unescaped;

    #[test]
    fn references_are_read_once() {
        assert_eq!(unescaped("a &lt;b&gt; &amp;lt; &amp;amp; & &copy; &#39;&"), "a <b> &lt; &amp; & &copy; '&");
    }
}
