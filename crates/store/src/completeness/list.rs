//! The lists behind the counts, by codes, page by page.

use super::{DistributorCycle, Times, is};
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::figure::Standing;
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;
use uuid::Uuid;

macro_rules! page_of {
    ($($condition:tt)*) => {
        concat!("SELECT r.id, r.partner_code, r.partner_name, r.vendor_code, r.status, \
            r.deadline, r.review_by, r.time_zone FROM reports r \
            WHERE r.distributor_id = $1 AND r.cycle = $2 \
            AND (r.partner_code, r.vendor_code) > ($3, $4) AND ", $($condition)*,
            " ORDER BY r.partner_code, r.vendor_code LIMIT $5")
    };
}

macro_rules! silent {
    ($standing:literal) => {
        concat!(
            "SELECT r.id, r.partner_code, r.partner_name, r.vendor_code, f.subscription_code, \
            f.customer_name, f.plan, f.in_force_at, r.time_zone, l.product_name \
            FROM figures f \
            JOIN reports r ON r.cycle = f.cycle AND r.partner_id = f.partner_id \
            AND r.vendor_id = f.vendor_id LEFT JOIN report_lines l ON l.cycle = f.cycle \
            AND l.partner_id = f.partner_id AND l.vendor_id = f.vendor_id \
            AND l.product_id = f.product_id WHERE f.cycle = $2 \
            AND f.standing IN ('carried-forward', 'no-data') AND f.standing = '",
            $standing,
            "' AND r.distributor_id = $1 \
            AND (r.partner_code, r.vendor_code, f.subscription_code) > ($3, $4, $5) \
            ORDER BY r.partner_code, r.vendor_code, f.subscription_code LIMIT $6"
        )
    };
}

statements! {
    PREPARING = page_of!("r.status = 'preparing'");
    UNDER_REVIEW = page_of!("r.status = 'under-review'");
    REJECTED = page_of!("r.status = 'rejected'");
    APPROVED = page_of!("r.status = 'approved'");
    SUBMITTED = page_of!("r.status = 'submitted'");
    COMPLETED = page_of!("r.status = 'completed'");
    UNOPENED = page_of!(is!(unopened));
    DUE = page_of!(is!(due, "$6"));
    REVIEW_LATE = page_of!(is!(review_late, "$6"));
    LEFT_BEHIND = page_of!(is!(left_behind));
    SUBMITTED_BY_SYSTEM = page_of!(is!(submitted_by_system));
    PENALISED = page_of!(is!(penalised));
    APPROVED_BY_SYSTEM = page_of!(is!(approved_by_system));
    NOBODY = page_of!(is!(nobody, "$6", "$7"));
    NO_DATA = silent!("no-data");
    CARRIED_FORWARD = silent!("carried-forward");
    UNMADE = "SELECT c.code, c.name FROM partners p JOIN companies c ON c.id = p.id \
        WHERE p.distributor_id = $1 AND c.code > $3 AND ((p.type = 'msp' \
        AND p.made_through < $2) OR EXISTS (SELECT 1 FROM faults f WHERE f.cycle = $2 \
        AND f.partner_id = p.id AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.cycle = f.cycle \
        AND r.partner_id = f.partner_id AND r.vendor_id = f.vendor_id))) \
        ORDER BY c.code LIMIT $4";
}

/// Reports that are listed for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportMetric {
    /// Reports with this status.
    Status(Status),
    /// No one at their partner has viewed them.
    Unopened,
    /// They are with their partners, and the deadline is near or past.
    Due,
    /// They are under review at or past their review date.
    ReviewLate,
    /// They are approved, and others went to their vendor without them.
    LeftBehind,
    /// The system submitted them, without penalties.
    SubmittedBySystem,
    /// The system submitted them, with penalties.
    Penalised,
    /// The system approved them.
    ApprovedBySystem,
    /// Their partner has no one to notify.
    Nobody,
}

impl ReportMetric {
    const fn statement(self) -> &'static str {
        match self {
            Self::Status(Status::Preparing) => PREPARING,
            Self::Status(Status::UnderReview) => UNDER_REVIEW,
            Self::Status(Status::Rejected) => REJECTED,
            Self::Status(Status::Approved) => APPROVED,
            Self::Status(Status::Submitted) => SUBMITTED,
            Self::Status(Status::Completed) => COMPLETED,
            Self::Unopened => UNOPENED,
            Self::Due => DUE,
            Self::ReviewLate => REVIEW_LATE,
            Self::LeftBehind => LEFT_BEHIND,
            Self::SubmittedBySystem => SUBMITTED_BY_SYSTEM,
            Self::Penalised => PENALISED,
            Self::ApprovedBySystem => APPROVED_BY_SYSTEM,
            Self::Nobody => NOBODY,
        }
    }

    /// The instant with which its condition compares.
    const fn instant(self, times: Times) -> Option<Instant> {
        match self {
            Self::Due => Some(times.near),
            Self::ReviewLate => Some(times.now),
            Self::Nobody => Some(times.machine),
            _ => None,
        }
    }
}

/// The row after which a page begins; blank texts come before every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricCursor {
    /// The partner's code.
    pub partner: String,
    /// The vendor's code.
    pub vendor: String,
    /// The subscription's code, if subscriptions are listed.
    pub subscription: String,
}

/// A report in a list, with its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedReport {
    /// The id, a UUID.
    pub id: Uuid,
    /// The partner's code.
    pub partner: String,
    /// The partner's name.
    pub partner_name: String,
    /// The vendor's code.
    pub vendor: String,
    /// The status.
    pub status: Status,
    /// The partner's deadline.
    pub deadline: Instant,
    /// The review date.
    pub review_by: Option<Instant>,
    /// The time zone of both.
    pub time_zone: String,
}

/// Up to `limit` reports after a place, by the codes of partner and vendor.
///
/// # Errors
/// Fails when the database does.
pub async fn items(
    tx: &mut Tx,
    of: DistributorCycle,
    item: ReportMetric,
    times: Times,
    after: &MetricCursor,
    limit: i64,
) -> Result<Vec<ListedReport>> {
    let mut values: Vec<Value<'_>> = vec![
        of.distributor_id.into(),
        of.cycle.into(),
        (&after.partner).into(),
        (&after.vendor).into(),
        limit.into(),
    ];
    values.extend(item.instant(times).map(Value::from));
    values.extend((item == ReportMetric::Nobody).then(|| Value::from(times.is_open)));
    tx.all(item.statement(), &values, listed).await
}

fn listed(row: Row<'_>) -> Result<ListedReport> {
    Ok(ListedReport {
        id: row.get(0)?,
        partner: row.get(1)?,
        partner_name: row.get(2)?,
        vendor: row.get(3)?,
        status: Status::parse(row.get(4)?).map_err(StoreError::Corrupt)?,
        deadline: row.get(5)?,
        review_by: row.get(6)?,
        time_zone: row.get(7)?,
    })
}

/// A subscription without data in the cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The report that names it.
    pub report_id: Uuid,
    /// The partner's code.
    pub partner: String,
    /// The partner's name.
    pub partner_name: String,
    /// The vendor's code.
    pub vendor: String,
    /// Its own code.
    pub subscription: String,
    /// Its customer's name.
    pub customer: String,
    /// The plan, if it has one.
    pub plan: Option<String>,
    /// The instant of its last reading, if it had one.
    pub last_at: Option<Instant>,
    /// The time zone of that instant.
    pub time_zone: String,
    /// The product, if the report has a line of it.
    pub product: Option<String>,
}

/// Up to `limit` subscriptions after a place with this standing: [`Standing::NoData`] or
/// [`Standing::CarriedForward`].
///
/// # Errors
/// Fails when the database does.
pub async fn silent(
    tx: &mut Tx,
    of: DistributorCycle,
    standing: Standing,
    after: &MetricCursor,
    limit: i64,
) -> Result<Vec<Silent>> {
    let sql = if standing == Standing::NoData { NO_DATA } else { CARRIED_FORWARD };
    let values = [
        of.distributor_id.into(),
        of.cycle.into(),
        (&after.partner).into(),
        (&after.vendor).into(),
        (&after.subscription).into(),
        limit.into(),
    ];
    tx.all(sql, &values, silent_row).await
}

fn silent_row(row: Row<'_>) -> Result<Silent> {
    Ok(Silent {
        report_id: row.get(0)?,
        partner: row.get(1)?,
        partner_name: row.get(2)?,
        vendor: row.get(3)?,
        subscription: row.get(4)?,
        customer: row.get(5)?,
        plan: row.get(6)?,
        last_at: row.get(7)?,
        time_zone: row.get(8)?,
        product: row.get(9)?,
    })
}

/// Up to `limit` partners, by code and name, whose reports have yet to be made or could not be
/// made.
///
/// # Errors
/// Fails when the database does.
pub async fn unmade_items(
    tx: &mut Tx,
    of: DistributorCycle,
    after: &MetricCursor,
    limit: i64,
) -> Result<Vec<(String, String)>> {
    let values = [of.distributor_id.into(), of.cycle.into(), (&after.partner).into(), limit.into()];
    tx.all(UNMADE, &values, |row| Ok((row.get(0)?, row.get(1)?))).await
}
