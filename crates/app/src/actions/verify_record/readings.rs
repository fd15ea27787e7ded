//! Compares figures with the readings behind them.
//!
//! The figures of a report that was never submitted follow from the present readings. Those of any
//! other are frozen since its first submission: they follow from the readings that had been
//! received by some moment between its making and that submission, because readings of a running
//! import may have missed it. The time of receipt is known for a figure's present reading. For an
//! earlier reading, only the time until which it was there is known. If this leaves open which
//! reading was there, there is no finding.
//!
//! Figures whose readings were purged are compared with nothing: their sums, and the digest in the
//! entry of the first submission, prove them.
//!
//! Changes that the present readings would make to a report with frozen figures are late
//! differences, and nothing else is.

mod bounds;
mod compared_figure;
mod traced_readings;

use super::findings::Findings;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use crate::actions::compute_figures::FigureSubject;
use crate::actions::gather_evidence::CycleWindow;
use crate::actions::make_reports::figure_terms;
use countersign_domain::bounds::Bounds;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::line::{LineSum, ProductTerms};
use countersign_domain::replay::Replayed;
use countersign_domain::zone::date_of_number;
use countersign_store::figures::FigureRow;
use countersign_store::reports::StoredReport;
use countersign_store::{Result, Tx};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use traced_readings::Traced;

/// How long after a submission began readings may still have entered its figures: the clock records
/// the instant at which it began to work.
const UNDER_WAY: i64 = DAY_MICROS;

/// A report with its stored rows and its history.
pub(super) struct ReplayedReport {
    pub(super) stored: StoredReport,
    pub(super) parts: Parts,
    pub(super) replay: Replayed,
}

impl ReplayedReport {
    /// Whether an earlier program made the figure, for which readings after a subscription's last
    /// day counted like any other; such a figure is not computed again.
    fn follows_earlier_rules(&self, figure: &FigureRow) -> bool {
        self.replay.is_of_earlier_program && figure.after_end > 0
    }

    /// Whether any of its figures is like that.
    pub(super) fn has_earlier_rules(&self) -> bool {
        self.parts.figures.iter().any(|figure| self.follows_earlier_rules(figure))
    }
}

/// A report computed from the present readings.
#[derive(Default)]
pub(super) struct OfNow {
    /// The sums of its lines, by product.
    pub(super) sums: BTreeMap<i64, LineSum>,
    /// Whether a figure is too large to be counted.
    pub(super) is_too_large: bool,
    /// Products for which readings arrived after it was made.
    came_since: BTreeSet<i64>,
}

impl OfNow {
    fn add(&mut self, it: &Traced) {
        let product = it.subject.row.product_id;
        match &it.subject.figure {
            Some(figure) => self.sums.entry(product).or_default().add(figure),
            None => self.is_too_large = true,
        }
        if it.came_since_making() {
            self.came_since.insert(product);
        }
    }
}

/// An edited figure is marked as moved only if readings arrive.
pub(super) fn verify_moved(replayed: &ReplayedReport, of_now: &OfNow, findings: &mut Findings) {
    for line in replayed.stored.report.lines.iter().filter(|line| line.moved) {
        if !of_now.came_since.contains(&line.product.id) {
            let place = format!("line {}: ", line.product.code);
            let expected = "false: no reading has arrived since it was made";
            findings.of(&replayed.stored).differs(place, "moved", true, expected);
        }
    }
}

/// Verifies the figures of reports, sorted by cycle, and returns each of them computed from the
/// present readings.
pub(super) async fn verify(
    tx: &mut Tx,
    known: &RecordContext,
    reports: &[ReplayedReport],
    findings: &mut Findings,
) -> Result<Vec<OfNow>> {
    let mut of_now: Vec<OfNow> = reports.iter().map(|_| OfNow::default()).collect();
    let mut first = 0;
    while let Some(replayed) = reports.get(first) {
        let cycle = replayed.stored.report.cycle;
        let count =
            reports[first..].iter().take_while(|it| it.stored.report.cycle == cycle).count();
        let last = first + count;
        verify_cycle(tx, known, &reports[first..last], &mut of_now[first..last], findings).await?;
        first = last;
    }
    Ok(of_now)
}

async fn verify_cycle(
    tx: &mut Tx,
    known: &RecordContext,
    reports: &[ReplayedReport],
    of_now: &mut [OfNow],
    findings: &mut Findings,
) -> Result<()> {
    let mut windows: Vec<CycleWindow<'_>> = Vec::new();
    let mut by_zone: HashMap<&str, usize> = HashMap::new();
    let mut traced: Vec<Traced> = Vec::new();
    for (place, replayed) in reports.iter().enumerate() {
        let report = &replayed.stored.report;
        let window = match by_zone.get(report.zone.name()) {
            Some(window) => *window,
            None => {
                windows.push(CycleWindow::open(tx, report.cycle, &report.zone).await?);
                by_zone.insert(report.zone.name(), windows.len() - 1);
                windows.len() - 1
            }
        };
        let bounds = bounds::of_figures(tx, known, replayed, &windows[window], findings).await?;
        if known.ownership.is_purged(report.cycle) {
            continue;
        }
        trace(known, replayed, (place, window), bounds, &mut traced, findings);
    }
    traced.sort_unstable_by_key(|it| it.subject.key());
    for run in traced_readings::runs(&mut traced) {
        traced_readings::gather(tx, &windows, run).await?;
        for it in run {
            let replayed = &reports[it.report];
            let window = &windows[it.window];
            let now = it.work_out(window, None);
            of_now[it.report].add(it);
            let stored = &replayed.parts.figures[it.row];
            let Some(now) = now.filter(|now| now != stored) else { continue };
            verify_figure(tx, known, (replayed, window), (it, &now), findings).await?;
            it.readings.clear();
        }
    }
    Ok(())
}

/// The subscriptions of a report with the inputs of their figures.
fn trace(
    known: &RecordContext,
    replayed: &ReplayedReport,
    (place, window): (usize, usize),
    bounds: Vec<Bounds>,
    traced: &mut Vec<Traced>,
    findings: &mut Findings,
) {
    let report = &replayed.stored.report;
    let lines: HashMap<i64, &ProductTerms> =
        report.lines.iter().map(|line| (line.product.id, &line.product)).collect();
    for ((row, figure), bounds) in replayed.parts.figures.iter().enumerate().zip(bounds) {
        let of_line = lines.get(&figure.product_id).map(|terms| (*terms).clone());
        let has_line = of_line.is_some();
        let turn = replayed.stored.terms_turn();
        let of_making = || known.ownership.terms_at(figure.product_id, turn).ok();
        let Some(product) = of_line.or_else(of_making) else {
            let (code, product) = (&figure.subscription_code, figure.product_id);
            findings
                .of(&replayed.stored)
                .add(format!("subscription {code}: product_id {product} is not a product"));
            continue;
        };
        let terms = figure_terms(&product, figure.billable, &report.rules);
        let subject = FigureSubject::new(figure.clone(), terms, bounds, None);
        let made_at = replayed.replay.made_at.unwrap_or(Instant::from_micros(i64::MIN));
        traced.push(Traced::new((place, row), window, subject, (made_at, has_line)));
    }
}

/// Examines a figure that differs from the present readings.
async fn verify_figure(
    tx: &mut Tx,
    known: &RecordContext,
    (replayed, window): (&ReplayedReport, &CycleWindow<'_>),
    (it, now): (&mut Traced, &FigureRow),
    findings: &mut Findings,
) -> Result<()> {
    let stored = &replayed.parts.figures[it.row];
    if !compared_figure::differ(stored, now, it.has_line) || replayed.follows_earlier_rules(stored)
    {
        return Ok(());
    }
    let mut expected = now.clone();
    match replayed.replay.stands_since {
        None if waits(known, &replayed.stored) => return Ok(()),
        None => {}
        Some(since) => {
            let slack = if known.is_rehearsal { 0 } else { UNDER_WAY };
            let until = since.plus_micros(slack);
            if it.came_together(until, known.is_rehearsal) {
                return Ok(());
            }
            let superseded = it.superseded(tx).await?;
            for moment in it.moments(until) {
                if superseded.leave_open(it, moment) {
                    return Ok(());
                }
                let Some(then) = it.work_out(window, Some(moment)) else { return Ok(()) };
                if !compared_figure::differ(stored, &then, it.has_line) {
                    return Ok(());
                }
                expected = then;
            }
        }
    }
    let findings = &mut findings.of(&replayed.stored);
    compared_figure::add_differences(stored, &expected, it.has_line, findings);
    Ok(())
}

/// Whether readings arrived for a report's cycle that the program has not processed yet.
pub(super) fn waits(known: &RecordContext, stored: &StoredReport) -> bool {
    let since = known.arrived_since(stored.report.parties.partner_id);
    // As in processing: a day that is one too early only costs a lookup.
    since.is_some_and(|day| stored.report.cycle >= Cycle::of(date_of_number(day - 2)))
}
