//! The problems of files and rows: one entry per cause, with the rows that have it. Problems that
//! only follow from another one are counted. On request, every row that is wrong in itself is
//! written to a file.

use super::refused_rows::{RefusedRow, RefusedRows};
use crate::failure::{Failure, Result};
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::formats::expected::Expected;
use crate::formats::file_fault::FileFault;
use crate::formats::problem::Problem;
use crate::formats::sheet::SheetRow;
use crate::private_files;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Causes that are kept; the rest are counted.
const KEPT: usize = 200;
/// Further rows of one cause that are named; the rest are counted.
const NAMED: usize = 10;

/// A cause of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedCause {
    /// The path of the file.
    pub file: PathBuf,
    /// The first row, as a spreadsheet numbers it; none for the file as a whole.
    pub row: Option<u64>,
    /// The column; none for the row or file as a whole.
    pub column: Option<&'static str>,
    /// The text that was found; for a file as a whole, what is wrong with it.
    pub found: String,
    /// What was expected.
    pub expected: Expected,
    /// Further rows with the same cause, each with its file.
    pub also: Vec<(PathBuf, u64)>,
    /// The number of rows beyond those in `also`.
    pub more: u64,
}

impl ReportedCause {
    /// How many rows have this cause.
    fn rows(&self) -> u64 {
        1 + self.also.len() as u64 + self.more
    }

    /// The further rows as a person reads them: `3, 4, users.csv 7`; empty if there are none.
    #[must_use]
    pub fn also(&self) -> String {
        let mut rows = Vec::new();
        let mut file = &self.file;
        for (next, row) in &self.also {
            rows.push(match next == file {
                true => row.to_string(),
                false => format!("{} {row}", next.file_name().unwrap_or_default().display()),
            });
            file = next;
        }
        rows.join(", ")
    }
}

impl std::fmt::Display for ReportedCause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(row) = self.row else {
            return write!(f, "{} {}", self.file.display(), self.found);
        };
        let problem = Problem {
            column: self.column,
            found: self.found.clone(),
            expected: self.expected.clone(),
        };
        write!(f, "{} row {row}: {problem}", self.file.display())?;
        match (self.also.len(), self.more) {
            (0, _) => Ok(()),
            (1, 0) => write!(f, " (also in row {})", self.also()),
            (_, 0) => write!(f, " (also in rows {})", self.also()),
            (_, more) => write!(f, " (also in rows {} and {more} more)", self.also()),
        }
    }
}

/// Problems of files and rows.
#[derive(Debug, Default)]
pub struct Problems {
    causes: Vec<ReportedCause>,
    /// The place of each kept cause.
    positions: HashMap<String, usize>,
    count: u64,
    consequences: u64,
    refused_rows: RefusedRows,
    all: Option<(PathBuf, BufWriter<File>)>,
    failed: Option<Failure>,
}

impl Problems {
    /// Also writes all problems to a file.
    ///
    /// # Errors
    /// Fails if the file cannot be made.
    pub(super) fn keep_in(&mut self, path: &Path) -> Result<()> {
        let failed = |error| Failure::io(path, &error);
        let mut file = BufWriter::new(private_files::file(path).map_err(failed)?);
        file.write_all(b"file,row,column,found,expected\r\n").map_err(failed)?;
        self.all = Some((path.to_owned(), file));
        Ok(())
    }

    /// Ends the file of problems.
    ///
    /// # Errors
    /// Fails if it could not be written.
    pub(super) fn finish(&mut self) -> Result<()> {
        if let Some((path, mut file)) = self.all.take() {
            file.flush().map_err(|error| Failure::io(&path, &error))?;
        }
        self.failed.take().map_or(Ok(()), Err)
    }

    /// Notes the problem of a row that is at hand, and keeps its cells if it is one of the first.
    /// A reading has a number in the file of refused readings, too.
    pub(super) fn of_row(
        &mut self,
        file: &Path,
        row: &SheetRow<'_>,
        rejected_row: Option<u64>,
        problem: &Problem,
    ) {
        self.row(file, row.number(), problem);
        self.refused_rows.add(file, row, rejected_row, problem);
    }

    /// The first refused rows with their cells.
    #[must_use]
    pub fn refused_rows(&self) -> &[RefusedRow] {
        self.refused_rows.rows()
    }

    /// Notes a problem of a row.
    pub fn row(&mut self, file: &Path, row: u64, problem: &Problem) {
        self.count += 1;
        self.keep(file, Some(row), problem);
        let cause = cause(file, problem);
        let known = self.positions.get(&cause).copied();
        match known.and_then(|at| self.causes.get_mut(at)) {
            Some(known) if known.also.len() < NAMED => known.also.push((file.to_owned(), row)),
            Some(known) => known.more += 1,
            None => {
                let at = self.causes.len();
                if at < KEPT {
                    self.positions.insert(cause, at);
                    self.causes.push(cause_of(file, Some(row), problem));
                }
            }
        }
    }

    /// Notes a problem of a file as a whole.
    pub fn file(&mut self, file: &Path, fault: FileFault) {
        self.count += 1;
        let problem = Problem::row(Expected::File(fault));
        self.keep(file, None, &problem);
        if self.causes.len() < KEPT {
            self.causes.push(cause_of(file, None, &problem));
        }
    }

    /// Counts a row that is wrong only because another row is.
    pub const fn consequence(&mut self) {
        self.consequences += 1;
    }

    fn keep(&mut self, file: &Path, row: Option<u64>, problem: &Problem) {
        if let Some((path, all)) = &mut self.all
            && let Err(error) = all.write_all(&record(file, row, problem))
        {
            self.failed = Some(Failure::io(path, &error));
            self.all = None;
        }
    }

    /// Whether there are no problems.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.refused() == 0
    }

    /// How many rows and files are wrong in themselves.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How many rows are wrong only because another row is.
    #[must_use]
    pub const fn consequences(&self) -> u64 {
        self.consequences
    }

    /// How many rows and files are refused, for any cause.
    #[must_use]
    pub const fn refused(&self) -> u64 {
        self.count + self.consequences
    }

    /// The first causes.
    #[must_use]
    pub fn causes(&self) -> &[ReportedCause] {
        &self.causes
    }

    /// How many rows and files have a cause that is not among the first `causes`.
    #[must_use]
    pub fn untold(&self, causes: usize) -> u64 {
        let first = self.causes.iter().take(causes);
        self.count - first.map(ReportedCause::rows).sum::<u64>()
    }
}

/// The key of a problem's cause. An unknown reference is one cause wherever it is named.
fn cause(file: &Path, problem: &Problem) -> String {
    match problem.unknown_reference() {
        Some(unknown) => format!("{unknown:?}"),
        None => format!("{} {:?} {problem}", file.display(), problem.column),
    }
}

fn cause_of(file: &Path, row: Option<u64>, problem: &Problem) -> ReportedCause {
    let Problem { column, found, expected } = problem;
    let (found, expected) = (found.clone(), expected.clone());
    ReportedCause {
        file: file.to_owned(),
        row,
        column: *column,
        found,
        expected,
        also: vec![],
        more: 0,
    }
}

fn record(file: &Path, row: Option<u64>, problem: &Problem) -> Vec<u8> {
    let mut text = Vec::new();
    let mut record = RecordWriter::new(&mut text, Dialect::STANDARD);
    record.text(&file.file_name().unwrap_or_default().to_string_lossy());
    match row {
        Some(row) => record.number(&row),
        None => record.empty(),
    }
    record.plain(problem.column.unwrap_or_default());
    record.text(&problem.found);
    record.text(&problem.expected.to_string());
    record.end();
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::expected::Thing;

    #[test]
    fn rows_of_one_cause_are_told_once() {
        let mut problems = Problems::default();
        let (customers, users) = (Path::new("in/customers.csv"), Path::new("in/users.csv"));
        let unknown = |column| Problem::unknown(column, Thing::Partner, "X");
        problems.row(customers, 2, &unknown("partner"));
        problems.row(customers, 9, &Problem::blank("name"));
        problems.row(customers, 4, &unknown("partner"));
        problems.row(users, 7, &unknown("company"));
        problems.consequence();
        let causes: Vec<String> = problems.causes().iter().map(ToString::to_string).collect();
        let first = "in/customers.csv row 2: column partner: found \"X\", expected the code of a \
                     partner (also in rows 4, users.csv 7)";
        assert_eq!(causes.len(), 2);
        assert_eq!(causes[0], first);
        assert_eq!((problems.count(), problems.consequences(), problems.untold(2)), (4, 1, 0));
        assert_eq!(problems.untold(1), 1);
        for row in 10..40 {
            problems.row(customers, row, &unknown("partner"));
        }
        let causes = problems.causes()[0].to_string();
        assert!(causes.ends_with("16, 17 and 22 more)"), "{causes}");
        assert_eq!(problems.untold(2), 0);
    }
}
