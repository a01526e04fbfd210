//! The name of a page within one view.

/// An index into [`AudienceView::pages`](super::AudienceView::pages).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub(in crate::site) usize);

impl PageId {
    /// Where the page stands in [`AudienceView::pages`](super::AudienceView::pages).
    pub fn index(self) -> usize {
        self.0
    }
}
