//! Approves, rejects, extends, reopens, completes or returns many reports with one reason, and
//! undoes such decisions.
//!
//! Each report goes through the same batch as a single decision ([`decide`]) and gets a result:
//! done, already done, or refused with the reason. An interrupted job continues with the first
//! report that has no result. A few reports need no worker: the request that asks for them decides
//! on them ([`at_once`]), and the job is its record. [`preview`] sums up what a job is about to do.

pub mod at_once;
mod decide;
mod decision;
pub mod preview;
pub mod rule;
pub mod signing;
pub mod undo;

use super::unreadable::unreadable;
use super::{Begin, FailureReason, Hand, JobEnd, new};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_store::job_items::{self, JobItem};
use countersign_store::reports::Key;
use countersign_store::{Result, StoreError, Tx, installation, jobs};
use decide::Decider;
use decision::input_of;
pub use decision::{
    ALREADY_DONE, DONE, JobAuthor, JobDecision, JobTouch, REFUSED, decision, refusal,
};
pub(super) use decision::{author, confirmed_input};
use preview::DecisionPreview;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of these jobs in the database.
pub const KIND: &str = "decisions";

/// Reports in one transaction: few enough that other work hardly waits.
const GROUP: i64 = 200;

/// A report to decide on, as the person saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportToDecide {
    /// The report's id.
    pub report_id: Uuid,
    /// The report's key.
    pub key: Key,
    /// The version that the person saw; a report with another version is refused.
    pub version: Option<i64>,
}

/// The results of all reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTally {
    /// Executed, or would be.
    pub done: i64,
    /// Their effect was there already.
    pub already_done: i64,
    /// Refused with a reason.
    pub refused: i64,
}

/// The result of a job.
#[derive(Serialize, Deserialize)]
struct DecisionOutcome {
    #[serde(flatten)]
    tally: DecisionTally,
    /// What it is about to do, if it was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    preview: Option<DecisionPreview>,
}

/// Puts a job into the database; its page is `/jobs/{id}`.
///
/// # Errors
/// Fails when the database does.
pub async fn prepare(
    tx: &mut Tx,
    person: &Person,
    decision: &JobDecision,
    reports: &[ReportToDecide],
    begin: Begin,
    machine_time: Instant,
) -> Result<Uuid> {
    let input = input_of(tx, decision, person).await?;
    let mut job = new(KIND, person, begin, input, machine_time);
    job.total = i64::try_from(reports.len()).unwrap_or(i64::MAX);
    let item = |(position, it): (i64, &ReportToDecide)| JobItem {
        position,
        report_id: it.report_id,
        key: it.key,
        version: it.version,
    };
    jobs::insert(tx, &job).await?;
    job_items::insert(tx, job.id, &(1..).zip(reports).map(item).collect::<Vec<_>>()).await?;
    Ok(job.id)
}

/// What a previewed job is about to do; none for other jobs, and for those of an earlier release.
#[must_use]
pub fn preview_of(job: &jobs::Job) -> Option<DecisionPreview> {
    let outcome: DecisionOutcome = serde_json::from_str(job.result.as_deref()?).ok()?;
    outcome.preview.filter(|_| job.state == jobs::JobState::Previewed)
}

/// Counts the results so far.
///
/// # Errors
/// Fails when the database does.
pub async fn tally(tx: &mut Tx, job: Uuid) -> Result<DecisionTally> {
    let mut tally = DecisionTally::default();
    for (result, count) in job_items::counts(tx, job).await? {
        match result.as_str() {
            DONE => tally.done = count,
            ALREADY_DONE => tally.already_done = count,
            _ => tally.refused = count,
        }
    }
    Ok(tally)
}

/// The result of a group.
enum GroupOutcome {
    /// The number of processed reports, and of refused ones among them.
    On(i64, i64),
    /// Nothing is left.
    End,
    /// The job ends here.
    Stop(JobEnd),
}

/// Does the job from its first report without a result.
pub(super) async fn run(hand: &Hand<'_>) -> Result<JobEnd> {
    let decider = Decider::of(hand.job)?;
    let (mut done, mut refused) = (hand.job.done, hand.job.refused);
    loop {
        if hand.is_stopping() {
            return Ok(JobEnd::GivenBack);
        }
        let step = async |tx: &mut Tx| group(tx, hand, &decider, done, refused).await;
        match hand.store.write(step).await? {
            GroupOutcome::On(all, no) => (done, refused) = (all, no),
            GroupOutcome::Stop(ended) => return Ok(ended),
            GroupOutcome::End => {
                let outcome = async |tx: &mut Tx| {
                    let person = hand.person(tx).await?;
                    let now = now(tx, hand).await?;
                    outcome(tx, hand.job, &decider, person.as_ref(), now).await
                };
                return Ok(JobEnd::Complete(hand.store.reading(outcome).await?));
            }
        }
        tokio::task::yield_now().await;
    }
}

/// The result of a job all of whose reports have one, as JSON. There is no preview for a person who
/// left the company meanwhile.
async fn outcome(
    tx: &mut Tx,
    job: &jobs::Job,
    decider: &Decider,
    person: Option<&Person>,
    now: Instant,
) -> Result<String> {
    let preview = match person.filter(|_| job.dry_run) {
        Some(person) => Some(preview::of(tx, job.id, person, decider.decision(), now).await?),
        None => None,
    };
    let outcome = DecisionOutcome { tally: tally(tx, job.id).await?, preview };
    serde_json::to_string(&outcome).map_err(|error| unreadable(&error))
}

/// The time by the clock of the installation.
async fn now(tx: &mut Tx, hand: &Hand<'_>) -> Result<Instant> {
    let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
    Ok(hand.clock.now(&installation::load(tx).await?.ok_or_else(missing)?))
}

async fn group(
    tx: &mut Tx,
    hand: &Hand<'_>,
    decider: &Decider,
    done: i64,
    refused: i64,
) -> Result<GroupOutcome> {
    let job = hand.job;
    if !jobs::advance(tx, hand.lease(), [job.total, done, refused]).await? {
        return Ok(GroupOutcome::Stop(JobEnd::Cancelled));
    }
    let items = job_items::after(tx, job.id, done, GROUP).await?;
    if items.is_empty() {
        return Ok(GroupOutcome::End);
    }
    let Some(person) = hand.person(tx).await? else {
        return Ok(GroupOutcome::Stop(JobEnd::Failed(FailureReason::LeftCompany)));
    };
    let now = now(tx, hand).await?;
    let refused = refused + decider.decide(tx, job, &person, &items, now).await?;
    let done = items.last().map_or(done, |item| item.position);
    jobs::advance(tx, hand.lease(), [job.total, done, refused]).await?;
    Ok(GroupOutcome::On(done, refused))
}
