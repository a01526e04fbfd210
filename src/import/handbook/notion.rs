//! What an export of Notion has besides Markdown: properties below the title, and databases as tables.

use super::callouts::Notes;
use super::front::Front;
use super::plan::{PagePlan, Plan};
use super::source::Files;
use super::{Request, names};
use crate::fields::{Value, csv};

/// Takes the properties below the title into the front matter, or makes a list of them.
pub(super) fn properties(text: &str, front: &mut Front, request: &Request<'_>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_title = |line: &&str| line.starts_with("# ");
    let Some(title) = lines.iter().position(|line| !line.trim().is_empty()).filter(|at| is_title(&lines[*at])) else {
        return text.to_owned();
    };
    let Some(first) = (title + 1..lines.len()).find(|line| !lines[*line].trim().is_empty()) else {
        return text.to_owned();
    };
    let end = (first..lines.len()).find(|line| lines[*line].trim().is_empty()).unwrap_or(lines.len());
    let pair = |line: &str| -> Option<(String, String)> {
        let (key, value) = line.split_once(": ")?;
        let is_key = key.len() <= 40 && key.starts_with(char::is_alphabetic) && !key.contains(['.', '*', '[', '`']);
        is_key.then(|| (key.trim().to_owned(), value.trim().to_owned()))
    };
    let pairs: Option<Vec<(String, String)>> = lines[first..end].iter().map(|line| pair(line)).collect();
    let Some(pairs) = pairs.filter(|pairs| pairs.len() > 1 || end == lines.len()) else { return text.to_owned() };
    let mut list = Vec::new();
    for (key, value) in pairs {
        let said = Value::String(value.clone());
        match key.to_lowercase().as_str() {
            "owner" | "author" | "created by" if front.owner.is_none() => front.owner = Some(value),
            "tags" | "tag" => front.tags.extend(value.split(',').map(|tag| tag.trim().to_owned())),
            "description" | "summary" if front.summary.is_none() => front.summary = Some(value),
            "last edited" | "last edited time" | "last edited by" | "created" | "created time" => {}
            _ if super::hides::hides(&key, &said, request) => front.hide(format!("its property `{key}` kept it back")),
            "status" => {}
            _ => list.push(format!("- **{key}:** {value}")),
        }
    }
    let mut out: Vec<String> = lines[..first].iter().map(|line| (*line).to_owned()).collect();
    out.extend(list);
    out.extend(lines[end..].iter().map(|line| (*line).to_owned()));
    out.join("\n") + "\n"
}

/// A database as a page with a table, whose first column leads to the pages of its rows.
pub(super) fn database(bytes: &[u8], page: &PagePlan, plan: &Plan, files: &Files<'_>, notes: &mut Notes<'_>) -> String {
    let text = String::from_utf8_lossy(bytes);
    let rows = csv::split(text.trim_start_matches('\u{FEFF}'), 0, ',').rows;
    let is_empty = |row: &Vec<csv::Cell>| row.iter().all(|cell| cell.text.is_empty());
    let rows: Vec<_> = rows.into_iter().filter(|row| !is_empty(row)).collect();
    let mut out = String::new();
    let folder = page.source.trim_end_matches(".csv").trim_end_matches("_all");
    let in_folder = |title: &str| {
        files.keys().find_map(|path| {
            let below = path.strip_prefix(folder)?.strip_prefix('/')?;
            let (name, _) = names::without_code(below).filter(|_| !below.contains('/'))?;
            (name == format!("{title}.md")).then(|| plan.by_source.get(path).copied()).flatten()
        })
    };
    let mut width = 0;
    for (at, row) in rows.iter().enumerate() {
        let mut cells: Vec<String> = row
            .iter()
            .map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|"))
            .collect();
        if at == 0 {
            width = cells.len();
        } else if let Some(index) = cells.first().and_then(|title| in_folder(title)) {
            let target = names::from_folder(names::folder(&page.target), &plan.pages[index].target);
            cells[0] = format!("[{}]({})", cells[0], super::links::written(&target, None));
        }
        cells.resize(width.max(1), String::new());
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if at == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(width.max(1))));
        }
    }
    if rows.len() < 2 {
        notes.note("this database has no rows");
    }
    out
}
