//! Files that people upload.

use countersign_app::formats::csv_in::Records;
use countersign_app::formats::csv_out::{Dialect, RecordWriter};
use countersign_app::formats::file_fault::FileFault;
use std::io::{Cursor, Read};

/// A record as it was read: its row, its cells, and whether a quote is out of place.
type ReadRecord = (u64, Vec<Option<String>>, bool);

/// A file gives the same rows in one piece and byte by byte, and cells of text are the same after
/// they were written and read again.
pub fn csv(input: &[u8]) {
    let whole = rows(Box::new(Cursor::new(input.to_vec())));
    if input.len() <= 512 {
        let slow = rows(Box::new(ByteByByte(Cursor::new(input.to_vec()))));
        assert_eq!(whole, slow, "read in one piece and byte by byte");
    }
    for (_, cells, _) in &whole.0 {
        written_again(cells);
    }
}

/// The rows up to the end, and why reading stopped before the end of the file.
fn rows(source: Box<dyn Read>) -> (Vec<ReadRecord>, Option<FileFault>) {
    let mut read = Vec::new();
    let mut records = match Records::new(source) {
        Ok(records) => records,
        Err(why) => return (read, Some(why)),
    };
    loop {
        match records.next_record() {
            Ok(Some(record)) => {
                let cells = (0..record.len()).map(|it| record.text(it).map(str::to_owned));
                read.push((record.number, cells.collect(), record.broken().is_some()));
            }
            Ok(None) => return (read, None),
            Err(why) => return (read, Some(why)),
        }
    }
}

fn written_again(cells: &[Option<String>]) {
    let Some(cells) = cells.iter().cloned().collect::<Option<Vec<_>>>() else { return };
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    for (name, dialect) in Dialect::ALL {
        let mut text = Vec::new();
        // The separator is detected from the header.
        let mut header = RecordWriter::new(&mut text, dialect);
        ["code", "name"].iter().for_each(|cell| header.plain(cell));
        header.end();
        let mut record = RecordWriter::new(&mut text, dialect);
        cells.iter().for_each(|cell| record.text(cell));
        record.end();
        let (read, fault) = rows(Box::new(Cursor::new(text)));
        assert_eq!(fault, None, "{name}");
        let wanted = cells.iter().cloned().map(Some).collect::<Vec<_>>();
        assert_eq!(read.last().map(|row| &row.1), Some(&wanted), "{name}");
    }
}

/// A source that gives one byte at a time.
struct ByteByByte(Cursor<Vec<u8>>);

impl Read for ByteByByte {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let one = buffer.len().min(1);
        self.0.read(&mut buffer[..one])
    }
}
