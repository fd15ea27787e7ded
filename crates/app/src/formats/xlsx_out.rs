//! Writes XLSX: typed cells below a frozen heading with a filter, on as many sheets as the rows
//! need.
//!
//! Rows go to a temporary file as they come, so memory does not grow with them. The same rows
//! always give the same bytes.

use super::row_cells::RowCells;
use crate::failure::{Failure, Result};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, RowNum, Workbook, Worksheet, XlsxError,
};
use std::fmt::Display;
use std::fs::File;
use std::io::{Seek, Write};

/// The maximum number of rows of a sheet in this format, including the heading.
const SHEET_ROWS: RowNum = 1_048_576;
/// The number of digits that spreadsheets keep. Numbers with more digits are written as text.
const EXACT_DIGITS: usize = 15;

/// The result of writing something.
type Written = std::result::Result<(), XlsxError>;

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
    workbook: Workbook,
    /// The name of the first sheet; further sheets have a number after it.
    name: &'static str,
    columns: Vec<XlsxColumn>,
    formats: CellFormats,
    /// The kind of the first cell of each column of the last sheet, whose format the column has.
    usual: Vec<Option<CellKind>>,
    rows_a_sheet: RowNum,
    /// The number of rows on the last sheet, including the heading.
    row: RowNum,
    column: ColNum,
    /// The first failure; nothing is written after it.
    failure: Option<XlsxError>,
}

/// The kind of a cell, which decides its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellKind {
    Text,
    Whole,
    Decimal,
    Date,
    Instant,
}

/// The formats of cells.
struct CellFormats {
    heading: Format,
    /// By [`CellKind`], in its order.
    by_kind: [Format; 5],
}

impl CellFormats {
    fn new() -> Self {
        let shown = ["@", "#,##0", "#,##0.0#####", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"];
        Self {
            heading: Format::new().set_bold(),
            by_kind: shown.map(|format| Format::new().set_num_format(format)),
        }
    }

    fn of(&self, kind: CellKind) -> &Format {
        &self.by_kind[kind as usize]
    }
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
        rows_a_sheet: RowNum,
        name: &'static str,
        columns: Vec<XlsxColumn>,
    ) -> Result<Self> {
        let mut workbook = Workbook::new();
        // The same rows have to give the same bytes, so the file has a fixed time.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| failed(&error))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let (formats, usual, failure) = (CellFormats::new(), Vec::new(), None);
        let (row, column) = (0, 0);
        let mut table =
            Self { workbook, name, columns, formats, usual, rows_a_sheet, row, column, failure };
        table.add_sheet().map_err(|error| failed(&error))?;
        Ok(table)
    }

    fn add_sheet(&mut self) -> Written {
        let number = self.workbook.worksheets().len() + 1;
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        match number {
            1 => sheet.set_name(self.name)?,
            _ => sheet.set_name(format!("{} {number}", self.name))?,
        };
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(&self.columns) {
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, column.heading, &self.formats.heading)?;
        }
        self.usual = vec![None; self.columns.len()];
        self.row = 1;
        Ok(())
    }

    /// Writes a cell with `write`, which gets the sheet, the place, and the format if it is not
    /// that of the column. The library takes longer for a format than for a cell.
    fn cell(
        &mut self,
        kind: CellKind,
        write: impl FnOnce(&mut Worksheet, (RowNum, ColNum), Option<&Format>) -> Written,
    ) {
        if self.failure.is_none() {
            self.failure = self.try_cell(kind, write).err();
        }
        self.column += 1;
    }

    fn try_cell(
        &mut self,
        kind: CellKind,
        write: impl FnOnce(&mut Worksheet, (RowNum, ColNum), Option<&Format>) -> Written,
    ) -> Written {
        if self.row == self.rows_a_sheet {
            self.add_sheet()?;
        }
        let last = self.workbook.worksheets().len() - 1;
        let sheet = self.workbook.worksheet_from_index(last)?;
        let (format, usual) = (self.formats.of(kind), self.usual.get_mut(usize::from(self.column)));
        let is_usual = match usual {
            Some(usual @ None) => {
                sheet.set_column_format(self.column, format)?;
                *usual = Some(kind);
                true
            }
            Some(Some(usual)) => *usual == kind,
            None => false,
        };
        write(sheet, (self.row, self.column), (!is_usual).then_some(format))
    }

    /// Writes a date or an instant.
    fn time(&mut self, kind: CellKind, text: &str) {
        self.cell(kind, |sheet, (row, column), format| {
            let value = ExcelDateTime::parse_from_str(text)?;
            match format {
                Some(format) => sheet.write_datetime_with_format(row, column, &value, format)?,
                None => sheet.write_datetime(row, column, &value)?,
            };
            Ok(())
        });
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Fails if a cell, a temporary file or the file could not be written.
    pub fn end(mut self, out: &mut dyn Write) -> Result<()> {
        self.assemble().map_err(|error| failed(&error)).and_then(|mut file| {
            std::io::copy(&mut file, out).map(|_| ()).map_err(|error| failed(&error))
        })
    }

    /// The complete file, in a temporary place.
    fn assemble(&mut self) -> std::result::Result<File, XlsxError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let last_column = ColNum::try_from(self.columns.len() - 1).unwrap_or(ColNum::MAX);
        let sheets = self.workbook.worksheets().len();
        for number in 0..sheets {
            let rows = if number + 1 == sheets { self.row } else { self.rows_a_sheet };
            let sheet = self.workbook.worksheet_from_index(number)?;
            sheet.autofilter(0, 0, rows - 1, last_column)?;
        }
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&file)?;
        file.rewind()?;
        Ok(file)
    }
}

fn failed(error: &dyn Display) -> Failure {
    Failure::System(format!("the export file: {error}"))
}

impl RowCells for XlsxTable {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return self.empty();
        }
        self.cell(CellKind::Text, |sheet, (row, column), format| {
            match format {
                Some(format) => sheet.write_string_with_format(row, column, text, format)?,
                None => sheet.write_string(row, column, text)?,
            };
            Ok(())
        });
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
        self.cell(kind, |sheet, (row, column), format| {
            match format {
                Some(format) => sheet.write_number_with_format(row, column, value, format)?,
                None => sheet.write_number(row, column, value)?,
            };
            Ok(())
        });
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
        self.column += 1;
    }

    fn end_row(&mut self) {
        self.row += 1;
        self.column = 0;
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

    fn file(rows_a_sheet: RowNum, write: impl FnOnce(&mut XlsxTable)) -> Vec<u8> {
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
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(first, file());
    }
}
