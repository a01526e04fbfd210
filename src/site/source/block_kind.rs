//! Which blocks there are on a site: those of every site and its audiences.

use crate::config::{Audience, AudienceLevels, LeafBlock};
use crate::site::document::ContainerKind;

/// A block an author can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum BlockKind {
    /// `:::NAME` for an audience of the settings.
    Audience(Audience),
    /// A container of the theme's.
    Container(ContainerKind),
    /// A block without content.
    Leaf(LeafBlock),
    /// A name that does not exist; reported where it was read.
    Unknown {
        /// Whether it was written with two colons.
        leaf: bool,
    },
}

impl BlockKind {
    /// Whether the block is one line without content.
    pub(in crate::site) fn is_leaf(&self) -> bool {
        match self {
            BlockKind::Leaf(_) => true,
            BlockKind::Audience(_) | BlockKind::Container(_) => false,
            BlockKind::Unknown { leaf } => *leaf,
        }
    }

    /// The attributes it takes besides `#id` and `.class`; the first one of a block without content is required, if there
    /// is one.
    pub(in crate::site) fn attributes(&self) -> &'static [&'static str] {
        match self {
            BlockKind::Leaf(block) => block.attributes(),
            BlockKind::Container(kind) if kind.is_remark() => &["fold"],
            BlockKind::Audience(_) | BlockKind::Container(_) | BlockKind::Unknown { .. } => &[],
        }
    }
}

const CONTAINERS: [(&str, ContainerKind); 8] = [
    ("faq", ContainerKind::Faq),
    ("note", ContainerKind::Note),
    ("red-flags", ContainerKind::RedFlags),
    ("signals", ContainerKind::Signals),
    ("steps", ContainerKind::Steps),
    ("tabs", ContainerKind::Tabs),
    ("tip", ContainerKind::Tip),
    ("warning", ContainerKind::Warning),
];

/// The block names of a site: the fixed ones and its audiences.
pub(in crate::site) struct Names {
    ladder: AudienceLevels,
}

impl Names {
    /// The names of a site with these audiences.
    pub(in crate::site) fn new(ladder: &AudienceLevels) -> Names {
        Names { ladder: ladder.clone() }
    }

    /// The block with this name.
    pub(in crate::site) fn find(&self, name: &str) -> Option<BlockKind> {
        if let Some((_, kind)) = CONTAINERS.iter().find(|(known, _)| *known == name) {
            return Some(BlockKind::Container(kind.clone()));
        }
        let leaf = LeafBlock::find(name).map(BlockKind::Leaf);
        leaf.or_else(|| self.ladder.find(name).map(BlockKind::Audience))
    }

    /// The names of the blocks without content, or of those with it.
    pub(in crate::site) fn of(&self, leaf: bool) -> impl Iterator<Item = &str> {
        let leaves = LeafBlock::ALL.iter().map(|block| block.name()).filter(move |_| leaf);
        let containers = CONTAINERS.iter().map(|(name, _)| *name).filter(move |_| !leaf);
        let audiences = self.ladder.names().iter().map(String::as_str).filter(move |_| !leaf);
        leaves.chain(containers).chain(audiences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_know_every_block_with_content() {
        let names: Vec<&str> = CONTAINERS.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, crate::config::CONTAINERS);
    }
}
