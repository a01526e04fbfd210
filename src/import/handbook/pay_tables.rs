//! Tables of Markdown that look like pay, as CSV for the reader of spreadsheets.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The tables of a text that hold amounts of money in two cells at least.
pub(super) fn of(text: &str) -> Vec<String> {
    let (mut tables, mut rows, mut row): (Vec<String>, Vec<Vec<String>>, Vec<String>) =
        (Vec::new(), Vec::new(), Vec::new());
    let mut cell: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => rows.clear(),
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => row.extend(cell.take()),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => {
                let amounts = rows.iter().flatten().filter(|cell| is_amount(cell)).count();
                if amounts >= 2 {
                    tables.push(csv(&rows));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&text);
                }
            }
            _ => {}
        }
    }
    tables
}

/// Whether a cell holds money: a sign or a code of a currency, and digits.
fn is_amount(cell: &str) -> bool {
    let has_digits = cell.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let signs = ["\u{A3}", "\u{20AC}", "$", "\u{A5}", "GBP", "EUR", "USD", "CHF", "z\u{142}", "kr"];
    has_digits && signs.iter().any(|sign| cell.contains(sign))
}

fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect()
}
