//! The sheets of a table, as the library writes them.

use super::XlsxColumn;
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, RowNum, Workbook, Worksheet, XlsxError,
};
use std::fs::File;
use std::io::Seek;

/// The maximum number of rows of a sheet in this format, including the heading.
pub(super) const SHEET_ROWS: RowNum = 1_048_576;

/// The result of writing something.
type Written = Result<(), XlsxError>;

/// What is written next.
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(CellKind, f64),
    Time(CellKind, ExcelDateTime),
    EndOfRow,
}

/// The kind of a cell, which decides its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellKind {
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

/// Sheets that are being written.
pub(super) struct Sheets {
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
}

impl Sheets {
    pub(super) fn begin(
        rows_a_sheet: RowNum,
        name: &'static str,
        columns: Vec<XlsxColumn>,
    ) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // The same rows have to give the same bytes, so the file has a fixed time.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let (formats, usual) = (CellFormats::new(), Vec::new());
        let (row, column) = (0, 0);
        let mut sheets =
            Self { workbook, name, columns, formats, usual, rows_a_sheet, row, column };
        sheets.add_sheet()?;
        Ok(sheets)
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

    pub(super) fn write(&mut self, cell: Cell) -> Written {
        match cell {
            Cell::Empty => self.column += 1,
            Cell::EndOfRow => (self.row, self.column) = (self.row + 1, 0),
            Cell::Text(text) => {
                self.cell(CellKind::Text, |sheet, (row, column), format| {
                    match format {
                        Some(format) => {
                            sheet.write_string_with_format(row, column, text, format)?
                        }
                        None => sheet.write_string(row, column, text)?,
                    };
                    Ok(())
                })?;
            }
            Cell::Number(kind, value) => {
                self.cell(kind, |sheet, (row, column), format| {
                    match format {
                        Some(format) => {
                            sheet.write_number_with_format(row, column, value, format)?
                        }
                        None => sheet.write_number(row, column, value)?,
                    };
                    Ok(())
                })?;
            }
            Cell::Time(kind, value) => {
                self.cell(kind, |sheet, (row, column), format| {
                    match format {
                        Some(format) => {
                            sheet.write_datetime_with_format(row, column, value, format)?
                        }
                        None => sheet.write_datetime(row, column, value)?,
                    };
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    /// Writes a cell with `write`, which gets the sheet, the place, and the format if it is not
    /// that of the column. The library takes longer for a format than for a cell.
    fn cell(
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
        write(sheet, (self.row, self.column), (!is_usual).then_some(format))?;
        self.column += 1;
        Ok(())
    }

    /// The complete file, in a temporary place.
    pub(super) fn assemble(mut self) -> Result<File, XlsxError> {
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
