//! The page of an opening, and the list of openings. It must not know how their parts are drawn.

use super::{MadePage, Section, Subject, section};
use crate::config::Config;
use crate::site::document::leaves::{Paragraph, Points};
use crate::site::document::tables::roles::{Stage, Stages};
use crate::site::document::{Element, Leaf, Node};
use crate::site::gate::{PageKind, Reader};
use crate::site::records::Data;
use crate::site::records::kinds::posting::{Posting, PostingStatus};
use crate::site::routes;
use crate::site::source::front_matter::FrontMatter;
use crate::site::source::page::Page;

/// The page of every opening, at `/jobs/ID/`, and the list of them, for those who see one of them.
pub(super) fn pages(data: &Data, config: &Config) -> impl Iterator<Item = MadePage> {
    let postings = data.postings.iter().map(|record| {
        let (subject, url) = (Subject::Posting(record.id.clone()), routes::job(&record.id));
        let role = data.roles.get(&record.body.role.id).map(|role| role.body.title.clone());
        let title = record.body.title.clone().or(role).unwrap_or_else(|| record.id.clone());
        MadePage {
            summary: record.body.summary.clone(),
            ..MadePage::of(record, subject, url, title, PageKind::Posting)
        }
    });
    let words = &config.locale;
    let audiences = data.postings.iter().map(|record| record.audience);
    let widest = audiences.reduce(|one, other| config.audiences.wider(one, other));
    let first = data.postings.iter().find(|record| Some(record.audience) == widest);
    let list = first.map(|record| MadePage {
        summary: Some(words.text("jobs.summary").to_owned()),
        owner: None,
        reviewed_on: None,
        ..MadePage::of(
            record,
            Subject::Jobs,
            routes::JOBS.to_owned(),
            words.text("jobs.title").to_owned(),
            PageKind::Posting,
        )
    });
    postings.chain(list)
}

/// Holds back the page of an opening that is a draft or not yet posted, whether it has a file or not.
pub(in crate::site) fn hold_back(pages: &mut [Page], data: &Data) {
    for page in pages {
        let Some(id) = posting_of(page).map(str::to_owned) else { continue };
        let Some(record) = data.postings.get(&id) else { continue };
        wait(&mut page.front, &record.body);
    }
}

fn wait(front: &mut FrontMatter, posting: &Posting) {
    front.draft |= posting.status == Some(PostingStatus::Draft);
    front.publish_on = front.publish_on.max(posting.opened);
}

/// The opening that a page is about: the one it names, else the one whose record made it or whose address it has.
pub(in crate::site) fn posting_of(page: &Page) -> Option<&str> {
    let made = match &page.subject {
        Some(Subject::Posting(id)) => Some(id.as_str()),
        _ => None,
    };
    let by_path = || page.path.strip_prefix("jobs/")?.strip_suffix(".md").filter(|id| !id.contains('/'));
    page.front.posting.as_ref().map(|id| id.value.as_str()).or(made).or_else(by_path)
}

/// Every opening that somebody can apply for.
pub(super) fn list(reader: &Reader<'_>) -> Vec<Section> {
    vec![Section::leading(vec![Node::leaf(Leaf::new(reader.job_list()))])]
}

/// What the record of an opening says, in the order people ask.
pub(super) fn sections(reader: &Reader<'_>, id: &str) -> Vec<Section> {
    let Some(record) = reader.records.postings.get(id) else { return Vec::new() };
    let posting = &record.body;
    let role = reader.records.roles.named(&posting.role).map(|role| &role.body);
    let words = reader.words();
    let or = |own: &[String], others: Option<&Vec<String>>| {
        if own.is_empty() { others.cloned().unwrap_or_default() } else { own.to_vec() }
    };
    let skills = || {
        let needs = role.into_iter().flat_map(|role| &role.needs);
        let named = needs.filter_map(|(skill, _)| reader.records.skills.named(skill));
        named.map(|skill| skill.body.title.clone()).collect::<Vec<_>>()
    };
    let musts = if posting.musts.is_empty() { skills() } else { posting.musts.clone() };
    let about = ["system", "stack", "domain", "team"].into_iter().zip([
        &posting.system,
        &posting.stack,
        &posting.domain,
        &posting.team,
    ]);
    let about = about
        .filter_map(|(key, text)| Some(words.say(&format!("posting.about_{key}"), &[("text", text.as_ref()?.into())])));
    let lines = |key: &str, lines: Vec<String>| {
        section(reader, &format!("posting_page.{key}"), (!lines.is_empty()).then(|| Leaf::new(Points(lines))))
    };
    let mut pay = reader.pay_lines(posting);
    pay.extend(posting.benefits.iter().map(|text| words.say("posting.benefits", &[("text", text.into())])));
    let notes = [&posting.ai_use, &posting.vacancy, &posting.equal_opportunity];
    vec![
        Section::leading(vec![Node::leaf(Leaf::new(reader.posting_facts(posting)))]),
        lines("about", about.collect()),
        lines("duties", or(&posting.duties, role.map(|role| &role.responsibilities))),
        lines("outcomes", or(&posting.outcomes, role.map(|role| &role.outcomes))),
        lines("musts", musts),
        lines("nice", posting.nice.clone()),
        lines("pay", pay),
        Section::headed(reader, "posting_page.process", process(reader, posting)),
        Section::headed(reader, "posting_page.apply", apply(reader, posting)),
        lines("notes", notes.into_iter().flatten().cloned().collect()),
    ]
}

/// How the decision is made, and the interviews of the role.
fn process(reader: &Reader<'_>, posting: &Posting) -> Vec<Node> {
    let text = posting.process.clone().map(Paragraph).map(Leaf::new);
    let stages = reader.interview_kit(&posting.role.id, None).ok().map(|kit| {
        let stage = |stage: crate::site::document::tables::KitStage| Stage {
            title: stage.title,
            minutes: stage.minutes,
            about: stage.about,
        };
        Leaf::new(Stages { stages: kit.stages.into_iter().map(stage).collect(), minutes: kit.minutes })
    });
    text.into_iter().chain(stages).map(Node::leaf).collect()
}

/// What to send, and where; nothing once nobody can apply.
fn apply(reader: &Reader<'_>, posting: &Posting) -> Vec<Node> {
    if posting.is_closed(reader.config.today) {
        return Vec::new();
    }
    let text = posting.how_to_apply.clone().map(Paragraph).map(Leaf::new).map(Node::leaf);
    let link = reader.apply_link(posting).map(|link| {
        let anchor = Element::new("a", &[("href", &link.href)], vec![Node::text(&link.label)]);
        Node::Element(Element::new("p", &[], vec![Node::Element(anchor)]))
    });
    text.into_iter().chain(link).collect()
}
