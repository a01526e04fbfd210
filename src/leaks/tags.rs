//! Tags within words: `t<i>he</i>`, a drawing with an element for each letter, a word that an office program cut in two.

/// Elements that do part words: what stands before them and behind them stands apart on the page.
const APART: [&[u8]; 70] = [
    b"a:p",
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"br",
    b"button",
    b"c",
    b"caption",
    b"dd",
    b"desc",
    b"details",
    b"dialog",
    b"div",
    b"dl",
    b"dt",
    b"entry",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"header",
    b"hr",
    b"html",
    b"id",
    b"item",
    b"lastmod",
    b"legend",
    b"li",
    b"link",
    b"loc",
    b"main",
    b"nav",
    b"ol",
    b"option",
    b"p",
    b"pre",
    b"row",
    b"script",
    b"section",
    b"select",
    b"si",
    b"style",
    b"summary",
    b"svg",
    b"table",
    b"tbody",
    b"td",
    b"text:p",
    b"textarea",
    b"tfoot",
    b"th",
    b"thead",
    b"title",
    b"tr",
    b"ul",
    b"updated",
    b"url",
    b"v",
    b"w:p",
    b"w:tc",
];

/// Whether the tags that begin at `at` stand within a word or an amount.
#[inline]
pub(super) fn cut_word(bytes: &[u8], at: usize) -> bool {
    is_of_word(bytes[at - 1]) && cuts(bytes, at)
}

fn cuts(bytes: &[u8], start: usize) -> bool {
    let mut at = start;
    while bytes.get(at) == Some(&b'<') {
        if is_apart(&bytes[at + 1..]) {
            return false;
        }
        let Some(end) = end_of_tag(bytes, at) else { return false };
        at = end;
    }
    let [next, rest @ ..] = &bytes[at..] else { return false };
    let is_within_amount = bytes[start - 1].is_ascii_digit()
        && matches!(next, b',' | b'.' | b'\'' | b' ')
        && rest.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'<');
    is_of_word(*next) || is_within_amount
}

/// The text without the tags within its words. Breaks of lines in them stay, so that lines are told rightly.
pub(super) fn closed(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut closed = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(start) = memchr::memchr(b'<', &bytes[from..]).map(|at| from + at) {
        closed.push_str(&text[from..start]);
        from = start + 1;
        let is_tag =
            bytes.get(start + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'));
        match end_of_tag(bytes, start).filter(|_| is_tag) {
            Some(end) => {
                let breaks = bytes[start..end].iter().filter(|byte| **byte == b'\n').count();
                let parts = is_apart(&bytes[start + 1..]);
                closed.push_str(if parts { " <> " } else { "" });
                closed.push_str(&"\n".repeat(breaks));
                from = end;
            }
            None => closed.push('<'),
        }
    }
    closed.push_str(&text[from..]);
    closed
}

fn end_of_tag(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes[start..].starts_with(b"<!--") {
        return memchr::memmem::find(&bytes[start..], b"-->").map(|at| start + at + 3);
    }
    memchr::memchr(b'>', &bytes[start..]).map(|at| start + at + 1)
}

/// Whether a tag, without its bracket, is that of an element that parts words.
fn is_apart(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    let length = name.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').unwrap_or(name.len());
    APART.iter().any(|known| known.eq_ignore_ascii_case(&name[..length]))
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}
