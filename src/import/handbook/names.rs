//! Names of files as addresses want them.

use unicode_normalization::UnicodeNormalization;

pub(super) use crate::site::address::{from_folder, join};

/// The length of the code that Notion puts behind every name.
const CODE: usize = 32;

/// A name without Notion's code, and the code: `Roles 9f8e...` gives `Roles`. The ending of a file stays.
pub(super) fn without_code(segment: &str) -> Option<(String, String)> {
    let (stem, ending) = match segment.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 && !ending.contains(' ') => (stem, Some(ending)),
        _ => (segment, None),
    };
    let stem = stem.strip_suffix("_all").unwrap_or(stem);
    let at = stem.len().checked_sub(CODE).filter(|at| stem.is_char_boundary(*at))?;
    let (name, code) = stem.split_at(at);
    let is_code = code.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !is_code || !(name.is_empty() || name.ends_with([' ', '-', '_'])) {
        return None;
    }
    let name = name.trim_end_matches([' ', '-', '_']);
    let name = if name.is_empty() { "Untitled" } else { name };
    let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
    Some((format!("{name}{ending}"), code.to_owned()))
}

/// A name as a segment of an address: small letters, digits and hyphens of any script.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.nfc().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || is_mark(character) {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') && !"'\u{2019}".contains(character) {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    let end = slug.floor_char_boundary(100);
    let slug = slug[..end].trim_end_matches('-');
    // What other systems, and addresses, have for themselves.
    let taken = ["con", "prn", "aux", "nul", "index", "search", "data"];
    if slug.is_empty() {
        "page".to_owned()
    } else if taken.contains(&slug) {
        format!("{slug}-page")
    } else {
        slug.to_owned()
    }
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// A name that tools made for addresses, with whatever no address can have replaced.
pub(super) fn kept(name: &str) -> String {
    let odd = |c: char| c.is_control() || c.is_whitespace() || "%?#:*\"<>|&\\()[]{}'".contains(c);
    if name.contains(odd) || name.starts_with('.') || name.ends_with(['.', ' ']) {
        return slug(name);
    }
    name.nfc().collect()
}

/// The number that Docusaurus takes for a place in the order, and the name without it: `02-hiring` gives 2 and `hiring`.
pub(super) fn numbered(name: &str) -> Option<(i64, String)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let number = name[..digits].parse().ok()?;
    let rest = &name[digits..];
    let suffix = rest.trim_start_matches(['-', '_', '.', ' ']);
    let is_date_or_version = digits > 3 || suffix.starts_with(|c: char| c.is_ascii_digit());
    (suffix.len() < rest.len() && !suffix.is_empty() && !is_date_or_version).then(|| (number, suffix.to_owned()))
}

/// The folder of a path; empty at the top.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last segment of a path.
pub(super) fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_notion_go() {
        let code = "1a2b3c4d5e6f47898abcdef012345678";
        let named = |name: &str| without_code(name).map(|(name, _)| name);
        assert_eq!(named(&format!("Data Engineer {code}.md")).as_deref(), Some("Data Engineer.md"));
        assert_eq!(named(&format!("Roles {code}_all.csv")).as_deref(), Some("Roles.csv"));
        assert_eq!(named(&format!("Roles {code}")).as_deref(), Some("Roles"));
        assert_eq!(named(&format!("{code}.md")).as_deref(), Some("Untitled.md"));
        assert_eq!(named("Roles.md"), None);
        assert_eq!(named(&format!("x{code}.md")), None);
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(
            slug("Data Engineer \u{2013} Role Description (final v3)"),
            "data-engineer-role-description-final-v3"
        );
        assert_eq!(slug("What\u{2019}s next?"), "whats-next");
        assert_eq!(slug("\u{65E5}\u{672C}\u{8A9E}"), "\u{65E5}\u{672C}\u{8A9E}");
        assert_eq!([slug("???"), slug("CON"), slug("index")], ["page", "con-page", "index-page"]);
        assert_eq!(kept("first_post"), "first_post");
        assert_eq!(kept("a b"), "a-b");
    }

    #[test]
    fn numbers_give_the_order() {
        assert_eq!(numbered("02-hiring"), Some((2, "hiring".to_owned())));
        assert_eq!(numbered("2. Hiring"), Some((2, "Hiring".to_owned())));
        for plain in ["2021-11-foo", "7.0-foo", "hiring", "42"] {
            assert_eq!(numbered(plain), None, "{plain}");
        }
    }
}
