//! What all pages of a view share, made once: links, places among siblings, the site's own facts.
//!
//! It must not know how a page or a block is drawn.

use std::collections::BTreeMap;

use tera::{Context, Tera, Value};

use super::brand;
use super::cards;
use super::due_page;
use super::glossary::Glossary;
use super::language_tag::{is_right_to_left, locale};
use super::nav::{self, Siblings};
use super::quota::Quota;
use super::render_error::Cause;
use super::tags::Tags;
use super::values::{map, maybe, text};
use crate::output::address;
use crate::site::AudienceView;
use crate::site::document::Node;
use crate::site::document::leaves::Scorecard;
use crate::site::document::tables::{CriteriaTable, InterviewKit, KitStage, RoleName};
use crate::site::gate::{Benefits, PageId, PageKind, VisiblePage};
use crate::theme::Theme;

/// How many pages the home page calls lately reviewed.
const LATELY: usize = 5;

/// What all pages of a view share.
pub(super) struct PageContext<'a> {
    pub(super) view: &'a AudienceView,
    pub(super) tera: &'a Tera,
    /// A link to each page, in the order of the view.
    pub(super) links: Vec<Value>,
    pub(super) siblings: Siblings,
    pub(super) tags: Tags,
    pub(super) glossary: Glossary,
    /// The page of each role, by the role's id.
    role_pages: BTreeMap<String, PageId>,
    /// The first page in reading order of each kind about each role.
    about: BTreeMap<(String, PageKind), PageId>,
    /// The page of each interview stage, by the stage's id or by its title.
    stages: BTreeMap<String, PageId>,
    /// The openings that somebody can apply for, by title, with the roles that they are for.
    openings: Vec<(Vec<String>, Value)>,
    /// What templates call `site`.
    pub(super) site: Value,
}

impl<'a> PageContext<'a> {
    /// The shared part of every page of `view`; `None` when the theme's templates cannot be used.
    pub(super) fn new(view: &'a AudienceView, theme: &'a Theme) -> Option<PageContext<'a>> {
        let tera = theme.templates_in(view.language())?;
        let links: Vec<Value> = view.pages().iter().map(|page| link(page, view)).collect();
        let tags = Tags::gather(view);
        let siblings = Siblings::of(view);
        let language = view.language();
        let site = map([
            ("title", text(view.title())),
            ("language", text(language)),
            ("locale", text(&locale(language))),
            ("direction", text(if is_right_to_left(language) { "rtl" } else { "ltr" })),
            ("audience", text(view.audience())),
            ("audience_title", text(view.audience_title(view.audience()))),
            ("is_lowest", Value::from(view.is_lowest())),
            ("is_only", Value::from(view.is_only())),
            ("base_url", maybe(view.base_url())),
            ("start", text(view.start().trim_start_matches('/'))),
            ("notice", nav::notice(view)),
            ("sections", nav::sections(view)),
            ("footer_text", Value::from(view.footer_text().iter().map(|line| text(line)).collect::<Vec<_>>())),
            ("footer_links", nav::menu(view.footer_links())),
            ("careers", nav::careers(view)),
            ("brand", brand::of(view)),
            ("policy", text(&view.hosting().security.policy_text())),
            ("has_tags", Value::from(!tags.is_empty())),
            ("has_due", Value::from(due_page::is_there(view))),
        ]);
        let mut role_pages = BTreeMap::new();
        for id in view.ids() {
            if let Some(role) = view.page(id).role() {
                role_pages.entry(role.id.clone()).or_insert(id);
            }
        }
        let about = about(view);
        let stages = stages(view);
        let openings = openings(view, &links);
        let glossary = Glossary::of(view);
        Some(PageContext { view, tera, links, siblings, tags, glossary, role_pages, about, stages, openings, site })
    }

    /// A link to a page.
    pub(super) fn link(&self, id: PageId) -> Value {
        self.links[id.index()].clone()
    }

    /// Links to pages, in their order.
    pub(super) fn link_all<'i>(&self, ids: impl IntoIterator<Item = &'i PageId>) -> Value {
        Value::from(ids.into_iter().map(|id| self.link(*id)).collect::<Vec<_>>())
    }

    /// Links to the page of a role, to its pay and to its interviews, as far as there are such pages.
    pub(super) fn reading(&self, role: &str) -> Vec<PageId> {
        let about = |kind: PageKind| self.about.get(&(role.to_owned(), kind)).copied();
        let pages = [self.role_pages.get(role).copied(), about(PageKind::Pay), about(PageKind::Interview)];
        pages.into_iter().flatten().collect()
    }

    /// The page of a role, as far as there is one.
    pub(super) fn page_of_role(&self, role: &str) -> Option<PageId> {
        self.role_pages.get(role).copied()
    }

    /// Links to the pages of interview stages, nothing for one without.
    pub(super) fn stage_pages(&self, stages: &[KitStage]) -> Value {
        let page = |stage: &KitStage| self.stages.get(&stage.id).or_else(|| self.stages.get(&stage.title));
        let link = |stage| page(stage).map_or(Value::none(), |id| self.link(*id));
        Value::from(stages.iter().map(link).collect::<Vec<_>>())
    }

    /// What the page says its role is for: nothing where the summary says it already.
    pub(super) fn mission<'p>(&self, page: &'p VisiblePage) -> Option<&'p str> {
        page.role()?.mission.as_deref().filter(|mission| page.summary() != Some(mission))
    }

    /// A context with what every template may name: the site, the page, and the way to the root.
    pub(super) fn context(&self, root: &str, page: Value) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("root", text(root));
        context.insert_value("page", page);
        context
    }

    /// Renders a template that makes a whole file of about `size` bytes.
    pub(super) fn render(&self, template: &str, context: &Context, size: usize) -> Result<Vec<u8>, Cause> {
        let mut output = Quota::expecting(size);
        self.tera.render_to(template, context, &mut output)?;
        Ok(output.into_bytes())
    }

    /// The role a page is about, each role after it and of its family as `{title, page}` with a link where it has a page.
    pub(super) fn role_of(&self, page: &VisiblePage) -> Result<Value, Cause> {
        let Some(role) = page.role() else { return Ok(Value::none()) };
        let mission = self.mission(page);
        if mission.is_none() && !role.says_something() {
            return Ok(Value::none());
        }
        let name = |next: &RoleName| {
            let page = self.page_of_role(&next.id).map_or(Value::none(), |id| self.link(id));
            map([("title", text(&next.title)), ("page", page)])
        };
        let names = |roles: &[RoleName]| Value::from(roles.iter().map(name).collect::<Vec<_>>());
        let family = role
            .family
            .as_ref()
            .map_or(Value::none(), |(title, others)| map([("title", text(title)), ("others", names(others))]));
        let record = Value::try_from_serializable(role)?;
        let pay_page = self.about.get(&(role.id.clone(), PageKind::Pay)).map_or(Value::none(), |id| self.link(*id));
        Ok(map([
            ("record", record),
            ("mission", maybe(mission)),
            ("next", names(&role.next)),
            ("family", family),
            ("pay_page", pay_page),
        ]))
    }

    /// The pages of kind role, in path order.
    pub(super) fn roles(&self) -> Value {
        let pages = self.view.pages().iter().zip(&self.links);
        Value::from(
            pages
                .filter(|(page, _)| page.kind() == PageKind::Role && !page.is_section())
                .map(|(_, link)| link.clone())
                .collect::<Vec<_>>(),
        )
    }

    /// The roles whose pages these are, as cards, when the pay of one is published: the `page`, the first `pay` with its
    /// `place`, how many `more` places there are, and the share of `code`. And the other pages, or all, as links.
    pub(super) fn role_cards(&self, ids: &[PageId]) -> (Value, Value) {
        let role_of = |id: &PageId| {
            let page = self.view.page(*id);
            page.role().filter(|_| page.kind() == PageKind::Role && !page.is_section())
        };
        if ids.iter().filter_map(role_of).all(|role| role.pay.is_empty()) {
            return (Value::from(Vec::<Value>::new()), self.link_all(ids));
        }
        let cards = ids.iter().filter_map(|id| {
            let role = role_of(id)?;
            let pay = role.pay.first();
            Some(map([
                ("page", self.link(*id)),
                ("pay", maybe(pay.map(|pay| pay.band.range.text.as_str()))),
                ("place", maybe(pay.map(|pay| pay.place.as_str()))),
                ("more", Value::from(role.pay.len().saturating_sub(1))),
                ("code", maybe(role.code_share.as_deref())),
            ]))
        });
        let others = ids.iter().filter(|id| role_of(id).is_none());
        (Value::from(cards.collect::<Vec<_>>()), self.link_all(others))
    }

    /// The published base pay of each role, place by place, as `parts/ranges.html` draws it: its `page`, `panels` and `keys`.
    pub(super) fn ranges(&self) -> Result<Value, Cause> {
        let mut ranges = Vec::new();
        for (id, page) in
            self.view.ids().map(|id| (id, self.view.page(id))).filter(|(_, page)| page.kind() == PageKind::Role)
        {
            let Some(role) = page.role().filter(|role| !page.is_section() && !role.plot.is_empty()) else { continue };
            let of_pay = self.about.get(&(role.id.clone(), PageKind::Pay)).copied();
            ranges.push(map([
                ("title", text(&role.title)),
                ("page", self.link(of_pay.unwrap_or(id))),
                ("panels", Value::try_from_serializable(&role.plot)?),
                ("keys", Value::try_from_serializable(&role.plot_sources)?),
            ]));
        }
        Ok(Value::from(ranges))
    }

    /// What is said first of a role: its `pay`, the share of `code`, and whether somebody can apply for it, `opened`.
    pub(super) fn in_short(&self, role: &str) -> Value {
        let glance = self.page_of_role(role).and_then(|id| self.view.page(id).role());
        let opened = self.openings.iter().any(|(roles, _)| roles.iter().any(|other| other == role));
        map([
            ("pay", self.base_pay(role)),
            ("code", maybe(glance.and_then(|role| role.code_share.as_deref()))),
            ("opened", Value::from(opened)),
        ])
    }

    /// The first published base pay of a role that has a page, as its `text` and its `place`; nothing where none is published.
    fn base_pay(&self, role: &str) -> Value {
        let glance = self.page_of_role(role).and_then(|id| self.view.page(id).role());
        glance.and_then(|role| role.pay.first()).map_or_else(Value::none, |pay| {
            let range = &pay.band.range;
            map([
                ("place", text(&pay.place)),
                ("level", maybe(pay.level.as_deref())),
                ("text", text(&range.text)),
                ("period", text(&range.period)),
                ("example", Value::from(pay.band.example)),
            ])
        })
    }

    /// The openings that somebody can apply for, of one role or of all: the `page`, its `facts`, and of them the `terms`, which
    /// its title does not say: what is paid, and how the work is done.
    pub(super) fn openings(&self, role: Option<&str>) -> Value {
        let wanted = |roles: &[String]| role.is_none_or(|role| roles.iter().any(|other| other == role));
        let found = self.openings.iter().filter(|(roles, _)| wanted(roles)).map(|(_, opening)| opening.clone());
        Value::from(found.collect::<Vec<_>>())
    }

    /// What people get besides pay, by place.
    pub(super) fn benefits(&self) -> Value {
        let one = |(title, about): &(String, Option<String>)| {
            map([("title", text(title)), ("text", maybe(about.as_deref()))])
        };
        let group = |group: &Benefits| {
            let benefits = group.benefits.iter().map(one).collect::<Vec<_>>();
            map([("place", maybe(group.place.as_deref())), ("benefits", Value::from(benefits))])
        };
        Value::from(self.view.benefits().iter().map(group).collect::<Vec<_>>())
    }

    /// The pages reviewed last, latest first, those of one day by address; folders' own pages not among them.
    pub(super) fn lately_reviewed(&self) -> Value {
        let mut pages: Vec<_> = self.view.pages().iter().zip(&self.links).collect();
        pages.retain(|(page, _)| page.reviewed_on().is_some() && !page.is_section());
        pages.sort_by(|(a, _), (b, _)| b.reviewed_on().cmp(&a.reviewed_on()).then_with(|| a.url().cmp(b.url())));
        Value::from(pages.into_iter().take(LATELY).map(|(_, link)| link.clone()).collect::<Vec<_>>())
    }
}

/// Each opening that somebody can apply for, by title, with the roles that it is for.
fn openings(view: &AudienceView, links: &[Value]) -> Vec<(Vec<String>, Value)> {
    let mut pages: Vec<_> = view
        .pages()
        .iter()
        .zip(links)
        .filter_map(|(page, link)| {
            let job = page.job().filter(|job| job.is_open)?;
            let places = job.places.iter().map(|place| place.name.title.as_str());
            let facts = places.chain([job.mode_title.as_str()]).chain(job.pay.as_ref().map(|pay| pay.text.as_str()));
            let example = job.pay.as_ref().filter(|pay| pay.example).map(|_| view.locale().text("pay.example"));
            let facts = facts.chain(example);
            let facts = Value::from(facts.map(text).collect::<Vec<_>>());
            let terms = job.pay.as_ref().map(|pay| pay.text.as_str()).into_iter().chain(example);
            let terms = Value::from(terms.chain([job.mode_title.as_str()]).map(text).collect::<Vec<_>>());
            let roles = page.roles().iter().map(|role| role.id.clone()).collect::<Vec<_>>();
            Some((page.title(), roles, map([("page", link.clone()), ("facts", facts), ("terms", terms)])))
        })
        .collect();
    pages.sort_by_key(|(title, ..)| *title);
    pages.into_iter().map(|(_, roles, opening)| (roles, opening)).collect()
}

/// The first page in reading order of each kind about each role.
fn about(view: &AudienceView) -> BTreeMap<(String, PageKind), PageId> {
    let mut about = BTreeMap::new();
    // Reading order: a page, then what lies below it, and the first of that first.
    let mut waiting: Vec<PageId> = view.ids().filter(|id| view.page(*id).parent().is_none()).collect();
    waiting.reverse();
    while let Some(id) = waiting.pop() {
        let page = view.page(id);
        // A page about one place says less than the role's own.
        for role in page.roles().iter().filter(|_| page.places().is_empty()) {
            about.entry((role.id.clone(), page.kind())).or_insert(id);
        }
        waiting.extend(page.children().iter().rev());
    }
    about
}

/// The pages of interviews that are about one stage: those that score it alone, by its id, and all by their titles.
fn stages(view: &AudienceView) -> BTreeMap<String, PageId> {
    let mut stages = BTreeMap::new();
    for id in view.ids() {
        let page = view.page(id);
        if page.kind() == PageKind::Interview && !page.is_section() {
            let scored = stage_alone(&page.document().nodes).map(|stage| stage.id.as_str());
            for name in scored.into_iter().chain([page.title()]) {
                stages.entry(name.to_owned()).or_insert(id);
            }
        }
    }
    stages
}

/// The first stage that is scored by itself among the nodes.
fn stage_alone(nodes: &[Node]) -> Option<&KitStage> {
    nodes.iter().find_map(|node| match node {
        Node::Leaf(leaf) => {
            let card = leaf.of::<Scorecard>().map(|card| &card.0);
            let table = leaf.of::<CriteriaTable>().filter(|table| table.is_one_stage);
            card.or_else(|| table?.stages.first())
        }
        other => stage_alone(other.children()),
    })
}

/// The stages of the first interview kit among the nodes.
fn kit(nodes: &[Node]) -> Option<&[KitStage]> {
    nodes.iter().find_map(|node| match node {
        Node::Leaf(leaf) => leaf.of::<InterviewKit>().map(|kit| kit.stages.as_slice()),
        other => kit(other.children()),
    })
}

/// How long the interviews take that a page is about: their `count`, and the `minutes` of all; nothing where it names none.
fn interviews(page: &VisiblePage) -> Value {
    let nodes = &page.document().nodes;
    let is_about_them = page.kind() == PageKind::Interview && !page.is_section();
    let stages = is_about_them.then(|| kit(nodes).or_else(|| stage_alone(nodes).map(std::slice::from_ref)));
    stages.flatten().map_or_else(Value::none, |stages| {
        let minutes: i64 = stages.iter().map(|stage| stage.minutes).sum();
        map([("count", Value::from(stages.len())), ("minutes", Value::from(minutes))])
    })
}

/// A page as others link to it.
fn link(page: &VisiblePage, view: &AudienceView) -> Value {
    map([
        ("title", text(page.title())),
        ("path", text(&address::link(page.url()))),
        ("summary", maybe(page.summary())),
        ("kind", text(page.kind().name())),
        ("is_section", Value::from(page.is_section())),
        ("above_lowest", Value::from(page.above_lowest())),
        ("only_for", maybe(page.only_for().map(|name| view.audience_title(name)))),
        ("draft", Value::from(page.draft())),
        ("owner", maybe(page.owner())),
        ("reviewed_on", super::values::day(page.reviewed_on(), view.locale())),
        ("count", Value::from(page.children().len())),
        ("minutes", super::page::minutes(page)),
        ("interviews", interviews(page)),
        ("pay", cards::first_range(view, page)),
    ])
}
