//! `rolebook import pay FILE`, and `rolebook new pay NAME --from FILE`: a spreadsheet as pay records, all of it or nothing.

use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;

use super::args::{ImportPay, SheetFlags};
use super::{Outcome, open, refuse, terminal};
use crate::config::Config;
use crate::diag::{self, Findings, Severity};
use crate::disk::write::{self, Found};
use crate::disk::{Disk, RealDisk};
use crate::import::pay::{self, Change, DateOrder, Fate, Flags, Need, PayImport};
use crate::pipeline;

/// Imports into the file that is named after the spreadsheet.
pub(super) fn run(args: &ImportPay, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site, today)?;
    let Some(config) = &opened.config else {
        return opened.report_settings();
    };
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    import(&opened.root, &opened.disk, config, &args.file, &target(&stem), flags(&args.flags)?)
}

/// The data file of a name: the name itself, without what a file name cannot hold everywhere.
fn target(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
    let name: String = name.trim().trim_matches('.').chars().map(plain).collect();
    // `x.csv.toml` says who may see `x.csv`, and holds no records.
    let name = if name.to_lowercase().ends_with(".csv") { &name[..name.len() - 4] } else { &name };
    format!("content/data/{}.toml", if name.is_empty() { "pay" } else { name })
}

/// What was typed, as what is meant.
pub(super) fn flags(args: &SheetFlags) -> Result<Flags> {
    let mut currency = Vec::new();
    for given in &args.currency {
        currency.push(currency_of(given)?);
    }
    Ok(Flags {
        period: args.period.map(Into::into),
        measure: args.measure.map(Into::into),
        currency,
        source: args.source.clone(),
        as_of: args.as_of,
        role: args.role.clone(),
        place: args.place.clone(),
        sheets: args.sheet.clone(),
        date_order: args.date_order.map(Into::into),
        update: args.update,
    })
}

/// `GBP`, or `London=GBP` for one place.
fn currency_of(given: &str) -> Result<(Option<String>, &'static str)> {
    let (place, code) =
        given.rsplit_once('=').map_or((None, given), |(place, code)| (Some(place.trim().to_owned()), code));
    let code = pay::currency(code.trim());
    let code = code.ok_or_else(|| {
        refuse(
            format!("`--currency {}` names no currency", given.escape_debug()),
            "write an ISO 4217 code such as `GBP`, or `London=GBP` for one place",
        )
    })?;
    Ok((place, code))
}

/// Reads the spreadsheet, asks on a terminal for what it leaves open, and writes everything or nothing.
pub(super) fn import(
    root: &Path,
    disk: &RealDisk,
    config: &Config,
    sheet: &Path,
    target: &str,
    mut flags: Flags,
) -> Result<Outcome> {
    let name = sheet.display().to_string();
    let bytes = read(sheet)?;
    loop {
        let (import, findings) = pipeline::import_pay(disk, config, (&name, &bytes), target, &flags);
        if !import.needs.is_empty() && can_ask() {
            for need in &import.needs {
                ask(need, &mut flags)?;
            }
            continue;
        }
        return finish(root, target, &import, &findings);
    }
}

fn finish(root: &Path, target: &str, import: &PayImport, findings: &Findings) -> Result<Outcome> {
    terminal::err(&diag::human(findings, terminal::colours_on_err()))?;
    if findings.any(Severity::Error) || import.figures == 0 {
        terminal::out("nothing was written\n")?;
        return Ok(Outcome::Findings);
    }
    for (path, text) in &import.files {
        write_data(root, path, text)?;
    }
    terminal::out(&report(target, import))?;
    Ok(Outcome::Fine)
}

/// Writes a file under `content/data/`; one that was read before is replaced in one step.
fn write_data(root: &Path, path: &str, text: &str) -> Result<()> {
    let file = root.join(path);
    let folder = file.parent().unwrap_or(root);
    let is_new = matches!(write::find(&file), Ok(Found::Nothing));
    let put = || if is_new { write::write_new(&file, text.as_bytes()) } else { write::replace(&file, text.as_bytes()) };
    write::create_folders(folder).and_then(|()| put()).map_err(|error| {
        refuse(format!("cannot write `{path}`: {error}"), "see that the site's folder may be written to")
    })
}

fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

fn report(target: &str, import: &PayImport) -> String {
    let kind = if import.observations { "observation" } else { "band" };
    let paths: Vec<&str> = import.files.iter().map(|(path, _)| path.as_str()).collect();
    let mut text =
        format!("wrote {}: {} from {}\n", paths.join(", "), counted(import.figures, kind), counted(import.rows, "row"));
    if import.changes.iter().any(|change| change.fate != Fate::New) {
        text.push_str(&changes(&import.changes));
    }
    if !import.added.is_empty() {
        text.push_str(&format!("\nNew in {target}: {}\n", import.added.join(", ")));
    }
    if !import.left_out.is_empty() {
        text.push_str(&format!("\nPassed over: {}\n", import.left_out.join("; ")));
    }
    text.push_str(
        "\nNext:\n  1. read the file; who may see it is the site's default audience until it says otherwise\n",
    );
    text.push_str("  2. rolebook check    see that nothing is left to correct\n");
    text
}

/// The changes as a table, one figure a line.
fn changes(changes: &[Change]) -> String {
    let none = "-".to_owned();
    let line = |change: &Change| {
        let word = match change.fate {
            Fate::Changed => "changed",
            Fate::Same => "as before",
            Fate::New => "new",
            Fate::NotInSheet => "not in the spreadsheet, left as it is",
        };
        let percent = change.percent.filter(|_| change.fate == Fate::Changed).map(|percent| format!("{percent:+} %"));
        [
            change.id.clone(),
            change.before.clone().unwrap_or_else(|| none.clone()),
            change.after.clone().unwrap_or_else(|| none.clone()),
            percent.unwrap_or_default(),
            format!("{word} ({})", change.file),
        ]
    };
    let mut lines = vec![["Record", "Before", "Now", "", "What happened"].map(str::to_owned)];
    lines.extend(changes.iter().map(line));
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let mut text = "\n".to_owned();
    for line in &lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Whether there is somebody to ask.
fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for one thing until the answer is one.
fn ask(need: &Need, flags: &mut Flags) -> Result<()> {
    let question = match need {
        Need::Sheet(names) => format!("Which sheet holds the pay? ({})", names.join(", ")),
        Need::Role => "Which role is every row about?".to_owned(),
        Need::Place => "Where is it paid?".to_owned(),
        Need::Measure => "What do the amounts count? (base, total, bonus, equity, unstated)".to_owned(),
        Need::Period => "For how long is each amount paid? (year, month, day, hour)".to_owned(),
        Need::Currency(place) => format!("Which currency is paid in {place}? (a code such as GBP)"),
        Need::DateOrder(date) => format!("In `{date}`, what comes first? (day, month)"),
    };
    loop {
        terminal::err(&format!("{question} "))?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 {
            return Err(refuse("nobody answered", "give the answers as options: see `rolebook import pay --help`"));
        }
        if take(need, answer.trim(), flags) {
            return Ok(());
        }
        terminal::err("That is none of the answers.\n")?;
    }
}

/// Takes an answer; false when it is none.
fn take(need: &Need, answer: &str, flags: &mut Flags) -> bool {
    use crate::import::pay::{measure_called, period_called};
    match need {
        _ if answer.is_empty() => return false,
        Need::Sheet(names) => match names.iter().find(|name| name.eq_ignore_ascii_case(answer)) {
            Some(name) => flags.sheets.push(name.clone()),
            None => return false,
        },
        Need::Role => flags.role = Some(answer.to_owned()),
        Need::Place => flags.place = Some(answer.to_owned()),
        Need::Measure => flags.measure = measure_called(answer),
        Need::Period => flags.period = period_called(answer),
        Need::Currency(place) => match pay::currency(answer) {
            Some(code) => flags.currency.push((Some(place.clone()), code)),
            None => return false,
        },
        Need::DateOrder(_) => {
            flags.date_order = match answer.to_lowercase().as_str() {
                "day" => Some(DateOrder::DayFirst),
                "month" => Some(DateOrder::MonthFirst),
                _ => None,
            };
        }
    }
    match need {
        Need::Measure => flags.measure.is_some(),
        Need::Period => flags.period.is_some(),
        Need::DateOrder(_) => flags.date_order.is_some(),
        _ => true,
    }
}

/// The bytes of the spreadsheet.
fn read(sheet: &Path) -> Result<Vec<u8>> {
    let shown = sheet.display();
    let hint = "name a spreadsheet: `.xlsx`, `.ods` or CSV";
    let parent = sheet.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = sheet.file_name().and_then(|name| name.to_str()) else {
        return Err(refuse(format!("`{shown}` is no file"), hint));
    };
    let disk = RealDisk::new(parent).map_err(|error| refuse(format!("cannot read `{shown}`: {error}"), hint))?;
    disk.read(name).map_err(|error| refuse(format!("cannot read `{shown}`: {error}"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_named_after_the_spreadsheet() {
        assert_eq!(target("03-range-cell"), "content/data/03-range-cell.toml");
        assert_eq!(target("Pay bands 2026"), "content/data/Pay bands 2026.toml");
        assert_eq!(target("bands.csv"), "content/data/bands.toml");
        assert_eq!(target("a:b?"), "content/data/a-b-.toml");
        assert_eq!(target("..."), "content/data/pay.toml");
    }

    #[test]
    fn currencies_are_for_all_places_or_one() {
        assert_eq!(currency_of("gbp").expect("a currency"), (None, "GBP"));
        assert_eq!(currency_of("New York=USD").expect("a currency"), (Some("New York".to_owned()), "USD"));
        assert!(currency_of("pounds").is_err());
    }

    #[test]
    fn answers_are_taken_when_they_are_some() {
        let mut flags = Flags::default();
        assert!(!take(&Need::Period, "fortnight", &mut flags));
        assert!(take(&Need::Period, "Year", &mut flags) && flags.period.is_some());
        assert!(take(&Need::DateOrder("3/4/2026".into()), "day", &mut flags) && flags.date_order.is_some());
        assert!(!take(&Need::Currency("London".into()), "quid", &mut flags));
        assert!(take(&Need::Sheet(vec!["Pay".into()]), "pay", &mut flags) && flags.sheets == ["Pay"]);
        assert!(!take(&Need::Role, "", &mut flags));
    }
}
