//! The export as a table. Each report's own cells are written once and repeated by its lines.

use super::{COLUMNS, Repeated, comment};
use crate::formats::csv_out::{Dialect, RecordWriter};
use countersign_domain::line::Line;
use countersign_domain::report::How;
use countersign_domain::settings::yes_no;
use countersign_domain::status::ReviewKind;
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
    write_head(&mut RecordWriter::new(&mut head, dialect), stored, &repeated);
    write_tail(&mut RecordWriter::new(&mut tail, dialect), stored, &repeated);
    for line in &stored.report.lines {
        out.extend_from_slice(&head);
        out.push(dialect.separator);
        write_line(&mut RecordWriter::new(out, dialect), line);
        out.push(dialect.separator);
        out.extend_from_slice(&tail);
        out.extend_from_slice(b"\r\n");
    }
}

fn write_head(record: &mut RecordWriter<'_>, stored: &StoredReport, repeated: &Repeated) {
    let (names, report) = (&stored.names, &stored.report);
    record.plain(&repeated.cycle);
    record.plain(&repeated.period_start);
    record.plain(&repeated.period_end);
    record.text(&names.distributor);
    record.text(&names.distributor_name);
    record.text(&names.vendor);
    record.text(&names.partner);
    record.text(&names.partner_name);
    record.plain(&names.company_id);
    record.text(names.city.as_deref().unwrap_or(""));
    record.text(names.state.as_deref().unwrap_or(""));
    record.plain(report.status.label());
    record.plain(report.review.map_or("", ReviewKind::label));
    record.plain(report.submission.map_or("", How::token));
    record.plain(report.approval.map_or("", How::token));
    record.plain(yes_no(report.flagged));
}

fn write_line(record: &mut RecordWriter<'_>, line: &Line) {
    let (product, figures) = (&line.product, &line.figures);
    record.text(&product.code);
    record.text(&product.name);
    record.text(&product.unit);
    record.number(&figures.provisioned);
    match figures.used {
        Some(used) => record.number(&used),
        None => record.empty(),
    }
    match line.over_provisioned() {
        Some(share) => record.number(&share),
        None => record.empty(),
    }
    record.number(&figures.default_chargeable);
    record.number(&line.chargeable());
    record.plain(yes_no(line.penalty));
    record.plain(yes_no(figures.carried_forward));
    record.text(comment(line).unwrap_or(""));
}

fn write_tail(record: &mut RecordWriter<'_>, stored: &StoredReport, repeated: &Repeated) {
    let report = &stored.report;
    record.text(report.comment.as_deref().unwrap_or(""));
    record.text(report.reasons.as_deref().unwrap_or(""));
    record.plain(&repeated.deadline);
    record.plain(repeated.submitted_at.as_deref().unwrap_or(""));
    record.plain(repeated.decided_at.as_deref().unwrap_or(""));
    record.number(&report.version);
}
