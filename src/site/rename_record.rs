//! Giving a record another id: everything that names it, in data and on pages, and the addresses that were made of it.
//!
//! It changes nothing; it tells what the files have to be.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::Site;
use super::records::Data;
use super::records::kinds::fit::{Answer, Questionnaire};
use super::records::kinds::{Form, RecordBody, RecordKind, record_types};
use super::records::new_record::{ID_HINT, is_id, is_there, kind_called};
use super::records::types::{Record, Reference};
use super::rename::{Refused, Renamed, destinations, edited};
use super::source::ledger;
use super::source::page::Page;
use super::source::syntax::options;
use crate::diag::{Place, Source};

/// The first line of a ledger that begins with a rename.
const LEDGER_HEAD: &str =
    "# Addresses that readers may have kept, and where moved ones lead. `rolebook check --accept` keeps it.\n";

macro_rules! walk {
    ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
        /// Hands over everything that records name.
        fn each_reference(data: &Data, found: &mut dyn FnMut(RecordKind, &Reference)) {
            $(data.$field.iter().flat_map(|record| record.body.names()).for_each(|(kind, named)| found(kind, named));)*
            data.other_bands.iter().flat_map(|record| record.body.names()).for_each(|(kind, named)| found(kind, named));
        }

        /// Where a record begins.
        fn place_of<'d>(data: &'d Data, kind: RecordKind, id: &str) -> Option<&'d Place> {
            fn place<T>(record: &Record<T>) -> &Place {
                &record.place
            }
            match kind {
                RecordKind::Band => data.bands.get(id).or_else(|| data.other_bands.get(id)).map(place),
                $(RecordKind::$kind => data.$field.get(id).map(place),)*
            }
        }
    };
}
#[allow(unreachable_patterns, reason = "bands lie in two places, and every type is one of the macro's")]
mod walked {
    use super::*;
    record_types!(walk);
    pub(super) fn references(data: &Data, found: &mut dyn FnMut(RecordKind, &Reference)) {
        each_reference(data, found);
        data.fits.iter().for_each(|fit| of_questionnaire(&fit.body, found));
    }
    pub(super) fn place<'d>(data: &'d Data, kind: RecordKind, id: &str) -> Option<&'d Place> {
        place_of(data, kind, id)
    }
}

/// Questionnaires are read by hand, and so is what they name.
fn of_questionnaire(fit: &Questionnaire, found: &mut dyn FnMut(RecordKind, &Reference)) {
    fit.roles.iter().for_each(|role| found(RecordKind::Role, role));
    for question in &fit.questions {
        let Answer::Choice(options) = &question.answer else { continue };
        for option in options {
            option.points.iter().for_each(|(role, _)| found(RecordKind::Role, role));
            found(RecordKind::Source, &option.source);
        }
    }
    for gate in &fit.gates {
        gate.rules_out.iter().for_each(|role| found(RecordKind::Role, role));
        found(RecordKind::Source, &gate.source);
    }
}

/// What a name like `role:data-engineer`, or an id alone, stands for; `None` when the site has no such record.
pub(super) fn meant(site: &Site<'_>, typed: &str) -> Option<Result<(RecordKind, String), Refused>> {
    let data = &site.data;
    if let Some((kind, id)) = typed.split_once(':') {
        let kind = match kind_called(kind) {
            Ok(kind) => kind,
            Err(refused) => return Some(Err(refused)),
        };
        return walked::place(data, kind, id).map(|_| Ok((kind, id.to_owned())));
    }
    let kinds = RecordKind::ALL.iter().copied();
    let found: Vec<RecordKind> = kinds.filter(|kind| walked::place(data, *kind, typed).is_some()).collect();
    match found[..] {
        [] => None,
        [one] => Some(Ok((one, typed.to_owned()))),
        _ => {
            let ways: Vec<String> = found.iter().map(|kind| format!("`{}:{typed}`", kind.name())).collect();
            let message = format!("more than one record has the id `{typed}`");
            Some(Err((message, format!("write which one is meant: {}", ways.join(" or ")))))
        }
    }
}

/// The record of this type under another id.
pub(super) fn rename(site: &Site<'_>, kind: RecordKind, old: &str, new: &str) -> Result<Renamed, Refused> {
    let new = new.split_once(':').filter(|(word, _)| kind_called(word) == Ok(kind)).map_or(new, |(_, id)| id);
    if !is_id(new) {
        return Err((format!("`{}` cannot be an id", new.escape_debug()), ID_HINT.to_owned()));
    }
    if is_there(&site.data, kind, new) || walked::place(&site.data, kind, new).is_some() {
        let hint = "choose another id, or change the record that is there";
        return Err((format!("there is a {} `{new}` already", kind.noun()), hint.to_owned()));
    }
    let mut edits = Edits::default();
    if let Some(place) = walked::place(&site.data, kind, old) {
        edits.id(place, old, new);
        if kind.form() == Form::Named {
            edits.headers(place.source(), kind, old, new);
        }
    }
    walked::references(&site.data, &mut |named, reference| {
        if named == kind && reference.id == old {
            edits.id(&reference.place, old, new);
        }
    });
    let moved = moved_addresses(site, kind, old, new);
    for page in site.pages.iter().filter(|page| page.origin.is_none()) {
        on_page(page, kind, (old, new), &moved, &mut edits);
    }
    let named = edits.count().saturating_sub(1);
    let mut renamed = Renamed { links: named, texts: edits.texts(), ..Renamed::default() };
    if !moved.is_empty() {
        let before = site.disk.read(ledger::FILE).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let before = before.unwrap_or_else(|| LEDGER_HEAD.to_owned());
        let lines: String = moved.iter().map(|(from, to)| format!("{from} -> {to}\n")).collect();
        renamed.texts.push((ledger::FILE.to_owned(), format!("{}\n{lines}", before.trim_end())));
    }
    renamed.pages = own_pages(site, old, new);
    renamed.aliases = moved.into_keys().collect();
    renamed.record = Some(format!("the {} `{old}` to `{new}`", kind.noun()));
    Ok(renamed)
}

/// The text of a file, and what stands in place of parts of it, by where they begin and end.
type Edited = (String, BTreeMap<(usize, usize), String>);

/// What has to change, by file.
#[derive(Default)]
struct Edits {
    by_file: BTreeMap<String, Edited>,
}

impl Edits {
    fn add(&mut self, source: &Source, range: Range<usize>, text: String) {
        let (_, edits) =
            self.by_file.entry(source.path.clone()).or_insert_with(|| (source.text.clone(), BTreeMap::new()));
        edits.insert((range.start, range.end), text);
    }

    /// Puts the new id into the place of the old one, wherever it stands by itself at a place.
    fn id(&mut self, place: &Place, old: &str, new: &str) {
        if let Some(range) = place.range() {
            self.ids_in(place.source(), range, old, new);
        }
    }

    fn ids_in(&mut self, source: &Arc<Source>, range: Range<usize>, old: &str, new: &str) {
        for at in alone(&source.text[range.clone()], old) {
            let start = range.start + at;
            self.add(source, start..start + old.len(), new.to_owned());
        }
    }

    /// The headers of the record and of the tables in it: `[ladder.data.steps.mid]`.
    fn headers(&mut self, source: &Arc<Source>, kind: RecordKind, old: &str, new: &str) {
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let trimmed = line.trim_start().trim_start_matches('[').trim_start();
            if let Some(rest) = line.trim_start().starts_with('[').then(|| trimmed.strip_prefix(kind.name())).flatten()
                && let Some(rest) = rest.trim_start().strip_prefix('.')
                && let Some(bare) = Some(rest.trim_start().trim_start_matches(['"', '\'']))
                && bare.strip_prefix(old).is_some_and(|behind| behind.starts_with(['.', ']', '"', '\'', ' ']))
            {
                let at = start + (line.len() - bare.len());
                self.add(source, at..at + old.len(), new.to_owned());
            }
            start += line.len();
        }
    }

    fn count(&self) -> usize {
        self.by_file.values().map(|(_, edits)| edits.len()).sum()
    }

    fn texts(self) -> Vec<(String, String)> {
        let text = |(path, (text, edits)): (String, Edited)| {
            let edits = edits.into_iter().map(|((start, end), new)| (start..end, new)).collect();
            (path, edited(&text, edits))
        };
        self.by_file.into_iter().map(text).collect()
    }
}

/// Where a word stands that is no part of a longer id.
fn alone(text: &str, word: &str) -> Vec<usize> {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let stands_alone = |at: &usize| !text[..*at].ends_with(is_of_id) && !text[at + word.len()..].starts_with(is_of_id);
    text.match_indices(word).map(|(at, _)| at).filter(stands_alone).collect()
}

/// The type of record that an attribute of a block names.
fn named_by(attribute: &str) -> Option<RecordKind> {
    Some(match attribute {
        "role" | "roles" => RecordKind::Role,
        "place" => RecordKind::Place,
        "level" => RecordKind::Level,
        "stage" => RecordKind::Stage,
        "ladder" => RecordKind::Ladder,
        "for" => RecordKind::Fit,
        _ => return None,
    })
}

/// Whether `:pay[ID]` may name such a record.
fn is_figure(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Band
            | RecordKind::Observation
            | RecordKind::Bonus
            | RecordKind::Equity
            | RecordKind::Premium
            | RecordKind::WalkAway
            | RecordKind::Model
    )
}

/// What a page says of the record: in front matter, in attributes of blocks, in figures and in links to its addresses.
fn on_page(
    page: &Page,
    kind: RecordKind,
    (old, new): (&str, &str),
    moved: &BTreeMap<String, String>,
    edits: &mut Edits,
) {
    let source = &page.source;
    if let Some(id) = page.front.posting.as_ref().filter(|id| kind == RecordKind::Posting && id.value == old) {
        edits.ids_in(source, id.span.clone(), old, new);
    }
    for (_, id) in page.front.records.iter().filter(|(key, id)| named_by(key) == Some(kind) && id.value == old) {
        edits.ids_in(source, id.span.clone(), old, new);
    }
    for head in page.blocks.heads() {
        for (_, _, range) in head.attributes.iter().filter(|(name, _, _)| named_by(name) == Some(kind)) {
            edits.ids_in(source, range.clone(), old, new);
        }
    }
    let body = &source.text[page.body.clone()];
    if is_figure(kind) && body.contains(":pay[") {
        let code = code_in(body);
        let figure = format!(":pay[{old}]");
        for (at, _) in body.match_indices(&figure).filter(|(at, _)| !code.iter().any(|range| range.contains(at))) {
            let start = page.body.start + at + ":pay[".len();
            edits.add(source, start..start + old.len(), new.to_owned());
        }
    }
    for (range, written) in destinations(&source.text, page.body.clone()) {
        let found = moved.iter().find(|(from, _)| written.starts_with(from.trim_end_matches('/')));
        if let Some((from, to)) = found
            && let rest = &written[from.trim_end_matches('/').len()..]
            && (rest.is_empty() || rest.starts_with(['/', '#', '?']))
        {
            edits.add(source, range, format!("{}{rest}", to.trim_end_matches('/')));
        }
    }
}

/// Where code stands in a text.
fn code_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Code(_) => found.push(range),
            Event::Start(Tag::CodeBlock(_)) => open = Some(range.start),
            Event::End(TagEnd::CodeBlock) => found.extend(open.take().map(|start| start..range.end)),
            _ => {}
        }
    }
    found
}

/// Pages that stand at the record's own address because they are named after it: their files follow.
fn own_pages(site: &Site<'_>, old: &str, new: &str) -> Vec<(String, String)> {
    let followed =
        site.pages.iter().filter(|page| page.origin.is_none() && page.subject.is_some()).filter_map(|page| {
            let (folder, name) = page.path.rsplit_once('/')?;
            let ending = name.strip_prefix(old).filter(|ending| ending.starts_with('.'))?;
            page.url.ends_with(&format!("/{old}/")).then(|| (page.path.clone(), format!("{folder}/{new}{ending}")))
        });
    followed.collect()
}

/// Addresses that were made of the id, and what they become.
fn moved_addresses(site: &Site<'_>, kind: RecordKind, old: &str, new: &str) -> BTreeMap<String, String> {
    let folders: &[&str] = match kind {
        RecordKind::Role => &["roles", "pay", "compare"],
        RecordKind::Place => &["pay"],
        RecordKind::Skill => &["skills"],
        RecordKind::Ladder => &["ladders"],
        RecordKind::Posting => &["jobs"],
        _ => &[],
    };
    let is_made = |page: &&Page| {
        page.origin.is_some()
            || page.front.posting.as_ref().is_some_and(|id| kind == RecordKind::Posting && id.value == old)
    };
    let mut moved = BTreeMap::new();
    for page in site.pages.iter().filter(is_made) {
        let Some((folder, name)) = page.url.trim_matches('/').split_once('/') else { continue };
        if !folders.contains(&folder) {
            continue;
        }
        let parts: Vec<&str> = name.split("-vs-").collect();
        if parts.contains(&old) {
            let parts: Vec<&str> = parts.into_iter().map(|part| if part == old { new } else { part }).collect();
            moved.insert(page.url.clone(), format!("/{folder}/{}/", parts.join("-vs-")));
        }
    }
    moved
}
