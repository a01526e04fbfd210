//! `rolebook init`: a starter site in a new folder. The samples are part of the program.

use std::path::Path;

use anyhow::Result;
use include_dir::{Dir, include_dir};
use jiff::civil::Date;

use super::args::Init;
use super::{Outcome, refuse, terminal};
use crate::disk::write::{self, Found};
use crate::pipeline::schemas;

/// Settings, sample pages and data.
static FULL: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter/full");
/// The settings and one page.
static BARE: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter/bare");

/// The day the samples are dated by. A starter takes the day it is made instead, so that its figures begin fresh.
const SAMPLE_DAY: &str = "2026-11-21";

/// Where the samples look for releases.
const SAMPLE_RELEASES: &str = "https://rolebook.example.org/releases/download";

/// Where releases of this program are, for the workflow of a starter; whoever compiles a release says so.
const RELEASES: &str = match option_env!("ROLEBOOK_RELEASES") {
    Some(address) => address,
    None => SAMPLE_RELEASES,
};

/// What a repository that was just made holds.
const OF_A_REPOSITORY: [&str; 6] = [".git", ".gitignore", ".gitattributes", ".github", ".gitlab", ".DS_Store"];

/// Writes the starter site and says what to do next.
pub(super) fn run(args: &Init, today: Date) -> Result<Outcome> {
    let here = std::path::PathBuf::from(".");
    let folder = args.folder.as_ref().or(args.site.root.as_ref()).unwrap_or(&here);
    let shown = folder.display();
    let kept = empty_or_new(folder)?;
    let mut files = Vec::new();
    gather(if args.bare { &BARE } else { &FULL }, &mut files);
    // The first line of settings and data names them, so that editors complete and check what is typed.
    let schemas = schemas::files();
    files.extend(schemas.iter().map(|(path, text)| (Path::new(path.as_str()), text.as_bytes())));
    let mut left = Vec::new();
    let mut written = 0;
    for (path, bytes) in &files {
        let file = folder.join(path);
        if kept && !matches!(write::find(&file), Ok(Found::Nothing)) {
            left.push((path.display().to_string(), String::from_utf8_lossy(bytes).trim().to_owned()));
            continue;
        }
        write::create_folders(file.parent().unwrap_or(folder))
            .and_then(|()| write::write_new(&file, &made_ours(bytes, today)))
            .map_err(|error| {
                refuse(format!("cannot write `{}`: {error}", file.display()), "see that the folder may be written to")
            })?;
        written += 1;
    }
    let left: String = left
        .iter()
        .map(|(path, wanted)| match path.as_str() {
            ".gitignore" => format!("left {path} as it was; add this line to it: {wanted}\n"),
            _ => format!("left {path} as it was\n"),
        })
        .collect();
    let go = if folder == &here { String::new() } else { format!("  cd {shown}\n") };
    terminal::out(&format!(
        "wrote {written} files to {shown}\n{left}\nNext:\n{go}  rolebook serve                 look at it while you write\n  \
         rolebook new role \"A role\"     add a page\n  rolebook check                 see what is left to fix\n  \
         rolebook build                 write it to dist/, ready to publish\n"
    ))?;
    Ok(Outcome::Fine)
}

/// Whether the folder is there already, with nothing in it but what a repository begins with.
fn empty_or_new(folder: &Path) -> Result<bool> {
    let shown = folder.display();
    let other = "name a folder that does not exist yet, or an empty one";
    let is_harmless = |name: &String| {
        let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
        OF_A_REPOSITORY.contains(&name.as_str())
            || stem == "README"
            || stem.starts_with("LICENSE")
            || stem.starts_with("LICENCE")
    };
    match write::find(folder) {
        Ok(Found::Nothing) => Ok(false),
        Ok(Found::Folder) => match write::names(folder) {
            Ok(names) => match names.iter().find(|name| !is_harmless(name)) {
                None => Ok(true),
                Some(name) => {
                    let message = format!("`{shown}` is not empty: it holds `{}`", name.escape_debug());
                    Err(refuse(message, format!("{other}; a repository may hold .git, .gitignore, README and LICENSE")))
                }
            },
            Err(error) => Err(refuse(format!("cannot look into `{shown}`: {error}"), other)),
        },
        Ok(_) => Err(refuse(format!("`{shown}` exists and is not a folder"), other)),
        Err(error) => Err(refuse(format!("cannot look at `{shown}`: {error}"), other)),
    }
}

fn gather<'d>(dir: &Dir<'d>, files: &mut Vec<(&'d Path, &'d [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    for inner in dir.dirs() {
        gather(inner, files);
    }
}

/// The file with `today` in the place of the samples' day, and the address of our own releases.
fn made_ours(bytes: &[u8], today: Date) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace(SAMPLE_DAY, &today.to_string()).replace(SAMPLE_RELEASES, RELEASES).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Date = jiff::civil::date(2031, 2, 3);

    #[test]
    fn a_starter_is_dated_by_the_day_it_is_made() {
        let mut files = Vec::new();
        gather(&FULL, &mut files);
        let texts: Vec<_> =
            files.iter().map(|(_, bytes)| String::from_utf8(made_ours(bytes, SAMPLE)).expect("text")).collect();
        assert!(texts.iter().any(|text| text.contains("as_of = 2031-02-03")));
        // Laws are of the day on which they were looked up.
        let is_law = |text: &&String| text.contains("[law.");
        assert!(texts.iter().any(|text| is_law(&text)), "there are laws");
        assert!(texts.iter().filter(|text| !is_law(text)).all(|text| !text.contains("2026-")), "another day");
    }

    #[test]
    fn the_workflow_of_a_starter_names_the_release_it_came_with() {
        let workflow = FULL.get_file(".github/workflows/check.yml").expect("a starter is checked on every change");
        let text = String::from_utf8(made_ours(workflow.contents(), SAMPLE)).expect("text");
        let version = env!("CARGO_PKG_VERSION");
        let address = format!("{RELEASES}/v{version}/rolebook-{version}-x86_64-unknown-linux-musl.tar.gz");
        assert_eq!(text.matches("https://").count(), 1, "one address stands in one place");
        assert!(text.contains(&format!("  ROLEBOOK_RELEASE: {address}\n")), "{text}");
    }

    #[test]
    fn both_starters_hold_settings_and_a_home_page() {
        for starter in [&FULL, &BARE] {
            assert!(starter.get_file("rolebook.toml").is_some());
            assert!(starter.get_file("content/_index.md").is_some());
        }
    }
}
