//! A job as the API shows it.

use super::numbers::{ExpectedEffect, JobRule};
use countersign_app::jobs::FailureReason;
use countersign_app::jobs::decisions::{self, DecisionTally, JobDecision};
use countersign_domain::erasure::in_words;
use countersign_store::jobs::{Job as StoredJob, JobState};
use countersign_store::{Result, Tx, people};
use serde::Serialize;
use utoipa::ToSchema;

/// A job: one decision on many reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Job {
    /// The id, a UUID.
    #[schema(format = "uuid")]
    pub(super) id: String,
    /// approve, approve-by-rule, reject, extend, reopen, undo, complete or return.
    #[schema(example = "approve")]
    decision: &'static str,
    /// The reason, reasons or note of the decision.
    reason: Option<String>,
    /// waiting, running, previewed, done, failed or cancelled. A previewed job has changed nothing,
    /// and waits for its confirmation.
    #[schema(example = "done")]
    state: &'static str,
    /// Whether the results are those of a preview.
    preview: bool,
    /// The name of the person who started it.
    started_by: Option<String>,
    #[schema(format = "date-time")]
    created_at: String,
    #[schema(format = "date-time")]
    ended_at: Option<String>,
    /// The number of its reports.
    total: i64,
    /// The number of reports that have a result.
    processed: i64,
    results: JobResults,
    /// For approve-by-rule only.
    rule: Option<JobRule>,
    /// What a previewed job is about to do; null for all others.
    expected: Option<ExpectedEffect>,
    /// left_company or technical: why it could not continue.
    failure: Option<&'static str>,
}

/// The number of reports by result.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobResults {
    done: i64,
    /// Reports on which the decision had no effect, because it was there already.
    unchanged: i64,
    refused: i64,
}

impl Job {
    /// A job with its results.
    pub(super) async fn load(tx: &mut Tx, job: &StoredJob) -> Result<Self> {
        let decision = decisions::decision(job)?;
        let tally = decisions::tally(tx, job.id).await?;
        let name = people::name(tx, job.person_id).await?.filter(|name| !name.is_empty());
        let (word, reason) = words(&decision);
        let failed = job.result.as_deref().filter(|_| job.state == JobState::Failed);
        Ok(Self {
            id: job.id.to_string(),
            decision: word,
            reason,
            state: job.state.token(),
            preview: job.dry_run,
            started_by: name.map(|name| in_words(&name).into_owned()),
            created_at: job.created_at.to_string(),
            ended_at: job.ended_at.map(|at| at.to_string()),
            total: job.total,
            processed: tally.done + tally.already_done + tally.refused,
            results: JobResults::of(tally),
            rule: JobRule::of(&decision),
            expected: decisions::preview_of(job).map(ExpectedEffect::of),
            failure: failed.map(|result| match FailureReason::read(result) {
                FailureReason::LeftCompany | FailureReason::MayNotImport => "left_company",
                FailureReason::Technical(_) => "technical",
            }),
        })
    }
}

impl JobResults {
    const fn of(tally: DecisionTally) -> Self {
        let DecisionTally { done, already_done: unchanged, refused } = tally;
        Self { done, unchanged, refused }
    }
}

/// The word of a decision, and its reason.
fn words(decision: &JobDecision) -> (&'static str, Option<String>) {
    match decision {
        JobDecision::Approve { note } => ("approve", note.clone()),
        JobDecision::ApproveByRule { note, .. } => ("approve-by-rule", note.clone()),
        JobDecision::Reject { reasons } => ("reject", Some(reasons.clone())),
        JobDecision::Extend { reason, .. } => ("extend", Some(reason.clone())),
        JobDecision::Reopen { reason } => ("reopen", Some(reason.clone())),
        JobDecision::Undo { .. } => ("undo", None),
        JobDecision::Complete => ("complete", None),
        JobDecision::Return { reason } => ("return", Some(reason.clone())),
    }
}
