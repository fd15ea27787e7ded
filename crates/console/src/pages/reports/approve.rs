//! Approving with one press, which goes on to the next report of the list and can be undone.

use super::execute;
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_domain::workflow::{Command, Outcome};
use countersign_web::problem::Answer;
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
struct Seen {
    version: i64,
}

/// Approves with one press, and goes on to the next report of the list.
pub(super) async fn approve(context: &Context) -> Answer {
    let (key, partner) = execute::key(context).await?;
    let (seen, id): (Seen, Uuid) = (context.form()?, context.parameter("id")?);
    let navigation = ListNavigation::of(context);
    let next = navigation.after_decision(context, key, id).await?;
    let command = Command::Approve { note: None };
    let own = navigation.report(id);
    let outcome = match execute::command(context, key, &command, seen.version).await? {
        Ok(outcome) => outcome,
        Err(refusal) => return execute::refused(context, &refusal, Vec::new(), own).await,
    };
    let done = if next.is_list { "report-approved-last" } else { "report-approved" };
    let notice = match outcome {
        Outcome::AlreadyDone => Notice::good(context.locale.t("report-approved-already")),
        Outcome::Done(_) => {
            let text = context.locale.say(done).with("partner", isolated(&partner));
            let undo = addresses::undo(id, seen.version + 1);
            Notice::good(text).undone_by(context.locale.t("report-undo"), navigation.at(&undo))
        }
    };
    Ok(notice.on(context, redirect::to(&next.address)?))
}

/// Takes an approval back right away: the report has the version that the approval gave it.
pub(super) async fn undo(context: &Context) -> Answer {
    let (key, partner) = execute::key(context).await?;
    let version: i64 = context.parameter("version")?;
    let navigation = ListNavigation::of(context);
    let own = navigation.report(context.parameter("id")?);
    let reason = Some(context.locale.t("report-undo-reason"));
    let answer = execute::command(context, key, &Command::Reopen { reason }, version).await?;
    if let Err(refusal) = answer {
        return execute::refused(context, &refusal, Vec::new(), own).await;
    }
    let text = context.locale.say("report-reopened").with("partner", isolated(&partner));
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}
