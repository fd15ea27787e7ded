//! Computes the figures of subscriptions in a cycle, and lines from figures.

use super::gather_evidence::{self, CycleWindow, Evidence, EvidenceQuery};
use super::ownership::Counting;
use countersign_domain::bounds::Bounds;
use countersign_domain::figure::{Figure, FigureTerms, Standing, figure};
use countersign_domain::instant::Instant;
use countersign_domain::line::LineSum;
use countersign_domain::quantity::Quantity;
use countersign_domain::zone::day_number;
use countersign_store::figures::FigureRow;
use countersign_store::readings::SubscriptionKey;
use countersign_store::{Result, Tx};
use std::collections::BTreeMap;

/// A subscription whose figure is needed.
#[derive(Clone, Debug)]
pub struct FigureSubject {
    /// The row to store; its figure is filled in.
    pub row: FigureRow,
    /// The inputs of its figure. The row says whether the subscription ended.
    pub terms: FigureTerms,
    /// The start and end of the cycle for this subscription.
    pub bounds: Bounds,
    /// Its readings before this UTC day are kept as in force; `None` if these cannot be used.
    pub in_force_day: Option<i64>,
    /// Its figure; none before it is computed, or if it is too large to be counted.
    pub figure: Option<Figure>,
    /// Its last reading before the cycle's end.
    pub last: Option<(Instant, Quantity)>,
    /// Whether it has readings in the cycle.
    pub has_readings: bool,
}

impl FigureSubject {
    /// A subject without a figure yet.
    #[must_use]
    pub const fn new(
        row: FigureRow,
        terms: FigureTerms,
        bounds: Bounds,
        in_force_day: Option<i64>,
    ) -> Self {
        Self { row, terms, bounds, in_force_day, figure: None, last: None, has_readings: false }
    }

    /// The key under which its readings are stored.
    #[must_use]
    pub const fn key(&self) -> SubscriptionKey {
        (self.row.home_partner_id, self.row.subscription_id)
    }

    /// Whether it is listed: a subscription that ended before the cycle is, if it still has
    /// readings.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.row.standing != Standing::Ended || self.has_readings
    }

    /// Computes the figure from the collected readings.
    pub(super) fn work_out(&mut self, window: &CycleWindow<'_>, evidence: &mut Evidence) {
        let in_force = evidence.in_force(window, &self.bounds);
        let first_date = day_number(window.cycle.first_date());
        let row = &mut self.row;
        self.last = evidence.last;
        self.has_readings = !evidence.days.is_empty() || evidence.after_end > 0;
        let start = self.bounds.start();
        row.begins_at = Some(start).filter(|start| *start != window.days.start());
        let first_day = self.bounds.first_day(&window.days);
        self.terms.first_day = first_day;
        self.terms.ended = row.ends_on.is_some_and(|end| end < first_date + i64::from(first_day));
        self.terms.read_after_end = evidence.after_end > 0;
        row.after_end = evidence.after_end;
        let held = in_force.filter(|_| !evidence.days.has_first(first_day));
        row.in_force_at = held.map(|in_force| in_force.observed_at);
        let figure = figure(&mut evidence.days, in_force, &self.terms, window.cycle).ok();
        if let Some(figure) = &figure {
            row.standing = figure.standing;
            row.provisioned = figure.provisioned.map(|folded| folded.quantity);
            row.provisioned_days = figure.provisioned.map_or(0, |folded| folded.days.into());
            row.used = figure.used.map(|folded| folded.quantity);
            row.used_days = figure.used.map_or(0, |folded| folded.days.into());
            let date = |day: u8| first_date + i64::from(day);
            row.provisioned_on = figure.provisioned.and_then(|folded| folded.day).map(date);
            row.used_on = figure.used.and_then(|folded| folded.day).map(date);
        }
        self.figure = figure;
    }
}

/// A subscription as it is listed now, without a figure.
#[must_use]
pub fn listed(counting: &Counting) -> FigureRow {
    let owned = &counting.owned;
    FigureRow {
        product_id: counting.product_id,
        subscription_id: owned.id,
        subscription_code: owned.code.clone(),
        plan: owned.plan.clone(),
        customer_code: counting.customer_code().to_owned(),
        customer_name: counting.customer_name().to_owned(),
        home_partner_id: owned.home_partner_id,
        billable: owned.billable,
        ends_on: owned.ends_on,
        standing: Standing::NoData,
        provisioned: None,
        provisioned_on: None,
        provisioned_days: 0,
        used: None,
        used_on: None,
        used_days: 0,
        in_force_at: None,
        after_end: 0,
        begins_at: None,
    }
}

/// Computes the figures of all subjects, in any order.
///
/// # Errors
/// Fails when the database does.
pub async fn work_out(
    tx: &mut Tx,
    window: &CycleWindow<'_>,
    subjects: &mut [FigureSubject],
) -> Result<()> {
    let mut order: Vec<usize> = (0..subjects.len()).collect();
    order.sort_unstable_by_key(|&at| subjects[at].key());
    let bounds: Vec<Bounds> = order.iter().map(|&at| subjects[at].bounds.clone()).collect();
    let wanted: Vec<EvidenceQuery<'_>> = order
        .iter()
        .zip(&bounds)
        .map(|(&at, bounds)| {
            let subject = &subjects[at];
            let (in_force_day, ends_on) = (subject.in_force_day, subject.row.ends_on);
            EvidenceQuery { key: subject.key(), bounds, in_force_day, ends_on }
        })
        .collect();
    gather_evidence::gather(tx, window, &wanted, |place, evidence| {
        subjects[order[place]].work_out(window, evidence);
        Ok(())
    })
    .await
}

/// Why a report cannot be made: a quantity cannot hold the sum (docs/rules.md, section 3.1).
pub const TOO_LARGE: &str = "a line has more units than can be counted (about 9 × 10^12)";

/// Whether the report of these subscriptions has a figure that is too large to be counted.
#[must_use]
pub fn is_too_large<'a>(subjects: impl IntoIterator<Item = &'a FigureSubject>) -> bool {
    sums(subjects).is_none_or(|sums| sums.values().any(|sum| sum.figures().is_err()))
}

/// Sums the figures per product. None if one of them is too large to be counted.
#[must_use]
pub fn sums<'a>(
    subjects: impl IntoIterator<Item = &'a FigureSubject>,
) -> Option<BTreeMap<i64, LineSum>> {
    let mut sums: BTreeMap<i64, LineSum> = BTreeMap::new();
    for subject in subjects {
        sums.entry(subject.row.product_id).or_default().add(subject.figure.as_ref()?);
    }
    Some(sums)
}
