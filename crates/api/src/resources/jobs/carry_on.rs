//! Confirms a previewed job, stops one, and undoes one.

use super::job::Job;
use super::show::{OfJob, id, seen};
use super::started::{self, StartedJob, request_time};
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body::{self, Empty};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::jobs;
use countersign_app::jobs::decisions::undo::{can_undo, prepare_undo};
use countersign_app::jobs::decisions::{self, at_once};
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::jobs::Job as StoredJob;
use countersign_store::{Result as StoreResult, Tx};

/// Confirm a previewed job.
///
/// Its decision is made as your own. Reports that changed since the preview are refused.
#[utoipa::path(
    post,
    path = "/api/v1/jobs/{job}/confirm",
    operation_id = "confirmJob",
    tag = "Jobs",
    params(OfJob, RetryHeaders),
    request_body = Option<Empty>,
    responses(
        (status = 200, description = "The job is done.", body = StartedJob),
        (status = 202, description = "The job runs.", body = StartedJob),
    ),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn confirm(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let person = context.person()?;
    let confirm = async |tx: &mut Tx, job: &StoredJob| -> StoreResult<Reply> {
        if !jobs::confirm(tx, job, person).await? {
            let detail = "The job does not wait for its confirmation.";
            return Ok(Reply::refused(&not_now(detail), context));
        }
        started::record_confirmation(context, tx, job.id).await?;
        at_once::run(tx, job.id, person, request_time(context)).await?;
        started::shown(tx, job.id).await
    };
    idempotency::once_after(context, async || job(context).await, confirm).await
}

/// Stop a job.
///
/// Decisions that were made already stay.
#[utoipa::path(
    post,
    path = "/api/v1/jobs/{job}/cancel",
    operation_id = "cancelJob",
    tag = "Jobs",
    params(OfJob, RetryHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The job stops.", body = Job)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn cancel(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let cancel = async |tx: &mut Tx, job: &StoredJob| -> StoreResult<Reply> {
        if !jobs::cancel_decisions(tx, job, context.machine_time).await? {
            return Ok(Reply::refused(&not_now("The job has ended."), context));
        }
        let stored =
            countersign_store::jobs::find(tx, job.id).await?.unwrap_or_else(|| job.clone());
        let shown = Job::load(tx, &stored).await?;
        Reply::at(StatusCode::OK, &shown, format!("/api/v1/jobs/{}", job.id))
    };
    idempotency::once_after(context, async || job(context).await, cancel).await
}

/// Undo the decisions of a job.
///
/// The person behind the token made them, at most five minutes ago. A report that
/// has changed since is refused.
#[utoipa::path(
    post,
    path = "/api/v1/jobs/{job}/undo",
    operation_id = "undoJob",
    tag = "Jobs",
    params(OfJob, RetryHeaders),
    request_body = Option<Empty>,
    responses(
        (status = 200, description = "The job that undid them.", body = StartedJob),
        (status = 202, description = "The job that undoes them.", body = StartedJob),
    ),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn undo(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let person = context.person()?;
    let undo = async |tx: &mut Tx, job: &StoredJob| -> StoreResult<Reply> {
        if !can_undo(job, &decisions::decision(job)?, person, context.machine_time) {
            let detail = "The decisions of this job cannot be undone, or no longer.";
            let problem = ApiProblem::new(StatusCode::CONFLICT, "not_undoable", detail);
            return Ok(Reply::refused(&problem, context));
        }
        let about = Some(format!("job {}", job.id));
        let entry = context.audit(Event::DecisionsUndone);
        audit::record(tx, AuditEntry { about, ..entry }).await?;
        let undone = prepare_undo(tx, person, job, request_time(context)).await?;
        started::shown(tx, undone).await
    };
    idempotency::once_after(context, async || job(context).await, undo).await
}

/// The job of the address.
async fn job(context: &Context) -> Result<StoredJob, ApiProblem> {
    let (person, id) = (context.person()?, id(context)?);
    context.look(async |tx| seen(tx, person, id).await).await
}

/// The state of the job does not allow it.
fn not_now(detail: &str) -> ApiProblem {
    ApiProblem::new(StatusCode::CONFLICT, "job_not_waiting", detail)
}
