//! The answer of an operation that starts a job, or carries one on.

use super::items::JobItem;
use super::job::Job;
use crate::context::Context;
use crate::idempotency::Reply;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::at_once::{self, AT_ONCE, RequestTime};
use countersign_app::jobs::decisions::{JobDecision, ReportToDecide};
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::jobs;
use countersign_store::{Result as StoreResult, StoreError, Tx, job_items};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A job that an operation started or carried on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StartedJob {
    job: Job,
    /// Its first 50 reports, each with its result.
    items: Vec<JobItem>,
}

/// The times of a request, for a job.
pub(super) fn request_time(context: &Context) -> RequestTime {
    RequestTime { now: context.now, machine_time: context.machine_time }
}

/// Starts a job of a person, and answers with it. A job that does more than try is an entry of the
/// audit record, as the confirmation of a preview is.
pub(crate) async fn reply(
    context: &Context,
    tx: &mut Tx,
    person: &Person,
    decision: &JobDecision,
    wanted: &[ReportToDecide],
    begin: Begin,
) -> StoreResult<Reply> {
    let time = request_time(context);
    let id = at_once::start(tx, person, decision, wanted, begin, time).await?;
    if begin == Begin::AtOnce {
        record_confirmation(context, tx, id).await?;
    }
    shown(tx, id).await
}

/// Adds the entry of the audit record for decisions that someone makes.
pub(super) async fn record_confirmation(
    context: &Context,
    tx: &mut Tx,
    id: Uuid,
) -> StoreResult<()> {
    let about = Some(format!("job {id}"));
    let entry = context.audit(Event::DecisionsConfirmed);
    audit::record(tx, AuditEntry { about, ..entry }).await
}

/// The answer with a job: 202 while it waits or runs.
pub(super) async fn shown(tx: &mut Tx, id: Uuid) -> StoreResult<Reply> {
    let missing = || StoreError::Corrupt(format!("there is no job {id}"));
    let stored = jobs::find(tx, id).await?.ok_or_else(missing)?;
    let items = job_items::listed(tx, id, 0, AT_ONCE, None).await?;
    let job = Job::load(tx, &stored).await?;
    let started = StartedJob { job, items: items.into_iter().map(JobItem::of).collect() };
    let is_under_way = stored.state.is_under_way();
    let status = if is_under_way { StatusCode::ACCEPTED } else { StatusCode::OK };
    Reply::at(status, &started, format!("/api/v1/jobs/{id}"))
}
