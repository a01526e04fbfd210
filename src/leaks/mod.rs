//! Looks for what is above an audience in files that this audience gets, however it is written there.
//!
//! Owns [`Hidden`], [`Needles`], the decoding of files and the scan. It must not know what a page or a record is, nor who
//! may see which: the gate fills the needles.

mod decode;
mod filter;
mod needles;
mod read;
mod scan;
mod words;

pub use needles::{Hidden, Needles};
pub use read::What;
pub use scan::{File, Hit, scan};

#[cfg(test)]
mod tests;
