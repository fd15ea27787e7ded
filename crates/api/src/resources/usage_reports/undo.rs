//! Undoes a decision on a report, within five minutes and as the person who made it.

use super::described_parameters::{ChangeHeaders, OfReport};
use super::execute::Outcome;
use super::show::{id, missing};
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::etag::seen_version;
use crate::idempotency::{self, Reply};
use crate::json_body::{self, Empty};
use crate::query::Parameters;
use crate::refusal;
use countersign_app::actions::read_report;
use countersign_app::actions::undo_decision::{self, UndoRequest};
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_web::request_span;

/// Undo a decision on a usage report.
///
/// The person behind the token made it, at most five minutes ago, and nothing has happened to the
/// report since. Send the `ETag` of the decision as `If-Match`. The report is again what it was
/// before.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/undo",
    operation_id = "undoDecisionOnUsageReport",
    tag = "Usage reports",
    params(OfReport, ChangeHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The decision is undone.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn undo(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let Empty {} = json_body::read(context)?;
    let (person, id, seen) = (context.person()?, id(context)?, seen_version(&context.headers)?);
    request_span::record_report(&context.span, id);
    let entry = context.audit(Event::DecisionsUndone);
    idempotency::once(context, async |tx: &mut Tx| {
        let Some(key) = read_report::seen(tx, person, id).await? else {
            return Ok(Reply::refused(&missing(), context));
        };
        let (versions, now) = (seen.versions(), context.now);
        let request = UndoRequest { person, key, versions, now, entry: &entry };
        match undo_decision::run(tx, &request).await? {
            Ok(undone) => {
                let outcome = Outcome::new(id, undone.is_new, undone.status, undone.version);
                Reply::done(&outcome, undone.version)
            }
            Err(refused) => Ok(Reply::refused(&refusal::problem(&refused, None), context)),
        }
    })
    .await
}
