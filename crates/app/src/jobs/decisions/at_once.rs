//! Executes decisions on a few reports within the request, because waiting for a worker would take
//! longer than the work.
//!
//! The job is stored all the same: its page shows the result of each report, and it can be undone.

use super::decide::Decider;
use super::{JobDecision, ReportToDecide, outcome, prepare};
use crate::jobs::{Begin, LEASE_MICROS, random_id};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_store::jobs::{self, JobLease, JobState};
use countersign_store::{Result, StoreError, Tx, job_items};
use uuid::Uuid;

/// The maximum number of reports in one request; a worker decides on more.
pub const AT_ONCE: i64 = 50;

/// The time of a request.
#[derive(Clone, Copy, Debug)]
pub struct RequestTime {
    /// By the clock of the installation.
    pub now: Instant,
    /// By the clock of the machine.
    pub machine_time: Instant,
}

/// Stores a job, and executes it if it has few reports.
///
/// # Errors
/// Fails when the database does.
pub async fn start(
    tx: &mut Tx,
    person: &Person,
    decision: &JobDecision,
    reports: &[ReportToDecide],
    begin: Begin,
    time: RequestTime,
) -> Result<Uuid> {
    let job = prepare(tx, person, decision, reports, begin, time.machine_time).await?;
    run(tx, job, person, time).await?;
    Ok(job)
}

/// Executes a waiting job of few reports; a larger one waits for a worker.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, id: Uuid, person: &Person, time: RequestTime) -> Result<()> {
    let missing = || StoreError::Corrupt(format!("there is no job {id}"));
    let job = jobs::find(tx, id).await?.ok_or_else(missing)?;
    if job.total > AT_ONCE {
        return Ok(());
    }
    let until = time.machine_time.plus_micros(LEASE_MICROS);
    let lease = JobLease { job: id, worker: random_id(), until };
    if !jobs::lease(tx, lease, time.machine_time).await? {
        return Ok(());
    }
    let decider = Decider::of(&job)?;
    let items = job_items::after(tx, id, 0, AT_ONCE).await?;
    let refused = decider.decide(tx, &job, person, &items, time.now).await?;
    jobs::advance(tx, lease, [job.total, job.total, refused]).await?;
    let result = outcome(tx, &job, &decider, Some(person), time.now).await?;
    let state = if job.dry_run { JobState::Previewed } else { JobState::Done };
    jobs::end(tx, lease, state, &result, time.machine_time).await?;
    Ok(())
}
