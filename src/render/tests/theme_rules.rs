//! What the default theme's files are held to.

use include_dir::{Dir, include_dir};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

fn texts<'d>(folder: &'d Dir<'d>, found: &mut Vec<(String, &'d str)>) {
    for file in folder.files() {
        found.push((file.path().display().to_string(), file.contents_utf8().expect("the theme is text")));
    }
    folder.dirs().for_each(|below| texts(below, found));
}

fn files(ending: &str) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    texts(&THEME, &mut found);
    found.retain(|(path, _)| path.ends_with(ending));
    assert!(!found.is_empty(), "the theme has files that end in `{ending}`");
    found
}

#[test]
fn no_template_marks_a_value_as_safe() {
    // Rust marks finished HTML; a template that did so could print an author's text as markup.
    for (path, text) in files(".html") {
        assert!(!text.contains("safe"), "{path} calls something safe");
        assert!(!text.contains("autoescape"), "{path} changes how values are escaped");
    }
}

#[test]
fn values_stand_in_quoted_attributes_only() {
    for (path, text) in files(".html") {
        for pattern in ["='", "<script>", "<style", " style=", "javascript:"] {
            assert!(!text.contains(pattern), "{path} has `{pattern}`");
        }
        for at in text.match_indices("={{").map(|(at, _)| at) {
            // The one value after an equals sign is an address within a quoted attribute.
            assert!(text[..at].ends_with("content=\"0; url"), "{path} has an attribute without quotes");
        }
        let handlers = text
            .split(" on")
            .skip(1)
            .filter(|rest| rest.trim_start_matches(|c: char| c.is_ascii_lowercase()).starts_with('='));
        assert_eq!(handlers.count(), 0, "{path} has a handler");
    }
}

#[test]
fn styles_are_layered_logical_and_never_forced() {
    let physical = [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        "margin-top",
        "margin-bottom",
        "padding-top",
        "padding-bottom",
    ];
    let sheets = files(".css");
    for (path, text) in &sheets {
        assert!(!text.contains("!important"), "{path}");
        assert!(!text.contains("@import") && !text.contains("url("), "{path} loads something");
        for property in physical {
            assert!(!text.contains(property), "{path} has `{property}`");
        }
    }
    let lines = sheets.iter().flat_map(|(_, text)| text.lines());
    assert_eq!(lines.filter(|line| line.starts_with("@layer") && line.ends_with(';')).count(), 1);
}
