//! Actions on an existing correction: agree, refuse, withdraw, and the vendor's complete and
//! return, each on a page that says what follows.

use super::action_page::{self, ActionPage, Specification, Submitted};
use super::draft::text_error;
use super::execute::{self, UnsavedInput};
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::context::Context;
use crate::free_text::tidy;
use crate::html::html;
use crate::notice::Notice;
use axum::http::StatusCode;
use countersign_domain::correction::{FIRST_AMENDMENT, unfinished};
use countersign_domain::status::Verb;
use countersign_domain::workflow::{Command, may_step};
use countersign_web::problem::Answer;
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Agree,
    Refuse,
    Withdraw,
    Complete,
    Return,
}

impl Action {
    const fn specification(self) -> &'static Specification {
        match self {
            Self::Agree => &action_page::AGREE_CORRECTION,
            Self::Refuse => &action_page::REFUSE_CORRECTION,
            Self::Withdraw => &action_page::WITHDRAW_CORRECTION,
            Self::Complete => &action_page::COMPLETE_AMENDMENT,
            Self::Return => &action_page::RETURN_AMENDMENT,
        }
    }

    const fn verb(self) -> Verb {
        match self {
            Self::Agree => Verb::AgreeCorrection,
            Self::Refuse => Verb::RefuseCorrection,
            Self::Withdraw => Verb::WithdrawCorrection,
            Self::Complete => Verb::CompleteAmendment,
            Self::Return => Verb::ReturnAmendment,
        }
    }

    const fn needs_reason(self) -> bool {
        matches!(self, Self::Refuse | Self::Return)
    }

    fn command(self, reason: String) -> Command {
        match self {
            Self::Agree => Command::AgreeCorrection,
            Self::Refuse => Command::RefuseCorrection { reason: Some(reason) },
            Self::Withdraw => Command::WithdrawCorrection,
            Self::Complete => Command::CompleteAmendment,
            Self::Return => Command::ReturnAmendment { reason: Some(reason) },
        }
    }
}

#[derive(Default, Deserialize)]
struct Input {
    version: Option<i64>,
    #[serde(default)]
    reasons: String,
}

pub(super) async fn ask_agree(context: &Context) -> Answer {
    ask(context, Action::Agree).await
}

pub(super) async fn agree(context: &Context) -> Answer {
    work(context, Action::Agree).await
}

/// Asks for the reason of a refusal.
pub(super) async fn ask_refuse(context: &Context) -> Answer {
    ask(context, Action::Refuse).await
}

pub(super) async fn refuse(context: &Context) -> Answer {
    work(context, Action::Refuse).await
}

pub(super) async fn ask_withdraw(context: &Context) -> Answer {
    ask(context, Action::Withdraw).await
}

pub(super) async fn withdraw(context: &Context) -> Answer {
    work(context, Action::Withdraw).await
}

pub(super) async fn ask_complete(context: &Context) -> Answer {
    ask(context, Action::Complete).await
}

pub(super) async fn complete(context: &Context) -> Answer {
    work(context, Action::Complete).await
}

/// Asks for the reason of a return.
pub(super) async fn ask_return(context: &Context) -> Answer {
    ask(context, Action::Return).await
}

pub(super) async fn give_back(context: &Context) -> Answer {
    work(context, Action::Return).await
}

/// Asks for the reason of a refusal, with input from before the session ended.
pub(super) async fn refuse_again(context: &Context) -> Answer {
    ask_with(context, Action::Refuse, &context.form()?).await
}

/// Asks for the reason of a return, with input from before the session ended.
pub(super) async fn give_back_again(context: &Context) -> Answer {
    ask_with(context, Action::Return, &context.form()?).await
}

async fn ask(context: &Context, action: Action) -> Answer {
    ask_with(context, action, &Input::default()).await
}

async fn ask_with(context: &Context, action: Action, input: &Input) -> Answer {
    let view = ReportView::of(context).await?;
    if let Err(refusal) = may_step(view.report(), action.verb(), &view.reader) {
        let own = ListNavigation::of(context).report(view.names().report_id);
        return execute::refused(context, &refusal, unsaved(context, tidy(&input.reasons)), own)
            .await;
    }
    html(&page(context, action, &view, input, None))
}

/// The input, to show again if it could not be saved.
fn unsaved(context: &Context, text: String) -> Vec<UnsavedInput> {
    let label = context.locale.t("report-reasons-field");
    (!text.is_empty()).then_some(UnsavedInput { label, text }).into_iter().collect()
}

async fn work(context: &Context, action: Action) -> Answer {
    let view = ReportView::of(context).await?;
    let input: Input = context.form()?;
    let reason = tidy(&input.reasons);
    let wrong = text_error(&input.reasons).filter(|_| action.needs_reason());
    let wrong = wrong.map(|wrong| super::edit::error_words(context.locale, wrong));
    let needed = action.needs_reason() && reason.is_empty();
    let needed = needed.then(|| context.locale.t("report-error-reason-needed"));
    let may = may_step(view.report(), action.verb(), &view.reader).is_ok();
    if let Some(error) = wrong.or(needed).filter(|_| may) {
        let mut response = html(&page(context, action, &view, &input, Some(error)))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let own = ListNavigation::of(context).report(view.names().report_id);
    let version = input.version.unwrap_or(view.report().version);
    let command = action.command(reason.clone());
    if let Err(refusal) = execute::command(context, view.key(), &command, version).await? {
        return execute::refused(context, &refusal, unsaved(context, reason), own).await;
    }
    let text = context.locale.t(action.specification().done);
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}

fn page(
    context: &Context,
    action: Action,
    view: &ReportView,
    input: &Input,
    error: Option<String>,
) -> ActionPage {
    let (locale, report) = (context.locale, view.report());
    let last = report.corrections.iter().filter_map(|it| it.amendment).max();
    let number = match action {
        Action::Agree => last.map_or(FIRST_AMENDMENT, |last| last + 1),
        _ => last.unwrap_or(FIRST_AMENDMENT),
    };
    let lines = unfinished(report).map_or(&[][..], |correction| &correction.lines);
    let line = |line: &countersign_domain::correction::CorrectedLine| {
        let message = locale.say("correction-line").with("product", isolated(&line.product.name));
        let before = line.before.map_or_else(|| "–".to_owned(), |units| locale.units(units));
        message.with("before", before).with("after", locale.units(line.after)).to_string()
    };
    let follows = locale.say(action.specification().follows).with("number", number).to_string();
    let submitted = Submitted { version: input.version, reasons: &input.reasons, error };
    ActionPage {
        follows: std::iter::once(follows).chain(lines.iter().map(line)).collect(),
        asks: action.needs_reason(),
        ..ActionPage::new(context, action.specification(), view, submitted)
    }
}
