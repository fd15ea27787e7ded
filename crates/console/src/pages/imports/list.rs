//! The list of imports with their person and result, and the upload form.

use super::templates::{self, FileTemplate};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::jobs::imports::{self, KIND};
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::jobs::{self, Job};
use countersign_store::people;
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use uuid::Uuid;

const ROWS: i64 = 50;
const NAMES: usize = 3;

#[derive(Template)]
#[template(path = "imports.html")]
struct Imports {
    layout: Layout,
    rows: Vec<ImportRow>,
    next: Option<String>,
    error: Option<String>,
    templates: Vec<FileTemplate>,
}

struct ImportRow {
    id: Uuid,
    at: Moment,
    who: String,
    files: String,
    more: Option<String>,
    state: &'static str,
    state_label: String,
    refused: Option<String>,
}

#[derive(Deserialize)]
struct ImportListQuery {
    before: Option<i64>,
    id: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, None).await
}

/// Shows the list with why an upload was refused.
pub(super) async fn refused(context: &Context, status: StatusCode, why: String) -> Answer {
    let mut response = page(context, Some(why)).await?;
    *response.status_mut() = status;
    Ok(response)
}

async fn page(context: &Context, error: Option<String>) -> Answer {
    let query: ImportListQuery = context.query()?;
    let locale = context.locale;
    let id = query.id.as_deref().and_then(|id| id.parse::<Uuid>().ok());
    let before = query.before.map(Instant::from_micros).zip(id);
    let company = context.person()?.company_id;
    let (found, rows) = context
        .read(async |tx| {
            let found = jobs::of_company(tx, company, KIND, before, ROWS).await?;
            let zone = zone_of(context)?;
            let mut rows = Vec::new();
            for job in &found {
                let who = people::name(tx, job.person_id).await?.unwrap_or_default();
                rows.push(row(context, job, context.locale.person(who), &zone)?);
            }
            Ok((found, rows))
        })
        .await?;
    let more = found.last().filter(|_| found.len() as i64 == ROWS);
    let next = more.map(|last| {
        addresses::with_query(
            addresses::IMPORTS,
            &[("before", last.created_at.micros().to_string()), ("id", last.id.to_string())],
        )
    });
    let layout = context.layout(locale.t("nav-imports"));
    html(&Imports { layout, rows, next, error, templates: templates::all(locale) })
}

fn row(context: &Context, job: &Job, who: String, zone: &Zone) -> Result<ImportRow, Problem> {
    let locale = context.locale;
    let upload = imports::upload(job)?;
    let outcome = imports::outcome(job)?;
    let names: Vec<&str> = upload.files.iter().map(|(name, _)| name.as_str()).collect();
    let untold = names.len().saturating_sub(NAMES);
    let trying = job.dry_run && job.state.is_under_way();
    let state = if trying { "trying" } else { job.state.token() };
    let refused = outcome.map_or(0, |outcome| outcome.problem_count + outcome.consequences);
    let refused = i64::try_from(refused).unwrap_or(i64::MAX);
    Ok(ImportRow {
        id: job.id,
        at: locale.moment(job.created_at, zone),
        who,
        files: locale.items(&names[..names.len().min(NAMES)]),
        more: (untold > 0)
            .then(|| locale.say("imports-more-files").with("count", untold).to_string()),
        state,
        state_label: locale.t(&format!("jobs-state-{state}")),
        refused: (refused > 0)
            .then(|| locale.say("imports-problems").with("count", refused).to_string()),
    })
}
