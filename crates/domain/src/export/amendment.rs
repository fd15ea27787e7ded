//! The document of an amendment: its difference, in the form of a report's document.

use super::{DOCUMENT_VERSION, Names, hex};
use crate::correction::{CorrectedLine, Correction};
use crate::history::Hash;
use crate::quantity::Quantity;
use crate::report::Report;
use serde_json::{Value, json};

/// The document of an amendment of a report whose history ends with `head`. It names the corrected
/// report by its id; before and after are chargeable units, and a line that the report did not have
/// has no value before.
#[must_use]
pub fn amendment_document(
    names: &Names,
    report: &Report,
    correction: &Correction,
    head: &Hash,
) -> String {
    let lines: Vec<Value> = correction.lines.iter().map(line).collect();
    json!({
        "document_version": DOCUMENT_VERSION,
        "report_id": names.report_id.to_string(),
        "amendment": correction.amendment,
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
        "proposed_at": correction.proposed_at.to_string(),
        "reason": correction.reason,
        "version": report.version,
        "history_head": hex(head),
        "lines": lines,
    })
    .to_string()
}

fn line(line: &CorrectedLine) -> Value {
    json!({
        "product": line.product.code,
        "product_name": line.product.name,
        "unit": line.product.unit,
        "before": line.before.map(|units| units.to_string()),
        "after": line.after.to_string(),
        "difference": Quantity::from_micros(line.difference_micros()).to_string(),
        "reason": line.reason,
    })
}
