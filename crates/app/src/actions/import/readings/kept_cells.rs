//! The cells of a reading, kept until its subscription is looked up.

use crate::formats::cells::{Cell, Cells};
use crate::formats::problem::Problem;
use crate::formats::sheet::Columns;
use crate::formats::usage_columns::USAGE_COLUMNS;
use std::borrow::Cow;

/// A cell, or why it is refused.
type KeptCell = Result<Option<Box<str>>, Box<Problem>>;

/// The cells of [`USAGE_COLUMNS`].
pub(super) struct KeptCells([KeptCell; 4]);

impl KeptCells {
    /// The cells of a row.
    pub(super) fn of(row: &impl Cells) -> Self {
        let text = |column| row.raw(column).map(|it| it.map(Box::from)).map_err(Box::new);
        let figure = |column| {
            let figure = row.figure(column);
            figure.map(|it| it.map(Cow::into_owned).map(String::into_boxed_str)).map_err(Box::new)
        };
        Self([text(0), text(1), figure(2), figure(3)])
    }

    /// The cells of these texts, in the order of the columns.
    pub(super) fn of_texts(texts: [Option<Cow<'_, str>>; 4]) -> Self {
        Self(texts.map(|text| Ok(text.map(|text| Box::from(&*text)))))
    }
}

impl Cells for KeptCells {
    fn columns(&self) -> &'static Columns {
        &USAGE_COLUMNS
    }

    fn cell(&self, column: usize) -> Result<Option<Cell<'_>>, Problem> {
        match &self.0[column] {
            Ok(Some(text)) if text.contains('\0') => {
                Err(Problem::not_text(USAGE_COLUMNS.names[column], text.as_bytes()))
            }
            Ok(text) => Ok(text.as_deref().and_then(Cell::of)),
            Err(problem) => Err((**problem).clone()),
        }
    }
}
