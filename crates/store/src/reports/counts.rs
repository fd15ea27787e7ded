//! Counts reports by status, and lists the cycles that have reports.

use super::list::{Filter, ListRow, Scope, SortKey};
use super::page::{List, RowSource};
use super::row_sources::{Readership, whose};
use super::walk::Narrow;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;

/// From each cycle to the one before: as many seeks as there are cycles.
macro_rules! cycles {
    ($of:literal, $kept:literal) => {
        concat!(
            "WITH RECURSIVE present (cycle) AS (SELECT MAX(cycle) FROM reports WHERE ",
            $of,
            "cycle > 0 UNION ALL SELECT (SELECT MAX(r.cycle) FROM reports r WHERE ",
            $of,
            "r.cycle < present.cycle) FROM present WHERE present.cycle IS NOT NULL) \
             SELECT cycle FROM present WHERE cycle IS NOT NULL",
            $kept,
            " ORDER BY cycle DESC"
        )
    };
}

statements! {
    ALL = cycles!("", "");
    OF_DISTRIBUTOR = cycles!("distributor_id = $1 AND ", "");
    OF_VENDOR = cycles!("vendor_id = $1 AND status IN ('submitted', 'completed') AND ", "");
    OF_PARTNER = cycles!("", " AND EXISTS (SELECT 1 FROM reports own \
        WHERE own.cycle = present.cycle AND own.partner_id = $1)");
}

/// The number of a list's reports by status, whatever status it is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCounts {
    /// For each status that the scope can see, in the order of a report's life.
    pub statuses: Vec<(Status, i64)>,
    /// Reports with a penalty.
    pub flagged: i64,
}

impl ListCounts {
    /// The number of reports with this status.
    #[must_use]
    pub fn of(&self, status: Status) -> i64 {
        self.statuses.iter().find(|(other, _)| *other == status).map_or(0, |(_, count)| *count)
    }

    fn of_rows(rows: &[ListRow], scope: &Scope, limit: i64) -> Self {
        let count = |is: &dyn Fn(&&ListRow) -> bool| {
            i64::try_from(rows.iter().filter(is).count()).unwrap_or(i64::MAX).min(limit)
        };
        let of = |status| (status, count(&|row| row.status == status));
        let known: &[Status] = match scope {
            Scope::Vendor(_) => &[Status::Submitted, Status::Completed],
            _ => &Status::ALL,
        };
        Self {
            statuses: known.iter().copied().map(of).collect(),
            flagged: count(&|row| row.flagged),
        }
    }

    /// The number of all reports; if one status was counted up to its limit, at least this many.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.statuses.iter().map(|(_, count)| count).sum()
    }
}

/// Counts the reports of a list by status, each status up to `limit`: with 10,001, a caller can
/// show "10,000+".
///
/// # Errors
/// Fails when the database does.
pub async fn counts(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<ListCounts> {
    let list = List::open(tx, filter, SortKey::Partner.into()).await?;
    let sources = match &list.rows {
        RowSource::Few(rows) => return Ok(ListCounts::of_rows(rows, &filter.scope, limit)),
        RowSource::Walked(sources) => sources,
    };
    let mut counts = ListCounts { statuses: Vec::new(), flagged: 0 };
    for walk in sources.walks() {
        let (statuses, flagged) = walk.statuses(tx, limit).await?;
        counts.flagged = limit.min(counts.flagged + flagged);
        if counts.statuses.is_empty() {
            counts.statuses = statuses;
            continue;
        }
        for ((_, all), (_, more)) in counts.statuses.iter_mut().zip(statuses) {
            *all = limit.min(*all + more);
        }
    }
    Ok(counts)
}

/// The cycles in which a scope has reports, the latest first.
///
/// # Errors
/// Fails when the database does.
pub async fn cycles_present(tx: &mut Tx, scope: &Scope) -> Result<Vec<Cycle>> {
    let (sql, id) = match whose(tx, scope).await? {
        Readership::Nobody => return Ok(Vec::new()),
        Readership::Everybody => (ALL, None),
        Readership::One(Narrow::Distributor(id)) => (OF_DISTRIBUTOR, Some(id)),
        Readership::One(Narrow::Vendor(id)) => (OF_VENDOR, Some(id)),
        Readership::Partner { id, .. } => (OF_PARTNER, Some(id)),
    };
    let values: Vec<Value<'_>> = id.into_iter().map(Value::Int).collect();
    tx.all(sql, &values, |row| row.get(0)).await
}
