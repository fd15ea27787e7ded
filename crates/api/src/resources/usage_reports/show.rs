//! Reads a single report.

use super::described_parameters::OfReport;
use super::report::{Around, UsageReport};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use crate::refusal;
use countersign_app::actions::read_report;
use countersign_domain::actor::Person;
use countersign_domain::history::{Entry, Hash};
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Verb;
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Tx, dispatches, figures, people};
use countersign_web::request_span;
use std::collections::HashMap;
use uuid::Uuid;

/// Read a usage report.
///
/// The answer contains its lines with their subscriptions, its history and its dispatches. Send the
/// `ETag` as `If-Match` when you edit the report or decide on it.
#[utoipa::path(
    get,
    path = "/api/v1/usage-reports/{id}",
    operation_id = "readUsageReport",
    tag = "Usage reports",
    params(OfReport),
    responses(
        (status = 200, description = "The report.", body = UsageReport,
            headers(("ETag" = String, description = "The version and the content."))),
        (status = 304, description = "The caller has it already."),
    ),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let (person, id) = (context.person()?, id(context)?);
    let report = context.look(async |tx| load(tx, person, id).await).await?;
    request_span::record_report(&context.span, id);
    tagged(&context.headers, &report.0, Some(report.1))
}

/// The id in the address.
///
/// # Errors
/// The answer for a missing report, if it is not a UUID.
pub(crate) fn id(context: &Context) -> Result<Uuid, ApiProblem> {
    context.parameter("id").map_err(|_| missing())
}

/// The answer for a report that does not exist or that the caller may not know of.
pub(super) fn missing() -> ApiProblem {
    refusal::problem(&Refusal::NoSuchReport, None)
}

/// Loads a report that the caller's company may know of.
///
/// # Errors
/// [`missing`], and the errors of the database.
pub(crate) async fn stored(
    tx: &mut Tx,
    person: &Person,
    id: Uuid,
) -> Result<StoredReport, ApiProblem> {
    let key: Key = read_report::seen(tx, person, id).await?.ok_or_else(missing)?;
    let found = reports::find(tx, &[key]).await?.into_iter().next().flatten();
    found.ok_or_else(missing)
}

async fn load(tx: &mut Tx, person: &Person, id: Uuid) -> Result<(UsageReport, i64), ApiProblem> {
    let mut stored = stored(tx, person, id).await?;
    let key = stored.key();
    let figures = figures::of_report(tx, key).await?;
    let mut history = read_report::entries(tx, key).await?;
    let people = names(tx, &history).await?;
    let dispatches = match history.iter().any(|(entry, _)| entry.verb == Verb::Dispatch) {
        true => dispatches::of_report(tx, key).await?,
        false => Vec::new(),
    };
    read_report::limit_to_reader(person, &mut stored, &mut history);
    let (figures, history, people) = (&figures[..], &history[..], &people);
    let around = Around { figures, history, people, dispatches: &dispatches };
    Ok((UsageReport::of(&stored, &around), stored.report.version))
}

/// The names of the people in a history, by number.
async fn names(tx: &mut Tx, history: &[(Entry, Hash)]) -> Result<HashMap<i64, String>, ApiProblem> {
    let mut names = HashMap::new();
    for (entry, _) in history {
        if let Some(id) = entry.actor.person_id()
            && !names.contains_key(&id)
        {
            names.insert(id, people::name(tx, id).await?.unwrap_or_default());
        }
    }
    Ok(names)
}
