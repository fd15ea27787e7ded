//! The flow of every action: the form, and the command that it gives.

use super::input::{Errors, Input};
use super::page::{ActionPage, RejectionMaterial};
use super::specification::{Action, LeadsTo};
use crate::context::Context;
use crate::free_text::with_inserted;
use crate::html::html;
use crate::notice::Notice;
use crate::pages::reports::execute;
use crate::pages::reports::history_text::isolated;
use crate::pages::reports::lines::Background;
use crate::pages::reports::list_navigation::ListNavigation;
use crate::pages::reports::report_view::ReportView;
use crate::pages::reports::{sign, undo};
use crate::refusal_words::refusal_words;
use crate::signing::SigningView;
use axum::http::StatusCode;
use countersign_domain::refusal::Refusal;
use countersign_domain::statement::rule_verb;
use countersign_domain::status::Verb;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::{Tx, reason_templates};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// Shows the form.
pub(super) async fn ask(context: &Context, action: &Action) -> Answer {
    show(context, action, &Input::default()).await
}

/// Shows the form with the input from before the session ended.
pub(super) async fn ask_again(context: &Context, action: &Action) -> Answer {
    show(context, action, &Input::of(context)?).await
}

async fn show(context: &Context, action: &Action, input: &Input) -> Answer {
    let view = ReportView::of(context).await?;
    match view.available(context.now).refusal(action.verb) {
        Some(refusal) => refused(context, &view, input, refusal).await,
        None => html(&page(context, action, &view, input, Errors::default()).await?),
    }
}

/// The form, with the lines of the report where each can have a reason.
async fn page(
    context: &Context,
    action: &Action,
    view: &ReportView,
    input: &Input,
    errors: Errors,
) -> Result<ActionPage, Problem> {
    let mut material = None;
    if action.fields.has_line_reasons {
        let company = context.person()?.company_id;
        let load = async |tx: &mut Tx| {
            Ok(RejectionMaterial {
                background: Background::load(tx, &view.reader, view.key()).await?,
                templates: reason_templates::of_company(tx, company).await?,
            })
        };
        material = Some(context.read(load).await?);
    }
    let signing = signing(context, action, view).await?;
    Ok(ActionPage::new(context, action, (view, material), input, errors).signed(signing))
}

/// What the form says about signing, if the action can be signed.
async fn signing(
    context: &Context,
    action: &Action,
    view: &ReportView,
) -> Result<SigningView, Problem> {
    let Some(verb) = rule_verb(action.verb) else { return Ok(SigningView::default()) };
    let address = sign::address(view.id(), verb);
    context.read(async |tx| SigningView::of(context, tx, verb, address.clone()).await).await
}

/// Executes the command, or shows the form again with its errors. If the report already has the
/// result, the input is not stored, and the notice says so.
pub(super) async fn execute(context: &Context, action: &Action) -> Answer {
    let view = ReportView::of(context).await?;
    let mut input = Input::of(context)?;
    if let Some(number) = input.insert.take() {
        let company = context.person()?.company_id;
        let read = async |tx: &mut Tx| Ok(reason_templates::of_company(tx, company).await?);
        input.reasons = with_inserted(&input.reasons, &context.read(read).await?, number);
        return show(context, action, &input).await;
    }
    let errors = input.errors(context.locale, action);
    let command = (action.command)(input.entered(view.report()));
    let Some(command) = command.filter(|_| errors.is_empty()) else {
        return match view.available(context.now).refusal(action.verb) {
            Some(refusal) => refused(context, &view, &input, refusal).await,
            None => unprocessable(&page(context, action, &view, &input, errors).await?),
        };
    };
    // Where the decision leads is found before it moves the report out of its list.
    let address = address_after(context, action, &view).await?;
    let version = input.version.unwrap_or(view.report().version);
    match execute::command(context, view.key(), &command, version).await? {
        Err(refusal @ Refusal::BadDeadline { .. }) => {
            let words = refusal_words(context.locale, &refusal, &view.report().zone);
            let errors = Errors { last_day: Some(words), ..Errors::default() };
            unprocessable(&page(context, action, &view, &input, errors).await?)
        }
        Err(refusal) => refused(context, &view, &input, &refusal).await,
        Ok(CommandOutcome::AlreadyDone) => {
            let text = context.locale.say("report-action-already");
            let text = text.with("partner", isolated(&view.names().partner_name));
            let own = ListNavigation::of(context).report(view.id());
            Ok(Notice::bad(text).on(context, redirect::to(&own)?))
        }
        Ok(_) => {
            let notice = Notice::good(done(context, action, &view, &command));
            let notice = match action.verb {
                Verb::Reject | Verb::Reopen | Verb::Extend => {
                    undo::offered(context, notice, view.id(), version + 1)
                }
                _ => notice,
            };
            Ok(notice.on(context, redirect::to(&address)?))
        }
    }
}

async fn refused(context: &Context, view: &ReportView, input: &Input, refusal: &Refusal) -> Answer {
    let own = ListNavigation::of(context).report(view.id());
    let unsaved = input.unsaved(context.locale, view.report());
    execute::refused(context, refusal, unsaved, own).await
}

fn unprocessable(page: &ActionPage) -> Answer {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn address_after(
    context: &Context,
    action: &Action,
    view: &ReportView,
) -> Result<String, Problem> {
    let navigation = ListNavigation::of(context);
    Ok(match action.leads_to {
        LeadsTo::Report => navigation.report(view.id()),
        LeadsTo::List => navigation.list_address(),
        LeadsTo::NextDecision => navigation.after_decision(context, view.key(), view.id()).await?,
    })
}

/// The notice that the action is done.
fn done(context: &Context, action: &Action, view: &ReportView, command: &Command) -> String {
    let (locale, zone) = (context.locale, &view.report().zone);
    let text = locale.say(action.texts.done);
    let text = text.with("partner", isolated(&view.names().partner_name));
    match command {
        Command::Extend { until, .. } => {
            let date = locale.deadline(until.instant(zone), zone).words();
            text.with("date", date).to_string()
        }
        _ => text.to_string(),
    }
}
