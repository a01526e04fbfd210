//! What rendering promises about whole files. The pages are made by hand, the theme is the real one.

use std::collections::BTreeMap;

use super::{BuildPart, files};
use crate::diag::{Diagnostics, Findings, Severities};
use crate::disk::MemoryDisk;
use crate::site::document::{Code, Element, Heading, Node, Span};
use crate::site::gate::demo::{page, view};
use crate::site::gate::{AudienceView, PageKind, VisiblePage};
use crate::theme;

mod blocks;
mod feed;
mod hostile;
mod linked_data;
mod pay;
mod roles;
mod theme_rules;

/// The files of a view by path, and what was found; `theme_files` stand over the default theme.
fn render_with(view: &AudienceView, theme_files: &[(&str, &str)]) -> (BTreeMap<String, String>, Findings) {
    let mut diagnostics = Diagnostics::default();
    let theme = theme::plain(&MemoryDisk::new(theme_files.iter().copied()), &mut diagnostics);
    let files = files(view, &theme, &BuildPart::Whole, &mut diagnostics);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("every file we make is text");
    let by_path = files.into_iter().map(|file| (file.path.as_str().to_owned(), text(file.bytes))).collect();
    (by_path, diagnostics.judge(&Severities::default()))
}

fn render(view: &AudienceView) -> BTreeMap<String, String> {
    let (files, findings) = render_with(view, &[]);
    let messages: Vec<_> = findings.iter().map(|finding| &finding.diagnostic.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    files
}

fn heading(level: u8, id: &str, text: &str) -> Node {
    Node::Heading(Box::new(Heading::of_text(level, id.to_owned(), text)))
}

fn element(name: &'static str, children: Vec<Node>) -> Node {
    Node::Element(Element::new(name, &[], children))
}

fn paragraph(text: &str) -> Node {
    element("p", vec![Node::text(text)])
}

fn small_site() -> Vec<VisiblePage> {
    vec![
        page("/", "Hiring playbook"),
        page("/roles/", "Roles").with_summary("What each role owns."),
        page("/roles/ai-tech-lead/", "AI Tech Lead")
            .with_kind(PageKind::Role)
            .with_tags(&["AI", "Remote Work"])
            .with_keeper("Mara", "https://code.example/edit/roles/ai-tech-lead.md"),
        page("/roles/head-of-ai/", "Head of AI").with_kind(PageKind::Role).with_tags(&["ai"]),
        page("/faq/", "Questions").with_kind(PageKind::Faq),
    ]
}

#[test]
fn every_page_is_a_file_at_its_address() {
    let files = render(&view("public", None, small_site()));
    let paths: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "404.html",
            "_headers",
            "faq/index.html",
            "faq/index.md",
            "index.html",
            "index.md",
            "llms.txt",
            "robots.txt",
            "roles/ai-tech-lead/index.html",
            "roles/ai-tech-lead/index.md",
            "roles/head-of-ai/index.html",
            "roles/head-of-ai/index.md",
            "roles/index.html",
            "roles/index.md",
            "search/index.html",
            "tags/ai/index.html",
            "tags/index.html",
            "tags/remote-work/index.html",
        ]
    );
}

#[test]
fn every_local_link_is_relative_and_leads_to_a_file() {
    let view = view("public", Some("https://x.example/hiring/"), small_site()).with_redirect("/old/lead/", "/roles/");
    let mut all = render(&view);
    let mut diagnostics = Diagnostics::default();
    let none: [(&str, &str); 0] = [];
    for file in theme::plain(&MemoryDisk::new(none), &mut diagnostics).assets() {
        all.insert(file.path.as_str().to_owned(), String::new());
    }
    let mut checked = 0;
    for (path, text) in all.iter().filter(|(path, _)| path.ends_with(".html")) {
        let folder = path.rfind('/').map_or("", |slash| &path[..slash]);
        for link in links(text) {
            if link.starts_with('#') || link.starts_with("https://") {
                continue;
            }
            let target = match link.strip_prefix("/hiring/") {
                Some(rest) if path == "404.html" => rest.to_owned(),
                _ => {
                    assert!(link.starts_with("./") || link.starts_with("../"), "{path}: {link}");
                    resolve(folder, link)
                }
            };
            let target =
                if target.is_empty() || target.ends_with('/') { format!("{target}index.html") } else { target };
            assert!(all.contains_key(&target), "{path}: {link} leads to {target}");
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} links were seen");
}

/// The values of every attribute that links.
fn links(html: &str) -> Vec<&str> {
    let after = |mark| html.split(mark).skip(1);
    after("href=\"")
        .chain(after("src=\""))
        .chain(after("url="))
        .map(|rest| &rest[..rest.find('"').expect("attributes are quoted")])
        .collect()
}

fn resolve(folder: &str, link: &str) -> String {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in link.split_inclusive('/') {
        match segment {
            "./" => {}
            "../" => {
                segments.pop().expect("no link climbs above the root");
            }
            other => segments.push(other.trim_end_matches('/')),
        }
    }
    let path = segments.join("/");
    if link.ends_with('/') && !path.is_empty() { format!("{path}/") } else { path }
}

#[test]
fn a_page_asks_for_three_files_and_its_script_runs_before_the_first_paint() {
    let files = render(&view("public", None, small_site()));
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        // The icon for home screens is asked for by those who put the site there; cards have a sheet of their own.
        let asked: Vec<_> = links(text)
            .into_iter()
            .filter(|link| link.contains("assets/") && !link.contains("touch") && !link.contains("/cards."))
            .collect();
        assert_eq!(asked.len(), 3, "{path}: {asked:?}");
        // A deferred script or a module would show the system's colours first to who chose the other ones.
        let script = text.find("<script src=\"").expect("there is a plain script");
        assert!(script < text.find("<body").expect("there is a body"), "{path}");
    }
}

#[test]
fn the_sitemap_lists_the_pages_of_the_lowest_audience_only() {
    let public = render(&view("public", Some("https://x.example/"), small_site()));
    let sitemap = &public["sitemap.xml"];
    assert!(sitemap.contains("<url><loc>https://x.example/roles/ai-tech-lead/</loc></url>"), "{sitemap}");
    assert_eq!(public["robots.txt"], "User-agent: *\nAllow: /\nSitemap: https://x.example/sitemap.xml\n");
    let internal = render(&view("internal", Some("https://x.example/"), small_site()));
    assert!(!internal.contains_key("sitemap.xml"));
    assert_eq!(internal["robots.txt"], "User-agent: *\nDisallow: /\n");
    assert!(!render(&view("public", None, small_site())).contains_key("sitemap.xml"), "it needs whole addresses");
}

#[test]
fn the_index_of_a_large_site_has_pages_of_its_own() {
    let mut pages = vec![page("/", "Playbook"), page("/about/", "About"), page("/notes/", "Notes")];
    pages.extend((0..1_100).map(|number| page(&format!("/notes/n{number:04}/"), &format!("Note {number}"))));
    let files = render(&view("public", None, pages));
    let paths: Vec<_> = files.keys().filter(|path| path.starts_with("search/")).map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "search/1/index.html",
            "search/2/2/index.html",
            "search/2/3/index.html",
            "search/2/index.html",
            "search/index.html"
        ]
    );
    assert!(files["search/index.html"].contains("<a href=\"../search/2/\">1,101 pages</a>"));
    assert!(files["search/1/index.html"].contains("<a href=\"../../about/\">About</a>"));
    assert!(files["search/2/2/index.html"].contains("href=\"../../../search/2/3/\""));
    let titles = |path: &str| files[path].matches("<li><a href=\"../../../notes/n").count();
    assert_eq!(titles("search/2/2/index.html") + titles("search/2/3/index.html"), 601);
    assert!(files.iter().filter(|(path, _)| path.starts_with("search/")).all(|(_, text)| text.contains("noindex")));
}

#[test]
fn only_the_lowest_audience_is_for_search_engines() {
    let mark = "<meta name=\"robots\" content=\"noindex\">";
    let public = render(&view("public", None, small_site()));
    let internal = render(&view("internal", None, small_site()));
    for (path, text) in public.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(text.contains(mark), ["404.html", "search/index.html"].contains(&path.as_str()), "{path}");
        assert!(internal[path].contains(mark), "{path}");
    }
}

#[test]
fn sources_and_edit_links_are_for_those_who_work_on_them() {
    let path = "roles/ai-tech-lead/index.html";
    let edit = "https://code.example/edit/roles/ai-tech-lead.md";
    let source = "content/roles/ai-tech-lead/index.md";
    let public = render(&view("public", None, small_site()));
    assert!(!public[path].contains(edit) && !public[path].contains(source));
    let internal = render(&view("internal", None, small_site()));
    assert!(internal[path].contains(edit) && internal[path].contains(source));
}

#[test]
fn an_old_address_leads_to_the_page() {
    let view =
        view("public", Some("https://x.example/"), small_site()).with_redirect("/old/lead/", "/roles/ai-tech-lead/");
    let redirect = &render(&view)["old/lead/index.html"];
    assert!(redirect.contains("content=\"0; url=../../roles/ai-tech-lead/\""), "{redirect}");
    assert!(redirect.contains("<link rel=\"canonical\" href=\"https://x.example/roles/ai-tech-lead/\">"), "{redirect}");
    assert!(redirect.contains("content=\"noindex\""), "{redirect}");
}

#[test]
fn the_page_for_lost_readers_links_from_the_published_folder() {
    let files = render(&view("public", Some("https://x.example/hiring/"), small_site()));
    assert!(files["404.html"].contains("href=\"/hiring/roles/\""), "{}", files["404.html"]);
}

#[test]
fn spellings_of_a_tag_share_a_page() {
    let files = render(&view("public", None, small_site()));
    let tag = &files["tags/ai/index.html"];
    assert!(tag.contains("AI Tech Lead</a>") && tag.contains("Head of AI</a>"), "{tag}");
}

#[test]
fn a_sidebar_does_not_grow_with_the_site() {
    let site = |count: usize| {
        let mut pages = vec![page("/", "Home"), page("/all/", "All")];
        pages.extend((0..count).map(|at| page(&format!("/all/{at:04}/"), "A page")));
        view("public", None, pages)
    };
    let small = render(&site(40))["all/0020/index.html"].len();
    let large = render(&site(900))["all/0450/index.html"].len();
    assert!(large < small + 50, "{small} bytes grew to {large}");
    let section = &render(&site(900))["all/index.html"];
    assert_eq!(section.matches("<li><a href=\"../all/0").count(), 900 + 24, "a section lists all its pages");
}

#[test]
fn a_kind_has_its_own_template_where_the_theme_has_one() {
    let (files, _) =
        render_with(&view("public", None, small_site()), &[("themes/default/templates/role.html", "role")]);
    assert_eq!(files["roles/ai-tech-lead/index.html"], "role");
    assert_ne!(files["roles/index.html"], "role");
}

#[test]
fn a_template_that_fails_is_one_finding_that_names_a_page_and_others_go_on() {
    let broken = "{% extends \"base.html\" %}{% block main %}\n{{ page.nothing.at.all }}{% endblock main %}";
    let (files, findings) =
        render_with(&view("public", None, small_site()), &[("themes/default/templates/role.html", broken)]);
    assert!(files.contains_key("roles/index.html") && !files.contains_key("roles/ai-tech-lead/index.html"));
    let found: Vec<_> = findings.iter().map(|finding| &finding.diagnostic).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let place = found[0].place.as_ref().expect("it has a place");
    assert_eq!(
        (place.path(), place.line_column().expect("it has a line").0),
        ("themes/default/templates/role.html", 2)
    );
    let message = &found[0].message;
    assert!(message.ends_with("met while rendering `content/roles/ai-tech-lead/index.md` and 1 more"), "{message}");
}

#[test]
fn a_page_that_grows_without_end_is_stopped_and_named() {
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}0123456789{% endfor %}{% endfor %}";
    let (files, findings) =
        render_with(&view("public", None, small_site()), &[("themes/default/templates/faq.html", endless)]);
    assert!(!files.contains_key("faq/index.html"));
    let found: Vec<_> = findings.iter().map(|finding| &finding.diagnostic).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule.id, "limit");
    assert_eq!(found[0].place.as_ref().map(|place| place.path()), Some("content/faq/index.md"));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    assert_eq!(render(&view("internal", None, small_site())), render(&view("internal", None, small_site())));
}

#[test]
fn the_description_is_the_summary_or_the_beginning_of_the_text() {
    let mut pages = small_site();
    pages[4] = page("/faq/", "Questions").with_parts(vec![paragraph("x")]);
    let files = render(&view("public", None, pages));
    assert!(files["roles/index.html"].contains("<meta name=\"description\" content=\"What each role owns.\">"));
    assert!(files["faq/index.html"].contains("content=\"What the first paragraph says.\">"));
}

#[test]
fn the_language_sets_the_direction() {
    let files = render(&view("public", None, small_site()).in_language("ar"));
    assert!(files["index.html"].contains("<html lang=\"ar\" dir=\"rtl\" "));
}

#[test]
fn a_site_without_a_home_page_still_has_its_pages() {
    let files = render(&view("public", None, vec![page("/only/", "Only")]));
    assert!(files.contains_key("only/index.html"));
}

#[test]
fn code_in_a_language_nobody_knows_stays_as_it_is() {
    let code = Node::Code(Code::of_text("pyhton", "a < b"));
    let files = render(&view("public", None, vec![page("/", "Home").with_parts(vec![code])]));
    assert!(files["index.html"].contains("a &lt; b"));
}

#[test]
fn headings_link_to_themselves_and_make_the_outline() {
    let parts = vec![heading(2, "pay", "Pay"), heading(3, "base", "Base"), heading(2, "levels", "Levels")];
    let files = render(&view("public", None, vec![page("/", "Home"), page("/a/", "A").with_parts(parts)]));
    let page = &files["a/index.html"];
    assert!(page.contains("<h2 id=\"pay\">Pay <a class=\"anchor\" href=\"#pay\""), "{page}");
    assert!(page.contains("<a href=\"#base\">Base</a>"), "{page}");
}

#[test]
fn a_draft_is_marked_and_in_no_sitemap() {
    let pages = vec![page("/", "Home"), page("/a/", "A").drafted(), page("/b/", "B").unwritten()];
    let files = render(&view("public", Some("https://x.example/"), pages));
    assert!(files["a/index.html"].contains("Draft"));
    assert!(!files["sitemap.xml"].contains("/a/") && files["sitemap.xml"].contains("/b/"));
}

#[test]
fn what_the_lowest_audience_does_not_see_is_marked_for_the_others() {
    let files = render(&view("internal", None, vec![page("/", "Home"), page("/a/", "A").hidden()]));
    assert!(files["a/index.html"].contains("Internal only"));
}
