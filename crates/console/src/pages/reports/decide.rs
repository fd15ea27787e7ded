//! Decisions of distributor and vendor: approving takes one press; rejecting, reopening, returning
//! and completing have a page that says what follows and asks for the reasons.

use super::action_page::{self, ActionPage, LineReason, Specification, Submitted};
use super::draft::{FieldError, text_error};
use super::execute::{self, UnsavedInput};
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::addresses;
use crate::context::Context;
use crate::free_text::{cleaned, tidy};
use crate::html::html;
use crate::notice::Notice;
use axum::http::StatusCode;
use countersign_domain::schedule::deadline_after_rejection;
use countersign_domain::settings::Setting;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// A decision with a separate page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Reject,
    Reopen,
    Return,
    Complete,
}

impl Action {
    const fn specification(self) -> &'static Specification {
        match self {
            Self::Reject => &action_page::REJECT,
            Self::Reopen => &action_page::REOPEN,
            Self::Return => &action_page::RETURN,
            Self::Complete => &action_page::COMPLETE,
        }
    }

    const fn begins_at(self) -> Status {
        match self {
            Self::Reject => Status::UnderReview,
            Self::Reopen => Status::Approved,
            Self::Return | Self::Complete => Status::Submitted,
        }
    }

    const fn verb(self) -> Verb {
        match self {
            Self::Reject => Verb::Reject,
            Self::Reopen => Verb::Reopen,
            Self::Return => Verb::Return,
            Self::Complete => Verb::Complete,
        }
    }

    fn command(self, reasons: String, line_reasons: Vec<(String, String)>) -> Command {
        match self {
            Self::Reject => Command::Reject { reasons: Some(reasons), line_reasons },
            Self::Reopen => Command::Reopen { reason: Some(reasons) },
            Self::Return => Command::Return { reason: Some(reasons) },
            Self::Complete => Command::Complete,
        }
    }
}

#[derive(Default)]
struct Input {
    version: Option<i64>,
    reasons: String,
    lines: Vec<(i64, String)>,
}

impl Input {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut input = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "version" => input.version = value.parse().ok(),
                "reasons" => input.reasons = value,
                _ => {
                    let id = name.strip_prefix("reasons-").and_then(|id| id.parse().ok());
                    input.lines.extend(id.map(|id| (id, value)));
                }
            }
        }
        input
    }

    fn line(&self, id: i64) -> &str {
        self.lines.iter().find(|(line, _)| *line == id).map_or("", |(_, text)| text)
    }
}

#[derive(Deserialize)]
struct Seen {
    version: i64,
}

/// Approves with one press, and leads to the next report of the list.
pub(super) async fn approve(context: &Context) -> Answer {
    let (key, partner) = execute::key(context).await?;
    let seen: Seen = context.form()?;
    let navigation = ListNavigation::of(context);
    let next = next(context, &navigation).await?;
    let command = Command::Approve { note: None };
    let own = navigation.report(context.parameter("id")?);
    let outcome = match execute::command(context, key, &command, seen.version).await? {
        Ok(outcome) => outcome,
        Err(refusal) => return execute::refused(context, &refusal, Vec::new(), own).await,
    };
    let done = if next.is_list { "report-approved-last" } else { "report-approved" };
    let notice = match outcome {
        CommandOutcome::AlreadyDone => Notice::good(context.locale.t("report-approved-already")),
        CommandOutcome::Done(_) => {
            let text = context.locale.say(done).with("partner", isolated(&partner));
            let undo = addresses::undo(id(context)?, seen.version + 1);
            Notice::good(text).undone_by(context.locale.t("report-undo"), navigation.at(&undo))
        }
    };
    Ok(notice.on(context, redirect::to(&next.address)?))
}

fn id(context: &Context) -> Result<uuid::Uuid, Problem> {
    context.parameter("id")
}

/// Where a decision leads.
struct Next {
    address: String,
    is_list: bool,
}

/// The next report of the list that waits for a decision; the list if there is none; the same
/// report if the reader came from no list. Looked up before the decision, which may move the
/// report.
async fn next(context: &Context, navigation: &ListNavigation) -> Result<Next, Problem> {
    let next = context
        .read(async |tx| {
            let key = super::report_view::stored(context, tx).await?.key();
            navigation.next_to_decide(context, tx, key).await
        })
        .await?;
    let is_list = next.is_none() && navigation.has_list();
    let address = match next {
        Some(address) => address,
        None if is_list => navigation.list_address(),
        None => navigation.report(id(context)?),
    };
    Ok(Next { address, is_list })
}

/// Undoes an approval at once: the report has the version that the approval gave it.
pub(super) async fn undo(context: &Context) -> Answer {
    let (key, partner) = execute::key(context).await?;
    let version: i64 = context.parameter("version")?;
    let navigation = ListNavigation::of(context);
    let own = navigation.report(id(context)?);
    let reason = Some(context.locale.t("report-undo-reason"));
    let answer = execute::command(context, key, &Command::Reopen { reason }, version).await?;
    if let Err(refusal) = answer {
        return execute::refused(context, &refusal, Vec::new(), own).await;
    }
    let text = context.locale.say("report-reopened").with("partner", isolated(&partner));
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}

pub(super) async fn ask_reject(context: &Context) -> Answer {
    ask(context, Action::Reject).await
}

pub(super) async fn ask_reopen(context: &Context) -> Answer {
    ask(context, Action::Reopen).await
}

pub(super) async fn ask_return(context: &Context) -> Answer {
    ask(context, Action::Return).await
}

pub(super) async fn ask_complete(context: &Context) -> Answer {
    ask(context, Action::Complete).await
}

pub(super) async fn reject(context: &Context) -> Answer {
    work(context, Action::Reject).await
}

pub(super) async fn reopen(context: &Context) -> Answer {
    work(context, Action::Reopen).await
}

pub(super) async fn give_back(context: &Context) -> Answer {
    work(context, Action::Return).await
}

pub(super) async fn complete(context: &Context) -> Answer {
    work(context, Action::Complete).await
}

/// Asks for the reasons of a rejection, with input from before the session ended.
pub(super) async fn reject_again(context: &Context) -> Answer {
    ask_with(context, Action::Reject, &Input::read(super::edit::fields(context)?)).await
}

/// Asks why an approval is taken back, with input from before the session ended.
pub(super) async fn reopen_again(context: &Context) -> Answer {
    ask_with(context, Action::Reopen, &Input::read(super::edit::fields(context)?)).await
}

/// Asks why a report is returned, with input from before the session ended.
pub(super) async fn give_back_again(context: &Context) -> Answer {
    ask_with(context, Action::Return, &Input::read(super::edit::fields(context)?)).await
}

async fn ask(context: &Context, action: Action) -> Answer {
    ask_with(context, action, &Input::default()).await
}

async fn ask_with(context: &Context, action: Action, input: &Input) -> Answer {
    let view = ReportView::of(context).await?;
    let own = ListNavigation::of(context).report(view.names().report_id);
    if let Some(refusal) = view.available(context.now).refusal(action.verb()) {
        return execute::refused(context, refusal, unsaved(context, &view, input), own).await;
    }
    html(&page(context, action, &view, input, None))
}

async fn work(context: &Context, action: Action) -> Answer {
    let view = ReportView::of(context).await?;
    let input = Input::read(super::edit::fields(context)?);
    let report = view.report();
    let version = input.version.unwrap_or(report.version);
    let is_wrong = input.lines.iter().any(|(_, text)| text_error(text).is_some());
    let wrong = text_error(&input.reasons);
    let status = report.status;
    if tidy(&input.reasons).is_empty() && status != action.begins_at() {
        return ask(context, action).await;
    }
    if is_wrong
        || wrong.is_some()
        || (action != Action::Complete && tidy(&input.reasons).is_empty())
    {
        let error = wrong.map(|wrong| super::edit::error_words(context.locale, wrong));
        let needed = || context.locale.t("report-error-reason-needed");
        let error = error.or_else(|| tidy(&input.reasons).is_empty().then(needed));
        let mut response = html(&page(context, action, &view, &input, error))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let of_line = |line: &countersign_domain::line::Line| {
        let text = tidy(input.line(line.product.id));
        (!text.is_empty()).then(|| (line.product.code.clone(), text))
    };
    let line_reasons: Vec<_> = report.lines.iter().filter_map(of_line).collect();
    let command = action.command(tidy(&input.reasons), line_reasons);
    let navigation = ListNavigation::of(context);
    let next = next(context, &navigation).await?;
    if let Err(refusal) = execute::command(context, view.key(), &command, version).await? {
        let own = navigation.report(id(context)?);
        return execute::refused(context, &refusal, unsaved(context, &view, &input), own).await;
    }
    let partner = isolated(&view.names().partner_name);
    let text = context.locale.say(action.specification().done).with("partner", partner);
    // Only a rejection leads on to the next report. After the other decisions the reader sees the
    // same report, or the list if the report is no longer visible.
    let address = match action {
        Action::Reject => next.address,
        Action::Return => navigation.list_address(),
        Action::Reopen | Action::Complete => navigation.report(id(context)?),
    };
    Ok(Notice::good(text).on(context, redirect::to(&address)?))
}

/// The input, to show again if it could not be saved.
fn unsaved(context: &Context, view: &ReportView, input: &Input) -> Vec<UnsavedInput> {
    let mut unsaved = Vec::new();
    if !tidy(&input.reasons).is_empty() {
        let label = context.locale.t("report-reasons-field");
        unsaved.push(UnsavedInput { label, text: tidy(&input.reasons) });
    }
    for line in &view.report().lines {
        let text = tidy(input.line(line.product.id));
        if !text.is_empty() {
            unsaved.push(UnsavedInput { label: line.product.name.clone(), text });
        }
    }
    unsaved
}

fn page(
    context: &Context,
    action: Action,
    view: &ReportView,
    input: &Input,
    error: Option<String>,
) -> ActionPage {
    let submitted = Submitted { version: input.version, reasons: &input.reasons, error };
    let lines = view.report().lines.iter().filter(|_| action == Action::Reject);
    ActionPage {
        follows: follows(context, action, view),
        asks: action != Action::Complete,
        lines: lines.map(|line| line_reason(context, line, input)).collect(),
        danger: action == Action::Reject,
        ..ActionPage::new(context, action.specification(), view, submitted)
    }
}

fn line_reason(
    context: &Context,
    line: &countersign_domain::line::Line,
    input: &Input,
) -> LineReason {
    let locale = context.locale;
    let text = input.line(line.product.id);
    let wrong: Option<FieldError> = text_error(text);
    let units = locale.units(line.chargeable());
    let unit = &line.product.unit;
    LineReason {
        id: line.product.id,
        name: line.product.name.clone(),
        text: cleaned(text),
        error: wrong.map(|wrong| super::edit::error_words(locale, wrong)),
        remark: Some(format!("{units} {unit}")),
    }
}

/// The consequences, sentence by sentence.
fn follows(context: &Context, action: Action, view: &ReportView) -> Vec<String> {
    let (locale, report) = (context.locale, view.report());
    let mut message = locale.say(action.specification().follows);
    message = message.with("partner", isolated(&view.names().partner_name));
    if action != Action::Reject {
        return vec![message.to_string()];
    }
    let days = report.rules.value(Setting::ResubmitDays);
    let until = deadline_after_rejection(context.now, days, report.deadline, &report.zone);
    let until = locale.deadline(until, &report.zone).words();
    let zone = super::header::zone_words(context, report.zone.name());
    let mut follows = vec![message.with("date", until).with("zone", zone).to_string()];
    for line in report.lines.iter().filter(|line| line.penalty) {
        let lifted = locale.say("report-reject-lifts");
        let lifted = lifted.with("product", isolated(&line.product.name));
        let lifted = lifted.with("from", locale.units(line.chargeable()));
        follows.push(lifted.with("to", locale.units(line.without_penalty())).to_string());
    }
    if report.lines.iter().any(|line| line.comment.is_some()) {
        follows.push(locale.t("report-reject-comments"));
    }
    follows
}
