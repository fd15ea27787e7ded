//! Reads a single dispatch.

use super::dispatch::{Dispatch, Names};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_domain::access::sees_dispatch;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_store::dispatches::{self, Dispatch as StoredDispatch};
use countersign_store::{Result as StoreResult, Tx, companies};
use countersign_web::problem::Problem;
use std::slice;
use uuid::Uuid;

/// The dispatch of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfDispatch {
    /// The id of the dispatch, a UUID, or its name.
    #[param(example = "NORDLICHT-12")]
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
    let (person, name) = (context.person()?, name(context)?);
    let shown = context
        .look(async |tx| {
            let found = seen(tx, person, &name).await?;
            Ok(read(tx, &found).await?)
        })
        .await?;
    tagged(&context.headers, &shown, None)
}

/// The id or the name in the address.
///
/// # Errors
/// The answer for a missing dispatch, if no dispatch can have the name.
pub(super) fn name(context: &Context) -> Result<String, ApiProblem> {
    let name: String = context.parameter("dispatch")?;
    if name.contains('\0') { Err(Problem::NotFound.into()) } else { Ok(name) }
}

/// A dispatch that the caller's company may know of.
///
/// # Errors
/// 404 if there is none, and the errors of the database.
pub(super) async fn seen(
    tx: &mut Tx,
    person: &Person,
    name: &str,
) -> Result<StoredDispatch, ApiProblem> {
    let found = match name.parse::<Uuid>() {
        Ok(id) => dispatches::find(tx, id).await?,
        Err(_) => of_name(tx, name).await?,
    };
    let found = found.filter(|it| sees_dispatch(person, it.distributor_id, it.vendor_id));
    Ok(found.ok_or(Problem::NotFound)?)
}

/// The dispatch with this name: the code of its distributor, and its number.
async fn of_name(tx: &mut Tx, name: &str) -> Result<Option<StoredDispatch>, ApiProblem> {
    let Some((code, number)) = name.rsplit_once('-') else { return Ok(None) };
    let Ok(number) = number.parse::<i64>() else { return Ok(None) };
    let company = companies::of_code(tx, code).await?;
    match company.filter(|it| it.kind == CompanyKind::Distributor) {
        Some(company) => Ok(dispatches::of_number(tx, company.id, number).await?),
        None => Ok(None),
    }
}

/// A dispatch with what became of its reports.
pub(super) async fn read(tx: &mut Tx, found: &StoredDispatch) -> StoreResult<Dispatch> {
    let outcomes = dispatches::outcomes(tx, &[found.id]).await?;
    let names = Names::load(tx, slice::from_ref(found)).await?;
    Ok(Dispatch::of(found, &outcomes.first().copied().unwrap_or_default(), &names))
}
