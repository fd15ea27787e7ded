//! The job of an address, and the reader's rights on it.

use crate::context::Context;
use countersign_app::jobs::decisions;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::jobs::{self, Job};
use countersign_web::problem::Problem;

pub(super) fn right_in(person: &Person, job: &Job) -> Right {
    let area = if job.kind == decisions::KIND { Area::UsageReports } else { Area::Directory };
    right(person.company_kind, person.role, area)
}

/// The job of decisions of the address, if the person may change it.
pub(super) async fn decisions_of_address(context: &Context) -> Result<Job, Problem> {
    let job = context.read(async |tx| of_address(context, tx, Right::Full).await).await?;
    if job.kind == decisions::KIND { Ok(job) } else { Err(Problem::NotFound) }
}

/// The job of the address, if the person has this right on it.
pub(super) async fn of_address(
    context: &Context,
    tx: &mut Tx,
    least: Right,
) -> Result<Job, Problem> {
    let person = context.person()?;
    let job = jobs::find(tx, context.parameter("id")?).await?;
    let job = job.filter(|job| job.company_id == person.company_id).ok_or(Problem::NotFound)?;
    match right_in(person, &job) {
        Right::None | Right::Own | Right::View => Err(Problem::NotFound),
        has if has < least => Err(Problem::Forbidden),
        _ => Ok(job),
    }
}
