//! Which names templates may use: what each is given when it is drawn, and what in it nothing gives.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::files;
use super::uses::{self, Path, Step, Uses};
use crate::diag::{Diagnostic, Place, Source, rules};
use crate::fields::{nearest, suggestion};
use crate::locale::Locale;

/// What every template is given.
const EVERYWHERE: &[&str] =
    &["root", "css", "js", "assets", "words", "loop", "ids", "region", "top_level", "in_document"];
/// What templates of whole pages are given besides.
const ON_PAGES: &[&str] = &["site", "page", "sidebar"];

/// What templates of blocks are given besides: the level of a heading of their own.
const ON_BLOCKS: &[&str] = &["heading_level"];

/// What `site` holds.
const SITE: &[&str] = &[
    "title",
    "language",
    "locale",
    "direction",
    "audience",
    "audience_title",
    "is_lowest",
    "is_only",
    "base_url",
    "start",
    "notice",
    "sections",
    "footer_text",
    "footer_links",
    "careers",
    "brand",
    "policy",
    "has_tags",
    "has_due",
];

/// What `page` holds that the default theme does not ask for.
const PAGE_BESIDES: &[&str] = &["above_lowest", "extra", "words"];

/// What `page` holds: all that the default theme asks of it, and a few facts besides.
static PAGE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let of_page = asked().filter(|path| path.root.as_ref().is_some_and(|root| root.name == "page"));
    let asked = of_page.filter_map(|path| path.steps.into_iter().next()).map(|step| step.name);
    asked.chain(PAGE_BESIDES.iter().map(|name| (*name).to_owned())).collect()
});

/// Every path of variables that the themes of the program name.
fn asked() -> impl Iterator<Item = Path> {
    files::all_templates().flat_map(|text| uses::of(text).paths)
}

/// What the templates of pages that authors write are given besides.
const PAGES: &[&str] = &[
    "trail",
    "outline",
    "previous",
    "next",
    "moved",
    "children",
    "linked_data",
    "role",
    "sides",
    "outside_links",
    "body",
    "holds",
    "apply",
    "terms",
    "letters",
    "feed",
    "feed_title",
    "roles",
    "role_cards",
    "ranges",
    "reviewed",
    "questionnaire",
    "openings",
    "benefits",
];

/// What a block that holds text is given.
const CONTAINER: &[&str] = &["id", "classes", "label", "fold", "audience", "audience_title", "headed", "items", "body"];

/// The templates that are drawn by themselves, and what each is given besides.
const OF_TEMPLATES: &[(&str, &[&str])] = &[
    ("404.html", &[]),
    ("due.html", &["groups", "today"]),
    ("embed.html", &["target", "body"]),
    ("print.html", &["target", "chapters", "sheets", "owners", "reviewed", "address"]),
    ("redirect.html", &["target", "canonical"]),
    ("search.html", &["is_search", "groups", "before", "after"]),
    ("tag.html", &["pages", "kinds", "near", "outline"]),
    ("tags.html", &["tags"]),
    ("parts/folded-section.html", &["heading", "anchor", "gist", "is_first", "body"]),
    ("parts/role-glance.html", &["role"]),
    ("parts/role-paper.html", &["role"]),
    ("blocks/audience.html", CONTAINER),
    ("blocks/faq.html", CONTAINER),
    ("blocks/note.html", CONTAINER),
    ("blocks/red-flags.html", CONTAINER),
    ("blocks/signals.html", CONTAINER),
    ("blocks/steps.html", CONTAINER),
    ("blocks/tabs.html", CONTAINER),
    ("blocks/tip.html", CONTAINER),
    ("blocks/warning.html", CONTAINER),
    ("blocks/code.html", &["code", "language", "title"]),
];

/// Attributes of what templates are given that the default theme does not ask for.
const UNASKED: &[&str] = &[
    "above_lowest",
    "amount",
    "bands",
    "base",
    "benchmarks",
    "benefits",
    "classes",
    "closes",
    "country",
    "currency",
    "employer",
    "employer_url",
    "employment",
    "ends",
    "excerpt",
    "figures",
    "first",
    "grades",
    "group",
    "hours",
    "index",
    "index0",
    "is_open",
    "last",
    "length",
    "locality",
    "mode",
    "mode_title",
    "opened",
    "openings",
    "or_more",
    "outline",
    "per",
    "place_names",
    "rank",
    "region",
    "retrieved",
    "review_by",
    "signs",
    "span",
    "stage",
    "symbol_first",
    "terms",
    "to",
    "total",
    "unit",
    "whole",
    "words",
    "writing",
];

/// What each block drawn from data gives its template: all that the default one asks for, and what that includes.
static OF_BLOCKS: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let name = "default";
    let uses = |path: &str| {
        Some(uses::of(std::str::from_utf8(files::built_in_bytes(name, &format!("templates/{path}"))?).ok()?))
    };
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let templates = files::built_in_paths(name).into_iter().filter_map(|path| path.strip_prefix("templates/"));
    for block in templates.filter(|name| name.starts_with("blocks/")) {
        let (mut asked, mut set) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting = vec![block.to_owned()];
        while let Some(Uses { paths, bound, includes, .. }) = waiting.pop().and_then(|name| uses(&name)) {
            asked.extend(paths.into_iter().filter_map(|path| path.root).map(|root| root.name));
            set.extend(bound);
            waiting.extend(includes);
        }
        found.insert(block.to_owned(), &asked - &set);
    }
    found
});

/// Every attribute that something a template is given has.
static ATTRIBUTES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let known = [SITE, PAGE_BESIDES, UNASKED].into_iter().flatten().map(|name| (*name).to_owned());
    known.chain(asked().flat_map(|path| path.steps).map(|step| step.name)).collect()
});

/// Whether something that a template is given has such an attribute.
#[cfg(test)]
pub(super) fn has_attribute(name: &str) -> bool {
    ATTRIBUTES.contains(name)
}

/// The names in a site's own templates that nothing gives them, each as a finding at its place.
///
/// `sources` holds all templates by name; `is_own` says which are the site's. `scripts` are the names of scripts.
pub(super) fn unknown(
    sources: &BTreeMap<String, Arc<Source>>,
    is_own: impl Fn(&str) -> bool,
    scripts: &BTreeSet<String>,
    locale: &Locale,
) -> Vec<Diagnostic> {
    if !sources.keys().any(|name| is_own(name)) {
        return Vec::new();
    }
    let all: BTreeMap<&str, Uses> =
        sources.iter().map(|(name, source)| (name.as_str(), uses::of(&source.text))).collect();
    let given = given(&all);
    let mut found = Vec::new();
    for (name, source) in sources.iter().filter(|(name, _)| is_own(name)) {
        // What no page is made with is a finding of its own.
        let (Some(given), Some(uses)) = (given.get(name.as_str()), all.get(name.as_str())) else { continue };
        let finding = |step: &Step, (message, hint): (String, String)| {
            Diagnostic::new(&rules::TEMPLATE_NAME, Place::new(source, step.range.clone()), message).hint(hint)
        };
        // A name that is asked about and then shown is one slip; the place of its last use is where a page fails.
        let mut told = BTreeMap::new();
        for (step, said) in uses.paths.iter().filter_map(|path| given.judge(path, scripts)) {
            told.insert(said.0.clone(), finding(step, said));
        }
        found.extend(told.into_values());
        let unsaid = uses.messages.iter().filter(|step| locale.pieces(&step.name, None).is_none());
        found.extend(unsaid.map(|step| {
            let hint = match nearest(&step.name, locale.keys()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "the messages are those of the theme's `strings/en.toml`".to_owned(),
            };
            finding(step, (format!("there is no message `{}`", step.name.escape_debug()), hint))
        }));
    }
    found
}

/// What a template has to work with, wherever it is drawn.
#[derive(Default)]
struct Given<'t> {
    names: BTreeSet<&'t str>,
    free: BTreeSet<&'t str>,
}

/// What each template is given that some page is made with, by the names of all that lead to it.
fn given<'t>(all: &'t BTreeMap<&'t str, Uses>) -> BTreeMap<&'t str, Given<'t>> {
    let mut found: BTreeMap<&str, Given<'t>> = BTreeMap::new();
    for &root in all.keys() {
        let Some(own) = given_to(root) else { continue };
        let reached = reached(root, all);
        let mut here = Given { names: own, free: BTreeSet::new() };
        for uses in reached.iter().filter_map(|name| all.get(name)) {
            here.names.extend(uses.bound.iter().map(String::as_str));
            here.free.extend(uses.free.iter().map(String::as_str));
        }
        for name in reached {
            let given = found.entry(name).or_default();
            given.names.extend(&here.names);
            given.free.extend(&here.free);
        }
    }
    found
}

/// What a template is given that is drawn by itself; nothing for one that others include.
fn given_to(template: &str) -> Option<BTreeSet<&'static str>> {
    let own = OF_TEMPLATES.iter().find(|(name, _)| *name == template).map(|(_, names)| names.to_vec());
    let is_of_a_page = !template.contains('/') && template != "base.html";
    let of_block = || Some(OF_BLOCKS.get(template)?.iter().map(String::as_str).collect());
    let own = own.or_else(|| is_of_a_page.then(|| PAGES.to_vec())).or_else(of_block)?;
    let around: &[&str] = if is_of_a_page { ON_PAGES } else { ON_BLOCKS };
    Some(EVERYWHERE.iter().chain(around).copied().chain(own).collect())
}

/// A template, and every other that it includes or extends, and they in turn.
fn reached<'t>(root: &'t str, all: &'t BTreeMap<&'t str, Uses>) -> BTreeSet<&'t str> {
    let mut reached = BTreeSet::from([root]);
    let mut waiting = vec![root];
    while let Some(uses) = waiting.pop().and_then(|name| all.get(name)) {
        for name in uses.includes.iter().chain(&uses.extends) {
            if reached.insert(name) {
                waiting.push(name);
            }
        }
    }
    reached
}

impl Given<'_> {
    /// The first step of a path that nothing gives, what is wrong with it and what to do.
    fn judge<'p>(&self, path: &'p Path, scripts: &BTreeSet<String>) -> Option<(&'p Step, (String, String))> {
        let Some(root) = &path.root else { return unknown_attribute(&path.steps) };
        if !self.names.contains(root.name.as_str()) {
            let message = format!("this template is given no `{}`", root.name);
            return Some((root, (message, suggestion(&root.name, self.names.iter().copied(), "it is given"))));
        }
        if self.free.contains(root.name.as_str()) {
            return None;
        }
        let first = path.steps.first()?;
        let missing = |keys: &mut dyn Iterator<Item = &str>| {
            let keys: Vec<&str> = keys.collect();
            if keys.contains(&first.name.as_str()) {
                return None;
            }
            let message = format!("`{}` has no `{}`", root.name, first.name);
            let hint = match nearest(&first.name, keys.iter().copied()) {
                Some(near) => format!("did you mean `{}.{near}`?", root.name),
                None if root.name == "page" => {
                    format!("values of your own stand below `[extra]` in front matter: `page.extra.{}`", first.name)
                }
                None => suggestion(&first.name, keys.iter().copied(), "it has"),
            };
            Some((first, (message, hint)))
        };
        let found = match root.name.as_str() {
            "site" => missing(&mut SITE.iter().copied()),
            "page" => missing(&mut PAGE.iter().map(String::as_str)),
            "js" => return missing(&mut scripts.iter().map(String::as_str)),
            "words" => return missing(&mut ["search"].into_iter()),
            "loop" => return missing(&mut ["index", "index0", "first", "last", "length"].into_iter()),
            _ => None,
        };
        found.or_else(|| unknown_attribute(&path.steps))
    }
}

/// The first attribute that nothing has; whatever stands in values of a site's own is its own business.
fn unknown_attribute(steps: &[Step]) -> Option<(&Step, (String, String))> {
    let known = steps.iter().take_while(|step| step.name != "extra");
    let step = known.into_iter().find(|step| !ATTRIBUTES.contains(&step.name))?;
    let message = format!("nothing that a template is given has `{}`", step.name);
    let hint = match nearest(&step.name, ATTRIBUTES.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the guide's page on themes lists what templates may see".to_owned(),
    };
    Some((step, (message, hint)))
}
