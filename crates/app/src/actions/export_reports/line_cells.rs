//! The cells of a report's lines, in the order of the columns.

use super::repeated::{Repeated, comment};
use crate::formats::row_cells::RowCells;
use countersign_domain::line::Line;
use countersign_domain::report::How;
use countersign_domain::settings::yes_no;
use countersign_domain::status::ReviewKind;
use countersign_store::reports::StoredReport;

/// The cells before the line's own.
pub(super) fn head(row: &mut impl RowCells, stored: &StoredReport, repeated: &Repeated) {
    let (names, report) = (&stored.names, &stored.report);
    row.plain(&repeated.cycle);
    row.date(&repeated.period_start);
    row.date(&repeated.period_end);
    row.text(&names.distributor);
    row.text(&names.distributor_name);
    row.text(&names.vendor);
    row.text(&names.partner);
    row.text(&names.partner_name);
    row.plain(&names.company_id);
    row.text(names.city.as_deref().unwrap_or(""));
    row.text(names.state.as_deref().unwrap_or(""));
    row.plain(report.status.label());
    row.plain(report.review.map_or("", ReviewKind::label));
    row.plain(report.submission.map_or("", How::token));
    row.plain(report.approval.map_or("", How::token));
    row.plain(yes_no(report.flagged));
}

/// The line's own cells.
pub(super) fn line(row: &mut impl RowCells, line: &Line) {
    let (product, figures) = (&line.product, &line.figures);
    row.text(&product.code);
    row.text(&product.name);
    row.text(&product.unit);
    row.number(&figures.provisioned);
    row.number_or_empty(figures.used.as_ref());
    row.number_or_empty(line.over_provisioned().as_ref());
    row.number(&figures.default_chargeable);
    row.number(&line.chargeable());
    row.plain(yes_no(line.penalty));
    row.plain(yes_no(figures.carried_forward));
    row.text(comment(line).unwrap_or(""));
}

/// The cells after the line's own.
pub(super) fn tail(row: &mut impl RowCells, stored: &StoredReport, repeated: &Repeated) {
    let report = &stored.report;
    row.text(report.comment.as_deref().unwrap_or(""));
    row.text(report.reasons.as_deref().unwrap_or(""));
    row.instant(&repeated.deadline);
    row.instant(repeated.submitted_at.as_deref().unwrap_or(""));
    row.instant(repeated.decided_at.as_deref().unwrap_or(""));
    row.number(&report.version);
}
