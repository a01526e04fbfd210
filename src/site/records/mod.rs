//! Typed records of `content/data/`, checked against their schemas and each other, and what blocks show of them.
//!
//! [`load`] reads every file; a block asks [`Data::pay_table`] or [`Data::table`] for what one audience may see. It must
//! not know pages: a block comes with the place it stands at.

pub(in crate::site) mod check;
mod check_pay;
mod check_roles;
mod csv;
mod currency;
mod files;
pub mod fit;
pub mod import;
pub(in crate::site) mod money;
pub(in crate::site) mod money_in_prose;
pub mod pay_records;
mod read;
mod read_models;
mod read_pay;
pub(in crate::site) mod read_roles;
mod read_variable_pay;
mod records_with_amount;
pub mod role_records;
mod sheets;
pub(in crate::site) mod stage;
mod synonyms;
pub mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::pay_records::{Bonus, Claim, Equity, ExchangeRates, Model, Premium, WalkAway};
use self::role_records::{ComparisonRecord, FamilyRecord, LadderRecord, QuestionRecord, RedFlagRecord};
use self::sheets::DataSheet;
use crate::config::Config;
use crate::diag::{Diagnostics, Source};
use crate::site::records::types::{
    Band, LevelRecord, Observation, PlaceRecord, Records, Role, Skill, SourceRecord, Synonym,
};

/// A file found under `content/data/`; its path ends in `.toml` or `.csv`.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Its path from the site's root and its text.
    pub source: Arc<Source>,
}

/// All records and tables of a site, those of every audience.
#[derive(Debug, Default)]
pub struct Data {
    /// Where figures come from.
    pub sources: Records<SourceRecord>,
    /// Where people work.
    pub places: Records<PlaceRecord>,
    /// Steps within roles.
    pub levels: Records<LevelRecord>,
    /// Roles.
    pub roles: Records<Role>,
    /// Skills.
    pub skills: Records<Skill>,
    /// Questionnaires that lead to a role.
    pub fits: Records<fit::Questionnaire>,
    /// What sources say about pay.
    pub observations: Records<Observation>,
    /// What the site publishes about pay.
    pub bands: Records<Band>,
    /// Figures that are no pay.
    pub claims: Records<Claim>,
    /// What currencies buy of each other, by day.
    pub exchange_rates: Records<ExchangeRates>,
    /// Rules that pay is set by.
    pub models: Records<Model>,
    /// Equity that is usual, by stage of a company.
    pub equity: Records<Equity>,
    /// Bonuses that are usual.
    pub bonuses: Records<Bonus>,
    /// How much more a role is paid than another.
    pub premiums: Records<Premium>,
    /// How far offers may go; none is ever below the highest rung.
    pub walk_aways: Records<WalkAway>,
    /// Stages of interviews.
    pub stages: Records<stage::Stage>,
    /// Words that mean the same to a search.
    pub synonyms: Records<Synonym>,
    /// Families of roles.
    pub families: Records<FamilyRecord>,
    /// Roles that pages set side by side.
    pub comparisons: Records<ComparisonRecord>,
    /// Levels with what is expected at each.
    pub ladders: Records<LadderRecord>,
    /// Signs against; for the highest rung unless they say otherwise.
    pub red_flags: Records<RedFlagRecord>,
    /// Questions and answers.
    pub questions: Records<QuestionRecord>,
    /// CSV files that are shown as they are, by their path from `content/`.
    sheets: BTreeMap<String, DataSheet>,
    /// Records with mistakes, by type and id: naming them is no second mistake.
    unusable: BTreeSet<(String, String)>,
    /// Whether a file could not be read at all: what is named may stand in it.
    has_gaps: bool,
}

impl Data {
    fn unusable(&mut self, kind: &str, id: String) {
        self.unusable.insert((kind.to_owned(), id));
    }

    /// Whether a record of this type and id is there, or may be there, but has mistakes, which were reported.
    pub(in crate::site) fn is_unusable(&self, kind: &str, id: &str) -> bool {
        self.has_gaps || self.unusable.contains(&(kind.to_owned(), id.to_owned()))
    }

    pub(in crate::site) fn any_unusable(&self, kind: &str) -> bool {
        self.has_gaps || self.unusable.iter().any(|(known, _)| known == kind)
    }
}

/// Reads and checks all data files, in the order of their paths.
pub fn load(files: &[DataFile], config: &Config, diags: &mut Diagnostics) -> Data {
    let mut files: Vec<&DataFile> = files.iter().collect();
    files.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let mut data = Data::default();
    let mut companions = sheets::companions(&files, config, diags);
    for file in files {
        let path = file.source.path.as_str();
        if path.ends_with(".csv") {
            sheets::read(file, companions.remove(path), &mut data, config, diags);
        } else if !path.ends_with(".csv.toml") {
            files::read_toml(file, &mut data, config, diags);
        }
    }
    sheets::report_alone(companions, diags);
    check::run(&data, config, diags);
    data
}

#[cfg(test)]
mod tests;
