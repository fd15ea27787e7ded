//! The facts of a message, as JSON in the outbox: actions write them, and the delivery thread reads
//! them.

use countersign_domain::dispatch::dispatch_name;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The facts of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    /// The id of the report, for its address.
    pub id: String,
    /// Name of the partner.
    pub partner: String,
    /// Name of the distributor.
    pub distributor: String,
    /// The region's time zone.
    pub zone: String,
    /// The partner's deadline.
    pub deadline: Instant,
    /// The review date, if it is under review.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review_by: Option<Instant>,
    /// The deadline before it was moved, if it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deadline_was: Option<Instant>,
    /// Versions of the system's history entries to explain. Their explanations are computed when
    /// the message is written, because they never change.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub explains: Vec<i64>,
    /// Whether it was approved in the same moment.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub approved: bool,
    /// The reason of a rejection, reopening, return or extension.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// The reasons per line: name of the product and text.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub line_reasons: Vec<(String, String)>,
    /// The chargeable units that the deadline has changed. For a reminder, those that it will
    /// change, computed when the message is written.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<DeadlineChange>,
}

/// A change of chargeable units by a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineChange {
    /// Name of the product.
    pub product: String,
    /// The billing unit.
    pub unit: String,
    /// Chargeable units before the change.
    pub from: Quantity,
    /// Chargeable units after the change.
    pub to: Quantity,
    /// Whether it is a penalty; otherwise a figure without a comment goes back to its default.
    pub penalty: bool,
}

/// The facts of a dispatch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchFacts {
    /// The id of the dispatch, for its address.
    pub id: String,
    /// The distributor's number of the dispatch.
    pub number: i64,
    /// The distributor's code; older rows of the outbox have none.
    #[serde(default)]
    pub code: String,
    /// Name of the distributor.
    pub distributor: String,
    /// Name of the vendor.
    pub vendor: String,
    /// The number of its reports.
    pub reports: i64,
    /// The number of reports that the vendor completed.
    #[serde(default)]
    pub completed: i64,
    /// The number of reports that the vendor returned.
    #[serde(default)]
    pub returned: i64,
    /// The earliest cycle of its reports.
    pub first_cycle: String,
    /// The latest cycle of its reports.
    pub last_cycle: String,
    /// The distributor's purchase-order number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purchase_order: Option<String>,
    /// The distributor's note.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

impl DispatchFacts {
    /// What people call the dispatch.
    #[must_use]
    pub fn name(&self) -> String {
        match self.code.as_str() {
            "" => self.number.to_string(),
            code => dispatch_name(code, self.number),
        }
    }
}

/// The facts of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// When it happened.
    pub at: Instant,
    /// The instant at which the link expires.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Instant>,
    /// A description of the browser and the machine.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub device: Option<String>,
    /// The network address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<String>,
    /// The event of the audit record, by its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub event: Option<String>,
    /// The person whom it is about, if that is not the reader: name and address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<String>,
    /// The value before and after, as the audit record has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub change: Option<String>,
}

impl AccountFacts {
    /// Facts with nothing but an instant.
    #[must_use]
    pub const fn at(at: Instant) -> Self {
        let (until, device, address, event, person, change) = (None, None, None, None, None, None);
        Self { at, until, device, address, event, person, change }
    }
}

/// The facts as JSON for the outbox.
///
/// # Panics
/// Never fails: facts are texts, numbers and lists.
#[must_use]
pub fn written(facts: &impl Serialize) -> String {
    serde_json::to_string(facts).expect("facts have string keys only")
}

/// Reads the facts of an outbox row.
///
/// # Errors
/// The fault of the text.
pub fn read<T: DeserializeOwned>(data: &str) -> Result<T, String> {
    serde_json::from_str(data).map_err(|error| format!("what a message says: {error}"))
}
