//! Looks for what is above an audience in files that this audience gets, however it is written there.
//!
//! Owns [`Hidden`], [`Needles`], the decoding of files and the scan. It must not know what a page or a record is, nor who
//! may see which: the gate fills the needles.

mod among;
mod amounts;
mod charsets;
mod decode;
mod filter;
mod needles;
mod packed;
mod pdf;
mod pdf_text;
mod pictures;
mod read;
mod scan;
mod seen;
mod table;
mod tags;
mod words;

pub use among::Among;
pub use needles::{Hidden, Needles};
pub use read::What;
pub use scan::{File, Hit, Scanned, scan};

/// The amounts in texts, for [`Needles::show_amounts`].
pub fn amounts(texts: &[&str]) -> Vec<u64> {
    texts.iter().flat_map(|text| amounts::amounts(text)).map(|(amount, _)| amount).collect()
}

#[cfg(test)]
mod forms_tests;
#[cfg(test)]
mod tests;
