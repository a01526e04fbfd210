//! What is to be looked at again, and who looks after what.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::disk::Disk;
use crate::site::document::{Ownership, Review};
use crate::site::gate::{self, VisiblePage};
use crate::site::{self, AudienceView, Site};

/// Every review of a page or a record, the earliest first, as far as whoever may read what is printed sees it.
pub fn due(disk: &dyn Disk, config: &Config) -> Vec<Review> {
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    let view = view(&site, config, &mut diagnostics);
    let pages = view.in_all_languages().flat_map(AudienceView::pages).filter_map(VisiblePage::review);
    let reviews: BTreeSet<Review> = pages.chain(site.reviews(gate::printed_for(config), config)).collect();
    reviews.into_iter().collect()
}

/// Who looks after each file, in path order.
pub fn owners(disk: &dyn Disk, config: &Config) -> Vec<Ownership> {
    let mut diagnostics = Diagnostics::default();
    let site = site::load(disk, config, &mut diagnostics);
    let view = view(&site, config, &mut diagnostics);
    let of_page =
        |page: &VisiblePage| Some(Ownership { file: page.own_file()?.to_owned(), owner: page.owner()?.to_owned() });
    let pages = view.in_all_languages().flat_map(AudienceView::pages).filter_map(of_page);
    let files: BTreeSet<Ownership> = pages.chain(site.record_owners(gate::printed_for(config), config)).collect();
    files.into_iter().collect()
}

fn view(site: &Site<'_>, config: &Config, diagnostics: &mut Diagnostics) -> AudienceView {
    site.for_audience(gate::printed_for(config), config, diagnostics)
}
