//! The dispatch of an address, and the names and months that its pages show.

use crate::context::Context;
use countersign_domain::access::sees_dispatch;
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::{Tx, companies};
use countersign_web::problem::Problem;
use std::collections::HashMap;
use uuid::Uuid;

/// The dispatch of the address, if the person's company may know of it.
pub(super) async fn of_address(context: &Context, tx: &mut Tx) -> Result<Dispatch, Problem> {
    let person = context.person()?;
    let dispatch = dispatches::find(tx, context.parameter::<Uuid>("id")?).await?;
    let seen = |it: &Dispatch| sees_dispatch(person, it.distributor_id, it.vendor_id);
    dispatch.filter(seen).ok_or(Problem::NotFound)
}

/// The names of vendors and distributors, by number.
pub(super) async fn names(tx: &mut Tx) -> Result<HashMap<i64, String>, Problem> {
    let all = companies::not_partners(tx).await?;
    Ok(all.into_iter().map(|company| (company.id, company.name)).collect())
}

/// The months of a dispatch: one, or from the first to the last.
pub(super) fn months(context: &Context, dispatch: &Dispatch) -> String {
    let (first, last) = (dispatch.first_cycle, dispatch.last_cycle);
    let first_month = context.locale.month(first);
    if first == last {
        return first_month;
    }
    format!("{first_month} – {}", context.locale.month(last))
}
