//! What `rolebook build` leaves in the folder: nothing of another audience, and nothing that is public no more.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::super::pictures;
use super::super::support::files_below;

const SECRET: &str = "zqxsecret";

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder of our own");
    std::fs::write(&path, pictures::file(&path.to_string_lossy(), text)).expect("a folder of our own");
}

fn rolebook(root: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .args(["build", "--today", "2026-11-21", "--root"])
        .arg(root)
        .args(arguments)
        .output()
        .expect("the command was built");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Every file below `dist`, and all their text.
fn dist(root: &Path) -> (BTreeSet<String>, String) {
    let folder = root.join("dist");
    let mut text = String::new();
    let mut paths = BTreeSet::new();
    for path in files_below(&folder, "") {
        let bytes = std::fs::read(&path).expect("it was just written");
        let name = path.strip_prefix(&folder).expect("it was found there").to_string_lossy().into_owned();
        text.push_str(&String::from_utf8_lossy(&bytes));
        if name.contains("/search/") && name.ends_with(".bin") {
            // Its files are named after what they hold: each build has others.
            text.push_str(&rolebook::search::text_of(&bytes));
        } else {
            paths.insert(name);
        }
    }
    (paths, text)
}

fn page(title: &str, audience: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\naudience = \"{audience}\"\ntags = [\"{title}\"]\naliases = [\"/old-{title}/\"]\n+++\n{body}\n"
    )
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let root = folder.path();
    write(root, "rolebook.toml", "title = \"Test\"\naudiences = [\"public\", \"internal\"]\n");
    write(root, "content/_index.md", "+++\ntitle = \"Home\"\n[cascade]\naudience = \"public\"\n+++\nText.\n");
    write(root, "content/stays.md", &page("stays", "public", &format!("Text.\n\n:::internal\n{SECRET}\n:::")));
    write(root, "content/vanishes.md", &page("vanishes", "public", &format!("[Paper](paper.pdf)\n\nOpen {SECRET}.")));
    write(root, "content/paper.pdf", SECRET);
    write(root, &format!("content/{SECRET}.md"), &page("hidden", "internal", SECRET));
    write(root, "static/internal/note.txt", SECRET);
    folder
}

#[test]
fn a_public_build_leaves_only_the_public_folder() {
    let folder = site();
    write(folder.path(), "content/vanishes.md", &page("vanishes", "public", "Open."));
    let (done, said) = rolebook(folder.path(), &["--audience", "public"]);
    assert!(done, "{said}");
    let (paths, text) = dist(folder.path());
    assert!(paths.iter().all(|path| path.starts_with("public/") || path.starts_with(".rolebook")), "{paths:?}");
    assert!(!text.contains(SECRET) && !paths.iter().any(|path| path.contains(SECRET)), "{paths:?}");
    assert!(!said.contains(SECRET), "{said}");
}

#[test]
fn what_is_public_no_more_leaves_the_folder() {
    let folder = site();
    let root = folder.path();
    assert!(rolebook(root, &["--audience", "public"]).0);
    let (before, text) = dist(root);
    let gone = [
        "public/vanishes/index.html",
        "public/vanishes/index.md",
        "public/paper.pdf",
        "public/old-vanishes/index.html",
        "public/tags/vanishes/index.html",
    ];
    for path in gone {
        assert!(before.contains(path), "{before:?}");
    }
    assert!(text.contains(SECRET));
    write(root, "content/vanishes.md", &page("vanishes", "internal", &format!("[Paper](paper.pdf)\n\nOpen {SECRET}.")));
    assert!(rolebook(root, &["--audience", "public"]).0);
    let (after, text) = dist(root);
    assert_eq!(before.difference(&after).map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(gone));
    assert!(!text.contains(SECRET) && !text.contains("vanishes"), "the page is gone from every other one");
}

#[test]
fn a_public_build_leaves_the_internal_folder_alone_and_an_error_leaves_both() {
    let folder = site();
    let root = folder.path();
    assert!(rolebook(root, &[]).0);
    let (both, _) = dist(root);
    assert!(both.contains("internal/note.txt") && both.contains(&format!("internal/{SECRET}/index.html")));
    assert!(rolebook(root, &["--audience", "public"]).0);
    assert_eq!(dist(root).0, both);
    // A leak writes nothing at all.
    write(root, "content/leak.md", &page("leak", "public", &format!("[there]({SECRET}.md)")));
    let (done, said) = rolebook(root, &["--audience", "public"]);
    assert!(!done && said.contains("audience-leak"), "{said}");
    assert_eq!(dist(root).0, both);
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_file_sizes_is_a_message_and_leaves_the_old_site() {
    let folder = site();
    let root = folder.path();
    assert!(rolebook(root, &[]).0);
    let before = dist(root).0;
    write(root, "content/long.md", &page("long", "public", &"Many words. ".repeat(40_000)));
    let build = format!("ulimit -f 200; exec {} build --today 2026-11-21 --root .", env!("CARGO_BIN_EXE_rolebook"));
    let output = Command::new("sh").args(["-c", &build]).current_dir(root).output().expect("there is a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("a file may not grow that large here"), "{said}");
    assert_eq!(dist(root).0, before, "nothing half written is left");
}

#[test]
fn what_cannot_be_looked_through_is_named_and_is_no_success() {
    let site = site();
    let root = site.path();
    let looked = |root: &Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_rolebook")).args(["leaks", "--root"]).arg(root).output();
        let output = output.expect("the command was built");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    };
    assert!(rolebook(root, &[]).0);
    assert_eq!(looked(root).0, Some(0), "{}", looked(root).1);
    std::fs::write(root.join("dist/public/old.zst"), b"\x28\xb5\x2f\xfd\x24\xff").expect("a folder of our own");
    let (code, said) = looked(root);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("public/old.zst: could not be looked through: it is packed with Zstandard"), "{said}");
    assert!(said.contains("1 file could not be looked through"), "{said}");
}
