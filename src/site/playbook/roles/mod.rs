//! The role graph as one audience sees it: roles side by side, skills, ladders, careers.
//!
//! Owns what blocks and made pages show of it. It must not know how that is drawn, nor report what a record does wrong:
//! that is said where the records are checked.

mod career;
mod compare;
mod ladder;
mod skills;
mod summary;

pub(in crate::site) use compare::title_of;
pub(in crate::site) use skills::grades;

use crate::fields::Spanned;
use crate::site::document::Leaf;
use crate::site::document::tables::roles::Named;
use crate::site::gate::names::Refusal;
use crate::site::gate::{PageKind, Reader};
use crate::site::records::types::LadderRecord;
use crate::site::records::types::{Record, Role};
use crate::site::routes;
use crate::site::source::page::Page;

impl<'s> Reader<'s> {
    /// `::ladder{ladder=}`.
    pub(in crate::site) fn ladder_block(&self, id: &str, caption: Option<&str>) -> Result<Leaf, Refusal> {
        let ladder = self.named::<LadderRecord>(id)?;
        self.ladder(ladder, caption).map(Leaf::new).ok_or_else(Refusal::silent)
    }

    /// Pages by hand that say more about a role, as their addresses: every comparison with it, and the first page about
    /// its interviews and the first guide, by weight, then by path.
    pub(in crate::site) fn pages_about(&self, role: &str) -> Vec<String> {
        let is_about = |page: &&Page| {
            let named = |(key, id): &(&str, Spanned<String>)| *key != "place" && id.value == role;
            page.front.records.iter().any(named)
        };
        let mut pages: Vec<(PageKind, &Page)> =
            self.pages.iter().filter(is_about).map(|page| (self.pages.kind(page), page)).collect();
        pages.sort_by_key(|(_, page)| (page.front.weight.is_none(), page.front.weight, &page.path));
        let of_kind = |kind: PageKind| pages.iter().filter(move |page| page.0 == kind).map(|page| page.1.url.clone());
        let mut urls: Vec<String> = of_kind(PageKind::Comparison).collect();
        for kind in [PageKind::Interview, PageKind::Guide] {
            urls.extend(of_kind(kind).next());
        }
        urls
    }

    /// A role and its page.
    pub(in crate::site) fn role(&self, record: &Record<Role>) -> Named {
        let path = self.pages.path(&routes::role(&record.id));
        Named { id: record.id.clone(), title: record.body.title.clone(), path }
    }

    /// A skill and its page; the id when there is none that this audience may see.
    fn skill(&self, id: &str) -> Named {
        let title = self.records.skills.get(id).map_or(id, |skill| &skill.body.title);
        Named { id: id.to_owned(), title: title.to_owned(), path: self.pages.path(&routes::skill(id)) }
    }

    /// The roles that a block names, `all` for every one; refused when one of them cannot be shown.
    fn roles(&self, names: &str) -> Result<Vec<&'s Record<Role>>, Refusal> {
        if names.trim() == "all" {
            return Ok(self.records.roles.iter().collect());
        }
        let mut refusal = Refusal::silent();
        let ids = names.split([',', ' ']).filter(|id| !id.is_empty());
        let found: Vec<_> = ids.map(|id| refusal.unless(self.named::<Role>(id))).collect();
        found.into_iter().collect::<Option<Vec<_>>>().ok_or(refusal)
    }
}
