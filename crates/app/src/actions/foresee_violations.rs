//! The day since which a line of the running month has been a coming violation.

use super::daily_units::{Daily, of_line};
use super::make_reports::figure_terms;
use countersign_domain::basis::Overflow;
use countersign_domain::figure::{InForce, ReadingDays, figure};
use countersign_domain::line::{Line, LineSum};
use countersign_domain::report::Report;
use countersign_domain::zone::day_number;
use countersign_store::figures::FigureRow;
use countersign_store::{Result, Tx};

/// The day of the cycle (0 is the first) since which the line has been above the threshold at the
/// end of every day up to `last_day`; `None` if it is not above it.
///
/// # Errors
/// Fails when the database does.
pub async fn since(
    tx: &mut Tx,
    report: &Report,
    line: &Line,
    rows: Vec<FigureRow>,
    last_day: u8,
) -> Result<Option<u8>> {
    let daily = of_line(tx, report, line, rows).await?;
    let mut since = None;
    for day in (0..=last_day).rev() {
        match violates(report, line, &daily, day) {
            Ok(true) => since = Some(day),
            Ok(false) | Err(Overflow) => break,
        }
    }
    Ok(since)
}

/// Whether the line would be a violation if the month had ended with this day.
fn violates(
    report: &Report,
    line: &Line,
    daily: &[Daily],
    day: u8,
) -> std::result::Result<bool, Overflow> {
    let mut sum = LineSum::default();
    let first_date = day_number(report.cycle.first_date());
    for it in daily {
        let mut terms = figure_terms(&line.product, it.row.billable, &report.rules);
        terms.first_day = it.first_day;
        let begins_on = first_date + i64::from(it.first_day);
        terms.ended = it.row.ends_on.is_some_and(|end| end < begins_on);
        let in_force = it.row.in_force_at.zip(it.in_force).map(|(observed_at, provisioned)| {
            let cycle = it.bounds.earlier_cycle(report.cycle, &report.zone, observed_at);
            InForce { observed_at, cycle, provisioned }
        });
        let mut days = ReadingDays::default();
        for (at, read) in (0_u8..=day).zip(&it.days) {
            if let Some(provisioned) = read.provisioned {
                days.push(at, provisioned, read.used);
            }
        }
        sum.add(&figure(&mut days, in_force, &terms, report.cycle)?);
    }
    let Some(figures) = sum.figures()? else { return Ok(false) };
    let then = Line { figures, ..line.clone() };
    Ok(then.is_violation(report.rules.threshold()))
}
