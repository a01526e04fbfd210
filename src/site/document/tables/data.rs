//! Which tables are data to look things up in, rather than prose in columns: those that readers may sort.

use super::DataTable;

/// A table with fewer rows is seen at a glance.
const ROWS: usize = 5;
/// A longer text, in characters, is no figure.
const FIGURE: usize = 40;
/// Words up to this length, in characters, are names; longer ones are prose.
const NAME: usize = 30;

/// Whether a table of so many columns stands on a phone row by row, each value below the head of its column: with fewer it
/// fits as it is, with more it is read across.
pub fn stacks(columns: usize) -> bool {
    (3..=6).contains(&columns)
}

impl DataTable {
    /// Whether readers may sort it.
    pub fn holds_data(&self) -> bool {
        let column = |at: usize| -> Vec<String> {
            self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim().to_owned()).collect()
        };
        hold_data(&(0..self.columns.len()).map(column).collect::<Vec<_>>())
    }
}

/// Whether all cells of five rows or more are names, or those of a column besides the first figures.
pub fn hold_data(columns: &[Vec<String>]) -> bool {
    columns.first().is_some_and(|cells| cells.len() >= ROWS)
        && (columns.iter().flatten().all(|cell| cell.chars().count() <= NAME)
            || columns.iter().skip(1).any(|cells| are_figures(cells)))
}

/// Whether cells hold figures and nothing else, some of them nothing at all.
fn are_figures(cells: &[String]) -> bool {
    let is_figure = |cell: &String| cell.chars().any(char::is_numeric) && cell.chars().count() <= FIGURE;
    let is_empty = |cell: &String| !cell.chars().any(char::is_alphanumeric);
    cells.iter().any(is_figure) && cells.iter().all(|cell| is_figure(cell) || is_empty(cell))
}

#[cfg(test)]
mod tests {
    use super::hold_data;

    #[test]
    fn prose_in_columns_is_no_data() {
        let column = |cell: &str| vec![cell.to_owned(); 5];
        let prose = "A private policy beside the public one, for all";
        assert!(!hold_data(&[column("Health"), column(prose)]));
        assert!(hold_data(&[column("Health"), column(prose), column("1 May 2026")]));
        assert!(hold_data(&[column("Health"), column("Private")]));
        assert!(!hold_data(&[vec!["Health".to_owned(); 4], vec!["1".to_owned(); 4]]));
    }
}
