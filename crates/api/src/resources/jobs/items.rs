//! The reports of a job, each with its result.

use super::show::{OfJob, id, seen};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::problem::{ApiProblem, ProblemItem};
use crate::query::{Parameters, wrong};
use crate::refusal;
use countersign_app::jobs::decisions::{self, ALREADY_DONE, DONE, REFUSED};
use countersign_store::job_items::{self, ListedJobItem};
use serde::Serialize;
use utoipa::ToSchema;

/// Each result with its word in the API.
const RESULTS: [(&str, &str); 3] =
    [("done", DONE), ("unchanged", ALREADY_DONE), ("refused", REFUSED)];

/// Describes the filter of the list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct JobItemParameters {
    /// done, unchanged or refused.
    #[param(example = "refused")]
    result: Option<String>,
}

/// A report of a job.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobItem {
    /// Its place in the job, from 1.
    position: i64,
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    report: String,
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the partner.
    partner: String,
    partner_name: String,
    /// The code of the vendor.
    vendor: String,
    /// The version for which the decision was made.
    version: Option<i64>,
    /// done, unchanged or refused; null while it waits. For a preview, the result to expect.
    #[schema(example = "done")]
    result: Option<&'static str>,
    /// Why it is refused.
    problem: Option<ProblemItem>,
}

impl JobItem {
    pub(super) fn of(it: ListedJobItem) -> Self {
        let word =
            |stored: &str| RESULTS.iter().find(|(_, it)| *it == stored).map(|(word, _)| *word);
        let refused = it.message.as_deref().and_then(decisions::refusal);
        Self {
            position: it.position,
            report: it.report_id.to_string(),
            cycle: it.cycle.to_string(),
            partner: it.partner_code,
            partner_name: it.partner_name,
            vendor: it.vendor_code,
            version: it.version,
            result: it.result.as_deref().and_then(word),
            problem: refused.map(|refused| refusal::item(&refused)),
        }
    }
}

/// List the reports of a job, each with its result.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{job}/items",
    operation_id = "listItemsOfJob",
    tag = "Jobs",
    params(OfJob, JobItemParameters, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<JobItem>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["result", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let after = asked.after.as_deref().map_or(Ok(0), str::parse).map_err(|_| wrong_cursor())?;
    let only = given.take("result").map(|word| stored(&word)).transpose()?;
    let (person, id, limit) = (context.person()?, id(context)?, asked.one_more());
    let found = context
        .look(async |tx| {
            seen(tx, person, id).await?;
            Ok(job_items::listed(tx, id, after, limit, only).await?)
        })
        .await?;
    let page = Page::cut(found, &asked, |it| it.position.to_string(), JobItem::of);
    tagged(&context.headers, &page, None)
}

fn stored(word: &str) -> Result<&'static str, ApiProblem> {
    let found = RESULTS.iter().find(|(known, _)| *known == word).map(|(_, stored)| *stored);
    found.ok_or_else(|| {
        let known = RESULTS.map(|(word, _)| word).join(", ");
        wrong("bad_request", "result", &format!("result is {word:?}; expected {known}."))
    })
}
