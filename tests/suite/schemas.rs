//! What record types declare, as the guide and as editors see it.
//!
//! `UPDATE_EXPECT=1` writes the page of the guide, to be read before it is kept.

use std::fs;

use super::support::{files_below, package};

#[test]
fn the_guide_lists_the_keys_of_every_record_type() {
    let path = package().join("docs/content/reference/records.md");
    let made = rolebook::site::records::keys_page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &made).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "`{}` is out of date: run the suite with UPDATE_EXPECT=1", path.display());
}

#[test]
fn tables_of_keys_elsewhere_in_the_guide_are_those_of_that_page() {
    let made = rolebook::site::records::keys_page();
    let mut count = 0;
    for file in files_below(&package().join("docs/content/records"), ".md") {
        let text = fs::read_to_string(&file).expect("pages are UTF-8");
        let head = "| Key | Value | What it is for |\n";
        for (at, _) in text.match_indices(head) {
            let table: String = text[at..].split_inclusive('\n').take_while(|line| line.starts_with('|')).collect();
            assert!(made.contains(&table), "{} should say what the types declare:\n{table}", file.display());
            count += 1;
        }
    }
    assert!(count > 0, "no page holds such a table");
}
