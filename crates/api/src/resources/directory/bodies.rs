//! The bodies of the rows that are put, one per kind.

use super::cell::{self, Cell};
use serde::Deserialize;
use utoipa::ToSchema;

/// A body whose fields are cells.
pub(super) trait RowBody {
    /// The cells by the columns of the file, without the code.
    fn cells(&self) -> Vec<(&'static str, &Cell)>;
}

/// A region. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegionRow {
    /// Its name; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    name: Cell,
    /// Whether usage reports exist there.
    #[serde(default, deserialize_with = "cell::yes_or_no")]
    #[schema(value_type = Option<bool>)]
    usage_reports: Cell,
    /// The IANA name of its time zone.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "Europe/Berlin")]
    time_zone: Cell,
    /// The ISO 4217 code of its currency.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "EUR")]
    currency: Cell,
    /// The tag of its language: one of the program's, such as `de` or `de-AT`.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "de")]
    language: Cell,
}

impl RowBody for RegionRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![
            ("name", &self.name),
            ("usage_reports", &self.usage_reports),
            ("time_zone", &self.time_zone),
            ("currency", &self.currency),
            ("language", &self.language),
        ]
    }
}

/// A vendor. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VendorRow {
    /// Its name; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    name: Cell,
}

impl RowBody for VendorRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![("name", &self.name)]
    }
}

/// A distributor. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DistributorRow {
    /// Its name; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    name: Cell,
    /// The code of its region; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "EU")]
    region: Cell,
    /// distributor or isp.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "distributor")]
    r#type: Cell,
}

impl RowBody for DistributorRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![("name", &self.name), ("region", &self.region), ("type", &self.r#type)]
    }
}

/// A partner. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartnerRow {
    /// Its name; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    name: Cell,
    /// The code of its distributor; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    distributor: Cell,
    /// msp or reseller.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "msp")]
    r#type: Cell,
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    city: Cell,
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    state: Cell,
    /// The company id, a UUID. A new partner gets one by default.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, format = "uuid")]
    company_id: Cell,
    /// The first day under a new distributor.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, format = "date")]
    since: Cell,
}

impl RowBody for PartnerRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![
            ("name", &self.name),
            ("distributor", &self.distributor),
            ("type", &self.r#type),
            ("city", &self.city),
            ("state", &self.state),
            ("company_id", &self.company_id),
            ("since", &self.since),
        ]
    }
}

/// A product. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductRow {
    /// Its name; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    name: Cell,
    /// The billing unit; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "Seats")]
    unit: Cell,
    /// The code of its vendor.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    vendor: Cell,
    /// The decimals of its quantities, from 0 to 6.
    #[serde(default, deserialize_with = "cell::whole_number")]
    #[schema(value_type = Option<u8>)]
    decimals: Cell,
    /// Whether used units count.
    #[serde(default, deserialize_with = "cell::yes_or_no")]
    #[schema(value_type = Option<bool>)]
    reports_usage: Cell,
    /// peak, average, p85, last or sum.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, example = "peak")]
    basis: Cell,
}

impl RowBody for ProductRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![
            ("name", &self.name),
            ("unit", &self.unit),
            ("vendor", &self.vendor),
            ("decimals", &self.decimals),
            ("reports_usage", &self.reports_usage),
            ("basis", &self.basis),
        ]
    }
}

/// A customer. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerRow {
    /// Its name; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    name: Cell,
    /// The code of its partner; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    partner: Cell,
    /// The first day under a new partner.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, format = "date")]
    since: Cell,
}

impl RowBody for CustomerRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![("name", &self.name), ("partner", &self.partner), ("since", &self.since)]
    }
}

/// A subscription. Omitted fields keep their stored values; null clears a value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionRow {
    /// The code of its customer; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    customer: Cell,
    /// The code of its product; required.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    product: Cell,
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>)]
    plan: Cell,
    #[serde(default, deserialize_with = "cell::yes_or_no")]
    #[schema(value_type = Option<bool>)]
    billable: Cell,
    /// Its last day.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, format = "date")]
    ends_on: Cell,
    /// The first day under a new customer.
    #[serde(default, deserialize_with = "cell::text")]
    #[schema(value_type = Option<String>, format = "date")]
    since: Cell,
}

impl RowBody for SubscriptionRow {
    fn cells(&self) -> Vec<(&'static str, &Cell)> {
        vec![
            ("customer", &self.customer),
            ("product", &self.product),
            ("plan", &self.plan),
            ("billable", &self.billable),
            ("ends_on", &self.ends_on),
            ("since", &self.since),
        ]
    }
}
