//! Which role, place and level a row is about. It must not know amounts.

use super::grid::Cell;
use super::names::Kind;
use super::row::{Amount, Unclear};
use super::sheet::{Need, Reader};
use super::words::{self, Column};

impl Reader<'_> {
    pub(super) fn role(&mut self, row: usize) -> Result<String, Unclear> {
        if let Some(cell) = self.cell(row, Column::Role).cloned() {
            return self.named(Kind::Role, &cell);
        }
        if let Some(known) = self.table.column(Column::Role) {
            return Err(self.unnamed(row, known.at, Kind::Role, "write its title"));
        }
        self.flags.role.clone().ok_or_else(|| self.need(Need::Role, row, "no column says which role a row is about"))
    }

    /// An empty cell where a name should be. Rows below each other with such cells make one finding.
    fn unnamed(&self, row: usize, at: usize, kind: Kind, hint: &str) -> Unclear {
        let grid = self.table.grid;
        let is_empty = |row: usize| grid.shown(row, at).is_empty();
        let (above, below) = self.table.body.split_at(self.table.body.partition_point(|other| *other < row));
        if above.last().is_some_and(|row| is_empty(*row)) {
            return Unclear::AsAbove;
        }
        let more = below.iter().skip(1).take_while(|row| is_empty(**row)).count();
        let message = match more {
            0 => format!("this row names no {}", kind.word()),
            1 => format!("this row and the one below it name no {}", kind.word()),
            _ => format!("this row and the {more} below it name no {}", kind.word()),
        };
        let again = above.last().map(|row| grid.shown(*row, at)).filter(|cell| !cell.is_empty());
        let again = again.map(|cell| format!("; if it is the one above, write `{}` again in each row", cell.text));
        Unclear::at(&grid.rows[row][at], message, format!("{hint}{}", again.unwrap_or_default()))
    }

    pub(super) fn place_and_level(
        &mut self,
        row: usize,
        columns: &Amount<'_>,
    ) -> Result<(String, Option<String>), Unclear> {
        let group = match columns.iter().find_map(|known| known.group.clone()) {
            Some(cell) => Some((self.group_kind(&cell)?, cell)),
            None => None,
        };
        let level = match (&group, self.cell(row, Column::Level).cloned()) {
            (Some((Kind::Level, cell)), _) => Some(self.named(Kind::Level, &cell.clone())?),
            (_, Some(cell)) => Some(self.named(Kind::Level, &cell)?),
            _ => None,
        };
        let place = match (&group, self.cell(row, Column::Place).cloned()) {
            (Some((Kind::Place, cell)), _) => self.named(Kind::Place, &cell.clone())?,
            (_, Some(cell)) => self.named(Kind::Place, &cell)?,
            _ => match (&self.flags.place, self.table.column(Column::Place)) {
                (Some(place), _) => place.clone(),
                (None, Some(known)) => {
                    let hint = "write its title, or give `--place ID` for rows without one";
                    return Err(self.unnamed(row, known.at, Kind::Place, hint));
                }
                (None, None) => return Err(self.need(Need::Place, row, "no column says where it is paid")),
            },
        };
        Ok((place, level))
    }

    /// Whether the name above some columns is that of a place or of a level.
    fn group_kind(&self, cell: &Cell) -> Result<Kind, Unclear> {
        let is = |found: Result<Option<String>, _>| !matches!(found, Ok(None));
        let (has_place, has_level) = (
            self.table.column(Column::Place).is_some() || self.flags.place.is_some(),
            self.table.column(Column::Level).is_some(),
        );
        match (is(self.places.find(&cell.text)), is(self.levels.find(&cell.text))) {
            (true, false) if !has_place => Ok(Kind::Place),
            (false, true) if !has_level => Ok(Kind::Level),
            (false, false) if !has_level && words::is_level(&cell.text) => Ok(Kind::Level),
            (false, false) if !has_place => Ok(Kind::Place),
            (false, false) if !has_level => Ok(Kind::Level),
            _ => {
                let message = format!("`{}` above these columns may be a place or a level", cell.text);
                Err(Unclear::at(cell, message, "give the amounts of each place and level a row of their own"))
            }
        }
    }
}
