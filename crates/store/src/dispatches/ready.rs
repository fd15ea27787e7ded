//! What a distributor could send: the approved reports of a cycle and the agreed amendments, beside
//! the status of the others.

use crate::error::{Result, StoreError};
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use uuid::Uuid;

statements! {
    STANDING = "SELECT vendor_id, vendor_code, status, COUNT(*) FROM reports \
        WHERE distributor_id = $1 AND cycle = $2 GROUP BY vendor_id, vendor_code, status \
        ORDER BY vendor_code, status";
    /// A report without units has only lines of 0.
    APPROVED = "SELECT r.cycle, r.partner_id, r.vendor_id, r.id, r.version, r.partner_code, \
        r.partner_name, EXISTS (SELECT 1 FROM report_lines l WHERE l.cycle = r.cycle \
        AND l.partner_id = r.partner_id AND l.vendor_id = r.vendor_id AND (l.provisioned <> 0 \
        OR l.default_chargeable <> 0 OR COALESCE(l.used, 0) <> 0 OR COALESCE(l.edited, 0) <> 0)) \
        AS has_units FROM reports r WHERE r.distributor_id = $1 AND r.cycle = $2 \
        AND r.status = 'approved' AND r.vendor_id = $3 ORDER BY r.partner_code";
    AMENDED = "SELECT r.cycle, r.partner_id, r.vendor_id, r.id, r.version, r.partner_code, \
        r.partner_name, c.amendment FROM corrections c JOIN reports r ON r.cycle = c.cycle \
        AND r.partner_id = c.partner_id AND r.vendor_id = c.vendor_id \
        WHERE c.distributor_id = $1 AND c.vendor_id = $2 AND c.state = 'agreed' \
        ORDER BY r.cycle, r.partner_code";
    VENDORS_AMENDED = "SELECT vendor_id, COUNT(*) FROM corrections \
        WHERE distributor_id = $1 AND state = 'agreed' GROUP BY vendor_id ORDER BY vendor_id";
}

/// The number of a vendor's reports with one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorStatusCount {
    /// The number of the vendor.
    pub vendor_id: i64,
    /// The code from import files.
    pub vendor: String,
    /// Their status.
    pub status: Status,
    /// Their number.
    pub count: i64,
}

/// A report, or an amendment of one, that could be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Its key.
    pub key: Key,
    /// The id, a UUID.
    pub report_id: Uuid,
    /// Its version.
    pub version: i64,
    /// Code of the partner.
    pub partner: String,
    /// Name of the partner.
    pub partner_name: String,
    /// Whether any of its lines has units.
    pub has_units: bool,
    /// The number of the amendment; none for the report itself.
    pub amendment: Option<i64>,
}

/// The number of a distributor's reports of a cycle by vendor and status.
///
/// # Errors
/// Fails when the database does.
pub async fn status_counts(
    tx: &mut Tx,
    distributor_id: i64,
    cycle: Cycle,
) -> Result<Vec<VendorStatusCount>> {
    tx.all(STANDING, &[distributor_id.into(), cycle.into()], |row| {
        Ok(VendorStatusCount {
            vendor_id: row.get(0)?,
            vendor: row.get(1)?,
            status: Status::parse(row.get(2)?).map_err(StoreError::Corrupt)?,
            count: row.get(3)?,
        })
    })
    .await
}

/// A distributor's approved reports of a cycle and vendor, by code of the partner.
///
/// # Errors
/// Fails when the database does.
pub async fn approved(
    tx: &mut Tx,
    distributor_id: i64,
    cycle: Cycle,
    vendor_id: i64,
) -> Result<Vec<Approved>> {
    tx.all(APPROVED, &[distributor_id.into(), cycle.into(), vendor_id.into()], |row| {
        Ok(Approved {
            key: Key::from_row(row)?,
            report_id: row.get(3)?,
            version: row.get(4)?,
            partner: row.get(5)?,
            partner_name: row.get(6)?,
            has_units: row.get(7)?,
            amendment: None,
        })
    })
    .await
}

/// A distributor's agreed amendments for a vendor that were not sent, of any cycle.
///
/// # Errors
/// Fails when the database does.
pub async fn amended(tx: &mut Tx, distributor_id: i64, vendor_id: i64) -> Result<Vec<Approved>> {
    tx.all(AMENDED, &[distributor_id.into(), vendor_id.into()], |row| {
        Ok(Approved {
            key: Key::from_row(row)?,
            report_id: row.get(3)?,
            version: row.get(4)?,
            partner: row.get(5)?,
            partner_name: row.get(6)?,
            has_units: true,
            amendment: row.get(7)?,
        })
    })
    .await
}

/// The vendors with waiting amendments of a distributor, and their numbers.
///
/// # Errors
/// Fails when the database does.
pub async fn vendors_amended(tx: &mut Tx, distributor_id: i64) -> Result<Vec<(i64, i64)>> {
    tx.all(VENDORS_AMENDED, &[distributor_id.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}
