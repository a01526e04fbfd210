//! The checks, one file a rule: what a page says about itself, and what pages say about each other.

mod about_pay;
mod addresses;
pub(in crate::site) mod amounts;
pub(in crate::site) mod amounts_elsewhere;
mod audience_widened;
pub(in crate::site) mod blanks;
mod changes;
mod code_fence;
mod collisions;
mod folder_pages;
mod footnotes;
mod heading_attributes;
mod heading_order;
mod image_alt;
mod multiple_h1;
mod page_records;
pub(in crate::site) mod page_rules;
mod placeholders;
pub(in crate::site) mod postings;
mod raw_html;
pub(in crate::site) mod records;
mod records_with_amount;
mod review;
mod static_folders;
pub(in crate::site) mod truth;
pub(in crate::site) mod unused;
pub(in crate::site) mod waivers;
pub(in crate::site) mod wording;

use super::Site;
use crate::config::Config;
use crate::diag::Diagnostics;

/// Runs every check that needs the whole site. Those of a single page run when it was read, see [`page_rules`].
pub fn run(site: &Site<'_>, config: &Config, diags: &mut Diagnostics) {
    audience_widened::check(site, config, diags);
    addresses::check(site, config, diags);
    collisions::check(site, config, diags);
    folder_pages::check(site, config, diags);
    static_folders::check(site, config, diags);
    page_records::check(site, config, diags);
    placeholders::check(site, diags);
    review::check(site, config, diags);
    amounts_elsewhere::records(site, config, diags);
    changes::check(site, config, diags);
    records::run(&site.data, config, diags);
    postings::check(site, config, diags);
}
