//! Interview kits and scorecards: what one audience may see of a role's stages. It must not know which page shows them.

use crate::diag::rules;
use crate::site::document::tables::interviews::{CriteriaTable, InterviewKit, KitCriterion, KitStage};
use crate::site::gate::Reader;
use crate::site::gate::names::{Refusal, leak};
use crate::site::records::types::{Criterion, Stage};
use crate::site::records::types::{Record, Role};

impl<'s> Reader<'s> {
    /// The stages of a role; refused when it may not be named, or there are none for this audience.
    pub(in crate::site) fn interview_kit(&self, role: &str, caption: Option<&str>) -> Result<InterviewKit, Refusal> {
        let role = self.named::<Role>(role)?;
        let stages = self.stages_of(&role.id);
        if stages.is_empty() {
            return Err(Refusal::because(
                &rules::BROKEN_REFERENCE,
                format!("the role `{}` has no stages that readers of this page may see", role.id),
                "add `[[stage]]` records for it, with an `audience` that fits",
            ));
        }
        let caption = caption
            .map_or_else(|| self.words().say("interview.of", &[("title", (&role.body.title).into())]), str::to_owned);
        let stages = self.kit_stages(&stages);
        Ok(InterviewKit { caption, minutes: stages.iter().map(|stage| stage.minutes).sum(), stages })
    }

    /// The criteria of a role's stages, or of one of them; what stands against [`Reader::interview_kit`] stands against it.
    pub(in crate::site) fn criteria(
        &self,
        role: &str,
        stage: Option<&str>,
        caption: Option<&str>,
    ) -> Result<CriteriaTable, Refusal> {
        let refuse = |message: String, hint: &str| Err(Refusal::because(&rules::BROKEN_REFERENCE, message, hint));
        let mut stages = self.interview_kit(role, caption)?.stages;
        if let Some(id) = stage {
            self.named::<Stage>(id)?;
            stages.retain(|shown| shown.id == id);
            if stages.is_empty() {
                let message = format!("the stage `{id}` is not one of the role `{role}`");
                return refuse(message, "name the role that the stage is for");
            }
        }
        stages.retain(|shown| !shown.criteria.is_empty());
        if stages.is_empty() {
            let message = format!("nothing says what `{}` is scored on", stage.unwrap_or(role));
            return refuse(message, "add `[[stage.criterion]]` tables to the stage, or remove this block");
        }
        let for_panel = stages.iter().any(|shown| shown.for_panel);
        Ok(CriteriaTable { caption: caption.map(str::to_owned), is_one_stage: stage.is_some(), for_panel, stages })
    }

    /// The scorecard of a stage: it shows what only the panel sees, so naming one above the audience is a leak.
    pub(in crate::site) fn scorecard(&self, stage: &str) -> Result<KitStage, Refusal> {
        let stage = self.named::<Stage>(stage)?;
        if !self.may_see(stage.body.panel_audience) {
            let (reader, owner) = (self.name(), self.config.audiences.name(stage.body.panel_audience));
            let message =
                format!("the scorecard of `{}` is for `{owner}`, and readers of this are `{reader}`", stage.id);
            let finding = leak(message, format!("put the block inside `:::{owner}`, or remove it"));
            return Err(finding.related(stage.place.clone(), "the stage").into());
        }
        let all = self.kit_stages(&self.stages_of(&stage.body.role.id));
        all.into_iter().find(|shown| shown.id == stage.id).ok_or_else(Refusal::silent)
    }

    /// The stages of a role, in order.
    fn stages_of(&self, role: &str) -> Vec<&'s Record<Stage>> {
        let mut stages: Vec<_> = self.records.stages.iter().filter(|stage| stage.body.role.id == role).collect();
        stages.sort_by_key(|stage| (stage.body.order.is_none(), stage.body.order));
        stages
    }

    fn kit_stages(&self, stages: &[&Record<Stage>]) -> Vec<KitStage> {
        let mut start = 0;
        let mut shown = Vec::new();
        for (at, record) in stages.iter().enumerate() {
            let stage = &record.body;
            let for_panel = self.may_see(stage.panel_audience);
            let panel = |texts: &[String]| if for_panel { texts.to_vec() } else { Vec::new() };
            let criterion = |criterion: &Criterion| {
                let skill = criterion.skill.as_ref().and_then(|skill| self.records.skills.named(skill));
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
