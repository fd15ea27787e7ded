//! Lists what the clock would do up to an instant, and why, without doing any of it.
//!
//! The dry run reads one state of the database and asks the domain as the clock would: it drafts
//! reports from the present readings, and submits in memory the reports that their deadline would
//! find with their partners. People's actions and later readings can still change the result.

use super::make_reports::{DraftReport, draft_all, report};
use super::ownership::Ownership;
use super::refresh_reports::{MissingReport, missing_of_arrivals, work_out_again};
use super::run_clock::{MissedDeadlines, next_batch, waits};
use crate::failure::{Failure, Result};
use countersign_domain::actor::SystemRule;
use countersign_domain::auto_approval::{ApprovalFacts, Hold};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Made;
use countersign_domain::status::Status;
use countersign_domain::workflow::at_deadline;
use countersign_domain::zone::Zone;
use countersign_store::installation::Installation;
use countersign_store::partners::{self, Partner};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Store, StoreError, Tx};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Reports read at once.
const CHUNK: usize = 500;
/// The largest number of days that a dry run looks ahead.
const DAYS_MAX: i64 = 366;

/// The question of a dry run.
#[derive(Clone, Copy, Debug)]
pub struct DryRun {
    /// The present instant.
    pub now: Instant,
    /// The instant up to which to look.
    pub until: Instant,
    /// The choice for missed deadlines after a gap.
    pub missed: MissedDeadlines,
}

impl DryRun {
    /// Whether `until` is at most a year ahead.
    #[must_use]
    pub const fn is_near(&self) -> bool {
        self.until.micros() - self.now.micros() <= DAYS_MAX * DAY_MICROS
    }
}

/// The clock's future work, in its order.
#[derive(Clone, Debug, Default)]
pub struct Foreseen {
    /// One piece of work on one report each.
    pub items: Vec<ForeseenWork>,
    /// Whether submissions would wait for the operator's choice.
    pub waits: bool,
}

/// One piece of work on one report.
#[derive(Clone, Debug)]
pub struct ForeseenWork {
    /// The instant of the work.
    pub at: Instant,
    /// The kind of work, with its outcome.
    pub work: Work,
    /// The cycle of the report.
    pub cycle: Cycle,
    /// The report's id, which is known before the report is made.
    pub report_id: Uuid,
    /// Code of the distributor.
    pub distributor: String,
    /// Code of the partner.
    pub partner: String,
    /// Name of the partner.
    pub partner_name: String,
    /// Code of the vendor.
    pub vendor: String,
    /// The region's time zone.
    pub zone: Zone,
    /// Whether the report has yet to be made.
    pub is_new: bool,
}

/// What the clock would do with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// The report is made.
    Make {
        /// The number of lines.
        lines: usize,
        /// Lines that would be violations as last saved.
        violations: usize,
        /// The partner's deadline.
        deadline: Instant,
    },
    /// It cannot be made: a figure is too large to be counted.
    Fault,
    /// The operator's new deadline replaces the missed one.
    Extend(Instant),
    /// The system submits it, and approves it or keeps it under review.
    Submit(Submission),
}

/// The effect of a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Lines that would be charged on other units than now.
    pub changes: Vec<ForeseenChange>,
    /// The reasons against an approval by the system; empty if it would approve.
    pub holds: Vec<Hold>,
}

/// A line that would be charged on other units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeseenChange {
    /// Code of the product.
    pub product: String,
    /// Name of the product.
    pub product_name: String,
    /// The billing unit.
    pub unit: String,
    /// Chargeable units as last saved.
    pub from: Quantity,
    /// Chargeable units after the deadline.
    pub to: Quantity,
    /// Whether it is a penalty; otherwise the figure goes back to its default.
    pub penalty: bool,
}

/// The number of reports by kind of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Per cycle, the reports that would be made and the number of their partners.
    pub made: BTreeMap<Cycle, (usize, usize)>,
    /// Reports that could not be made.
    pub faults: usize,
    /// Missed deadlines that would be moved.
    pub extended: usize,
    /// Reports that would be submitted.
    pub submitted: usize,
    /// Those of them with penalties.
    pub penalised: usize,
    /// Those of them that would be approved at once.
    pub approved: usize,
}

impl Foreseen {
    /// The totals of the work.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        let mut partners: BTreeSet<(Cycle, &str)> = BTreeSet::new();
        for item in &self.items {
            match &item.work {
                Work::Make { .. } => {
                    let of_cycle = totals.made.entry(item.cycle).or_default();
                    of_cycle.0 += 1;
                    of_cycle.1 += usize::from(partners.insert((item.cycle, &item.partner)));
                }
                Work::Fault => totals.faults += 1,
                Work::Extend(_) => totals.extended += 1,
                Work::Submit(submission) => {
                    totals.submitted += 1;
                    totals.penalised += usize::from(submission.is_penalised());
                    totals.approved += usize::from(submission.holds.is_empty());
                }
            }
        }
        totals
    }
}

impl Submission {
    /// Whether a line would be charged as a penalty.
    #[must_use]
    pub fn is_penalised(&self) -> bool {
        self.changes.iter().any(|change| change.penalty)
    }
}

impl Work {
    /// The order of work that is due at the same instant.
    const fn order(&self) -> u8 {
        match self {
            Self::Make { .. } | Self::Fault => 0,
            Self::Extend(_) => 1,
            Self::Submit(_) => 2,
        }
    }
}

/// Lists the work up to `until`.
///
/// # Errors
/// Fails when the database does; a usage error when `until` is too far ahead.
pub async fn run(store: &Store, installation: &Installation, asked: DryRun) -> Result<Foreseen> {
    if !asked.is_near() {
        return Err(Failure::Usage(format!("a dry run looks at most {DAYS_MAX} days ahead")));
    }
    let mut items = store.reading(async |tx| items(tx, installation, asked).await).await?;
    items.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    let is_owed =
        |item: &ForeseenWork| matches!(item.work, Work::Submit(_)) && item.at <= asked.now;
    let waits = asked.missed == MissedDeadlines::Wait
        && waits(installation, asked.now)
        && items.iter().any(is_owed);
    Ok(Foreseen { items, waits })
}

async fn items(
    tx: &mut Tx,
    installation: &Installation,
    asked: DryRun,
) -> Result<Vec<ForeseenWork>> {
    let ownership = Ownership::load(tx).await?;
    let mut ahead = Ahead {
        ownership: &ownership,
        installation,
        asked,
        arrived: BTreeMap::new(),
        items: Vec::new(),
    };
    ahead.arrivals(tx).await?;
    ahead.makings(tx).await?;
    ahead.deadlines(tx).await?;
    Ok(ahead.items)
}

fn sort_key(item: &ForeseenWork) -> (Instant, u8, &str, &str, Cycle, &str) {
    let ForeseenWork { at, work, distributor, partner, cycle, vendor, .. } = item;
    (*at, work.order(), distributor, partner, *cycle, vendor)
}

struct Ahead<'a> {
    ownership: &'a Ownership,
    installation: &'a Installation,
    asked: DryRun,
    /// Partners with arrived readings that are not processed yet, with the first UTC day.
    arrived: BTreeMap<i64, i64>,
    items: Vec<ForeseenWork>,
}

type Read<T> = std::result::Result<T, StoreError>;

impl Ahead<'_> {
    /// Arrived readings may make reports that are missing.
    async fn arrivals(&mut self, tx: &mut Tx) -> Read<()> {
        self.arrived = partners::arrivals(tx, 0, i64::MAX).await?.into_iter().collect();
        let now = match self.installation.rehearsal {
            true => self.installation.clock_at,
            false => self.asked.now,
        };
        for (partner_id, since_day) in self.arrived.clone() {
            let Some(partner) = partners::by_id(tx, partner_id).await? else { continue };
            let arrived = (&partner, since_day);
            let missing = missing_of_arrivals(tx, self.ownership, arrived, now).await?;
            for MissingReport { draft, made } in missing {
                self.make(&partner, draft, &made)?;
            }
        }
        Ok(())
    }

    /// Reports of cycles that will be made.
    async fn makings(&mut self, tx: &mut Tx) -> Read<()> {
        let groups = partners::groups(tx).await?;
        let through: BTreeSet<Cycle> = groups.iter().map(|group| group.made_through).collect();
        for made_through in through {
            let mut after = 0;
            loop {
                let batch = next_batch(tx, made_through, after).await?;
                let Some(last) = batch.last() else { break };
                after = last.id;
                self.makings_of(tx, &batch, made_through.plus(1)).await?;
            }
        }
        Ok(())
    }

    /// The reports of these partners, cycle by cycle.
    async fn makings_of(&mut self, tx: &mut Tx, batch: &[Partner], first: Cycle) -> Read<()> {
        let mut cycle = first;
        loop {
            let mut by_making: BTreeMap<(String, Instant), Vec<&Partner>> = BTreeMap::new();
            for partner in batch {
                let at = self.ownership.snapshot.making(partner, cycle)?;
                let at = self.installation.not_before_last_run(at);
                if at <= self.asked.until {
                    let (_, zone) = self.ownership.snapshot.region_at(partner, cycle)?;
                    by_making.entry((zone.name().to_owned(), at)).or_default().push(partner);
                }
            }
            if by_making.is_empty() {
                return Ok(());
            }
            for ((zone, at), mut due) in by_making {
                let snapshot = &self.ownership.snapshot;
                due.retain(|partner| snapshot.takes_part_at(partner, cycle).unwrap_or(false));
                let zone = Zone::parse(&zone).map_err(StoreError::Corrupt)?;
                for draft in draft_all(tx, self.ownership, &due, cycle, &zone).await? {
                    let Some(partner) = due.iter().find(|it| it.id == draft.key.partner_id) else {
                        continue;
                    };
                    let made = Made::by_system(SystemRule::CycleEnded, at, at);
                    self.make(partner, draft, &made)?;
                }
            }
            cycle = cycle.plus(1);
        }
    }

    fn make(&mut self, partner: &Partner, draft: DraftReport, made: &Made) -> Read<()> {
        let at = made.at;
        let is_fault = draft.lines.is_none();
        let lines = draft.lines.unwrap_or_default();
        let (stored, _) = report(self.ownership, partner, draft.key, lines, made)?;
        let work = match is_fault {
            true => Work::Fault,
            false => Work::Make {
                lines: stored.report.lines.len(),
                violations: stored.report.violations(),
                deadline: stored.report.deadline,
            },
        };
        self.items.push(item(&stored, at, work, true));
        if !is_fault && stored.report.deadline <= self.asked.until {
            self.at_deadline(stored, true);
        }
        Ok(())
    }

    /// Reports that their deadline will find with their partners.
    async fn deadlines(&mut self, tx: &mut Tx) -> Read<()> {
        let due = reports::all_due(tx, self.asked.until).await?;
        for chunk in due.chunks(CHUNK) {
            for mut stored in reports::find(tx, chunk).await?.into_iter().flatten() {
                let Key { partner_id, .. } = stored.key();
                let open = stored.report.is_open_to_readings();
                if open
                    && self.arrived.contains_key(&partner_id)
                    && let Some(again) = work_out_again(tx, self.ownership, &stored).await?
                {
                    stored.report.lines = again.lines;
                }
                self.at_deadline(stored, false);
            }
        }
        Ok(())
    }

    /// Submits the report, or moves its missed deadline first.
    fn at_deadline(&mut self, mut stored: StoredReport, is_new: bool) {
        let DryRun { now, until, missed } = self.asked;
        let is_missed = stored.report.deadline <= now && waits(self.installation, now);
        if let MissedDeadlines::Extend(deadline) = missed
            && is_missed
        {
            self.items.push(item(&stored, now, Work::Extend(deadline), is_new));
            stored.report.deadline = deadline;
        }
        if stored.report.deadline <= until {
            self.submit(&stored, is_new);
        }
    }

    fn submit(&mut self, stored: &StoredReport, is_new: bool) {
        let report = &stored.report;
        let (after, changes) = at_deadline(report);
        let foreseen_changes = changes.into_iter().filter_map(|change| {
            let line = after.lines.iter().find(|line| line.product.code == change.product)?;
            Some(ForeseenChange {
                product: change.product,
                product_name: line.product.name.clone(),
                unit: line.product.unit.clone(),
                from: change.from,
                to: change.to,
                penalty: line.penalty,
            })
        });
        let changes = foreseen_changes.collect();
        let holds = match after.status {
            Status::Approved => Vec::new(),
            _ => ApprovalFacts::of(&after).holds(&after),
        };
        let work = Work::Submit(Submission { changes, holds });
        self.items.push(item(stored, report.deadline, work, is_new));
    }
}

fn item(stored: &StoredReport, at: Instant, work: Work, is_new: bool) -> ForeseenWork {
    let (names, report) = (&stored.names, &stored.report);
    ForeseenWork {
        at,
        work,
        cycle: report.cycle,
        report_id: names.report_id,
        distributor: names.distributor.clone(),
        partner: names.partner.clone(),
        partner_name: names.partner_name.clone(),
        vendor: names.vendor.clone(),
        zone: report.zone.clone(),
        is_new,
    }
}
