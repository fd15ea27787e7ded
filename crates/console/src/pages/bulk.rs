//! Decisions on many reports: the selected rows, or all of the query, are approved, rejected, given
//! more time or reopened with one reason, or sent to a vendor. Nothing is done before the preview
//! is confirmed.

use crate::addresses;
use crate::context::Context;
use crate::free_text;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::jobs::request_time;
use crate::route::Route;
use askama::Template;
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::{JobDecision, ReportToDecide, at_once};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::status::{Status, Verb, statuses_of};
use countersign_domain::zone::parse_date;
use countersign_store::{Tx, reason_templates};
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::report_query::{ReportQuery, matching};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

/// The most reports in an address: a page of the list, and a little more.
const MOST_IN_ADDRESS: usize = 100;

pub(crate) fn routes() -> Vec<Route> {
    let decides = Access::Of(&[CompanyKind::Distributor], Area::UsageReports, Right::Full);
    vec![Route::post("/usage-reports/decide", decides, decide).typed_again(again)]
}

#[derive(Deserialize)]
struct BulkForm {
    action: String,
    /// The whole query instead of the rows.
    #[serde(default)]
    all: Option<String>,
    #[serde(default)]
    query: String,
    /// Selected rows: id and seen version, as `id.version`.
    #[serde(default)]
    report: Vec<String>,
    #[serde(default)]
    reasons: Option<String>,
    #[serde(default)]
    last_day: Option<String>,
    /// The number of the text to insert into the reasons.
    #[serde(default)]
    insert: Option<usize>,
}

#[derive(Template)]
#[template(path = "bulk_reasons.html")]
struct Reasons {
    layout: Layout,
    action: String,
    all: bool,
    query: String,
    reports: Vec<String>,
    count: String,
    hint: String,
    reasons: String,
    error: Option<String>,
    last_day: Option<LastDay>,
    /// Texts to choose from, for a rejection.
    templates: Option<Vec<String>>,
}

struct LastDay {
    value: String,
    error: Option<String>,
}

/// Asks for required reasons, then previews the results.
async fn decide(context: &Context) -> Answer {
    let form: BulkForm = context.form()?;
    match form.action.as_str() {
        "dispatch" => return dispatch(context, &form).await,
        "totals" => return totals(context, &form),
        _ => {}
    }
    let wanted = wanted(context, &form).await?;
    // The query is shown as it was understood.
    let form = BulkForm { query: understood(&form.query)?, ..form };
    if wanted.is_empty() {
        let back = redirect::to(&addresses::reports(&form.query))?;
        let key = match form.action.as_str() {
            "extend" => "bulk-extend-none",
            "reopen" => "bulk-reopen-none",
            _ => "bulk-none",
        };
        return Ok(Notice::bad(context.locale.t(key)).on(context, back));
    }
    let Some(decision) = decision(&form)? else {
        return ask(context, form, wanted.len()).await;
    };
    let (person, time) = (context.person()?, request_time(context));
    let prepare = async |tx: &mut Tx| {
        at_once::start(tx, person, &decision, &wanted, Begin::Previewed, time).await
    };
    let job = context.write(prepare).await?;
    redirect::to(&addresses::job(job))
}

/// Asks for reasons, with those from before the session ended.
async fn again(context: &Context) -> Answer {
    let form: BulkForm = context.form()?;
    let form = BulkForm { query: understood(&form.query)?, ..form };
    let wanted = wanted(context, &form).await?;
    ask(context, form, wanted.len()).await
}

/// The decision; none while required input is missing.
fn decision(form: &BulkForm) -> Result<Option<JobDecision>, Problem> {
    let reasons = form.reasons.as_deref().map(str::trim);
    let reasons = reasons.filter(|_| error(form).is_none() && form.insert.is_none());
    Ok(match (form.action.as_str(), reasons) {
        ("approve", _) => Some(JobDecision::Approve { note: None }),
        ("reject" | "extend" | "reopen", None) => None,
        ("reopen", Some(reason)) => Some(JobDecision::Reopen { reason: reason.to_owned() }),
        ("reject", Some(reasons)) => Some(JobDecision::Reject { reasons: reasons.to_owned() }),
        ("extend", Some(reason)) => last_day(form).map(|date| JobDecision::Extend {
            last_day: date.to_string(),
            reason: reason.to_owned(),
        }),
        (other, _) => return Err(Problem::BadRequest(format!("{other:?} is not a decision"))),
    })
}

/// The error of the reasons.
fn error(form: &BulkForm) -> Option<&'static str> {
    let reasons = form.reasons.as_deref()?.trim();
    match (reasons.is_empty(), form.action.as_str()) {
        (true, "extend") => Some("bulk-extend-needed"),
        (true, "reopen") => Some("bulk-reopen-needed"),
        (true, _) => Some("bulk-needed"),
        (false, _) => free_text::error_key(reasons),
    }
}

fn last_day(form: &BulkForm) -> Option<Date> {
    parse_date(form.last_day.as_deref()?.trim()).ok()
}

/// Leads to the page that previews a dispatch.
async fn dispatch(context: &Context, form: &BulkForm) -> Answer {
    let query = ReportQuery::parse(&form.query)?;
    let mut picked: Vec<(&str, String)> = Vec::new();
    match form.all {
        None => picked.extend(form.report.iter().map(|report| ("report", report.clone()))),
        Some(_) if !query.is_narrowed() && query.earlier.is_empty() => {
            picked.extend(query.cycle.map(|cycle| ("cycle", cycle.to_string())));
            return redirect::to(&addresses::new_dispatch(&picked));
        }
        Some(_) => {
            let statuses: Vec<Status> = statuses_of(Verb::Dispatch).collect();
            let found = context
                .read(async |tx| matching_reports(tx, context, &form.query, &statuses).await)
                .await?;
            let seen = |it: &ReportToDecide| {
                format!("{}.{}", it.report_id, it.version.unwrap_or_default())
            };
            picked.extend(found.iter().map(|it| ("report", seen(it))));
        }
    }
    let message = match picked.len() {
        0 => "bulk-none-approved",
        1..=MOST_IN_ADDRESS => return redirect::to(&addresses::new_dispatch(&picked)),
        _ => "dispatch-too-many",
    };
    let back = redirect::to(&addresses::reports(&query.text()))?;
    Ok(Notice::bad(context.locale.t(message)).on(context, back))
}

/// Leads to the totals of the selected reports, or of all of the query.
fn totals(context: &Context, form: &BulkForm) -> Answer {
    let query = understood(&form.query)?;
    if form.all.is_some() {
        return redirect::to(&addresses::totals(&query));
    }
    let message = match form.report.len() {
        0 => "bulk-none",
        1..=MOST_IN_ADDRESS => {
            let picked = form.report.iter().map(|report| ("report", report.clone()));
            let picked = serde_html_form::to_string(picked.collect::<Vec<_>>()).unwrap_or_default();
            let text = if query.is_empty() { picked } else { format!("{query}&{picked}") };
            return redirect::to(&addresses::totals(&text));
        }
        _ => "totals-too-many",
    };
    let back = redirect::to(&addresses::reports(&query))?;
    Ok(Notice::bad(context.locale.t(message)).on(context, back))
}

fn understood(query: &str) -> Result<String, Problem> {
    Ok(ReportQuery::parse(query)?.text())
}

async fn ask(context: &Context, mut form: BulkForm, count: usize) -> Answer {
    let locale = context.locale;
    let extends = form.action == "extend";
    let mut templates = None;
    if form.action == "reject" {
        let company = context.person()?.company_id;
        let read = async |tx: &mut Tx| Ok(reason_templates::of_company(tx, company).await?);
        templates = Some(context.read(read).await?);
    }
    if let (Some(number), Some(templates)) = (form.insert, &templates) {
        let typed = form.reasons.as_deref().unwrap_or_default();
        form.reasons = Some(free_text::with_inserted(typed, templates, number));
    }
    let (title, hint) = match form.action.as_str() {
        "extend" => ("bulk-extend-title", "bulk-extend-hint"),
        "reopen" => ("bulk-reopen-title", "bulk-reopen-hint"),
        _ => ("bulk-reject-title", "bulk-reasons-hint"),
    };
    let is_sent = form.last_day.is_some();
    let wrong_day = (is_sent && last_day(&form).is_none()).then(|| locale.t("bulk-no-date"));
    html(&Reasons {
        layout: context.layout(locale.t(title)),
        error: error(&form).map(|key| locale.t(key)),
        last_day: extends
            .then(|| LastDay { value: form.last_day.unwrap_or_default(), error: wrong_day }),
        action: form.action,
        all: form.all.is_some(),
        query: form.query,
        reports: form.report,
        count: locale.say("bulk-count").with("count", count).to_string(),
        hint: locale.t(hint),
        templates,
        reasons: form.reasons.as_deref().map_or_else(String::new, free_text::cleaned),
    })
}

/// The selected reports, each with the seen version.
async fn wanted(context: &Context, form: &BulkForm) -> Result<Vec<ReportToDecide>, Problem> {
    let verb = match form.action.as_str() {
        "extend" => Verb::Extend,
        "reject" => Verb::Reject,
        "reopen" => Verb::Reopen,
        _ => Verb::Approve,
    };
    let statuses: Vec<Status> = statuses_of(verb).collect();
    context
        .read(async |tx| {
            Ok(match form.all {
                Some(_) => matching_reports(tx, context, &form.query, &statuses).await?,
                None => picked(tx, context.person()?, &form.report).await?,
            })
        })
        .await
}

/// The selected rows, without those that the person may not know of. One without the version that
/// was seen is left out: a decision on it could overwrite another.
async fn picked(
    tx: &mut Tx,
    person: &Person,
    reports: &[String],
) -> Result<Vec<ReportToDecide>, Problem> {
    let mut wanted = Vec::new();
    for text in reports {
        let Some((id, version)) = text.split_once('.') else { continue };
        let (Ok(report_id), Ok(version)) = (id.parse::<Uuid>(), version.parse()) else { continue };
        if let Some(key) = crate::pages::reports::report_view::seen(tx, person, report_id).await? {
            wanted.push(ReportToDecide { report_id, key, version: Some(version) });
        }
    }
    Ok(wanted)
}

/// The latest cycle of a query that names none.
///
/// # Errors
/// Fails when the database does.
pub(crate) async fn latest(
    context: &Context,
    tx: &mut Tx,
    query: &ReportQuery,
) -> Result<Cycle, Problem> {
    let first = context.installation.first_cycle;
    Ok(matching::latest(tx, context.person()?, query, first).await?)
}

/// The reports of a query on which a decision is possible.
///
/// # Errors
/// [`Problem::BadRequest`] for an invalid query.
pub(crate) async fn matching_reports(
    tx: &mut Tx,
    context: &Context,
    query: &str,
    statuses: &[Status],
) -> Result<Vec<ReportToDecide>, Problem> {
    let person = context.person()?;
    let query = ReportQuery::parse(query)?;
    let latest = latest(context, tx, &query).await?;
    Ok(matching::reports(tx, person, &query, latest, statuses).await?)
}
