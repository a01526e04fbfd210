//! Whole sheets, from bytes to figures, or to what is refused.

use super::*;
use jiff::civil::date;

fn name(id: &str, title: &str, currency: Option<&'static str>) -> KnownName {
    KnownName { id: id.to_owned(), names: vec![title.to_owned()], currency }
}

/// The figures a sheet gives, one a line, or the messages of what is refused.
fn read_with(bytes: &[u8], flags: &Flags) -> Result<(Vec<String>, PayImport), Vec<String>> {
    let known = KnownPay {
        roles: vec![name("de", "Data Engineer", None)],
        places: vec![name("london", "London", Some("GBP")), name("berlin", "Berlin", Some("EUR"))],
        levels: vec![name("senior", "Senior", None)],
        is_whole: true,
        ..KnownPay::default()
    };
    let (name, target, target_text) = ("pay.csv", "content/data/pay.toml", None);
    let request = Request { name, bytes, target, target_text, known: &known, flags, today: date(2026, 11, 28) };
    let mut diags = Diagnostics::default();
    let import = read(&request, &mut diags);
    let refused: Vec<String> = diags
        .iter()
        .filter(|finding| finding.at_most == crate::diag::Severity::Error)
        .map(|finding| finding.message.clone())
        .collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    let line = |change: &Change| format!("{}: {}", change.id, change.after.clone().unwrap_or_default());
    Ok((import.changes.iter().map(line).collect(), import))
}

fn base_pay() -> Flags {
    Flags { period: Some(Period::Year), measure: Some(Measure::Base), ..Flags::default() }
}

#[track_caller]
fn check(text: &str, figures: &[&str]) -> PayImport {
    let (found, import) = read_with(text.as_bytes(), &base_pay()).unwrap_or_else(|refused| panic!("{refused:#?}"));
    assert_eq!(found, figures, "{text}");
    import
}

#[track_caller]
fn check_refused(text: &str, flags: &Flags, messages: &[&str]) {
    let refused = read_with(text.as_bytes(), flags).map(|(figures, _)| figures).expect_err("something is refused");
    assert_eq!(refused, messages, "{text}");
}

#[test]
fn places_and_levels_may_stand_above_or_in_the_headings() {
    let london = "de-london-base: GBP 55,000 to 70,000 a year";
    let berlin = "de-berlin-base: EUR 60,000 to 75,000 a year";
    check(",London,,Berlin,\nRole,Min,Max,Min,Max\nData Engineer,55000,70000,60000,75000\n", &[berlin, london]);
    check("Role,London,Berlin\nData Engineer,55k-70k,60k-75k\n", &[berlin, london]);
    check("Role,London min,London max\nData Engineer,55k,70k\n", &[london]);
    check(
        "Role,London min (USD),London max (USD)\nData Engineer,55k,70k\n",
        &["de-london-base: USD 55,000 to 70,000 a year"],
    );
    let levels = check(
        "Role,Place,Mid,,Senior,\n,,Min,Max,Min,Max\nData Engineer,London,55k,70k,70k,95k\n",
        &["de-mid-london-base: GBP 55,000 to 70,000 a year", "de-senior-london-base: GBP 70,000 to 95,000 a year"],
    );
    assert_eq!(levels.added, ["level Mid"]);
    check(
        "Role,Place,Base,,Bonus,\n,,Min,Max,Min,Max\nData Engineer,London,55k,70k,5k,6k\n",
        &["de-london-base: GBP 55,000 to 70,000 a year", "de-london-bonus: GBP 5,000 to 6,000 a year"],
    );
}

#[test]
fn rows_that_are_no_figures_are_passed_over_and_listed() {
    let import = check(
        "Role,Place,Min,Max\n\nData Engineer,London,55k,70k\nData Engineer,Berlin,n/a,-\ndata-engineer,LONDON,\"55,000\",\"70,000\"\nAll figures are gross\nTotal,,1,2\n",
        &["de-london-base: GBP 55,000 to 70,000 a year"],
    );
    let expected = [
        "row 6 (`All figures are gross`)",
        "row 7 (`Total`)",
        "row 4 (`Data Engineer`), which has no amounts",
        "row 5, which repeats row 3",
    ];
    assert_eq!(import.left_out, expected);
}

#[test]
fn all_that_is_unclear_is_said_at_once() {
    check_refused(
        "Role,Place,Min,Max,As of\nData Engineer,London,55k,#REF!,1.2.2026\nData Engineer,Berlin,-5,70k,Q1 2026\n,Berlin,60k,70k,\n",
        &base_pay(),
        &[
            "D2: `#REF!` is no amount",
            "E3: `Q1 2026` is no day, but all from 2026-01-01 to 2026-03-31",
            "C3: `-5` is below zero",
            "A4: this row names no role",
        ],
    );
    check_refused(
        "Role,Place,Min,Max\nData Engineer,Oslo,5,7\n",
        &Flags::default(),
        &[
            "C2: nothing says whether amounts are base or total pay",
            "C2: nothing says for how long amounts are paid",
            "C2: nothing says which currency is paid in Oslo",
        ],
    );
    check_refused(
        "Role,Place,Min,Max\nData Engineer,London,70,000,95,000\n",
        &base_pay(),
        &["C2: `70` and `000` are one amount that its comma has put into two cells"],
    );
}

#[test]
fn what_is_beside_the_table_is_not_read_as_a_fact_and_not_passed_over() {
    // A note names another currency than the place's.
    check_refused(
        "All figures in USD\nRole,Place,Min,Max\nData Engineer,London,55k,70k\n",
        &base_pay(),
        &["C3: nothing says which currency is paid in London"],
    );
    // A name between the rows may be the place of those below.
    let flags = Flags { place: Some("london".to_owned()), ..base_pay() };
    check_refused(
        "Role,Min,Max\nData Engineer,55k,70k\nBerlin\nData Engineer,60k,75k\n",
        &flags,
        &[
            "A3: `Berlin` stands alone in its row, and may be what the rows below it are about",
            "B4: B2 is about the same role, level, place and measure, with other amounts or notes",
        ],
    );
    check_refused(
        "Role,Place,Net min,Net max\nData Engineer,London,55k,70k\n",
        &base_pay(),
        &["C1: this column holds pay after tax"],
    );
    check_refused(
        "Role,Place,Monthly base min,Max\nData Engineer,London,5000,6000\n",
        &base_pay(),
        &["C1: `Monthly base min` is for one month, and `--period` says year"],
    );
}

#[test]
fn days_that_may_be_two_are_settled_by_the_column_or_a_flag() {
    let text = "Role,Place,Min,Max,Effective\nData Engineer,London,55k,70k,03/04/2026\n";
    let asked = read_with(text.as_bytes(), &base_pay()).map(|(figures, _)| figures);
    assert_eq!(asked, Err(vec!["E2: `03/04/2026` may be 2026-04-03 or 2026-03-04".to_owned()]));
    let day = "de-london-base: GBP 55,000 to 70,000 a year, as of 2026-04-03";
    for flags in [
        Flags { date_order: Some(DateOrder::DayFirst), ..base_pay() },
        Flags { as_of: Some(date(2026, 4, 3)), ..base_pay() },
    ] {
        assert_eq!(read_with(text.as_bytes(), &flags).map(|(figures, _)| figures), Ok(vec![day.to_owned()]));
    }
    let other = Flags { as_of: Some(date(2026, 5, 1)), ..base_pay() };
    assert!(read_with(text.as_bytes(), &other).is_err());
    let told = format!("{text}Data Engineer,Berlin,60k,75k,25/04/2026\n");
    check(&told, &["de-berlin-base: EUR 60,000 to 75,000 a year, as of 2026-04-25", day]);
}

#[test]
fn small_amounts_leave_no_doubt_about_points() {
    let hourly = Flags { period: Some(Period::Hour), ..base_pay() };
    check_refused(
        "Role,Place,Salary\nData Engineer,London,£15.500\n",
        &hourly,
        &["C2: `£15.500` may be thousands, or decimals"],
    );
    check_refused(
        "Role,Place,Salary\nData Engineer,London,£15.50\n",
        &hourly,
        &["C2: `£15.50` has a part of a unit, such as pence or cents"],
    );
}

#[test]
fn new_levels_stand_in_the_order_of_their_pay() {
    let import = check(
        "Role,Level,Place,Min,Max\nData Engineer,Lead,London,80k,99k\nData Engineer,Mid,London,55k,70k\nData Engineer,Head,London,99k,120k\n",
        &[
            "de-head-london-base: GBP 99,000 to 120,000 a year",
            "de-lead-london-base: GBP 80,000 to 99,000 a year",
            "de-mid-london-base: GBP 55,000 to 70,000 a year",
        ],
    );
    let (_, text) = &import.files[0];
    let at = |id: &str| text.find(&format!("[level.{id}]")).expect("the level is written");
    assert!(at("mid") < at("lead") && at("lead") < at("head"), "{text}");
}

#[test]
fn a_column_of_shares_is_passed_over_and_other_languages_are_read() {
    let import = check(
        "Role,Place,Min,Max,Bonus\nData Engineer,London,55k,70k,10%\nData Engineer,Berlin,60k,75k,12.5 %\n",
        &["de-berlin-base: EUR 60,000 to 75,000 a year", "de-london-base: GBP 55,000 to 70,000 a year"],
    );
    assert_eq!(import.left_out, ["column `Bonus`"]);
    let flags = Flags { measure: Some(Measure::Base), ..Flags::default() };
    let monthly =
        "Cargo;Cidade;Mínimo mensal;Máximo mensal;Moeda\nData Engineer;London;R$ 12.000,00;R$ 18.000,00;BRL\n";
    let read = read_with(monthly.as_bytes(), &flags).map(|(figures, _)| figures);
    assert_eq!(read, Ok(vec!["de-london-base: BRL 12,000 to 18,000 a month".to_owned()]));
    let lakhs = "Role,Place,Annual CTC min,Annual CTC max\nData Engineer,London,\"₹12,00,000\",₹18 LPA\n";
    let read = read_with(lakhs.as_bytes(), &flags).map(|(figures, _)| figures);
    assert_eq!(read, Ok(vec!["de-london-base: INR 1,200,000 to 1,800,000 a year".to_owned()]));
}

#[test]
fn names_that_are_left_out_below_each_other_are_one_finding_and_ditto_marks_are_read() {
    check_refused(
        "Role,Level,Place,Min,Max\nData Engineer,Senior,London,70k,95k\n,Mid,London,55k,70k\n,Lead,London,90k,99k\n",
        &base_pay(),
        &["A3: this row and the one below it name no role"],
    );
    check(
        "Role,Level,Place,Min,Max\nData Engineer,Senior,London,70k,95k\n\"\"\"\",Mid,ditto,55k,70k\n",
        &["de-mid-london-base: GBP 55,000 to 70,000 a year", "de-senior-london-base: GBP 70,000 to 95,000 a year"],
    );
}

#[test]
fn beside_a_known_place_amounts_under_another_name_are_those_of_a_place() {
    let flags = Flags { role: Some("de".to_owned()), currency: vec![(None, "GBP")], ..base_pay() };
    let text = "Level,London,Leeds\nSenior,70k-95k,60k-78k\n";
    let (figures, import) = read_with(text.as_bytes(), &flags).expect("it is read");
    let leeds = "de-senior-leeds-base: GBP 60,000 to 78,000 a year";
    assert_eq!(figures, [leeds, "de-senior-london-base: GBP 70,000 to 95,000 a year"]);
    assert_eq!(import.added, ["place Leeds"]);
    let neither = "Level,Leeds,York\nSenior,60k-78k,50k-60k\n";
    let (figures, _) = read_with(neither.as_bytes(), &flags).expect("it is read");
    assert_eq!(figures, [leeds, "de-senior-york-base: GBP 50,000 to 60,000 a year"]);
    // A number above the amounts names nothing.
    let above = "Heads,,120,\nRole,Place,Min,Max\nData Engineer,London,55k,70k\n";
    check(above, &["de-london-base: GBP 55,000 to 70,000 a year"]);
    // What can only be a level is none of the places.
    let levels = "Role,Junior,Principal\nData Engineer,40k-50k,90k-99k\n";
    check_refused(levels, &base_pay(), &["A2: no column says where it is paid"]);
}

#[test]
fn the_shape_of_a_sheet_is_told_once() {
    check_refused(
        "Role,Min,Max,Role,Min,Max\nData Engineer,55k,70k,Data Engineer,60k,75k\n",
        &base_pay(),
        &["D1: another table stands beside the first one, from this column on"],
    );
    check_refused(
        "Role,Data Engineer\nPlace,London\nMin,55k\nMax,70k\n",
        &base_pay(),
        &["A1: the headings of this table stand below each other, and are read from one row"],
    );
    check_refused(
        "Role,Place,Base p25,Base p50,Base p75\nData Engineer,London,55k,60k,70k\n",
        &base_pay(),
        &["C2: only percentiles are given here, and a record has both ends of a range"],
    );
    let import = check(
        "Role,Place,Min,Max\nData Engineer,London,55k,70k\nSubtotal London,,55000,70000\nØ,,1,2\n",
        &["de-london-base: GBP 55,000 to 70,000 a year"],
    );
    assert_eq!(import.left_out, ["row 3 (`Subtotal London`)", "row 4 (`Ø`)"]);
}

#[test]
fn columns_of_periods_and_currencies_are_told_by_their_cells() {
    let flags = Flags { measure: Some(Measure::Base), ..Flags::default() };
    let text = "Role,Place,Min,Max,How,In\nData Engineer,London,55k,70k,per year,USD\nData Engineer,Berlin,300,400,day rate,EUR\n";
    let read = read_with(text.as_bytes(), &flags).map(|(figures, _)| figures);
    let expected = ["de-berlin-base: EUR 300 to 400 a day", "de-london-base: USD 55,000 to 70,000 a year"];
    assert_eq!(read, Ok(expected.map(str::to_owned).to_vec()));
    check_refused(
        "Role,Place,Min,Max,Paid\nData Engineer,London,300,400,weekly\n",
        &flags,
        &["E2: `weekly` is no period that records know"],
    );
}

#[test]
fn earnings_on_target_are_a_measure_of_their_own() {
    check(
        "Role,Place,OTE,Base\nData Engineer,London,£100k,£50k\n",
        &["de-london-base: GBP 50,000 a year", "de-london-ote: GBP 100,000 a year"],
    );
}
