//! What the figures of a sheet change on the site: new records, other values for those it has, and what it does not name
//! any more. It must not know cells.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::grid::Grid;
use super::level_order::LevelOrder;
use super::names::{Kind, NewName};
use super::row::Figure;
use super::sheet::Flags;
use super::{PayImport, Request, records};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::records::known_pay::KnownFigure;

/// What became of one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record's id.
    pub id: String,
    /// Its file and line.
    pub file: String,
    /// What happened.
    pub fate: Fate,
    /// The amounts before, and the day they held for.
    pub before: Option<String>,
    /// The amounts now.
    pub after: Option<String>,
    /// How much the middle of the range moves, in percent.
    pub percent: Option<i64>,
}

/// What happened to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Its amounts, its currency or its day are others.
    Changed,
    /// Nothing about it changed.
    Same,
    /// The site did not have it.
    New,
    /// The site has it, in a file that was changed, and the sheet does not name it.
    NotInSheet,
}

/// The changes while they are gathered.
pub(super) struct Plan<'p> {
    request: &'p Request<'p>,
    flags: &'p Flags,
    /// Records to be added, as text: names first.
    names: BTreeMap<(Kind, String), NewName>,
    added: String,
    levels: LevelOrder,
    ids: BTreeSet<String>,
    /// Files of the site with their new text.
    files: BTreeMap<String, String>,
    changes: Vec<Change>,
    met: BTreeSet<String>,
    observations: bool,
}

impl<'p> Plan<'p> {
    pub(super) fn new(request: &'p Request<'p>, flags: &'p Flags) -> Plan<'p> {
        let ids = request.known.figures.iter().map(|figure| figure.id.clone()).collect();
        Plan {
            request,
            flags,
            names: BTreeMap::new(),
            added: String::new(),
            levels: LevelOrder::default(),
            ids,
            files: BTreeMap::new(),
            changes: Vec::new(),
            met: BTreeSet::new(),
            observations: false,
        }
    }

    /// Takes note of records that the sheet names first.
    pub(super) fn names(&mut self, added: &[(Kind, Vec<&NewName>)], import: &mut PayImport) {
        for (kind, new) in added {
            for new in new {
                let named = self.names.entry((*kind, new.id.clone())).or_insert_with(|| {
                    import.added.push(format!("{} {}", kind.word(), new.title));
                    (*new).clone()
                });
                named.currencies.extend(new.currencies.iter().copied());
            }
        }
    }

    /// Takes a figure: for the record that the site has of it, or for a new one.
    pub(super) fn figure(&mut self, figure: Figure, grid: &Grid, diags: &mut Diagnostics) {
        self.observations |= figure.source.is_some();
        self.levels.note(&figure);
        let found = self.known(&figure);
        let refuse = |message: String, hint: &str, known: &KnownFigure, diags: &mut Diagnostics| {
            let finding = grid.finding(&rules::BAD_RECORD, &figure.cell, &message, hint);
            diags.push(finding.related(known.place.clone(), "the record"));
        };
        let known = match found[..] {
            [] => return self.add(&figure),
            [known] => known,
            [known, ..] => {
                let message = "the site has this figure more than once".to_owned();
                return refuse(message, "keep one of the records first", known, diags);
            }
        };
        if !self.flags.update {
            let message = format!("the site has this figure already, as `{}`", known.id);
            return refuse(
                message,
                "give `--update` to replace what the site has with what this file says",
                known,
                diags,
            );
        }
        if known.is_derived {
            let message = format!("`{}` is made from observations, and is not replaced from a spreadsheet", known.id);
            return refuse(message, "change its observations, or take `from` out of the record first", known, diags);
        }
        if !self.met.insert(known.id.clone()) {
            let message = format!("two rows are about `{}`", known.id);
            return refuse(message, "keep one of them, or set them apart by their level", known, diags);
        }
        self.replace(&figure, known, grid, diags);
    }

    /// The records of the site that are about the same thing.
    fn known(&self, figure: &Figure) -> Vec<&'p KnownFigure> {
        let is_same = |known: &&KnownFigure| {
            (&known.role, &known.level, &known.at, &known.observed_by)
                == (&figure.role, &figure.level, &figure.place, &figure.source)
                && (known.measure, known.period) == (figure.measure, figure.period)
        };
        let found: Vec<&KnownFigure> = self.request.known.figures.iter().filter(is_same).collect();
        let in_currency: Vec<&KnownFigure> =
            found.iter().filter(|known| known.currency == figure.currency).copied().collect();
        // Where a figure moves to another currency, it is still the same figure, unless the site has it in several.
        if in_currency.is_empty() && (found.len() > 1 || !self.flags.update) {
            Vec::new()
        } else if in_currency.is_empty() {
            found
        } else {
            in_currency
        }
    }

    fn add(&mut self, figure: &Figure) {
        let id = self.free_id(figure);
        self.added.push_str(&records::record(&id, figure));
        let after =
            Some(amounts(figure.min, figure.max, figure.open, figure.currency, figure.period.name(), figure.as_of));
        let file = self.request.target.to_owned();
        self.changes.push(Change { id, file, fate: Fate::New, before: None, after, percent: None });
    }

    /// An id that says what the figure is, and that no other has.
    fn free_id(&mut self, figure: &Figure) -> String {
        let level = figure.level.as_ref().map(|level| format!("-{level}")).unwrap_or_default();
        let source = figure.source.as_ref().map(|source| format!("{source}-")).unwrap_or_default();
        let mut stem = format!("{source}{}{level}-{}-{}", figure.role, figure.place, records::measure(figure.measure));
        stem.truncate(90);
        let stem = stem.trim_end_matches('-').to_owned();
        let special = [
            stem.clone(),
            format!("{stem}-{}", figure.period.name()),
            format!("{stem}-{}", figure.currency.to_lowercase()),
        ];
        let numbered = (2..).map(|n| format!("{stem}-{n}"));
        let id = special.into_iter().chain(numbered).find(|id| !self.ids.contains(id)).unwrap_or(stem);
        self.ids.insert(id.clone());
        id
    }

    fn replace(&mut self, figure: &Figure, known: &KnownFigure, grid: &Grid, diags: &mut Diagnostics) {
        let path = known.place.path();
        let text = self.files.get(path).map_or(known.place.text(), String::as_str);
        let before = amounts(
            known.range.min,
            known.range.max,
            known.range.open_ended,
            known.currency,
            known.period.name(),
            known.as_of,
        );
        let after = amounts(figure.min, figure.max, figure.open, figure.currency, figure.period.name(), figure.as_of);
        let Some(new) = records::replace(text, &known.id, figure).filter(|_| path.ends_with(".toml")) else {
            let message = format!("`{}` stands in `{path}`, where it cannot be replaced", known.id);
            let finding = grid.finding(&rules::BAD_RECORD, &figure.cell, &message, "change the amounts there by hand");
            diags.push(finding.related(known.place.clone(), "the record"));
            return;
        };
        let middle = |min: i64, max: i64| i128::from(min) + i128::from(max);
        let (old, now) = (middle(known.range.min, known.range.max), middle(figure.min, figure.max));
        let percent = (known.currency == figure.currency && old > 0)
            .then(|| i64::try_from(((now - old) * 100 + old / 2 * (now - old).signum()) / old).unwrap_or(0));
        let fate = if before == after { Fate::Same } else { Fate::Changed };
        let line = known.place.line_column().map_or(String::new(), |(line, _)| format!(":{line}"));
        let file = format!("{path}{line}");
        self.changes.push(Change {
            id: known.id.clone(),
            file,
            fate,
            before: Some(before),
            after: Some(after),
            percent,
        });
        self.files.insert(path.to_owned(), new);
    }

    /// The files, and the figures of the same files that the sheet does not name.
    pub(super) fn finish(self, import: &mut PayImport, diags: &mut Diagnostics) {
        let Plan { request, names, levels, added, mut files, mut changes, met, observations, flags, .. } = self;
        let touched: BTreeSet<String> = files.keys().cloned().collect();
        for known in &request.known.figures {
            let is_ours = touched.contains(known.place.path()) && known.observed_by.is_some() == observations;
            if is_ours && !known.is_derived && !met.contains(&known.id) {
                let range = &known.range;
                let before =
                    amounts(range.min, range.max, range.open_ended, known.currency, known.period.name(), known.as_of);
                let file = known.place.path().to_owned();
                changes.push(Change {
                    id: known.id.clone(),
                    file,
                    fate: Fate::NotInSheet,
                    before: Some(before),
                    after: None,
                    percent: None,
                });
            }
        }
        // Records of levels stand lowest first: pages and checks go by that.
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by_key(|((kind, id), _)| (*kind, (*kind == Kind::Level).then(|| levels.place(id)), id.clone()));
        let mut new: String = names.iter().map(|((kind, _), new)| records::named(*kind, new)).collect();
        new.push_str(&added);
        if !new.is_empty() {
            let taken = request.target_text.filter(|_| !flags.update);
            if taken.is_some() {
                let message = format!("`{}` exists already", request.target);
                let hint =
                    "give `--update` to add to it and to replace what it has, or give the spreadsheet another name";
                diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::file(request.target), message).hint(hint));
            }
            let before = files.remove(request.target).or_else(|| request.target_text.map(str::to_owned));
            let file = request.name.rsplit(['/', '\\']).next().unwrap_or(request.name);
            let note = format!("Made from {} on {}.", toml::Value::from(file), request.today);
            let text = match before {
                Some(before) => format!("{}\n\n# {note}\n{new}", before.trim_end()),
                None => format!(
                    "# {note} Who may see it: what `audience = \"...\"` here says, else the site's default audience.\n{new}"
                ),
            };
            files.insert(request.target.to_owned(), text);
        }
        changes.sort_by(|a, b| (a.fate, &a.id).cmp(&(b.fate, &b.id)));
        import.changes = changes;
        import.observations = observations;
        import.files = files.into_iter().collect();
    }
}

/// Amounts with all that belongs to them: `GBP 55,000 to 70,000 a year, as of 2026-03-01`.
fn amounts(min: i64, max: i64, open: bool, currency: &str, period: &str, as_of: Option<Date>) -> String {
    let range = if min == max { grouped(min) } else { format!("{} to {}", grouped(min), grouped(max)) };
    let or_more = if open { " or more" } else { "" };
    let article = if period == "hour" { "an" } else { "a" };
    let day = as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
    format!("{currency} {range}{or_more} {article} {period}{day}")
}

fn grouped(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
