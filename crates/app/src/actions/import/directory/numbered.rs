//! Rows by their numbers: all of them, or only those that were looked up.

use std::collections::HashMap;
use std::ops::{Index, IndexMut};

/// Rows of one kind by their places, which are their numbers less one.
#[derive(Debug)]
pub enum Numbered<T> {
    /// All rows.
    All(Vec<T>),
    /// The rows that were looked up.
    Found(HashMap<usize, T>),
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl<T> Numbered<T> {
    /// A row, if it is here.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&T> {
        match self {
            Self::All(rows) => rows.get(place),
            Self::Found(rows) => rows.get(&place),
        }
    }

    /// How many rows are here.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::All(rows) => rows.len(),
            Self::Found(rows) => rows.len(),
        }
    }

    /// Whether no row is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the row with the next number.
    ///
    /// # Panics
    /// When rows were looked up: then no row is added to them.
    pub fn push(&mut self, row: T) {
        match self {
            Self::All(rows) => rows.push(row),
            Self::Found(_) => panic!("only a whole directory grows"),
        }
    }
}

impl<T> Index<usize> for Numbered<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        self.get(place).expect("a number comes from the directory in which it is looked up")
    }
}

impl<T> IndexMut<usize> for Numbered<T> {
    fn index_mut(&mut self, place: usize) -> &mut T {
        match self {
            Self::All(rows) => &mut rows[place],
            Self::Found(rows) => rows
                .get_mut(&place)
                .expect("a number comes from the directory in which it is looked up"),
        }
    }
}
