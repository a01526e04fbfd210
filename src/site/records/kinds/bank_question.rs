//! Questions that interviewers ask: `[[question_bank]]`.

use super::RecordType;
use super::declared::{Holds, Named, Shape, To, Way, choices, record};
use super::level::LevelRecord;
use super::role::Role;
use super::stage::{Stage, as_many_as_marks};
use crate::config::Config;
use crate::fields::{Fields, Value};
use crate::site::records::read;
use crate::site::records::types::Reference;

/// A level, and what an answer at each mark sounds like there.
type AtLevel = (Reference, Vec<String>);

record! {
    /// A question that interviewers ask, tied to the criterion that its answer tells about.
    pub struct BankQuestion {
        /// The question, in the words in which it is asked.
        pub ask: String,
        /// The criterion that the answer tells about: its `id`, or its title written as an id.
        pub criterion: Reference as CRITERION,
        /// The stage it is asked in, where several stages have a criterion of that name.
        pub stage: Option<To<Stage>>,
        /// The roles it is asked for; every role with such a criterion when none is named.
        pub roles: Vec<To<Role>>,
        /// The levels it is asked at; every level when none is named.
        pub levels: Vec<To<LevelRecord>>,
        /// `draft` and `retired` questions stand in no kit. Without it a question is `active`.
        pub status: Option<QuestionStatus>,
        /// What is asked after the answer.
        pub probes: Vec<String>,
        /// What an answer at each mark sounds like, lowest first.
        pub anchors: Vec<String> as ANCHORS,
        /// The same for a level, where it differs.
        pub anchors_by_level: Vec<AtLevel> as BY_LEVEL,
    }
}

/// Whether a question is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the words authors write")]
pub enum QuestionStatus {
    Draft,
    Active,
    Retired,
}

impl QuestionStatus {
    /// Every status with its word.
    pub const NAMES: [(&'static str, QuestionStatus); 3] =
        [("draft", QuestionStatus::Draft), ("active", QuestionStatus::Active), ("retired", QuestionStatus::Retired)];
}

choices!(QuestionStatus);

impl BankQuestion {
    /// Whether it stands in kits.
    pub(in crate::site) fn is_active(&self) -> bool {
        self.status.is_none_or(|status| status == QuestionStatus::Active)
    }

    /// Whether its answer tells about this criterion, in this stage of this role.
    pub(in crate::site) fn is_about(&self, role: &str, stage: &str, criterion: &str) -> bool {
        self.criterion.id == criterion
            && self.stage.as_ref().is_none_or(|named| named.id == stage)
            && (self.roles.is_empty() || self.roles.iter().any(|named| named.id == role))
    }

    /// Whether it stands in kits for this level; for every level when none is asked for.
    pub(in crate::site) fn is_at(&self, level: Option<&str>) -> bool {
        let names = |wanted: &str| self.levels.is_empty() || self.levels.iter().any(|named| named.id == wanted);
        level.is_none_or(names)
    }

    /// What answers sound like at a level: those of the level, else those of every level.
    pub(in crate::site) fn anchors_at(&self, level: &str) -> Option<&[String]> {
        let own = self.anchors_by_level.iter().find(|(named, _)| named.id == level).map(|(_, texts)| texts.as_slice());
        own.or(Some(self.anchors.as_slice()).filter(|texts| !texts.is_empty()))
    }
}

const CRITERION: Way<Reference> =
    Way::new(Shape::required(Holds::Text), |fields, key, _| read::reference(fields.required(), key));

const ANCHORS: Way<Vec<String>> = Way::new(Shape::list(Holds::Text), |fields, key, config| {
    let texts = read::texts(fields, key);
    if texts.is_empty() {
        return Some(texts);
    }
    let span = fields.place(key).range().unwrap_or_default();
    as_many_as_marks(texts, &span, fields, config)
});

const BY_LEVEL: Way<Vec<AtLevel>> =
    Way::new(Shape::optional(Holds::Map("level", &Shape::required_list(Holds::Text))), by_level).naming(levels);

fn by_level(fields: &mut Fields<'_, '_>, key: &'static str, config: &Config) -> Option<Vec<AtLevel>> {
    let entries = fields.table(key).map(|table| &table.entries).into_iter().flatten();
    let mut sets = Vec::new();
    let mut sound = true;
    for (level, span, item) in entries {
        let texts = list(&item.value);
        if texts.is_none() {
            let hint = "write a text for each mark, lowest first: `[\"...\", \"...\"]`";
            fields.report(&item.span, format!("`{level}` must be a list of texts"), hint);
        }
        let texts = texts.and_then(|texts| as_many_as_marks(texts, &item.span, fields, config));
        sound &= texts.is_some();
        let level = Reference { id: level.clone(), place: fields.place_of(span) };
        sets.extend(texts.map(|texts| (level, texts)));
    }
    sound.then_some(sets)
}

#[allow(clippy::ptr_arg, reason = "a field of this very type is handed over")]
fn levels<'r>(sets: &'r Vec<AtLevel>, found: &mut Named<'r>) {
    found.extend(sets.iter().map(|(level, _)| (LevelRecord::KIND, level)));
}

/// A list of texts, none of them empty.
fn list(value: &Value) -> Option<Vec<String>> {
    let Value::Array(items) = value else { return None };
    let text = |value: &Value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    };
    items.iter().map(|item| text(&item.value)).collect()
}
