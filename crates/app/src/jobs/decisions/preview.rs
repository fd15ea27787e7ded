//! The preview of a job in numbers: the partners, the flags and comments, and the units.

use super::decide::until;
use super::decision::JobDecision;
use crate::actions::month_before;
use countersign_domain::actor::Person;
use countersign_domain::correction::waits_since;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_domain::schedule::deadline_after_rejection;
use countersign_domain::settings::Setting;
use countersign_domain::surprise::{LastMonth, ListSummary};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Result, Tx, job_items};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Reports that are read at once.
const READ: i64 = 500;
/// The maximum number of partner names; the page lists every report anyway.
const MOST_NAMES: usize = 200;

/// The effect of a job on the reports that it would not refuse.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionPreview {
    /// The number of partners.
    pub partners: i64,
    /// Their names in order, at most 200.
    pub names: Vec<String>,
    /// The number of flagged reports.
    pub flagged: i64,
    /// The number of lines in violation.
    pub violations: i64,
    /// The number of reports with a comment.
    pub commented: i64,
    /// The number of reports with a line that changed against last month.
    pub changed: i64,
    /// The number of reports without one last month.
    pub not_compared: i64,
    /// The number of amendments, which are decided on like reports. They have differences instead
    /// of units, and neither marks nor a last month.
    #[serde(default)]
    pub amendments: i64,
    /// The units per month, product and unit: the latest month first, then by the product's name.
    pub products: Vec<ProductUnits>,
    /// The deadlines that partners get, the earliest first.
    pub deadlines: Vec<NewDeadline>,
}

/// The chargeable units of one product in one month and unit, which are never added to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductUnits {
    /// The month of the reports.
    pub cycle: Cycle,
    /// The name of the product.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// The sum of the month before; `None` if it is too large.
    pub before: Option<Quantity>,
    /// The sum of the month; `None` if it is too large.
    pub after: Option<Quantity>,
}

/// A deadline that partners get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeadline {
    /// The instant, in whole seconds.
    pub at: Instant,
    /// The zone of the reports.
    pub zone: String,
    /// The number of reports.
    pub reports: i64,
}

/// Sums up the reports of a job that would be decided, beside what the person may know of the month
/// before.
///
/// # Errors
/// Fails when the database does.
pub(super) async fn of(
    tx: &mut Tx,
    job: Uuid,
    person: &Person,
    decision: &JobDecision,
    now: Instant,
) -> Result<DecisionPreview> {
    let mut sums = PreviewSums::default();
    let mut after = 0;
    loop {
        let items = job_items::done_after(tx, job, after, READ).await?;
        let Some(last) = items.last() else { break };
        after = last.position;
        let keys: Vec<Key> = items.iter().map(|item| item.key).collect();
        let found: Vec<StoredReport> =
            reports::find(tx, &keys).await?.into_iter().flatten().collect();
        let last_months = month_before::known_to(tx, person, &keys).await?;
        let seen: HashMap<Key, i64> =
            items.iter().filter_map(|item| Some((item.key, item.version?))).collect();
        for stored in &found {
            let last_month = last_months.get(&stored.key());
            let version = seen.get(&stored.key());
            let amends = version.is_some_and(|version| waits_since(&stored.report, *version));
            sums.add(stored, amends, last_month);
            if let Some(at) = new_deadline(&stored.report, decision, now)? {
                let zone = stored.report.zone.name().to_owned();
                *sums.deadlines.entry((at, zone)).or_default() += 1;
            }
        }
    }
    Ok(sums.into_preview())
}

/// The deadline that a decision gives the partner; none for most decisions.
fn new_deadline(report: &Report, decision: &JobDecision, now: Instant) -> Result<Option<Instant>> {
    let (days, zone) = (report.rules.value(Setting::ResubmitDays), &report.zone);
    Ok(match decision {
        JobDecision::Reject { .. } => {
            Some(deadline_after_rejection(now, days, report.deadline, zone))
        }
        JobDecision::Extend { last_day, .. } => Some(until(last_day)?.instant(zone)),
        _ => None,
    })
}

/// Sums in progress.
#[derive(Default)]
struct PreviewSums {
    partners: BTreeSet<(String, i64)>,
    counts: DecisionPreview,
    products: BTreeMap<UnitsKey, UnitSums>,
    deadlines: BTreeMap<(Instant, String), i64>,
}

/// The latest month first, then by the product's number and unit.
type UnitsKey = (Reverse<Cycle>, i64, String);

#[derive(Default)]
struct UnitSums {
    name: String,
    before: i128,
    after: i128,
}

impl PreviewSums {
    fn add(&mut self, stored: &StoredReport, amends: bool, last_month: Option<&Report>) {
        let report = &stored.report;
        self.partners.insert((stored.names.partner_name.clone(), report.parties.partner_id));
        if amends {
            self.counts.amendments += 1;
            return;
        }
        let last_month = last_month.iter().flat_map(|it| &it.lines).map(LastMonth::of);
        let last_month: Vec<LastMonth> = last_month.collect();
        let summary = ListSummary::of(report, &last_month);
        self.counts.flagged += i64::from(report.flagged);
        self.counts.violations += summary.violations;
        self.counts.commented += i64::from(report.has_comment());
        self.counts.changed += i64::from(summary.change.is_some());
        self.counts.not_compared += i64::from(!summary.compared);
        for line in &report.lines {
            let key = (Reverse(report.cycle), line.product.id, line.product.unit.clone());
            let sums = self.products.entry(key).or_default();
            sums.name.clone_from(&line.product.name);
            sums.after += i128::from(line.chargeable().micros());
        }
        for then in &last_month {
            let key = (Reverse(report.cycle), then.product_id, then.unit.clone());
            let sums = self.products.entry(key).or_default();
            if sums.name.is_empty() {
                sums.name.clone_from(&then.name);
            }
            sums.before += i128::from(then.chargeable.micros());
        }
    }

    fn into_preview(self) -> DecisionPreview {
        let quantity = |micros: i128| i64::try_from(micros).ok().map(Quantity::from_micros);
        let units = |((cycle, _, unit), sums): (UnitsKey, UnitSums)| ProductUnits {
            cycle: cycle.0,
            name: sums.name,
            unit,
            before: quantity(sums.before),
            after: quantity(sums.after),
        };
        let mut products: Vec<ProductUnits> = self.products.into_iter().map(units).collect();
        products.sort_by(|a, b| b.cycle.cmp(&a.cycle).then_with(|| a.name.cmp(&b.name)));
        let deadline = |((at, zone), reports)| NewDeadline { at, zone, reports };
        DecisionPreview {
            partners: i64::try_from(self.partners.len()).unwrap_or(i64::MAX),
            names: self.partners.into_iter().map(|(name, _)| name).take(MOST_NAMES).collect(),
            products,
            deadlines: self.deadlines.into_iter().map(deadline).collect(),
            ..self.counts
        }
    }
}
