//! Closes a cycle.

use super::scope::{DistributorScope, OfCycle};
use super::show::Obstacle;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body;
use crate::problem::{ApiProblem, ProblemItem};
use crate::query::Parameters;
use axum::http::StatusCode;
use countersign_app::actions::close_cycle::{self, ClosingOutcome};
use countersign_domain::completeness::InTheWay;
use countersign_domain::cycle::Cycle;
use countersign_store::Tx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The closing of a cycle.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closing {
    /// Whether to close nothing and show what blocks it.
    #[serde(default)]
    dry_run: bool,
}

/// The result of closing a cycle.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClosingResult {
    /// The month.
    #[schema(example = "2026-10")]
    cycle: String,
    /// closed, unchanged if it was closed before and nothing has changed since, or blocked.
    #[schema(example = "closed")]
    result: &'static str,
    /// Whether the cycle is as it was before the request.
    dry_run: bool,
    /// What blocks the closing.
    in_the_way: Vec<Obstacle>,
}

/// Close a cycle.
///
/// Closing is a statement, recorded with your name and the time. It locks nothing. With `dry_run`,
/// the answer says what would happen.
#[utoipa::path(
    post,
    path = "/api/v1/cycles/{cycle}/close",
    operation_id = "closeCycle",
    tag = "Cycles",
    params(OfCycle, RetryHeaders),
    request_body = Option<Closing>,
    responses((status = 200, description = "The cycle is closed, or the dry run.",
        body = ClosingResult)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn close(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Closing { dry_run } = json_body::read(context)?;
    let person = context.person()?;
    let read = async || {
        let scope = async |tx: &mut _| DistributorScope::find(context, tx, None).await;
        context.look(scope).await?.cycle(context)
    };
    let (now, machine) = (context.now, context.machine_time);
    let times = close_cycle::times(&context.installation, now, machine);
    let close = async |tx: &mut Tx, cycle: &Cycle| {
        let outcome = match dry_run {
            true => close_cycle::check(tx, person, *cycle, times).await?,
            false => close_cycle::run(tx, person, *cycle, times).await?,
        };
        let (result, in_the_way) = match outcome {
            ClosingOutcome::Closed => ("closed", Vec::new()),
            ClosingOutcome::ClosedBefore => ("unchanged", Vec::new()),
            ClosingOutcome::InTheWay(found) if !dry_run => {
                return Ok(Reply::refused(&blocked(&found), context));
            }
            ClosingOutcome::InTheWay(found) => ("blocked", found),
        };
        let in_the_way = in_the_way.into_iter().map(Obstacle::of).collect();
        Reply::ok(&ClosingResult { cycle: cycle.to_string(), result, dry_run, in_the_way })
    };
    idempotency::once_after(context, read, close).await
}

fn blocked(found: &[InTheWay]) -> ApiProblem {
    let detail = "The cycle cannot be closed yet.";
    let problem = ApiProblem::new(StatusCode::CONFLICT, "cycle_open", detail);
    found.iter().fold(problem, |problem, it| {
        let detail = match it {
            InTheWay::NotOver => "The month is not over.".to_owned(),
            InTheWay::Unmade(count) => format!("Reports of {count} partners have yet to be made."),
            InTheWay::Faults(count) => format!("{count} reports could not be made."),
            InTheWay::Reports(status, count) => format!("{count} reports are {}.", status.token()),
        };
        let code = Obstacle::of(*it).code.to_owned();
        problem.about(ProblemItem { code, detail, ..ProblemItem::default() })
    })
}
