//! Counts the reports of a distributor's cycle by what it still has to do.
//!
//! The count reads each report of the cycle once, as a chart does. There is no index for it,
//! because every decision would have to update it. Its conditions are those of the lists behind the
//! counts ([`list`]), word for word.

mod list;

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;

pub(crate) use list::STATEMENTS as LIST_STATEMENTS;
pub use list::{ListedReport, MetricCursor, ReportMetric, Silent, items, silent, unmade_items};

/// The conditions on a report `r`; `$1` is the distributor, `$2` the cycle, `$6` the instant with
/// which a deadline, a review date or an invitation is compared.
macro_rules! is {
    (unopened) => {
        "NOT EXISTS (SELECT 1 FROM report_openings o WHERE o.cycle = r.cycle \
         AND o.partner_id = r.partner_id AND o.vendor_id = r.vendor_id)"
    };
    (due, $at:literal) => {
        concat!("r.status IN ('preparing', 'rejected') AND r.deadline <= ", $at)
    };
    (review_late, $at:literal) => {
        concat!("r.status = 'under-review' AND r.review_by <= ", $at)
    };
    (left_behind) => {
        "r.status = 'approved' AND r.vendor_id IN (SELECT s.vendor_id FROM reports s \
         WHERE s.distributor_id = $1 AND s.cycle = $2 AND s.status IN ('submitted', 'completed'))"
    };
    (submitted_by_system) => { "r.submission = 'automatic' AND r.flagged = FALSE" };
    (penalised) => { "r.submission = 'automatic' AND r.flagged = TRUE" };
    (approved_by_system) => { "r.approval = 'automatic'" };
    // A person whose role works on reports, and who can sign in or has an invitation.
    (nobody, $at:literal, $open:literal) => {
        concat!("NOT EXISTS (SELECT 1 FROM memberships m WHERE m.company_id = r.partner_id \
         AND m.role IN ('Administrator', 'Billing Manager') AND (", $open,
            " = TRUE OR EXISTS (SELECT 1 FROM passwords w \
         WHERE w.person_id = m.person_id) OR EXISTS (SELECT 1 FROM external_identities x \
         WHERE x.person_id = m.person_id AND x.company_id = m.company_id) OR EXISTS (SELECT 1 \
         FROM one_time_links l WHERE l.person_id = m.person_id AND l.used_at IS NULL \
         AND l.expires_at > ", $at, ")))")
    };
}
use is;

macro_rules! count {
    ($($condition:tt)*) => {
        concat!("COUNT(CASE WHEN ", $($condition)*, " THEN 1 END)")
    };
}

statements! {
    TALLY = concat!("SELECT ",
        count!("r.status = 'preparing'"), ", ", count!("r.status = 'under-review'"), ", ",
        count!("r.status = 'rejected'"), ", ", count!("r.status = 'approved'"), ", ",
        count!("r.status = 'submitted'"), ", ", count!("r.status = 'completed'"), ", ",
        count!(is!(unopened)), ", ", count!(is!(due, "$3")), ", ",
        count!(is!(review_late, "$4")), ", ", count!(is!(left_behind)), ", ",
        count!(is!(submitted_by_system)), ", ", count!(is!(penalised)), ", ",
        count!(is!(approved_by_system)),
        " FROM reports r WHERE r.distributor_id = $1 AND r.cycle = $2");
    NOBODY = concat!("SELECT COUNT(DISTINCT r.partner_id) FROM reports r \
        WHERE r.distributor_id = $1 AND r.cycle = $2 AND ", is!(nobody, "$3", "$4"));
    SILENT = "SELECT COUNT(CASE WHEN f.standing = 'no-data' THEN 1 END), \
        COUNT(CASE WHEN f.standing = 'carried-forward' THEN 1 END) FROM figures f \
        JOIN reports r ON r.cycle = f.cycle AND r.partner_id = f.partner_id \
        AND r.vendor_id = f.vendor_id WHERE f.cycle = $2 \
        AND f.standing IN ('carried-forward', 'no-data') AND r.distributor_id = $1";
    FAULTS = "SELECT COUNT(*) FROM faults f JOIN partners p ON p.id = f.partner_id \
        WHERE p.distributor_id = $1 AND f.cycle = $2 AND NOT EXISTS (SELECT 1 FROM reports r \
        WHERE r.cycle = f.cycle AND r.partner_id = f.partner_id AND r.vendor_id = f.vendor_id)";
    UNMADE = "SELECT COUNT(*) FROM partners \
        WHERE distributor_id = $1 AND type = 'msp' AND made_through < $2";
}

/// The instants with which reports are compared.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The installation's time.
    pub now: Instant,
    /// The machine's time, with which invitations are compared.
    pub machine: Instant,
    /// Deadlines up to this one are near or past.
    pub near: Instant,
    /// Whether everyone can sign in, as in a demonstration.
    pub is_open: bool,
}

/// A cycle of one distributor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DistributorCycle {
    /// The distributor's number.
    pub distributor_id: i64,
    /// The cycle.
    pub cycle: Cycle,
}

/// The counts of a distributor's cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CycleTally {
    /// Reports by status, in the order of a report's life.
    pub statuses: Vec<(Status, i64)>,
    /// Reports that no one at their partner has viewed.
    pub unopened: i64,
    /// Reports with their partners whose deadline is near or past.
    pub due: i64,
    /// Reports under review at or past their review date.
    pub review_late: i64,
    /// Approved reports that were left when others went to their vendor.
    pub left_behind: i64,
    /// Reports that the system submitted without penalties.
    pub submitted_by_system: i64,
    /// Reports that the system submitted with penalties.
    pub penalised: i64,
    /// Reports that the system approved.
    pub approved_by_system: i64,
    /// Partners without anyone to notify.
    pub nobody: i64,
    /// Subscriptions that have had no data for too long.
    pub no_data: i64,
    /// Subscriptions that are carried forward.
    pub carried_forward: i64,
    /// Reports that could not be made.
    pub faults: i64,
    /// Partners whose reports have yet to be made.
    pub unmade: i64,
}

/// Counts the reports of the cycle.
///
/// # Errors
/// Fails when the database does.
pub async fn tally(tx: &mut Tx, of: DistributorCycle, times: Times) -> Result<CycleTally> {
    let of: [Value<'_>; 2] = [of.distributor_id.into(), of.cycle.into()];
    let [distributor, month] = of;
    let values = [distributor, month, times.near.into(), times.now.into()];
    let mut tally = tx.first(TALLY, &values, of_reports).await?.unwrap_or_default();
    let values = [distributor, month, times.machine.into(), times.is_open.into()];
    tally.nobody = tx.first(NOBODY, &values, |row| row.get(0)).await?.unwrap_or(0);
    let pair = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?));
    (tally.no_data, tally.carried_forward) = tx.first(SILENT, &of, pair).await?.unwrap_or_default();
    tally.faults = tx.first(FAULTS, &of, |row| row.get(0)).await?.unwrap_or(0);
    tally.unmade = tx.first(UNMADE, &of, |row| row.get(0)).await?.unwrap_or(0);
    Ok(tally)
}

fn of_reports(row: Row<'_>) -> Result<CycleTally> {
    let mut statuses = Vec::new();
    for (column, status) in Status::ALL.into_iter().enumerate() {
        statuses.push((status, row.get(column)?));
    }
    Ok(CycleTally {
        statuses,
        unopened: row.get(6)?,
        due: row.get(7)?,
        review_late: row.get(8)?,
        left_behind: row.get(9)?,
        submitted_by_system: row.get(10)?,
        penalised: row.get(11)?,
        approved_by_system: row.get(12)?,
        ..CycleTally::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::access::{Area, Right, right};
    use countersign_domain::actor::{CompanyKind, Role};

    #[test]
    fn who_could_be_told_is_whoever_works_on_reports() {
        let works =
            |role: &Role| right(CompanyKind::Partner, *role, Area::UsageReports) == Right::Full;
        let names: Vec<_> =
            Role::ALL.iter().filter(|it| works(it)).map(|it| format!("'{}'", it.name())).collect();
        assert!(is!(nobody, "$3", "$4").contains(&format!("({})", names.join(", "))));
    }

    #[test]
    fn counts_stand_in_the_order_of_a_reports_life() {
        let mut rest = TALLY;
        for status in Status::ALL {
            let found = rest.find(&format!("r.status = '{}'", status.token()));
            rest = &rest[found.unwrap() + 1..];
        }
    }
}
