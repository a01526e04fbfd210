//! The other languages of a page: where readers switch to, and what search engines are told.
//!
//! It must not know any markup.

use tera::Value;

use super::values::{map, text};
use crate::output::address;
use crate::site::AudienceView;
use crate::site::gate::VisiblePage;

/// Every other language with its `tag`, its `name` and the `path` of the page that stands at `url`, else of the nearest
/// section around it.
pub(super) fn switch(view: &AudienceView, url: &str) -> Value {
    let others = view.languages().iter().filter(|language| language.start != view.start());
    let one = |language: &crate::site::gate::Spoken| {
        let path = address::link(&language.nearest(url, view.start()));
        map([("tag", text(&language.tag)), ("name", text(&language.name)), ("path", text(&path))])
    };
    Value::from(others.map(one).collect::<Vec<_>>())
}

/// The addresses of a page in every language that has it, its own among them: each with its `tag`, and the one for all other
/// readers with `x-default`. None where there is only one.
pub(super) fn alternates(view: &AudienceView, page: &VisiblePage) -> Value {
    let found = same(view, page);
    let one = |(tag, url): &(String, String)| map([("tag", text(tag)), ("path", text(&address::link(url)))]);
    Value::from(found.iter().map(one).collect::<Vec<_>>())
}

/// As [`alternates`], the tag and the address of each.
pub(super) fn same(view: &AudienceView, page: &VisiblePage) -> Vec<(String, String)> {
    if page.draft() || page.is_closed_posting() {
        return Vec::new();
    }
    let languages = view.languages().iter();
    let mut found: Vec<(String, String)> = languages
        .filter_map(|language| Some((language.tag.clone(), language.same(page.url(), view.start())?)))
        .collect();
    if found.len() < 2 {
        return Vec::new();
    }
    // The language of the site comes first, and each translation has its original there.
    let (_, first) = found[0].clone();
    found.push(("x-default".to_owned(), first));
    found
}
