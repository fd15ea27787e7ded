//! The overview of a cycle.

use super::scope::{DistributorParameter, DistributorScope, OfCycle};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::actions::close_cycle;
use countersign_domain::completeness::InTheWay;
use countersign_domain::status::Status;
use countersign_store::completeness::{CycleTally, DistributorCycle};
use countersign_store::{Tx, cycle_closings};
use serde::Serialize;
use utoipa::ToSchema;

/// The overview of a distributor's cycle.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CycleOverview {
    /// The month.
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the distributor.
    distributor: String,
    /// The number of reports by status; a status without reports is left out.
    statuses: Vec<StatusCount>,
    /// Reports that their partners have yet to open.
    unopened: i64,
    /// Reports whose deadline is near.
    due: i64,
    /// Reports whose review is past its target date.
    review_late: i64,
    /// Reports that are back with their partner past the deadline.
    left_behind: i64,
    submitted_by_system: i64,
    /// Reports with a penalty.
    with_penalties: i64,
    approved_by_system: i64,
    /// Reports of partners without anyone who could work on them.
    nobody: i64,
    /// Subscriptions that have had no data for too long.
    no_data: i64,
    /// Subscriptions that are carried forward.
    carried_forward: i64,
    /// Partners whose reports have yet to be made, or could not be made.
    not_made: i64,
    /// When it was last closed; null if it is open.
    #[schema(format = "date-time")]
    closed_at: Option<String>,
    /// The number of reports that changed since then.
    changed_since: i64,
    /// What blocks the closing; empty if it can be closed.
    in_the_way: Vec<Obstacle>,
}

/// The number of reports with a status.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatusCount {
    #[schema(example = "under-review")]
    status: &'static str,
    count: i64,
}

/// A reason that blocks the closing of a cycle.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Obstacle {
    /// not_over, unmade, faults or reports.
    #[schema(example = "reports")]
    pub(super) code: &'static str,
    /// The number of partners or reports; null if the month is not over.
    count: Option<i64>,
    /// The status of the reports.
    status: Option<&'static str>,
}

impl Obstacle {
    pub(super) fn of(it: InTheWay) -> Self {
        let (code, count, status) = match it {
            InTheWay::NotOver => ("not_over", None, None),
            InTheWay::Unmade(count) => ("unmade", Some(count), None),
            InTheWay::Faults(count) => ("faults", Some(count), None),
            InTheWay::Reports(status, count) => ("reports", Some(count), Some(status.token())),
        };
        Self { code, count, status }
    }
}

/// Read the overview of a cycle.
#[utoipa::path(
    get,
    path = "/api/v1/cycles/{cycle}",
    operation_id = "readCycle",
    tag = "Cycles",
    params(OfCycle, DistributorParameter),
    responses((status = 200, description = "The overview.", body = CycleOverview)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    let named = Parameters::read(context, &["distributor"])?.take("distributor");
    let overview = context
        .look(async |tx| {
            let scope = DistributorScope::find(context, tx, named.as_deref()).await?;
            overview(context, tx, &scope).await
        })
        .await?;
    tagged(&context.headers, &overview, None)
}

async fn overview(
    context: &Context,
    tx: &mut Tx,
    scope: &DistributorScope,
) -> Result<CycleOverview, ApiProblem> {
    let cycle = scope.cycle(context)?;
    let of = DistributorCycle { distributor_id: scope.id, cycle };
    let (now, machine) = (context.now, context.machine_time);
    let times = close_cycle::times(&context.installation, now, machine);
    let tally = close_cycle::tally(tx, &scope.snapshot, of, times).await?;
    let progress = close_cycle::progress(&scope.snapshot, of, &tally, now)?;
    let closing = cycle_closings::last(tx, of).await?;
    let changed_since = match closing {
        Some(closing) => cycle_closings::changed_since(tx, of, closing.at).await?,
        None => 0,
    };
    let CycleTally { unopened, due, review_late, left_behind, submitted_by_system, .. } = tally;
    let CycleTally { approved_by_system, nobody, no_data, carried_forward, .. } = tally;
    let count = |&(status, count): &(Status, i64)| StatusCount { status: status.token(), count };
    let statuses = tally.statuses.iter().filter(|(_, count)| *count > 0).map(count);
    Ok(CycleOverview {
        cycle: cycle.to_string(),
        distributor: scope.code.clone(),
        statuses: statuses.collect(),
        unopened,
        due,
        review_late,
        left_behind,
        submitted_by_system,
        with_penalties: tally.penalised,
        approved_by_system,
        nobody,
        no_data,
        carried_forward,
        not_made: tally.unmade + tally.faults,
        closed_at: closing.map(|it| it.at.to_string()),
        changed_since,
        in_the_way: progress.in_the_way().into_iter().map(Obstacle::of).collect(),
    })
}
