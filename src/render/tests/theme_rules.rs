//! What the default theme's files are held to.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
static CAREERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/careers");

fn texts<'d>(folder: &'d Dir<'d>, found: &mut Vec<(String, &'d str)>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            found.push((file.path().display().to_string(), text));
        }
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

/// What stands before a value that names an id or a group of fields, in templates that draw parts of documents.
const NAMING: [&str; 8] = [
    " id=\"",
    " name=\"",
    " for=\"",
    " headers=\"",
    " popovertarget=\"",
    " aria-controls=\"",
    " href=\"#",
    " aria-labelledby=\"",
];

/// What a template would do wrong where pages are joined into one document.
fn slips(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for naming in NAMING.iter().chain(&[" aria-describedby=\""]) {
        for (at, _) in text.match_indices(naming) {
            let value = &text[at + naming.len()..];
            // The id of a block that an author gave it is whole.
            let is_own = value.starts_with("{{ ids }}") || *naming == " id=\"" && value.starts_with("{{ id }}\"");
            found.extend((!is_own).then(|| format!("`{}` without `ids`", naming.trim())));
        }
    }
    for (at, _) in text.match_indices("<script") {
        let is_left_out = text[..at].ends_with("{% if not in_document %}");
        found.extend((!is_left_out).then(|| "a script in documents".to_owned()));
    }
    let levels = (1..=6).map(|level| format!("<h{level}"));
    let levels = levels.map(|tag| (tag, "a heading that cannot be lowered"));
    let others = [
        ("rel=\"stylesheet\"", "a style sheet that is not gathered"),
        ("role=\"region\"", "a landmark"),
        (".path }}", "a path that is no `address`"),
    ];
    for (wrong, why) in levels.chain(others.map(|(wrong, why)| (wrong.to_owned(), why))) {
        found.extend(text.contains(&wrong).then(|| why.to_owned()));
    }
    found
}

#[test]
fn templates_of_blocks_can_be_parts_of_documents() {
    let of = |theme: &'static Dir<'static>| {
        let mut found = Vec::new();
        texts(theme, &mut found);
        found.into_iter().filter_map(|(path, text)| Some((path.strip_prefix("templates/")?.to_owned(), text)))
    };
    let themes: [BTreeMap<String, &str>; 2] = [of(&THEME).collect(), of(&THEME).chain(of(&CAREERS)).collect()];
    for templates in themes {
        let is_first = |name: &&String| name.starts_with("blocks/") || *name == "parts/role-paper.html";
        let mut waiting: Vec<&str> = templates.keys().filter(is_first).map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if seen.insert(name) {
                assert_eq!(slips(templates[name]), Vec::<String>::new(), "{name}");
                let included = templates[name].split("{% include \"").skip(1);
                waiting.extend(included.filter_map(|rest| rest.split('"').next()));
            }
        }
        assert!(seen.contains("parts/role-strip.html") && seen.contains("blocks/table.html"), "{seen:?}");
    }
}

#[test]
fn what_cannot_be_part_of_a_document_is_found() {
    for (text, slip) in [
        ("<p id=\"x\">", "`id=\"` without `ids`"),
        ("<input name=\"{{ x }}\">", "`name=\"` without `ids`"),
        ("<a href=\"#x\">", "`href=\"#` without `ids`"),
        ("<script src=\"x\"></script>", "a script in documents"),
        ("<h3>", "a heading that cannot be lowered"),
        ("<a href=\"{{ root }}{{ one.path }}\">", "a path that is no `address`"),
    ] {
        assert_eq!(slips(text), [slip], "{text}");
    }
    let sound =
        "<p data-id=\"x\" id=\"{{ id }}\"><h{{ heading_level }} id=\"{{ ids }}x\">{% if not in_document %}<script>";
    assert_eq!(slips(sound), Vec::<String>::new());
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
    for (path, text) in &sheets {
        for shorthand in ["padding: ", "margin: "] {
            for value in text.split(shorthand).skip(1).filter_map(|rest| rest.split([';', '}']).next()) {
                let sides: Vec<_> = value.split_whitespace().collect();
                assert!(sides.len() < 4 || sides[1] == sides[3], "{path}: `{shorthand}{value}` takes sides");
            }
        }
    }
    let lines = sheets.iter().flat_map(|(_, text)| text.lines());
    assert_eq!(lines.filter(|line| line.starts_with("@layer") && line.ends_with(';')).count(), 1);
}

/// The colours of `tokens.css` by name: light, dark.
fn colours() -> BTreeMap<String, [String; 2]> {
    let (_, tokens) =
        files(".css").into_iter().find(|(path, _)| path.ends_with("tokens.css")).expect("the theme has tokens");
    let mut colours = BTreeMap::new();
    for line in tokens.lines() {
        if let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark("))
            && let Some((light, dark)) = value.trim_end_matches([')', ';']).split_once(", ")
        {
            colours.insert(name.to_owned(), [light.to_owned(), dark.to_owned()]);
        }
    }
    colours
}

/// How bright a colour `#rrggbb` is to the eye, from 0 to 1, as WCAG 2 counts.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("colours are #rrggbb")) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_of_black_and_white_is_21() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.001);
}

#[test]
fn every_pair_of_colours_can_be_read() {
    let colours = colours();
    let text = ["ink", "quiet", "accent", "amber", "danger", "blue", "plum"];
    let papers = ["paper", "raised", "amber-paper"];
    for (at, mode) in ["light", "dark"].into_iter().enumerate() {
        let pairs = text.iter().flat_map(|ink| papers.iter().map(move |paper| (*ink, *paper, 4.5)));
        // The edge of a field or a button is no text, and need not be as strong.
        for (ink, paper, least) in pairs.chain([("edge", "paper", 3.0), ("edge", "raised", 3.0)]) {
            let ratio = contrast(&colours[ink][at], &colours[paper][at]);
            assert!(ratio >= least, "{ink} on {paper}, {mode}: {ratio:.2}");
        }
    }
}
