//! The page of changes out of a repository: each audience reads of what it saw change, and of nothing else.

use std::path::Path;
use std::process::{Command, Output};

use super::super::support::files_below;
use super::history::{Files, History};

const DAY: i64 = 86_400;
/// 1 October 2026, at noon.
const FIRST: i64 = 1_790_856_000;

/// Words that stand in internal edits, messages and names alone.
const PLANTED: [&str; 6] = ["kestrel", "ocelot", "walrus", "narwhal", "zebediah", "Retracted plans"];

fn files(texts: &[(&str, &str)]) -> Files {
    texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn pay(bonus: &str, hidden: &str) -> String {
    format!(
        "+++\naudience = \"public\"\n+++\n# How we pay\n\n## Bands\n\nThey are public.\n\n## Bonus\n\n{bonus}\n\n:::internal\n## Hidden {hidden}\n\n{hidden}\n:::\n"
    )
}

/// The days of a site; with or without what only internal readers see.
fn days(with_internal: bool) -> Vec<(&'static str, Files)> {
    let hidden = |word: &'static str| if with_internal { word } else { "nothing" };
    let settings = "title = \"Playbook\"\naudiences = [\"public\", \"internal\"]\n\n[changes]\nfrom = \"git\"\n";
    let guide = |more: &str| format!("+++\ntitle = \"Guide\"\naudience = \"public\"\n+++\nOne.\n{more}");
    let secret =
        |audience: &str, word: &str| format!("+++\ntitle = \"Opened\"\naudience = \"{audience}\"\n+++\nOpen {word}.\n");
    let mut site = files(&[("rolebook.toml", settings)]);
    let mut days = Vec::new();
    let mut end = |site: &Files, subject| days.push((subject, site.clone()));
    let put = |site: &mut Files, path: &str, text: String| drop(site.insert(path.to_owned(), text));
    put(&mut site, "content/pay.md", pay("None.", hidden("walrus")));
    put(&mut site, "content/guide.md", guide(""));
    put(&mut site, "content/opened.md", secret("internal", hidden("first")));
    put(&mut site, "content/gone.md", "+++\ntitle = \"Gone\"\naudience = \"public\"\n+++\nText.\n".to_owned());
    end(&site, "Begin");
    if with_internal {
        put(&mut site, "content/pay.md", pay("None.", "kestrel"));
        put(&mut site, "content/opened.md", secret("internal", "ocelot"));
    }
    end(&site, "Raise the walk-away for kestrel");
    put(&mut site, "content/pay.md", pay("Ten per cent.", hidden("ocelot")));
    put(&mut site, "content/new.md", "+++\naudience = \"public\"\n+++\n# Benefits & more\n\nText.\n".to_owned());
    end(&site, "Ocelot: the bonus");
    put(&mut site, "content/guide.md", guide("\n## Retracted plans\n\nSaid too early.\n"));
    end(&site, "Plans");
    let hide = "\n:::internal\n## Retracted plans\n\nSaid too early.\n:::\n";
    put(&mut site, "content/guide.md", guide(if with_internal { hide } else { "" }));
    end(&site, "Hide the plans of narwhal");
    put(&mut site, "content/opened.md", secret("public", "now"));
    put(
        &mut site,
        "content/gone.md",
        "+++\ntitle = \"Gone\"\naudience = \"internal\"\n+++\nText of walrus.\n".to_owned(),
    );
    end(&site, "Open a page, close another");
    if !with_internal {
        site.remove("content/gone.md");
        days.last_mut().expect("a day").1 = site;
    }
    days
}

fn rolebook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command.args(arguments).current_dir(folder).output().expect("the program runs")
}

/// Commits the days, writes the last of them into the working tree and builds it.
fn built(folder: &Path, days: &[(&str, Files)]) {
    let mut history = History::new(folder);
    for ((subject, site), at) in days.iter().zip(0..) {
        history.clock = FIRST + at * DAY;
        history.commit(site, subject);
    }
    for (path, text) in &days.last().expect("a day").1 {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder of our own");
        std::fs::write(file, text).expect("a folder of our own");
    }
    let run = rolebook(folder, &["build", "--today", "2026-11-21"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// The lines of the page of changes, without their marks.
fn told(folder: &Path, audience: &str) -> Vec<String> {
    let page = std::fs::read_to_string(folder.join(format!("dist/{audience}/changes/index.html"))).expect("the page");
    let text =
        page.split("<div class=\"text\">").nth(1).and_then(|rest| rest.split("</div>").next()).expect("its text");
    let plain = |line: &str| {
        let pieces = line.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        pieces.collect::<String>().replace(" #", "").trim().to_owned()
    };
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

#[test]
fn readers_are_told_of_what_they_saw_change_and_of_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    built(folder.path(), &days(true));
    assert_eq!(
        told(folder.path(), "public"),
        [
            "6 October 2026",
            "Opened: new page",
            "5 October 2026",
            "Guide: changed",
            "4 October 2026",
            "Guide: changed",
            "3 October 2026",
            "Benefits &amp; more: new page",
            "How we pay: changed under “Bonus”",
        ]
    );
    let internal = told(folder.path(), "internal");
    assert!(internal.contains(&"Guide: changed under “Retracted plans”".to_owned()), "{internal:#?}");
    assert!(internal.contains(&"Opened: changed".to_owned()), "{internal:#?}");
    for file in files_below(&folder.path().join("dist/public"), "") {
        let bytes = std::fs::read(&file).expect("a file");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in PLANTED {
            assert!(!text.contains(&word.to_lowercase()), "{word} in {}", file.display());
        }
    }
}

#[test]
fn what_is_internal_leaves_no_trace_in_what_the_public_is_told() {
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    built(one.path(), &days(true));
    built(other.path(), &days(false));
    let page = |folder: &Path| std::fs::read(folder.join("dist/public/changes/index.html")).expect("the page");
    assert!(
        page(one.path()) == page(other.path()),
        "{:#?}\n{:#?}",
        told(one.path(), "public"),
        told(other.path(), "public")
    );
}

#[test]
fn a_site_without_a_repository_is_told_so_and_built() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("rolebook.toml"), "title = \"T\"\n\n[changes]\nfrom = \"git\"\n").expect("it");
    std::fs::create_dir(folder.path().join("content")).expect("a folder");
    std::fs::write(folder.path().join("content/_index.md"), "# T\n").expect("a page");
    let run = rolebook(folder.path(), &["check"]);
    assert!(String::from_utf8_lossy(&run.stdout).contains("warning[no-history]"), "{run:?}");
}
