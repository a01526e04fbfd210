//! The names that blocks have, and the attributes each takes: the one list of blocks without content.

/// Declares the blocks without content: kind, name and attributes. The first attribute is required, if there is one.
macro_rules! leaf_blocks {
    ($($(#[$doc:meta])* $kind:ident = $name:literal [$($attribute:literal),*];)*) => {
        /// A block without content: one line that draws something.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum LeafBlock {
            $($(#[$doc])* $kind,)*
        }

        impl LeafBlock {
            /// Every one, in the order in which authors are told of them.
            pub const ALL: &[LeafBlock] = &[$(LeafBlock::$kind),*];

            /// What authors write behind the two colons.
            pub fn name(self) -> &'static str {
                match self {
                    $(LeafBlock::$kind => $name,)*
                }
            }

            /// The attributes it takes besides `#id` and `.class`; the first one is required, if there is one.
            pub fn attributes(self) -> &'static [&'static str] {
                match self {
                    $(LeafBlock::$kind => &[$($attribute),*],)*
                }
            }
        }
    };
}
leaf_blocks! {
    /// What people get besides pay at a place.
    Benefits = "benefits" ["place"];
    /// Roles side by side.
    Compare = "compare" ["roles"];
    /// What a role's interviews are scored on.
    Criteria = "criteria" ["role", "stage"];
    /// Scorecards of several interviewers side by side.
    Debrief = "debrief" ["role", "stage", "level"];
    /// The stages of a role's interviews, as candidates see them or as the panel uses them.
    InterviewKit = "interview-kit" ["role", "stage", "level", "view"];
    /// What is expected at each level.
    Ladder = "ladder" ["ladder"];
    /// The levels of tracks side by side.
    Levels = "levels" [];
    /// Every opening that somebody can apply for.
    Openings = "openings" [];
    /// Pay as bars.
    PayChart = "pay-chart" ["role", "place", "level", "measure"];
    /// How far roles need skills.
    Skills = "skills" ["roles"];
    /// Pay to look up.
    PayExplorer = "pay-explorer" ["role", "place", "measure"];
    /// Pay as a table.
    PayTable = "pay-table" ["role", "place", "level", "measure"];
    /// A form that makes a posting.
    PostingBuilder = "posting-builder" ["role"];
    /// A questionnaire that leads to a role.
    RoleFit = "role-fit" ["for"];
    /// What an interviewer fills in.
    Scorecard = "scorecard" ["stage", "level"];
    /// A CSV file as it is.
    Table = "table" ["file"];
    /// The page's contents.
    Toc = "toc" [];
    /// How far offers may go.
    WalkAway = "walk-away" ["role", "place"];
    /// Where people are employed, and how.
    WhereWeEmploy = "where-we-employ" [];
}

/// The names of blocks with content.
pub const CONTAINERS: [&str; 8] = ["faq", "note", "red-flags", "signals", "steps", "tabs", "tip", "warning"];

/// A name that is taken, though no block of its own has it.
const TAKEN: [&str; 1] = ["pay"];

impl LeafBlock {
    /// The block with this name.
    pub fn find(name: &str) -> Option<LeafBlock> {
        LeafBlock::ALL.iter().copied().find(|block| block.name() == name)
    }
}

/// Whether a block has this name; an audience cannot have it, since `:::NAME` means that too.
pub(super) fn is_taken(name: &str) -> bool {
    LeafBlock::find(name).is_some() || CONTAINERS.contains(&name) || TAKEN.contains(&name)
}
