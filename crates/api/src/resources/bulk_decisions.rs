//! Decisions on many reports at once, each with its result.

pub(crate) mod body;
mod by_rule;
pub(crate) mod selection;

use crate::answer::ApiAnswer;
use crate::context::{Context, Route, answering};
use crate::idempotency::{self, Reply, RetryHeaders};
use crate::json_body;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::resources::jobs::started::{self, StartedJob};
use body::BulkDecision;
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::{JobDecision, ReportToDecide};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Distributor;
use countersign_domain::api_scope::Scope;
use countersign_store::Tx;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let decides = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
    vec![
        Route::post("/api/v1/bulk-decisions", decides, answering(start))
            .needing(Scope::ReportsDecide),
    ]
}

/// The decision and its reports, or why there are none.
type Chosen = Result<(JobDecision, Vec<ReportToDecide>), ApiProblem>;

/// Decide on many usage reports.
///
/// Name the reports with the versions that you saw, or a query of the list. With `preview`, nothing
/// is changed: read the results to expect, in numbers and for each report, and confirm the job.
/// `approve-by-rule` approves what a rule allows of a query, and leaves the rest to a person. A job
/// of up to 50 reports is done when the answer arrives; a larger one runs in the background.
#[utoipa::path(
    post,
    path = "/api/v1/bulk-decisions",
    operation_id = "decideOnUsageReports",
    tag = "Jobs",
    params(RetryHeaders),
    request_body = BulkDecision,
    responses(
        (status = 200, description = "The job is done or previewed.", body = StartedJob),
        (status = 202, description = "The job runs. `Location` leads to it.", body = StartedJob),
    ),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn start(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let body: BulkDecision = json_body::read(context)?;
    let person = context.person()?;
    let (decision, selection) = (body.decision()?, body.selection(person)?);
    let begin = if body.preview { Begin::Previewed } else { Begin::AtOnce };
    // A rule reads all reports of a query and those of last month, which holds up nobody in a read.
    // Each is named with its version, so that one which changes until it is decided on is refused.
    let choose = async |tx: &mut Tx| {
        let wanted = match selection.find(context, tx, person).await? {
            Ok(wanted) => wanted,
            Err(problem) => return Ok(Err(problem)),
        };
        let (decision, wanted) = by_rule::sorted(tx, person, &decision, wanted).await?;
        let is_empty = wanted.is_empty();
        Ok(if is_empty { Err(by_rule::nothing(&decision)) } else { Ok((decision, wanted)) })
    };
    let start = async |tx: &mut Tx, chosen: &Chosen| match chosen {
        Err(problem) => Ok(Reply::refused(problem, context)),
        Ok((decision, wanted)) => {
            started::reply(context, tx, person, decision, wanted, begin).await
        }
    };
    idempotency::once_after(context, async || context.look(choose).await, start).await
}
