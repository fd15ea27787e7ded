//! What a message says, as the outbox holds it: written by an action, read by whoever sends it.

use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What is told of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    /// Its id, which its address is made of.
    pub id: String,
    /// Name of the partner.
    pub partner: String,
    /// Name of the distributor.
    pub distributor: String,
    /// The region's time zone.
    pub zone: String,
    /// The end of the partner's time.
    pub deadline: Instant,
    /// When the distributor is looked to, where it is under review.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review_by: Option<Instant>,
    /// The end of the partner's time before it was moved, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deadline_was: Option<Instant>,
    /// Versions of the history entries by the system that are told of: their explanations are
    /// worked out when the message is written, as they say the same for good.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub explains: Vec<i64>,
    /// Whether it was approved in the same moment.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub approved: bool,
    /// Why it was sent back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// Why, per line: name of the product and text.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub line_reasons: Vec<(String, String)>,
    /// What the deadline has changed about chargeable units; of a reminder, what it will change,
    /// which is worked out when the message is written.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<DeadlineChange>,
}

/// Chargeable units that the deadline changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineChange {
    /// Name of the product.
    pub product: String,
    /// Its billing unit.
    pub unit: String,
    /// Chargeable units without that.
    pub from: Quantity,
    /// Chargeable units with it.
    pub to: Quantity,
    /// Whether it is a penalty; else a figure without a comment that goes back to the default.
    pub penalty: bool,
}

/// What is told of a dispatch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchFacts {
    /// Its id, which its address is made of.
    pub id: String,
    /// Its number among the distributor's.
    pub number: i64,
    /// Name of the distributor.
    pub distributor: String,
    /// Name of the vendor.
    pub vendor: String,
    /// How many reports it holds.
    pub reports: i64,
    /// Those that the vendor processed.
    #[serde(default)]
    pub completed: i64,
    /// Those that it sent back.
    #[serde(default)]
    pub returned: i64,
    /// The earliest cycle of its reports.
    pub first_cycle: String,
    /// The latest one.
    pub last_cycle: String,
    /// The distributor's purchase-order number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purchase_order: Option<String>,
    /// What the distributor said about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// What is told of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// When it happened.
    pub at: Instant,
    /// Until when the link opens.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Instant>,
    /// The browser and the machine, as they call themselves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub device: Option<String>,
    /// Its address in the network.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<String>,
    /// What changed, by the name of the audit record.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub event: Option<String>,
    /// Whom it is about, where that is not the reader: name and address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<String>,
    /// What was so before, and is since.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub change: Option<String>,
}

impl AccountFacts {
    /// Those of which nothing is known but when it happened.
    #[must_use]
    pub const fn at(at: Instant) -> Self {
        let (until, device, address, event, person, change) = (None, None, None, None, None, None);
        Self { at, until, device, address, event, person, change }
    }
}

/// As the outbox holds it.
///
/// # Panics
/// Never: facts are texts, numbers and lists.
#[must_use]
pub fn written(facts: &impl Serialize) -> String {
    serde_json::to_string(facts).expect("facts have string keys only")
}

/// Reads what the outbox holds.
///
/// # Errors
/// What is wrong with it.
pub fn read<T: DeserializeOwned>(data: &str) -> Result<T, String> {
    serde_json::from_str(data).map_err(|error| format!("what a message says: {error}"))
}
