//! What there is to find: every section of every page of a view, in the order of the site.
//!
//! It must not know how text is split into words or how it is stored.

use rayon::prelude::*;

use super::format::facets::{FacetValue, Facets};
use crate::output::address::encode;
use crate::site::AudienceView;
use crate::site::document::tables::PayExplorer;
use crate::site::document::{Around, Shows, plain_text};
use crate::site::gate::{VisiblePage, tag_slug};

/// A page and its sections.
pub(super) struct SearchPage {
    pub(super) url: String,
    pub(super) title: String,
    /// At least one: what stands under the title comes first and has no heading.
    pub(super) sections: Vec<SearchSection>,
}

/// A heading and the text up to the next one.
pub(super) struct SearchSection {
    /// The heading; `None` for what stands under the title.
    pub(super) heading: Option<String>,
    /// What a link puts behind `#`, percent-encoded.
    pub(super) anchor: String,
    /// The headings above it, without the title.
    pub(super) path: String,
    pub(super) text: String,
}

/// The pages of a view, in its order.
pub(super) fn of(view: &AudienceView) -> Vec<SearchPage> {
    view.pages().par_iter().map(|one| page(view, one)).collect()
}

fn page(view: &AudienceView, page: &VisiblePage) -> SearchPage {
    let mut above: Vec<(u8, String)> = Vec::new();
    let mut sections = Vec::new();
    for section in page.document().text_sections(view.locale()) {
        let Some(heading) = section.heading else {
            let text = under_title(view, page, section.text);
            sections.push(SearchSection { heading: None, anchor: String::new(), path: String::new(), text });
            sections.extend(other_names(page));
            continue;
        };
        while above.last().is_some_and(|(level, _)| *level >= heading.level) {
            above.pop();
        }
        let path = above.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
        above.push((heading.level, heading.text.clone()));
        sections.push(SearchSection {
            heading: Some(heading.text.clone()),
            anchor: encode(&heading.id),
            path,
            text: section.text,
        });
    }
    if let Some((before, explorer)) = page.document().only_explorer() {
        // Other names of a role stand behind what is under the title.
        let names = page.role().map_or(0, |role| role.aliases.len());
        let at = if before == 0 { 0 } else { names + before };
        of_explorer(view, explorer, &mut sections, at);
    }
    // The script that asks an index finds pages from where the index lies.
    let url = format!("/{}", page.url().strip_prefix(view.start()).unwrap_or_default());
    SearchPage { url, title: page.title().to_owned(), sections }
}

/// Adds the sections of a pay explorer behind the one in which it stands, which loses what they say.
fn of_explorer(view: &AudienceView, explorer: &PayExplorer, sections: &mut Vec<SearchSection>, at: usize) {
    let around = Around::of_no_page(view.locale(), view.pay());
    let mut lines = Vec::new();
    explorer.lines(view.locale(), &mut |line| lines.push(line.to_owned()));
    let Some(home) = sections.get_mut(at) else { return };
    let left: Vec<&str> = home.text.lines().filter(|line| !lines.iter().any(|own| own == line)).collect();
    home.text = left.join("\n");
    let figures = lines.into_iter().skip(1).collect::<Vec<_>>().join("\n");
    let parts = explorer.parts(&around).into_iter().enumerate().map(|(part, (heading, said))| SearchSection {
        heading: Some(heading.text),
        anchor: encode(&heading.id),
        path: String::new(),
        text: if part == 0 { figures.clone() } else { plain_text(&said, view.locale()) },
    });
    sections.splice(at + 1..at + 1, parts);
}

/// The text under the title, with the summary and what the page shows of its role's record.
fn under_title(view: &AudienceView, page: &VisiblePage, text: String) -> String {
    let mut lines = text;
    let role = page.role();
    let glance = role.into_iter().flat_map(|role| {
        let words = [&role.mission, &role.owns, &role.code_share, &role.team, &role.time_split, &role.work_mode];
        let family = role.family.iter().map(|(title, _)| title.clone());
        words.into_iter().flatten().cloned().chain(family).chain([role.aliases.join(view.locale().comma())])
    });
    for line in page.summary().map(str::to_owned).into_iter().chain(glance) {
        if !line.is_empty() && !lines.contains(&line) {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(&line);
        }
    }
    lines
}

/// Another name of a role is found as a heading is, and leads to the top of the role's page.
fn other_names(page: &VisiblePage) -> impl Iterator<Item = SearchSection> {
    page.role().into_iter().flat_map(|role| {
        let text = page.summary().or(role.mission.as_deref()).unwrap_or(&role.title);
        role.aliases.iter().map(move |alias| SearchSection {
            heading: Some(alias.clone()),
            anchor: String::new(),
            path: String::new(),
            text: text.to_owned(),
        })
    })
}

/// Which pages are of a kind, about a role or a place, carry a tag, or are about an opening of a mode of work.
pub(super) fn facets(view: &AudienceView) -> Facets {
    let mut facets = Facets::default();
    for (number, page) in (0u32..).zip(view.pages()) {
        let mut add = |facet: usize, id: &str, title: &str| {
            let values: &mut Vec<FacetValue> = &mut facets[facet];
            let at = values.binary_search_by(|value| value.id.as_str().cmp(id)).unwrap_or_else(|at| {
                values.insert(at, FacetValue { id: id.to_owned(), title: title.to_owned(), pages: Vec::new() });
                at
            });
            if values[at].pages.last() != Some(&number) {
                values[at].pages.push(number);
            }
        };
        let kind = page.kind().name();
        add(0, kind, view.locale().text(&format!("page_kind.{kind}")));
        page.roles().iter().for_each(|role| add(1, &role.id, &role.title));
        page.places().iter().for_each(|place| add(2, &place.id, &place.title));
        page.tags().iter().for_each(|tag| add(3, &tag_slug(tag), tag));
        page.job().iter().for_each(|job| add(4, job.mode, &job.mode_title));
    }
    facets
}
