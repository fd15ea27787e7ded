//! The cells of a report's lines, in the order of the columns: of a report as it is now, and of one
//! as it was sent.

use super::repeated::{Repeated, comment};
use crate::formats::row_cells::RowCells;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::How;
use countersign_domain::settings::yes_no;
use countersign_domain::status::ReviewKind;
use countersign_store::reports::StoredReport;
use std::fmt::Display;

/// The cells that all lines of a report have in common. An absent text is empty.
pub(in crate::actions) struct ReportCells<'a> {
    pub(in crate::actions) cycle: &'a str,
    pub(in crate::actions) period_start: &'a str,
    pub(in crate::actions) period_end: &'a str,
    pub(in crate::actions) distributor: &'a str,
    pub(in crate::actions) distributor_name: &'a str,
    pub(in crate::actions) vendor: &'a str,
    pub(in crate::actions) partner: &'a str,
    pub(in crate::actions) partner_name: &'a str,
    pub(in crate::actions) company_id: &'a str,
    pub(in crate::actions) city: &'a str,
    pub(in crate::actions) state: &'a str,
    pub(in crate::actions) status: &'a str,
    pub(in crate::actions) review_kind: &'a str,
    pub(in crate::actions) submission: &'a str,
    pub(in crate::actions) approval: &'a str,
    pub(in crate::actions) flagged: bool,
    pub(in crate::actions) report_comment: &'a str,
    pub(in crate::actions) reasons: &'a str,
    pub(in crate::actions) deadline: &'a str,
    pub(in crate::actions) submitted_at: &'a str,
    pub(in crate::actions) decided_at: &'a str,
    pub(in crate::actions) version: i64,
}

/// The cells of one line, whose figures are quantities or texts.
pub(in crate::actions) struct LineCells<'a, Figure, Share> {
    pub(in crate::actions) product: &'a str,
    pub(in crate::actions) product_name: &'a str,
    pub(in crate::actions) unit: &'a str,
    pub(in crate::actions) provisioned: Figure,
    pub(in crate::actions) used: Option<Figure>,
    pub(in crate::actions) over_provisioned_percent: Option<Share>,
    pub(in crate::actions) default_chargeable: Figure,
    pub(in crate::actions) chargeable: Figure,
    pub(in crate::actions) penalty: bool,
    pub(in crate::actions) carried_forward: bool,
    pub(in crate::actions) comment: &'a str,
}

impl<'a> ReportCells<'a> {
    /// The cells of a report as it is now.
    pub(super) fn of(stored: &'a StoredReport, repeated: &'a Repeated) -> Self {
        let (names, report) = (&stored.names, &stored.report);
        Self {
            cycle: &repeated.cycle,
            period_start: &repeated.period_start,
            period_end: &repeated.period_end,
            distributor: &names.distributor,
            distributor_name: &names.distributor_name,
            vendor: &names.vendor,
            partner: &names.partner,
            partner_name: &names.partner_name,
            company_id: &names.company_id,
            city: names.city.as_deref().unwrap_or_default(),
            state: names.state.as_deref().unwrap_or_default(),
            status: report.status.label(),
            review_kind: report.review.map_or("", ReviewKind::label),
            submission: report.submission.map_or("", How::token),
            approval: report.approval.map_or("", How::token),
            flagged: report.flagged,
            report_comment: report.comment.as_deref().unwrap_or_default(),
            reasons: report.reasons.as_deref().unwrap_or_default(),
            deadline: &repeated.deadline,
            submitted_at: repeated.submitted_at.as_deref().unwrap_or_default(),
            decided_at: repeated.decided_at.as_deref().unwrap_or_default(),
            version: report.version,
        }
    }

    /// Writes the cells before the line's own.
    pub(in crate::actions) fn head(&self, row: &mut impl RowCells) {
        row.plain(self.cycle);
        row.date(self.period_start);
        row.date(self.period_end);
        row.text(self.distributor);
        row.text(self.distributor_name);
        row.text(self.vendor);
        row.text(self.partner);
        row.text(self.partner_name);
        row.plain(self.company_id);
        row.text(self.city);
        row.text(self.state);
        row.plain(self.status);
        row.plain(self.review_kind);
        row.plain(self.submission);
        row.plain(self.approval);
        row.plain(yes_no(self.flagged));
    }

    /// Writes the cells after the line's own.
    pub(in crate::actions) fn tail(&self, row: &mut impl RowCells) {
        row.text(self.report_comment);
        row.text(self.reasons);
        row.instant(self.deadline);
        row.instant(self.submitted_at);
        row.instant(self.decided_at);
        row.number(&self.version);
    }
}

/// The cells of a line as it is now.
pub(super) fn of_line(line: &Line) -> LineCells<'_, Quantity, impl Display> {
    let (product, figures) = (&line.product, &line.figures);
    LineCells {
        product: &product.code,
        product_name: &product.name,
        unit: &product.unit,
        provisioned: figures.provisioned,
        used: figures.used,
        over_provisioned_percent: line.over_provisioned(),
        default_chargeable: figures.default_chargeable,
        chargeable: line.chargeable(),
        penalty: line.penalty,
        carried_forward: figures.carried_forward,
        comment: comment(line).unwrap_or_default(),
    }
}

impl<Figure: Display, Share: Display> LineCells<'_, Figure, Share> {
    /// Writes the line's own cells.
    pub(in crate::actions) fn write(&self, row: &mut impl RowCells) {
        row.text(self.product);
        row.text(self.product_name);
        row.text(self.unit);
        row.number(&self.provisioned);
        row.number_or_empty(self.used.as_ref());
        row.number_or_empty(self.over_provisioned_percent.as_ref());
        row.number(&self.default_chargeable);
        row.number(&self.chargeable);
        row.plain(yes_no(self.penalty));
        row.plain(yes_no(self.carried_forward));
        row.text(self.comment);
    }
}
