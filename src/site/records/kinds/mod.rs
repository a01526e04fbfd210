//! The one table of record types: what a table of a data file is called, and where its records are kept.
//!
//! A line here gives a type its place in [`Data`], among the records that one audience sees, in the reading of TOML and
//! CSV, in the checks of what records name, and in every `match` over [`RecordKind`], which the compiler then asks for.
//! What its keys are, the type declares with [`declared::record`] in a file of its own.

mod band;
mod bank_question;
mod benefit;
mod bonus;
pub(in crate::site) mod change;
mod claim;
pub(in crate::site) mod comparison;
pub(in crate::site) mod declared;
mod entity;
mod equity;
mod exchange_rates;
mod family;
pub mod fit;
mod ladder;
pub(in crate::site) mod law;
mod level;
mod model;
mod observation;
mod pay;
mod place;
mod place_set;
pub(in crate::site) mod posting;
mod premium;
mod question;
mod red_flag;
mod role;
mod share;
mod skill;
mod source;
mod stage;
mod synonym;
mod track;
mod walk_away;

use self::bodies::*;
use self::declared::{Key, Named, Shape};
use super::Data;
use super::types::Records;
use crate::config::Config;
use crate::fields::Fields;
use crate::fields::keys::spelt_out;

/// What the records of each type hold, for whoever uses [`record_types`], and the parts of them.
pub(in crate::site) mod bodies {
    pub use super::band::Band;
    pub use super::bank_question::BankQuestion;
    pub use super::benefit::Benefit;
    pub use super::bonus::Bonus;
    pub use super::change::Change;
    pub use super::claim::{Claim, Seen, Unit};
    pub use super::comparison::ComparisonRecord;
    pub use super::entity::Entity;
    pub use super::equity::{Basis, Equity};
    pub use super::exchange_rates::{ExchangeRates, RatePolicy};
    pub use super::family::FamilyRecord;
    pub use super::fit::Questionnaire;
    pub use super::ladder::{LadderRecord, Step};
    pub use super::law::Law;
    pub use super::level::LevelRecord;
    pub use super::model::{Benchmark, Model, ModelKind};
    pub use super::observation::Observation;
    pub use super::pay::{Pay, PayTerms};
    pub use super::place::{Employs, PlaceRecord};
    pub use super::place_set::PlaceSet;
    pub use super::posting::Posting;
    pub use super::premium::Premium;
    pub use super::question::QuestionRecord;
    pub use super::red_flag::RedFlagRecord;
    pub use super::role::Role;
    pub use super::share::{Share, ShareUnit};
    pub use super::skill::Skill;
    pub use super::source::SourceRecord;
    pub use super::stage::{Criterion, Stage};
    pub use super::synonym::Synonym;
    pub use super::track::Track;
    pub use super::walk_away::WalkAway;
}

/// Hands every record type to the macro `$then`: what it is, its field, what a record holds, its kind, the name of its
/// table and how such tables are written.
macro_rules! record_types {
    ($then:ident) => {
        $then! {
            /// Where figures come from.
            sources: SourceRecord, Source = "source" as Named;
            /// Where people work.
            places: PlaceRecord, Place = "place" as Named;
            /// Several places at once.
            place_sets: PlaceSet, PlaceSet = "place_set" as Named;
            /// Companies that employ.
            entities: Entity, Entity = "entity" as Named;
            /// Ways upwards with levels of their own.
            tracks: Track, Track = "track" as Named;
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
            /// What people get besides pay.
            benefits: Benefit, Benefit = "benefit" as Named;
            /// Questions that interviewers ask; for the highest audience unless they say otherwise.
            question_bank: BankQuestion, BankQuestion = "question_bank" as Listed;
            /// Openings.
            postings: Posting, Posting = "posting" as Named;
            /// What laws want postings to say.
            laws: Law, Law = "law" as Named;
            /// Words that mean the same to a search.
            synonyms: Synonym, Synonym = "synonym" as Nameless;
            /// What readers should know has changed; for the highest audience unless they say otherwise.
            changes: Change, Change = "change" as Nameless;
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

/// How a record is read, and what it names.
pub(in crate::site) trait RecordBody: Sized {
    /// What such a record is.
    const ABOUT: &'static str;
    /// The keys of its own, as they are declared.
    const KEYS: &'static [Key];

    /// Reads the keys of its own; `None` when the record cannot be used, which was reported.
    fn read(fields: &mut Fields<'_, '_>, config: &Config) -> Option<Self>;

    /// The records that it names, each of which must be there and not above it.
    fn names(&self) -> Named<'_>;
}

/// What a record holds: one of the types of [`record_types`].
pub(in crate::site) trait RecordType: RecordBody {
    /// Which of them.
    const KIND: RecordKind;

    /// All records of the type.
    fn of(data: &Data) -> &Records<Self>;

    /// The same, to add one.
    fn of_mut(data: &mut Data) -> &mut Records<Self>;
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
            pub(in crate::site) const fn name(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => $name,)*
                }
            }

            /// What such a record is.
            pub(in crate::site) fn about(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => <$body as RecordBody>::ABOUT,)*
                }
            }

            /// The keys of its own, some of which may stand for several.
            pub(in crate::site) fn keys(self) -> &'static [Key] {
                match self {
                    $(RecordKind::$kind => <$body as RecordBody>::KEYS,)*
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

            fn of_mut(data: &mut Data) -> &mut Records<$body> {
                &mut data.$field
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

    /// How the header of its tables is written.
    pub(in crate::site) fn header(self) -> String {
        match self.form() {
            Form::Named => format!("[{}.ID]", self.name()),
            Form::Listed | Form::Nameless => format!("[[{}]]", self.name()),
        }
    }

    /// What authors are told that a record is.
    pub(in crate::site) const fn noun(self) -> &'static str {
        match self {
            RecordKind::WalkAway => "walk-away figure",
            RecordKind::RedFlag => "red flag",
            RecordKind::BankQuestion => "question",
            RecordKind::PlaceSet => "set of places",
            _ => self.name(),
        }
    }

    /// What several of them are called, and a CSV file of them.
    pub(in crate::site) fn plural(self) -> String {
        let name = self.name();
        match name.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None if name.ends_with('s') => format!("{name}es"),
            None => format!("{name}s"),
        }
    }

    /// Every key of its own.
    pub(in crate::site) fn all_keys(self) -> Vec<&'static Key> {
        spelt_out(self.keys())
    }

    /// What the value under one of the keys of its own may be.
    pub(in crate::site) fn shape_of(self, key: &str) -> Option<Shape> {
        self.all_keys().into_iter().find(|known| known.name == key).map(|known| known.shape)
    }

    /// Whether a CSV file named after the type holds such records: no line can hold a table.
    pub(in crate::site) fn may_be_csv(self) -> bool {
        let is_shown_as_it_is = match self {
            // Sites have tables of these names, which pages show.
            RecordKind::Source
            | RecordKind::Place
            | RecordKind::Level
            | RecordKind::Skill
            | RecordKind::Family
            | RecordKind::RedFlag
            | RecordKind::Question => true,
            _ => self.form() == Form::Nameless,
        };
        !is_shown_as_it_is && self.keys().iter().all(|key| key.shape.value.fits_a_cell())
    }
}
