//! The pages of one audience: their bodies, links, files, tree, menus and redirects.

mod anchors;
pub(in crate::site) mod elsewhere;
pub(in crate::site) mod files;
mod image_sizes;
pub(in crate::site) mod json_ld_job;
mod languages;
mod ledger;
mod link_hints;
pub(in crate::site) mod links;
pub(in crate::site) mod menu;
mod posting_titles;
pub(in crate::site) mod redirects;
mod smaller_pictures;
mod tag_links;
mod title_order;
pub(in crate::site) mod tree;
pub(in crate::site) mod view;
