//! Which tables of a body are data to look things up in, rather than prose in columns: those that readers may sort.

use crate::site::document::tables::hold_data;
use crate::site::document::{Attribute, Element, Node, text_of_prose};

/// Gives every table of data its class.
pub(super) fn mark(nodes: &mut [Node]) {
    for node in nodes {
        if let Node::Element(table) = node
            && table.name == "table"
        {
            if is_data(table) {
                table.attributes =
                    [Attribute::new("class", "data")].into_iter().chain(table.attributes.clone()).collect();
            }
        } else if let Some(children) = node.children_mut() {
            mark(children);
        }
    }
}

/// Whether every row has a cell for each column, and the columns hold data.
fn is_data(table: &Element) -> bool {
    let parts = |name| elements(&table.children).filter(move |part| part.name == name);
    let rows_of = |name| parts(name).flat_map(|part| elements(&part.children)).filter(|row| row.name == "tr");
    let cells = |row: &'_ Element| elements(&row.children).count();
    let spans = |cell: &Element| cell.attribute("colspan").or(cell.attribute("rowspan")).is_some();
    let heads: Vec<&Element> = rows_of("thead").collect();
    let rows: Vec<&Element> = rows_of("tbody").collect();
    let [head] = heads.as_slice() else { return false };
    let is_whole = |row: &&Element| cells(row) == cells(head) && !elements(&row.children).any(spans);
    if parts("tbody").count() != 1 || !rows.iter().all(is_whole) || table.attribute("class").is_some() {
        return false;
    }
    let column = |at: usize| -> Vec<String> {
        let cells = rows.iter().filter_map(|row| elements(&row.children).nth(at));
        cells.map(|cell| text_of_prose(&cell.children).trim().to_owned()).collect()
    };
    let columns: Vec<Vec<String>> = (0..cells(head)).map(column).collect();
    hold_data(&columns)
}

fn elements(nodes: &[Node]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        _ => None,
    })
}
