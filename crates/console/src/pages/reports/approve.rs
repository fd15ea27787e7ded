//! Approves a report with one press and goes on to the next report of the list.

use super::execute;
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::seen;
use super::undo;
use crate::context::Context;
use crate::notice::Notice;
use crate::signing::{self, SentTouch};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
struct Form {
    /// The version that the reader saw.
    version: i64,
}

/// Approves, and leads to the next report of the list that waits for a decision; to the list where
/// there is none; to the same report where the reader came from no list.
///
/// Everything happens in one transaction that loads the report once: people press this button for
/// one report after the other.
pub(super) async fn approve(context: &Context) -> Answer {
    let form: Form = match context.form() {
        Ok(form) => form,
        // The answer is the same for a report that is not there and one that is not for the reader.
        Err(problem) => return execute::key(context).await.and(Err(problem)),
    };
    let (person, id): (_, Uuid) = (context.person()?, context.parameter("id")?);
    let navigation = ListNavigation::of(context);
    let command = Command::Approve { note: None };
    let sent = SentTouch::of(context)?;
    let approved = context
        .write(async |tx| {
            let Some(key) = seen(tx, person, id).await? else { return Ok(None) };
            let signed = signing::statement(context, tx, person.id, sent.as_ref()).await?;
            // Asked before the decision, which may move the report in the list.
            let next = navigation.next_to_decide(context, person, tx, key).await?;
            let mut batch = ReportBatch::open(tx, person, &[key], context.now).await?;
            let answer = match signed {
                Ok(signed) => {
                    let (seen, signed) = (Some(form.version), signed.as_ref());
                    batch.execute_signed(tx, key, &command, seen, signed).await?
                }
                Err(refusal) => Err(refusal),
            };
            let partner = batch.stored(key).map(|stored| stored.names.partner_name.clone());
            batch.commit(tx).await?;
            Ok(partner.map(|partner| (answer, partner, next)))
        })
        .await?;
    let (answer, partner, next) = approved.ok_or(Problem::NotFound)?;
    let outcome = match answer {
        Ok(outcome) => outcome,
        Err(refusal) => {
            return execute::refused(context, &refusal, Vec::new(), navigation.report(id)).await;
        }
    };
    let is_last = next.is_none() && navigation.has_list();
    let notice = match outcome {
        CommandOutcome::AlreadyDone => Notice::good(context.locale.t("report-approved-already")),
        CommandOutcome::Done(_) => {
            let done = if is_last { "report-approved-last" } else { "report-approved" };
            let text = context.locale.say(done).with("partner", isolated(&partner));
            undo::offered(context, Notice::good(text), id, form.version + 1)
        }
    };
    let address = next.unwrap_or_else(|| navigation.list_or_report(id));
    Ok(notice.on(context, redirect::to(&address)?))
}
