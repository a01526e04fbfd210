//! Rebuilds the program when a file of the embedded theme or of the drafts comes, goes or changes, tells it which commit it
//! is made from, and makes the list of rules from the guide's page of findings.
//!
//! `include_dir!` alone does not notice new files. It must not need Git: a package from a registry names its commit in a file.

#![allow(clippy::print_stdout, reason = "a build script speaks to Cargo on standard output")]
#![allow(clippy::disallowed_methods, reason = "a build script has no other door to files and the environment")]

use std::env;
use std::fs;
use std::process::Command;

/// Where `cargo package` writes which commit it packed.
const PACKED: &str = ".cargo_vcs_info.json";

/// The guide's page of findings: a section for each rule, below the heading of its severity.
const FINDINGS: &str = "docs/content/reference/findings.md";

/// How the headings begin that rules stand below, and what they make of a rule.
const SEVERITIES: [(&str, &str); 4] = [
    ("Always errors", "Error, fixed"),
    ("Errors unless", "Error"),
    ("Warnings unless", "Warning"),
    ("Remarks unless", "Info"),
];

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/drafts");
    println!("cargo::rerun-if-changed=build.rs");
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let version = match commit_of_package().or_else(commit_of_repository) {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo::rustc-env=ROLEBOOK_VERSION={version}");
    println!("cargo::rerun-if-changed={FINDINGS}");
    let page = fs::read_to_string(FINDINGS).expect("the guide's page of findings is part of every package");
    let folder = env::var("OUT_DIR").expect("Cargo names the folder of what is made");
    fs::write(format!("{folder}/rules.rs"), rules(&page)).expect("Cargo gives a folder that can be written");
}

/// The sections of the page as the lines of `rules!` in `src/diag/rules.rs`.
fn rules(page: &str) -> String {
    let mut rules = String::from("rules! {\n");
    for part in page.split("\n## ").skip(1) {
        let severity = SEVERITIES.iter().find(|(begins, _)| part.starts_with(begins));
        let Some((_, severity)) = severity else { continue };
        for section in part.split("\n### ").skip(1) {
            let (id, text) = section.split_once('\n').unwrap_or((section, ""));
            let (name, text) = (id.replace('-', "_").to_uppercase(), text.trim());
            let about = first_sentence(text.lines().next().unwrap_or_default());
            rules.push_str(&format!("    {name} = {id:?}, {severity}: {about:?}, {text:?};\n"));
        }
    }
    rules + "}\n"
}

/// A paragraph up to its first full stop or colon, links as their words alone.
fn first_sentence(paragraph: &str) -> String {
    let mut text = String::new();
    let mut rest = paragraph;
    while let Some((before, link)) = rest.split_once('[') {
        let (Some((words, behind)), true) = (link.split_once("]("), !before.ends_with('`')) else { break };
        text = text + before + words;
        rest = behind.split_once(')').map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    let end = [". ", ": "].iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ':']).to_owned()
}

fn commit_of_package() -> Option<String> {
    let packed = fs::read_to_string(PACKED).ok()?;
    let hash = packed.split("\"sha1\"").nth(1)?.split('"').nth(1)?;
    short(hash)
}

/// The commit of the working copy, for optimized builds only: others would be compiled again after each commit.
fn commit_of_repository() -> Option<String> {
    if env::var("PROFILE").is_ok_and(|profile| profile != "release") || fs::metadata(".git").is_err() {
        return None;
    }
    println!("cargo::rerun-if-changed={}", git(&["rev-parse", "--git-path", "logs/HEAD"])?);
    short(&git(&["rev-parse", "HEAD"])?)
}

fn git(words: &[&str]) -> Option<String> {
    let output = Command::new("git").args(words).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

fn short(hash: &str) -> Option<String> {
    hash.get(..9).filter(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit())).map(str::to_owned)
}
