//! The cells of one row, wherever it comes from: a line of a table, or the fields of a form.

use super::expected::Expected;
use super::problem::Problem;
use std::borrow::Cow;

/// The columns a kind of file has.
#[derive(Debug)]
pub struct Columns {
    /// Names of the columns, the required ones first.
    pub names: &'static [&'static str],
    /// How many of them are required.
    pub required: usize,
}

impl Columns {
    /// The number of a column by its name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }
}

/// A cell that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The text, with the blanks around it.
    pub text: &'a str,
    /// The text without the blanks around it.
    pub trimmed: &'a str,
}

impl<'a> Cell<'a> {
    /// A cell of this text; blank is none.
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        let trimmed = text.trim();
        (!trimmed.is_empty()).then_some(Self { text, trimmed })
    }
}

/// The cells of one row, by the numbers of their columns.
pub trait Cells {
    /// The columns that the row can have.
    fn columns(&self) -> &'static Columns;

    /// A cell; `None` if it is blank, or where the row has no such column.
    ///
    /// # Errors
    /// A problem of the cell: it is not UTF-8, or has a NUL in it.
    fn cell(&self, column: usize) -> Result<Option<Cell<'_>>, Problem>;

    /// A cell with a figure in it, with `.` as its decimal mark.
    ///
    /// # Errors
    /// As [`Cells::cell`], or that its marks are not those of its source.
    fn figure(&self, column: usize) -> Result<Option<Cow<'_, str>>, Problem> {
        Ok(self.raw(column)?.map(Cow::Borrowed))
    }

    /// The number of a column by its name, where this kind of row can have it.
    fn column(&self, name: &str) -> Option<usize> {
        self.columns().column(name)
    }

    /// A cell without blanks around it; blank is none.
    ///
    /// # Errors
    /// As [`Cells::cell`].
    fn raw(&self, column: usize) -> Result<Option<&str>, Problem> {
        Ok(self.cell(column)?.map(|cell| cell.trimmed))
    }

    /// A cell of people's text, with the blanks around it; blank is none.
    ///
    /// # Errors
    /// As [`Cells::cell`].
    fn text(&self, column: usize) -> Result<Option<&str>, Problem> {
        Ok(self.cell(column)?.map(|cell| cell.text))
    }

    /// A cell that must not be blank, without blanks around it: a code or a word.
    ///
    /// # Errors
    /// As [`Cells::cell`], or that it is blank.
    fn needed(&self, column: usize) -> Result<&str, Problem> {
        self.raw(column)?.ok_or_else(|| Problem::blank(self.columns().names[column]))
    }

    /// A cell of people's text that must not be blank.
    ///
    /// # Errors
    /// As [`Cells::cell`], or that it is blank.
    fn needed_text(&self, column: usize) -> Result<&str, Problem> {
        self.text(column)?.ok_or_else(|| Problem::blank(self.columns().names[column]))
    }

    /// Reads a cell with `parse`, whose error says what was expected.
    ///
    /// # Errors
    /// As [`Cells::cell`], or what `parse` says.
    fn parsed<T, E: Into<Expected>>(
        &self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Problem> {
        let wrong = |text: &str, error| Problem::cell(self.columns().names[column], text, error);
        self.raw(column)?.map(|text| parse(text).map_err(|error| wrong(text, error))).transpose()
    }

    /// Reads a cell with a figure in it.
    ///
    /// # Errors
    /// As [`Cells::figure`], or what `parse` says.
    fn parsed_figure<T, E: Into<Expected>>(
        &self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Problem> {
        let Some(figure) = self.figure(column)? else { return Ok(None) };
        parse(&figure).map(Some).map_err(|error| {
            // What was found is what the row says, with its own mark.
            let found = self.raw(column).ok().flatten().unwrap_or(&figure);
            Problem::cell(self.columns().names[column], found, error)
        })
    }
}
