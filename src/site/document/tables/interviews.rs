//! What blocks show of interviews: the stages of a role and what each is scored on, for one audience.

use serde::Serialize;

/// A role's stages in order.
#[derive(Debug, Clone, Serialize)]
pub struct InterviewKit {
    /// The block's label, else "Interviews: TITLE".
    pub caption: String,
    /// All minutes.
    pub minutes: i64,
    /// The stages, first to last.
    pub stages: Vec<KitStage>,
}

/// What a role's interviews are scored on, in all its stages or in one.
#[derive(Debug, Clone, Serialize)]
pub struct CriteriaTable {
    /// The block's label.
    pub caption: Option<String>,
    /// Whether the block names one stage.
    pub is_one_stage: bool,
    /// Whether the audience sees what a good mark sounds like, in any stage.
    pub for_panel: bool,
    /// The mark whose anchor it shows: the last but one.
    pub good: usize,
    /// The stages that have criteria, first to last.
    pub stages: Vec<KitStage>,
}

/// What the panel works with: the stages of a role, all of them with what only the panel sees.
#[derive(Debug, Clone, Serialize)]
pub struct PanelKit {
    /// The block's label, else what the view is called with the role's title.
    pub caption: String,
    /// Which of the panel's views it is.
    pub view: PanelView,
    /// The role, as its record and its title.
    pub role: (String, String),
    /// The level that was asked for, as its record and its title.
    pub level: Option<(String, String)>,
    /// How many marks there are.
    pub scale: usize,
    /// All minutes.
    pub minutes: i64,
    /// How many criteria the stages have.
    pub criteria: usize,
    /// How many questions there are to choose from.
    pub questions: usize,
    /// The stages, first to last.
    pub stages: Vec<KitStage>,
}

/// The views that only the panel has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PanelView {
    /// What an interviewer has before them: questions, probes, and what answers sound like.
    Interviewer,
    /// What an interviewer fills in.
    Scorecard,
    /// All of it on one page, with a cover and contents.
    Whole,
    /// Scorecards of several interviewers side by side.
    Debrief,
}

/// A stage as one audience may see it.
#[derive(Debug, Clone, Serialize)]
pub struct KitStage {
    /// The record's id.
    pub id: String,
    /// The role it is shown for.
    pub role: String,
    /// The level it is shown for, as its record and its title.
    pub level: Option<(String, String)>,
    /// How many marks there are.
    pub scale: usize,
    /// The name readers see.
    pub title: String,
    /// Its place among the role's stages, from 1.
    pub number: usize,
    /// The minutes of the stages before it.
    pub start: i64,
    /// How long it takes.
    pub minutes: i64,
    /// What it is about.
    pub about: Option<String>,
    /// Who asks.
    pub panel: Option<String>,
    /// Where and how.
    pub format: Option<String>,
    /// How a candidate prepares.
    pub prepare: Option<String>,
    /// What it is scored on.
    pub criteria: Vec<KitCriterion>,
    /// Whether the audience sees what only the panel does: the rest is empty otherwise.
    pub for_panel: bool,
    /// What everybody is asked.
    pub questions: Vec<String>,
    /// What is asked after an answer.
    pub probes: Vec<String>,
    /// What no mark may rest on.
    pub not_evidence: Vec<String>,
}

/// A criterion as one audience may see it.
#[derive(Debug, Clone, Serialize)]
pub struct KitCriterion {
    /// What scorecards call it.
    pub id: String,
    /// The name readers see.
    pub title: String,
    /// What is looked for.
    pub look_for: Option<String>,
    /// The title of the skill it measures, where the audience may see that.
    pub skill: Option<String>,
    /// What each mark sounds like, lowest first; empty for those who are not on the panel.
    pub anchors: Vec<String>,
    /// The questions whose answers tell about it; empty for those who are not on the panel.
    pub questions: Vec<KitQuestion>,
}

/// A question of the question bank.
#[derive(Debug, Clone, Serialize)]
pub struct KitQuestion {
    /// The question.
    pub ask: String,
    /// The titles of the levels it is asked at, where the kit is for no level alone; none for all levels.
    pub levels: Vec<String>,
    /// What is asked after the answer.
    pub probes: Vec<String>,
    /// What answers sound like: the title of the level, where the kit is for none alone, and a text for each mark.
    pub anchors: Vec<(Option<String>, Vec<String>)>,
}
