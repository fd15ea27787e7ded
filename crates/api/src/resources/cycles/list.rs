//! The cycles of a distributor, the latest first.

use super::scope::{DistributorParameter, DistributorScope};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::query::Parameters;
use countersign_domain::cycle::Cycle;
use countersign_store::completeness::DistributorCycle;
use countersign_store::cycle_closings;
use countersign_store::reports::{self, Scope};
use serde::Serialize;
use utoipa::ToSchema;

/// A cycle of a distributor in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedCycle {
    /// The month.
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the distributor.
    distributor: String,
    /// When it was last closed; null if it is open.
    #[schema(format = "date-time")]
    closed_at: Option<String>,
}

/// List the cycles in which a distributor has reports, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/cycles",
    operation_id = "listCycles",
    tag = "Cycles",
    params(DistributorParameter, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<ListedCycle>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["distributor", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let before = asked.after.as_deref().map(Cycle::parse).transpose();
    let before = before.map_err(|_| wrong_cursor())?;
    let named = given.take("distributor");
    let rows = context
        .look(async |tx| {
            let scope = DistributorScope::find(context, tx, named.as_deref()).await?;
            let mut present = reports::cycles_present(tx, &Scope::Distributor(scope.id)).await?;
            present.retain(|cycle| before.is_none_or(|before| *cycle < before));
            present.truncate(asked.rows() + 1);
            let mut rows = Vec::with_capacity(present.len());
            for cycle in present {
                let of = DistributorCycle { distributor_id: scope.id, cycle };
                let closing = cycle_closings::last(tx, of).await?;
                rows.push(ListedCycle {
                    cycle: cycle.to_string(),
                    distributor: scope.code.clone(),
                    closed_at: closing.map(|it| it.at.to_string()),
                });
            }
            Ok(rows)
        })
        .await?;
    tagged(&context.headers, &Page::cut(rows, &asked, |it| it.cycle.clone(), |it| it), None)
}
