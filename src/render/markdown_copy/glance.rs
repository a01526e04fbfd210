//! What the page of a role says before its body: its pay and its facts at a glance.

use crate::output::address;
use crate::render::page_context::PageContext;
use crate::site::document::leaves::ranges;
use crate::site::document::prose::{element, fact, paragraph, term};
use crate::site::document::tables::RoleName;
use crate::site::document::{Around, Node};
use crate::site::gate::VisiblePage;

/// A role at a glance; nothing on a page that is about none.
pub(super) fn of(frame: &PageContext<'_>, page: &VisiblePage, around: &Around<'_>) -> Vec<Node> {
    let mission = frame.mission(page);
    let Some(role) = page.role().filter(|role| mission.is_some() || role.says_something()) else { return Vec::new() };
    let words = around.words;
    let mut said = Vec::new();
    if !role.plot.is_empty() {
        said.push(paragraph(words.text("role.base")));
        said.extend(ranges(&role.plot, &role.plot_sources, None, around));
    }
    let joined = |items: &[String]| Some(items.join(words.comma())).filter(|_| !items.is_empty());
    let text = |text: &Option<String>| text.clone();
    let before = [
        ("role.mission", mission.map(str::to_owned)),
        ("role.also", joined(&role.aliases)),
        ("role.owns", text(&role.owns)),
        ("role.code", text(&role.code_share)),
        ("role.team", text(&role.team)),
        ("role.time", text(&role.time_split)),
        ("role.where", text(&role.work_mode)),
    ];
    let known = |(key, said): (&str, Option<String>)| Some(fact(words.text(key), &said?));
    let mut facts: Vec<Node> = before.into_iter().filter_map(known).flatten().collect();
    if let Some((title, others)) = &role.family {
        let mut family = vec![Node::text(title)];
        family.extend(listed(others, words.text("role.with"), frame, around));
        facts.extend(term(vec![Node::text(words.text("role.family"))], [family]));
    }
    let interviews = role.interviews.map(|(stages, minutes)| {
        let key = if stages > 1 { "interview.minutes_in_all" } else { "interview.minutes" };
        format!("{stages}{}{}", words.comma(), around.count(key, minutes))
    });
    let after = [("role.levels", joined(&role.levels)), ("role.interviews", interviews)];
    facts.extend(after.into_iter().filter_map(known).flatten());
    if !role.next.is_empty() {
        let next = listed(&role.next, "", frame, around);
        facts.extend(term(vec![Node::text(words.text("role.next"))], [next]));
    }
    let certificates = joined(&role.certifications);
    let certificates = certificates.map(|list| words.say("role.certificates_or", &[("list", (&list).into())]));
    facts.extend(known(("role.certificates", certificates)).into_iter().flatten());
    if !role.experience.is_empty() {
        let lines = role.experience.iter().map(|line| vec![Node::text(line)]);
        facts.extend(term(vec![Node::text(words.text("role.experience"))], lines));
    }
    if !facts.is_empty() {
        said.push(element("dl", facts));
    }
    said
}

/// Roles one behind the other, each as a link where it has a page; `first` stands before them.
fn listed(roles: &[RoleName], first: &str, frame: &PageContext<'_>, around: &Around<'_>) -> Vec<Node> {
    let mut said = Vec::new();
    for (at, role) in roles.iter().enumerate() {
        said.push(Node::text(if at == 0 { first } else { around.words.comma() }));
        let path = frame.page_of_role(&role.id).map(|id| address::link(frame.view.page(id).url()));
        said.push(around.name(&role.title, path.as_deref()));
    }
    said
}
