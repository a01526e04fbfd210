//! What an author probably meant by a path that leads nowhere.
//!
//! Looks names up instead of comparing all of them: a handbook brought in from elsewhere may have thousands of
//! broken links to as many pages.

use std::collections::HashMap;

use crate::fields::nearest;

/// Every path or address of a site, by what it may be mistaken for.
#[derive(Default)]
pub(in crate::site) struct Suggestions {
    by_likeness: HashMap<String, Vec<String>>,
    by_folder: HashMap<String, Vec<String>>,
}

impl Suggestions {
    /// Gathers names; an earlier one is preferred to a later one.
    pub(in crate::site) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Suggestions {
        let mut names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        let mut suggestions = Suggestions::default();
        for name in names {
            for likeness in [bare(name), tail(name)] {
                suggestions.by_likeness.entry(likeness).or_default().push(name.to_owned());
            }
            suggestions.by_folder.entry(folder(name)).or_default().push(name.to_owned());
        }
        suggestions
    }

    /// The name that `wanted` most probably is, among those `may` allows: the same but for case, extension or slash,
    /// then the same name in another folder, then a near spelling in the same folder.
    pub(in crate::site) fn nearest(&self, wanted: &str, may: impl Fn(&str) -> bool) -> Option<&str> {
        let first = |likeness: &str| {
            let names = self.by_likeness.get(likeness)?;
            names.iter().map(String::as_str).find(|name| may(name))
        };
        first(&bare(wanted)).or_else(|| first(&tail(wanted))).or_else(|| {
            let siblings = self.by_folder.get(&folder(wanted))?;
            nearest(wanted, siblings.iter().map(String::as_str).filter(|name| may(name)))
        })
    }
}

impl Suggestions {
    /// The one name that is `wanted` in other capitals, among those `may` allows.
    pub(in crate::site) fn only_same(&self, wanted: &str, may: impl Fn(&str) -> bool) -> Option<&str> {
        self.only(&bare(wanted), may)
    }

    /// The one name that is the last part of `wanted` in any folder, among those `may` allows.
    pub(in crate::site) fn only_moved(&self, wanted: &str, may: impl Fn(&str) -> bool) -> Option<&str> {
        self.only(&tail(wanted), may)
    }

    fn only(&self, likeness: &str, may: impl Fn(&str) -> bool) -> Option<&str> {
        let mut names = self.by_likeness.get(likeness)?.iter().map(String::as_str).filter(|name| may(name));
        names.next().filter(|_| names.next().is_none())
    }
}

/// The whole path without what authors get wrong: case, the extension, a slash at the end.
fn bare(path: &str) -> String {
    let path = path.trim_matches('/');
    let plain = [".md", ".html", ".htm"].iter().find_map(|ending| path.strip_suffix(ending));
    plain.unwrap_or(path).to_lowercase()
}

/// The last segment in the same way, marked so that it is never taken for a whole path.
fn tail(path: &str) -> String {
    let bare = bare(path);
    format!("*/{}", bare.rsplit('/').next().unwrap_or(""))
}

fn folder(path: &str) -> String {
    path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_name_comes_first() {
        let names = ["roles/ai-tech-lead.md", "pay/london.md", "pay/Berlin.md", "images/team.png"];
        let suggestions = Suggestions::new(names.into_iter());
        let check = |wanted: &str, expected: Option<&str>| {
            assert_eq!(suggestions.nearest(wanted, |_| true), expected, "{wanted}");
        };
        check("pay/berlin.md", Some("pay/Berlin.md"));
        check("pay/london", Some("pay/london.md"));
        check("roles/london.md", Some("pay/london.md"));
        check("roles/ai-tech-laed.md", Some("roles/ai-tech-lead.md"));
        check("nothing/like-it.md", None);
    }

    #[test]
    fn what_may_not_be_named_is_passed_over() {
        let suggestions = Suggestions::new(["team/plan.md", "work/plan.md"].into_iter());
        assert_eq!(suggestions.nearest("plan.md", |name| !name.starts_with("team/")), Some("work/plan.md"));
    }
}
