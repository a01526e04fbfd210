//! CSV files as tables, and who may see them and their columns.

use super::*;

const STAGES: &str = "Stage,Minutes,Panel notes\nScreen,45,Score first\nDeep-dive,90,One asks\n";
const COMPANION: &str = "audience = \"public\"\n[columns.\"Panel notes\"]\naudience = \"internal\"\n";

/// The table a reader gets, as `headings | cells | cells`, and what is said about asking.
fn ask(texts: &[(&str, &str)], file: &str, reader: &str) -> (Option<String>, Vec<String>) {
    let (data, _) = load_texts(texts);
    let (table, found) = asked(&data, reader, |reader| reader.table(file, None));
    let text = table.map(|table| {
        let head: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        std::iter::once(&head).chain(&table.rows).map(|row| row.join(",")).collect::<Vec<_>>().join(" | ")
    });
    (text, found)
}

#[test]
fn a_column_above_the_reader_is_left_out_silently() {
    let texts = [("stages.csv", STAGES), ("stages.csv.toml", COMPANION)];
    check(&texts, &[]);
    for reader in ["public", "managers"] {
        let (table, found) = ask(&texts, "data/stages.csv", reader);
        assert_eq!(table.as_deref(), Some("Stage,Minutes | Screen,45 | Deep-dive,90"));
        assert_eq!(found, [""; 0]);
    }
    let (table, _) = ask(&texts, "data/stages.csv", "internal");
    assert!(table.expect("shown").contains("Score first"));
}

#[test]
fn a_table_without_a_companion_is_for_the_default_audience() {
    let (table, found) = ask(&[("stages.csv", STAGES)], "data/stages.csv", "public");
    assert_eq!(table, None);
    assert_eq!(
        found,
        ["content/a.md:1:1 audience-leak: `data/stages.csv` is for `internal`, and readers of this are `public` \
          (put the block inside `:::internal`, or set `audience` in `data/stages.csv.toml`) <- stages.csv:1:1"]
    );
    assert!(ask(&[("stages.csv", STAGES)], "data/stages.csv", "internal").0.is_some());
}

#[test]
fn a_companion_with_any_mistake_closes_the_table() {
    for (companion, expected) in [
        (
            "audience = \"public\"\n[columns.\"Panel note\"]\naudience = \"internal\"\n",
            "2:10 broken-reference: there is no column `Panel note` (did you mean `Panel notes`?)",
        ),
        (
            "audience = \"public\"\ncolumn = 1\n",
            "2:1 unknown-key: there is no key `column` here (did you mean `columns`?)",
        ),
        (
            "audience = \"public\"\ncolumns = 1\n",
            "2:11 bad-record: `columns` must be a table, found a whole number (write `[columns.NAME]` and its `audience` below)",
        ),
        (
            "audience = \"public\"\n[columns]\nStage = \"internal\"\n",
            "3:9 bad-record: `Stage` says nothing about its column (write `[columns.\"Stage\"]` and its `audience` below)",
        ),
        ("audience = \"pubic\"\n", "1:12 unknown-audience: there is no audience `pubic` (did you mean `public`?)"),
        ("audience = public\n", "1:12 bad-record: `public` is text without quotes (write `audience = \"public\"`)"),
    ] {
        let texts = [("stages.csv", STAGES), ("stages.csv.toml", companion)];
        check(&texts, &[&format!("stages.csv.toml:{expected}")]);
        assert_eq!(ask(&texts, "data/stages.csv", "public").0, None, "{companion}");
    }
}

#[test]
fn a_column_with_a_mistake_is_for_the_highest_audience() {
    for (column, expected) in [
        ("audience = \"intern\"", "3:12 unknown-audience: there is no audience `intern` (did you mean `internal`?)"),
        ("", "2:1 bad-record: this column has no `audience` (add `audience`, or remove the column from here)"),
        (
            "audince = \"internal\"",
            "2:1 bad-record: this column has no `audience` (add `audience`, or remove the column from here)",
        ),
    ] {
        let companion = format!("audience = \"public\"\n[columns.\"Panel notes\"]\n{column}\n");
        let texts = [("stages.csv", STAGES), ("stages.csv.toml", companion.as_str())];
        let (_, found) = load_texts(&texts);
        assert_eq!(found[0], format!("stages.csv.toml:{expected}"));
        assert!(!ask(&texts, "data/stages.csv", "managers").0.expect("shown").contains("Panel"), "{column}");
    }
}

#[test]
fn a_column_cannot_be_for_more_people_than_its_file() {
    let companion = "audience = \"managers\"\n[columns.Stage]\naudience = \"public\"\n";
    let texts = [("stages.csv", STAGES), ("stages.csv.toml", companion)];
    check(
        &texts,
        &[
            "stages.csv.toml:3:12 audience-widened: a column for `public` in a file for `managers` (a column is never for \
           more people than its file: lower the file's `audience`, and name the other columns)",
        ],
    );
    assert_eq!(ask(&texts, "data/stages.csv", "public").0, None);
}

#[test]
fn a_companion_needs_its_table() {
    check(
        &[("stage.csv.toml", "audience = \"public\"\n")],
        &["stage.csv.toml broken-reference: there is no `stage.csv` beside this file \
           (name it after the CSV file it is about, or remove it)"],
    );
}

#[test]
fn a_table_that_does_not_exist_gets_the_nearest() {
    let texts = [("stages.csv", STAGES), ("stages.csv.toml", COMPANION)];
    for (file, expected) in [
        ("data/stage.csv", "did you mean `data/stages.csv`?"),
        ("other", "`file` is the path of a CSV file from `content/`, such as `data/stages.csv`"),
        ("data/bands.csv", "a file of this name holds records; show them with `::pay-table`"),
    ] {
        let (table, found) = ask(&texts, file, "public");
        assert_eq!(table, None);
        assert_eq!(found, [format!("content/a.md:1:1 broken-reference: there is no table `{file}` ({expected})")]);
    }
}

#[test]
fn columns_of_numbers_are_known() {
    let sheet = "Name,Count,Share,Money,Mixed,Empty\na,1,40%,\"£1,200\",1,\nb,-2.5,,$3,x,\n";
    let (data, found) = load_texts(&[("some-numbers.csv", sheet)]);
    assert_eq!(found, [""; 0]);
    let ask = |caption| asked(&data, "internal", |reader| reader.table("data/some-numbers.csv", caption)).0;
    let table = ask(None).expect("shown");
    let numeric: Vec<bool> = table.columns.iter().map(|column| column.numeric).collect();
    assert_eq!(numeric, [false, true, true, true, false, false]);
    assert_eq!(table.caption, "Some numbers");
    assert_eq!(ask(Some("N")).expect("shown").caption, "N");
}

#[test]
fn a_table_with_a_mistake_is_not_missing_as_well() {
    let texts = [("stages.csv", "Stage,\nScreen,45\n")];
    assert_eq!(load_texts(&texts).1.len(), 1);
    assert_eq!(ask(&texts, "data/stages.csv", "internal"), (None, Vec::new()));
}
