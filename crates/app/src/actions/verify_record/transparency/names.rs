//! Records of the log in words.

use crate::actions::verify_record::findings::shown;
use crate::actions::verify_record::record_context::RecordContext;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};

/// The record for people.
pub(super) fn words(known: &RecordContext, name: &LeafName) -> String {
    let LeafName { kind, number, .. } = name;
    // A person who writes to the database, or a file that was kept, can give any name.
    let record = shown(&name.record);
    match kind {
        LeafKind::History => match name.numbers() {
            Some([cycle, partner, vendor]) => format!(
                "report {} of {} ({}): history entry {number}",
                Cycle::from_number(cycle),
                known.code(partner),
                known.code(vendor)
            ),
            None => format!("history entry {number} of {record}"),
        },
        LeafKind::Dispatch => match name.numbers() {
            Some([distributor]) => format!("dispatch {number} of {}", known.code(distributor)),
            None => format!("dispatch {number} of {record}"),
        },
        LeafKind::Closing => match name.numbers() {
            Some([distributor, cycle]) => format!(
                "closing of {} by {} at {}",
                Cycle::from_number(cycle),
                known.code(distributor),
                Instant::from_micros(*number)
            ),
            None => format!("closing {record}"),
        },
        LeafKind::Purge => format!("purge {record}"),
        LeafKind::Key => format!("log key {record}"),
        LeafKind::Setting => format!("change {record} of a setting"),
        LeafKind::Audit => format!("audit entry {record}"),
        LeafKind::AuditDetails => format!("personal data of audit entry {record}"),
    }
}
