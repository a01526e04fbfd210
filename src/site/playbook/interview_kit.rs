//! Interview kits: what one audience may see of a role's stages, as candidates see them and as the panel uses them.

use crate::diag::rules;
use crate::fields::suggestion;
use crate::site::document::Leaf;
use crate::site::document::tables::interviews::{
    CriteriaTable, InterviewKit, KitCriterion, KitQuestion, KitStage, PanelKit, PanelView,
};
use crate::site::gate::Reader;
use crate::site::gate::names::{Refusal, leak};
use crate::site::records::kinds::RecordKind;
use crate::site::records::kinds::bodies::{BankQuestion, LevelRecord, Role, Stage};
use crate::site::records::types::{Criterion, Record};

/// Which part of which interviews is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct KitRequest<'a> {
    /// The role.
    pub(super) role: &'a str,
    /// One of its stages; all of them when none is named.
    pub(super) stage: Option<&'a str>,
    /// The level to ask questions for; all levels when none is named.
    pub(super) level: Option<&'a str>,
    /// What to put above it.
    pub(super) caption: Option<&'a str>,
}

/// What authors write for the views of a kit; `None` is that of candidates.
const VIEWS: [(&str, Option<PanelView>); 4] = [
    ("candidate", None),
    ("interviewer", Some(PanelView::Interviewer)),
    ("scorecard", Some(PanelView::Scorecard)),
    ("whole", Some(PanelView::Whole)),
];

impl<'s> Reader<'s> {
    /// `::interview-kit{role= stage= level= view=}`.
    pub(super) fn kit_block(&self, request: KitRequest<'_>, view: Option<&str>) -> Result<Leaf, Refusal> {
        let view = view.unwrap_or("candidate");
        let Some((_, view)) = VIEWS.iter().find(|(name, _)| *name == view) else {
            let hint = suggestion(view, VIEWS.iter().map(|(name, _)| *name), "the views are");
            return Err(Refusal::because(&rules::UNKNOWN_BLOCK, format!("a kit has no view `{view}`"), hint));
        };
        match view {
            None => self.kit(request).map(Leaf::new),
            Some(view) => self.panel_kit(request, *view).map(Leaf::new),
        }
    }

    /// All stages of a role; refused when it may not be named, or there are none for this audience.
    pub(in crate::site) fn interview_kit(&self, role: &str, caption: Option<&str>) -> Result<InterviewKit, Refusal> {
        self.kit(KitRequest { role, stage: None, level: None, caption })
    }

    /// The stages that are asked for, as candidates see them.
    fn kit(&self, request: KitRequest<'_>) -> Result<InterviewKit, Refusal> {
        let role = self.named::<Role>(request.role)?;
        let stages = self.requested_stages(request)?;
        let minutes = stages.iter().map(|stage| stage.minutes).sum();
        let caption = self.caption(request, "interview.of", role);
        Ok(InterviewKit { caption, minutes, stages })
    }

    /// What the panel works with. It shows what only the panel sees, so naming it above the audience is a leak.
    pub(super) fn panel_kit(&self, request: KitRequest<'_>, view: PanelView) -> Result<PanelKit, Refusal> {
        let role = self.named::<Role>(request.role)?;
        let stages = self.requested_stages(request)?;
        if let Some(stage) = stages.iter().find(|stage| !stage.for_panel) {
            return Err(self.above_panel(self.named::<Stage>(&stage.id)?));
        }
        let criteria = || stages.iter().flat_map(|stage| &stage.criteria);
        if view != PanelView::Interviewer && criteria().next().is_none() {
            return Err(unscored(request.stage.unwrap_or(request.role)));
        }
        let of_bank: usize = criteria().map(|criterion| criterion.questions.len()).sum();
        let of_stages: usize = stages.iter().map(|stage| stage.questions.len()).sum();
        let key = match view {
            PanelView::Interviewer => "kit.sheets_of",
            PanelView::Scorecard => "kit.cards_of",
            PanelView::Whole => "kit.of",
            PanelView::Debrief => "kit.debrief_of",
        };
        Ok(PanelKit {
            caption: self.caption(request, key, role),
            view,
            role: (role.id.clone(), role.body.title.clone()),
            level: self.level(request.level)?,
            scale: self.config.scale,
            minutes: stages.iter().map(|stage| stage.minutes).sum(),
            criteria: criteria().count(),
            questions: of_bank + of_stages,
            stages,
        })
    }

    /// The criteria of a role's stages, or of one of them; what stands against [`Reader::interview_kit`] stands against it.
    pub(super) fn criteria(&self, request: KitRequest<'_>) -> Result<CriteriaTable, Refusal> {
        let mut stages = self.kit(request)?.stages;
        stages.retain(|shown| !shown.criteria.is_empty());
        if stages.is_empty() {
            return Err(unscored(request.stage.unwrap_or(request.role)));
        }
        Ok(CriteriaTable {
            caption: request.caption.map(str::to_owned),
            is_one_stage: request.stage.is_some(),
            for_panel: stages.iter().any(|shown| shown.for_panel),
            good: self.config.scale - 1,
            stages,
        })
    }

    /// The scorecard of a stage, for one level or for all.
    pub(super) fn scorecard(&self, stage: &str, level: Option<&str>) -> Result<KitStage, Refusal> {
        let stage = self.named::<Stage>(stage)?;
        let role = stage.body.role.id.as_str();
        let request = KitRequest { role, stage: Some(&stage.id), level, caption: None };
        if !self.may_see(stage.body.panel_audience) {
            return Err(self.above_panel(stage));
        }
        let level = self.level(level)?;
        let all = self.kit_stages(request, level.as_ref());
        all.into_iter().find(|shown| shown.id == stage.id).ok_or_else(Refusal::silent)
    }

    /// That readers would be shown what only the panel of a stage sees.
    fn above_panel(&self, stage: &Record<Stage>) -> Refusal {
        let (reader, owner) = (self.name(), self.config.audiences.name(stage.body.panel_audience));
        let message = format!("the scorecard of `{}` is for `{owner}`, and readers of this are `{reader}`", stage.id);
        let finding = leak(message, format!("put the block inside `:::{owner}`, or remove it"));
        finding.related(stage.place.clone(), "the stage").into()
    }

    fn caption(&self, request: KitRequest<'_>, key: &str, role: &Record<Role>) -> String {
        let own = || self.words().say(key, &[("title", (&role.body.title).into())]);
        request.caption.map_or_else(own, str::to_owned)
    }

    /// The level that is asked for, as its record and its title.
    fn level(&self, level: Option<&str>) -> Result<Option<(String, String)>, Refusal> {
        let named = level.map(|level| self.named::<LevelRecord>(level)).transpose()?;
        Ok(named.map(|level| (level.id.clone(), level.body.title.clone())))
    }

    /// The stages that are asked for; refused when there are none.
    fn requested_stages(&self, request: KitRequest<'_>) -> Result<Vec<KitStage>, Refusal> {
        let role = request.role;
        let level = self.level(request.level)?;
        let mut stages = self.kit_stages(request, level.as_ref());
        // A stage with mistakes may be the one; those were reported.
        if stages.is_empty() && (self.misses_some::<Stage>() || self.names_nobody::<Stage>(RecordKind::Role)) {
            return Err(Refusal::silent());
        }
        if stages.is_empty() {
            return Err(Refusal::because(
                &rules::BROKEN_REFERENCE,
                format!("the role `{role}` has no stages that readers of this page may see"),
                "add `[[stage]]` records for it, with an `audience` that fits",
            ));
        }
        if let Some(id) = request.stage {
            self.named::<Stage>(id)?;
            stages.retain(|shown| shown.id == id);
            if stages.is_empty() {
                let message = format!("the stage `{id}` is not one of the role `{role}`");
                let hint = "name the role that the stage is for";
                return Err(Refusal::because(&rules::BROKEN_REFERENCE, message, hint));
            }
        }
        Ok(stages)
    }

    /// The stages of a role, in order.
    fn stages_of(&self, role: &str) -> Vec<&'s Record<Stage>> {
        let mut stages: Vec<_> = self.records.stages.iter().filter(|stage| stage.body.is_for(role)).collect();
        stages.sort_by_key(|stage| (stage.body.order.is_none(), stage.body.order));
        stages
    }

    /// All stages of the role that is asked for, each where it stands among them.
    fn kit_stages(&self, request: KitRequest<'_>, level: Option<&(String, String)>) -> Vec<KitStage> {
        let mut start = 0;
        let mut shown = Vec::new();
        for (at, record) in self.stages_of(request.role).into_iter().enumerate() {
            let stage = &record.body;
            let for_panel = self.may_see(stage.panel_audience);
            let panel = |texts: &[String]| if for_panel { texts.to_vec() } else { Vec::new() };
            let criterion = |criterion: &Criterion| {
                let skill = criterion.skill.as_ref().and_then(|skill| self.records.skills.named(skill));
                KitCriterion {
                    id: criterion.id.clone(),
                    title: criterion.title.clone(),
                    look_for: criterion.look_for.clone(),
                    skill: skill.map(|skill| skill.body.title.clone()),
                    anchors: panel(&criterion.anchors),
                    questions: if for_panel { self.bank(request, record, criterion) } else { Vec::new() },
                }
            };
            shown.push(KitStage {
                id: record.id.clone(),
                role: request.role.to_owned(),
                level: level.cloned(),
                scale: self.config.scale,
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

    /// The questions of the bank that are asked about a criterion of a stage.
    fn bank(&self, request: KitRequest<'_>, stage: &Record<Stage>, criterion: &Criterion) -> Vec<KitQuestion> {
        let questions = self.records.question_bank.iter().map(|record| &record.body);
        let is_meant = |question: &&BankQuestion| {
            question.is_active()
                && question.is_about(request.role, &stage.id, &criterion.id)
                && question.is_at(request.level)
        };
        questions.filter(is_meant).map(|question| self.kit_question(question, request.level)).collect()
    }

    /// A question with what answers sound like: for one level where one is asked for, else for each.
    fn kit_question(&self, question: &BankQuestion, level: Option<&str>) -> KitQuestion {
        let title = |id: &str| Some(self.records.levels.get(id)?.body.title.clone());
        let levels = question.levels.iter().filter(|_| level.is_none()).filter_map(|named| title(&named.id));
        let anchors: Vec<(Option<String>, Vec<String>)> = match level {
            Some(level) => question.anchors_at(level).map(|texts| (None, texts.to_vec())).into_iter().collect(),
            None => {
                let of_all =
                    Some(&question.anchors).filter(|texts| !texts.is_empty()).map(|texts| (None, texts.clone()));
                let of_each = question.anchors_by_level.iter();
                let of_each = of_each.filter_map(|(named, texts)| Some((Some(title(&named.id)?), texts.clone())));
                of_all.into_iter().chain(of_each).collect()
            }
        };
        KitQuestion { ask: question.ask.clone(), levels: levels.collect(), probes: question.probes.clone(), anchors }
    }
}

/// That there is nothing to score.
fn unscored(what: &str) -> Refusal {
    let message = format!("nothing says what `{what}` is scored on");
    let hint = "add `[[stage.criterion]]` tables to the stage, or remove this block";
    Refusal::because(&rules::BROKEN_REFERENCE, message, hint)
}
