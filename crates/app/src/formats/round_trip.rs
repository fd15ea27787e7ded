//! Every written text is read back unchanged, in every dialect.

use super::csv_out::{Dialect, RecordWriter};
use super::sheet::{Cells, Columns, Sheet};
use proptest::prelude::*;
use std::io::Cursor;
use std::path::Path;

const COLUMNS: Columns = Columns { names: &["code", "name", "provisioned"], required: 3 };

/// Writes a row under its header.
fn written(dialect: Dialect, cells: [&str; 2], figure: &str) -> Vec<u8> {
    let mut text = if dialect.mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut header = RecordWriter::new(&mut text, dialect);
    COLUMNS.names.iter().for_each(|name| header.plain(name));
    header.end();
    let mut record = RecordWriter::new(&mut text, dialect);
    cells.iter().for_each(|cell| record.text(cell));
    record.number(&figure);
    record.end();
    text
}

proptest! {
    #[test]
    fn every_text_comes_back_in_every_dialect(
        code in "[!-~]{1,8}",
        name in "[ !-~\u{a0}äÄ日🙂\r\n\t]{0,24}",
        figure in "[1-9][0-9]{0,5}(\\.[0-9]{1,3})?",
    ) {
        for (dialect_name, dialect) in Dialect::ALL {
            let text = written(dialect, [&code, &name], &figure);
            let mut sheet =
                Sheet::read(Path::new("t.csv"), Box::new(Cursor::new(text)), &COLUMNS).unwrap();
            let row = sheet.next_row().unwrap().unwrap();
            prop_assert_eq!(row.check_width(), Ok(()));
            prop_assert_eq!(row.needed(0).unwrap(), code.trim(), "{}", dialect_name);
            let expected = Some(name.as_str()).filter(|name| !name.trim().is_empty());
            prop_assert_eq!(row.text(1).unwrap(), expected, "{}", dialect_name);
            prop_assert_eq!(row.figure(2).unwrap().unwrap(), figure.as_str(), "{}", dialect_name);
            prop_assert!(sheet.next_row().unwrap().is_none());
        }
    }
}
