//! What a site has beside its pages, when it asks for it: sections as documents for paper, cards where pages are shared.
//!
//! It must not know pages: whether there is such a section is found out inside the gate.

use super::brand::unnamed;
use super::{AudienceLevels, MenuEntry};
use crate::diag::{Diagnostics, rules};
use crate::fields::{Fields, Table};

/// Reads `[print]`: the sections that are to be had as one document.
pub(super) fn printed(table: &Table, ladder: &AudienceLevels, diags: &mut Diagnostics) -> Vec<MenuEntry> {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let sections = fields.strings("sections").unwrap_or_default();
    let sections = sections.into_iter().map(|section| unnamed(&fields, section, ladder.lowest())).collect();
    fields.finish_as(&rules::SETTINGS);
    sections
}

/// Reads `[share]`: whether each page has a card of its own.
pub(super) fn cards(table: &Table, diags: &mut Diagnostics) -> bool {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let cards = fields.bool("cards").is_some_and(|cards| cards.value);
    fields.finish_as(&rules::SETTINGS);
    cards
}
