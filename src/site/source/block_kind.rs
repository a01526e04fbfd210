//! Which blocks there are, and the attributes each takes: the one list of names.

use crate::config::{Audience, AudienceLevels};
use crate::site::document::ContainerKind;

/// A block an author can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum BlockKind {
    /// `:::NAME` for an audience of the settings.
    Audience(Audience),
    /// A container of the theme's.
    Container(ContainerKind),
    /// `::table{file=}`
    Table,
    /// `::pay-table{role=}`
    PayTable,
    /// `::pay-chart{role=}`
    PayChart,
    /// `::pay-explorer{role=}`
    PayExplorer,
    /// `::interview-kit{role=}`
    InterviewKit,
    /// `::criteria{role= stage=}`
    Criteria,
    /// `::scorecard{stage=}`
    Scorecard,
    /// `::role-fit{for=}`
    RoleFit,
    /// `::compare{roles=}`
    Compare,
    /// `::skills{roles=}`
    Skills,
    /// `::ladder{ladder=}`
    Ladder,
    /// `::toc`
    Toc,
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
            BlockKind::Table
            | BlockKind::PayTable
            | BlockKind::PayChart
            | BlockKind::PayExplorer
            | BlockKind::InterviewKit
            | BlockKind::Criteria
            | BlockKind::Scorecard
            | BlockKind::RoleFit
            | BlockKind::Toc => true,
            BlockKind::Compare | BlockKind::Skills | BlockKind::Ladder => true,
            BlockKind::Audience(_) | BlockKind::Container(_) => false,
            BlockKind::Unknown { leaf } => *leaf,
        }
    }

    /// The attributes it takes besides `#id` and `.class`; the first one is required, if there is one.
    pub(in crate::site) fn attributes(&self) -> &'static [&'static str] {
        match self {
            BlockKind::Table => &["file"],
            BlockKind::PayTable | BlockKind::PayChart => &["role", "place", "level", "measure"],
            BlockKind::PayExplorer => &["role", "place", "measure"],
            BlockKind::Compare | BlockKind::Skills => &["roles"],
            BlockKind::Ladder => &["ladder"],
            BlockKind::InterviewKit => &["role"],
            BlockKind::Criteria => &["role", "stage"],
            BlockKind::Scorecard => &["stage"],
            BlockKind::RoleFit => &["for"],
            _ => &[],
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

const LEAVES: [(&str, BlockKind); 12] = [
    ("compare", BlockKind::Compare),
    ("criteria", BlockKind::Criteria),
    ("interview-kit", BlockKind::InterviewKit),
    ("ladder", BlockKind::Ladder),
    ("pay-chart", BlockKind::PayChart),
    ("skills", BlockKind::Skills),
    ("pay-explorer", BlockKind::PayExplorer),
    ("pay-table", BlockKind::PayTable),
    ("role-fit", BlockKind::RoleFit),
    ("scorecard", BlockKind::Scorecard),
    ("table", BlockKind::Table),
    ("toc", BlockKind::Toc),
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
        if let Some((_, kind)) = LEAVES.iter().find(|(known, _)| *known == name) {
            return Some(kind.clone());
        }
        self.ladder.find(name).map(BlockKind::Audience)
    }

    /// The names of the blocks without content, or of those with it.
    pub(in crate::site) fn of(&self, leaf: bool) -> impl Iterator<Item = &str> {
        let leaves = LEAVES.iter().map(|(name, _)| *name).filter(move |_| leaf);
        let containers = CONTAINERS.iter().map(|(name, _)| *name).filter(move |_| !leaf);
        let audiences = self.ladder.names().iter().map(String::as_str).filter(move |_| !leaf);
        leaves.chain(containers).chain(audiences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::BLOCK_NAMES;

    #[test]
    fn no_audience_can_take_the_name_of_a_block() {
        let names = Names::new(&AudienceLevels::new(vec!["public".to_owned()]).expect("one name"));
        for name in names.of(true).chain(names.of(false)).filter(|name| *name != "public") {
            assert!(BLOCK_NAMES.contains(&name), "`{name}` is missing from the names that settings refuse");
        }
    }
}
