//! HTML that browsers do not show: `hidden`, `display: none`, and classes that frameworks have for that.
//!
//! Attributes and declarations are read as browsers read them, whatever spaces, comments and entities stand in them. What is
//! only for screen readers is shown to somebody, so `sr-only` hides nothing.

/// Classes of CSS frameworks by which nobody sees an element.
const CLASSES: [&str; 8] =
    ["d-none", "is-hidden", "invisible", "display-none", "u-hidden", "uk-hidden", "hide", "is-invisible"];
/// A tag is not longer.
pub(super) const MAX: usize = 2_000;

/// Whether the tag that `text` begins with hides what it holds.
pub(super) fn hides(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('<') else { return false };
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let name = inside.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(inside.len());
    if inside[..name].eq_ignore_ascii_case("template") {
        return inside.contains('>');
    }
    // A dialog is shown when a script opens it.
    let is_dialog = inside[..name].eq_ignore_ascii_case("dialog");
    let mut rest = &inside[name..];
    let (mut hides, mut is_open) = (false, !is_dialog);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.starts_with('>') {
            return hides || !is_open;
        }
        let Some((key, value, after)) = attribute(rest) else { return false };
        is_open |= key.eq_ignore_ascii_case("open");
        hides |= match key.to_ascii_lowercase().as_str() {
            "hidden" => true,
            "style" => is_unseen(&value),
            "class" => is_hiding_class(&value),
            _ => false,
        };
        rest = after;
    }
}

/// The first attribute of a tag, its value without entities, and what follows it.
fn attribute(text: &str) -> Option<(&str, String, &str)> {
    let is_end = |c: char| c.is_ascii_whitespace() || "/>=".contains(c);
    let end = text.char_indices().skip(1).find(|(_, c)| is_end(*c)).map(|(at, _)| at)?;
    let (key, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=') else { return Some((key, String::new(), rest)) };
    let value = value.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, rest) = match quote {
        Some(quote) => value[1..].split_once(quote)?,
        None => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
    };
    Some((key, without_entities(value), rest))
}

/// Whether one of the declarations of a `style` hides the element.
fn is_unseen(style: &str) -> bool {
    let style = without_comments(style).to_ascii_lowercase();
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let value = value.split('!').next().unwrap_or(value);
        matches!(
            (property.trim(), value.trim()),
            ("display", "none") | ("visibility", "hidden" | "collapse") | ("content-visibility", "hidden")
        )
    })
}

/// Whether a class hides, unless another one shows the element on some screens: `d-none d-md-block`.
fn is_hiding_class(classes: &str) -> bool {
    let shows =
        |class: &str| class.starts_with("d-") && class != "d-none" || class.contains(":") || class.contains('@');
    let mut all = classes.split_ascii_whitespace();
    !all.clone().any(shows) && all.any(|class| CLASSES.contains(&class))
}

fn without_comments(style: &str) -> String {
    let mut rest = style;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    plain + rest
}

/// A value in which characters stand for themselves.
fn without_entities(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(after.len());
        match character(&after[..end]) {
            Some(c) => {
                plain.push(c);
                rest = after[end..].strip_prefix(';').unwrap_or(&after[end..]);
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain + rest
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        return char::from_u32(hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?);
    }
    Some(match entity.to_ascii_lowercase().as_str() {
        "colon" => ':',
        "semi" => ';',
        "nbsp" | "tab" | "newline" => ' ',
        "excl" => '!',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::hides;

    #[test]
    fn what_browsers_do_not_show_is_hidden() {
        for tag in [
            "<p hidden>",
            "<p hidden=\"\">",
            "<p id=a hidden=until-found>",
            "<p style=\"display : none\">",
            "<p style='color:red;DISPLAY:\nnone !important'>",
            "<p style=display:none>",
            "<p style=\"display/* a */:/**/none\">",
            "<p style=\"display&colon;&#110;one\">",
            "<p style=\"visibility: hidden\">",
            "<p class=\"box d-none\">",
            "<template>",
            "<dialog id=a>",
        ] {
            assert!(hides(tag), "{tag}");
        }
    }

    #[test]
    fn what_is_shown_to_somebody_is_not() {
        for tag in [
            "<p title=\"hidden\">",
            "<p data-hidden>",
            "<p aria-hidden=\"true\">",
            "<p style=\"display: block\">",
            "<p style=\"overflow: hidden\">",
            "<p class=\"sr-only\">",
            "<p class=\"d-none d-md-block\">",
            "<p class=\"not-d-none\">",
            "<dialog open>",
            "</p hidden>",
            "<p hidden",
        ] {
            assert!(!hides(tag), "{tag}");
        }
    }
}
