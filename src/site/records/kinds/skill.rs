//! Skills: `[skill.ID]`.

use super::declared::{Holds, Key, Shape, Way, record};
use crate::site::records::read;
use crate::site::records::types::Grade;

record! {
    /// A skill and what it looks like at each grade.
    pub struct Skill {
        /// The name that readers see.
        pub title: String,
        /// What it is.
        pub description: Option<String>,
        /// What each grade looks like, lowest first; a grade may be left undefined.
        pub grades: [Option<String>; 4] as GRADES,
    }
}

const GRADES: Way<[Option<String>; 4]> = Way::several(
    &[
        Key::new("awareness", SAID, "What somebody does who knows of it."),
        Key::new("working", SAID, "What somebody does who can use it."),
        Key::new("practitioner", SAID, "What somebody does who is good at it."),
        Key::new("expert", SAID, "What somebody does whom others learn it from."),
    ],
    |fields, _, _| Some(Grade::NAMES.map(|(name, _)| read::text(fields, name))),
);

const SAID: Shape = Shape::optional(Holds::Text);
