//! What was wrong with files and rows: the first few to be told, all of them counted, and where
//! it is asked for all of them in a file.

use crate::failure::{Failure, Result};
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::formats::sheet::Problem;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Problems that are told one by one; the rest are counted.
const TOLD: usize = 200;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The file.
    pub file: PathBuf,
    /// The row, the header being row 1; none for the file as a whole.
    pub row: Option<u64>,
    /// The column; none for the row or file as a whole.
    pub column: Option<&'static str>,
    /// What was found; of a file as a whole, what is wrong with it.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, row: Some(row), column, found, expected } = self else {
            return write!(f, "{} {}", self.file.display(), self.found);
        };
        write!(f, "{} row {row}: ", file.display())?;
        let (found, expected) = (found.clone(), expected.clone());
        write!(f, "{}", Problem { column: *column, found, expected })
    }
}

/// Problems of files and rows.
#[derive(Debug, Default)]
pub struct Problems {
    told: Vec<Told>,
    count: u64,
    all: Option<(PathBuf, BufWriter<File>)>,
    failed: Option<Failure>,
}

impl Problems {
    /// Keeps all of them in a file, too.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn keep_in(&mut self, path: &Path) -> Result<()> {
        let failed = |error| Failure::io(path, &error);
        let mut file = BufWriter::new(File::create(path).map_err(failed)?);
        file.write_all(b"file,row,column,found,expected\r\n").map_err(failed)?;
        self.all = Some((path.to_owned(), file));
        Ok(())
    }

    /// Ends that file.
    ///
    /// # Errors
    /// When it could not be written.
    pub(super) fn finish(&mut self) -> Result<()> {
        if let Some((path, mut file)) = self.all.take() {
            file.flush().map_err(|error| Failure::io(&path, &error))?;
        }
        self.failed.take().map_or(Ok(()), Err)
    }

    /// Notes a problem of a row.
    pub fn row(&mut self, file: &Path, row: u64, problem: &Problem) {
        let Problem { column, found, expected } = problem;
        let told = || Told {
            file: file.to_owned(),
            row: Some(row),
            column: *column,
            found: found.clone(),
            expected: expected.clone(),
        };
        self.tell(told);
    }

    /// Notes a problem of a file as a whole.
    pub fn file(&mut self, file: &Path, problem: &str) {
        let (found, expected) = (problem.to_owned(), String::new());
        self.tell(|| Told { file: file.to_owned(), row: None, column: None, found, expected });
    }

    fn tell(&mut self, told: impl FnOnce() -> Told) {
        self.count += 1;
        if self.all.is_none() && self.told.len() >= TOLD {
            return;
        }
        let told = told();
        if let Some((path, file)) = &mut self.all
            && let Err(error) = file.write_all(&record(&told))
        {
            self.failed = Some(Failure::io(path, &error));
            self.all = None;
        }
        if self.told.len() < TOLD {
            self.told.push(told);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The first of them.
    #[must_use]
    pub fn told(&self) -> &[Told] {
        &self.told
    }
}

fn record(told: &Told) -> Vec<u8> {
    let mut text = Vec::new();
    let mut record = RecordWriter::new(&mut text, Dialect::STANDARD);
    let name = told.file.file_name().unwrap_or_default().to_string_lossy();
    record.text(&name);
    match told.row {
        Some(row) => record.number(&row),
        None => record.empty(),
    }
    record.plain(told.column.unwrap_or_default());
    record.text(&told.found);
    record.text(&told.expected);
    record.end();
    text
}
