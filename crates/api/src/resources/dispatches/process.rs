//! The vendor's decisions on the reports of a dispatch.

use super::show::{OfDispatch, name, seen};
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::id::Id;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body;
use crate::problem::{ApiProblem, ProblemItem};
use crate::query::Parameters;
use crate::resources::bulk_decisions::body::check_ids;
use crate::resources::jobs::started::{self, StartedJob};
use axum::http::StatusCode;
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::{JobDecision, ReportToDecide};
use countersign_store::Tx;
use countersign_store::dispatches::{self, Dispatch, WaitingReport};
use serde::Deserialize;
use std::collections::HashSet;
use utoipa::ToSchema;

/// The completion of dispatched reports.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Completion {
    /// The ids of the reports, 1 to 1,000; omit it for all that wait.
    #[schema(value_type = Option<Vec<String>>)]
    reports: Option<Vec<Id>>,
    /// Whether to change nothing and show the results to expect.
    #[serde(default)]
    preview: bool,
}

/// The return of dispatched reports.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Return {
    /// The ids of the reports, 1 to 1,000; omit it for all that wait.
    #[schema(value_type = Option<Vec<String>>)]
    reports: Option<Vec<Id>>,
    /// The reason, which the distributor reads.
    reason: String,
    /// Whether to change nothing and show the results to expect.
    #[serde(default)]
    preview: bool,
}

/// Complete reports of a dispatch.
///
/// A job of up to 50 reports is done when the answer arrives; a larger one runs in the background.
#[utoipa::path(
    post,
    path = "/api/v1/dispatches/{dispatch}/complete",
    operation_id = "completeDispatch",
    tag = "Dispatches",
    params(OfDispatch, RetryHeaders),
    request_body = Option<Completion>,
    responses(
        (status = 200, description = "The job is done or previewed.", body = StartedJob),
        (status = 202, description = "The job runs. `Location` leads to it.", body = StartedJob),
    ),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn complete(context: &Context) -> ApiAnswer {
    let Completion { reports, preview } = json_body::read(context)?;
    decide(context, &JobDecision::Complete, reports.as_deref(), preview).await
}

/// Return reports of a dispatch to the distributor.
#[utoipa::path(
    post,
    path = "/api/v1/dispatches/{dispatch}/return",
    operation_id = "returnDispatch",
    tag = "Dispatches",
    params(OfDispatch, RetryHeaders),
    request_body = Return,
    responses(
        (status = 200, description = "The job is done or previewed.", body = StartedJob),
        (status = 202, description = "The job runs. `Location` leads to it.", body = StartedJob),
    ),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn give_back(context: &Context) -> ApiAnswer {
    let Return { reports, reason, preview } = json_body::read(context)?;
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        let detail = "Give the reason.".to_owned();
        return Err(ApiProblem::invalid_body("/reason".to_owned(), detail));
    }
    decide(context, &JobDecision::Return { reason }, reports.as_deref(), preview).await
}

async fn decide(
    context: &Context,
    decision: &JobDecision,
    named: Option<&[Id]>,
    preview: bool,
) -> ApiAnswer {
    Parameters::read(context, &[])?;
    named.map_or(Ok(()), |ids| check_ids(ids.iter().copied(), ""))?;
    let (person, name) = (context.person()?, name(context)?);
    let begin = if preview { Begin::Previewed } else { Begin::AtOnce };
    let start = async |tx: &mut Tx, dispatch: &Dispatch| {
        let waiting = dispatches::waiting(tx, dispatch.id).await?;
        match wanted(waiting, named) {
            Err(problem) => Ok(Reply::refused(&problem, context)),
            Ok(wanted) => started::reply(context, tx, person, decision, &wanted, begin).await,
        }
    };
    let read = async || context.look(async |tx| seen(tx, person, &name).await).await;
    idempotency::once_after(context, read, start).await
}

/// The reports that were named, or all that wait.
fn wanted(
    waiting: Vec<WaitingReport>,
    named: Option<&[Id]>,
) -> Result<Vec<ReportToDecide>, ApiProblem> {
    let known: HashSet<Id> = waiting.iter().map(|it| Id(it.report_id)).collect();
    let ids = named.into_iter().flatten().enumerate();
    let strays: Vec<_> = ids.filter(|(_, id)| !known.contains(id)).collect();
    if !strays.is_empty() {
        let detail = "Some reports do not wait in this dispatch. Nothing was done.";
        let problem = ApiProblem::new(StatusCode::CONFLICT, "not_waiting", detail);
        return Err(strays.into_iter().fold(problem, |problem, (at, Id(id))| {
            let (code, pointer) = ("not_waiting".to_owned(), Some(format!("/reports/{at}")));
            let detail = format!("The report {id} does not wait in this dispatch.");
            problem.about(ProblemItem { code, detail, pointer, ..ProblemItem::default() })
        }));
    }
    let meant: Option<HashSet<&Id>> = named.map(|ids| ids.iter().collect());
    let is_meant =
        |it: &WaitingReport| meant.as_ref().is_none_or(|ids| ids.contains(&Id(it.report_id)));
    let wanted: Vec<_> = waiting
        .into_iter()
        .filter(is_meant)
        .map(|it| ReportToDecide {
            report_id: it.report_id,
            key: it.key,
            version: Some(it.version),
        })
        .collect();
    if wanted.is_empty() {
        let detail = "No report of this dispatch waits.";
        return Err(ApiProblem::new(StatusCode::CONFLICT, "nothing_to_do", detail));
    }
    Ok(wanted)
}
