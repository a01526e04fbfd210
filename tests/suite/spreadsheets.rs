//! Workbooks, from the bytes that spreadsheet programs write to the figures in them. The files are in
//! `tests/fixtures/spreadsheets/`: merged headings, number formats, hidden sheets, formulas without results.

use jiff::civil::date;
use rolebook::diag::Diagnostics;
use rolebook::import::pay::{self, Flags, Measure, PayImport, Period, Request};
use rolebook::site::records::known_pay::KnownPay;

use super::support::package;

/// What a file of the fixtures comes to under a name, and what was said about it.
fn import(file: &str, name: &str, period: Option<Period>) -> (PayImport, Vec<String>) {
    let bytes = std::fs::read(package().join("tests/fixtures/spreadsheets").join(file)).expect("the file is there");
    let known = KnownPay { is_whole: true, ..KnownPay::default() };
    let flags = Flags { period, measure: Some(Measure::Base), ..Flags::default() };
    let request = Request {
        name,
        bytes: &bytes,
        target: "content/data/pay.toml",
        target_text: None,
        known: &known,
        flags: &flags,
        today: date(2026, 11, 21),
    };
    let mut diags = Diagnostics::default();
    let import = pay::read(&request, &mut diags);
    let said = diags.iter().map(|finding| finding.message.clone()).collect();
    (import, said)
}

fn figures(import: &PayImport) -> Vec<String> {
    let line = |change: &pay::Change| format!("{}: {}", change.id, change.after.as_deref().unwrap_or_default());
    import.changes.iter().map(line).collect()
}

#[test]
fn a_workbook_is_read_by_its_content_with_merged_headings_and_shown_currencies() {
    for name in ["merged.xlsx", "merged.csv"] {
        let (import, said) = import("merged.xlsx", name, Some(Period::Year));
        assert_eq!(said, ["hidden sheets are left out: `Former`"]);
        assert_eq!(
            figures(&import),
            [
                "site-engineer-junior-leeds-base: GBP 41,000 to 52,000 a year, as of 2026-09-01",
                "site-engineer-junior-lyon-base: EUR 43,000 to 50,500 a year, as of 2026-09-01",
                "site-engineer-lead-leeds-base: GBP 61,000 to 78,000 a year, as of 2026-09-01",
                "site-engineer-lead-lyon-base: EUR 60,000 to 74,000 a year, as of 2026-09-01",
            ]
        );
        assert_eq!(import.left_out, ["sheet `Read me`", "row 8 (`Total`)"]);
    }
}

#[test]
fn cells_of_a_workbook_are_refused_by_their_address() {
    let (_, said) = import("unclear.xlsx", "unclear.xlsx", Some(Period::Year));
    for message in [
        "Bands!D5: the currency of `52000` is not that of the rest",
        "Bands!E5: `43000.4` has a part of a unit, such as pence or cents",
        "Bands!D6: this cell holds a formula whose result is not in the file",
        "Bands!F6: `2026-05-10` is a date",
    ] {
        assert!(said.iter().any(|said| said == message), "{message}: {said:#?}");
    }
}

#[test]
fn an_open_document_is_read_too() {
    let (import, said) = import("plain.ods", "plain.ods", None);
    assert_eq!(said, ["C2: nothing says which currency is paid in Leeds"]);
    assert_eq!(import.needs, [pay::Need::Currency("Leeds".to_owned())]);
}

#[test]
fn hidden_rows_and_columns_are_left_out_and_named() {
    let (import, said) = import("hidden.xlsx", "hidden.xlsx", Some(Period::Year));
    assert_eq!(said, ["what the sheet `Bands` hides is left out: row 3, column C"]);
    assert_eq!(figures(&import), ["data-engineer-london-base: GBP 70,000 to 95,000 a year"]);
}

#[test]
fn an_open_document_shows_currencies_and_merged_cells() {
    let (import, said) = import("merged.ods", "merged.ods", None);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(
        figures(&import),
        [
            "entwickler-junior-berlin-base: EUR 45,000 to 52,000 a year, as of 2026-01-01",
            "entwickler-senior-berlin-base: EUR 60,000 to 75,000 a year, as of 2026-01-01",
        ]
    );
}

#[test]
fn places_beside_each_other_are_read_where_the_site_knows_none_of_them() {
    let (import, said) = import("pivot.xlsx", "pivot.xlsx", Some(Period::Year));
    let expected = [
        "A3: no column says which role a row is about",
        "B3: nothing says which currency is paid in London",
        "C3: nothing says which currency is paid in Manchester",
        "D3: nothing says which currency is paid in Leeds",
    ];
    assert_eq!(said, expected);
    assert_eq!(import.needs.len(), 4);
}
