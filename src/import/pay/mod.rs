//! A talent team's spreadsheet as pay records: read or refused, never guessed. Every cell that leaves something open is
//! reported by its address, all of them in one run; nothing comes of a sheet of which anything was refused.

mod amount;
mod ends;
mod file;
mod grid;
mod groups;
mod heading;
mod hidden;
mod level_order;
mod names;
mod naming;
mod open_document;
mod pivot;
mod plan;
mod records;
mod row;
mod shape;
mod sheet;
mod table;
mod words;
mod workbook;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use crate::written::date::DateOrder;
pub use plan::{Change, Fate};
pub use sheet::{Flags, Need};

use self::grid::Grid;
use self::names::{Kind, Names};
use self::sheet::Reader;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::records::known_pay::{KnownName, KnownPay};
pub use crate::site::records::types::{Measure, Period};
use crate::written::codes;

/// A spreadsheet, and all that is known beside it.
pub struct Request<'r> {
    /// Its name, as it was typed.
    pub name: &'r str,
    /// What it holds.
    pub bytes: &'r [u8],
    /// The file that new records go to, from the site's root.
    pub target: &'r str,
    /// What that file holds now.
    pub target_text: Option<&'r str>,
    /// What the site knows.
    pub known: &'r KnownPay,
    /// What somebody says beside it.
    pub flags: &'r Flags,
    /// The day it is read.
    pub today: Date,
}

/// What became of a spreadsheet. Nothing is to be written while anything was refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PayImport {
    /// Files of the site with their new text.
    pub files: Vec<(String, String)>,
    /// How many figures the rows gave.
    pub figures: usize,
    /// How many rows of figures there are.
    pub rows: usize,
    /// Whether they are observations, each with its source; bands otherwise.
    pub observations: bool,
    /// Records that are new with them: `role Data Engineer`.
    pub added: Vec<String>,
    /// What became of each figure, and of those the sheet does not name any more.
    pub changes: Vec<Change>,
    /// Rows and columns that were passed over.
    pub left_out: Vec<String>,
    /// What one answer each would settle.
    pub needs: Vec<Need>,
}

/// The currency of this code, in any case.
pub fn currency(code: &str) -> Option<&'static str> {
    codes::find(&code.to_uppercase())
}

/// The period of this name, in any case.
pub fn period_called(name: &str) -> Option<Period> {
    Period::NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, period)| *period)
}

/// The measure of this name, in any case.
pub fn measure_called(name: &str) -> Option<Measure> {
    Measure::NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, measure)| *measure)
}

/// Reads a spreadsheet. What could not be told is reported.
pub fn read(request: &Request<'_>, diags: &mut Diagnostics) -> PayImport {
    let mut import = PayImport::default();
    if !request.known.is_whole {
        let message = "a data file of this site cannot be read, and the roles and places in it are not known";
        let finding = Diagnostic::new(&rules::BAD_RECORD, Place::file("content/data"), message);
        diags.push(finding.hint("correct what `rolebook check` says about the site's data first"));
        return import;
    }
    let Some(grids) = file::read(request.name, request.bytes, diags) else { return import };
    let Some(grids) = chosen(request, grids, &mut import, diags) else { return import };
    let Some(flags) = named_flags(request, diags) else { return import };
    let mut plan = plan::Plan::new(request, &flags);
    for grid in &grids {
        one_sheet(request, &flags, grid, &mut plan, &mut import, diags);
    }
    import.needs.sort();
    import.needs.dedup();
    plan.finish(&mut import, diags);
    import
}

/// The sheets that hold a table of pay; one of several has to be named.
fn chosen(
    request: &Request<'_>,
    grids: Vec<Grid>,
    import: &mut PayImport,
    diags: &mut Diagnostics,
) -> Option<Vec<Grid>> {
    let wanted = &request.flags.sheets;
    let name = |grid: &Grid| grid.name.clone().unwrap_or_default();
    let names: Vec<String> = grids.iter().map(name).collect();
    if let Some(missing) = wanted.iter().find(|wanted| !names.contains(wanted)) {
        let hint = match names.len() {
            1 => "leave `--sheet` out: this file has one sheet that shows".to_owned(),
            _ => format!("the sheets that show are `{}`", names.join("`, `")),
        };
        let message = format!("this workbook has no sheet `{missing}`");
        diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::file(request.name), message).hint(hint));
        return None;
    }
    if !wanted.is_empty() {
        return Some(grids.into_iter().filter(|grid| wanted.contains(&name(grid))).collect());
    }
    if grids.len() < 2 {
        return Some(grids);
    }
    let (tables, others): (Vec<Grid>, Vec<Grid>) = grids.into_iter().partition(table::is_in);
    if tables.len() > 1 {
        let names: Vec<String> = tables.iter().map(name).collect();
        let message = format!("{} sheets hold a table of pay: `{}`", names.len(), names.join("`, `"));
        let need = Need::Sheet(names);
        diags.push(Diagnostic::new(&rules::BAD_RECORD, Place::file(request.name), message).hint(need.hint()));
        import.needs.push(need);
        return None;
    }
    if tables.is_empty() {
        return Some(others.into_iter().take(1).collect());
    }
    import.left_out.extend(others.iter().map(|grid| format!("sheet `{}`", name(grid))));
    Some(tables)
}

/// The flags, with ids in the place of the titles of role, place and source; new ones stay as they are.
fn named_flags(request: &Request<'_>, diags: &mut Diagnostics) -> Option<Flags> {
    let mut flags = request.flags.clone();
    let mut sound = true;
    let known = request.known;
    for (kind, records, slot) in [
        (Kind::Role, &known.roles, &mut flags.role),
        (Kind::Place, &known.places, &mut flags.place),
        (Kind::Source, &known.sources, &mut flags.source),
    ] {
        let Some(text) = slot.clone() else { continue };
        let names = Names::new(kind, records);
        let (message, hint) = match names.find(&text) {
            Ok(Some(id)) => {
                *slot = Some(id);
                continue;
            }
            // What looks like a title is one to be added.
            Ok(None) if kind != Kind::Source && (text.contains(char::is_uppercase) || text.contains(' ')) => continue,
            Ok(None) => (format!("`--{}`: this site has no {0} `{text}`", kind.word()), names.hint(&text)),
            Err(unclear) => unclear,
        };
        diags.push(Diagnostic::without_place(&rules::BAD_RECORD, message).hint(hint));
        sound = false;
    }
    sound.then_some(flags)
}

fn one_sheet(
    request: &Request<'_>,
    flags: &Flags,
    grid: &Grid,
    plan: &mut plan::Plan<'_>,
    import: &mut PayImport,
    diags: &mut Diagnostics,
) {
    let known = request.known;
    let titles = |records: &[KnownName]| -> Vec<String> {
        records
            .iter()
            .flat_map(|record| std::iter::once(&record.id).chain(&record.names))
            .map(|name| table::plain(name))
            .collect()
    };
    let columns: BTreeSet<String> = titles(&known.places).into_iter().chain(titles(&known.levels)).collect();
    let Some(table) = table::find(grid, &columns, diags) else { return };
    let names = [
        Names::new(Kind::Role, &known.roles),
        Names::new(Kind::Place, &known.places),
        Names::new(Kind::Level, &known.levels),
        Names::new(Kind::Source, &known.sources),
    ];
    let mut flags = flags.clone();
    let mut reader_names = names;
    // A role or a place that a flag adds.
    for (slot, at) in [(&mut flags.role, 0), (&mut flags.place, 1)] {
        if let Some(Ok(id)) = slot.as_ref().map(|text| reader_names[at].id(text)) {
            *slot = Some(id);
        }
    }
    let mut reader = Reader::new(&table, &flags, reader_names);
    let (figures, empty) = reader.figures();
    import.rows += table.body.len();
    import.figures += figures.len();
    import.left_out.extend(table.left_out.iter().cloned().chain(empty));
    import.needs.extend(reader.needs.iter().cloned());
    if table.body.is_empty() && table.split.is_empty() {
        let first = &grid.rows[table.header][0];
        diags.push(grid.finding(
            &rules::BAD_RECORD,
            first,
            "no rows follow these headings",
            "see that it is the right sheet",
        ));
    }
    diags.append(std::mem::take(&mut reader.diags));
    plan.names(
        &[
            (Kind::Role, reader.roles.added()),
            (Kind::Level, reader.levels.added()),
            (Kind::Place, reader.places.added()),
        ],
        import,
    );
    for figure in figures {
        plan.figure(figure, grid, diags);
    }
}

#[cfg(test)]
mod tests;
