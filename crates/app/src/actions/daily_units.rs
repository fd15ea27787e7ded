//! The days behind a line: the readings of each of its subscriptions on each day of the cycle.
//!
//! The days come from the present readings; the figures beside them are frozen. A difference
//! between the two came late, and pages say so.

use super::gather_evidence::{self, CycleWindow, EvidenceQuery};
use countersign_domain::basis::{Basis, DayFigure};
use countersign_domain::bounds::Bounds;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_store::figures::FigureRow;
use countersign_store::{Result, Tx, readings};

/// The readings of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayUnits {
    /// The highest provisioned units; none without a reading.
    pub provisioned: Option<Quantity>,
    /// The highest used units; none without a used reading.
    pub used: Option<Quantity>,
}

/// A subscription with its days.
#[derive(Clone, Debug)]
pub struct Daily {
    /// Its frozen figure.
    pub row: FigureRow,
    /// The start and end of the cycle for this subscription.
    pub bounds: Bounds,
    /// The day on which the cycle begins for this subscription; 0 is the 1st of the month.
    pub first_day: u8,
    /// The units in force when the cycle began, if they counted.
    pub in_force: Option<Quantity>,
    /// One entry for each day of the cycle.
    pub days: Vec<DayUnits>,
}

/// The days of the subscriptions of one line, in the given order.
///
/// # Errors
/// Fails when the database does.
pub async fn of_line(
    tx: &mut Tx,
    report: &Report,
    line: &Line,
    rows: Vec<FigureRow>,
) -> Result<Vec<Daily>> {
    let window = CycleWindow::open(tx, report.cycle, &report.zone).await?;
    let length = usize::try_from(report.cycle.first_date().days_in_month()).unwrap_or(31);
    let empty = |row: FigureRow| {
        let bounds = bounds(&row, &window);
        let first_day = bounds.first_day(&window.days);
        Daily { row, bounds, first_day, in_force: None, days: vec![DayUnits::default(); length] }
    };
    let mut daily: Vec<Daily> = rows.into_iter().map(empty).collect();
    let mut order: Vec<usize> = (0..daily.len()).collect();
    let key = |row: &FigureRow| (row.home_partner_id, row.subscription_id);
    order.sort_unstable_by_key(|&at| key(&daily[at].row));
    // Readings before the cycle are frozen in the figures, so only its days are read.
    let begins = daily.iter().filter_map(|it| it.row.begins_at).min();
    let earliest = begins.unwrap_or(window.days.start()).min(window.days.start());
    let in_force_day = Some(earliest.utc_day());
    let bounds: Vec<Bounds> = order.iter().map(|&at| daily[at].bounds.clone()).collect();
    let wanted = |(&at, bounds): (&usize, _)| {
        let row = &daily[at].row;
        EvidenceQuery { key: key(row), bounds, in_force_day, ends_on: row.ends_on }
    };
    let wanted: Vec<EvidenceQuery<'_>> = order.iter().zip(&bounds).map(wanted).collect();
    gather_evidence::gather(tx, &window, &wanted, |place, evidence| {
        let days = &mut daily[order[place]].days;
        put(days, evidence.days.provisioned(), |day| &mut day.provisioned);
        if line.product.reports_usage {
            put(days, evidence.days.used(), |day| &mut day.used);
        }
        Ok(())
    })
    .await?;
    for it in &mut daily {
        it.in_force = in_force(tx, &it.row).await?;
    }
    Ok(daily)
}

/// The bounds that were frozen with a figure.
fn bounds(row: &FigureRow, window: &CycleWindow<'_>) -> Bounds {
    let month = Bounds::of_month(&window.days);
    let start = row.begins_at.unwrap_or(month.start());
    month.beginning_at(start)
}

fn put(
    days: &mut [DayUnits],
    figures: &[DayFigure],
    field: impl Fn(&mut DayUnits) -> &mut Option<Quantity>,
) {
    for figure in figures {
        if let Some(day) = days.get_mut(usize::from(figure.day)) {
            *field(day) = Some(figure.quantity);
        }
    }
}

/// The reading before the cycle that counted for its first day.
async fn in_force(tx: &mut Tx, row: &FigureRow) -> Result<Option<Quantity>> {
    let Some(at) = row.in_force_at else { return Ok(None) };
    let key = (row.home_partner_id, row.subscription_id);
    let mut found = None;
    readings::each_of_day(tx, at.utc_day(), &(key..=key), |reading| {
        if reading.observed_at == at {
            found = Some(reading.provisioned);
        }
    })
    .await?;
    Ok(found)
}

/// The sums of one day of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Provisioned units; none on a day without any reading.
    pub provisioned: Option<Quantity>,
    /// Used units; `None` if no subscription had reported any by then.
    pub used: Option<Quantity>,
    /// The number of subscriptions with a reading on this day.
    pub read: i64,
}

/// The sums of all subscriptions that count: each with its last reading up to that day. A day
/// without any reading is omitted.
#[must_use]
pub fn totals(daily: &[Daily], basis: Basis) -> Vec<Total> {
    let counted: Vec<&Daily> = daily.iter().filter(|it| it.row.standing.counts()).collect();
    let length = daily.first().map_or(0, |it| it.days.len());
    let mut last: Vec<DayUnits> =
        counted.iter().map(|it| DayUnits { provisioned: it.in_force, used: None }).collect();
    let sum = |units: &mut dyn Iterator<Item = Quantity>| {
        units.map(Quantity::micros).reduce(i64::saturating_add).map(Quantity::from_micros)
    };
    let total = |at: usize| {
        let mut read = 0;
        for (last, it) in last.iter_mut().zip(&counted) {
            let day = it.days[at];
            read += i64::from(day.provisioned.is_some());
            // For a sum, each day counts by itself.
            let before = if basis == Basis::Sum { None } else { last.used };
            *last = DayUnits {
                provisioned: day.provisioned.or(last.provisioned),
                used: day.used.or(before),
            };
        }
        if read == 0 {
            return Total::default();
        }
        let provisioned = sum(&mut last.iter().filter_map(|day| day.provisioned));
        Total { provisioned, used: sum(&mut last.iter().filter_map(|day| day.used)), read }
    };
    (0..length).map(total).collect()
}
