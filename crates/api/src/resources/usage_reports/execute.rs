//! Executes commands on a report as the caller: all of them, or none.

use super::show::{id, missing};
use super::statement;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::etag::{SeenVersion, seen_version};
use crate::idempotency::{self, Reply};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::refusal;
use countersign_app::actions::read_report;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Status;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::{Result as StoreResult, StoreError, Tx};
use countersign_web::request_span;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A command, and the place in the body that asks for it.
pub(crate) struct Ordered {
    pub(super) command: Command,
    /// A JSON pointer; `None` for the whole body.
    pub(super) pointer: Option<String>,
}

impl From<Command> for Ordered {
    fn from(command: Command) -> Self {
        Self { command, pointer: None }
    }
}

/// The result of an operation on a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Outcome {
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    id: String,
    /// done, or unchanged if there was nothing to change.
    #[schema(example = "done")]
    result: &'static str,
    /// The status afterwards.
    #[schema(example = "approved")]
    status: &'static str,
    /// The version afterwards, also in the `ETag`.
    version: i64,
}

impl Outcome {
    pub(super) fn new(id: Uuid, changed: bool, status: Status, version: i64) -> Self {
        let result = if changed { "done" } else { "unchanged" };
        Self { id: id.to_string(), result, status: status.token(), version }
    }
}

/// Executes commands on the report in the address if it still has the version in `If-Match`.
pub(crate) async fn all(context: &Context, ordered: Vec<Ordered>) -> ApiAnswer {
    all_after(context, async || Ok(ordered)).await
}

/// The same with commands that depend on what `read` finds.
pub(crate) async fn all_after(
    context: &Context,
    read: impl AsyncFnOnce() -> Result<Vec<Ordered>, ApiProblem>,
) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (id, seen) = (id(context)?, seen_version(&context.headers)?);
    request_span::record_report(&context.span, id);
    let signed = statement::signed(context)?;
    let work = async |tx: &mut Tx, ordered: &Vec<Ordered>| {
        let asked = Asked { id, seen: &seen, ordered, signed: signed.as_ref() };
        execute(context, tx, asked).await
    };
    idempotency::once_after(context, read, work).await
}

/// What a request asks for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    id: Uuid,
    seen: &'a SeenVersion,
    ordered: &'a [Ordered],
    signed: Option<&'a SignedStatement>,
}

async fn execute(context: &Context, tx: &mut Tx, asked: Asked<'_>) -> StoreResult<Reply> {
    let Asked { id, seen, ordered, signed } = asked;
    let refused = |problem| Ok(Reply::refused(&problem, context));
    let person = context.person().map_err(|_| StoreError::Corrupt("no caller".to_owned()))?;
    let Some(key) = read_report::seen(tx, person, id).await? else { return refused(missing()) };
    let mut batch = ReportBatch::open(tx, person, &[key], context.now).await?;
    let current = batch.stored(key).map(|stored| stored.report.version);
    let expected = current.and_then(|current| seen.expected(current));
    let mut changed = false;
    for Ordered { command, pointer } in ordered {
        // An earlier command of this request may have changed the version.
        let seen = expected.filter(|_| !changed);
        match batch.execute_signed(tx, key, command, seen, signed).await? {
            Ok(CommandOutcome::AlreadyDone) => {}
            Ok(CommandOutcome::Done(_)) => changed = true,
            Err(refusal) => {
                let pointer = pointer.clone().or_else(|| place(command, &refusal));
                return refused(refusal::problem(&refusal, pointer.as_deref()));
            }
        }
    }
    let Some(report) = batch.stored(key).map(|stored| &stored.report) else {
        return refused(missing());
    };
    let version = report.version;
    let outcome = Outcome::new(id, changed, report.status, version);
    batch.commit(tx).await?;
    Reply::done(&outcome, version)
}

/// The value that a refusal is about in the body of an operation with one command.
fn place(command: &Command, refusal: &Refusal) -> Option<String> {
    let field = match (command, refusal) {
        (Command::Extend { .. }, Refusal::BadDeadline { .. }) => "/until",
        (Command::Approve { .. }, Refusal::BadText { .. }) => "/note",
        (Command::Submit { .. }, Refusal::BadText { .. }) => "/comment",
        (Command::Reject { .. }, Refusal::ReasonNeeded(_)) => "/reasons",
        (Command::Reject { line_reasons, .. }, Refusal::NoSuchLine(product)) => {
            let at = line_reasons.iter().position(|(code, _)| code == product)?;
            return Some(format!("/lines/{at}/product"));
        }
        (Command::ProposeCorrection(_), Refusal::ReasonNeeded(_)) => "/reason",
        (Command::ProposeCorrection(_), Refusal::NothingCorrected) => "/lines",
        (
            Command::Extend { .. } | Command::Reopen { .. } | Command::RefuseCorrection { .. },
            Refusal::ReasonNeeded(_) | Refusal::BadText { .. },
        ) => "/reason",
        _ => return None,
    };
    Some(field.to_owned())
}
