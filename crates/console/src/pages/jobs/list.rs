//! The decisions on many reports that a company's people made, the newest first.

use super::texts::DecisionTexts;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::jobs::decisions::{self, KIND};
use countersign_domain::actor::CompanyKind;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::jobs::{self, Job};
use countersign_store::{Tx, people};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use uuid::Uuid;

const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "jobs.html")]
struct Jobs {
    layout: Layout,
    back: (&'static str, String),
    rows: Vec<JobRow>,
    next: Option<String>,
}

struct JobRow {
    address: String,
    title: String,
    at: Moment,
    who: String,
    state: &'static str,
    state_label: String,
    /// The results, expected or actual, in a sentence each.
    outcome: Vec<String>,
}

#[derive(Deserialize)]
struct JobListQuery {
    before: Option<i64>,
    id: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query: JobListQuery = context.query()?;
    let id = query.id.as_deref().and_then(|id| id.parse::<Uuid>().ok());
    let before = query.before.map(Instant::from_micros).zip(id);
    let person = context.person()?;
    let (found, rows) = context
        .read(async |tx| {
            let found = jobs::of_company(tx, person.company_id, KIND, before, ROWS).await?;
            let zone = zone_of(context)?;
            let mut rows = Vec::new();
            for job in &found {
                rows.push(row(context, tx, job, &zone).await?);
            }
            Ok((found, rows))
        })
        .await?;
    let more = found.last().filter(|_| found.len() as i64 == ROWS);
    let next = more.map(|last| {
        let at = ("before", last.created_at.micros().to_string());
        addresses::with_query(addresses::JOBS, &[at, ("id", last.id.to_string())])
    });
    let locale = context.locale;
    let back = match person.company_kind {
        CompanyKind::Vendor => (addresses::DISPATCHES, locale.t("nav-dispatches")),
        _ => (addresses::REPORTS, locale.t("jobs-back-to-reports")),
    };
    html(&Jobs { layout: context.layout(locale.t("jobs-list")), back, rows, next })
}

async fn row(context: &Context, tx: &mut Tx, job: &Job, zone: &Zone) -> Result<JobRow, Problem> {
    let locale = context.locale;
    let decision = decisions::decision(job)?;
    let texts = DecisionTexts { locale, decision: &decision };
    let tally = decisions::tally(tx, job.id).await?;
    let who = people::name(tx, job.person_id).await?.unwrap_or_default();
    let state = super::header::state(job);
    Ok(JobRow {
        address: addresses::job(job.id),
        title: texts.title(job.total),
        at: locale.moment(job.created_at, zone),
        who: locale.person(who),
        state,
        state_label: super::header::state_label(locale, job),
        outcome: texts.outcome(job, &tally),
    })
}
