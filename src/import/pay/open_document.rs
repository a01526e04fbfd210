//! What cells of an `.ods` file show beside their values: cells that are merged, currencies, percentages. The crate that
//! reads the values does not tell. It must not know what cells mean.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::file::{MAX_COLUMNS, MAX_ROWS};
use super::grid::Merge;
use super::hidden::of;

/// What the cells of one sheet show.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shown {
    pub(super) merges: Vec<Merge>,
    /// The code of each cell that is an amount of money, by row and column.
    pub(super) currencies: BTreeMap<(usize, usize), String>,
    /// Cells that are shares of a hundred.
    pub(super) shares: Vec<(usize, usize)>,
}

/// What the cells of each sheet show, by the sheet's name. `text` is the part of the file that holds the sheets.
pub(super) fn shown(text: &str) -> BTreeMap<String, Shown> {
    let Ok(document) = Document::parse(text) else { return BTreeMap::new() };
    let tables = document.descendants().filter(|node| node.tag_name().name() == "table" && of(*node, "name").is_some());
    tables.map(|table| (of(table, "name").unwrap_or_default(), of_table(table))).collect()
}

fn of_table(table: Node<'_, '_>) -> Shown {
    let number =
        |node: Node<'_, '_>, name: &str| of(node, name).and_then(|text| text.parse::<usize>().ok()).unwrap_or(1);
    let mut shown = Shown::default();
    let mut row = 0;
    for line in table.descendants().filter(|node| node.tag_name().name() == "table-row") {
        if row >= MAX_ROWS {
            break;
        }
        let mut column = 0;
        let is_cell = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "table-cell" | "covered-table-cell");
        for cell in line.children().filter(is_cell) {
            if column >= MAX_COLUMNS {
                break;
            }
            let (rows, columns) = (number(cell, "number-rows-spanned"), number(cell, "number-columns-spanned"));
            if rows > 1 || columns > 1 {
                let (rows, columns) = ((row, row + rows.max(1) - 1), (column, column + columns.max(1) - 1));
                shown.merges.push(Merge { rows, columns });
            }
            match of(cell, "value-type").as_deref() {
                Some("currency") => shown.currencies.extend(of(cell, "currency").map(|code| ((row, column), code))),
                Some("percentage") => shown.shares.push((row, column)),
                _ => {}
            }
            column += number(cell, "number-columns-repeated");
        }
        row += number(line, "number-rows-repeated");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_currencies_and_shares_are_those_of_their_cells() {
        let text = r#"<t:table xmlns:t="y" xmlns:o="z" t:name="S"><t:table-row t:number-rows-repeated="2"/>
            <t:table-row><t:table-cell t:number-columns-repeated="2"/><t:table-cell t:number-rows-spanned="2"/>
            <t:table-cell o:value-type="currency" o:currency="EUR"/><t:table-cell o:value-type="percentage"/></t:table-row></t:table>"#;
        let document = Document::parse(text).expect("it is XML");
        let shown = of_table(document.root_element());
        assert_eq!(shown.merges, [Merge { rows: (2, 3), columns: (2, 2) }]);
        assert_eq!(shown.currencies, [((2, 3), "EUR".to_owned())].into());
        assert_eq!(shown.shares, [(2, 4)]);
    }
}
