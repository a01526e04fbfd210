//! Rolebook turns a folder of Markdown and data files into a static site for hiring: an internal
//! handbook and a public careers guide out of the same files.
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

// Source files from what others wrote.
pub mod import;

// Inside the gate: the whole truth.
pub mod site;

pub mod attachments;
pub mod config;
pub mod diag;
pub mod disk;
pub mod fields;
pub mod fit;
pub mod highlight;
pub mod locale;
pub mod output;
pub mod pay;
