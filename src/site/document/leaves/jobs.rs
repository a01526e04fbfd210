//! What blocks about openings say.

use super::super::Node;
use super::super::leaf::{Around, Line, Shows};
use super::super::prose::{element, fact, lines, link, list, paragraph, term};
use super::super::tables::builder::{PostingBuilder, PreviewPart};
use super::super::tables::jobs::{JobList, ListedJob, PostingFacts};
use crate::locale::Locale;

impl Shows for PostingFacts {
    fn template(&self) -> &'static str {
        "posting"
    }

    fn called(&self) -> &'static str {
        "posting"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        let colon = words.colon();
        self.closed.iter().for_each(|closed| line(closed));
        self.facts.iter().for_each(|fact| line(&format!("{}{colon}{}", fact.name, fact.lines.join("; "))));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let range = self.range.iter().map(|range| {
            let mark = if range.example { format!(" {}", around.words.text("pay.example")) } else { String::new() };
            let said = [range.text.clone(), format!("{}{mark}", range.per)].map(|line| vec![Node::text(&line)]);
            element("dl", term(vec![Node::text(&range.name)], said))
        });
        let facts = self.facts.iter().flat_map(|fact| {
            // The range stands before all others.
            let said = usize::from(fact.key == "pay" && self.range.is_some());
            let lines = fact.lines.iter().skip(said).map(|line| vec![Node::text(line)]);
            if lines.len() == 0 { Vec::new() } else { term(vec![Node::text(&fact.name)], lines) }
        });
        let facts = element("dl", facts.collect());
        let apply = self.apply.iter().map(|apply| list("ul", [vec![link(&apply.href, &apply.label)]]));
        self.closed.iter().map(|closed| paragraph(closed)).chain(range).chain(apply).chain([facts]).collect()
    }
}

impl Shows for JobList {
    fn template(&self) -> &'static str {
        "jobs"
    }

    fn called(&self) -> &'static str {
        "list"
    }

    fn lines(&self, _: &Locale, line: Line<'_>) {
        for job in &self.jobs {
            line(&job.title);
            job.summary.iter().chain(&job.facts).for_each(|text| line(text));
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        if self.jobs.is_empty() {
            return vec![paragraph(around.words.text("jobs.none"))];
        }
        let job = |job: &ListedJob| {
            let title = around.name(&job.title, Some(&job.path));
            let pay = (!job.pay.is_empty()).then(|| job.pay.join(" "));
            let said = pay.into_iter().chain([job.terms.join(" · ")]).chain(job.summary.clone());
            [title].into_iter().chain(said.map(|text| paragraph(&text))).collect()
        };
        let mut said = vec![list("ul", self.jobs.iter().map(job))];
        if !self.facets.is_empty() {
            said.push(paragraph(around.words.text("jobs.nothing")));
        }
        said
    }
}

impl Shows for PostingBuilder {
    fn template(&self) -> &'static str {
        "posting-builder"
    }

    fn called(&self) -> &'static str {
        "builder"
    }

    /// A posting with its gaps, as those read it who have no script.
    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for part in &self.parts {
            part.heading.iter().for_each(|heading| line(heading));
            for slot in &part.slots {
                match slot.lines.as_slice() {
                    [] if slot.is == "fact" => line(&format!("{}{}{}", slot.label, words.colon(), slot.gap)),
                    [] => line(&slot.gap),
                    lines => lines.iter().for_each(|text| line(text)),
                }
            }
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let before = ["builder.preview", "builder.template"].map(|key| around.words.text(key));
        let before = [self.caption.as_str()].into_iter().chain(before).chain([self.role.title.as_str()]);
        before.map(paragraph).chain(self.parts.iter().flat_map(preview)).collect()
    }
}

/// A part of a posting, with its gaps.
fn preview(part: &PreviewPart) -> Vec<Node> {
    let mut said: Vec<Node> = part.heading.iter().map(|heading| paragraph(heading)).collect();
    if part.slots.first().is_some_and(|slot| slot.is == "fact") {
        said.push(element("dl", part.slots.iter().flat_map(|slot| fact(&slot.label, &slot.gap)).collect()));
        return said;
    }
    said.extend(part.slots.iter().map(|slot| match slot.lines.as_slice() {
        _ if slot.is == "text" => paragraph(&slot.gap),
        [] => lines("ul", [&slot.gap]),
        own => lines("ul", own),
    }));
    said
}
