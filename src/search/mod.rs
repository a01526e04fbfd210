//! Search: what a page's text is made of, and how it is found.
//!
//! Sees an `AudienceView` and never a `Site`, so that nothing internal can reach a public index.

pub mod analysis;
