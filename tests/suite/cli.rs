//! Transcripts of the command: each `cli/*.md` tells a story of commands, what they print and how they end.
//!
//! A story is Markdown. A fence that begins with `$` is one command with what it prints (both streams, standard output
//! first) and, when it is not 0, a last line `[exit 1]`. A fence named `file PATH` writes a file first. Every story runs
//! in an empty folder of its own. Times, and the folder's own path, show as `[TIME]` and `[FOLDER]`.
//! `UPDATE_EXPECT=1` writes what came out into the stories.

use std::path::Path;
use std::process::Command;

use super::diff;
use super::pictures;
use super::support::{files_below, package};

#[test]
fn every_transcript_holds() {
    let stories = files_below(&package().join("tests/suite/cli"), ".md");
    assert!(stories.len() >= 5, "the stories are where this test looks for them");
    let failures: Vec<String> = stories.iter().filter_map(|path| play(path).err()).collect();
    eprintln!("{} transcripts", stories.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn play(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).expect("a story is UTF-8");
    let temp = tempfile::tempdir().expect("a folder of our own");
    let folder = temp.path().canonicalize().expect("it was just made");
    let played = retell(&text, &folder);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &played).expect("the stories can be written");
        return Ok(());
    }
    if played == text {
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Err(format!("tests/suite/cli/{name}\n{}", diff::lines(&text, &played)))
}

/// The story with what its commands print now.
fn retell(text: &str, folder: &Path) -> String {
    let mut told = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        told.push_str(line);
        told.push('\n');
        let Some(info) = line.strip_prefix("```") else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if let Some(name) = info.strip_prefix("file ") {
            let file = folder.join(name);
            std::fs::create_dir_all(file.parent().unwrap_or(folder)).expect("a folder of our own");
            let body = pictures::file(name, format!("{}\n", inside.join("\n")));
            std::fs::write(file, body).expect("a folder of our own");
            told.extend(inside.iter().map(|line| format!("{line}\n")));
        } else if let Some(command) = inside.first().and_then(|line| line.strip_prefix("$ ")) {
            told.push_str(&format!("$ {command}\n{}", run(command, folder)));
        } else {
            told.extend(inside.iter().map(|line| format!("{line}\n")));
        }
        told.push_str("```\n");
    }
    told
}

/// Runs a line through the shell, with our binary first on the path.
fn run(command: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_rolebook")).parent().expect("it lies in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", format!("{}:{path}", binary.display())), ("SOURCE_DATE_EPOCH", "1795219200".to_owned())])
        .output()
        .expect("there is a shell");
    let mut told = normalise(&String::from_utf8_lossy(&output.stdout), folder);
    told.push_str(&normalise(&String::from_utf8_lossy(&output.stderr), folder));
    match output.status.code() {
        Some(0) => {}
        Some(code) => told.push_str(&format!("[exit {code}]\n")),
        None => told.push_str("[killed]\n"),
    }
    told
}

fn normalise(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.display().to_string(), "[FOLDER]");
    let mut told: String = text.lines().map(|line| format!("{}\n", without_time(line.trim_end()))).collect();
    if !text.is_empty() && !text.ends_with('\n') {
        told.push_str("[no line end]\n");
    }
    told
}

/// `; 0.4 s;` as `; [TIME];`.
fn without_time(line: &str) -> String {
    let is_time = |part: &str| part.strip_suffix(" s").is_some_and(|number| number.parse::<f64>().is_ok());
    line.split("; ").map(|part| if is_time(part) { "[TIME]" } else { part }).collect::<Vec<_>>().join("; ")
}

#[test]
fn times_are_told_from_other_words() {
    assert_eq!(without_time("public 2 pages; 1 warning; 0.4 s; dist"), "public 2 pages; 1 warning; [TIME]; dist");
    assert_eq!(without_time("all s; s"), "all s; s");
}
