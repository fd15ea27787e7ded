//! More time for the partner: a page that asks for the last day and the reason, and says what
//! follows.

use super::draft::text_error;
use super::execute::{self, UnsavedInput};
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::addresses;
use crate::context::Context;
use crate::free_text::{cleaned, tidy};
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::refusal_words::refusal_words;
use askama::Template;
use axum::http::StatusCode;
use countersign_domain::refusal::Refusal;
use countersign_domain::schedule::Until;
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_domain::zone::parse_date;
use countersign_web::problem::Answer;
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "report_extend.html")]
struct ExtendPage {
    layout: Layout,
    partner: String,
    title: String,
    follows: String,
    last_day: String,
    earliest: String,
    last_day_error: Option<String>,
    reasons: String,
    error: Option<String>,
    action: String,
    back: String,
    version: i64,
}

#[derive(Default, Deserialize)]
struct Input {
    version: Option<i64>,
    #[serde(default)]
    last_day: String,
    #[serde(default)]
    reasons: String,
}

/// Why there is nothing to extend: the report is not with the partner, or its deadline has passed.
fn refusal(context: &Context, view: &ReportView) -> Option<Refusal> {
    let report = view.report();
    match report.status.with_partner() {
        false => Some(Refusal::WrongStatus { verb: Verb::Extend, status: report.status }),
        true if context.now >= report.deadline => Some(Refusal::DeadlinePassed(report.deadline)),
        true => None,
    }
}

pub(super) async fn ask(context: &Context) -> Answer {
    ask_with(context, &Input::default()).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    ask_with(context, &context.form()?).await
}

async fn ask_with(context: &Context, input: &Input) -> Answer {
    let view = ReportView::of(context).await?;
    match refusal(context, &view) {
        Some(refusal) => {
            let own = ListNavigation::of(context).report(view.names().report_id);
            execute::refused(context, &refusal, unsaved(context, &tidy(&input.reasons)), own).await
        }
        None => html(&page(context, &view, input, [None, None])),
    }
}

pub(super) async fn extend(context: &Context) -> Answer {
    let view = ReportView::of(context).await?;
    let input: Input = context.form()?;
    let locale = context.locale;
    let own = ListNavigation::of(context).report(view.names().report_id);
    let reason = tidy(&input.reasons);
    if let Some(refusal) = refusal(context, &view) {
        return execute::refused(context, &refusal, unsaved(context, &reason), own).await;
    }
    let last_day = parse_date(input.last_day.trim()).ok();
    let no_date = last_day.is_none().then(|| locale.t("bulk-no-date"));
    let wrong = text_error(&input.reasons).map(|wrong| super::edit::error_words(locale, wrong));
    let needed = || locale.t("bulk-extend-needed");
    let wrong = wrong.or_else(|| reason.is_empty().then(needed));
    let (Some(last_day), None) = (last_day, &wrong) else {
        return unprocessable(&page(context, &view, &input, [no_date, wrong]));
    };
    let version = input.version.unwrap_or(view.report().version);
    let until = Until::EndOf(last_day);
    let command = Command::Extend { until, reason: Some(reason.clone()) };
    match execute::command(context, view.key(), &command, version).await? {
        Err(refusal @ Refusal::BadDeadline { .. }) => {
            let error = refusal_words(locale, &refusal, &view.report().zone);
            unprocessable(&page(context, &view, &input, [Some(error), None]))
        }
        Err(refusal) => execute::refused(context, &refusal, unsaved(context, &reason), own).await,
        Ok(_) => {
            let zone = &view.report().zone;
            let date = locale.deadline(until.instant(zone), zone).words();
            let text = locale.say("report-extended").with("date", date);
            let text = text.with("partner", isolated(&view.names().partner_name));
            Ok(Notice::good(text).on(context, redirect::to(&own)?))
        }
    }
}

fn unprocessable(page: &ExtendPage) -> Answer {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn unsaved(context: &Context, reason: &str) -> Vec<UnsavedInput> {
    let label = context.locale.t("bulk-reasons");
    let unsaved = (!reason.is_empty()).then(|| UnsavedInput { label, text: reason.to_owned() });
    unsaved.into_iter().collect()
}

fn page(
    context: &Context,
    view: &ReportView,
    input: &Input,
    [last_day_error, error]: [Option<String>; 2],
) -> ExtendPage {
    let (locale, report) = (context.locale, view.report());
    let partner = view.names().partner_name.clone();
    let navigation = ListNavigation::of(context);
    let title = locale.say("report-extend").with("partner", isolated(&partner));
    let title = title.with("month", locale.month(report.cycle)).to_string();
    let stands = locale.deadline(report.deadline, &report.zone).words();
    let follows = locale.say("report-extend-follows").with("partner", isolated(&partner));
    let follows = follows.with("date", stands);
    let zone = super::header::zone_words(context, report.zone.name());
    ExtendPage {
        layout: context.layout(title.clone()),
        title,
        follows: follows.with("zone", zone).to_string(),
        last_day: input.last_day.replace('\0', ""),
        earliest: report.zone.date_of(report.deadline).to_string(),
        last_day_error,
        reasons: cleaned(&input.reasons),
        error,
        action: navigation.at(&addresses::of_report(view.id(), "extend")),
        back: navigation.at(&view.address()),
        version: input.version.unwrap_or(report.version),
        partner,
    }
}
