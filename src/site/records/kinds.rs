//! The one table of record types: what a table of a data file is called, and where its records are kept.
//!
//! A line here gives a type its place in [`Data`], among the records that one audience sees, in the reading of TOML and
//! CSV, and in every `match` over [`RecordKind`], which the compiler then asks for.

use super::Data;
use super::fit::Questionnaire;
use super::pay_records::{Bonus, Claim, Equity, ExchangeRates, Model, Premium, WalkAway};
use super::role_records::{ComparisonRecord, FamilyRecord, LadderRecord, QuestionRecord, RedFlagRecord};
use super::stage::Stage;
use super::types::{Band, LevelRecord, Observation, PlaceRecord, Records, Role, Skill, SourceRecord, Synonym};

/// Hands every record type to the macro `$then`: what it is, its field, what a record holds, its kind, the name of its
/// table and how such tables are written.
macro_rules! record_types {
    ($then:ident) => {
        $then! {
            /// Where figures come from.
            sources: SourceRecord, Source = "source" as Named;
            /// Where people work.
            places: PlaceRecord, Place = "place" as Named;
            /// Steps within roles.
            levels: LevelRecord, Level = "level" as Named;
            /// Roles.
            roles: Role, Role = "role" as Named;
            /// Skills.
            skills: Skill, Skill = "skill" as Named;
            /// Families of roles.
            families: FamilyRecord, Family = "family" as Named;
            /// Roles that pages set side by side.
            comparisons: ComparisonRecord, Comparison = "comparison" as Named;
            /// Levels with what is expected at each.
            ladders: LadderRecord, Ladder = "ladder" as Named;
            /// Questionnaires that lead to a role.
            fits: Questionnaire, Fit = "fit" as Named;
            /// Figures that are no pay.
            claims: Claim, Claim = "claim" as Named;
            /// What currencies buy of each other, by day.
            exchange_rates: ExchangeRates, ExchangeRates = "fx" as Named;
            /// Rules that pay is set by.
            models: Model, Model = "model" as Named;
            /// What sources say about pay.
            observations: Observation, Observation = "observation" as Listed;
            /// What the site publishes about pay.
            bands: Band, Band = "band" as Listed;
            /// Equity that is usual, by stage of a company.
            equity: Equity, Equity = "equity" as Listed;
            /// Bonuses that are usual.
            bonuses: Bonus, Bonus = "bonus" as Listed;
            /// How much more a role is paid than another.
            premiums: Premium, Premium = "premium" as Listed;
            /// How far offers may go; always for the highest audience alone.
            walk_aways: WalkAway, WalkAway = "walk_away" as Listed;
            /// Stages of interviews.
            stages: Stage, Stage = "stage" as Listed;
            /// Signs against; for the highest audience unless they say otherwise.
            red_flags: RedFlagRecord, RedFlag = "red_flag" as Listed;
            /// Questions and answers.
            questions: QuestionRecord, Question = "question" as Listed;
            /// Words that mean the same to a search.
            synonyms: Synonym, Synonym = "synonym" as Nameless;
        }
    };
}
pub(in crate::site) use record_types;

/// How the tables of a type are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Form {
    /// Named by their header: `[role.ai-tech-lead]`.
    Named,
    /// In a list, with a key `id`: `[[band]]`.
    Listed,
    /// In a list, without an id: nothing names them.
    Nameless,
}

/// What a record holds: one of the types of [`record_types`].
pub(in crate::site) trait RecordType: Sized {
    /// Which of them.
    const KIND: RecordKind;

    /// All records of the type.
    fn of(data: &Data) -> &Records<Self>;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
        /// A type of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(in crate::site) enum RecordKind {
            $($(#[$doc])* $kind,)*
        }

        impl RecordKind {
            /// Every type, in the order in which authors are told of them.
            pub(in crate::site) const ALL: &[RecordKind] = &[$(RecordKind::$kind),*];

            /// What its tables are called.
            pub(in crate::site) fn name(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => $name,)*
                }
            }

            /// How its tables are written.
            pub(in crate::site) fn form(self) -> Form {
                match self {
                    $(RecordKind::$kind => Form::$form,)*
                }
            }
        }

        $(impl RecordType for $body {
            const KIND: RecordKind = RecordKind::$kind;

            fn of(data: &Data) -> &Records<$body> {
                &data.$field
            }
        })*
    };
}
record_types!(kinds);

impl RecordKind {
    /// The type whose tables are called `name`.
    pub(in crate::site) fn find(name: &str) -> Option<RecordKind> {
        RecordKind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// What authors are told that a record is.
    pub(in crate::site) fn noun(self) -> &'static str {
        match self {
            RecordKind::WalkAway => "walk-away figure",
            RecordKind::RedFlag => "red flag",
            _ => self.name(),
        }
    }
}
