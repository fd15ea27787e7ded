//! The list of jobs, the newest first.

use super::job::Job;
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, instant, wrong_cursor};
use crate::problem::ApiProblem;
use crate::query::Parameters;
use countersign_app::jobs::decisions::KIND;
use countersign_domain::instant::Instant;
use countersign_store::jobs;
use uuid::Uuid;

/// List the jobs of your company, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/jobs",
    operation_id = "listJobs",
    tag = "Jobs",
    params(PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<Job>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let asked = AskedPage::take(&mut Parameters::read(context, &PAGE)?)?;
    let before = asked.after.as_deref().map(place).transpose()?;
    let (company_id, limit) = (context.person()?.company_id, asked.one_more());
    let rows = context
        .look(async |tx| {
            let found = jobs::of_company(tx, company_id, KIND, before, limit).await?;
            let mut rows = Vec::with_capacity(found.len());
            for job in &found {
                rows.push((
                    format!("{}.{}", job.created_at.micros(), job.id),
                    Job::load(tx, job).await?,
                ));
            }
            Ok(rows)
        })
        .await?;
    let page = Page::cut(rows, &asked, |(place, _)| place.clone(), |(_, job)| job);
    tagged(&context.headers, &page, None)
}

fn place(text: &str) -> Result<(Instant, Uuid), ApiProblem> {
    let (at, id) = text.split_once('.').ok_or_else(wrong_cursor)?;
    let at = instant(at).ok_or_else(wrong_cursor)?;
    Ok((at, id.parse().map_err(|_| wrong_cursor())?))
}
