//! Rewrites a table with corrected rows. All other rows keep their bytes, and all rows keep their
//! numbers.

use super::cells::Columns;
use super::figures;
use super::file_fault::FileFault;
use super::input;
use super::sheet::Sheet;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;

/// The correction of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// The row is removed.
    LeftOut,
    /// Its corrected cells, by the names of their columns.
    Cells(Vec<(String, String)>),
}

/// Writes the table at `path` to `out`, with the corrections by the numbers of their rows, and
/// without a column of reasons.
///
/// # Errors
/// A sentence that says why the table cannot be read, or written.
pub fn write(
    path: &Path,
    columns: &'static Columns,
    corrections: &BTreeMap<u64, Correction>,
    out: impl Write,
) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot be written: {error}");
    let mut out = BufWriter::with_capacity(1 << 18, out);
    let mark = mark_of_others(path, columns, corrections)?;
    let mut sheet = Sheet::read(path, input::open(path)?, columns)?;
    let line_end = sheet.line_end().to_vec();
    let mut written = 0;
    let mut line = |number: u64, bytes: &[u8]| {
        // Blank rows have numbers, too.
        while written + 1 < number {
            out.write_all(&line_end).map_err(failed)?;
            written += 1;
        }
        written = number;
        out.write_all(bytes).and_then(|()| out.write_all(&line_end)).map_err(failed)
    };
    line(sheet.header_number(), &sheet.header_without(&[]))?;
    while let Some(row) = sheet.next_row()? {
        match corrections.get(&row.number()) {
            None => line(row.number(), &row.unchanged())?,
            Some(Correction::LeftOut) => line(row.number(), b"")?,
            Some(Correction::Cells(cells)) => {
                let cells = mark.map_or_else(|| cells.clone(), |it| figures::marked(cells, it));
                line(row.number(), &row.corrected(&cells))?;
            }
        }
    }
    out.flush().map_err(failed)
}

/// The decimal mark that typed figures need: all figures of a table with `;` have the same one.
fn mark_of_others(
    path: &Path,
    columns: &'static Columns,
    corrections: &BTreeMap<u64, Correction>,
) -> Result<Option<u8>, FileFault> {
    let sheet = Sheet::read(path, input::open(path)?, columns)?;
    let has_choice = sheet.separator() == b';';
    has_choice.then(|| figures::first_mark(sheet, corrections)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns { names: &["code", "name", "used"], required: 2 };

    fn cells(cells: &[(&str, &str)]) -> Correction {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Correction::Cells(cells.iter().map(owned).collect())
    }

    fn written(name: &str, text: &[u8], corrections: &[(u64, Correction)]) -> Vec<u8> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        let mut out = Vec::new();
        write(&path, &COLUMNS, &corrections.iter().cloned().collect(), &mut out).unwrap();
        out
    }

    #[test]
    fn only_corrected_cells_change_and_rows_keep_their_numbers() {
        let text = b"\xef\xbb\xbfname,code\n\"a \"\"b\"\"\",A\n\n , \nM\xfcller,B\n'=c,C\nd,D";
        let changes = [
            (5, cells(&[("name", "M\u{fffd}ller"), ("code", "B2")])),
            (6, cells(&[("name", "-c, \"x\""), ("code", "C")])),
            (7, Correction::LeftOut),
        ];
        let expected =
            b"\xef\xbb\xbfname,code\n\"a \"\"b\"\"\",A\n\n\nM\xfcller,B2\n\"'-c, \"\"x\"\"\",C\n\n";
        assert_eq!(written("t.csv", text, &changes), expected);
    }

    #[test]
    fn a_row_that_does_not_fit_its_header_is_written_anew() {
        let changes = [
            (2, cells(&[("code", "A"), ("name", "Acme, Inc.")])),
            (3, cells(&[("code", "B"), ("name", "x")])),
        ];
        let text = b"code,name\r\nA,Acme, Inc.\r\n\"B\"b,x\r\n";
        let expected = b"code,name\r\nA,\"Acme, Inc.\"\r\nB,x\r\n";
        assert_eq!(written("t.csv", text, &changes), expected);
    }

    #[test]
    fn typed_figures_get_the_decimal_mark_of_their_table() {
        let text = b"code;name;used\nA;a;1.000,5\nB;b;2,5\n";
        let changes = [(2, cells(&[("used", "1000.5")]))];
        assert_eq!(written("t.csv", text, &changes), b"code;name;used\nA;a;1000,5\nB;b;2,5\n");
        let text = b"code;name;used\nA;a;x\nB;b;y\n";
        let changes = [(2, cells(&[("used", "1,5")])), (3, cells(&[("used", "1.5")]))];
        assert_eq!(written("t.csv", text, &changes), b"code;name;used\nA;a;1.5\nB;b;1.5\n");
    }

    #[test]
    fn the_column_of_reasons_goes() {
        let text = b"code,name,reason\nA,a,row 7: no\n";
        let changes = [(2, cells(&[("name", "b")]))];
        assert_eq!(written("t.csv.rejected.csv", text, &changes), b"code,name\nA,b\n");
    }
}
