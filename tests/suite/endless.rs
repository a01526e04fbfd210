//! What never ends is ended: a template that loops, in each command that renders, and a page without measure.

use std::process::Command;
use std::time::{Duration, Instant};

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::support::TODAY;

const ENDLESS: &str = "{% for a in range(end=99999) %}{% for b in range(end=99999) %}{% endfor %}{% endfor %}";

#[test]
fn a_template_without_end_ends_every_command_that_renders_and_is_named() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let root = folder.path();
    for (path, text) in [
        ("rolebook.toml", "title = \"T\"\n"),
        ("content/_index.md", "# Home\n\nWords.\n"),
        ("content/p.md", "+++\ntitle = \"P\"\nkind = \"glossary\"\n+++\nWords.\n"),
        ("themes/default/templates/glossary.html", ENDLESS),
    ] {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder of our own");
        std::fs::write(path, text).expect("a folder of our own");
    }
    for arguments in [&["build"][..], &["check"], &["serve", "--port", "0"]] {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .args(["--today", &TODAY.to_string()])
            .args(arguments)
            .arg("--root")
            .arg(root)
            .output()
            .expect("the command was built");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("error[template]") && said.contains("content/p.md"), "{arguments:?}: {said}");
        assert!(start.elapsed() < Duration::from_secs(60), "{arguments:?}");
    }
}

#[test]
fn a_page_of_too_many_elements_is_told_where_they_become_too_many() {
    let of_text = |text: &str| {
        let text = format!("# Title\n\n{text}\n");
        let disk = MemoryDisk::new([("rolebook.toml", "title = \"T\"\n"), ("content/a.md", &text)]);
        let config = Config::load(&disk, TODAY, &mut Diagnostics::default()).expect("the settings are sound");
        let audiences: Vec<_> = config.audiences.iter().collect();
        diag::short(&pipeline::check(&disk, &config, &audiences))
    };
    let found = |words: usize| of_text(&"*a*\n".repeat(words));
    // Each is an element, its text, and the end of its line.
    assert_eq!(found(33_000), "");
    assert_eq!(found(50_000), "content/a.md:33335:2: error[limit]: the page has more than 100000 elements here\n");
    // A bare address is a link, its text, and what stands before it.
    let addresses = |words: usize| of_text(&"a@b.cc ".repeat(words));
    assert_eq!(addresses(33_000), "");
    assert_eq!(addresses(34_000), "content/a.md:3:233325: error[limit]: the page has more than 100000 elements here\n");
}

/// Nothing reads the body of such a page, so that links to its headings say nothing either.
#[test]
fn a_page_of_too_many_elements_has_one_finding() {
    let long = "## Part\n\n*a* :::internal [x](nowhere.md)\n\n".repeat(20_000);
    let disk = MemoryDisk::new([
        ("rolebook.toml", "title = \"T\"\n"),
        ("content/a.md", &format!("# Title\n\n{long}")),
        ("content/b.md", "# Other\n\n[There](a.md#part)\n"),
    ]);
    let config = Config::load(&disk, TODAY, &mut Diagnostics::default()).expect("the settings are sound");
    let audiences: Vec<_> = config.audiences.iter().collect();
    let found = diag::short(&pipeline::check(&disk, &config, &audiences));
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.contains("error[limit]: the page has more than 100000 elements here"), "{found}");
}
