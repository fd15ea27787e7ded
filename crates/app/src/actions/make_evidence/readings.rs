//! The readings behind a report.

use crate::evidence::files::READING_COLUMNS;
use crate::failure::Result;
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::formats::row_cells::RowCells;
use countersign_domain::bounds::Bounds;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_store::figures::FigureRow;
use countersign_store::readings::{self, Reading, SubscriptionKey};
use countersign_store::{Result as StoreResult, Tx};
use std::collections::{BTreeMap, HashMap};

/// A reading with the place of its subscription.
struct Found {
    row: usize,
    observed_at: Instant,
    provisioned: Quantity,
    used: Option<Quantity>,
    received_at: Instant,
}

/// The readings as a table: in the order of the figures, then of time.
pub(super) async fn table(tx: &mut Tx, report: &Report, rows: &[FigureRow]) -> Result<Vec<u8>> {
    let mut found = within(tx, report, rows).await?;
    for (row, figure) in rows.iter().enumerate() {
        found.extend(in_force(tx, row, figure).await?);
    }
    found.sort_unstable_by_key(|it| (it.row, it.observed_at));
    let mut table = Vec::new();
    let mut heading = RecordWriter::new(&mut table, Dialect::STANDARD);
    READING_COLUMNS.iter().for_each(|column| heading.plain(column));
    heading.end();
    for it in &found {
        let mut record = RecordWriter::new(&mut table, Dialect::STANDARD);
        record.text(&rows[it.row].subscription_code);
        record.plain(&String::from(it.observed_at));
        record.number(&it.provisioned);
        record.number_or_empty(it.used.as_ref());
        record.plain(&String::from(it.received_at));
        record.end();
    }
    Ok(table)
}

/// The readings within the cycle, of all subscriptions of a report.
async fn within(tx: &mut Tx, report: &Report, rows: &[FigureRow]) -> StoreResult<Vec<Found>> {
    let days = report.zone.days(report.cycle);
    let month = Bounds::of_month(&days);
    let key = |row: &FigureRow| (row.home_partner_id, row.subscription_id);
    let places: HashMap<SubscriptionKey, usize> =
        rows.iter().enumerate().map(|(place, row)| (key(row), place)).collect();
    // Readings are filed by home partner, and a report can have subscriptions of several.
    let mut ranges: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (home, id) in rows.iter().map(key) {
        let range = ranges.entry(home).or_insert((id, id));
        *range = (range.0.min(id), range.1.max(id));
    }
    let begins = rows.iter().filter_map(|row| row.begins_at).min();
    let first = begins.unwrap_or(days.start()).min(days.start()).utc_day();
    let last = days.end().plus_micros(-1).utc_day();
    let mut found = Vec::new();
    for (home, (from, to)) in ranges {
        for day in first..=last {
            let range = (home, from)..=(home, to);
            readings::each_received_of_day(tx, day, &range, |reading, received_at| {
                let place = places.get(&(reading.partner_id, reading.subscription_id));
                let Some(row) = place.copied() else { return };
                let start = rows[row].begins_at.unwrap_or(month.start());
                let is_within = month.clone().beginning_at(start);
                if is_within.day_of(&days, reading.observed_at).is_some() {
                    found.push(found_reading(row, &reading, received_at));
                }
            })
            .await?;
        }
    }
    Ok(found)
}

fn found_reading(row: usize, reading: &Reading, received_at: Instant) -> Found {
    let Reading { observed_at, provisioned, used, .. } = *reading;
    Found { row, observed_at, provisioned, used, received_at }
}

/// The reading that was in force before the cycle. Its used units count for an earlier cycle, and
/// perhaps for another partner.
async fn in_force(tx: &mut Tx, row: usize, figure: &FigureRow) -> StoreResult<Option<Found>> {
    let Some(at) = figure.in_force_at else { return Ok(None) };
    let key = (figure.home_partner_id, figure.subscription_id);
    let mut found = None;
    readings::each_received_of_day(tx, at.utc_day(), &(key..=key), |reading, received_at| {
        if reading.observed_at == at {
            found = Some(Found { used: None, ..found_reading(row, &reading, received_at) });
        }
    })
    .await?;
    Ok(found)
}
