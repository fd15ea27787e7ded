//! The cells of a reading, kept until its subscription is looked up.

use crate::formats::cells::{Cell, Cells};
use crate::formats::problem::Problem;
use crate::formats::sheet::Columns;
use crate::formats::usage_columns::USAGE_COLUMNS;
use std::borrow::Cow;

/// A cell, or why it is refused.
type KeptCell = Result<Option<Box<str>>, Box<Problem>>;

/// The cells of [`USAGE_COLUMNS`].
pub(super) struct KeptCells {
    cells: [KeptCell; 4],
    /// The figures in the last two cells, if they are written with another mark.
    figures: [Option<Box<str>>; 2],
}

impl KeptCells {
    /// The cells of a row.
    pub(super) fn of(row: &impl Cells) -> Self {
        let text = |column| row.raw(column).map(|it| it.map(Box::from)).map_err(Box::new);
        let mut kept = Self { cells: [0, 1, 2, 3].map(text), figures: [None, None] };
        for (at, figure) in [2, 3].map(|column| row.figure(column)).into_iter().enumerate() {
            match figure {
                Ok(Some(Cow::Owned(figure))) => kept.figures[at] = Some(figure.into()),
                Ok(_) => {}
                Err(problem) => kept.cells[at + 2] = Err(Box::new(problem)),
            }
        }
        kept
    }

    /// The cells of these texts, in the order of the columns.
    pub(super) fn of_texts(texts: [Option<Cow<'_, str>>; 4]) -> Self {
        let cells = texts.map(|text| Ok(text.map(|text| Box::from(&*text))));
        Self { cells, figures: [None, None] }
    }
}

impl Cells for KeptCells {
    fn columns(&self) -> &'static Columns {
        &USAGE_COLUMNS
    }

    fn cell(&self, column: usize) -> Result<Option<Cell<'_>>, Problem> {
        match &self.cells[column] {
            Ok(Some(text)) if text.contains('\0') => {
                Err(Problem::not_text(USAGE_COLUMNS.names[column], text.as_bytes()))
            }
            Ok(text) => Ok(text.as_deref().and_then(Cell::of)),
            Err(problem) => Err((**problem).clone()),
        }
    }

    fn figure(&self, column: usize) -> Result<Option<Cow<'_, str>>, Problem> {
        let marked = column.checked_sub(2).and_then(|at| self.figures[at].as_deref());
        let figure = if marked.is_some() { marked } else { self.raw(column)? };
        Ok(figure.map(Cow::Borrowed))
    }
}
