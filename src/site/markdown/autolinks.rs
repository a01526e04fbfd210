//! What readers of GitHub expect of plain text: bare addresses are links, and short codes such as `:tada:` are emoji.
//!
//! It reads the texts of a tree, whose pieces stand together again there. It must not know where addresses lead.

use super::near::{LONGEST, first};
use crate::site::document::{Attribute, Element, Layout, Node, Span, Text, Value};

/// Elements whose text stays as it is.
const VERBATIM: [&str; 6] = ["a", "code", "pre", "kbd", "samp", "button"];

/// A link made of a bare address: the element, its text, and the text before it.
const PIECES: usize = 3;

/// Makes the links and the emoji of `nodes`. A page has room for so many more elements: where links would need more, the
/// nodes end, and the first address without a link is given.
pub(super) fn decorate(nodes: &mut Vec<Node>, room: usize) -> Option<Span> {
    let mut decorator = Decorator { room, too_many: None };
    decorator.all(nodes);
    decorator.too_many
}

struct Decorator {
    /// How many more elements and texts the page may have.
    room: usize,
    too_many: Option<Span>,
}

impl Decorator {
    fn all(&mut self, nodes: &mut Vec<Node>) {
        let mut at = 0;
        while at < nodes.len() {
            if self.too_many.is_some() {
                nodes.truncate(at);
                return;
            }
            let made = match &mut nodes[at] {
                Node::Text(text) => {
                    if let Some(shown) = with_emoji(&text.text) {
                        text.text = shown.into();
                    }
                    self.linked(text)
                }
                Node::Element(element)
                    if VERBATIM.contains(&element.name) || element.attribute("popover").is_some() =>
                {
                    None
                }
                node => {
                    if let Some(children) = node.children_mut() {
                        self.all(children);
                    }
                    None
                }
            };
            match made {
                Some(made) => {
                    let count = made.len();
                    nodes.splice(at..=at, made);
                    at += count;
                }
                None => at += 1,
            }
        }
    }

    /// The pieces of a text with addresses in it; `None` when it has none.
    fn linked(&mut self, text: &Text) -> Option<Vec<Node>> {
        let mut made = Vec::new();
        let mut from = 0;
        for (range, address) in addresses(&text.text, self.room / PIECES + 1) {
            let Some(room) = self.room.checked_sub(PIECES) else {
                self.too_many = Some(span_of(text, &range));
                return Some(made);
            };
            self.room = room;
            if from < range.start {
                made.push(piece(text, from..range.start));
            }
            let span = span_of(text, &range);
            let href = Attribute { name: "href", value: Value::Asked(address.into()) };
            let (attributes, children) = (Box::new([href]), vec![piece(text, range.clone())]);
            made.push(Node::Element(Element { name: "a", attributes, children, span, layout: Layout::Lines }));
            from = range.end;
        }
        if from == 0 {
            return None;
        }
        if from < text.text.len() {
            made.push(piece(text, from..text.text.len()));
        }
        Some(made)
    }
}

/// Text with the emoji its short codes stand for; `None` when it has none.
pub(super) fn with_emoji(text: &str) -> Option<String> {
    let mut shown = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(start) = text[at..].find(':').map(|found| at + found) {
        let code = text[start + 1..].split(|c: char| !c.is_ascii_alphanumeric() && !"_+-".contains(c)).next();
        let end = start + 1 + code.map_or(0, str::len);
        let joined = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ':');
        let emoji = code.filter(|code| !code.is_empty() && !joined && text[end..].starts_with(':'));
        match emoji.and_then(emojis::get_by_shortcode) {
            Some(emoji) => {
                shown.push_str(&text[from..start]);
                shown.push_str(emoji.as_str());
                from = end + 1;
                at = from;
            }
            None => at = start + 1,
        }
    }
    (from > 0).then(|| shown + &text[from..])
}

fn piece(text: &Text, range: std::ops::Range<usize>) -> Node {
    Node::Text(Text { span: span_of(text, &range), text: text.text[range].into() })
}

/// Where a piece of a text stands, as far as the text stands in the page as it is.
fn span_of(text: &Text, range: &std::ops::Range<usize>) -> Span {
    let whole = text.span.range();
    if whole.len() != text.text.len() {
        return text.span;
    }
    (whole.start + range.start..whole.start + range.end).into()
}

/// The first bare addresses in a text, `most` of them, each with where it leads.
fn addresses(text: &str, most: usize) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut at = 0;
    // Every address holds one of these.
    while let Some(mark) = text[at..].find([':', '@', '.']).map(|mark| at + mark).filter(|_| found.len() < most) {
        let free = found.last().map_or(0, |(range, _)| range.end);
        let one = web(text, mark, free).or_else(|| mail(text, mark, free));
        at = one.as_ref().map_or(mark + 1, |(range, _)| range.end.max(mark + 1));
        found.extend(one);
    }
    found
}

/// An address of the web whose `:` or first full stop stands at byte `mark`.
fn web(text: &str, mark: usize, free: usize) -> Option<(std::ops::Range<usize>, String)> {
    let before = &text[free..mark];
    let behind = &text[mark..];
    let scheme = ["https", "http"].into_iter().find(|scheme| ends_with_word(before, scheme));
    let (start, host, prefix) = match scheme {
        Some(scheme) if behind.starts_with("://") => (mark - scheme.len(), mark + 3, ""),
        _ if behind.starts_with('.') && ends_with_word(before, "www") => (mark - 3, mark - 3, "http://"),
        _ => return None,
    };
    if text[..start].ends_with(|c: char| c.is_alphanumeric() || "/.@_-".contains(c)) {
        return None;
    }
    let stops = |c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c);
    let is_sound = |name: &str| {
        name.starts_with(char::is_alphanumeric)
            && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
            && (scheme.is_some() || name.matches('.').count() > 1)
    };
    let parts = |c: char| "/?#:".contains(c);
    // The name of a host is short: where it is none, the rest of the line is not looked at.
    let name = first(&text[host..], LONGEST).split(|c| parts(c) || stops(c)).next()?;
    if !is_sound(without_trail(name)) {
        return None;
    }
    let end = text[host..].find(stops).map_or(text.len(), |end| host + end);
    let end = host + without_trail(&text[host..end]).len();
    is_sound(text[host..end].split(parts).next()?).then(|| (start..end, format!("{prefix}{}", &text[start..end])))
}

/// Whether a text ends with a word, whatever its capitals.
fn ends_with_word(text: &str, word: &str) -> bool {
    let from = text.len().checked_sub(word.len());
    from.and_then(|from| text.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// An address without what ends the sentence or the brackets around it.
fn without_trail(address: &str) -> &str {
    let mut kept = address;
    // How many more brackets of each kind close than open.
    let mut surplus = [('(', ')'), ('[', ']'), ('{', '}')]
        .map(|(open, close)| address.matches(close).count().saturating_sub(address.matches(open).count()));
    let mut unbalanced = |kind: usize| {
        let is_surplus = surplus[kind] > 0;
        surplus[kind] = surplus[kind].saturating_sub(1);
        is_surplus
    };
    while let Some(last) = kept.chars().next_back() {
        let rest = &kept[..kept.len() - last.len_utf8()];
        let goes = match last {
            ')' => unbalanced(0),
            ']' => unbalanced(1),
            '}' => unbalanced(2),
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '|' | '…' | '”' | '’' | '»' => true,
            _ => false,
        };
        if !goes {
            break;
        }
        kept = rest;
    }
    kept
}

/// An address of mail whose `@` stands at byte `mark`.
fn mail(text: &str, mark: usize, free: usize) -> Option<(std::ops::Range<usize>, String)> {
    if !text[mark..].starts_with('@') {
        return None;
    }
    let local = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let before = &text[free..mark];
    let start = free + before.trim_end_matches(local).len();
    let host = &text[mark + 1..];
    let end = host.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c)).unwrap_or(host.len());
    let host = host[..end].trim_end_matches('.');
    let sound = start < mark
        && !text[..start].ends_with(|c: char| c.is_alphanumeric() || "/:".contains(c))
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && !host.ends_with(['-', '_']);
    let end = mark + 1 + host.len();
    sound.then(|| (start..end, format!("mailto:{}", &text[start..end])))
}

#[cfg(test)]
mod tests {
    use super::{addresses, with_emoji};

    fn found(text: &str) -> Vec<(String, String)> {
        addresses(text, usize::MAX).into_iter().map(|(range, address)| (text[range].to_owned(), address)).collect()
    }

    #[test]
    fn addresses_end_where_github_ends_them() {
        let same = |address: &str| vec![(address.to_owned(), address.to_owned())];
        assert_eq!(found("See https://a.example/b_c?x=1&y=2."), same("https://a.example/b_c?x=1&y=2"));
        assert_eq!(found("(https://a.example/b_(c))"), same("https://a.example/b_(c)"));
        assert_eq!(found("[https://a.example/b]"), same("https://a.example/b"));
        assert_eq!(found("\"https://a.example\""), same("https://a.example"));
        assert_eq!(found("HTTPS://A.example/, next"), same("HTTPS://A.example/"));
        let both = [("www.a.example/x", "http://www.a.example/x"), ("jo.b+c@d.example", "mailto:jo.b+c@d.example")];
        let both = both.map(|(text, address)| (text.to_owned(), address.to_owned()));
        assert_eq!(found("www.a.example/x or jo.b+c@d.example."), both);
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in ["www.x", "xhttps://a.example", "a@b", "https://", "@name", "note: this", "a.b.c", "x@y-.z-", "1.5"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn short_codes_are_emoji_where_nothing_joins_them() {
        assert_eq!(with_emoji(":tada: Your laptop :x:").as_deref(), Some("🎉 Your laptop ❌"));
        for text in ["10:30:00", "a:tada:", ":nothing_of_this_name:", "Stand-up :15 minutes", "::tada::"] {
            assert_eq!(with_emoji(text), None, "{text}");
        }
    }
}
