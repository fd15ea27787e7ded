//! Reads a single dispatch.

use super::dispatch::{Dispatch, Names};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_domain::access::sees_dispatch;
use countersign_domain::actor::Person;
use countersign_store::Tx;
use countersign_store::dispatches::{self, Dispatch as StoredDispatch};
use countersign_web::problem::Problem;
use std::slice;
use uuid::Uuid;

/// The dispatch of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfDispatch {
    /// The id of the dispatch, a UUID.
    dispatch: String,
}

/// Read a dispatch.
#[utoipa::path(
    get,
    path = "/api/v1/dispatches/{dispatch}",
    operation_id = "readDispatch",
    tag = "Dispatches",
    params(OfDispatch),
    responses((status = 200, description = "The dispatch.", body = Dispatch)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, id) = (context.person()?, id(context)?);
    let shown = context
        .look(async |tx| {
            let found = seen(tx, person, id).await?;
            read(tx, &found).await
        })
        .await?;
    tagged(&context.headers, &shown, None)
}

/// The id in the address.
///
/// # Errors
/// The answer for a missing dispatch, if it is not a UUID.
pub(super) fn id(context: &Context) -> Result<Uuid, ApiProblem> {
    Ok(context.parameter("dispatch")?)
}

/// A dispatch that the caller's company may know of.
///
/// # Errors
/// 404 if there is none, and the errors of the database.
pub(super) async fn seen(
    tx: &mut Tx,
    person: &Person,
    id: Uuid,
) -> Result<StoredDispatch, ApiProblem> {
    let found = dispatches::find(tx, id).await?;
    let found = found.filter(|it| sees_dispatch(person, it.distributor_id, it.vendor_id));
    Ok(found.ok_or(Problem::NotFound)?)
}

/// A dispatch with what became of its reports.
pub(super) async fn read(tx: &mut Tx, found: &StoredDispatch) -> Result<Dispatch, ApiProblem> {
    let outcomes = dispatches::outcomes(tx, &[found.id]).await?;
    let names = Names::load(tx, slice::from_ref(found)).await?;
    Ok(Dispatch::of(found, &outcomes.first().copied().unwrap_or_default(), &names))
}
