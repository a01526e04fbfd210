//! The page of a role. It must not know how its parts are drawn.

use std::collections::BTreeSet;

use super::{MOST_ABOUT_A_ROLE, MadePage, Section, Subject, section};
use crate::site::document::leaves::{Links, Paragraph, Points};
use crate::site::document::tables::roles::{Named, Stage, Stages};
use crate::site::document::{Container, ContainerKind, Leaf, Node, Span};
use crate::site::gate::{PageKind, Reader};
use crate::site::playbook::pay::table::PayQuestion;
use crate::site::records::Data;
use crate::site::records::types::RedFlagRecord;
use crate::site::records::types::{Record, Reference, Role};
use crate::site::routes;

/// The page of every role, at `/roles/ID/`.
pub(super) fn pages(data: &Data) -> impl Iterator<Item = MadePage> {
    data.roles.iter().map(|record| {
        let (subject, url) = (Subject::Role(record.id.clone()), routes::role(&record.id));
        MadePage {
            summary: record.body.summary.clone().or_else(|| record.body.mission.clone()),
            ..MadePage::of(record, subject, url, record.body.title.clone(), PageKind::Role)
        }
    })
}

/// What the record of a role says, in the order people ask.
pub(super) fn sections(reader: &Reader<'_>, id: &str) -> Vec<Section> {
    let Some(record) = reader.records.roles.get(id) else { return Vec::new() };
    let role = &record.body;
    let question = PayQuestion { role: id, ..PayQuestion::default() };
    // That there is no figure is no mistake here: nobody asked for one.
    let pay = reader.pay_table(&question).ok();
    let headed = |key: &str, leaf: Option<Leaf>| section(reader, &format!("role_page.{key}"), leaf);
    vec![
        headed("duties", points(&role.responsibilities)),
        headed("outcomes", points(&role.outcomes)),
        headed("neighbours", neighbours(reader, record)),
        headed("pay", pay.map(Leaf::new)),
        headed("skills", reader.skills(&[record], None).map(Leaf::new)),
        headed("looks_for", points(&role.looks_for)),
        headed("experience", points(&role.experience)),
        headed("credentials", credentials(reader, role)),
        headed("kpis", points(&role.kpis)),
        headed("interviews", stages(reader, record)),
        Section::headed(reader, "role_page.red_flags", red_flags(reader, id)),
        headed("leads", reader.career(record).map(Leaf::new)),
        Section::headed(reader, "role_page.questions", questions(reader, id)),
        headed("related", related(reader, id)),
    ]
}

fn points(lines: &[String]) -> Option<Leaf> {
    (!lines.is_empty()).then(|| Leaf::new(Points(lines.to_vec())))
}

/// Degrees and certificates, none of which is the only way.
fn credentials(reader: &Reader<'_>, role: &Role) -> Option<Leaf> {
    let words = reader.words();
    let list = role.certifications.join(words.comma());
    let valued = (!list.is_empty()).then(|| words.say("role_page.certificates", &[("list", (&list).into())]));
    let mut lines: Vec<String> = role.education.iter().cloned().chain(valued).collect();
    if !lines.is_empty() {
        lines.push(words.text("role_page.equivalent").to_owned());
    }
    points(&lines)
}

/// What the role owns beside the roles it borders on, three at most.
fn neighbours(reader: &Reader<'_>, record: &Record<Role>) -> Option<Leaf> {
    let role = &record.body;
    let mut roles = vec![record];
    for named in role.lateral.iter().chain(&role.next).chain(&role.from) {
        let known = |id: &str| roles.iter().any(|role| role.id == id);
        if roles.len() < 4
            && !known(&named.id)
            && let Some(neighbour) = reader.records.roles.named(named)
        {
            roles.push(neighbour);
        }
    }
    let mut comparison = reader.comparison(&roles, None).filter(|_| roles.len() > 1)?;
    let kept = ["role.owns", "role.code", "role.team"].map(|key| reader.words().text(key));
    comparison.rows.retain(|row| kept.contains(&row.name.as_str()));
    (!comparison.rows.is_empty()).then(|| Leaf::new(comparison))
}

/// Whether a record about these roles is about the one asked for; it is about every role when it names none.
fn is_about(roles: &[Reference], id: &str) -> bool {
    roles.is_empty() || roles.iter().any(|role| role.id == id)
}

fn stages(reader: &Reader<'_>, record: &Record<Role>) -> Option<Leaf> {
    let kit = reader.interview_kit(&record.id, None).ok()?;
    let stages = kit.stages.into_iter();
    let stages = stages.map(|stage| Stage { title: stage.title, minutes: stage.minutes, about: stage.about }).collect();
    Some(Leaf::new(Stages { stages, minutes: kit.minutes }))
}

fn red_flags(reader: &Reader<'_>, id: &str) -> Vec<Node> {
    let records = reader.records.red_flags.iter().filter(|record| is_about(&record.body.roles, id));
    let records = records.take(MOST_ABOUT_A_ROLE);
    let line = |record: &Record<RedFlagRecord>| match &record.body.probe {
        Some(probe) => {
            let arguments = [("sign", (&record.body.look_for).into()), ("probe", probe.into())];
            reader.words().say("role_page.probe", &arguments)
        }
        None => record.body.look_for.clone(),
    };
    let lines: Vec<String> = records.map(line).collect();
    let Some(leaf) = points(&lines) else { return Vec::new() };
    let container = Container {
        kind: ContainerKind::RedFlags,
        label: None,
        id: None,
        classes: Vec::new(),
        fold: None,
        nodes: vec![Node::leaf(leaf)],
        span: Span::default(),
    };
    vec![Node::Container(Box::new(container))]
}

/// Questions as headings below the section's, each with its answer.
fn questions(reader: &Reader<'_>, id: &str) -> Vec<Node> {
    let records = reader.records.questions.iter().filter(|record| is_about(&record.body.roles, id));
    let records = records.take(MOST_ABOUT_A_ROLE);
    let parts = records.flat_map(|record| {
        [super::question(&record.body.ask), Node::leaf(Leaf::new(Paragraph(record.body.answer.clone())))]
    });
    parts.collect()
}

/// Pages that say more about the role, as far as they are there: comparisons and ladders it is part of, and what was
/// written about its interviews and how to decide; its pay first.
fn related(reader: &Reader<'_>, id: &str) -> Option<Leaf> {
    let records = &reader.records;
    let is_it = |role: &Reference| role.id == id;
    let comparisons = records.comparisons.iter().filter(|record| record.body.roles.iter().any(is_it));
    let comparisons = comparisons.map(|record| routes::comparison(record.body.role_ids()));
    let ladders = records.ladders.iter().filter(|record| {
        let steps = record.body.steps.iter().filter_map(|step| step.role.as_ref());
        record.body.role.iter().chain(steps).any(is_it)
    });
    let ladders = ladders.map(|record| routes::ladder(&record.id));
    let mut known = BTreeSet::new();
    let urls = comparisons.chain(reader.pages_about(id)).chain(ladders).filter(|url| known.insert(url.clone()));
    let named = urls.map(|url| reader.pages.named(&url, &url)).filter(|page| page.path.is_some());
    let title = |record: &Record<Role>| reader.words().say("pay_page.title", &[("title", (&record.body.title).into())]);
    let pay = records.roles.get(id).and_then(|role| super::pay::of_role(reader, id, &title(role)));
    let pages: Vec<Named> = pay.into_iter().chain(named).collect();
    (!pages.is_empty()).then(|| Leaf::new(Links(pages)))
}
