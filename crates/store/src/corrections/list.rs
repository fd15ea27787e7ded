//! Lists of corrections, the last moved first.

use super::state;
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::correction::CorrectionState;
use countersign_domain::instant::Instant;
use uuid::Uuid;

macro_rules! listed {
    ($whose:literal) => {
        concat!(
            "SELECT c.cycle, c.partner_id, c.vendor_id, c.number, c.state, c.amendment, \
             c.company_id, c.proposed_at, c.changed_at, c.reason, r.id, r.partner_name, \
             r.vendor_code, r.distributor_name, (SELECT COUNT(*) FROM correction_lines l \
             WHERE l.cycle = c.cycle AND l.partner_id = c.partner_id \
             AND l.vendor_id = c.vendor_id AND l.number = c.number) AS line_count \
             FROM corrections c JOIN reports r ON r.cycle = c.cycle \
             AND r.partner_id = c.partner_id AND r.vendor_id = c.vendor_id \
             WHERE (c.changed_at, c.partner_id, c.cycle, c.vendor_id, c.number) \
             < ($1, $2, $3, $4, $5) AND ($7 = '' OR c.state = $7) AND c.company_id <> $8 ",
            $whose,
            "ORDER BY c.changed_at DESC, c.partner_id DESC, c.cycle DESC, c.vendor_id DESC, \
             c.number DESC LIMIT $6"
        )
    };
}

statements! {
    ALL = listed!("");
    OF_DISTRIBUTOR = listed!("AND c.distributor_id = $9 ");
    OF_PARTNER = listed!("AND c.partner_id = $9 ");
    WAITING_FOR_DISTRIBUTOR = "SELECT COUNT(*) FROM corrections \
        WHERE distributor_id = $1 AND state = 'proposed' AND company_id <> $1";
    WAITING_FOR_PARTNER = "SELECT COUNT(*) FROM corrections \
        WHERE partner_id = $1 AND state = 'proposed' AND company_id <> $1";
    WITH_VENDOR = "SELECT COUNT(*) FROM corrections WHERE vendor_id = $1 AND state = 'dispatched'";
}

/// The reports whose corrections are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionScope {
    /// All reports: the operator's list.
    All,
    /// Reports of a distributor.
    Distributor(i64),
    /// Reports of a partner.
    Partner(i64),
}

/// The selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionFilter {
    /// All corrections.
    Any,
    /// Corrections in this state.
    State(CorrectionState),
    /// Corrections that wait for the answer of this company.
    WaitFor(i64),
}

/// A position in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectionCursor {
    /// When the correction moved.
    pub changed_at: Instant,
    /// The key of the report.
    pub report: Key,
    /// Its number among the report's corrections.
    pub number: i64,
}

/// A correction as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCorrection {
    /// The position in the list.
    pub place: CorrectionCursor,
    /// The state of the correction.
    pub state: CorrectionState,
    /// The number of the amendment, if it was agreed to.
    pub amendment: Option<i64>,
    /// The company that proposed it.
    pub company_id: i64,
    /// When it was proposed.
    pub proposed_at: Instant,
    /// The reason.
    pub reason: String,
    /// The report's id.
    pub report_id: Uuid,
    /// The partner's name.
    pub partner_name: String,
    /// Code of the vendor.
    pub vendor: String,
    /// The distributor's name.
    pub distributor_name: String,
    /// How many lines it has.
    pub line_count: i64,
}

/// Up to `limit` corrections after the one at the end of the page before.
///
/// # Errors
/// Fails when the database does.
pub async fn page(
    tx: &mut Tx,
    whose: CorrectionScope,
    which: CorrectionFilter,
    before: Option<CorrectionCursor>,
    limit: i64,
) -> Result<Vec<ListedCorrection>> {
    // The end of the year 9999, which both engines can represent.
    let mut values: Vec<Value<'_>> = match before {
        None => {
            let last = Instant::from_micros(253_402_300_799_000_000);
            vec![last.into(), i64::MAX.into(), 0.into(), 0.into(), 0.into()]
        }
        Some(CorrectionCursor { changed_at, report, number }) => {
            let [cycle, partner, vendor] = report.values();
            vec![changed_at.into(), partner, cycle, vendor, number.into()]
        }
    };
    let (state, not_of) = match which {
        CorrectionFilter::Any => ("", 0),
        CorrectionFilter::State(state) => (state.token(), 0),
        CorrectionFilter::WaitFor(company) => (CorrectionState::Proposed.token(), company),
    };
    values.extend([Value::from(limit), state.into(), Value::Int(not_of)]);
    let sql = match whose {
        CorrectionScope::All => ALL,
        CorrectionScope::Distributor(id) => {
            values.push(id.into());
            OF_DISTRIBUTOR
        }
        CorrectionScope::Partner(id) => {
            values.push(id.into());
            OF_PARTNER
        }
    };
    tx.all(sql, &values, listed).await
}

fn listed(row: Row<'_>) -> Result<ListedCorrection> {
    let report = Key::from_row(row)?;
    Ok(ListedCorrection {
        place: CorrectionCursor { changed_at: row.get(8)?, report, number: row.get(3)? },
        state: state(row.get(4)?)?,
        amendment: row.get(5)?,
        company_id: row.get(6)?,
        proposed_at: row.get(7)?,
        reason: row.get(9)?,
        report_id: row.get(10)?,
        partner_name: row.get(11)?,
        vendor: row.get(12)?,
        distributor_name: row.get(13)?,
        line_count: row.get(14)?,
    })
}

/// How many corrections wait for the answer of a distributor or a partner.
///
/// # Errors
/// Fails when the database does.
pub async fn waiting(tx: &mut Tx, whose: CorrectionScope) -> Result<i64> {
    let (sql, id) = match whose {
        CorrectionScope::All => return Ok(0),
        CorrectionScope::Distributor(id) => (WAITING_FOR_DISTRIBUTOR, id),
        CorrectionScope::Partner(id) => (WAITING_FOR_PARTNER, id),
    };
    Ok(tx.first(sql, &[id.into()], |row| row.get(0)).await?.unwrap_or(0))
}

/// How many amendments wait for a vendor's decision.
///
/// # Errors
/// Fails when the database does.
pub async fn with_vendor(tx: &mut Tx, vendor_id: i64) -> Result<i64> {
    Ok(tx.first(WITH_VENDOR, &[vendor_id.into()], |row| row.get(0)).await?.unwrap_or(0))
}
