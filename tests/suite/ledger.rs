//! Addresses that readers may have kept: what the ledger says of them holds, and nobody reads the ledger.

use std::process::Command;

use rolebook::disk::MemoryDisk;

use super::support::{self, Built};

const HOME: &str = "+++\naudience = \"public\"\n[cascade]\naudience = \"public\"\n+++\n# Home\n";

fn built(ledger: &str, pages: &[(&str, &str)]) -> Built {
    let mut disk = MemoryDisk::new([
        ("rolebook.toml", "title = \"Site\"\naudiences = [\"public\", \"internal\"]\n"),
        ("content/_index.md", HOME),
        ("content/addresses.txt", ledger),
    ]);
    for (path, text) in pages {
        disk.insert(*path, *text);
    }
    support::build(&disk)
}

fn page(built: &Built, audience: &str, path: &str) -> Option<String> {
    let files = built.audience(audience).expect("it is built");
    let file = files.iter().find(|file| file.path.as_str() == path)?;
    Some(String::from_utf8_lossy(&file.bytes).into_owned())
}

#[test]
fn what_was_kept_and_leads_nowhere_is_said_with_the_line_to_write() {
    let pages = [("content/new.md", "# New\n\n## The first conversation\n\nText.\n")];
    let built =
        built("# Kept\n\npublic / #home\npublic /old/ #part\npublic /new/ #the-first-call\ninternal /team/\n", &pages);
    assert_eq!(
        built.short(),
        "content/addresses.txt:4:1: error[address-lost]: `/old/` leads nowhere for `public`\n\
         content/addresses.txt:5:1: error[address-lost]: `/new/#the-first-call` leads nowhere for `public`\n\
         content/addresses.txt:6:1: error[address-lost]: `/team/` leads nowhere for `internal`\n"
    );
    assert!(built.hints().contains("`/new/#the-first-call -> /new/#"), "{}", built.hints());
    assert!(built.hints().contains("`/old/ retired`"), "{}", built.hints());
}

#[test]
fn what_moved_leads_on_and_what_was_given_up_is_fine() {
    let ledger = "/old/ -> /new/\n/new/#first -> /new/#the-first-conversation\n/new/#elsewhere -> /team/\n/gone retired\n\n\
                  public /\npublic /old/ #x\npublic /new/ #first\npublic /gone/ #part\npublic /kept/\n";
    let pages = [
        ("content/new.md", "+++\naliases = [\"/kept/\"]\n+++\n# New\n\n## The first conversation\n\nText.\n"),
        ("content/team.md", "+++\naudience = \"internal\"\n+++\n# Team secrets\n"),
    ];
    let built = built(ledger, &pages);
    assert_eq!(built.short(), "");
    let redirect = page(&built, "public", "old/index.html").expect("the old address answers");
    assert!(redirect.contains("url=../new/"), "{redirect}");
    let new = page(&built, "public", "new/index.html").expect("the page is there");
    assert!(
        new.contains("<li id=\"first\">") && new.contains("#the-first-conversation\">The first conversation</a>"),
        "{new}"
    );
    assert!(!new.contains("elsewhere") && !new.contains("team"), "{new}");
    let internal = page(&built, "internal", "new/index.html").expect("the page is there");
    assert!(internal.contains("<li id=\"elsewhere\">") && internal.contains("Team secrets"), "{internal}");
    for audience in ["public", "internal"] {
        assert!(page(&built, audience, "addresses.txt").is_none(), "nobody reads the ledger");
    }
}

#[test]
fn every_theme_says_once_where_a_heading_has_moved_to() {
    for theme in ["default", "careers"] {
        let settings = format!("title = \"Site\"\naudiences = [\"public\", \"internal\"]\ntheme = \"{theme}\"\n");
        let pages = [("rolebook.toml", settings.as_str()), ("content/new.md", "# New\n\n## Second\n\nText.\n")];
        let built = built("/new/#first -> /new/#second\n\npublic /new/ #first\n", &pages);
        let new = page(&built, "public", "new/index.html").expect("the page is there");
        assert_eq!(new.matches("<li id=\"first\">").count(), 1, "{theme}: {new}");
    }
}

#[test]
fn a_public_page_that_becomes_internal_is_lost_for_the_public_alone() {
    let built = built("public /pay/\n", &[("content/pay.md", "+++\naudience = \"internal\"\n+++\n# Pay\n")]);
    assert_eq!(built.short(), "content/addresses.txt:1:1: error[address-lost]: `/pay/` leads nowhere for `public`\n");
}

#[test]
fn lines_that_cannot_be_read_say_what_to_write() {
    let built = built("publik /\n/a b\npublic pay\npublic / part\n/a/ -> there\n", &[]);
    let lines: Vec<String> = built.short().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("error[address]: ")), "{lines:?}");
    assert!(built.hints().contains("`public`") && built.hints().contains("`/old/ -> /new/`"), "{}", built.hints());
}

#[test]
fn accepting_adds_what_is_new_and_removes_nothing() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of our own");
        std::fs::write(path, text).expect("a folder of our own");
    };
    // The folder that is named counts, wherever the command is run.
    let elsewhere = tempfile::tempdir().expect("a folder of our own");
    let accept = || {
        let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .args(["check", "--accept"])
            .arg(folder.path())
            .current_dir(elsewhere.path())
            .output();
        let output = output.expect("it runs");
        let ledger = std::fs::read_to_string(folder.path().join("content/addresses.txt")).expect("it was written");
        let lines: Vec<String> =
            ledger.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
        (output.status.code(), lines)
    };
    write("rolebook.toml", "title = \"Site\"\naudiences = [\"public\", \"internal\"]\n");
    write("content/_index.md", HOME);
    write(
        "content/a.md",
        "+++\naliases = [\"/first/\"]\n+++\n# A\n\n## Part\n\n:::internal\n## Secret\n\nText.\n:::\n",
    );
    write("content/team.md", "+++\naudience = \"internal\"\n+++\n# Team\n");
    let first = ["public /", "public /a/ #part", "internal /a/ #secret", "public /first/", "internal /team/"];
    assert_eq!(accept(), (Some(0), first.map(str::to_owned).to_vec()));
    write("content/a.md", "# A\n\n## Other\n\nText.\n");
    let (code, lines) = accept();
    assert_eq!(code, Some(1), "what is lost stays lost");
    assert!(
        lines.contains(&"public /a/ #other #part".to_owned()) && lines.contains(&"public /first/".to_owned()),
        "{lines:?}"
    );
    let ledger = std::fs::read_to_string(folder.path().join("content/addresses.txt")).expect("it is there");
    write("content/addresses.txt", &format!("{ledger}/first/ retired\n/a/#part -> /a/#other\n/a/#secret retired\n"));
    let (code, lines) = accept();
    assert_eq!(code, Some(0), "{lines:?}");
    assert!(
        lines.contains(&"/first/ retired".to_owned()) && !lines.iter().any(|line| line.starts_with("public /first/")),
        "{lines:?}"
    );
}
