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
    /// Whether the audience sees what a 3 sounds like, in any stage.
    pub for_panel: bool,
    /// The stages that have criteria, first to last.
    pub stages: Vec<KitStage>,
}

/// A stage as one audience may see it.
#[derive(Debug, Clone, Serialize)]
pub struct KitStage {
    /// The record's id.
    pub id: String,
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
    /// The name readers see.
    pub title: String,
    /// What is looked for.
    pub look_for: Option<String>,
    /// The title of the skill it measures, where the audience may see that.
    pub skill: Option<String>,
    /// What each mark from 1 to 4 sounds like; empty for those who are not on the panel.
    pub anchors: Vec<String>,
}
