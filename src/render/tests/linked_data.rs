//! What pages say of themselves to machines.

use super::*;
use crate::site::document::{Container, ContainerKind};

const OPEN: &str = "<script type=\"application/ld+json\">";

/// The JSON-LD of a page, when it has one.
fn said(html: &str) -> Option<serde_json::Value> {
    let json = html.split_once(OPEN)?.1.split_once("</script>").expect("the element ends").0;
    assert!(!json.contains(['\n', '<', '>', '&', '\u{2028}']), "{json}");
    Some(serde_json::from_str(json).expect("it is JSON"))
}

#[test]
fn a_page_names_its_place_and_what_it_is() {
    let mut pages = small_site();
    let title = "Pay </script><b>&\u{2028}";
    pages.push(page("/roles/b/", title).with_keeper("Mara", "https://code.example/edit").with_summary("What it pays."));
    let files = render(&view("public", Some("https://x.example/hiring/"), pages));
    let said_by_page = said(&files["roles/b/index.html"]).expect("it says something");
    let [trail, article] = [&said_by_page["@graph"][0], &said_by_page["@graph"][1]];
    let steps: Vec<_> = trail["itemListElement"].as_array().expect("a list").iter().map(|step| &step["item"]).collect();
    let base = "https://x.example/hiring/";
    assert_eq!(steps, [base, &format!("{base}roles/"), &format!("{base}roles/b/")]);
    assert_eq!(article["headline"], title);
    assert_eq!(article["dateModified"], "2026-05-12");
    assert_eq!(article["description"], "What it pays.");
    let section = said(&files["roles/index.html"]).expect("it says something");
    assert_eq!(section["@graph"].as_array().expect("a list").len(), 1, "a section is no article");
    assert_eq!(said(&files["index.html"]), None);
}

#[test]
fn pages_that_search_engines_must_not_list_say_nothing_of_themselves() {
    for (audience, base) in [("internal", Some("https://x.example/")), ("public", None)] {
        for text in render(&view(audience, base, small_site())).values() {
            assert!(!text.contains(OPEN));
        }
    }
}

#[test]
fn questions_come_with_their_answers() {
    let faq = Container {
        kind: ContainerKind::Faq,
        label: None,
        id: None,
        classes: Vec::new(),
        fold: None,
        nodes: vec![
            paragraph("Before the first."),
            heading(3, "pay", "What does it pay?"),
            element("p", vec![Node::text("It depends on "), element("em", vec![Node::text("A & B")]), Node::text(".")]),
            paragraph("More below."),
            heading(3, "none", "Unanswered?"),
        ],
        span: Span::default(),
    };
    let mut pages = small_site();
    pages.retain(|page| page.url() != "/faq/");
    pages.push(page("/faq/", "Questions").with_parts(vec![Node::Container(Box::new(faq))]));
    let files = render(&view("public", Some("https://x.example/"), pages));
    let found = said(&files["faq/index.html"]).expect("it says something");
    let page = found["@graph"].as_array().expect("a list").iter().find(|thing| thing["@type"] == "FAQPage");
    let questions = page.expect("it is there")["mainEntity"].as_array().expect("a list").clone();
    assert_eq!(questions.len(), 1, "one without an answer is none");
    assert_eq!(questions[0]["name"], "What does it pay?");
    assert_eq!(questions[0]["acceptedAnswer"]["text"], "It depends on A & B.\nMore below.");
}
