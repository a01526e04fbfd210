//! Addresses and anchors that answered before and lead nowhere now, each with the line that keeps it alive.

use std::collections::BTreeSet;

use super::pairs::Pairs;
use super::report::{Gone, Report, new_name};
use super::snapshot::{Edition, PageShot, SectionShot};
use super::{Reading, text};

/// Adds what is gone from an edition.
pub(super) fn add(report: &mut Report, old: &Edition, new: &Edition, pairs: &Pairs, reading: &Reading<'_>) {
    let audience = new_name(old, new);
    let answers = new.addresses();
    let mut gone = Vec::new();
    for (at, page) in old.pages.iter().enumerate() {
        let now = pairs.new_of(at).map(|to| &new.pages[to]);
        if !answers.contains(page.url.as_str()) {
            gone.push(page_gone(page, now, new, reading));
        }
        if let Some(now) = now {
            anchors_gone(page, now, new, &mut gone);
        }
    }
    for (from, to) in &old.redirects {
        if !answers.contains(from.as_str()) {
            let target = old.pages.iter().position(|page| page.url == *to).and_then(|at| pairs.new_of(at));
            let target = target.map(|to| &new.pages[to]);
            gone.push(Gone { what: "redirect", ..kept_by(from, to, target, new, reading) });
        }
    }
    for list in old.lists.iter().filter(|list| !answers.contains(list.as_str())) {
        gone.push(Gone { what: "list", ..kept_by(list, list, None, new, reading) });
    }
    for path in old.files.keys().filter(|path| !answers.contains(path.as_str())) {
        let fix =
            "nothing leads from an old file to a new one: keep the file below `static/`, or see that nobody links it";
        gone.push(Gone { what: "file", fix: fix.to_owned(), ..blank(path, path) });
    }
    for mut item in gone {
        let alike = |known: &&mut Gone| {
            let same = (known.what, &known.address, &known.now) == (item.what, &item.address, &item.now);
            same && known.paste == item.paste
        };
        match report.addresses.iter_mut().find(alike) {
            Some(known) => known.audiences.push(audience.clone()),
            None => {
                item.audiences.push(audience.clone());
                report.addresses.push(item);
            }
        }
    }
}

fn blank(address: &str, title: &str) -> Gone {
    Gone {
        what: "page",
        audiences: Vec::new(),
        address: address.to_owned(),
        title: title.to_owned(),
        now: None,
        fix: String::new(),
        file: None,
        paste: None,
    }
}

fn page_gone(page: &PageShot, now: Option<&PageShot>, new: &Edition, reading: &Reading<'_>) -> Gone {
    kept_by(&page.url, &page.title, now, new, reading)
}

/// An address that an alias of `now` would keep alive, else one of the section above it.
fn kept_by(address: &str, title: &str, now: Option<&PageShot>, new: &Edition, reading: &Reading<'_>) -> Gone {
    let took_over = now.map(|page| page.url.clone());
    let above = || above(address, new);
    let Some(target) = now.or_else(above) else {
        let fix = "no page is left that could take it over".to_owned();
        return Gone { fix, ..blank(address, title) };
    };
    let file = target.source.clone().filter(|source| !source.starts_with("content/data/"));
    let text = file.as_ref().and_then(|file| (reading.source)(file));
    let (Some(file), Some(text)) = (file, text) else {
        let fix = format!("`{}` is made from records; give the address to a page that a file makes", target.url);
        return Gone { now: took_over, fix, ..blank(address, title) };
    };
    let (paste, how) = alias_line(&text, address);
    let fix = match &took_over {
        Some(_) => format!("readers of the old address see nothing; {how}"),
        None => format!("no page seems to have taken its place; to lead its readers to `{}`, {how}", target.url),
    };
    Gone { now: took_over, fix, file: Some(file), paste: Some(paste), ..blank(address, title) }
}

/// The nearest page above an address.
fn above<'e>(address: &str, new: &'e Edition) -> Option<&'e PageShot> {
    let ends: Vec<usize> = address.match_indices('/').map(|(at, _)| at + 1).collect();
    let folders = ends.into_iter().rev().map(|end| &address[..end]).filter(|folder| *folder != address);
    let with_file = |page: &&PageShot| page.source.as_ref().is_some_and(|source| !source.starts_with("content/data/"));
    folders.into_iter().find_map(|folder| new.pages.iter().filter(with_file).find(|page| page.url == folder))
}

/// The line for a page's front matter that makes `address` lead to it, and where it goes.
fn alias_line(page: &str, address: &str) -> (String, &'static str) {
    let page = page.trim_start_matches('\u{feff}').trim_start();
    let own = |fence: &str| {
        let rest = page.strip_prefix(fence)?;
        Some(rest.split(&format!("\n{fence}")).next().unwrap_or_default())
    };
    let existing = |front: &str, sign: char| -> Option<String> {
        let line = front.lines().find(|line| line.trim_start().starts_with("aliases"))?;
        let list = line.split_once(sign)?.1.trim();
        Some(list.strip_prefix('[')?.strip_suffix(']')?.trim().trim_end_matches(',').to_owned())
    };
    let joined = |before: Option<String>| match before.filter(|list| !list.is_empty()) {
        Some(list) => (format!("[{list}, \"{address}\"]"), "put this in the place of its `aliases` line"),
        None => (format!("[\"{address}\"]"), "paste this into its front matter"),
    };
    if let Some(front) = own("+++") {
        let (list, how) = joined(existing(front, '='));
        return (format!("aliases = {list}"), how);
    }
    if let Some(front) = own("---") {
        if existing(front, ':').is_none() && front.lines().any(|line| line.starts_with("aliases:")) {
            return (format!("  - {address}"), "paste this below its `aliases:`");
        }
        let (list, how) = joined(existing(front, ':'));
        return (format!("aliases: {list}"), how);
    }
    (format!("+++\naliases = [\"{address}\"]\n+++"), "paste this at the top of the file")
}

/// Notes places of a page that links led to before.
fn anchors_gone(page: &PageShot, now: &PageShot, new: &Edition, gone: &mut Vec<Gone>) {
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for section in &page.sections {
        let is_gone = !section.anchor.is_empty() && !now.anchors.contains(&section.anchor);
        let address = format!("{}#{}", now.url, section.anchor);
        if !is_gone || new.redirects.contains_key(&address) {
            continue;
        }
        let successor = successor(section, page, now).filter(|heading| taken.insert(heading.anchor.as_str()));
        let own = format!("{}#{}", page.url, section.anchor);
        let mut item = Gone { what: "anchor", file: now.source.clone(), ..blank(&own, &section.heading) };
        match successor {
            Some(heading) => {
                let marks = "#".repeat(usize::from(heading.level));
                item.now = Some(format!("{}#{}", now.url, heading.anchor));
                item.paste = Some(format!("{marks} {} {{#{}}}", heading.heading, section.anchor));
                item.fix =
                    "links to the old heading end at the top of the page; keep its id by writing the heading like this"
                        .to_owned();
            }
            None => item.fix = "the section is gone; see that nobody links it".to_owned(),
        }
        gone.push(item);
    }
}

/// The new heading over the text of an old section, or the one in its place.
fn successor<'p>(section: &SectionShot, page: &PageShot, now: &'p PageShot) -> Option<&'p SectionShot> {
    let is_new = |other: &&SectionShot| !other.anchor.is_empty() && !page.anchors.contains(&other.anchor);
    let own: BTreeSet<String> = section.lines.iter().map(|line| text::plain(line)).collect();
    let shared = |other: &SectionShot| other.lines.iter().filter(|line| own.contains(&text::plain(line))).count();
    let same_text =
        now.sections.iter().filter(is_new).filter(|other| shared(other) > 0).max_by_key(|other| shared(other));
    // The heading between the same two neighbours.
    let between = || {
        let at = page.sections.iter().position(|other| std::ptr::eq(other, section))?;
        let before = &page.sections[at.checked_sub(1)?].anchor;
        let place = now.sections.iter().position(|other| other.anchor == *before)?;
        now.sections.get(place + 1).filter(is_new)
    };
    same_text.or_else(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_written_as_the_page_writes_its_front_matter() {
        let line = |page: &str| alias_line(page, "/old/").0;
        assert_eq!(line("+++\ntitle = \"A\"\n+++\n"), "aliases = [\"/old/\"]");
        assert_eq!(line("+++\naliases = [\"/x/\",]\n+++\n"), "aliases = [\"/x/\", \"/old/\"]");
        assert_eq!(line("---\ntitle: A\n---\n"), "aliases: [\"/old/\"]");
        assert_eq!(line("---\naliases:\n  - /x/\n---\n"), "  - /old/");
        assert_eq!(line("# A\n"), "+++\naliases = [\"/old/\"]\n+++");
    }
}
