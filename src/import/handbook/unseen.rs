//! HTML that says, or shows by how it looks, that not everybody is to read a part of it: classes, attributes, what the
//! head of a page says, letters that nobody sees; and comments of Google Docs.

use super::callouts::{Notes, attribute};
use super::{readers, tags};

/// Attributes whose value may name readers.
const OF_READERS: [&str; 6] =
    ["data-audience", "audience", "data-visibility", "data-access", "data-classification", "class"];
/// What the head of a page may say of its readers.
const IN_HEAD: [&str; 9] = [
    "audience",
    "classification",
    "sensitivity",
    "visibility",
    "access",
    "robots",
    "status",
    "dcterms.accessrights",
    "dc.rights",
];

/// Notes what keeps a page back in a piece of HTML, and what is to be looked at.
pub(super) fn note(html: &str, notes: &mut Notes<'_>) {
    let (mut unseen, mut pale) = by_class(html);
    for tag in tags_of(html) {
        if let Some(reason) = reason(tag, notes) {
            notes.hidden = Some(reason);
        }
        let style = attribute(tag, "style").unwrap_or_default();
        let classes = attribute(tag, "class").unwrap_or_default();
        let has = |of: &[String]| classes.split_whitespace().any(|class| of.iter().any(|known| known == class));
        let is_unseen = hides(&style) || has(&unseen);
        let is_pale = draws_pale(&style) || has(&pale);
        if is_unseen {
            notes.hidden = Some("a part of it was hidden there by its style".to_owned());
            unseen.clear();
        } else if is_pale {
            notes.note("text in white, or too small to be read, came along: see whether it is for its readers");
            pale.clear();
        }
    }
}

/// Why a tag keeps its page back, if it does.
fn reason(tag: &str, notes: &Notes<'_>) -> Option<String> {
    let name = tag[1..].split(|c: char| c.is_whitespace() || "/>".contains(c)).next().unwrap_or_default();
    let is_component = name.starts_with(char::is_uppercase);
    let says = readers::words(name);
    let decides = says.iter().any(|word| tags::DECIDING.contains(&word.as_str())) || (notes.limits)(&says.join(" "));
    if is_component && decides {
        return Some(format!("`<{name}>` decides there who reads a part of it"));
    }
    if name.eq_ignore_ascii_case("meta") {
        let key = attribute(tag, "name").or_else(|| attribute(tag, "property")).unwrap_or_default().to_lowercase();
        let content = attribute(tag, "content").unwrap_or_default();
        let is_named = IN_HEAD.contains(&key.as_str()) && readers::are_named_in(&content, notes.limits);
        return is_named.then(|| format!("its head says `{key}` is `{}`", readers::short(&content)));
    }
    OF_READERS.iter().find_map(|key| {
        let value = attribute(tag, key)?;
        let is_named = if *key == "class" {
            value.split_whitespace().any(|class| is_class_of_readers(class, notes.limits))
        } else {
            readers::are_named_in(&value, notes.limits)
        };
        is_named.then(|| format!("a part of it is marked `{}`", readers::short(&value)))
    })
}

/// Whether a class names readers: as a whole, or behind a word such as `for`.
fn is_class_of_readers(class: &str, limits: &dyn Fn(&str) -> bool) -> bool {
    let words = readers::words(class);
    let bare: Vec<&str> = words.iter().map(String::as_str).filter(|word| !AROUND.contains(word)).collect();
    !bare.is_empty() && readers::are_named_in(&bare.join(" "), limits) && (bare.len() == 1 || limits(&bare.join(" ")))
}

/// Words that stand beside the name of readers in a class.
const AROUND: [&str; 10] = ["for", "only", "is", "audience", "visible", "note", "content", "block", "section", "box"];

/// Opening tags.
fn tags_of(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').filter_map(|(start, _)| {
        let rest = &html[start..];
        rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
        Some(&rest[..rest.find('>')? + 1])
    })
}

/// Classes that style sheets in the text hide, and those that they draw in white.
fn by_class(html: &str) -> (Vec<String>, Vec<String>) {
    let (mut unseen, mut pale) = (Vec::new(), Vec::new());
    for sheet in html.split("<style").skip(1).filter_map(|part| part.split("</style>").next()) {
        for rule in sheet.split('}') {
            let Some((selectors, body)) = rule.rsplit_once('{') else { continue };
            let classes = selectors.split(',').filter_map(|selector| {
                let class = selector.rsplit_once('.')?.1.trim();
                class.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)).then(|| class.to_owned())
            });
            match () {
                () if hides(body) => unseen.extend(classes),
                () if draws_pale(body) => pale.extend(classes),
                () => {}
            }
        }
    }
    (unseen, pale)
}

/// The value of each declaration, by its property.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    let plain = |text: &str| text.split('!').next().unwrap_or_default().trim().to_ascii_lowercase();
    style.split(';').filter_map(move |part| part.split_once(':').map(|(name, value)| (plain(name), plain(value))))
}

/// Whether a style hides what has it.
fn hides(style: &str) -> bool {
    let is_nothing = |value: &str| {
        let digits = value.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
        digits.parse::<f64>().is_ok_and(|number| number == 0.0)
    };
    declarations(style).any(|(name, value)| match name.as_str() {
        "display" => value == "none",
        "visibility" => matches!(value.as_str(), "hidden" | "collapse"),
        "opacity" | "font-size" => is_nothing(&value),
        "color" => value == "transparent" || value.starts_with("rgba") && value.replace(' ', "").ends_with(",0)"),
        _ => false,
    })
}

/// Whether a style draws letters in white without a ground, or smaller than anybody reads.
fn draws_pale(style: &str) -> bool {
    let all: Vec<(String, String)> = declarations(style).collect();
    let has_ground = all.iter().any(|(name, value)| {
        name.starts_with("background") && !readers::is_white(value) && value != "transparent" && value != "none"
    });
    let is_tiny = |value: &str| {
        let size = value.strip_suffix("pt").or_else(|| value.strip_suffix("px"));
        size.and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size <= 2.0)
    };
    all.iter().any(|(name, value)| match name.as_str() {
        "color" => readers::is_white(value) && !has_ground,
        "font-size" => is_tiny(value),
        _ => false,
    })
}

/// A page of Google Docs without its comments, of which each stands below the text and is named in it.
pub(super) fn without_comments(html: &str, notes: &mut Notes<'_>) -> String {
    let mut text = html.to_owned();
    let mut count = 0;
    while let Some(at) = numbered(&text, "id=\"cmnt") {
        let around = ["div", "p", "a"].iter().find_map(|element| around(&text, at, element));
        let Some((start, end)) = around else { break };
        text.replace_range(start..end, "");
        count += 1;
    }
    while let Some(at) = numbered(&text, "href=\"#cmnt") {
        let around = around(&text, at, "sup").filter(|(start, end)| text[*start..*end].matches("<a").count() == 1);
        let Some((start, end)) = around.or_else(|| self::around(&text, at, "a")) else { break };
        text.replace_range(start..end, "");
    }
    if count > 0 {
        notes.note("comments of the document were left out");
    }
    text
}

/// Where `start` stands with a number behind it.
fn numbered(text: &str, start: &str) -> Option<usize> {
    let is_number = |at: &usize| text[at + start.len()..].starts_with(|c: char| c.is_ascii_digit());
    text.match_indices(start).map(|(at, _)| at).find(is_number)
}

/// The innermost element of a name that a place lies in.
fn around(text: &str, at: usize, element: &str) -> Option<(usize, usize)> {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let opens = |from: usize| {
        let next = text[from + open.len()..].chars().next();
        text[from..].starts_with(&open) && next.is_some_and(|c| c == '>' || c.is_whitespace())
    };
    let mut depth = 0;
    let mut start = None;
    for (from, _) in text[..at].rmatch_indices('<') {
        if text[from..].starts_with(&close) {
            depth += 1;
        } else if opens(from) && depth == 0 {
            start = Some(from);
            break;
        } else if opens(from) {
            depth -= 1;
        }
    }
    let start = start?;
    let mut open_now = 0;
    for (from, _) in text[start..].match_indices('<').map(|(from, found)| (start + from, found)) {
        if opens(from) {
            open_now += 1;
        } else if text[from..].starts_with(&close) {
            open_now -= 1;
            if open_now == 0 {
                return Some((start, from + close.len()));
            }
        }
    }
    None
}
