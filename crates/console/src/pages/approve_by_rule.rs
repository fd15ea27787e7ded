//! Approves what a rule approves of a query: asks for the percentage, and leads to the preview.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::bulk::{latest, matching_reports};
use crate::pages::jobs::preview::RuleView;
use crate::pages::jobs::request_time;
use crate::pages::report_lists::filters::about;
use crate::route::Route;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::{JobDecision, at_once, rule};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind;
use countersign_domain::approval_rule::ApprovalRule;
use countersign_domain::status::{Status, Verb, statuses_of};
use countersign_store::Tx;
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::report_query::ReportQuery;
use serde::Deserialize;

const ADDRESS: &str = "/usage-reports/approve-by-rule";

pub(crate) fn routes() -> Vec<Route> {
    let decides = Access::Of(&[CompanyKind::Distributor], Area::UsageReports, Right::Full);
    vec![Route::get(ADDRESS, decides, ask), Route::post(ADDRESS, decides, preview)]
}

#[derive(Deserialize)]
struct RuleForm {
    #[serde(default)]
    query: String,
    percent: String,
}

#[derive(Deserialize)]
struct AskedPercent {
    percent: Option<String>,
}

#[derive(Template)]
#[template(path = "approve_by_rule.html")]
struct RulePage {
    layout: Layout,
    query: String,
    /// What the query takes: "October 2026 · Under review · “nord”".
    scope: String,
    percent: String,
    error: Option<String>,
    /// Why the rule approves no report of the query.
    left: Option<RuleView>,
}

async fn ask(context: &Context) -> Answer {
    let query = ReportQuery::of(context)?;
    let asked: AskedPercent = context.query()?;
    let usual = || context.locale.units(ApprovalRule::default().percent());
    let percent = asked.percent.unwrap_or_else(usual);
    html(&context.read(async |tx| page(context, tx, &query, percent).await).await?)
}

async fn page(
    context: &Context,
    tx: &mut Tx,
    query: &ReportQuery,
    percent: String,
) -> Result<RulePage, Problem> {
    let locale = context.locale;
    let latest = latest(context, tx, query).await?;
    let catalogue = context.app.counts.catalogue(tx).await?;
    let scope = about(context, &catalogue, query, query.cycle.unwrap_or(latest))?;
    Ok(RulePage {
        layout: context.layout(locale.t("rule-title")),
        query: query.text(),
        scope,
        percent,
        error: None,
        left: None,
    })
}

/// Looks for the reports that the rule approves, and previews their approval.
async fn preview(context: &Context) -> Answer {
    let form: RuleForm = context.form()?;
    let query = ReportQuery::parse(&form.query)?;
    let percent = form.percent.clone();
    let asked = context.read(async |tx| page(context, tx, &query, percent).await).await?;
    let Some(rule) = ApprovalRule::parse(&form.percent) else {
        let error = Some(context.locale.t("rule-bad-percent"));
        return unprocessable(&RulePage { error, ..asked });
    };
    let statuses: Vec<Status> = statuses_of(Verb::Approve).collect();
    let sorted = context
        .read(async |tx| {
            let wanted = matching_reports(tx, context, &query.text(), &statuses).await?;
            Ok(rule::sort(tx, context.person()?, rule, &wanted).await?)
        })
        .await?;
    // The partner reads the note, and not the percentage below which nobody looks.
    let note = Some(context.locale.t("rule-note"));
    let decision = JobDecision::ApproveByRule { note, rule, left: sorted.left };
    if sorted.approved.is_empty() {
        let left = RuleView::of(context.locale, &decision);
        return unprocessable(&RulePage { left, ..asked });
    }
    let (person, time) = (context.person()?, request_time(context));
    let start = async |tx: &mut Tx| {
        let reports = &sorted.approved;
        at_once::start(tx, person, &decision, reports, Begin::Previewed, time).await
    };
    let job = context.write(start).await?;
    redirect::to(&addresses::job(job))
}

fn unprocessable(page: &RulePage) -> Answer {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
