//! Addresses: slugs from names, checked segments, relative links.
//!
//! Inside the program an address is decoded text, `/roles/ai-tech-lead/`; it is percent-encoded only when it
//! becomes an `href`.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::output::address::{is_device, is_repository};

/// A segment of an address may not be longer, in bytes.
const MAX_SEGMENT: usize = 255;

/// The slug of a file's or a folder's name: NFC, lower case, spaces and `_` as `-`.
pub(in crate::site) fn slug(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().replace([' ', '_'], "-")
}

/// A name or a path as it is looked up: letters and their accents composed, however the file system has them.
pub(in crate::site) fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// A tag as the last segment of its address: lower case, spaces to `-`, nothing that a file name cannot hold.
pub(in crate::site) fn tag_slug(tag: &str) -> String {
    let mut slug = String::new();
    for character in tag.nfc().flat_map(char::to_lowercase) {
        let plain = match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '_' => '-',
            other if other.is_whitespace() || other.is_control() => '-',
            other => other,
        };
        if plain != '-' || !slug.ends_with('-') {
            slug.push(plain);
        }
    }
    let trimmed = slug.trim_matches(['-', '.']);
    // Long enough for any word, short enough for any file system.
    let end = trimmed.floor_char_boundary(100);
    match &trimmed[..end] {
        "" => {
            let mut name = String::from("tag");
            for character in tag.chars().take(8) {
                write!(name, "-{:x}", u32::from(character)).expect("a string takes whatever is written");
            }
            name
        }
        device if is_device(device) => format!("tag-{device}"),
        sound => sound.to_owned(),
    }
}

/// Why a text cannot be one segment of an address, or `None` when it can.
pub(in crate::site) fn segment_problem(segment: &str) -> Option<&'static str> {
    let odd = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, '%' | '?' | '#' | ':' | '*' | '"' | '<' | '>' | '|' | '&')
    };
    if segment.is_empty() {
        Some("it is empty")
    } else if segment.contains(['/', '\\']) {
        Some("it holds a slash")
    } else if is_device(segment) {
        Some("it is the name of a device on Windows")
    } else if is_repository(segment) {
        Some("it is the name of a repository's own folder")
    } else if segment == "." || segment == ".." {
        Some("it leads to another folder")
    } else if segment == "index" || segment == "index.html" {
        Some("`index` is the address of the folder itself")
    } else if segment.len() > MAX_SEGMENT {
        Some("it is longer than 255 bytes")
    } else if segment.contains(odd) || segment.ends_with('.') {
        Some("it holds a character that an address cannot have")
    } else {
        None
    }
}

/// An alias as an address, or why it cannot be one. It has a slash at both ends, unless it names an HTML file.
pub(in crate::site) fn alias(text: &str) -> Result<String, &'static str> {
    let inside = text.strip_prefix('/').ok_or("it does not begin with `/`")?;
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    for segment in inside.split('/') {
        if let Some(problem) = segment_problem(segment) {
            return Err(problem);
        }
    }
    let slash = if inside.ends_with(".html") { "" } else { "/" };
    Ok(format!("/{}{slash}", inside.nfc().collect::<String>()))
}

/// A path below `content/` as it is written from a folder: `../roles/lead.md` from `pay`.
pub fn from_folder(folder: &str, path: &str) -> String {
    let mut here: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut there: Vec<&str> = path.split('/').collect();
    let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
    here.drain(..shared);
    there.drain(..shared);
    format!("{}{}", "../".repeat(here.len()), there.join("/"))
}

/// The text of a part of an address that an author may have percent-encoded.
pub(in crate::site) fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// Joins a relative path to the folder it is written in; `None` when it leaves the root.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// The scheme of an address, in lower case.
pub(in crate::site) fn scheme(address: &str) -> Option<String> {
    let end = address.find([':', '/', '?', '#'])?;
    let scheme = &address[..end];
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    (sound && address[end..].starts_with(':')).then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_and_composed() {
        assert_eq!(slug("AI Tech_Lead"), "ai-tech-lead");
        assert_eq!(slug("Cafe\u{301}"), "café");
    }

    #[test]
    fn tags_become_segments() {
        assert_eq!(tag_slug("Remote Work"), "remote-work");
        assert_eq!(tag_slug("C#"), "c#");
        assert_eq!(tag_slug("a/b\\c"), "a-b-c");
        assert_eq!(tag_slug("../.."), "tag-2e-2e-2f-2e-2e");
        assert_eq!(tag_slug("..hidden"), "hidden");
        assert_eq!(tag_slug("Con"), "tag-con");
        assert_eq!(tag_slug("E\u{301}quipe"), "équipe");
    }

    #[test]
    fn bad_segments_are_refused() {
        for bad in [
            "",
            "a/b",
            "a\\b",
            ".",
            "..",
            "index",
            "%2e%2e",
            "a?b",
            "a#b",
            "a b",
            "x.",
            "con",
            "AUX.html",
            ".git",
            &"a".repeat(256),
        ] {
            assert!(segment_problem(bad).is_some(), "{bad:?} should be refused");
        }
        for good in ["a", "a-b", "v1.2", "🙂", "größe"] {
            assert_eq!(segment_problem(good), None, "{good:?} should be fine");
        }
    }

    #[test]
    fn paths_are_written_from_the_page() {
        assert_eq!(from_folder("pay", "roles/lead.md"), "../roles/lead.md");
        assert_eq!(from_folder("pay", "pay/london.md"), "london.md");
        assert_eq!(from_folder("a/b", "a/c/d.md"), "../c/d.md");
        assert_eq!(from_folder("", "a.md"), "a.md");
    }

    #[test]
    fn paths_never_leave_the_root() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!(join("", "./x//y").as_deref(), Some("x/y"));
    }

    #[test]
    fn aliases_get_a_slash_at_both_ends() {
        assert_eq!(alias("/old/place").as_deref(), Ok("/old/place/"));
        assert_eq!(alias("/old/place.html").as_deref(), Ok("/old/place.html"));
        assert!(alias("old").is_err());
        assert!(alias("/a/../b/").is_err());
        assert!(alias("//evil/").is_err());
    }
}
