//! Documents of two parts made by hand, and what templates say when they are drawn for one.

use std::convert::Infallible;

use tera::Context;

use super::*;
use crate::site::document::{Attribute, Container, ContainerKind, Element, Heading, Span, write_html};

fn element(name: &'static str, attributes: &[(&'static str, &str)], text: &str) -> Node {
    Node::Element(Element::new(name, attributes, vec![Node::text(text)]))
}

fn joined(nodes: &[Node]) -> Joined {
    let other = [Node::Heading(Box::new(Heading::of_text(2, "größe".to_owned(), "x")))];
    let pages = [("/a/", nodes), ("/a/b/", &other[..])];
    let mut templates = Tera::default();
    crate::theme::tell_of_pages(&mut templates);
    Joined::new("/print/a/", &templates, pages.into_iter())
}

/// What the first part of a document makes of nodes of its page.
fn part_of(nodes: &[Node]) -> String {
    let mut html = String::new();
    let changed = joined(nodes).part(1, "/a/").nodes(nodes);
    let Ok(()) = write_html(&changed, &mut html, &mut |_, _| Ok::<(), Infallible>(()));
    html.replace('\n', "")
}

#[track_caller]
fn check(name: &'static str, attributes: &[(&'static str, &str)], expected: &str) {
    let html = part_of(&[element(name, attributes, "x"), element("p", &[("id", "here")], "")]);
    assert_eq!(html.strip_suffix("<p id=\"p1-here\"></p>"), Some(expected));
}

/// What a template says when it is drawn for the first part of the document, and when it is drawn on the page.
fn filled(template: &str) -> [String; 2] {
    let joined = joined(&[]);
    let mut templates = Tera::default();
    crate::theme::tell_of_pages(&mut templates);
    let mut context = Context::new();
    context.insert("root", "../");
    let page = templates.render_str(template, &context, true).expect("the template is sound");
    context.insert("ids", &joined.part(1, "/a/").ids());
    let part = joined.tera.render_str(template, &context, true).expect("the template is sound");
    [part, page]
}

#[test]
fn ids_and_what_names_them_are_the_parts_own() {
    check("p", &[("id", "x"), ("class", "y")], "<p id=\"p1-x\" class=\"y\">x</p>");
    check("label", &[("for", "x")], "<label for=\"p1-x\">x</label>");
    check("td", &[("headers", "a  b")], "<td headers=\"p1-a p1-b\">x</td>");
    check("details", &[("name", "n")], "<details name=\"p1-n\">x</details>");
    check("p", &[("title", "id")], "<p title=\"id\">x</p>");
    let mut bare = Element::new("input", &[("name", "n")], vec![]);
    bare.attributes = bare.attributes.iter().cloned().chain([Attribute::bare("checked")]).collect();
    assert_eq!(part_of(&[Node::Element(bare)]), "<input name=\"p1-n\" checked>");
}

#[test]
fn headings_and_blocks_keep_their_level_and_get_ids() {
    let heading = Node::Heading(Box::new(Heading::of_text(2, "x".to_owned(), "X")));
    let (kind, id) = (ContainerKind::Note, Some("note".to_owned()));
    let (label, classes, fold, span) = (None, Vec::new(), None, Span::default());
    let block = Container { kind, label, id, classes, fold, nodes: vec![heading], span };
    let changed = joined(&[]).part(1, "/a/").nodes(&[Node::Container(Box::new(block))]);
    let [Node::Container(block)] = &changed[..] else { panic!("{changed:?}") };
    let [Node::Heading(heading)] = &block.nodes[..] else { panic!("{block:?}") };
    assert_eq!((block.id.as_deref(), heading.id.as_str(), heading.level), (Some("p1-note"), "p1-x", 2));
    // A heading that is no more than an element is lowered here.
    check("h2", &[], "<h3>x</h3>");
    check("h6", &[], "<h6>x</h6>");
}

#[test]
fn links_between_the_pages_stay_in_the_document() {
    for (href, expected) in [
        ("b/", "#p2"),
        ("../a/b/#gr%C3%B6%C3%9Fe", "#p2-gr%C3%B6%C3%9Fe"),
        ("b/#gone", "#p2"),
        ("#here", "#p1-here"),
        ("#", "#p1"),
        ("./", "#p1"),
        ("../", "../../"),
        ("../c/?q=1#d", "../../c/?q=1#d"),
        ("b/?q", "../../a/b/?q"),
        ("https://x.example/a/b/", "https://x.example/a/b/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ] {
        check("a", &[("href", href)], &format!("<a href=\"{expected}\">x</a>"));
    }
}

#[test]
fn pictures_lead_where_they_led() {
    let picture = [("src", "x.png"), ("srcset", "x-1.png 480w, ../y.png 960w"), ("alt", "")];
    let html = part_of(&[Node::Element(Element::new("img", &picture, vec![]))]);
    assert_eq!(html, "<img src=\"../../a/x.png\" srcset=\"../../a/x-1.png 480w, ../../y.png 960w\" alt=\"\">");
}

#[test]
fn parts_of_pages_are_no_landmarks() {
    check("div", &[("role", "region"), ("aria-label", "A")], "<div role=\"group\" aria-label=\"A\">x</div>");
    check("section", &[("aria-label", "A")], "<section aria-label=\"A\" role=\"group\">x</section>");
    check("section", &[("role", "doc-endnotes")], "<section role=\"group\">x</section>");
    check("section", &[], "<section>x</section>");
    check("form", &[("aria-label", "A"), ("class", "b")], "<form class=\"b\">x</form>");
}

#[test]
fn templates_are_told_of_the_document() {
    let told = filled("<h{{ top_level }} id=\"{{ ids }}x\" role=\"{{ region }}\">{% if in_document %}paper{% endif %}");
    assert_eq!(told, ["<h3 id=\"p1-x\" role=\"group\">paper", "<h2 id=\"x\" role=\"region\">"]);
    let lead = filled("{{ address(path=\"a/b/\") }} {{ address(path=\"a/b/#no\") }} {{ address(path=\"c/?a&b\") }}");
    assert_eq!(lead, ["#p2 #p2 ../../c/?a&amp;b", "../a/b/ ../a/b/#no ../c/?a&amp;b"]);
    let deep = filled("{{ (top_level + 1) | heading }}{{ (top_level + 4) | heading }}");
    assert_eq!(deep, ["46", "36"]);
}

#[test]
fn style_sheets_are_gathered_instead_of_linked() {
    let template = "{{ sheet(path=\"b.css\") }}{{ sheet(path=\"a.css\") }}{{ sheet(path=\"a.css\") }}|";
    let [part, page] = filled(template);
    assert_eq!(part, "|");
    let link = |name: &str| format!("<link rel=\"stylesheet\" href=\"../{name}.css\">");
    assert_eq!(page, format!("{}{}{}|", link("b"), link("a"), link("a")));
    let joined = joined(&[]);
    joined.tera.render_str(template, &Context::new(), true).expect("the template is sound");
    assert_eq!(joined.sheets().into_iter().collect::<Vec<_>>(), ["../../a.css", "../../b.css"]);
}
