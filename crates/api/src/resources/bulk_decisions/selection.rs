//! The reports of a decision on many.

use super::body::SeenReport;
use crate::context::Context;
use crate::id::Id;
use crate::problem::{ApiProblem, ProblemItem};
use crate::refusal;
use axum::http::StatusCode;
use countersign_app::actions::read_report;
use countersign_app::jobs::decisions::ReportToDecide;
use countersign_domain::actor::Person;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::{Status, Verb, statuses_of};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::report_query::{ReportQuery, matching};

/// The reports on which to decide.
pub(super) enum Selection {
    Named(Vec<SeenReport>),
    /// The reports of a query whose status allows the verb.
    Query(Box<ReportQuery>, Verb),
}

impl Selection {
    /// Finds the reports, or says which of them do not exist for the person.
    pub(super) async fn find(
        &self,
        context: &Context,
        tx: &mut Tx,
        person: &Person,
    ) -> StoreResult<Result<Vec<ReportToDecide>, ApiProblem>> {
        match self {
            Self::Named(reports) => find_named(tx, person, reports).await,
            Self::Query(query, verb) => {
                let first = context.installation.first_cycle;
                let statuses: Vec<Status> = statuses_of(*verb).collect();
                let latest = matching::latest(tx, person, query, first).await?;
                Ok(Ok(matching::reports(tx, person, query, latest, &statuses).await?))
            }
        }
    }
}

/// Finds named reports, each with the version that was seen.
///
/// # Errors
/// Fails when the database does; reports that do not exist for the person are an answer.
pub(crate) async fn find_named(
    tx: &mut Tx,
    person: &Person,
    reports: &[SeenReport],
) -> StoreResult<Result<Vec<ReportToDecide>, ApiProblem>> {
    let mut found = Vec::with_capacity(reports.len());
    let mut problem: Option<ApiProblem> = None;
    for (at, SeenReport { id: Id(id), version }) in reports.iter().enumerate() {
        match read_report::seen(tx, person, *id).await? {
            Some(key) => {
                found.push(ReportToDecide { report_id: *id, key, version: Some(*version) });
            }
            None => {
                let pointer = Some(format!("/reports/{at}/id"));
                let item = ProblemItem { pointer, ..refusal::item(&Refusal::NoSuchReport) };
                problem = Some(problem.unwrap_or_else(unknown).about(item));
            }
        }
    }
    Ok(problem.map_or(Ok(found), Err))
}

fn unknown() -> ApiProblem {
    let detail = "Some reports do not exist, or not for this token. Nothing was done.";
    ApiProblem::new(StatusCode::UNPROCESSABLE_ENTITY, "no_such_report", detail)
}
