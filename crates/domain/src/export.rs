//! The canonical export document of a report, and its content hash.
//!
//! One JSON text for one state of a report: keys sorted, quantities as strings, no spaces, absent
//! as null. The same report gives the same bytes on every engine and machine, which is what a
//! dispatch carries, what a copy is compared by, and what a signature will sign.

use crate::history::Hash;
use crate::line::Line;
use crate::report::{How, Report};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The version of the document's form.
pub const DOCUMENT_VERSION: u32 = 1;

/// What a report is known by outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The report's id.
    pub report_id: Uuid,
    /// Code of the distributor.
    pub distributor: String,
    /// Its name.
    pub distributor_name: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// Its name.
    pub partner_name: String,
    /// Its company id.
    pub company_id: String,
    /// Its city.
    pub city: Option<String>,
    /// Its state.
    pub state: Option<String>,
}

/// The canonical document of a report whose history ends with `head`.
#[must_use]
pub fn document(names: &Names, report: &Report, head: &Hash) -> String {
    let lines: Vec<Value> = report.lines.iter().map(line).collect();
    let instant = |at: Option<crate::instant::Instant>| at.map(|at| at.to_string());
    json!({
        "document_version": DOCUMENT_VERSION,
        "report_id": names.report_id.to_string(),
        "cycle": report.cycle.to_string(),
        "period_start": report.cycle.first_date().to_string(),
        "period_end": report.cycle.last_date().to_string(),
        "time_zone": report.zone.name(),
        "distributor": names.distributor,
        "distributor_name": names.distributor_name,
        "vendor": names.vendor,
        "partner": names.partner,
        "partner_name": names.partner_name,
        "company_id": names.company_id,
        "city": names.city,
        "state": names.state,
        "status": report.status.token(),
        "review_kind": report.review.map(crate::status::ReviewKind::label),
        "submission": report.submission.map(How::token),
        "submitted_at": instant(report.submitted_at),
        "approval": report.approval.map(How::token),
        "decided_at": instant(report.decided_at),
        "deadline": report.deadline.to_string(),
        "flagged": report.flagged,
        "reasons": report.reasons,
        "report_comment": report.comment,
        "version": report.version,
        "history_head": hex(head),
        "lines": lines,
    })
    .to_string()
}

fn line(line: &Line) -> Value {
    json!({
        "product": line.product.code,
        "product_name": line.product.name,
        "unit": line.product.unit,
        "basis": line.product.basis.token(),
        "provisioned": line.figures.provisioned.to_string(),
        "used": line.figures.used.map(|used| used.to_string()),
        "default_chargeable": line.figures.default_chargeable.to_string(),
        "over_provisioned_percent": line.over_provisioned().map(|share| share.to_string()),
        "chargeable": line.chargeable().to_string(),
        "penalty": line.penalty,
        "carried_forward": line.figures.carried_forward,
        "comment": line.comment.as_ref().map(|comment| comment.text.clone()),
    })
}

/// The content hash of a document: SHA-256.
#[must_use]
pub fn content_hash(document: &str) -> Hash {
    Sha256::digest(document).into()
}

/// A hash as 64 hexadecimal digits.
#[must_use]
pub fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
