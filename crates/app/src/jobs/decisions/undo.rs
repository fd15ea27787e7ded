//! Undoes the decisions of a job, report by report.

use super::at_once::{RequestTime, start};
use super::{JobDecision, ReportToDecide};
use crate::jobs::Begin;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::workflow::UNDO_MICROS;
use countersign_store::jobs::{Job, JobState};
use countersign_store::{Result, Tx, job_items};
use uuid::Uuid;

/// Items that are read at once.
const READ: i64 = 1_000;

/// Whether a person can undo a job's decisions: they made them, within the last minutes. Each
/// report answers for itself.
#[must_use]
pub fn can_undo(job: &Job, decision: &JobDecision, person: &Person, machine_time: Instant) -> bool {
    let window = job.ended_at.map(|ended| ended..ended.plus_micros(UNDO_MICROS));
    let has_ended = matches!(job.state, JobState::Done | JobState::Cancelled | JobState::Failed);
    has_ended
        && !job.dry_run
        && job.person_id == person.id
        && decision.can_be_undone()
        && window.is_some_and(|window| window.contains(&machine_time))
}

/// Begins to undo the decisions of a job. It takes the reports that the job decided on, with the
/// versions that its decisions gave them: one that went on since is refused, and says why.
///
/// # Errors
/// Fails when the database does.
pub async fn prepare_undo(
    tx: &mut Tx,
    person: &Person,
    job: &Job,
    time: RequestTime,
) -> Result<Uuid> {
    let mut decided = Vec::new();
    let mut after = 0;
    loop {
        let items = job_items::done_after(tx, job.id, after, READ).await?;
        let Some(last) = items.last() else { break };
        after = last.position;
        // Without the version that was seen, nothing says which decision was the job's.
        decided.extend(items.iter().filter_map(|item| {
            let version = Some(item.version? + 1);
            Some(ReportToDecide { report_id: item.report_id, key: item.key, version })
        }));
    }
    let decision = JobDecision::Undo { job: job.id.to_string() };
    start(tx, person, &decision, &decided, Begin::AtOnce, time).await
}
