//! An opening for search engines: the `JobPosting` of its page, by the rules of Google's documentation and schema.org.
//!
//! Everything in it stands on the page. It must not know how pages are drawn.

use serde_json::{Value, json};

use super::values::escape;
use crate::locale::Locale;
use crate::site::AudienceView;
use crate::site::document::leaves::Points;
use crate::site::document::tables::jobs::{JobPay, JobPlace, JobPosting, PostingFacts};
use crate::site::document::{Element, Node, plain_text};
use crate::site::gate::VisiblePage;

/// The posting of a page; `None` where what a posting must have is missing: the day it was posted, and a country for
/// each place.
pub(super) fn of(view: &AudienceView, page: &VisiblePage, posting: &JobPosting, url: &str) -> Option<Value> {
    let opened = posting.opened?;
    let employer = posting.employer.as_deref().unwrap_or(view.title());
    let mut organization = json!({"@type": "Organization", "name": employer});
    if let Some(site) = &posting.employer_url {
        organization["sameAs"] = json!(site);
    }
    if let Some((logo, base)) = view.brand().logo.as_ref().zip(view.base_url()) {
        organization["logo"] = json!(format!("{base}{}", logo.path));
    }
    let mut job = json!({
        "@type": "JobPosting",
        "title": posting.title,
        "description": description(view, page),
        "datePosted": opened.to_string(),
        "hiringOrganization": organization,
        "identifier": {"@type": "PropertyValue", "name": employer, "value": posting.id},
        "employmentType": posting.employment,
        "directApply": false,
        "url": url,
        "inLanguage": view.language(),
    });
    if let Some(last) = posting.closes {
        job["validThrough"] = json!(format!("{last}T23:59:59Z"));
    }
    if let Some(pay) = &posting.pay {
        job["baseSalary"] = salary(pay);
    }
    if posting.openings > 1 {
        job["totalJobOpenings"] = json!(posting.openings);
    }
    if let Some(benefits) = &posting.benefits {
        job["jobBenefits"] = json!(benefits);
    }
    if let Some(hours) = &posting.hours {
        job["workHours"] = json!(hours);
    }
    where_it_is(posting, &mut job)?;
    Some(job)
}

/// The place of an office, or the places from which a remote job may be done.
fn where_it_is(posting: &JobPosting, job: &mut Value) -> Option<()> {
    if posting.places.is_empty() || posting.places.iter().any(|place| place.country.is_none()) {
        return None;
    }
    if posting.mode == "remote" {
        job["jobLocationType"] = json!("TELECOMMUTE");
        job["applicantLocationRequirements"] = posting.places.iter().map(area).collect();
    } else {
        job["jobLocation"] = posting.places.iter().map(location).collect();
    }
    Some(())
}

fn location(place: &JobPlace) -> Value {
    let mut address = json!({"@type": "PostalAddress", "addressCountry": place.country});
    if let Some(region) = &place.region {
        address["addressRegion"] = json!(region);
    }
    if let Some(locality) = &place.locality {
        address["addressLocality"] = json!(locality);
    }
    json!({"@type": "Place", "address": address})
}

/// Where somebody may live: a country, or a part of one by its name.
fn area(place: &JobPlace) -> Value {
    let country = place.country.as_deref().unwrap_or_default();
    match (&place.region, &place.locality) {
        (None, None) => json!({"@type": "Country", "name": country}),
        (Some(_), None) => json!({"@type": "State", "name": format!("{}, {country}", place.name.title)}),
        (_, Some(locality)) => json!({"@type": "City", "name": format!("{locality}, {country}")}),
    }
}

fn salary(pay: &JobPay) -> Value {
    let unit = pay.period.to_uppercase();
    let value = match pay.min == pay.max {
        true => json!({"@type": "QuantitativeValue", "value": pay.min, "unitText": unit}),
        false => json!({"@type": "QuantitativeValue", "minValue": pay.min, "maxValue": pay.max, "unitText": unit}),
    };
    json!({"@type": "MonetaryAmount", "currency": pay.currency, "value": value})
}

/// The whole text of the page as simple HTML: headings, paragraphs and lists.
fn description(view: &AudienceView, page: &VisiblePage) -> String {
    let mut html = String::new();
    if let Some(summary) = page.summary() {
        block("p", summary, &mut html);
    }
    nodes(&page.document().nodes, view.locale(), &mut html);
    html
}

fn nodes(list: &[Node], words: &Locale, html: &mut String) {
    for node in list {
        match node {
            Node::Heading(heading) => block(if heading.level == 2 { "h2" } else { "h3" }, &heading.text, html),
            Node::Element(element) if matches!(element.name, "ul" | "ol") => items(element, words, html),
            Node::Leaf(leaf) => {
                if let Some(Points(lines)) = leaf.of() {
                    points(lines, html);
                } else if let Some(PostingFacts { facts, .. }) = leaf.of() {
                    let lines = facts.iter().map(|fact| format!("{}: {}", fact.name, fact.lines.join("; ")));
                    points(&lines.collect::<Vec<_>>(), html);
                } else {
                    paragraphs(node, words, html);
                }
            }
            Node::Container(container) => nodes(&container.nodes, words, html),
            node => paragraphs(node, words, html),
        }
    }
}

fn points(lines: &[String], html: &mut String) {
    html.push_str("<ul>");
    lines.iter().for_each(|line| block("li", line, html));
    html.push_str("</ul>");
}

fn items(list: &Element, words: &Locale, html: &mut String) {
    html.push_str(if list.name == "ol" { "<ol>" } else { "<ul>" });
    for item in &list.children {
        let text = plain_text(std::slice::from_ref(item), words);
        if !text.trim().is_empty() {
            block("li", &text, html);
        }
    }
    html.push_str(if list.name == "ol" { "</ol>" } else { "</ul>" });
}

fn paragraphs(node: &Node, words: &Locale, html: &mut String) {
    for line in plain_text(std::slice::from_ref(node), words).lines().filter(|line| !line.trim().is_empty()) {
        block("p", line, html);
    }
}

fn block(name: &str, text: &str, html: &mut String) {
    html.push('<');
    html.push_str(name);
    html.push('>');
    escape(text.trim(), html);
    html.push_str("</");
    html.push_str(name);
    html.push('>');
}
