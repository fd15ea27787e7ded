//! Approves, rejects, extends, completes or returns many reports with one reason.
//!
//! Each report goes through the same [`ReportBatch`] as a single decision and gets a result: done,
//! already done, or refused with the reason. An interrupted job continues with the first report
//! that has no result.

use super::{Begin, FailureReason, Hand, JobEnd, new, unreadable};
use crate::actions::report_batch::ReportBatch;
use countersign_domain::actor::Person;
use countersign_domain::correction::waits_since;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::schedule::Until;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_domain::zone::parse_date;
use countersign_store::job_items::{self, JobItem};
use countersign_store::reports::Key;
use countersign_store::{Result, StoreError, Tx, installation, jobs};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of these jobs in the database.
pub const KIND: &str = "decisions";

/// Reports in one transaction: few enough that other work hardly waits.
const GROUP: i64 = 200;

/// The decision on every report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "lowercase")]
pub enum JobDecision {
    /// Approves the reports.
    Approve {
        /// A note, kept in the history.
        note: Option<String>,
    },
    /// Rejects the reports.
    Reject {
        /// The reasons; required.
        reasons: String,
    },
    /// Gives the partners more time.
    Extend {
        /// The last day of it, in each report's own zone: `2026-11-12`.
        last_day: String,
        /// The reason; required.
        reason: String,
    },
    /// Marks the reports as processed.
    Complete,
    /// Returns the reports to the distributor.
    Return {
        /// The reason; required.
        reason: String,
    },
}

impl JobDecision {
    fn command(&self) -> Result<Command> {
        Ok(match self {
            Self::Approve { note } => Command::Approve { note: note.clone() },
            Self::Reject { reasons } => {
                Command::Reject { reasons: Some(reasons.clone()), line_reasons: Vec::new() }
            }
            Self::Extend { last_day, reason } => {
                let last_day = parse_date(last_day).map_err(StoreError::Corrupt)?;
                Command::Extend { until: Until::EndOf(last_day), reason: Some(reason.clone()) }
            }
            Self::Complete => Command::Complete,
            Self::Return { reason } => Command::Return { reason: Some(reason.clone()) },
        })
    }
}

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
    let input = serde_json::to_string(decision).map_err(|error| unreadable(&error))?;
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

/// The decision of a job.
///
/// # Errors
/// [`StoreError::Corrupt`] when this program did not write it.
pub fn decision(job: &jobs::Job) -> Result<JobDecision> {
    serde_json::from_str(&job.input).map_err(|error| unreadable(&error))
}

fn written(refusal: &Refusal) -> Result<String> {
    serde_json::to_string(refusal).map_err(|error| unreadable(&error))
}

/// Why a report was refused, by what a job keeps of it. None for what an earlier release wrote:
/// it kept a sentence.
#[must_use]
pub fn refusal(message: &str) -> Option<Refusal> {
    serde_json::from_str(message).ok()
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

/// It was executed, or would be.
pub const DONE: &str = "done";
/// Its effect was there already.
pub const ALREADY_DONE: &str = "already done";
/// The rules refused it.
pub const REFUSED: &str = "refused";

/// The result of a group.
enum GroupOutcome {
    /// The number of processed reports, and of refused ones among them.
    On(i64, i64),
    /// Nothing is left; the results of all.
    End(DecisionTally),
    /// The job ends here.
    Stop(JobEnd),
}

/// Does the job from its first report without a result.
pub(super) async fn run(hand: &Hand<'_>) -> Result<JobEnd> {
    let command = decision(hand.job)?.command()?;
    let of_amendment = command.of_amendment();
    let commands = (command, of_amendment);
    let (mut done, mut refused) = (hand.job.done, hand.job.refused);
    loop {
        if hand.is_stopping() {
            return Ok(JobEnd::GivenBack);
        }
        let step = async |tx: &mut Tx| group(tx, hand, &commands, done, refused).await;
        match hand.store.write(step).await? {
            GroupOutcome::On(all, no) => (done, refused) = (all, no),
            GroupOutcome::Stop(ended) => return Ok(ended),
            GroupOutcome::End(tally) => {
                let text = serde_json::to_string(&tally).map_err(|error| unreadable(&error))?;
                return Ok(JobEnd::Complete(text));
            }
        }
        tokio::task::yield_now().await;
    }
}

async fn group(
    tx: &mut Tx,
    hand: &Hand<'_>,
    (command, of_amendment): &(Command, Option<Command>),
    done: i64,
    refused: i64,
) -> Result<GroupOutcome> {
    let job = hand.job;
    if !jobs::advance(tx, hand.lease(), [job.total, done, refused]).await? {
        return Ok(GroupOutcome::Stop(JobEnd::Cancelled));
    }
    let items = job_items::after(tx, job.id, done, GROUP).await?;
    if items.is_empty() {
        return Ok(GroupOutcome::End(tally(tx, job.id).await?));
    }
    let Some(person) = hand.person(tx).await? else {
        return Ok(GroupOutcome::Stop(JobEnd::Failed(FailureReason::LeftCompany)));
    };
    let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
    let installation = installation::load(tx).await?.ok_or_else(missing)?;
    let mut keys: Vec<Key> = items.iter().map(|item| item.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut batch = ReportBatch::open(tx, &person, &keys, hand.clock.now(&installation)).await?;
    let mut results = Vec::with_capacity(items.len());
    for item in &items {
        let report = batch.stored(item.key).map(|stored| &stored.report);
        let amends = report.zip(item.version).is_some_and(|(it, seen)| waits_since(it, seen));
        let command = of_amendment.as_ref().filter(|_| amends).unwrap_or(command);
        let answer = batch.execute(tx, item.key, command, item.version).await?;
        results.push(match answer {
            Ok(CommandOutcome::Done(_)) => (item.position, DONE, String::new()),
            Ok(CommandOutcome::AlreadyDone) => (item.position, ALREADY_DONE, String::new()),
            Err(refusal) => (item.position, REFUSED, written(&refusal)?),
        });
    }
    if !job.dry_run {
        batch.commit(tx).await?;
    }
    job_items::record(tx, job.id, &results).await?;
    let no = results.iter().filter(|(_, result, _)| *result == REFUSED).count();
    let refused = refused + i64::try_from(no).unwrap_or(i64::MAX);
    let done = items.last().map_or(done, |item| item.position);
    jobs::advance(tx, hand.lease(), [job.total, done, refused]).await?;
    Ok(GroupOutcome::On(done, refused))
}
