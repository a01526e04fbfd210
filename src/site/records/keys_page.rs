//! The guide's page with the keys of every record type, made from what the types declare.

use std::fmt::Write as _;

use super::kinds::{Form, RecordKind};
use crate::fields::keys::{Holds, Key, reference_table, spelt_out};

const HEAD: &str = "\
+++
title = \"Keys of records\"
summary = \"Every record type, its keys, and what may be written for each.\"
+++

This page is made from the program itself, so it is complete. The pages on [data](../records/_index.md) say what the records are for.

Every record also takes `audience`, `owner` and `reviewed_on`, as [Data](../records/_index.md#keys-that-every-record-takes) says. Records in double brackets need an `id`.
";

/// The whole page.
pub fn keys_page() -> String {
    let mut page = HEAD.to_owned();
    for kind in RecordKind::ALL.iter().copied() {
        let name = kind.name();
        let (written, inside) = match kind.form() {
            Form::Named => (format!("[{name}.ID]"), format!("{name}.ID")),
            Form::Listed | Form::Nameless => (format!("[[{name}]]"), name.to_owned()),
        };
        section(&mut page, 2, &written, name, kind.about());
        if kind.may_be_csv() {
            let stem = kind.plural();
            let _ =
                writeln!(page, "Also one in each line of a CSV file, such as `{stem}.csv`, with an `id` in each.\n");
        }
        page.push_str(&reference_table(kind.keys()));
        parts(&mut page, kind.keys(), &inside, name);
    }
    page
}

fn section(page: &mut String, level: usize, written: &str, id: &str, about: &str) {
    let _ = write!(page, "\n{} `{written}` {{#{id}}}\n\n", "#".repeat(level));
    if !about.is_empty() {
        let _ = write!(page, "{}\n\n", about.trim());
    }
}

/// The tables that lie in a record, each with its keys.
fn parts(page: &mut String, keys: &'static [Key], inside: &str, id: &str) {
    for key in spelt_out(keys) {
        let path = format!("{inside}.{}", key.name);
        let id = format!("{id}-{}", key.name);
        match key.shape.value {
            Holds::Table(keys) => {
                let written = if key.shape.list { format!("[[{path}]]") } else { format!("[{path}]") };
                section(page, 3, &written, &id, "");
                page.push_str(&reference_table(keys));
                parts(page, keys, &path, &id);
            }
            Holds::Map(names, shape) => {
                if let Holds::Table(keys) = shape.value {
                    let path = format!("{path}.{}", names.to_uppercase().replace(' ', "_"));
                    section(page, 3, &format!("[{path}]"), &id, "");
                    page.push_str(&reference_table(keys));
                    parts(page, keys, &path, &id);
                }
            }
            _ => {}
        }
    }
}
