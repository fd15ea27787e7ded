//! Compares the figures of subscriptions with the readings in a pack.
//!
//! The log proves the figures, not the readings. A figure that follows from its readings shows that
//! they were the same when it was frozen. A reading that is in force after its cycle is in the
//! tables of two reports, and has to be the same in both.

use super::figures::CheckedFigures;
use super::findings::PackFindings;
use crate::actions::compute_figures::FigureSubject;
use crate::actions::gather_evidence::{CycleWindow, Evidence};
use crate::actions::make_reports::figure_terms;
use crate::evidence::files::READING_COLUMNS;
use crate::formats::csv_in::{Record, Records};
use countersign_domain::bounds::Bounds;
use countersign_domain::frozen::FrozenParts;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::line::ProductTerms;
use countersign_domain::quantity::{MAX_DECIMALS, Quantity};
use countersign_domain::settings::Rules;
use countersign_store::figures::FigureRow;
use countersign_store::readings::Reading;
use std::collections::HashMap;
use std::io::Read;

/// A reading as a table has it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Received {
    observed_at: Instant,
    provisioned: Quantity,
    received_at: Instant,
}

/// The last reading of each subscription in the tables before, by its number.
#[derive(Default)]
pub(super) struct LastReadings(HashMap<i64, Received>);

/// The readings of a subscription.
#[derive(Default)]
struct OfSubscription {
    evidence: Evidence,
    /// When the last of them was received; none without readings.
    received_at: Option<Instant>,
    last: Option<Received>,
    /// Whether an earlier table has one of them with other units, or received at another instant.
    is_other: bool,
}

/// A report whose readings are compared.
pub(super) struct ReportReadings<'a> {
    pub(super) frozen: &'a FrozenParts,
    pub(super) entries: &'a [Entry],
    pub(super) figures: &'a CheckedFigures,
}

impl ReportReadings<'_> {
    /// Compares all figures that count.
    pub(super) fn check(
        &self,
        file: &str,
        table: impl Read,
        before: &mut LastReadings,
        findings: &mut PackFindings,
    ) {
        let window = CycleWindow::of_month(self.frozen.cycle, &self.frozen.zone);
        let read = self.read(table, &window, before);
        let rules = serde_json::from_str::<Rules>(&self.frozen.rules);
        let (Some(mut read), Ok(rules)) = (read, rules) else {
            return findings.add(file, "it is no table of readings of these subscriptions");
        };
        let made_at = self.entries.first().map(|entry| entry.recorded_at);
        let is_of_earlier_program = self.entries.first().is_none_or(|it| it.frozen.is_none());
        let products = self.figures.lines.iter().map(|line| (line.product.id, &line.product));
        let products: HashMap<i64, &ProductTerms> = products.collect();
        for row in self.figures.rows.iter().filter(|row| row.standing.counts()) {
            let mut of_row = read.remove(&row.subscription_id).unwrap_or_default();
            let follows = products.get(&row.product_id).is_some_and(|product| {
                let terms = figure_terms(product, row.billable, &rules);
                let month = Bounds::of_month(&window.days);
                let mut subject = FigureSubject::new(row.clone(), terms, month, None);
                subject.work_out(&window, &mut of_row.evidence);
                subject.row == *row
            });
            // Readings that came later may have been too late for the figure.
            let is_open = of_row.received_at.is_none()
                || row.begins_at.is_some()
                || is_of_earlier_program
                || of_row.received_at > made_at;
            let code = &row.subscription_code;
            if of_row.is_other {
                findings.add(file, format!("an earlier table has another reading of {code}"));
            }
            match (follows, is_open) {
                (true, _) => findings.counts.compared += 1,
                (false, true) => findings.counts.not_compared += 1,
                (false, false) => findings
                    .add(file, format!("the figure of {code} does not follow from its readings")),
            }
        }
    }

    /// The readings by the number of their subscription.
    fn read(
        &self,
        table: impl Read,
        window: &CycleWindow<'_>,
        before: &mut LastReadings,
    ) -> Option<HashMap<i64, OfSubscription>> {
        let rows = self.figures.rows.iter();
        let codes: HashMap<&str, &FigureRow> =
            rows.map(|row| (row.subscription_code.as_str(), row)).collect();
        let month = Bounds::of_month(&window.days);
        let mut records = Records::new(Box::new(table)).ok()?;
        let mut found: HashMap<i64, OfSubscription> = HashMap::new();
        let heading = records.next_record().ok()??;
        if !is_heading(&heading) {
            return None;
        }
        while let Some(record) = records.next_record().ok()? {
            let row = codes.get(record.text(0)?)?;
            let (reading, received_at) = reading(&record, row)?;
            let id = row.subscription_id;
            let of = found.entry(id).or_default();
            of.evidence.note(window, &month, &reading, row.ends_on);
            of.take(&reading, received_at, before.0.get(&id));
        }
        let last = found.iter().filter_map(|(id, of)| Some((*id, of.last?)));
        before.0.extend(last);
        Some(found)
    }
}

impl OfSubscription {
    /// Notes a reading, and compares it with the last one of the tables before.
    fn take(&mut self, reading: &Reading, received_at: Instant, before: Option<&Received>) {
        let Reading { observed_at, provisioned, .. } = *reading;
        let received = Received { observed_at, provisioned, received_at };
        self.received_at = self.received_at.max(Some(received_at));
        self.last = Some(received);
        let same = before.filter(|it| it.observed_at == observed_at);
        self.is_other |= same.is_some_and(|it| *it != received);
    }
}

fn is_heading(record: &Record<'_>) -> bool {
    let mut columns = READING_COLUMNS.iter().enumerate();
    record.len() == READING_COLUMNS.len()
        && columns.all(|(column, name)| record.text(column) == Some(name))
}

/// The reading in a row, and when it was received.
fn reading(record: &Record<'_>, row: &FigureRow) -> Option<(Reading, Instant)> {
    if record.len() != READING_COLUMNS.len() {
        return None;
    }
    let units = |text: &str| Quantity::parse(text, MAX_DECIMALS).ok();
    let used = match record.text(3)? {
        "" => None,
        text => Some(units(text)?),
    };
    let reading = Reading {
        partner_id: row.home_partner_id,
        subscription_id: row.subscription_id,
        observed_at: Instant::parse(record.text(1)?).ok()?,
        provisioned: units(record.text(2)?)?,
        used,
    };
    Some((reading, Instant::parse(record.text(4)?).ok()?))
}
