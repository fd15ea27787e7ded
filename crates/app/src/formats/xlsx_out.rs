//! Writes XLSX: typed cells below a frozen heading with a filter, on as many sheets as the rows
//! need.
//!
//! The library takes longer for a cell than the database for a row, so it runs in a thread of its
//! own, a few batches of rows behind. Rows go to a temporary file as they come, so memory does not
//! grow with them. The same rows always give the same bytes.

mod sheets;

use super::row_cells::RowCells;
use crate::failure::{Failure, Result};
use rust_xlsxwriter::{ExcelDateTime, XlsxError};
use sheets::{Cell, CellKind, SHEET_ROWS, Sheets};
use std::fmt::Display;
use std::io::Write;
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// The number of digits that spreadsheets keep. Numbers with more digits are written as text.
const EXACT_DIGITS: usize = 15;
/// Cells that go to the thread together.
const BATCH: usize = 16_384;
/// Batches that wait for the thread.
const WAITING: usize = 2;

/// A column of the table.
#[derive(Clone, Copy, Debug)]
pub struct XlsxColumn {
    /// Its heading.
    pub heading: &'static str,
    /// Its width, in characters.
    pub width: f64,
}

/// A table that is being written.
pub struct XlsxTable {
    /// The cells that are not yet with the thread.
    cells: Vec<Cell>,
    batches: SyncSender<Vec<Cell>>,
    thread: JoinHandle<std::result::Result<Sheets, XlsxError>>,
    /// The last instant or date of each column, as its text and its value: most rows repeat it.
    times: Vec<Option<(String, ExcelDateTime)>>,
    column: usize,
    /// The first date or instant that could not be read. Then no file is made.
    failure: Option<XlsxError>,
}

impl XlsxTable {
    /// Begins a table with its heading.
    ///
    /// # Errors
    /// Fails if there is no space for temporary files.
    pub fn begin(name: &'static str, columns: Vec<XlsxColumn>) -> Result<Self> {
        Self::with_sheets_of(SHEET_ROWS, name, columns)
    }

    fn with_sheets_of(
        rows_a_sheet: u32,
        name: &'static str,
        columns: Vec<XlsxColumn>,
    ) -> Result<Self> {
        let times = vec![None; columns.len()];
        let (batches, received) = sync_channel(WAITING);
        let run = move || write(&received, Sheets::begin(rows_a_sheet, name, columns)?);
        let thread = thread::Builder::new().name("xlsx".to_owned()).spawn(run);
        let thread = thread.map_err(|error| failed(&error))?;
        let cells = Vec::new();
        Ok(Self { cells, batches, thread, times, column: 0, failure: None })
    }

    fn cell(&mut self, cell: Cell) {
        self.cells.push(cell);
        self.column += 1;
    }

    /// Hands the cells to the thread. One that has failed takes no more, and says why at the end.
    fn hand_over(&mut self) {
        let _ = self.batches.send(mem::take(&mut self.cells));
    }

    /// Writes a date or an instant.
    fn time(&mut self, kind: CellKind, text: &str) {
        match self.value_of(text) {
            Ok(value) => self.cell(Cell::Time(kind, value)),
            Err(error) => {
                self.failure.get_or_insert(error);
                self.empty();
            }
        }
    }

    fn value_of(&mut self, text: &str) -> std::result::Result<ExcelDateTime, XlsxError> {
        let last = self.times.get_mut(self.column);
        if let Some(Some((before, value))) = &last
            && before == text
        {
            return Ok(value.clone());
        }
        let value = ExcelDateTime::parse_from_str(text)?;
        if let Some(last) = last {
            *last = Some((text.to_owned(), value.clone()));
        }
        Ok(value)
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Fails if a cell, a temporary file or the file could not be written.
    pub fn end(mut self, out: &mut dyn Write) -> Result<()> {
        self.hand_over();
        drop(self.batches);
        let made =
            self.thread.join().map_err(|_| failed(&"the thread that writes it broke off"))?;
        if let Some(failure) = self.failure {
            return Err(failed(&failure));
        }
        let file = made.and_then(Sheets::assemble);
        let mut file = file.map_err(|error| failed(&error))?;
        std::io::copy(&mut file, out).map(|_| ()).map_err(|error| failed(&error))
    }
}

/// Writes what arrives, until the sender is dropped.
fn write(
    received: &Receiver<Vec<Cell>>,
    mut sheets: Sheets,
) -> std::result::Result<Sheets, XlsxError> {
    for cells in received {
        for cell in cells {
            sheets.write(cell)?;
        }
    }
    Ok(sheets)
}

fn failed(error: &dyn Display) -> Failure {
    Failure::System(format!("the export file: {error}"))
}

impl RowCells for XlsxTable {
    fn text(&mut self, text: &str) {
        match text {
            "" => self.empty(),
            _ => self.cell(Cell::Text(text.to_owned())),
        }
    }

    fn plain(&mut self, text: &str) {
        self.text(text);
    }

    fn number(&mut self, number: &impl Display) {
        let text = number.to_string();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let Some(value) = text.parse::<f64>().ok().filter(|_| digits <= EXACT_DIGITS) else {
            return self.text(&text);
        };
        let kind = if text.contains('.') { CellKind::Decimal } else { CellKind::Whole };
        self.cell(Cell::Number(kind, value));
    }

    fn date(&mut self, date: &str) {
        self.time(CellKind::Date, date);
    }

    fn instant(&mut self, instant: &str) {
        match instant {
            "" => self.empty(),
            _ => self.time(CellKind::Instant, instant),
        }
    }

    fn empty(&mut self) {
        self.cell(Cell::Empty);
    }

    fn end_row(&mut self) {
        self.cells.push(Cell::EndOfRow);
        self.column = 0;
        if self.cells.len() >= BATCH {
            self.hand_over();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::{Cursor, Read};

    const COLUMNS: [XlsxColumn; 3] = [
        XlsxColumn { heading: "code", width: 10.0 },
        XlsxColumn { heading: "chargeable", width: 10.0 },
        XlsxColumn { heading: "deadline (UTC)", width: 10.0 },
    ];

    fn file(rows_a_sheet: u32, write: impl FnOnce(&mut XlsxTable)) -> Vec<u8> {
        let mut table =
            XlsxTable::with_sheets_of(rows_a_sheet, "usage reports", COLUMNS.to_vec()).unwrap();
        write(&mut table);
        let mut out = Vec::new();
        table.end(&mut out).unwrap();
        out
    }

    fn sheets(file: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
        let sheets = book.worksheets().into_iter();
        sheets.map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
    }

    fn codes(rows: &[Vec<Data>]) -> Vec<String> {
        rows.iter().map(|row| row[0].to_string()).collect()
    }

    fn row(table: &mut XlsxTable, code: &str, number: &str) {
        table.text(code);
        table.number(&number);
        table.instant("2026-11-05T23:00:00Z");
        table.end_row();
    }

    #[test]
    fn codes_are_text_figures_are_numbers_and_instants_are_dates() {
        let file = file(SHEET_ROWS, |table| {
            row(table, "007", "1234.5");
            row(table, "=1+1", "10000000000");
        });
        let (name, rows) = &sheets(file)[0];
        assert_eq!(name, "usage reports");
        assert_eq!(rows[1][0], Data::String("007".to_owned()));
        assert_eq!(rows[1][1], Data::Float(1234.5));
        let Data::DateTime(deadline) = rows[1][2] else { panic!("{:?}", rows[1][2]) };
        // 2026-11-05 is day 46331 of the format, and 23:00 is 23/24 of a day.
        assert!((deadline.as_f64() - (46331.0 + 23.0 / 24.0)).abs() < 1e-9, "{deadline:?}");
        assert_eq!(rows[2][0], Data::String("=1+1".to_owned()), "a text, not a formula");
        assert_eq!(rows[2][1], Data::Float(1e10));
    }

    #[test]
    fn every_cell_has_the_format_of_its_kind_also_where_a_column_has_several() {
        let file = file(3, |table| {
            row(table, "a", "1");
            row(table, "b", "1.5");
            row(table, "c", "2");
        });
        let mut book = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let styles = read("xl/styles.xml");
        let first = read("xl/worksheets/sheet1.xml");
        let style_of = |sheet: &str, cell: &str| {
            let (_, rest) = sheet.split_once(&format!("<c r=\"{cell}\" s=\"")).unwrap();
            rest.split('"').next().unwrap().parse::<usize>().unwrap()
        };
        let after = |text: &str, mark: &str| {
            let (_, rest) = text.split_once(mark).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let shown = |style: usize| {
            let (_, formats) = styles.split_once("<cellXfs").unwrap();
            let format = formats.split("<xf ").nth(style + 1).unwrap();
            let number = after(format, "numFmtId=\"");
            after(&styles, &format!("<numFmt numFmtId=\"{number}\" formatCode=\""))
        };
        assert_eq!(shown(style_of(&first, "A2")), "@");
        assert_eq!(shown(style_of(&first, "B2")), "#,##0");
        assert_eq!(shown(style_of(&first, "B3")), "#,##0.0#####");
        assert_eq!(shown(style_of(&first, "C3")), "yyyy-mm-dd hh:mm:ss");
        let second = read("xl/worksheets/sheet2.xml");
        assert_eq!(shown(style_of(&second, "B2")), "#,##0");
    }

    #[test]
    fn a_number_that_a_spreadsheet_would_round_is_text() {
        let file = file(SHEET_ROWS, |table| {
            row(table, "a", "999999999.123456");
            row(table, "b", "9999999999.123456");
        });
        let rows = &sheets(file)[0].1;
        assert_eq!(rows[1][1], Data::Float(999_999_999.123_456));
        assert_eq!(rows[2][1], Data::String("9999999999.123456".to_owned()));
    }

    #[test]
    fn rows_that_do_not_fit_go_to_further_sheets_with_the_heading() {
        let file = file(3, |table| {
            for code in ["a", "b", "c", "d", "e"] {
                row(table, code, "1");
            }
        });
        let sheets = sheets(file);
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["usage reports", "usage reports 2", "usage reports 3"]);
        assert_eq!(codes(&sheets[0].1), ["code", "a", "b"]);
        assert_eq!(codes(&sheets[1].1), ["code", "c", "d"]);
        assert_eq!(codes(&sheets[2].1), ["code", "e"]);
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let file = || file(SHEET_ROWS, |table| row(table, "a\u{202e}<b>\u{1f600}", "1"));
        let first = file();
        thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(first, file());
    }
}
