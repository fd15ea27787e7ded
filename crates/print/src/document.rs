//! The parts of a canonical document that stand on pages.

use crate::pdf::PrintError;
use countersign_domain::quantity::Quantity;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) report_id: String,
    pub(crate) cycle: String,
    pub(crate) period_start: String,
    pub(crate) period_end: String,
    pub(crate) time_zone: String,
    pub(crate) distributor: String,
    pub(crate) distributor_name: String,
    pub(crate) vendor: String,
    pub(crate) partner: String,
    pub(crate) partner_name: String,
    pub(crate) company_id: String,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) status: String,
    pub(crate) review_kind: Option<String>,
    pub(crate) submission: Option<String>,
    pub(crate) submitted_at: Option<String>,
    pub(crate) approval: Option<String>,
    pub(crate) decided_at: Option<String>,
    pub(crate) deadline: String,
    pub(crate) flagged: bool,
    pub(crate) reasons: Option<String>,
    pub(crate) report_comment: Option<String>,
    pub(crate) version: i64,
    pub(crate) history_head: String,
    pub(crate) lines: Vec<LineText>,
}

#[derive(Deserialize)]
pub(crate) struct LineText {
    pub(crate) product: String,
    pub(crate) product_name: String,
    pub(crate) unit: String,
    pub(crate) provisioned: Quantity,
    pub(crate) used: Option<Quantity>,
    pub(crate) default_chargeable: Quantity,
    pub(crate) over_provisioned_percent: Option<String>,
    pub(crate) chargeable: Quantity,
    pub(crate) penalty: bool,
    pub(crate) carried_forward: bool,
    pub(crate) comment: Option<String>,
}

impl Document {
    pub(crate) fn read(text: &str) -> Result<Self, PrintError> {
        serde_json::from_str(text).map_err(|error| PrintError::Unreadable(error.to_string()))
    }
}
