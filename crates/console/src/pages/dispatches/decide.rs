//! A vendor's decisions on the reports of a dispatch: the selected rows, or all that wait, are
//! completed or returned with one reason. Nothing is done before the preview is confirmed.

use super::lookup::of_address;
use crate::addresses;
use crate::context::Context;
use crate::free_text;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::jobs::request_time;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::{JobDecision, ReportToDecide, at_once};
use countersign_store::Tx;
use countersign_store::dispatches::{self, Dispatch, WaitingReport};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use std::collections::HashSet;
use uuid::Uuid;

/// The longest reason.

#[derive(Deserialize)]
struct DispatchDecisionForm {
    action: String,
    /// All that wait instead of the rows.
    #[serde(default)]
    all: Option<String>,
    /// Selected rows: id and seen version, as `id.version`.
    #[serde(default)]
    report: Vec<String>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "dispatch_return.html")]
struct ReturnReasonPage {
    layout: Layout,
    address: String,
    dispatch: String,
    all: bool,
    reports: Vec<String>,
    count: String,
    reason: String,
    error: Option<String>,
}

/// Asks for a required reason, then previews the results.
pub(super) async fn decide(context: &Context) -> Answer {
    let (dispatch, waiting) = context
        .read(async |tx| {
            let dispatch = of_address(context, tx).await?;
            let waiting = dispatches::waiting(tx, dispatch.id).await?;
            Ok((dispatch, waiting))
        })
        .await?;
    let form: DispatchDecisionForm = context.form()?;
    let wanted = wanted(waiting, &form);
    if wanted.is_empty() {
        let back = redirect::to(&addresses::dispatch(dispatch.id))?;
        return Ok(Notice::bad(context.locale.t("dispatch-none-picked")).on(context, back));
    }
    let decision = match (form.action.as_str(), form.reason.as_deref().map(str::trim)) {
        ("complete", _) => JobDecision::Complete,
        ("return", None) => return ask(context, &dispatch, form, wanted.len(), None),
        ("return", Some("")) => {
            return ask(context, &dispatch, form, wanted.len(), Some("dispatch-reason-needed"));
        }
        ("return", Some(text)) => match free_text::error_key(text) {
            None => JobDecision::Return { reason: text.to_owned() },
            key => return ask(context, &dispatch, form, wanted.len(), key),
        },
        (other, _) => return Err(Problem::BadRequest(format!("{other:?} is not a decision"))),
    };
    let (person, time) = (context.person()?, request_time(context));
    let prepare = async |tx: &mut Tx| {
        at_once::start(tx, person, &decision, &wanted, Begin::Previewed, time).await
    };
    let job = context.write(prepare).await?;
    redirect::to(&addresses::job(job))
}

/// Asks for the reason, with the one from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    let (dispatch, waiting) = context
        .read(async |tx| {
            let dispatch = of_address(context, tx).await?;
            let waiting = dispatches::waiting(tx, dispatch.id).await?;
            Ok((dispatch, waiting))
        })
        .await?;
    let form: DispatchDecisionForm = context.form()?;
    let count = wanted(waiting, &form).len();
    ask(context, &dispatch, form, count, None)
}

/// The selected reports, without those that do not wait in this dispatch.
fn wanted(waiting: Vec<WaitingReport>, form: &DispatchDecisionForm) -> Vec<ReportToDecide> {
    let ids = form.report.iter().map(|text| text.split_once('.').map_or(&**text, |(id, _)| id));
    let picked: HashSet<Uuid> = ids.filter_map(|id| id.parse().ok()).collect();
    let is_meant = |it: &WaitingReport| form.all.is_some() || picked.contains(&it.report_id);
    let seen = |it: WaitingReport| ReportToDecide {
        report_id: it.report_id,
        key: it.key,
        version: Some(it.version),
    };
    waiting.into_iter().filter(is_meant).map(seen).collect()
}

fn ask(
    context: &Context,
    dispatch: &Dispatch,
    form: DispatchDecisionForm,
    count: usize,
    error: Option<&'static str>,
) -> Answer {
    let locale = context.locale;
    let mut response = html(&ReturnReasonPage {
        layout: context.layout(locale.t("dispatch-return-title")),
        address: addresses::dispatch(dispatch.id),
        dispatch: locale.say("dispatch-title").with_text("number", dispatch.name()).to_string(),
        all: form.all.is_some(),
        reports: form.report,
        count: locale.say("bulk-count").with("count", count).to_string(),
        reason: form.reason.unwrap_or_default(),
        error: error.map(|key| locale.t(key)),
    })?;
    if error.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}
