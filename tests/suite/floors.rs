//! Who may import whom, and the other rules that keep the house in order.
//!
//! The compiler holds the gate's private fields; this test holds the floors, so that nothing past the gate can even
//! name what lies inside it.

use std::collections::BTreeSet;
use std::path::Path;

use super::support::{files_below, package};

/// Each module and the modules it may import, itself aside.
const FLOORS: [(&str, &[&str]); 28] = [
    ("diag", &[]),
    ("disk", &[]),
    ("highlight", &[]),
    ("attachments", &[]),
    ("cards", &[]),
    ("pay", &[]),
    ("fit", &[]),
    ("lint", &[]),
    ("spelling", &[]),
    ("git", &["disk"]),
    ("written", &[]),
    ("fields", &["written", "diag"]),
    ("leaks", &["diag"]),
    ("locale", &["fields", "diag", "disk"]),
    ("config", &["locale", "fields", "diag", "disk"]),
    ("drafts", &["config"]),
    ("output", &["diag", "disk"]),
    (
        "site",
        &[
            "output",
            "config",
            "locale",
            "fields",
            "written",
            "drafts",
            "attachments",
            "highlight",
            "pay",
            "fit",
            "lint",
            "spelling",
            "diag",
            "disk",
            "leaks",
        ],
    ),
    ("import", &["site", "written", "fields", "diag"]),
    ("theme", &["config", "fields", "locale", "diag", "disk", "output"]),
    ("render", &["theme", "site", "output", "locale", "cards", "highlight", "pay", "diag"]),
    ("search", &["site", "output", "diag"]),
    ("diff", &["site", "diag"]),
    ("due", &["site", "diag"]),
    ("pipeline", &["diff", "import", "search", "render", "theme", "site", "output", "config", "diag", "disk", "leaks"]),
    ("serve", &["pipeline", "output", "config", "diag", "disk"]),
    (
        "cli",
        &[
            "drafts", "serve", "pipeline", "diff", "due", "git", "import", "search", "theme", "output", "config",
            "fields", "diag", "disk", "leaks",
        ],
    ),
    ("main", &["cli"]),
];

/// What of `site` the outside may name: the view, and what it is made of.
const PAST_THE_GATE: [&str; 4] = ["site::AudienceView", "site::document", "site::gate", "site::routes"];

/// The floors inside `site`, the lowest first: folders, and files beside them. Each may import what stands before it, so
/// that no two of them can import each other, however long the way round is.
const SITE_FLOORS: [&str; 15] = [
    // What an address or a name looks like.
    "address",
    "routes",
    "suggest",
    "catch_panics",
    // What a page shows: plain values.
    "document",
    // What lies below `content/`, as it was written.
    "source",
    // Signs of what was meant in it.
    "signs",
    // What lies below `content/data/`, as it was written.
    "records",
    // What one audience sees of both.
    "gate",
    // Bodies of pages.
    "markdown",
    // What blocks and made pages show of records.
    "playbook",
    // What is wrong with a site.
    "check",
    // Whole pages, and moving them.
    "pages",
    "rename",
    "rename_record",
];

/// What `site` itself names of the gate's, for everybody.
const OF_THE_GATE: [&str; 2] = ["Site", "AudienceView"];

const MAX_LINES: usize = 400;
/// How many lines a file has left, so that a change of a line or two never asks for a file to be split.
const ROOM: usize = 5;

/// A source file: its module path from the crate's root, and its text.
struct Source {
    name: String,
    modules: Vec<String>,
    text: String,
    is_test: bool,
}

fn sources() -> Vec<Source> {
    let src = package().join("src");
    let files = files_below(&src, ".rs");
    assert!(files.len() > 20, "the sources are where this test looks for them");
    let mut sources: Vec<Source> = files.iter().map(|path| source(path, &src)).collect();
    let tests: Vec<String> = sources.iter().flat_map(test_files).collect();
    for source in &mut sources {
        source.is_test = tests.contains(&source.name);
    }
    sources
}

/// The files that a source takes in for its tests only: what stands below `#[cfg(test)]` as `mod name;`.
fn test_files(source: &Source) -> Vec<String> {
    let folder = match source.name.rsplit_once('/') {
        Some((folder, "mod.rs")) => format!("{folder}/"),
        _ if source.modules.is_empty() => String::new(),
        _ => format!("{}/", source.name.trim_end_matches(".rs")),
    };
    let beside = source.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let tests = lines.iter().enumerate().filter(|(_, line)| **line == "#[cfg(test)]").filter_map(|(at, _)| {
        let path = lines[at..].iter().take(3).find_map(|line| line.strip_prefix("#[path = \"")?.strip_suffix("\"]"));
        let named = lines[at..]
            .iter()
            .take(4)
            .find_map(|line| line.strip_suffix(';')?.rsplit_once("mod "))
            .map(|(_, name)| name);
        path.map(|path| format!("{beside}{path}")).or(named.map(|name| format!("{folder}{name}.rs")))
    });
    tests.collect()
}

/// The text without the tests at its end: tests may reach for anything that helps them.
fn product(source: &Source) -> &str {
    if source.is_test { "" } else { source.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default() }
}

fn source(path: &Path, src: &Path) -> Source {
    let name = path.strip_prefix(src).expect("it was found there").to_string_lossy().replace('\\', "/");
    let modules = name.trim_end_matches(".rs").split('/').filter(|part| !["mod", "lib"].contains(part));
    Source {
        modules: modules.map(str::to_owned).collect(),
        text: std::fs::read_to_string(path).expect("sources are UTF-8"),
        name,
        is_test: false,
    }
}

/// Every path from the crate's root that a source names: `site::gate::AudienceView`, groups spelt out.
fn imports(source: &Source) -> Vec<String> {
    let code: String = product(source).lines().map(without_comment).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for start in ["crate::", "rolebook::"] {
        for (at, _) in code.match_indices(start) {
            let within_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if !within_word {
                spell_out(&code[at + start.len()..], "", &mut found);
            }
        }
    }
    found.extend(climbs(&code, source.modules.len()));
    found
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line }
}

/// `super::super::x` that ends at the crate's root.
fn climbs(code: &str, depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &code[at..];
        let mut steps = 0;
        while let Some(after) = rest.strip_prefix("super::") {
            (rest, steps) = (after, steps + 1);
        }
        if steps >= depth {
            let mut paths = Vec::new();
            spell_out(rest, "", &mut paths);
            // An inline module of tests is one deeper, so only the names of modules are taken for one.
            found.extend(paths.into_iter().filter(|path| FLOORS.iter().any(|(name, _)| *name == first(path))));
        }
    }
    found
}

/// Every path within the crate that a source names by climbing, `super::x`, from the crate's root.
fn relatives(source: &Source) -> Vec<String> {
    let code: String = product(source).lines().map(without_comment).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with("super::") || code[..at].ends_with("(in ") {
            continue;
        }
        let steps = code[at..].split("super::").take_while(|between| between.is_empty()).count();
        let rest = &code[at + "super::".len() * steps..];
        let Some(above) = source.modules.len().checked_sub(steps) else { continue };
        let mut paths = Vec::new();
        spell_out(rest, "", &mut paths);
        let prefix = source.modules[..above].join("::");
        found.extend(paths.into_iter().map(|path| format!("{prefix}::{path}")));
    }
    found
}

/// The floor of a part of `site`; the paths of `site` itself have none.
fn site_floor(path: &str) -> Option<usize> {
    let part = path.strip_prefix("site::")?.split("::").next()?;
    let part = if OF_THE_GATE.contains(&part) { "gate" } else { part };
    SITE_FLOORS.iter().position(|floor| *floor == part)
}

/// The paths of a use tree, `a::{b, c::d}` as `a::b` and `a::c::d`.
fn spell_out(tree: &str, before: &str, found: &mut Vec<String>) {
    let tree = tree.trim_start();
    let end = tree.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(tree.len());
    let (path, rest) = (&tree[..end], &tree[end..]);
    if (path.is_empty() || path.ends_with("::")) && rest.starts_with('{') {
        for inner in group(rest) {
            spell_out(inner, &format!("{before}{path}"), found);
        }
    } else {
        found.push(format!("{before}{path}"));
    }
}

/// The parts of `{a, b::{c, d}, e}`.
fn group(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 1, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (c == ',' && depth == 1) || depth == 0 {
            parts.push(text[from..at].trim());
            from = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

/// What is wrong with an import, if anything.
fn breach(module: &str, path: &str) -> Option<String> {
    let allowed = FLOORS.iter().find(|(name, _)| *name == module).map(|(_, allowed)| *allowed)?;
    let target = first(path);
    if target == module || !FLOORS.iter().any(|(name, _)| *name == target) {
        return None;
    }
    if !allowed.contains(&target) {
        return Some(format!("`{module}` may not import `{path}`"));
    }
    let inside = ["render", "search"].contains(&module) && target == "site";
    let named = PAST_THE_GATE.iter().any(|allowed| path == *allowed || path.starts_with(&format!("{allowed}::")));
    (inside && !named).then(|| format!("`{path}` lies inside the gate"))
}

#[test]
fn every_module_imports_only_from_the_floors_below_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(module) = source.modules.first() else { continue };
        assert!(FLOORS.iter().any(|(name, _)| name == module), "`{module}` has no floor: add it to this test");
        wrong.extend(
            imports(&source)
                .iter()
                .filter_map(|path| breach(module, path).map(|why| format!("src/{}: {why}", source.name))),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_part_of_the_site_imports_only_from_the_floors_below_it() {
    let mut wrong = Vec::new();
    let is_inside = |source: &&Source| source.modules.len() > 1 && source.modules[0] == "site";
    // Tests may reach for anything that helps them.
    let is_test = |source: &&Source| source.modules.iter().any(|module| module == "tests");
    for source in sources().iter().filter(is_inside).filter(|source| !is_test(source)) {
        let own = format!("site::{}", source.modules[1]);
        let floor = site_floor(&own).unwrap_or_else(|| panic!("`{own}` has no floor: add it to this test"));
        let above = imports(source).into_iter().chain(relatives(source)).filter(|path| {
            let same = path.split("::").nth(1) == Some(source.modules[1].as_str());
            !same && site_floor(path).is_some_and(|other| other > floor)
        });
        wrong.extend(above.map(|path| format!("src/{}: `{path}` lies above", source.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_floors_are_in_order_and_none_is_empty() {
    let at = |name: &str| FLOORS.iter().position(|(known, _)| *known == name);
    for (name, allowed) in FLOORS {
        for below in allowed {
            assert!(at(below) < at(name), "`{name}` may import `{below}`, which does not stand below it");
        }
    }
    // Every module and every part of `site` is looked at, and the tables name nothing else.
    let sources = sources();
    let modules: BTreeSet<&str> =
        sources.iter().filter_map(|source| source.modules.first()).map(String::as_str).collect();
    assert_eq!(modules, FLOORS.iter().map(|(name, _)| *name).collect());
    let parts = sources.iter().filter(|source| source.modules.len() > 1 && source.modules[0] == "site");
    let parts: BTreeSet<&str> = parts.map(|source| source.modules[1].as_str()).collect();
    assert_eq!(parts, SITE_FLOORS.into_iter().collect());
}

#[test]
fn a_breach_inside_the_site_is_noticed() {
    let check = |modules: &[&str], code: &str, expected: &[&str]| {
        let modules: Vec<String> = modules.iter().map(|module| (*module).to_owned()).collect();
        let source = Source { name: String::new(), modules, text: code.to_owned(), is_test: false };
        let paths: Vec<String> = imports(&source).into_iter().chain(relatives(&source)).collect();
        let floors: Vec<&str> = paths.iter().filter(|path| site_floor(path).is_some()).map(String::as_str).collect();
        assert_eq!(floors, expected, "{code}");
    };
    check(&["site", "gate", "names"], "use crate::site::pages::tree;", &["site::pages::tree"]);
    check(
        &["site", "gate", "names"],
        "use super::super::pages::{tree, menu};",
        &["site::pages::tree", "site::pages::menu"],
    );
    check(&["site", "gate"], "use super::check;", &["site::check"]);
    check(&["site", "source", "page"], "pub(in super::super) fn f(site: &crate::site::Site<'_>) {}", &["site::Site"]);
    check(&["site", "source", "page"], "// use crate::site::pages;", &[]);
    assert!(site_floor("site::Site") > site_floor("site::records::types"));
    assert!(site_floor("site::pages") > site_floor("site::check"));
}

#[test]
fn a_breach_is_noticed() {
    let check = |module: &str, code: &str, expected: usize| {
        let modules = vec![module.to_owned(), "inner".to_owned()];
        let source = Source { name: String::new(), modules, text: code.to_owned(), is_test: false };
        let found = imports(&source).iter().filter_map(|path| breach(module, path)).count();
        assert_eq!(found, expected, "{module}: {code}");
    };
    check("diag", "use crate::disk::Disk;", 1);
    check("diag", "use crate::diag::Rule;", 0);
    check("disk", "use super::super::diag::Rule;", 1);
    check("render", "use crate::site::{AudienceView, gate::PageId, document::{Part, Leaf}};", 0);
    check("render", "use crate::{output, site::{AudienceView, Site}, theme};", 1);
    check("render", "fn f(page: &crate::site::page::Page) {}", 1);
    check("render", "use crate::site;", 1);
    check("site", "use crate::{config, render::files};", 1);
    check("site", "// use crate::render;", 0);
    check("cli", "use crate::site::Site;", 1);
}

#[test]
fn nothing_inside_the_gate_is_open_to_the_whole_crate() {
    for source in sources().iter().filter(|source| source.modules.first().is_some_and(|module| module == "site")) {
        let lines: Vec<&str> = product(source).lines().map(without_comment).collect();
        let for_tests = |at: usize| at > 0 && lines[at - 1].trim() == "#[cfg(test)]";
        let open = (0..lines.len()).find(|at| lines[*at].contains("pub(crate)") && !for_tests(*at)).map(|at| at + 1);
        assert_eq!(open, None, "src/{}: say `pub(in crate::site)`, so that nothing outside can reach it", source.name);
    }
}

#[test]
fn audiences_are_compared_behind_the_gate_alone() {
    let mut wrong = Vec::new();
    for source in sources() {
        let may = source.name.starts_with("config/") || source.name.starts_with("site/gate/");
        let comparing = product(&source).lines().map(without_comment).filter(|line| {
            // Audiences have no order that `<` or `max` could ask for.
            [".sees(", ".includes(", "Ord for Audience"].iter().any(|way| line.contains(way))
        });
        wrong.extend(comparing.filter(|_| !may).map(|line| format!("src/{}: {}", source.name, line.trim())));
        let lines: Vec<&str> = source.text.lines().collect();
        if let Some(at) = lines.iter().position(|line| line.starts_with("pub struct Audience ")) {
            let ordered = lines[..at].iter().rev().take_while(|line| line.starts_with('#') || line.starts_with("//"));
            wrong
                .extend(ordered.filter(|line| line.contains("Ord")).map(|line| format!("src/{}: {line}", source.name)));
        }
    }
    assert!(wrong.is_empty(), "ask `gate` who sees what:\n{}", wrong.join("\n"));
}

#[test]
fn the_whole_site_can_neither_be_printed_nor_serialised() {
    let mut seen = false;
    for source in sources() {
        let lines: Vec<&str> = source.text.lines().collect();
        if let Some(at) = lines.iter().position(|line| line.contains(" struct Site<")) {
            let above = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
            let derives: Vec<_> = above.filter(|line| line.contains("derive")).collect();
            assert!(derives.is_empty(), "src/{}: {derives:?} would let the site out unseen", source.name);
            seen = true;
        }
        for name in ["Debug for Site", "Display for Site", "Serialize for Site"] {
            assert!(!source.text.contains(name), "src/{}: `{name}` would let the site out unseen", source.name);
        }
    }
    assert!(seen, "there is a `struct Site`");
}

#[test]
fn every_source_says_what_it_owns_and_stays_short() {
    let mut wrong = Vec::new();
    for Source { name, text, .. } in sources() {
        if !text.starts_with("//! ") {
            wrong.push(format!("src/{name} does not open with `//! ` and what it owns"));
        }
        if text.lines().count() > MAX_LINES {
            wrong.push(format!("src/{name} has {} lines, and {MAX_LINES} is the most", text.lines().count()));
        } else if text.lines().count() > MAX_LINES - ROOM {
            wrong.push(format!("src/{name} has {} lines: split it by what it owns", text.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_disk_touches_the_file_system() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.modules.first().is_none_or(|module| module != "disk")) {
        let touching = product(source)
            .lines()
            .map(without_comment)
            .filter(|line| ["std::fs", "tokio::fs"].iter().any(|way| line.contains(way)));
        wrong.extend(touching.map(|line| format!("src/{}: {}", source.name, line.trim())));
    }
    assert!(wrong.is_empty(), "go through `disk`:\n{}", wrong.join("\n"));
}

/// What may read HTML, and whose it is.
const READERS_OF_HTML: [(&str, &str); 10] = [
    ("leaks/", "what the build has made, searched for what must not be in it"),
    ("import/", "pages and handbooks of other tools"),
    ("site/markdown/", "raw HTML in Markdown, and marks of other tools"),
    ("site/signs/", "comments that authors write"),
    ("site/source/", "comments that authors write"),
    ("site/rename.rs", "links that authors write between angle brackets"),
    ("attachments/", "SVG files of authors"),
    ("config/brand.rs", "a logo that a site brings"),
    ("render/markdown_copy/markdown.rs", "breaks in cells, which Markdown writes so"),
    ("serve/reply.rs", "where a page ends, to reload it while somebody works on it"),
];

#[test]
fn nothing_reads_the_html_that_we_have_written() {
    const CRATES: [&str; 6] = ["html5ever::", "ammonia::", "htmd::", "roxmltree::", "scraper::", "markup5ever::"];
    const LOOKS: [&str; 10] = [
        "find",
        "rfind",
        "split",
        "split_once",
        "rsplit_once",
        "strip_prefix",
        "starts_with",
        "ends_with",
        "contains",
        "match_indices",
    ];
    const BYTES: [&str; 3] = ["== b'<'", "  b'<' =>", "= b\"<"];
    let is_reading = |line: &str| {
        let begins = |rest: &str| ["'<'", "\"<", "b'<'", "b\"<"].iter().any(|mark| rest.starts_with(mark));
        let by_eye = LOOKS.iter().any(|way| line.split(&format!("{way}(")).skip(1).any(begins));
        by_eye || CRATES.iter().any(|name| line.contains(name)) || BYTES.iter().any(|mark| line.contains(mark))
    };
    assert!(is_reading("while let Some(at) = html.find('<') {") && is_reading("if rest.starts_with(\"<p>\") {"));
    assert!(!is_reading("html.push('<');"));
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    let is_product = |source: &Source| source.modules.iter().all(|module| module != "tests");
    for source in sources().into_iter().filter(is_product) {
        let reading = product(&source).lines().map(without_comment).filter(|line| is_reading(line));
        let lines: Vec<String> = reading.map(|line| format!("src/{}: {}", source.name, line.trim())).collect();
        match READERS_OF_HTML.iter().find(|(path, _)| source.name.starts_with(path)) {
            Some((path, _)) if !lines.is_empty() => drop(used.insert(*path)),
            Some(_) => {}
            None => wrong.extend(lines),
        }
    }
    assert!(wrong.is_empty(), "ask the tree instead:\n{}", wrong.join("\n"));
    let unused: Vec<_> = READERS_OF_HTML.iter().filter(|(path, _)| !used.contains(path)).collect();
    assert!(unused.is_empty(), "no longer read any HTML: {unused:?}");
}
