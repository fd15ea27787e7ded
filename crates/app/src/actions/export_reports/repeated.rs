//! The texts of a report that each of its lines repeats.

use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_store::reports::StoredReport;

/// The texts that every line of a report repeats.
pub(super) struct Repeated {
    pub(super) cycle: String,
    pub(super) period_start: String,
    pub(super) period_end: String,
    pub(super) deadline: String,
    pub(super) submitted_at: Option<String>,
    pub(super) decided_at: Option<String>,
}

impl Repeated {
    pub(super) fn of(stored: &StoredReport) -> Self {
        let report = &stored.report;
        let instant = |at: Option<Instant>| at.map(|at| at.to_string());
        Self {
            cycle: report.cycle.to_string(),
            period_start: report.cycle.first_date().to_string(),
            period_end: report.cycle.last_date().to_string(),
            deadline: report.deadline.to_string(),
            submitted_at: instant(report.submitted_at),
            decided_at: instant(report.decided_at),
        }
    }
}

pub(super) fn comment(line: &Line) -> Option<&str> {
    line.comment.as_ref().map(|comment| comment.text.as_str())
}
