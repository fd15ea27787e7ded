//! From subscriptions to their figures of a cycle, and from figures to lines.

use super::evidence::{self, Evidence, Wanted, Window};
use countersign_domain::figure::{Figure, Standing, Terms, figure};
use countersign_domain::instant::Instant;
use countersign_domain::line::LineSum;
use countersign_domain::quantity::Quantity;
use countersign_domain::zone::day_number;
use countersign_store::figures::FigureRow;
use countersign_store::readings::SubscriptionKey;
use countersign_store::subscriptions::Owned;
use countersign_store::{Result, Tx};
use std::collections::BTreeMap;

/// A subscription whose figure is wanted.
#[derive(Clone, Debug)]
pub struct Subject {
    /// As it is listed; the figure is filled in.
    pub row: FigureRow,
    /// What its figure depends on. Whether it ended is worked out from the row.
    pub terms: Terms,
    /// The day its home partner holds readings in force before; none where that is of no use.
    pub in_force_day: Option<i64>,
    /// Its figure; none before it is worked out, or where it is too large to be counted.
    pub figure: Option<Figure>,
    /// Its last reading before the cycle's end.
    pub last: Option<(Instant, Quantity)>,
    /// Whether it has readings in the cycle.
    pub has_readings: bool,
}

impl Subject {
    /// A subject without a figure yet.
    #[must_use]
    pub const fn new(row: FigureRow, terms: Terms, in_force_day: Option<i64>) -> Self {
        Self { row, terms, in_force_day, figure: None, last: None, has_readings: false }
    }

    /// What its readings are filed under.
    #[must_use]
    pub const fn key(&self) -> SubscriptionKey {
        (self.row.home_partner_id, self.row.subscription_id)
    }

    /// Whether it is worth a row: one that ended before the cycle is, if it still has readings.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.row.standing != Standing::Ended || self.has_readings
    }

    /// Works the figure out from the readings in hand.
    pub(super) fn work_out(&mut self, window: &Window<'_>, evidence: &mut Evidence) {
        let in_force = evidence.in_force(window);
        let first_date = day_number(window.cycle.first_date());
        let row = &mut self.row;
        self.last = evidence.last;
        self.has_readings = !evidence.days.is_empty();
        self.terms.ended = row.ends_on.is_some_and(|end| end < first_date);
        row.after_end = evidence.after_end;
        row.in_force_at =
            in_force.filter(|_| !evidence.days.has_first()).map(|in_force| in_force.observed_at);
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
pub fn listed(owned: &Owned) -> FigureRow {
    FigureRow {
        product_id: owned.product_id,
        subscription_id: owned.id,
        subscription_code: owned.code.clone(),
        plan: owned.plan.clone(),
        customer_code: owned.customer_code.clone(),
        customer_name: owned.customer_name.clone(),
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
    }
}

/// Works out the figures of all subjects, in whatever order they are.
///
/// # Errors
/// The engine's.
pub async fn work_out(tx: &mut Tx, window: &Window<'_>, subjects: &mut [Subject]) -> Result<()> {
    let mut order: Vec<usize> = (0..subjects.len()).collect();
    order.sort_unstable_by_key(|&at| subjects[at].key());
    let wanted: Vec<Wanted> = order
        .iter()
        .map(|&at| {
            let subject = &subjects[at];
            let (in_force_day, ends_on) = (subject.in_force_day, subject.row.ends_on);
            Wanted { key: subject.key(), in_force_day, ends_on }
        })
        .collect();
    evidence::gather(tx, window, &wanted, |place, evidence| {
        subjects[order[place]].work_out(window, evidence);
        Ok(())
    })
    .await
}

/// Why a report cannot be made.
pub const TOO_LARGE: &str = "a line has more units than can be counted (about 9 × 10^12)";

/// Adds the figures up per product. None where one of them is too large to be counted.
#[must_use]
pub fn sums<'a>(subjects: impl IntoIterator<Item = &'a Subject>) -> Option<BTreeMap<i64, LineSum>> {
    let mut sums: BTreeMap<i64, LineSum> = BTreeMap::new();
    for subject in subjects {
        sums.entry(subject.row.product_id).or_default().add(subject.figure.as_ref()?);
    }
    Some(sums)
}
