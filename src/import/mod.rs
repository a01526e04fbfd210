//! What others wrote, as source files of this site. Each folder reads one kind of it.
//!
//! It stands beside the way from sources to pages: it is told what the site knows, and gives texts. It must not write
//! files.

pub mod handbook;
pub mod pay;
