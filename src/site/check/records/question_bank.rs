//! What can be said about interview kits once all records are in: questions ask about criteria that exist, and criteria
//! have questions.

use std::collections::BTreeSet;

use super::Checking;
use crate::diag::{Diagnostic, rules};
use crate::fields::suggestion;
use crate::site::gate::is_wider;
use crate::site::records::kinds::RecordKind;
use crate::site::records::kinds::bodies::{BankQuestion, Stage};
use crate::site::records::types::Record;

pub(super) fn run(checking: &mut Checking<'_>) {
    let data = checking.data;
    for question in data.question_bank.iter() {
        criterion(checking, question);
        anchors(checking, question);
    }
    if !data.any_unusable(RecordKind::BankQuestion) {
        data.stages.iter().for_each(|stage| unasked(checking, stage));
    }
}

/// The criterion that a question names is one of a stage in which it can be asked.
fn criterion(checking: &mut Checking<'_>, question: &Record<BankQuestion>) {
    let (data, body) = (checking.data, &question.body);
    let stages: Vec<&Record<Stage>> = data.stages.iter().filter(|stage| can_be_asked(question, stage)).collect();
    let known: BTreeSet<&str> =
        stages.iter().flat_map(|stage| &stage.body.criteria).map(|criterion| criterion.id.as_str()).collect();
    if !known.contains(body.criterion.id.as_str()) && !data.any_unusable(RecordKind::Stage) {
        let name = &body.criterion;
        let message = format!("no stage that this question can be asked in has a criterion `{}`", name.id);
        let hint = suggestion(&name.id, known.iter().copied(), "the criteria there are:");
        checking.diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, name.place.clone(), message).hint(hint));
    }
}

fn can_be_asked(question: &Record<BankQuestion>, stage: &Record<Stage>) -> bool {
    let body = &question.body;
    let is_of = |role: &str| body.roles.is_empty() || body.roles.iter().any(|named| named.id == role);
    !is_wider(question.audience, stage.audience)
        && body.stage.as_ref().is_none_or(|named| named.id == stage.id)
        && stage.body.roles.iter().any(|role| is_of(&role.id))
}

/// There are anchors only for levels at which the question is asked.
fn anchors(checking: &mut Checking<'_>, question: &Record<BankQuestion>) {
    for (level, _) in &question.body.anchors_by_level {
        if !question.body.is_at(Some(&level.id)) {
            let message = format!("there are anchors for the level `{}`, at which it is not asked", level.id);
            checking.report(&level.place, message, "add the level to `levels`, or remove these anchors");
        }
    }
}

/// Where a stage has questions in the bank, each of its criteria has one.
fn unasked(checking: &mut Checking<'_>, stage: &Record<Stage>) {
    let data = checking.data;
    let asks = |criterion: &str| {
        let mut active = data.question_bank.iter().filter(|question| question.body.is_active());
        let is_about = |question: &BankQuestion| {
            stage.body.roles.iter().any(|role| question.is_about(&role.id, &stage.id, criterion))
        };
        active.any(|question| is_about(&question.body))
    };
    let (asked, open): (Vec<_>, Vec<_>) = stage.body.criteria.iter().partition(|criterion| asks(&criterion.id));
    for criterion in open.into_iter().filter(|_| !asked.is_empty()) {
        let message = format!("no question of the bank tells about `{}`", criterion.title);
        let hint =
            format!("add a `[[question_bank]]` with `criterion = \"{}\"`, or remove the criterion", criterion.id);
        checking.diags.push(Diagnostic::new(&rules::RUBRIC_MISSING, criterion.place.clone(), message).hint(hint));
    }
}
