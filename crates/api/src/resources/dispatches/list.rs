//! The list of dispatches, the newest first.

use super::dispatch::{Dispatch, Names};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, instant, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::reader_scope;
use countersign_store::dispatches::{self, Dispatch as StoredDispatch, DispatchCursor};
use countersign_web::problem::Problem;
use uuid::Uuid;

/// List dispatches, the newest first.
///
/// A distributor sees what it sent, and a vendor what it received.
#[utoipa::path(
    get,
    path = "/api/v1/dispatches",
    operation_id = "listDispatches",
    tag = "Dispatches",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Dispatch>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let before = asked.after.as_deref().map(place).transpose()?;
    let scope = reader_scope::dispatches(context.person()?).ok_or(Problem::NotFound)?;
    let limit = asked.one_more();
    let (found, outcomes, names) = context
        .look(async |tx| {
            let found = dispatches::page(tx, scope, before, limit).await?;
            let ids: Vec<Uuid> = found.iter().map(|it| it.id).collect();
            let outcomes = dispatches::outcomes(tx, &ids).await?;
            let names = Names::load(tx, &found).await?;
            Ok((found, outcomes, names))
        })
        .await?;
    let rows = found.into_iter().zip(outcomes).collect();
    let cursor = |(it, _): &(StoredDispatch, _)| cursor(it.place());
    let item = |(it, outcomes): (StoredDispatch, _)| Dispatch::of(&it, &outcomes, &names);
    tagged(&context.headers, &Page::cut(rows, &asked, cursor, item), None)
}

fn cursor(place: DispatchCursor) -> String {
    let DispatchCursor { at, number, distributor_id } = place;
    format!("{}.{number}.{distributor_id}", at.micros())
}

fn place(text: &str) -> Result<DispatchCursor, ApiProblem> {
    let parts: Vec<&str> = text.split('.').collect();
    let [at, number, distributor] = parts[..] else { return Err(wrong_cursor()) };
    let whole = |text: &str| text.parse::<i64>().map_err(|_| wrong_cursor());
    let at = instant(at).ok_or_else(wrong_cursor)?;
    Ok(DispatchCursor { at, number: whole(number)?, distributor_id: whole(distributor)? })
}
