//! What is wrong with a site: one file a rule, or a few that belong together.
//!
//! A check is a function that stands in one of the three lists below, by what it has to know. The rules themselves, with
//! how serious each is, are those of the guide's page of findings: see [`crate::diag::rules`].

mod about_pay;
mod addresses;
mod amounts;
mod amounts_elsewhere;
mod audience_widened;
pub(in crate::site) mod blanks;
mod changes;
mod code_fence;
mod collisions;
mod explorers;
mod folder_names;
mod folder_pages;
mod footnotes;
mod heading_attributes;
mod heading_order;
mod headless_blocks;
mod image_alt;
mod kept_back;
mod knows;
mod multiple_h1;
mod page_records;
mod page_title;
mod placeholders;
pub(in crate::site) mod postings;
mod raw_html;
pub(in crate::site) mod records;
mod records_with_amount;
mod review;
mod single_tildes;
mod translations;
pub(in crate::site) mod truth;
mod unused;
pub(in crate::site) mod waivers;
pub(in crate::site) mod wording;

pub(in crate::site) use knows::{EveryPage, OnePage, WholeSite};

use super::Site;
use crate::config::Config;
use crate::diag::Diagnostics;

/// What is asked once of the whole truth.
const OF_THE_SITE: &[fn(&WholeSite<'_>, &mut Diagnostics)] = &[
    audience_widened::check,
    addresses::check,
    collisions::check,
    folder_pages::check,
    folder_names::check,
    kept_back::check,
    translations::check,
    page_records::check,
    placeholders::check,
    review::check,
    amounts_elsewhere::of_records,
    changes::check,
    records::check,
    postings::check,
];

/// What is asked of each page, as each audience reads it.
const OF_A_PAGE: &[fn(&OnePage<'_>, &mut Diagnostics)] = &[
    heading_order::check,
    multiple_h1::check,
    heading_attributes::check,
    image_alt::check,
    footnotes::check,
    code_fence::check,
    raw_html::check,
    single_tildes::check,
    explorers::check,
    headless_blocks::check,
    page_title::check,
    amounts::check,
    amounts_elsewhere::of_page,
    wording::check,
    truth::vague_links::check,
    truth::promises::check,
    truth::statistics::check,
    truth::reading::check,
];

/// What is asked of all pages together, as those read them who see everything.
const OF_ALL_PAGES: &[fn(&EveryPage<'_>, &mut Diagnostics)] =
    &[truth::pages::titles, truth::pages::orphans, truth::claims::check, truth::spelling::check, unused::check];

/// Runs every check that needs no page to be read.
pub fn run(site: &Site<'_>, config: &Config, diags: &mut Diagnostics) {
    let whole = WholeSite { site, config };
    OF_THE_SITE.iter().for_each(|check| check(&whole, diags));
}

/// Runs every check of a single page.
pub(in crate::site) fn of_a_page(page: &OnePage<'_>, diags: &mut Diagnostics) {
    OF_A_PAGE.iter().for_each(|check| check(page, diags));
}

/// Runs every check of pages against each other, and against the records that they show.
pub(in crate::site) fn of_all_pages(pages: &EveryPage<'_>, diags: &mut Diagnostics) {
    OF_ALL_PAGES.iter().for_each(|check| check(pages, diags));
}
