//! Dispatches: what a distributor sent to a vendor, what it could send now, and what the vendor
//! does about it.

mod decide;
mod deliver;
mod export;
mod list;
mod new;
mod send;
mod show;

pub(crate) use deliver::why_not;

use crate::context::Context;
use crate::route::Route;
use countersign_domain::access::{Area, Right, right, sees_dispatch};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Vendor};
use countersign_domain::actor::Person;
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::{Tx, companies};
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use std::collections::HashMap;
use uuid::Uuid;

pub(crate) use new::address;

const READ: Access = Access::Of(&[Vendor, Distributor, Operator], Area::UsageReports, Right::Read);
const SEND: Access = Access::Of(&[Distributor], Area::UsageReports, Right::Full);
/// Who of them has it sent is told apart by the handler.
const DELIVER: Access = Access::Of(&[Distributor, Operator], Area::UsageReports, Right::Read);
const PROCESS: Access = Access::Of(&[Vendor], Area::UsageReports, Right::Full);

/// The pages.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dispatches", READ, list::show),
        Route::get("/dispatches/new", SEND, new::show),
        Route::post("/dispatches", SEND, send::send).typed_again(send::again),
        Route::get("/dispatches/{id}", READ, show::show),
        Route::get("/dispatches/{id}/export.csv", READ, export::csv),
        Route::get("/dispatches/{id}/export.jsonl", READ, export::json_lines),
        Route::post("/dispatches/{id}/decide", PROCESS, decide::decide).typed_again(decide::again),
        Route::post("/dispatches/{id}/deliver", DELIVER, deliver::deliver),
    ]
}

/// The dispatch of the address, where the person's company may know of it.
async fn of_address(context: &Context, tx: &mut Tx) -> Result<Dispatch, Problem> {
    let person = context.person()?;
    let dispatch = dispatches::find(tx, context.parameter::<Uuid>("id")?).await?;
    let seen = |it: &Dispatch| sees_dispatch(person, it.distributor_id, it.vendor_id);
    dispatch.filter(seen).ok_or(Problem::NotFound)
}

/// Whether the person's role works on reports, as a company of this kind.
pub(crate) fn works_as(person: &Person, kind: CompanyKind) -> bool {
    let works = right(person.company_kind, person.role, Area::UsageReports) == Right::Full;
    works && person.company_kind == kind
}

/// The names of vendors and distributors, by number.
async fn names(tx: &mut Tx) -> Result<HashMap<i64, String>, Problem> {
    let all = companies::not_partners(tx).await?;
    Ok(all.into_iter().map(|company| (company.id, company.name)).collect())
}

/// The months of a dispatch: one, or from the first to the last.
fn months(context: &Context, dispatch: &Dispatch) -> String {
    let (first, last) = (dispatch.first_cycle, dispatch.last_cycle);
    let first_month = context.locale.month(first);
    if first == last {
        return first_month;
    }
    format!("{first_month} – {}", context.locale.month(last))
}
