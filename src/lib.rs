//! Rolebook turns a folder of Markdown and data files into a static site for hiring: an internal
//! handbook and a public careers guide out of the same files.
//!
//! # A site in ten lines
//!
//! ```
//! use rolebook::config::Config;
//! use rolebook::diag::{self, Diagnostics};
//! use rolebook::disk::MemoryDisk;
//! use rolebook::{date, pipeline};
//!
//! let disk = MemoryDisk::new([("rolebook.toml", "title = \"Guide\"\n"), ("content/_index.md", "# Welcome\n")]);
//! let config = Config::load(&disk, date(2026, 11, 21), &mut Diagnostics::default()).expect("the settings are in order");
//! let audiences: Vec<_> = config.audiences.iter().collect();
//! let build = pipeline::build(&disk, &config, &audiences);
//! print!("{}", diag::human(&build.findings, false));
//! for (audience, files) in &build.outputs {
//!     println!("{audience}: {} files", files.len());
//! }
//! # assert!(build.outputs[0].1.get("index.html").is_some());
//! ```
//!
//! The guide's page "From Rust" says what stays as it is from version to version.
//!
//! Read the modules in this order; each may import only those below it in the list, and
//! `tests/suite/floors.rs` holds them to it. `docs/architecture.md` is the map.

pub mod cli;
pub mod pipeline;
pub mod serve;

// Outside the gate: these see an `AudienceView` and never a `Site`.
pub mod render;
pub mod search;
pub mod theme;

// What a change does to readers: two states of a site as views.
pub mod diff;

// What is to be looked at again, for people and calendars.
pub mod due;

// Source files from what others wrote.
pub mod import;

// Inside the gate: the whole truth.
pub mod site;

pub mod attachments;
pub mod cards;
pub mod config;
pub mod diag;
pub mod disk;
pub mod drafts;
pub mod fields;
pub mod fit;
pub mod git;
pub mod highlight;
pub mod leaks;
pub mod lint;
pub mod locale;
pub mod output;
pub mod pay;
pub mod spelling;
pub mod written;

/// A day, as settings and commands take it for today.
pub use jiff::civil::{Date, date};
