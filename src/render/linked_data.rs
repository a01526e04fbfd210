//! What a page says of itself to machines, as JSON-LD on one line.
//!
//! It must not know how pages are drawn.

use serde_json::{Value, json};

use super::job_posting;
use super::page_context::PageContext;
use crate::locale::Locale;
use crate::output::address;
use crate::site::document::tables::RolePay;
use crate::site::document::{ContainerKind, Node, plain_text};
use crate::site::gate::{PageId, VisiblePage};

/// The page's place below the home page, what it is when it is an article or an opening, the pay of its
/// role, and the questions it answers; safe to print inside a `script` element.
///
/// `None` on the home page, and for a view that has no address or is not for search engines.
pub(super) fn of(frame: &PageContext<'_>, page: &VisiblePage, ancestors: &[PageId]) -> Option<String> {
    let base = frame.view.base_url().filter(|_| frame.view.is_lowest() && page.url() != frame.view.start())?;
    let whole = |page: &VisiblePage| format!("{base}{}", address::link(page.url()));
    let steps = ancestors.iter().map(|id| frame.view.page(*id)).chain([page]);
    let steps: Vec<Value> = steps
        .enumerate()
        .map(|(at, step)| json!({"@type": "ListItem", "position": at + 1, "name": step.title(), "item": whole(step)}))
        .collect();
    let words = frame.view.locale();
    let mut graph = vec![json!({"@type": "BreadcrumbList", "itemListElement": steps})];
    if let Some(posting) = page.job() {
        graph.extend(posting.is_open.then(|| job_posting::of(frame.view, page, posting, &whole(page))).flatten());
    } else if !page.is_section() {
        let mut article = json!({
            "@type": "Article",
            "headline": page.title(),
            "url": whole(page),
            "inLanguage": frame.view.language(),
            "publisher": {"@type": "Organization", "name": frame.view.brand().name.as_deref().unwrap_or(frame.view.title())},
        });
        if let Some(summary) = page.summary() {
            article["description"] = json!(summary);
        }
        if let Some(day) = page.reviewed_on() {
            article["dateModified"] = json!(day.to_string());
        }
        graph.push(article);
    }
    graph.extend(occupation(page, words));
    let mut questions = Vec::new();
    ask(&page.document().nodes, words, &mut questions);
    if !questions.is_empty() {
        graph.push(json!({"@type": "FAQPage", "url": whole(page), "mainEntity": questions}));
    }
    Some(escape(&json!({"@context": "https://schema.org", "@graph": graph}).to_string()))
}

/// The role that the page is about with the base pay that it shows, in plain integers; `None` when it shows none.
///
/// Ranges stand as a smallest and a largest value, and an open top has no largest one. Percentiles that come from a sample
/// stand in their place, as a distribution.
fn occupation(page: &VisiblePage, words: &Locale) -> Option<Value> {
    let role = page.occupation()?;
    let salaries = role.pay.iter().map(|pay| salary(pay, words));
    let salaries: Vec<Value> = salaries.collect();
    let mut occupation = json!({"@type": "Occupation", "name": role.title, "estimatedSalary": salaries});
    if let Some(mission) = &role.mission {
        occupation["description"] = json!(mission);
    }
    Some(occupation)
}

fn salary(pay: &RolePay, words: &Locale) -> Value {
    let comma = words.comma();
    let range = &pay.band.range;
    let level = pay.level.as_ref().map_or_else(String::new, |level| format!("{comma}{level}"));
    let name = format!("{}{comma}{}{level}", words.text("role.base"), pay.place);
    if !range.percentiles.is_empty() {
        let duration = match range.period.as_str() {
            "month" => "P1M",
            "day" => "P1D",
            "hour" => "PT1H",
            _ => "P1Y",
        };
        let kind = "MonetaryAmountDistribution";
        let mut salary = json!({"@type": kind, "name": name, "currency": range.currency, "duration": duration});
        for percentile in &range.percentiles {
            let key =
                if percentile.rank == 50 { "median".to_owned() } else { format!("percentile{}", percentile.rank) };
            salary[key] = json!(percentile.amount);
        }
        return salary;
    }
    let mut value =
        json!({"@type": "QuantitativeValue", "minValue": range.min, "unitText": range.period.to_uppercase()});
    if !range.open_ended {
        value["maxValue"] = json!(range.max);
    }
    json!({"@type": "MonetaryAmount", "name": name, "currency": range.currency, "value": value})
}

/// The questions of every `faq` block, each with its answer as plain text; one without an answer is left out.
fn ask(nodes: &[Node], words: &Locale, questions: &mut Vec<Value>) {
    for node in nodes {
        let faq = match node {
            Node::Container(container) if container.kind == ContainerKind::Faq => container,
            node => {
                ask(node.children(), words, questions);
                continue;
            }
        };
        for item in faq.items() {
            let Some(heading) = item.heading else { continue };
            let answer = plain_text(item.nodes, words);
            if !answer.is_empty() {
                let answer = json!({"@type": "Answer", "text": answer});
                questions.push(json!({"@type": "Question", "name": heading.text, "acceptedAnswer": answer}));
            }
        }
    }
}

/// JSON that no HTML reader takes for markup, and no script reader for the end of a line.
fn escape(json: &str) -> String {
    let mut output = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => output.push_str("\\u003c"),
            '>' => output.push_str("\\u003e"),
            '&' => output.push_str("\\u0026"),
            '\u{2028}' => output.push_str("\\u2028"),
            '\u{2029}' => output.push_str("\\u2029"),
            other => output.push(other),
        }
    }
    output
}
