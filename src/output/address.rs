//! Addresses as links and as files: the way back to the root, the one percent-encoding, output paths.
//!
//! It must not know what lies at an address.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::OutPath;

/// What may not stand in a link as it is.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\'')
    .add(b'&');

/// The way from the page at `url` to the site's root, `./` or as many `../` as the page is deep.
///
/// It never is empty, so that what follows it can neither be taken for a scheme nor for another host.
pub fn to_root(url: &str) -> String {
    let depth = url.bytes().filter(|byte| *byte == b'/').count().saturating_sub(1);
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// An address as a link from the root: percent-encoded, without the slash in front.
pub fn link(url: &str) -> String {
    encode(url.trim_start_matches('/'))
}

/// The link from the page at `from` to an address: `../../roles/` from `/pay/london/` to `/roles/`.
pub fn relative(from: &str, to: &str) -> String {
    match (to_root(from), link(to)) {
        (root, link) if root == "./" && !link.is_empty() && !link.contains(':') => link,
        (root, link) => root + &link,
    }
}

/// A path, or what stands behind `#`, as it can stand in a link: percent-encoded, its slashes kept.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNSAFE).to_string()
}

/// A link that begins a message to `address` with this subject.
pub fn mail(address: &str, subject: &str) -> String {
    format!("mailto:{address}?subject={}", utf8_percent_encode(subject, NON_ALPHANUMERIC))
}

/// The file that answers at an address; `None` when no system can hold it.
pub fn file(url: &str) -> Option<OutPath> {
    let mut path = url.strip_prefix('/').unwrap_or(url).to_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    OutPath::new(path)
}

/// Whether a file or folder of this name would be a device on Windows.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let upper = stem.to_ascii_uppercase();
    matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (upper.len() == 4
            && (upper.starts_with("COM") || upper.starts_with("LPT"))
            && upper.as_bytes()[3].is_ascii_digit())
}

/// Whether a folder of this name would be a repository's own: programs act on what lies in it.
pub fn is_repository(name: &str) -> bool {
    [".git", ".hg", ".svn", "git~1"].iter().any(|own| name.trim_end_matches([' ', '.']).eq_ignore_ascii_case(own))
}

/// The path of the folder a published address leads to, `/` at both ends: where links that cannot be relative start.
pub fn base_path(base_url: Option<&str>) -> String {
    let rest = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let path = rest.find('/').map_or("", |slash| &rest[slash..]);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if path.ends_with('/') { path.to_owned() } else { format!("{path}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_root_follows_the_depth() {
        assert_eq!(to_root("/"), "./");
        assert_eq!(to_root("/roles/"), "../");
        assert_eq!(to_root("/roles/ai-tech-lead/"), "../../");
        assert_eq!(to_root("/old.html"), "./");
    }

    #[test]
    fn relative_links_work_under_any_path() {
        assert_eq!(relative("/a/b/", "/c/"), "../../c/");
        assert_eq!(relative("/", "/c/"), "c/");
        assert_eq!(relative("/a/", "/"), "../");
        assert_eq!(relative("/", "/"), "./");
        assert_eq!(relative("/", "/größe 1/"), "gr%C3%B6%C3%9Fe%201/");
        assert_eq!(relative("/", "/javascript:alert(1)/"), "./javascript:alert(1)/");
    }

    #[test]
    fn links_are_percent_encoded() {
        assert_eq!(link("/"), "");
        assert_eq!(link("/a b/c%d/é/"), "a%20b/c%25d/%C3%A9/");
        assert_eq!(link("/x\"onclick=1/"), "x%22onclick=1/");
        assert_eq!(link("//evil.example/"), "evil.example/");
    }

    #[test]
    fn pages_become_index_files() {
        assert_eq!(file("/").map(|path| path.as_str().to_owned()).as_deref(), Some("index.html"));
        assert_eq!(file("/a/b/").map(|path| path.as_str().to_owned()).as_deref(), Some("a/b/index.html"));
        assert_eq!(file("/old.html").map(|path| path.as_str().to_owned()).as_deref(), Some("old.html"));
        assert_eq!(file("/../up/"), None);
        assert_eq!(file("/a//b/"), None);
    }

    #[test]
    fn names_that_mean_something_to_a_system_are_no_files() {
        for name in ["con", "Aux", "NUL.txt", "com1", "lpt9.html", ".git", ".GIT", ".git.", "git~1", "a.", "a "] {
            assert_eq!(OutPath::new(format!("a/{name}/index.html")), None, "{name}");
        }
        for name in ["cons", "com", "com10", ".gitignore", ".well-known", "aux-1"] {
            assert!(OutPath::new(format!("a/{name}/index.html")).is_some(), "{name}");
        }
    }

    #[test]
    fn absolute_links_start_at_the_published_folder() {
        assert_eq!(base_path(None), "/");
        assert_eq!(base_path(Some("https://x.example/")), "/");
        assert_eq!(base_path(Some("https://x.example")), "/");
        assert_eq!(base_path(Some("https://x.example/hiring/")), "/hiring/");
    }
}
