//! Many reports at once: the rows that were picked, or all of the query, approved or rejected with
//! one reason, or sent to a vendor. Nothing is done before the preview is confirmed.

use super::access::Access;
use super::context::Context;
use super::dispatches;
use super::html;
use super::notice::Notice;
use super::problem::{Answer, Problem};
use super::redirect;
use super::report_lists::query::ReportQuery;
use super::routes::Route;
use super::shell::Shell;
use crate::jobs::Begin;
use crate::jobs::decisions::{self, Decision, Wanted};
use askama::Template;
use countersign_domain::access::{Area, Right, sees};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::status::Status;
use countersign_store::Tx;
use countersign_store::reports::{self, Key, ListRow, Stored, Turn};
use serde::Deserialize;
use uuid::Uuid;

/// Rows that are read at once.
const CHUNK: i64 = 500;
/// Reports that an address names: a page of the list, and a little more.
const MOST_IN_ADDRESS: usize = 100;
/// The longest reasons.
const LONGEST: usize = 4_000;

/// The target of the list's buttons.
pub(super) fn routes() -> Vec<Route> {
    let decides = Access::Of(&[CompanyKind::Distributor], Area::UsageReports, Right::Full);
    vec![Route::post("/usage-reports/decide", decides, decide)]
}

#[derive(Deserialize)]
struct Form {
    action: String,
    /// The whole query instead of the rows.
    #[serde(default)]
    all: Option<String>,
    #[serde(default)]
    query: String,
    /// Picked rows: id and the version that was seen, as `id.version`.
    #[serde(default)]
    report: Vec<String>,
    #[serde(default)]
    reasons: Option<String>,
}

#[derive(Template)]
#[template(path = "bulk_reject.html")]
struct Reasons {
    shell: Shell,
    all: bool,
    query: String,
    reports: Vec<String>,
    count: String,
    reasons: String,
    error: Option<String>,
}

/// Asks for reasons where they are needed, then previews what would be done.
async fn decide(context: &Context) -> Answer {
    let form: Form = context.form()?;
    if form.action == "dispatch" {
        return dispatch(context, &form).await;
    }
    let wanted = wanted(context, &form).await?;
    // The query comes back as it is understood, whatever was sent.
    let form = Form { query: understood(&form.query)?, ..form };
    if wanted.is_empty() {
        let back = redirect::to(&format!("/usage-reports?{}", form.query))?;
        return Ok(Notice::bad(context.locale.t("bulk-none")).on(context, back));
    }
    let decision = match (form.action.as_str(), form.reasons.as_deref().map(str::trim)) {
        ("approve", _) => Decision::Approve { note: None },
        ("reject", None) => return ask(context, form, wanted.len(), None),
        ("reject", Some("")) => return ask(context, form, wanted.len(), Some("bulk-needed")),
        ("reject", Some(text)) if text.chars().count() > LONGEST => {
            return ask(context, form, wanted.len(), Some("bulk-too-long"));
        }
        ("reject", Some(text)) => Decision::Reject { reasons: text.to_owned() },
        (other, _) => return Err(Problem::BadRequest(format!("{other:?} is no decision"))),
    };
    let (person, now) = (context.person()?, context.machine_time);
    let prepare = async |tx: &mut Tx| {
        decisions::prepare(tx, person, &decision, &wanted, Begin::Previewed, now).await
    };
    let job = context.write(prepare).await?;
    redirect::to(&format!("/jobs/{job}"))
}

/// Leads to the page that says what would be sent.
async fn dispatch(context: &Context, form: &Form) -> Answer {
    let query = ReportQuery::parse(&form.query).map_err(Problem::BadRequest)?;
    let mut picked: Vec<(&str, String)> = Vec::new();
    match form.all {
        None => picked.extend(form.report.iter().map(|report| ("report", report.clone()))),
        Some(_) if query.find.is_none() => {
            picked.extend(query.cycle.map(|cycle| ("cycle", cycle.to_string())));
            return redirect::to(&dispatches::address(&picked));
        }
        Some(_) => {
            let mut tx = context.read().await?;
            let found = standing(&mut tx, context, &form.query, Status::Approved).await?;
            tx.rollback().await?;
            let seen = |it: &Wanted| format!("{}.{}", it.report_id, it.version.unwrap_or_default());
            picked.extend(found.iter().map(|it| ("report", seen(it))));
        }
    }
    let told = match picked.len() {
        0 => "bulk-none-approved",
        1..=MOST_IN_ADDRESS => return redirect::to(&dispatches::address(&picked)),
        _ => "dispatch-too-many",
    };
    let back = redirect::to(&format!("/usage-reports?{}", query.text()))?;
    Ok(Notice::bad(context.locale.t(told)).on(context, back))
}

fn understood(query: &str) -> Result<String, Problem> {
    Ok(ReportQuery::parse(query).map_err(Problem::BadRequest)?.text())
}

fn ask(context: &Context, form: Form, count: usize, error: Option<&'static str>) -> Answer {
    let locale = context.locale;
    html(&Reasons {
        shell: context.shell(locale.t("bulk-reject-title")),
        all: form.all.is_some(),
        query: form.query,
        reports: form.report,
        count: locale.say("bulk-count").with("count", count).to_string(),
        reasons: form.reasons.unwrap_or_default(),
        error: error.map(|key| locale.t(key)),
    })
}

/// The reports that are meant, each with the version that was seen.
async fn wanted(context: &Context, form: &Form) -> Result<Vec<Wanted>, Problem> {
    let mut tx = context.read().await?;
    let wanted = match form.all {
        Some(_) => standing(&mut tx, context, &form.query, Status::UnderReview).await?,
        None => picked(&mut tx, context.person()?, &form.report).await?,
    };
    tx.rollback().await?;
    Ok(wanted)
}

/// The picked rows; of what the person may not know of, none.
async fn picked(tx: &mut Tx, person: &Person, reports: &[String]) -> Result<Vec<Wanted>, Problem> {
    let mut wanted = Vec::new();
    for text in reports {
        let (id, version) = text.split_once('.').unwrap_or((text, ""));
        let Ok(report_id) = id.parse::<Uuid>() else { continue };
        if let Some(key) = reports::find_key_by_id(tx, report_id).await? {
            wanted.push(Wanted { report_id, key, version: version.parse().ok() });
        }
    }
    let keys: Vec<Key> = wanted.iter().map(|it| it.key).collect();
    let found = reports::find(tx, &keys).await?;
    let is_seen = |stored: &Option<Stored>| {
        let report = stored.as_ref().map(|stored| &stored.report);
        report.is_some_and(|report| sees(person, &report.parties, report.status))
    };
    Ok(wanted.into_iter().zip(&found).filter(|(_, it)| is_seen(it)).map(|(it, _)| it).collect())
}

/// Of a query's reports, those that a decision is about.
async fn standing(
    tx: &mut Tx,
    context: &Context,
    query: &str,
    wanted_status: Status,
) -> Result<Vec<Wanted>, Problem> {
    let person = context.person()?;
    let query = ReportQuery::parse(query).map_err(Problem::BadRequest)?;
    let first = context.installation.first_cycle;
    let present = reports::cycles_present(tx, &query.filter(person, first).scope).await?;
    let latest = present.first().copied().unwrap_or(first);
    if query.status.is_some_and(|status| status != wanted_status) {
        return Ok(Vec::new());
    }
    let filter = query.with_status(Some(wanted_status)).filter(person, latest);
    let mut wanted = Vec::new();
    let mut turn = Turn::First;
    loop {
        let page = reports::page(tx, &filter, query.sort, &turn, CHUNK).await?;
        wanted.extend(page.rows.iter().map(seen));
        match page.next {
            Some(next) => turn = Turn::After(next),
            None => return Ok(wanted),
        }
    }
}

fn seen(report: &ListRow) -> Wanted {
    Wanted { report_id: report.id, key: report.key, version: Some(report.version) }
}
