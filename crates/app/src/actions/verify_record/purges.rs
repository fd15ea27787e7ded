//! Verifies the record of purges: its numbers have no gap, no purge took readings that were still
//! needed, and none gave readings back. Summarises what was removed; the rest of the verification
//! leaves out what needs those readings, and nothing else.

use super::findings::Findings;
use crate::actions::purge::readings_kept_since;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::purges::{self, PurgeRecord, PurgedTable};
use countersign_store::{Result, Tx};
use std::collections::BTreeMap;

/// What purges removed from one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PurgedRows {
    /// The number of rows.
    pub count: i64,
    /// When the last of them were removed.
    pub purged_at: Instant,
    /// What is older than this was removed.
    pub before_at: Instant,
    /// Of readings, the first cycle whose readings are all kept.
    pub cycle: Option<Cycle>,
}

/// What purges removed, by table.
pub type PurgeSummary = BTreeMap<PurgedTable, PurgedRows>;

const HASH: usize = 32;

/// Verifies all records.
pub(super) async fn verify(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    let mut last: Option<(i64, Option<Cycle>)> = None;
    purges::each(tx, |record| {
        let (id, cycle) = last.unwrap_or((0, None));
        let expected = id + 1;
        if record.id != expected {
            findings.add(format!("the record of purge {expected} is missing"));
        }
        verify_one(&record, cycle, findings);
        last = Some((record.id, record.cycle.max(cycle)));
    })
    .await?;
    let Some((_, Some(from))) = last else { return Ok(()) };
    // A completed report stays completed. A correction may begin after the purge.
    let unfinished = purges::open_work(tx).await?.report;
    if let Some(cycle) = unfinished.filter(|cycle| *cycle < from) {
        findings.add(format!(
            "readings before {from} were purged, but a report of {cycle} is not completed"
        ));
    }
    Ok(())
}

fn verify_one(record: &PurgeRecord, before: Option<Cycle>, findings: &mut Findings) {
    let id = record.id;
    let of = |table: &PurgedTable| table.name() == record.table_name;
    let Some(table) = PurgedTable::ALL.into_iter().find(of) else {
        findings
            .add(format!("purge {id}: table_name is {}, which is not purged", record.table_name));
        return;
    };
    let is_of_readings = matches!(table, PurgedTable::Readings | PurgedTable::SupersededReadings);
    if record.cycle.is_some() != is_of_readings {
        findings.add(format!("purge {id}: only purges of readings have a cycle"));
    }
    if let Some(cycle) = record.cycle {
        let since = readings_kept_since(cycle);
        if record.before_at != since {
            let at = record.before_at;
            findings.add(format!("purge {id}: before_at is {at}, expected {since}"));
        }
        if before.is_some_and(|before| cycle < before) {
            findings.add(format!("purge {id}: readings before {cycle} were purged already"));
        }
    }
    if record.removed < 1 || record.hash.len() != HASH {
        findings.add(format!("purge {id}: it needs a number of rows and their SHA-256"));
    }
    let rows = findings.purged.entry(table).or_insert(PurgedRows {
        count: 0,
        purged_at: record.purged_at,
        before_at: record.before_at,
        cycle: record.cycle,
    });
    rows.count = rows.count.saturating_add(record.removed);
    rows.purged_at = rows.purged_at.max(record.purged_at);
    rows.before_at = rows.before_at.max(record.before_at);
    rows.cycle = rows.cycle.max(record.cycle);
}
