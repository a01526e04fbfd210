//! The role graph as one audience sees it: roles side by side, skills, ladders, careers.
//!
//! Owns what blocks and made pages show of it. It must not know how that is drawn, nor report what a record does wrong:
//! that is said where the records are checked.

mod career;
mod compare;
mod ladder;
mod skills;
mod summary;

pub(in crate::site) use compare::{EQUIVALENT, title_of, url};
pub(in crate::site) use skills::grades;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::{Spanned, suggestion};
use crate::site::Site;
use crate::site::document::Leaf;
use crate::site::document::tables::roles::Named;
use crate::site::gate::PageKind;
use crate::site::records::types::{Record, Records, Role};
use crate::site::source::addresses::Target;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Head;
use crate::site::source::page::{Page, title_of_name};

/// What one audience sees of the role graph.
#[derive(Clone, Copy)]
pub(in crate::site) struct Graph<'s> {
    pub(in crate::site) site: &'s Site<'s>,
    pub(in crate::site) audience: Audience,
    pub(in crate::site) config: &'s Config,
}

/// A block about roles, or `None` when it has nothing to show; a slip in what it asks is reported.
pub(in crate::site) fn leaf(graph: Graph<'_>, head: &Head, place: &Place, diags: &mut Diagnostics) -> Option<Leaf> {
    let attribute = |key| head.attribute(key).map(|(value, _)| value);
    let caption = head.label.as_deref();
    match head.kind {
        BlockKind::Compare => graph.compare_block(attribute("roles")?, caption, place, diags).map(Leaf::Comparison),
        BlockKind::Skills => graph.skills_block(attribute("roles")?, caption, place, diags).map(Leaf::Skills),
        BlockKind::Ladder => {
            let ladder = graph.find("ladder", attribute("ladder")?, &graph.site.data.ladders, place, diags)?;
            graph.ladder(ladder, caption).map(Leaf::Ladder)
        }
        _ => None,
    }
}

impl<'s> Graph<'s> {
    /// The records of a type that this audience may see, in their order.
    pub(in crate::site) fn seen<T>(self, records: &'s Records<T>) -> impl Iterator<Item = &'s Record<T>> {
        records.iter().filter(move |record| record.audience <= self.audience)
    }

    /// A record this audience may see.
    pub(in crate::site) fn get<T>(self, records: &'s Records<T>, id: &str) -> Option<&'s Record<T>> {
        records.get(id).filter(|record| record.audience <= self.audience)
    }

    /// The page at an address, or at a file's address that has this one among its aliases, when this audience has it.
    fn at(self, url: &str) -> Option<&'s Page> {
        let Some(Target::Page(page)) = self.site.addresses.by_url.get(url) else { return None };
        Some(&self.site.pages[*page]).filter(|page| self.site.shows(page, self.audience, self.config))
    }

    /// Its path from the site's root.
    pub(in crate::site) fn path(self, url: &str) -> Option<String> {
        Some(self.at(url)?.url.trim_start_matches('/').to_owned())
    }

    /// The page at an address, with its title; `otherwise` when this audience has none there.
    pub(in crate::site) fn page(self, url: &str, otherwise: &str) -> Named {
        // A file for some stands before the page that a record makes for the others.
        let same = |at: &Page| {
            self.site.pages.iter().find(|page| page.url == at.url && self.site.shows(page, self.audience, self.config))
        };
        let page = self.at(url).and_then(same);
        let title = page.map(|page| page.front.title.clone().unwrap_or_else(|| title_of_name(page.stem())));
        let title = title.unwrap_or_else(|| otherwise.to_owned());
        Named { id: otherwise.to_owned(), title, path: self.path(url) }
    }

    /// Pages by hand that say more about a role, as their addresses: every comparison with it, and the first page about
    /// its interviews and the first guide, by weight, then by path.
    pub(in crate::site) fn pages_about(self, role: &str) -> Vec<String> {
        let is_about = |page: &&Page| {
            let named = |(key, id): &(&str, Spanned<String>)| *key != "place" && id.value == role;
            page.front.records.iter().any(named) && self.site.shows(page, self.audience, self.config)
        };
        let mut pages: Vec<(PageKind, &Page)> =
            self.site.pages.iter().filter(is_about).map(|page| (self.site.kind(page), page)).collect();
        pages.sort_by_key(|(_, page)| (page.front.weight.is_none(), page.front.weight, &page.path));
        let of_kind = |kind: PageKind| pages.iter().filter(move |page| page.0 == kind).map(|page| page.1.url.clone());
        let mut urls: Vec<String> = of_kind(PageKind::Comparison).collect();
        for kind in [PageKind::Interview, PageKind::Guide] {
            urls.extend(of_kind(kind).next());
        }
        urls
    }

    /// A role and its page.
    pub(in crate::site) fn role(self, record: &Record<Role>) -> Named {
        let path = self.path(&format!("/roles/{}/", record.id));
        Named { id: record.id.clone(), title: record.body.title.clone(), path }
    }

    /// A skill and its page; the id when there is none that this audience may see.
    fn skill(self, id: &str) -> Named {
        let title = self.get(&self.site.data.skills, id).map_or(id, |skill| &skill.body.title);
        Named { id: id.to_owned(), title: title.to_owned(), path: self.path(&format!("/skills/{id}/")) }
    }

    /// A record that a block names; reported when it is not there, or not for these readers.
    fn find<T>(
        self,
        kind: &str,
        id: &str,
        records: &'s Records<T>,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<&'s Record<T>> {
        let Some(record) = records.get(id) else {
            if !self.site.data.is_unusable(kind, id) {
                let message = format!("there is no {kind} `{id}` in the data");
                let hint = suggestion(id, records.ids(), "the ids there are:");
                diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, place.clone(), message).hint(hint));
            }
            return None;
        };
        if record.audience > self.audience {
            let names = &self.config.audiences;
            let (reader, owner) = (names.name(self.audience), names.name(record.audience));
            let message = format!("the {kind} `{id}` is for `{owner}`, and readers of this are `{reader}`");
            diags.push(
                Diagnostic::new(&rules::AUDIENCE_LEAK, place.clone(), message)
                    .hint(format!("put the block inside `:::{owner}`, or give the {kind} the audience `{reader}`"))
                    .related(record.place.clone(), format!("the {kind}")),
            );
            return None;
        }
        Some(record)
    }

    /// The roles that a block names, `all` for every one; `None` when one of them cannot be shown.
    fn roles(self, names: &str, place: &Place, diags: &mut Diagnostics) -> Option<Vec<&'s Record<Role>>> {
        let records = &self.site.data.roles;
        if names.trim() == "all" {
            return Some(self.seen(records).collect());
        }
        let ids = names.split([',', ' ']).filter(|id| !id.is_empty());
        let found: Vec<_> = ids.map(|id| self.find("role", id, records, place, diags)).collect();
        found.into_iter().collect()
    }
}
