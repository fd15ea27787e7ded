//! Counts a cycle's reports by status at the end of each day.
//!
//! Computed from each report's present row, which is enough for a chart but not the whole story: a
//! report that was rejected and submitted again counts as with its partner until its last
//! submission; a reopened one as under review since then; a dispatched one as sent since it was
//! approved.

use super::list::Scope;
use super::row_sources::{Readership, whose};
use super::walk::Narrow;
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;
use countersign_domain::zone::{Zone, date_of_number, day_number};

statements! {
    ALL = "SELECT status, made_at, submitted_at, decided_at FROM reports WHERE cycle = $1";
    OF_DISTRIBUTOR = "SELECT status, made_at, submitted_at, decided_at FROM reports \
        WHERE cycle = $1 AND distributor_id = $2";
    OF_VENDOR = "SELECT status, made_at, submitted_at, decided_at FROM reports \
        WHERE cycle = $1 AND vendor_id = $2 AND status IN ('submitted', 'completed')";
    OF_PARTNER = "SELECT status, made_at, submitted_at, decided_at FROM reports \
        WHERE cycle = $1 AND partner_id = $2";
}

/// The most days of a chart.
const MOST_DAYS: i64 = 400;

/// The number of reports by status at the end of a local day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCount {
    /// The day, as days since 1970-01-01.
    pub day: i64,
    /// With their partners for the first time.
    pub preparing: i64,
    /// Under review.
    pub under_review: i64,
    /// With their partners again.
    pub rejected: i64,
    /// Approved.
    pub approved: i64,
    /// Approved, and with the vendor by now.
    pub beyond: i64,
}

impl DayCount {
    /// The part that a vendor knows.
    #[must_use]
    pub fn beyond_alone(self) -> Self {
        Self { day: self.day, beyond: self.beyond, ..Self::default() }
    }

    fn add(&mut self, other: &Self) {
        self.preparing += other.preparing;
        self.under_review += other.under_review;
        self.rejected += other.rejected;
        self.approved += other.approved;
        self.beyond += other.beyond;
    }

    const fn place(&mut self, decided: Status) -> &mut i64 {
        match decided {
            Status::Preparing => &mut self.preparing,
            Status::UnderReview => &mut self.under_review,
            Status::Rejected => &mut self.rejected,
            Status::Approved => &mut self.approved,
            Status::Submitted | Status::Completed => &mut self.beyond,
        }
    }
}

/// For each local day from the first report's making to that of `until`, the number of a scope's
/// and cycle's reports by status at its end. Days before `until` are over; the last one may not be.
///
/// # Errors
/// Fails when the database does.
pub async fn progress(
    tx: &mut Tx,
    scope: &Scope,
    cycle: Cycle,
    zone: &Zone,
    until: Instant,
) -> Result<Vec<DayCount>> {
    let (sql, id) = match whose(tx, scope).await? {
        Readership::Nobody => return Ok(Vec::new()),
        Readership::Everybody => (ALL, None),
        Readership::One(Narrow::Distributor(id)) => (OF_DISTRIBUTOR, Some(id)),
        Readership::One(Narrow::Vendor(id)) => (OF_VENDOR, Some(id)),
        Readership::Partner { id, .. } => (OF_PARTNER, Some(id)),
    };
    let mut values: Vec<Value<'_>> = vec![cycle.into()];
    values.extend(id.map(Value::Int));
    let mut days = DayChanges::new(cycle, zone, until);
    tx.each(sql, &values, |row| days.add(row)).await?;
    Ok(days.counts())
}

/// Changes per day; the counts are their sums.
struct DayChanges {
    /// Where each day ends.
    ends: Vec<Instant>,
    changes: Vec<DayCount>,
    first: usize,
}

impl DayChanges {
    fn new(cycle: Cycle, zone: &Zone, until: Instant) -> Self {
        // No report is made before its cycle has ended.
        let first = day_number(cycle.plus(1).first_date());
        let last = day_number(zone.date_of(until)).min(first + MOST_DAYS - 1);
        let days = first..=last;
        let ends = days.clone().map(|day| zone.day_start(date_of_number(day + 1))).collect();
        let changes = days.map(|day| DayCount { day, ..DayCount::default() }).collect();
        Self { ends, changes, first: usize::MAX }
    }

    /// The day of an instant; none after the last day.
    fn day(&mut self, at: Instant) -> Option<&mut DayCount> {
        let day = self.ends.partition_point(|end| *end <= at);
        self.changes.get_mut(day)
    }

    fn add(&mut self, row: Row<'_>) -> Result<()> {
        let status = Status::parse(row.get(0)?).map_err(StoreError::Corrupt)?;
        let (made, submitted): (Instant, Option<Instant>) = (row.get(1)?, row.get(2)?);
        let decided: Option<Instant> = row.get(3)?;
        let day = self.ends.partition_point(|end| *end <= made);
        self.first = self.first.min(day);
        if let Some(day) = self.day(made) {
            day.preparing += 1;
        }
        if let Some(day) = submitted.and_then(|at| self.day(at)) {
            day.preparing -= 1;
            day.under_review += 1;
        }
        if let Some(day) = decided.and_then(|at| self.day(at)) {
            day.under_review -= 1;
            *day.place(status) += 1;
        }
        Ok(())
    }

    fn counts(self) -> Vec<DayCount> {
        let mut stands = DayCount::default();
        let days = self.changes.into_iter().map(|change| {
            stands.add(&change);
            DayCount { day: change.day, ..stands }
        });
        days.skip(self.first).collect()
    }
}
