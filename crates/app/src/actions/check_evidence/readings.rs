//! Compares the figures of subscriptions with the readings in a pack.
//!
//! The log proves the figures, not the readings. A figure that follows from its readings shows that
//! they were the same when it was frozen.

use super::figures::CheckedFigures;
use super::findings::PackFindings;
use crate::actions::compute_figures::FigureSubject;
use crate::actions::gather_evidence::{CycleWindow, Evidence};
use crate::actions::make_reports::figure_terms;
use crate::evidence::files::READING_COLUMNS;
use crate::formats::csv_in::Records;
use countersign_domain::bounds::Bounds;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::{MAX_DECIMALS, Quantity};
use countersign_domain::settings::Rules;
use countersign_store::figures::FigureRow;
use countersign_store::readings::Reading;
use std::collections::HashMap;
use std::io::Cursor;

/// The readings of a subscription, and when the last of them was received.
#[derive(Default)]
struct OfSubscription {
    readings: Vec<Reading>,
    received_at: Option<Instant>,
}

/// Compares all figures that count.
pub(super) fn check(
    file: &str,
    table: Vec<u8>,
    frozen: &FrozenParts,
    (entries, figures): (&[Entry], &CheckedFigures),
    findings: &mut PackFindings,
) {
    let read = read(table, figures);
    let (Some(mut read), Ok(rules)) = (read, serde_json::from_str::<Rules>(&frozen.rules)) else {
        return findings.add(file, "it is no table of readings of these subscriptions");
    };
    let window = CycleWindow::of_month(frozen.cycle, &frozen.zone);
    let made_at = entries.first().map(|entry| entry.recorded_at);
    let is_of_earlier_program = entries.first().is_none_or(|entry| entry.frozen.is_none());
    for row in figures.rows.iter().filter(|row| row.standing.counts()) {
        let of_row = read.remove(&row.subscription_id).unwrap_or_default();
        let line = figures.lines.iter().find(|line| line.product.id == row.product_id);
        let follows = line.is_some_and(|line| {
            let terms = figure_terms(&line.product, row.billable, &rules);
            let month = Bounds::of_month(&window.days);
            let mut subject = FigureSubject::new(row.clone(), terms, month, None);
            subject.work_out(&window, &mut evidence(&window, row, &of_row.readings));
            subject.row == *row
        });
        // Readings that came later may have been too late for the figure.
        let is_open = of_row.readings.is_empty()
            || row.begins_at.is_some()
            || is_of_earlier_program
            || of_row.received_at > made_at;
        match (follows, is_open) {
            (true, _) => findings.counts.compared += 1,
            (false, true) => findings.counts.not_compared += 1,
            (false, false) => {
                let code = &row.subscription_code;
                findings
                    .add(file, format!("the figure of {code} does not follow from its readings"));
            }
        }
    }
}

/// The readings of a subscription, day by day.
fn evidence(window: &CycleWindow<'_>, row: &FigureRow, readings: &[Reading]) -> Evidence {
    let month = Bounds::of_month(&window.days);
    let mut evidence = Evidence::default();
    for reading in readings {
        evidence.note(window, &month, reading, row.ends_on);
    }
    evidence
}

/// The readings by the number of their subscription.
fn read(table: Vec<u8>, figures: &CheckedFigures) -> Option<HashMap<i64, OfSubscription>> {
    let codes: HashMap<&str, &FigureRow> =
        figures.rows.iter().map(|row| (row.subscription_code.as_str(), row)).collect();
    let mut records = Records::new(Box::new(Cursor::new(table))).ok()?;
    let mut found: HashMap<i64, OfSubscription> = HashMap::new();
    let mut is_heading = true;
    while let Some(record) = records.next_record().ok()? {
        let cell = |column: usize| record.text(column);
        if record.len() != READING_COLUMNS.len() {
            return None;
        }
        if std::mem::take(&mut is_heading) {
            for (column, name) in READING_COLUMNS.into_iter().enumerate() {
                if cell(column)? != name {
                    return None;
                }
            }
            continue;
        }
        let row = codes.get(cell(0)?)?;
        let units = |text: &str| Quantity::parse(text, MAX_DECIMALS).ok();
        let used = match cell(3)? {
            "" => None,
            text => Some(units(text)?),
        };
        let received_at = Instant::parse(cell(4)?).ok()?;
        let reading = Reading {
            partner_id: row.home_partner_id,
            subscription_id: row.subscription_id,
            observed_at: Instant::parse(cell(1)?).ok()?,
            provisioned: units(cell(2)?)?,
            used,
        };
        let of = found.entry(row.subscription_id).or_default();
        of.received_at = of.received_at.max(Some(received_at));
        of.readings.push(reading);
    }
    Some(found)
}
