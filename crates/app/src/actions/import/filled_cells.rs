//! The cells of a row that a person filled in on a page, by the columns of the files.

use crate::formats::cells::{Cell, Cells};
use crate::formats::problem::{Cause, Problem};
use crate::formats::sheet::Columns;

/// The filled-in cells of a row, as those of a file with these columns.
pub(super) struct FilledCells<'a> {
    pub(super) columns: &'static Columns,
    pub(super) cells: &'a [(&'static str, String)],
}

impl Cells for FilledCells<'_> {
    fn columns(&self) -> &'static Columns {
        self.columns
    }

    fn cell(&self, column: usize) -> Result<Option<Cell<'_>>, Problem> {
        let name = self.columns().names[column];
        let found = self.cells.iter().find(|(filled, _)| *filled == name);
        match found {
            Some((_, text)) if text.contains('\0') => Err(Problem::not_text(name, text.as_bytes())),
            found => Ok(found.and_then(|(_, text)| Cell::of(text))),
        }
    }
}

/// A cell that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellError {
    /// Its column.
    pub column: &'static str,
    /// Why.
    pub cause: Cause,
}

#[cfg(test)]
mod tests {
    use super::*;

    const VENDOR: Columns = Columns { names: &["code", "name"], required: 2 };

    fn vendor(code: &str, name: &str) -> [(&'static str, String); 2] {
        [("code", code.to_owned()), ("name", name.to_owned())]
    }

    fn row<'a>(cells: &'a [(&'static str, String)]) -> FilledCells<'a> {
        FilledCells { columns: &VENDOR, cells }
    }

    #[test]
    fn a_form_has_its_cells_by_the_columns_of_the_files() {
        let mut cells = vendor(" V1 ", "'=Acme, \"x\";\n");
        cells.reverse();
        let row = row(&cells);
        assert_eq!(row.needed(0), Ok("V1"));
        assert_eq!(row.needed_text(1), Ok("'=Acme, \"x\";\n"), "nothing of it is read as CSV");
    }

    #[test]
    fn a_cell_that_is_blank_or_no_text_says_so() {
        let cells = vendor(" ", "a\0b");
        let row = row(&cells);
        let (code, name) = (row.needed(0).unwrap_err(), row.needed_text(1).unwrap_err());
        assert_eq!((code.column, code.expected.cause()), (Some("code"), Cause::Blank));
        assert_eq!((name.column, name.expected.cause()), (Some("name"), Cause::Malformed));
    }
}
