//! Writes the cells of a table, independently of the file format.

use std::fmt::Display;

/// Writes a table cell by cell and row by row.
pub trait RowCells {
    /// A cell with text that people wrote.
    fn text(&mut self, text: &str);

    /// A cell with text from the program, such as a keyword or a cycle.
    fn plain(&mut self, text: &str);

    /// A cell with a number, as it is displayed with a decimal point.
    fn number(&mut self, number: &impl Display);

    /// A cell with a date, such as `2026-10-31`.
    fn date(&mut self, date: &str);

    /// A cell with an instant in UTC, such as `2026-11-05T23:00:00Z`, or an empty one.
    fn instant(&mut self, instant: &str);

    /// An empty cell.
    fn empty(&mut self);

    /// Ends the row. The next cell is the first of the next row.
    fn end_row(&mut self);

    /// A cell with a number, or an empty one.
    fn number_or_empty(&mut self, number: Option<&impl Display>) {
        match number {
            Some(number) => self.number(number),
            None => self.empty(),
        }
    }
}
