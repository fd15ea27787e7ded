//! The summary of a report for lists, stored with it. The domain computes it, and this module
//! renews it whenever the report changes, or the report of the month before, with which it is
//! compared.
//!
//! A decision that moves no figure and no comment renews nothing, so bulk approvals stay cheap. If
//! another writer may change the neighbouring month, rows are locked in the order of the cycles:
//! the second writer reads what the first one wrote.

use super::load;
use super::stored::{Changed, StoredReport};
use crate::engine::Engine;
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::line::Line;
use countersign_domain::surprise::{LastMonth, ListSummary};
use std::collections::{BTreeMap, HashMap};

macro_rules! charged_columns {
    () => {
        "SELECT l.cycle, l.partner_id, l.vendor_id, l.product_id, l.product_code, \
         l.product_name, l.decimals, CASE WHEN l.penalty THEN l.provisioned \
         ELSE COALESCE(l.edited, l.default_chargeable) END, l.unit, l.basis \
         FROM report_lines l "
    };
}
pub(super) use charged_columns;

/// The report of a line.
macro_rules! of_report {
    () => {
        "JOIN reports r ON r.cycle = l.cycle AND r.partner_id = l.partner_id \
         AND r.vendor_id = l.vendor_id "
    };
}

statements! {
    CHARGED = concat!(charged_columns!(),
        "WHERE l.cycle = $1 AND l.partner_id = $2 AND l.vendor_id = $3 ORDER BY l.product_id");
    /// A partner's new distributor does not see, in any list or order, what the old one charged.
    CHARGED_THERE = concat!(charged_columns!(), of_report!(),
        "WHERE l.cycle = $1 AND l.partner_id = $2 AND l.vendor_id = $3 \
        AND r.distributor_id = $4 ORDER BY l.product_id");
    SAVE = "UPDATE reports SET line_count = $4, violation_count = $5, penalty_count = $6, \
        comment_count = $7, compared = $8, change_product = $9, change_name = $10, \
        change_decimals = $11, change_before = $12, change_after = $13, surprise_order = $14, \
        all_comments = $15, plain_change = $16 \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    ANY = "SELECT 1 FROM reports WHERE cycle = $1 AND partner_id BETWEEN $2 AND $3 LIMIT 1";
    /// Changes nothing, but makes other writers wait.
    HOLD = "UPDATE reports SET version = version WHERE cycle = $1 AND partner_id = $2 \
        AND vendor_id = $3";
}

// Batched, as in `load`.
const CHARGED_AT_ONCE: &str = concat!(
    charged_columns!(),
    of_report!(),
    "JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) \
     AS k (cycle, partner_id, vendor_id, distributor_id) \
     ON l.cycle = k.cycle AND l.partner_id = k.partner_id AND l.vendor_id = k.vendor_id \
     AND r.distributor_id = k.distributor_id"
);
/// Only PostgreSQL has several writers: an edit of last month waits until this month's report is
/// stored, and renews it.
const SHARE_AT_ONCE: &str = "SELECT 1 FROM reports r \
    JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (cycle, partner_id, vendor_id) \
    ON r.cycle = k.cycle AND r.partner_id = k.partner_id AND r.vendor_id = k.vendor_id \
    FOR SHARE OF r";

/// The columns of a summary, in the order of the table.
pub(super) fn values(summary: &ListSummary) -> [Value<'_>; 11] {
    let change = summary.change.as_ref();
    [
        summary.lines.into(),
        summary.violations.into(),
        summary.penalties.into(),
        summary.comments.into(),
        summary.compared.into(),
        change.map(|change| change.product.as_str()).into(),
        change.map(|change| change.name.as_str()).into(),
        change.map(|change| i64::from(change.decimals)).into(),
        change.and_then(|change| change.before).into(),
        change.map(|change| change.after).into(),
        (-summary.surprise).into(),
    ]
}

/// The columns of a summary by which lists are narrowed, in the order of the table.
pub(super) fn criteria(summary: &ListSummary) -> [Value<'_>; 2] {
    [summary.all_comments().into(), summary.plain_change.into()]
}

const fn month(key: Key, months: i32) -> Key {
    Key { cycle: key.cycle.plus(months), ..key }
}

/// A line, as the next month is compared with it.
pub(super) fn charged(row: Row<'_>) -> Result<LastMonth> {
    Ok(LastMonth {
        product_id: row.get(3)?,
        code: row.get(4)?,
        name: row.get(5)?,
        decimals: crate::products::decimals(row.get(6)?)?,
        unit: row.get(8)?,
        basis: Some(crate::products::basis(row.get(9)?)?),
        chargeable: row.get(7)?,
    })
}

/// The lines of the month before under the same distributor, by the key of the report that is
/// compared with them.
async fn last_months(
    tx: &mut Tx,
    reports: &[&StoredReport],
    hold: bool,
) -> Result<HashMap<Key, Vec<LastMonth>>> {
    let keys: Vec<Key> = reports.iter().map(|stored| month(stored.key(), -1)).collect();
    let distributors = reports.iter().map(|stored| stored.report.parties.distributor_id);
    let distributors: Vec<i64> = distributors.collect();
    let mut found: HashMap<Key, Vec<LastMonth>> = HashMap::new();
    let take = |row: Row<'_>| {
        let key = month(Key::from_row(row)?, 1);
        found.entry(key).or_default().push(charged(row)?);
        Ok(())
    };
    if tx.engine() == Engine::Postgres {
        let cycles: Vec<i64> = keys.iter().map(|key| key.cycle.number()).collect();
        let partners: Vec<i64> = keys.iter().map(|key| key.partner_id).collect();
        let vendors: Vec<i64> = keys.iter().map(|key| key.vendor_id).collect();
        let values = [Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)];
        if hold {
            tx.each(SHARE_AT_ONCE, &values, |_| Ok(())).await?;
        }
        let [cycles, partners, vendors] = values;
        let values = [cycles, partners, vendors, Value::Ints(&distributors)];
        tx.each(CHARGED_AT_ONCE, &values, take).await?;
    } else {
        let mut take = take;
        let rows = keys.iter().zip(&distributors).map(|(key, distributor)| {
            let [cycle, partner, vendor] = key.values();
            [cycle, partner, vendor, (*distributor).into()]
        });
        let rows: Vec<_> = rows.collect();
        tx.each_of(CHARGED_THERE, &rows, |_, row| take(row)).await?;
    }
    Ok(found)
}

/// The lines of the month before, with which each of these reports is compared, by its key. A month
/// under another distributor is not compared.
///
/// # Errors
/// Fails when the database does.
pub async fn compared_with(
    tx: &mut Tx,
    reports: &[&StoredReport],
) -> Result<HashMap<Key, Vec<LastMonth>>> {
    last_months(tx, reports, false).await
}

/// Computes the summaries of new reports.
pub(super) async fn of_new(tx: &mut Tx, reports: &[&StoredReport]) -> Result<Vec<ListSummary>> {
    let last = last_months(tx, reports, true).await?;
    Ok(reports.iter().map(|stored| summed_up(stored, &last)).collect())
}

fn summed_up(stored: &StoredReport, last: &HashMap<Key, Vec<LastMonth>>) -> ListSummary {
    let last = last.get(&stored.key()).map(Vec::as_slice).unwrap_or_default();
    ListSummary::of(&stored.report, last)
}

/// Computes the summaries of these stored reports again.
pub(super) async fn renew(tx: &mut Tx, reports: &[&StoredReport]) -> Result<()> {
    if reports.is_empty() {
        return Ok(());
    }
    let last = last_months(tx, reports, false).await?;
    let summaries = reports.iter().map(|stored| (stored.key(), summed_up(stored, &last)));
    let summaries: Vec<(Key, ListSummary)> = summaries.collect();
    let rows = summaries.iter().map(|(key, summary)| {
        let values = values(summary).into_iter().chain(criteria(summary));
        key.values().into_iter().chain(values).collect::<Vec<_>>()
    });
    tx.execute_many(SAVE, &rows.collect::<Vec<_>>()).await?;
    Ok(())
}

/// Computes the summaries of the month after again, if there are any.
pub(super) async fn renew_next(tx: &mut Tx, reports: &[&StoredReport]) -> Result<()> {
    let mut by_cycle: BTreeMap<_, Vec<Key>> = BTreeMap::new();
    for stored in reports {
        let next = month(stored.key(), 1);
        by_cycle.entry(next.cycle).or_default().push(next);
    }
    for (cycle, mut keys) in by_cycle {
        keys.sort_unstable();
        let (first, last) = (keys[0].partner_id, keys[keys.len() - 1].partner_id);
        let range = [cycle.into(), first.into(), last.into()];
        if tx.first(ANY, &range, |_| Ok(())).await?.is_none() {
            continue;
        }
        let rows: Vec<_> = keys.iter().map(Key::values).collect();
        if tx.execute_many(HOLD, &rows).await? > 0 {
            let found: Vec<StoredReport> =
                load::find(tx, &keys).await?.into_iter().flatten().collect();
            renew(tx, &found.iter().collect::<Vec<_>>()).await?;
        }
    }
    Ok(())
}

/// Computes the summaries again that moves changed.
pub(super) async fn renew_changed(tx: &mut Tx, changed: &[Changed<'_>]) -> Result<()> {
    let pairs = |changed: &Changed<'_>, differ: fn(&Line, &Line) -> bool| {
        let lines = changed.before.lines.iter().zip(&changed.after.report.lines);
        lines.into_iter().any(|(before, after)| differ(before, after))
    };
    let moved = |it: &&Changed<'_>| pairs(it, |a, b| a.chargeable() != b.chargeable());
    let is_outdated = |it: &&Changed<'_>| {
        moved(it)
            || pairs(it, |a, b| {
                (a.penalty, a.comment.is_some()) != (b.penalty, b.comment.is_some())
            })
            || it.before.comment.is_some() != it.after.report.comment.is_some()
    };
    let outdated: Vec<&StoredReport> =
        changed.iter().filter(is_outdated).map(|it| it.after).collect();
    renew(tx, &outdated).await?;
    let moved: Vec<&StoredReport> = changed.iter().filter(moved).map(|it| it.after).collect();
    renew_next(tx, &moved).await
}

/// The lines of the month before, under any distributor; none if there was no report.
///
/// # Errors
/// Fails when the database does.
pub async fn last_month(tx: &mut Tx, key: Key) -> Result<Vec<LastMonth>> {
    tx.all(CHARGED, &month(key, -1).values(), charged).await
}
