//! Rows and columns that a workbook hides: nobody who looks at it sees their figures. The crate that reads the cells does
//! not tell, so that the parts of the archive are looked at here. It must not know what cells mean.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};

/// A part of a workbook may not be larger.
const MAX_PART: u64 = 256 * 1024 * 1024;

/// What one sheet hides, both counted from 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<usize>,
    pub(super) columns: BTreeSet<usize>,
}

/// What each sheet of an `.xlsx` file hides, by the sheet's name. What cannot be told is not hidden.
pub(super) fn of_xlsx(bytes: &[u8]) -> BTreeMap<String, Hidden> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.take(MAX_PART).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let (Some(book), Some(relations)) = (part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels")) else {
        return BTreeMap::new();
    };
    let targets = elements(&relations, "Relationship", |node| Some((of(node, "Id")?, of(node, "Target")?)));
    let sheets = elements(&book, "sheet", |node| Some((of(node, "name")?, of(node, "id")?)));
    let hidden = sheets.into_iter().filter_map(|(name, id)| {
        let (_, target) = targets.iter().find(|(known, _)| *known == id)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        // Most sheets hide nothing, and need not be taken apart.
        let text = part(&path).filter(|text| text.contains("hidden="))?;
        Some((name, of_sheet(&text)))
    });
    hidden.collect()
}

fn of_sheet(text: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let is_hidden = |node: Node<'_, '_>| matches!(node.attribute("hidden"), Some("1" | "true"));
    let number = |node: Node<'_, '_>, name: &str| node.attribute(name)?.parse::<usize>().ok()?.checked_sub(1);
    for row in elements(text, "row", |node| is_hidden(node).then(|| number(node, "r"))) {
        hidden.rows.extend(row);
    }
    let columns = elements(text, "col", |node| is_hidden(node).then(|| number(node, "min").zip(number(node, "max"))));
    for (first, last) in columns.into_iter().flatten() {
        hidden.columns.extend(first..=last.min(super::file::MAX_COLUMNS));
    }
    hidden
}

/// The part of an `.ods` file that holds its sheets.
pub(super) fn content_of_ods(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    archive.by_name("content.xml").ok()?.take(MAX_PART).read_to_string(&mut text).ok()?;
    Some(text)
}

/// What each sheet of an `.ods` file hides, by the sheet's name. `text` is the part that holds the sheets.
pub(super) fn of_ods(text: &str) -> BTreeMap<String, Hidden> {
    if !(text.contains("\"collapse\"") || text.contains("\"filter\"")) {
        return BTreeMap::new();
    }
    let Ok(document) = Document::parse(text) else { return BTreeMap::new() };
    let tables = document.descendants().filter(|node| node.tag_name().name() == "table" && of(*node, "name").is_some());
    tables.map(|table| (of(table, "name").unwrap_or_default(), of_table(table))).collect()
}

fn of_table(table: Node<'_, '_>) -> Hidden {
    let mut hidden = Hidden::default();
    for (tag, repeated, found, most) in [
        ("table-row", "number-rows-repeated", &mut hidden.rows, super::file::MAX_ROWS),
        ("table-column", "number-columns-repeated", &mut hidden.columns, super::file::MAX_COLUMNS),
    ] {
        let mut at = 0_usize;
        for node in table.descendants().filter(|node| node.tag_name().name() == tag) {
            let count = of(node, repeated).and_then(|count| count.parse().ok()).unwrap_or(1_usize);
            let end = at.saturating_add(count).min(most);
            if matches!(of(node, "visibility").as_deref(), Some("collapse" | "filter")) {
                found.extend(at..end);
            }
            at = end;
        }
    }
    hidden
}

/// What `take` makes of the elements of this name.
fn elements<T>(text: &str, name: &str, take: impl Fn(Node<'_, '_>) -> Option<T>) -> Vec<T> {
    let Ok(document) = Document::parse(text) else { return Vec::new() };
    document.descendants().filter(|node| node.tag_name().name() == name).filter_map(take).collect()
}

/// An attribute by its name, whatever its namespace.
pub(super) fn of(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_hidden_by_their_own_elements() {
        let sheet = of_sheet(
            r#"<worksheet xmlns="x"><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols><sheetData>
            <row r="1"/><row r="4" hidden="true"/><row r="5" hidden="0"/></sheetData></worksheet>"#,
        );
        assert_eq!(sheet, Hidden { rows: [3].into(), columns: [1, 2].into() });
        let text = r#"<t:table xmlns:t="y" t:name="S"><t:table-column t:number-columns-repeated="2"/>
            <t:table-column t:visibility="collapse"/><t:table-row t:number-rows-repeated="3"/>
            <t:table-row t:visibility="filter" t:number-rows-repeated="2"/><t:table-row/></t:table>"#;
        let document = Document::parse(text).expect("it is XML");
        assert_eq!(of_table(document.root_element()), Hidden { rows: [3, 4].into(), columns: [2].into() });
    }
}
