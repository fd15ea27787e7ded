//! The page of decisions on many reports.

use super::header::{JobHeader, is_tried, reload_after};
use super::import;
use super::import::TypedRows;
use super::lookup::{of_address, right_in};
use super::preview::{PreviewView, RuleView};
use super::sign;
use super::texts::{DecisionTexts, refusal_of_job};
use crate::addresses;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::jobs::decisions::undo::can_undo;
use countersign_app::jobs::decisions::{self, ALREADY_DONE, DONE, DecisionTally, JobDecision};
use countersign_domain::access::Right;
use countersign_domain::zone::Zone;
use countersign_store::Tx;
use countersign_store::job_items::{self, ListedJobItem};
use countersign_store::jobs::Job;
use countersign_web::problem::Answer;
use serde::Deserialize;

const ROWS: i64 = 100;

#[derive(Template)]
#[template(path = "job_decisions.html")]
struct Decisions {
    layout: Layout,
    header: JobHeader,
    rule: Option<RuleView>,
    preview: Option<PreviewView>,
    undone: Option<String>,
    rows: Vec<JobItemRow>,
    filters: Vec<(String, String, bool)>,
    next: Option<String>,
}

/// An item of the table.
struct JobItemRow {
    /// The address of the report; `None` if the reader no longer sees it.
    report: Option<String>,
    partner: String,
    cycle: String,
    vendor: String,
    mark: &'static str,
    result: String,
    message: Option<String>,
}

#[derive(Deserialize)]
struct JobQuery {
    #[serde(default)]
    after: i64,
    only: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query: JobQuery = context.query()?;
    let page = context.read(async |tx| {
        let job = of_address(context, tx, Right::Read).await?;
        match job.kind == countersign_app::jobs::imports::KIND {
            true => import::page(context, tx, &job, &TypedRows::default()).await,
            false => decisions_page(context, tx, &job, &query).await,
        }
    });
    page.await
}

async fn decisions_page(context: &Context, tx: &mut Tx, job: &Job, query: &JobQuery) -> Answer {
    let locale = context.locale;
    let decision = decisions::decision(job)?;
    let texts = DecisionTexts { locale, decision: &decision };
    let tally = decisions::tally(tx, job.id).await?;
    let zone = zone_of(context)?;
    let only = query.only.as_deref().filter(|only| !only.is_empty());
    let rows = job_items::listed(tx, job.id, query.after, ROWS, only).await?;
    let address = addresses::job(job.id);
    let next = rows.last().filter(|_| rows.len() as i64 == ROWS).map(|last| {
        let only =
            only.map_or_else(String::new, |only| format!("&only={}", only.replace(' ', "+")));
        format!("{address}?after={}{only}", last.position)
    });
    let mut layout = context.layout(texts.title(job.total));
    layout.reload_after = reload_after(job);
    let person = context.person()?;
    let may_act = right_in(person, job) == Right::Full;
    // A vendor no longer sees a report that it returned.
    let returned = matches!(decision, JobDecision::Return { .. }) && !job.dry_run;
    let back = match decision {
        JobDecision::Complete | JobDecision::Return { .. } => {
            (addresses::DISPATCHES, locale.t("nav-dispatches"))
        }
        _ => (addresses::REPORTS, locale.t("jobs-back-to-reports")),
    };
    let mut confirm = texts.confirm(&tally).filter(|_| may_act && is_tried(job));
    if let Some(confirm) = &mut confirm {
        confirm.signing = sign::view(context, tx, job, &decision).await?;
    }
    let header = JobHeader {
        confirm,
        outcome: texts.outcome(job, &tally),
        said: texts.reason(),
        may_undo: may_act
            && tally.done > 0
            && can_undo(job, &decision, person, context.machine_time),
        list: Some((addresses::JOBS, locale.t("jobs-list"))),
        ..JobHeader::of(context, tx, job, back).await?
    };
    let catalogue = context.app.counts.catalogue(tx).await?;
    let shown = |item| row(&texts, &catalogue, job, item, returned, &zone);
    html(&Decisions {
        layout,
        header,
        rule: RuleView::of(locale, &decision),
        preview: PreviewView::of(locale, job),
        undone: undone(&decision),
        filters: filters(&texts, job, &tally, &address, only),
        rows: rows.iter().map(shown).collect(),
        next,
    })
}

/// The job whose decisions this one undoes.
fn undone(decision: &JobDecision) -> Option<String> {
    let JobDecision::Undo { job } = decision else { return None };
    job.parse().ok().map(addresses::job)
}

/// Links that narrow the table to one result: address, label, whether it is chosen.
fn filters(
    texts: &DecisionTexts<'_>,
    job: &Job,
    tally: &DecisionTally,
    address: &str,
    only: Option<&str>,
) -> Vec<(String, String, bool)> {
    let locale = texts.locale;
    let all = [
        (None, job.total),
        (Some(DONE), tally.done),
        (Some(ALREADY_DONE), tally.already_done),
        (Some(decisions::REFUSED), tally.refused),
    ];
    let shown = all.into_iter().filter(|(result, count)| result.is_none() || *count > 0);
    let link = |(result, count): (Option<&str>, i64)| {
        let label = result.map_or_else(
            || locale.t("jobs-all-items"),
            |result| texts.result(job.dry_run, result, count),
        );
        let place = result.map_or_else(
            || address.to_owned(),
            |result| format!("{address}?only={}", result.replace(' ', "+")),
        );
        (place, format!("{} {label}", locale.count(count)), result == only)
    };
    shown.map(link).collect()
}

fn row(
    texts: &DecisionTexts<'_>,
    catalogue: &Catalogue,
    job: &Job,
    item: &ListedJobItem,
    returned: bool,
    zone: &Zone,
) -> JobItemRow {
    let locale = texts.locale;
    let result = item.result.as_deref();
    let is_gone = returned && matches!(result, Some(DONE | ALREADY_DONE));
    JobItemRow {
        report: (!is_gone).then(|| addresses::report(item.report_id)),
        partner: item.partner_name.clone(),
        cycle: locale.month(item.cycle),
        vendor: catalogue.company(&item.vendor_code).to_owned(),
        mark: match result {
            Some(DONE) => "good",
            Some(ALREADY_DONE) => "same",
            Some(_) => "refused",
            None => "waiting",
        },
        result: result.map_or_else(
            || locale.t("jobs-item-waiting"),
            |result| texts.result(job.dry_run, result, 1),
        ),
        message: item.message.as_deref().map(|message| match decisions::refusal(message) {
            Some(refusal) => refusal_of_job(locale, &refusal, zone),
            None => message.to_owned(),
        }),
    }
}
