//! Closes a distributor's cycle. Closing is a statement that locks nothing; later changes are shown
//! beside it.

use super::directory_snapshot::DirectorySnapshot;
use countersign_domain::actor::Person;
use countersign_domain::completeness::{CycleProgress, InTheWay, near_deadline};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkKind, closing};
use countersign_store::completeness::{self, CycleTally, DistributorCycle, Times};
use countersign_store::cycle_closings::{self, Closing};
use countersign_store::installation::Installation;
use countersign_store::{Result, Tx, partners};

/// The installation's and the machine's time, against which a cycle is measured.
#[must_use]
pub const fn times(installation: &Installation, now: Instant, machine: Instant) -> Times {
    Times { now, machine, near: near_deadline(now), is_open: installation.demo }
}

/// The progress of a distributor's cycle, from its counts.
///
/// # Errors
/// [`countersign_store::StoreError::Corrupt`] when the distributor is missing.
pub fn progress(
    snapshot: &DirectorySnapshot,
    of: DistributorCycle,
    tally: &CycleTally,
    now: Instant,
) -> Result<CycleProgress> {
    let (_, zone) = snapshot.region_of_distributor_at(of.distributor_id, of.cycle)?;
    Ok(CycleProgress {
        is_over: zone.cycle_of(now) > of.cycle,
        unmade: tally.unmade,
        faults: tally.faults,
        statuses: tally.statuses.clone(),
    })
}

/// Counts the reports of a distributor's cycle by status. Partners whose reports have yet to be
/// made are those that count for the distributor in that cycle, including partners that have left
/// it since.
///
/// # Errors
/// Fails when the database does.
pub async fn tally(
    tx: &mut Tx,
    snapshot: &DirectorySnapshot,
    of: DistributorCycle,
    times: Times,
) -> Result<CycleTally> {
    let DistributorCycle { distributor_id, cycle } = of;
    let mut tally = completeness::tally(tx, of, times).await?;
    let kind = LinkKind::PartnerDistributor;
    for id in snapshot.links().changed_since(kind, closing(cycle)) {
        let Some(partner) = partners::by_id(tx, id).await? else { continue };
        let is_unmade = partner.made_through < cycle && partner.account_type == "msp";
        let counts = snapshot.distributor_at(&partner, cycle) == distributor_id;
        let is_counted = partner.distributor_id == distributor_id;
        if is_unmade {
            tally.unmade += i64::from(counts) - i64::from(is_counted);
        }
    }
    Ok(tally)
}

/// The result of closing a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosingOutcome {
    /// The cycle was closed, and this is recorded.
    Closed,
    /// These reasons block it.
    InTheWay(Vec<InTheWay>),
    /// The cycle was closed before, and nothing has changed since.
    ClosedBefore,
}

/// Closes a cycle of the person's company if nothing blocks it.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    person: &Person,
    cycle: Cycle,
    times: Times,
) -> Result<ClosingOutcome> {
    let outcome = check(tx, person, cycle, times).await?;
    if outcome == ClosingOutcome::Closed {
        let of = DistributorCycle { distributor_id: person.company_id, cycle };
        let closing = Closing { at: times.now, person_id: person.id };
        cycle_closings::add(tx, of, closing).await?;
    }
    Ok(outcome)
}

/// What closing a cycle of the person's company would do; changes nothing.
///
/// # Errors
/// Fails when the database does.
pub async fn check(
    tx: &mut Tx,
    person: &Person,
    cycle: Cycle,
    times: Times,
) -> Result<ClosingOutcome> {
    let of = DistributorCycle { distributor_id: person.company_id, cycle };
    let snapshot = DirectorySnapshot::load(tx).await?;
    let tally = tally(tx, &snapshot, of, times).await?;
    let in_the_way = progress(&snapshot, of, &tally, times.now)?.in_the_way();
    if !in_the_way.is_empty() {
        return Ok(ClosingOutcome::InTheWay(in_the_way));
    }
    if let Some(last) = cycle_closings::last(tx, of).await?
        && cycle_closings::changed_since(tx, of, last.at).await? == 0
    {
        return Ok(ClosingOutcome::ClosedBefore);
    }
    Ok(ClosingOutcome::Closed)
}
