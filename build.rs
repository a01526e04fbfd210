//! Rebuilds the program when a file of the embedded theme comes, goes or changes.
//!
//! It owns nothing else: `include_dir!` alone does not notice new files.

#![allow(clippy::print_stdout, reason = "a build script speaks to Cargo on standard output")]

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
