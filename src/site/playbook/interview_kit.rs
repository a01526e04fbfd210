//! Interview kits and scorecards: what one audience may see of a role's stages. It must not know which page shows them.

use serde::Serialize;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::suggestion;
use crate::site::records::Data;
use crate::site::records::stage::{Criterion, Stage};
use crate::site::records::types::{Record, Records};

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

impl Data {
    /// The stages of a role that `audience` may see; `None` when it may not name the role, or there are none for it.
    pub fn interview_kit(
        &self,
        role: &str,
        caption: Option<&str>,
        (audience, config): (Audience, &Config),
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<InterviewKit> {
        let role = named(&self.roles, "role", role, self, (audience, config), place, diags)?;
        let stages = self.stages_of(&role.id, audience);
        if stages.is_empty() {
            let message = format!("the role `{}` has no stages that readers of this page may see", role.id);
            let hint = "add `[[stage]]` records for it, with an `audience` that fits";
            diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, place.clone(), message).hint(hint));
            return None;
        }
        let caption = caption.map_or_else(|| format!("Interviews: {}", role.body.title), str::to_owned);
        let stages = self.kit_stages(&stages, audience);
        Some(InterviewKit { caption, minutes: stages.iter().map(|stage| stage.minutes).sum(), stages })
    }

    /// The criteria of a role's stages, or of one of them; what stands against [`Data::interview_kit`] stands against it.
    pub fn criteria(
        &self,
        role: &str,
        stage: Option<&str>,
        caption: Option<&str>,
        (audience, config): (Audience, &Config),
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<CriteriaTable> {
        let mut stages = self.interview_kit(role, caption, (audience, config), place, diags)?.stages;
        if let Some(id) = stage {
            named(&self.stages, "stage", id, self, (audience, config), place, diags)?;
            stages.retain(|shown| shown.id == id);
            if stages.is_empty() {
                let message = format!("the stage `{id}` is not one of the role `{role}`");
                let hint = "name the role that the stage is for";
                diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, place.clone(), message).hint(hint));
                return None;
            }
        }
        stages.retain(|shown| !shown.criteria.is_empty());
        if stages.is_empty() {
            let message = format!("nothing says what `{}` is scored on", stage.unwrap_or(role));
            let hint = "add `[[stage.criterion]]` tables to the stage, or remove this block";
            diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, place.clone(), message).hint(hint));
            return None;
        }
        let for_panel = stages.iter().any(|shown| shown.for_panel);
        Some(CriteriaTable { caption: caption.map(str::to_owned), is_one_stage: stage.is_some(), for_panel, stages })
    }

    /// The scorecard of a stage: it shows what only the panel sees, so naming one above `audience` is a leak.
    pub fn scorecard(
        &self,
        stage: &str,
        (audience, config): (Audience, &Config),
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<KitStage> {
        let stage = named(&self.stages, "stage", stage, self, (audience, config), place, diags)?;
        if stage.body.panel_audience > audience {
            diags.push(leak("the scorecard of", stage, stage.body.panel_audience, (audience, config), place));
            return None;
        }
        let all = self.kit_stages(&self.stages_of(&stage.body.role.id, audience), audience);
        all.into_iter().find(|shown| shown.id == stage.id)
    }

    /// The stages of a role, in order.
    fn stages_of(&self, role: &str, audience: Audience) -> Vec<&Record<Stage>> {
        let of_role = self.stages.iter().filter(|stage| stage.body.role.id == role && stage.audience <= audience);
        let mut stages: Vec<_> = of_role.collect();
        stages.sort_by_key(|stage| (stage.body.order.is_none(), stage.body.order));
        stages
    }

    fn kit_stages(&self, stages: &[&Record<Stage>], audience: Audience) -> Vec<KitStage> {
        let mut start = 0;
        let mut shown = Vec::new();
        for (at, record) in stages.iter().enumerate() {
            let stage = &record.body;
            let for_panel = stage.panel_audience <= audience;
            let panel = |texts: &[String]| if for_panel { texts.to_vec() } else { Vec::new() };
            let criterion = |criterion: &Criterion| {
                let skill = criterion.skill.as_ref().and_then(|skill| self.skills.get(&skill.id));
                let skill = skill.filter(|skill| skill.audience <= audience);
                KitCriterion {
                    title: criterion.title.clone(),
                    look_for: criterion.look_for.clone(),
                    skill: skill.map(|skill| skill.body.title.clone()),
                    anchors: panel(&criterion.anchors),
                }
            };
            shown.push(KitStage {
                id: record.id.clone(),
                title: stage.title.clone(),
                number: at + 1,
                start,
                minutes: stage.minutes,
                about: stage.about.clone(),
                panel: stage.panel.clone(),
                format: stage.format.clone(),
                prepare: stage.prepare.clone(),
                criteria: stage.criteria.iter().map(criterion).collect(),
                for_panel,
                questions: panel(&stage.questions),
                probes: panel(&stage.probes),
                not_evidence: panel(&stage.not_evidence),
            });
            start += stage.minutes;
        }
        shown
    }
}

/// The record a block names, when there is one and `audience` may see it; else that is reported.
fn named<'r, T>(
    records: &'r Records<T>,
    kind: &str,
    id: &str,
    data: &Data,
    (audience, config): (Audience, &Config),
    place: &Place,
    diags: &mut Diagnostics,
) -> Option<&'r Record<T>> {
    let Some(record) = records.get(id) else {
        if !data.is_unusable(kind, id) {
            let visible = records.iter().filter(|record| record.audience <= audience);
            let ids: Vec<&str> = visible.map(|record| record.id.as_str()).collect();
            let hint = suggestion(id, ids.into_iter(), "the ids there are:");
            let message = format!("there is no {kind} `{id}`");
            diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, place.clone(), message).hint(hint));
        }
        return None;
    };
    if record.audience > audience {
        diags.push(leak(&format!("the {kind}"), record, record.audience, (audience, config), place));
        return None;
    }
    Some(record)
}

fn leak<T>(
    what: &str,
    record: &Record<T>,
    needed: Audience,
    (audience, config): (Audience, &Config),
    place: &Place,
) -> Diagnostic {
    let (own, needed) = (config.audiences.name(audience), config.audiences.name(needed));
    let message = format!("readers of `{own}` would be shown {what} `{}`, which is for `{needed}`", record.id);
    Diagnostic::new(&rules::AUDIENCE_LEAK, place.clone(), message)
        .hint("remove it, or put it into a block for those who may see it")
        .related(record.place.clone(), "this is above them")
}
