//! The export as CSV. Each report's own cells are written once and repeated by its lines.

use super::line_cells::{ReportCells, of_line};
use super::repeated::Repeated;
use super::table_format::COLUMNS;
use crate::formats::csv_out::{Dialect, RecordWriter};
use countersign_store::reports::StoredReport;

/// The names of the columns, followed by `more`.
pub(in crate::actions) fn header(out: &mut Vec<u8>, dialect: Dialect, more: &[&str]) {
    if dialect.mark {
        out.extend_from_slice(b"\xef\xbb\xbf");
    }
    let mut record = RecordWriter::new(out, dialect);
    for column in COLUMNS.iter().chain(more) {
        record.plain(column);
    }
    record.end();
}

pub(super) fn report(out: &mut Vec<u8>, dialect: Dialect, stored: &StoredReport) {
    let repeated = Repeated::of(stored);
    let (mut head, mut tail) = (Vec::with_capacity(512), Vec::with_capacity(256));
    let cells = ReportCells::of(stored, &repeated);
    cells.head(&mut RecordWriter::new(&mut head, dialect));
    cells.tail(&mut RecordWriter::new(&mut tail, dialect));
    for line in &stored.report.lines {
        out.extend_from_slice(&head);
        out.push(dialect.separator);
        of_line(line).write(&mut RecordWriter::new(out, dialect));
        out.push(dialect.separator);
        out.extend_from_slice(&tail);
        out.extend_from_slice(b"\r\n");
    }
}
