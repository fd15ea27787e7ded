//! Reads a single job.

use super::job::Job;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::jobs::decisions::KIND;
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::jobs::{self, Job as StoredJob};
use countersign_web::problem::Problem;
use uuid::Uuid;

/// The job of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfJob {
    /// The id of the job, a UUID.
    job: String,
}

/// Read a job.
///
/// While it is waiting or running, ask again after a second or more.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{job}",
    operation_id = "readJob",
    tag = "Jobs",
    params(OfJob),
    responses((status = 200, description = "The job.", body = Job)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, id) = (context.person()?, id(context)?);
    let shown = context
        .look(async |tx| {
            let job = seen(tx, person, id).await?;
            Ok(Job::load(tx, &job).await?)
        })
        .await?;
    tagged(&context.headers, &shown, None)
}

/// The id in the address.
///
/// # Errors
/// The answer for a missing job, if it is not a UUID.
pub(super) fn id(context: &Context) -> Result<Uuid, ApiProblem> {
    Ok(context.parameter("job")?)
}

/// A job of decisions of the caller's company.
///
/// # Errors
/// 404 if there is none, and the errors of the database.
pub(super) async fn seen(tx: &mut Tx, person: &Person, id: Uuid) -> Result<StoredJob, ApiProblem> {
    let found = jobs::find(tx, id).await?;
    let found = found.filter(|it| it.company_id == person.company_id && it.kind == KIND);
    Ok(found.ok_or(Problem::NotFound)?)
}
