//! More time for the partner: a page that asks until when and why, and says what follows.

use super::act::{self, Kept};
use super::draft::text_wrong;
use super::journey::Journey;
use super::opened::Opened;
use super::told::isolated;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reasons::{cleaned, tidy};
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
    /// The first day that may be chosen.
    earliest: String,
    last_day_error: Option<String>,
    reasons: String,
    error: Option<String>,
    action: String,
    back: String,
    version: i64,
}

#[derive(Default, Deserialize)]
struct Typed {
    version: Option<i64>,
    #[serde(default)]
    last_day: String,
    #[serde(default)]
    reasons: String,
}

/// Why there is nothing to ask: the partner has it no more, or its deadline has passed.
fn refusal(context: &Context, opened: &Opened) -> Option<Refusal> {
    let report = opened.report();
    match report.status.with_partner() {
        false => Some(Refusal::WrongStatus { verb: Verb::Extend, status: report.status }),
        true if context.now >= report.deadline => Some(Refusal::DeadlinePassed(report.deadline)),
        true => None,
    }
}

/// Asks until when, and why.
pub(super) async fn ask(context: &Context) -> Answer {
    ask_with(context, &Typed::default()).await
}

/// Asks with what was typed before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    ask_with(context, &context.form()?).await
}

async fn ask_with(context: &Context, typed: &Typed) -> Answer {
    let opened = Opened::of(context).await?;
    match refusal(context, &opened) {
        Some(refusal) => {
            let own = Journey::of(context).report(opened.names().report_id);
            act::refused(context, &refusal, kept(context, &tidy(&typed.reasons)), own).await
        }
        None => html(&page(context, &opened, typed, [None, None])),
    }
}

/// Extends.
pub(super) async fn extend(context: &Context) -> Answer {
    let opened = Opened::of(context).await?;
    let typed: Typed = context.form()?;
    let locale = context.locale;
    let own = Journey::of(context).report(opened.names().report_id);
    let reason = tidy(&typed.reasons);
    if let Some(refusal) = refusal(context, &opened) {
        return act::refused(context, &refusal, kept(context, &reason), own).await;
    }
    let last_day = parse_date(typed.last_day.trim()).ok();
    let no_date = last_day.is_none().then(|| locale.t("bulk-no-date"));
    let wrong = text_wrong(&typed.reasons).map(|wrong| super::edit::wrong_words(locale, wrong));
    let needed = || locale.t("bulk-extend-needed");
    let wrong = wrong.or_else(|| reason.is_empty().then(needed));
    let (Some(last_day), None) = (last_day, &wrong) else {
        return unprocessable(&page(context, &opened, &typed, [no_date, wrong]));
    };
    let version = typed.version.unwrap_or(opened.report().version);
    let until = Until::EndOf(last_day);
    let command = Command::Extend { until, reason: Some(reason.clone()) };
    match act::carry_out(context, opened.key(), &command, version).await? {
        Err(refusal @ Refusal::BadDeadline { .. }) => {
            let told = refusal_words(locale, &refusal, &opened.report().zone);
            unprocessable(&page(context, &opened, &typed, [Some(told), None]))
        }
        Err(refusal) => act::refused(context, &refusal, kept(context, &reason), own).await,
        Ok(_) => {
            let zone = &opened.report().zone;
            let date = locale.deadline(until.instant(zone), zone).words();
            let text = locale.say("report-extended").with("date", date);
            let text = text.with("partner", isolated(&opened.names().partner_name));
            Ok(Notice::good(text).on(context, redirect::to(&own)?))
        }
    }
}

fn unprocessable(page: &ExtendPage) -> Answer {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn kept(context: &Context, reason: &str) -> Vec<Kept> {
    let label = context.locale.t("bulk-reasons");
    let kept = (!reason.is_empty()).then(|| Kept { label, text: reason.to_owned() });
    kept.into_iter().collect()
}

fn page(
    context: &Context,
    opened: &Opened,
    typed: &Typed,
    [last_day_error, error]: [Option<String>; 2],
) -> ExtendPage {
    let (locale, report) = (context.locale, opened.report());
    let partner = opened.names().partner_name.clone();
    let journey = Journey::of(context);
    let title = locale.say("report-extend").with("partner", isolated(&partner));
    let title = title.with("month", locale.month(report.cycle)).to_string();
    let stands = locale.deadline(report.deadline, &report.zone).words();
    let follows = locale.say("report-extend-follows").with("partner", isolated(&partner));
    let follows = follows.with("date", stands);
    let zone = super::head::zone_words(context, report.zone.name());
    ExtendPage {
        layout: context.layout(title.clone()),
        title,
        follows: follows.with("zone", zone).to_string(),
        last_day: typed.last_day.replace('\0', ""),
        earliest: report.zone.date_of(report.deadline).to_string(),
        last_day_error,
        reasons: cleaned(&typed.reasons),
        error,
        action: journey.at(&addresses::of_report(opened.id(), "extend")),
        back: journey.at(&opened.address()),
        version: typed.version.unwrap_or(report.version),
        partner,
    }
}
