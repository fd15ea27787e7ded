//! The page of a job: how far it is, what it would do or did, item by item; and its buttons.

mod act;
mod head;
mod import;
mod results;
mod show;

use crate::context::Context;
use crate::route::Route;
use countersign_app::jobs::decisions;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::jobs::{self, Job};
use countersign_web::access::Access;
use countersign_web::problem::Problem;

/// The page, the file of results, and what can be done about a job.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/jobs/{id}", Access::Acting, show::show),
        Route::get("/jobs/{id}/results", Access::Acting, results::show),
        Route::get("/jobs/{id}/problems", Access::Acting, import::problems),
        Route::post("/jobs/{id}/confirm", Access::Acting, act::confirm),
        Route::post("/jobs/{id}/cancel", Access::Acting, act::cancel),
    ]
}

/// What a person may do about a job of their company.
fn right_in(person: &Person, job: &Job) -> Right {
    let area = if job.kind == decisions::KIND { Area::UsageReports } else { Area::Directory };
    right(person.company_kind, person.role, area)
}

/// The job of the address, where the person may do so much about it.
async fn of_address(context: &Context, tx: &mut Tx, least: Right) -> Result<Job, Problem> {
    let person = context.person()?;
    let job = jobs::find(tx, context.parameter("id")?).await?;
    let job = job.filter(|job| job.company_id == person.company_id).ok_or(Problem::NotFound)?;
    match right_in(person, &job) {
        Right::None | Right::Own | Right::View => Err(Problem::NotFound),
        has if has < least => Err(Problem::Forbidden),
        _ => Ok(job),
    }
}
