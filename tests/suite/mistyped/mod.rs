//! Every way in which people mistype a figure, a block, a link, a picture, an address, a heading, a list, a table or a
//! fence, at every place of a page: it is read as meant, or one finding at that line says what to type. Prose that only
//! looks like it has no finding.

mod prose;
mod slips;

use std::collections::BTreeMap;

use rolebook::disk::MemoryDisk;

use super::support;

/// A slip: how it is written, what its hint must hold, and where it can stand.
pub(crate) struct Slip {
    written: String,
    /// What the hint says, or what shows when `is_right`.
    meant: String,
    is_right: bool,
    places: Places,
}

/// Where a slip can stand.
#[derive(Clone, Copy)]
pub(crate) enum Places {
    /// Within a sentence, anywhere.
    Inline,
    /// On lines of its own.
    Lines,
    /// At the beginning of a page alone.
    Page,
}

const RECORDS: &str = "
[role.baker]
title = \"Baker\"
[place.bath]
title = \"Bath\"
currency = \"GBP\"
[[band]]
id = \"baker-base\"
role = \"baker\"
place = \"bath\"
measure = \"base\"
min = 23456
max = 34567
currency = \"GBP\"
period = \"year\"
method = \"manual\"
";

impl Places {
    /// The bodies of pages with the text in them, each with the line on which it begins.
    fn bodies(self, text: &str) -> Vec<(&'static str, String, usize)> {
        let behind = |first: &str, other: &str| {
            let mut lines = text.lines();
            let mut all = format!("{first}{}", lines.next().unwrap_or_default());
            lines.for_each(|line| all.push_str(&format!("\n{other}{line}")));
            all
        };
        let head = "# A page\n\nSome words.\n\n";
        match self {
            Places::Inline => vec![
                ("a sentence", format!("{head}We say {text} here.\n"), 5),
                ("the end of a line", format!("{head}We say\n{text}\n"), 6),
                ("an item", format!("{head}- We say {text} here\n- two\n"), 5),
                ("a cell", format!("{head}| a | b |\n|---|---|\n| We say {text} here | b |\n"), 7),
                ("a heading", format!("{head}## We say {text} here\n"), 5),
                ("a quote", format!("{head}> We say {text} here.\n"), 5),
                ("a callout", format!("{head}:::note\nWe say {text} here.\n:::\n"), 6),
                ("bold words", format!("{head}It is **well** said: {text} and *more*.\n"), 5),
            ],
            Places::Lines => vec![
                ("lines", format!("{head}{text}\n\nMore words.\n"), 5),
                ("the end", format!("{head}{text}"), 5),
                ("an item", format!("{head}- one\n\n{}\n\n- two\n", behind("  ", "  ")), 7),
                ("a quote", format!("{head}{}\n", behind("> ", "> ")), 5),
                ("a callout", format!("{head}:::tip\nText.\n\n{text}\n:::\n"), 8),
            ],
            Places::Page => vec![("lines", format!("{head}{text}\n\nMore words.\n"), 5)],
        }
    }
}

/// The findings of each page, as lines and texts, and the pages themselves.
fn findings(pages: &[String]) -> BTreeMap<usize, Vec<(usize, String)>> {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", "title = \"Test\"\n");
    disk.insert("content/data/pay.toml", RECORDS);
    disk.insert("content/_index.md", "# Home\n");
    for name in ["x.md", "x y.md"] {
        disk.insert(format!("content/{name}"), format!("# A page called {name}\n\n## Part\n"));
    }
    disk.insert("content/chart.png", super::pictures::file("content/chart.png", b"chart"));
    for (at, body) in pages.iter().enumerate() {
        disk.insert(format!("content/p{at}.md"), body.replace("# A page\n", &format!("# A page of number {at}\n")));
    }
    let mut found: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for finding in support::check(&disk).iter() {
        let diagnostic = &finding.diagnostic;
        let Some(place) = &diagnostic.place else { continue };
        let name = place.path().strip_prefix("content/p").and_then(|name| name.strip_suffix(".md"));
        let Some(at) = name.and_then(|name| name.parse().ok()) else { continue };
        let hint = diagnostic.hint.as_deref().unwrap_or("");
        let text = format!("[{}] {} => {hint}", diagnostic.rule.id, diagnostic.message);
        found.entry(at).or_default().push((place.line_column().map_or(0, |(line, _)| line), text));
    }
    found
}

/// What is wrong with the findings of a slip; nothing when it is told once, at its line, with what to type.
fn wrong(slip: &Slip, line: usize, found: &[(usize, String)]) -> Option<&'static str> {
    let (at, text) = match found {
        [] if slip.is_right => return None,
        [] => return Some("silent"),
        _ if slip.is_right => return Some("told, though it is right"),
        [one] => one,
        _ => return Some("told more than once"),
    };
    let lines = slip.written.lines().count().max(1);
    let hint = text.split_once(" => ").map_or("", |(_, hint)| hint);
    match () {
        () if !(line..line + lines).contains(at) => Some("told at another line"),
        () if !hint.contains('`') => Some("does not say what to type"),
        () if !hint.contains(slip.meant.as_str()) => Some("says something else to type"),
        () => None,
    }
}

#[test]
fn slips_are_told_once_with_what_to_type() {
    let slips = slips::all();
    let mut pages = Vec::new();
    let mut of = Vec::new();
    for slip in &slips {
        for (place, body, line) in slip.places.bodies(&slip.written) {
            // A bar in a cell is a slip of its own.
            if place == "a cell" && slip.written.contains('|') {
                continue;
            }
            pages.push(body);
            of.push((slip, place, line));
        }
    }
    let found = findings(&pages);
    let mut failures = Vec::new();
    for (at, (slip, place, line)) in of.iter().enumerate() {
        let found = found.get(&at).map_or(&[][..], Vec::as_slice);
        if let Some(why) = wrong(slip, *line, found) {
            failures.push(format!("{why}: {:?} in {place}, meant `{}`: {found:?}", slip.written, slip.meant));
        }
    }
    eprintln!("{} slips at {} places", slips.len(), pages.len());
    assert!(slips.len() > 300, "{}", slips.len());
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), pages.len(), failures.join("\n"));
}

#[test]
fn harmless_prose_has_no_finding() {
    let texts: Vec<(&str, Places)> = (prose::INLINE.iter().map(|text| (*text, Places::Inline)))
        .chain(prose::LINES.iter().map(|text| (*text, Places::Page)))
        .collect();
    assert!(texts.len() >= 60, "{}", texts.len());
    let mut pages = Vec::new();
    let mut of = Vec::new();
    for (text, places) in texts {
        for (place, body, _) in places.bodies(text) {
            if place == "a cell" && text.contains('|') {
                continue;
            }
            pages.push(body);
            of.push((text, place));
        }
    }
    let found = findings(&pages);
    let failures: Vec<String> =
        found.iter().map(|(at, found)| format!("{:?} in {}: {found:?}", of[*at].0, of[*at].1)).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), pages.len(), failures.join("\n"));
}
