//! The bodies of the distributor's decisions.

use countersign_app::formats::json_object;
use serde::Deserialize;
use utoipa::ToSchema;

/// An approval.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approval {
    /// A note, kept in the history.
    pub(super) note: Option<String>,
}

/// A rejection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rejection {
    /// The reasons, which the partner reads.
    pub(super) reasons: Option<String>,
    /// Reasons for individual lines.
    #[serde(default, deserialize_with = "json_object::list")]
    pub(super) lines: Vec<LineReason>,
}

/// The reason for the rejection of a line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineReason {
    /// The code of the line's product.
    #[schema(example = "EP")]
    pub(super) product: String,
    pub(super) reason: String,
}

/// The reopening of an approved report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reopening {
    /// The reason; required.
    pub(super) reason: Option<String>,
}

/// More time for the partner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Extension {
    /// The new deadline: an instant, or a date for the end of that day in the region's time zone.
    #[schema(example = "2026-11-12")]
    pub(super) until: String,
    /// The reason; required.
    pub(super) reason: Option<String>,
}
