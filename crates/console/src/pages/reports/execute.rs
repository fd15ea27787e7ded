//! Executes one command as the reader, and shows refusals.

use super::history_text::{ChangeText, HistoryFormatter, Sentence, product_names};
use super::report_view::{self, ReportView};
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::refusal_words::refusal_words;
use crate::signing::{self, SentTouch};
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::refusal::Refusal;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::reports::Key;
use countersign_web::problem::{Answer, Problem};

/// Executes a command on a report of which `version` was seen, with the signature in the form if
/// there is one.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub(super) async fn command(
    context: &Context,
    key: Key,
    command: &Command,
    version: i64,
) -> Result<Result<CommandOutcome, Refusal>, Problem> {
    let (person, sent) = (context.person()?, SentTouch::of(context)?);
    context
        .write(async |tx| {
            let signed = signing::statement(context, tx, person.id, sent.as_ref()).await?;
            let signed = match signed {
                Ok(signed) => signed,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let mut batch = ReportBatch::open(tx, person, &[key], context.now).await?;
            let answer =
                batch.execute_signed(tx, key, command, Some(version), signed.as_ref()).await?;
            batch.commit(tx).await?;
            Ok(answer)
        })
        .await
}

/// A text that was typed and not saved, to show again.
pub(super) struct UnsavedInput {
    pub(super) label: String,
    pub(super) text: String,
}

#[derive(Template)]
#[template(path = "report_refused.html")]
struct RefusedPage {
    layout: Layout,
    partner: String,
    month: String,
    status: &'static str,
    status_words: String,
    text: String,
    since: Vec<(Sentence, Vec<ChangeText>)>,
    unsaved: Vec<UnsavedInput>,
    address: String,
}

/// The page that says why nothing was done, what happened meanwhile, and what was typed.
///
/// # Errors
/// [`Problem::NotFound`] when the reader no longer sees the report.
pub(super) async fn refused(
    context: &Context,
    refusal: &Refusal,
    unsaved: Vec<UnsavedInput>,
    address: String,
) -> Answer {
    match refusal {
        Refusal::NoSuchReport => return Err(Problem::NotFound),
        Refusal::NotPermitted { .. } => return Err(Problem::Forbidden),
        _ => {}
    }
    let view = context.read(async |tx| ReportView::find(context, tx).await).await?;
    let (report, locale) = (view.report(), context.locale);
    let products = product_names(&view);
    let formatter = HistoryFormatter::new(locale, &view, &products);
    let seen = match refusal {
        Refusal::Stale { given, .. } => *given,
        Refusal::WrongStatus { .. } => report.version - 1,
        _ => report.version,
    };
    let since = view.history.iter().map(|(entry, _)| entry);
    let since = since.filter(|entry| entry.version > seen);
    let page = RefusedPage {
        layout: context.layout(locale.t("report-refused")),
        partner: view.names().partner_name.clone(),
        month: locale.month(report.cycle),
        status: report.status.token(),
        status_words: locale.status(report.status),
        text: refusal_words(locale, refusal, &report.zone),
        since: since.map(|entry| (formatter.sentence(entry), formatter.changes(entry))).collect(),
        unsaved,
        address,
    };
    let mut response = html(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The key of the report in the address, for its reader.
///
/// # Errors
/// [`Problem::NotFound`] when the reader may not know of it.
pub(super) async fn key(context: &Context) -> Result<(Key, String), Problem> {
    let stored = context.read(async |tx| report_view::stored(context, tx).await).await?;
    Ok((stored.key(), stored.names.partner_name))
}
