//! A figure in the middle of a sentence: what is asked, and what is printed.

/// What a sentence asks for.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct FigureQuestion<'q> {
    /// Whether it asks for a claim; otherwise for pay.
    pub(in crate::site) claim: bool,
    /// The id in the brackets.
    pub(in crate::site) id: &'q str,
    /// The one source whose word is wanted, of a claim.
    pub(in crate::site) source: Option<&'q str>,
}

/// A figure that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct InlineFigure {
    /// The figure in the site's language: `£130,000 to £185,000`.
    pub(in crate::site) text: String,
    /// What it is and where it comes from, a line each.
    pub(in crate::site) lines: Vec<String>,
    /// Whether it is older than 12 months or past its review.
    pub(in crate::site) stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub(in crate::site) example: bool,
    /// The amounts of money in it, with their currency: what a sentence that repeats them may say.
    pub(in crate::site) amounts: Vec<(&'static str, i64)>,
}
