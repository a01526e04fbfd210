//! Text that differs, section by section.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::figures::Changed;
use super::pairs::Pairs;
use super::report::{Report, SectionChange, new_name};
use super::snapshot::{Edition, PageShot, SectionShot};
use super::words;

/// Adds the passages of an edition that differ. Those that differ in nothing but figures listed elsewhere are counted.
pub(super) fn add(report: &mut Report, old: &Edition, new: &Edition, pairs: &Pairs, changed: &[Changed]) {
    let audience = new_name(old, new);
    let mut found = Vec::new();
    for (before, after) in pairs.all() {
        page(&old.pages[before], &new.pages[after], &mut found);
    }
    frame(old, new, &mut found);
    for (mut item, before, after) in found {
        if with_new_figures(&before, changed) == after {
            report.sections_with_figures += 1;
            continue;
        }
        let alike = |known: &&mut SectionChange| {
            (&known.url, &known.anchor, &known.before, &known.after) == (&item.url, &item.anchor, &before, &after)
        };
        match report.sections.iter_mut().find(alike) {
            Some(known) => known.audiences.push(audience.clone()),
            None => {
                item.audiences.push(audience.clone());
                item.words = words::compare(&before, &after);
                (item.before, item.after) = (before, after);
                report.sections.push(item);
            }
        }
    }
}

type Found = (SectionChange, String, String);

fn frame(old: &Edition, new: &Edition, found: &mut Vec<Found>) {
    if old.frame == new.frame || old.frame.is_empty() || new.frame.is_empty() {
        return;
    }
    let item = SectionChange {
        url: "/".to_owned(),
        title: "Every page".to_owned(),
        source: Some("rolebook.toml".to_owned()),
        anchor: String::new(),
        heading: "Title, menu and footer".to_owned(),
        audiences: Vec::new(),
        before: String::new(),
        after: String::new(),
        words: Vec::new(),
    };
    lines(&item, &old.frame, &new.frame, found);
}

fn page(before: &PageShot, after: &PageShot, found: &mut Vec<Found>) {
    let blank = |section: Option<&SectionShot>| SectionChange {
        url: after.url.clone(),
        title: after.title.clone(),
        source: after.source.clone(),
        anchor: section.map_or_else(String::new, |section| section.anchor.clone()),
        heading: section.map_or_else(String::new, |section| section.heading.clone()),
        audiences: Vec::new(),
        before: String::new(),
        after: String::new(),
        words: Vec::new(),
    };
    if before.title != after.title {
        let mut item = blank(None);
        item.heading = "Title".to_owned();
        found.push((item, before.title.clone(), after.title.clone()));
    }
    let keys = |page: &PageShot| page.sections.iter().map(|section| section.anchor.clone()).collect::<Vec<_>>();
    let (old_keys, new_keys) = (keys(before), keys(after));
    for step in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (tag, from, to) = step.as_tag_tuple();
        let (old, new) = (&before.sections[from], &after.sections[to]);
        // Headings that took the place of others are compared with those; what is left over came or went.
        let both = if tag == DiffTag::Delete || tag == DiffTag::Insert { 0 } else { old.len().min(new.len()) };
        for (old, new) in old.iter().zip(new).take(both) {
            section(&blank(Some(new)), old, new, found);
        }
        for gone in &old[both..] {
            found.push((blank(Some(gone)), whole(gone), String::new()));
        }
        for come in &new[both..] {
            found.push((blank(Some(come)), String::new(), whole(come)));
        }
    }
}

fn whole(section: &SectionShot) -> String {
    let heading = Some(section.heading.clone()).filter(|heading| !heading.is_empty());
    heading.into_iter().chain(section.lines.iter().cloned()).collect::<Vec<_>>().join("\n")
}

fn section(item: &SectionChange, old: &SectionShot, new: &SectionShot, found: &mut Vec<Found>) {
    if old.heading != new.heading {
        found.push((item.clone(), old.heading.clone(), new.heading.clone()));
    }
    lines(item, &old.lines, &new.lines, found);
}

/// Each run of lines that differs.
fn lines(item: &SectionChange, old: &[String], new: &[String], found: &mut Vec<Found>) {
    for step in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, from, to) = step.as_tag_tuple();
        if tag != DiffTag::Equal {
            found.push((item.clone(), old[from].join("\n"), new[to].join("\n")));
        }
    }
}

/// A text with each figure that changed as it is now.
fn with_new_figures(text: &str, changed: &[Changed]) -> String {
    let mut text = text.to_owned();
    for figure in changed {
        if text.contains(&figure.before) {
            text = text.replace(&figure.before, &figure.after);
        }
    }
    text
}
