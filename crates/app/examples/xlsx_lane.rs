//! The floor of the XLSX export: the cells of a CSV file written by the library alone, without
//! formats or checks.
//!
//! `xlsx_lane CSV XLSX` is run by `cargo xtask bench` on our own export of the same lines. Cells
//! that read as numbers are written as numbers.

use countersign_app::formats::csv_in::Records;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::error::Error;
use std::fs::File;
use std::io::BufReader;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rows of a sheet.
const SHEET_ROWS: u32 = 1_048_576;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let (from, to) = (next("CSV")?, next("XLSX")?);
    let file = Box::new(BufReader::new(File::open(from)?));
    let mut records = Records::new(file).map_err(|fault| fault.to_string())?;
    let mut workbook = Workbook::new();
    let mut row = SHEET_ROWS;
    while let Some(record) = records.next_record().map_err(|fault| fault.to_string())? {
        if row == SHEET_ROWS {
            workbook.add_worksheet_with_constant_memory()?;
            row = 0;
        }
        let last = workbook.worksheets().len() - 1;
        let sheet = workbook.worksheet_from_index(last)?;
        for column in 0..record.len() {
            let text = record.text(column).ok_or("a cell is not UTF-8")?;
            let at = u16::try_from(column)?;
            write(sheet, (row, at), text)?;
        }
        row += 1;
    }
    workbook.save(to)?;
    Ok(())
}

fn write(
    sheet: &mut rust_xlsxwriter::Worksheet,
    (row, column): (u32, u16),
    text: &str,
) -> std::result::Result<(), XlsxError> {
    match text.parse::<f64>() {
        Ok(number) => sheet.write_number(row, column, number)?,
        Err(_) => sheet.write_string(row, column, text)?,
    };
    Ok(())
}
