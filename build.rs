//! Rebuilds the program when a file of the embedded theme comes, goes or changes, and tells it which commit it is made from.
//!
//! `include_dir!` alone does not notice new files. It must not need Git: a package from a registry names its commit in a file.

#![allow(clippy::print_stdout, reason = "a build script speaks to Cargo on standard output")]
#![allow(clippy::disallowed_methods, reason = "a build script has no other door to files and the environment")]

use std::env;
use std::fs;
use std::process::Command;

/// Where `cargo package` writes which commit it packed.
const PACKED: &str = ".cargo_vcs_info.json";

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=build.rs");
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let version = match commit_of_package().or_else(commit_of_repository) {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo::rustc-env=ROLEBOOK_VERSION={version}");
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
