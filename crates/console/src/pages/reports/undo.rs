//! Undoes a decision on a report, within five minutes and by the person who made it.

use super::execute;
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::audit;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::audit::Event;
use countersign_domain::workflow::CommandOutcome;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::Answer;
use countersign_web::redirect;
use uuid::Uuid;

/// A notice of a decision that gave a report this version, with the button that undoes it.
pub(super) fn offered(context: &Context, notice: Notice, id: Uuid, version: i64) -> Notice {
    let address = ListNavigation::of(context).at(&addresses::undo(id, version));
    notice.undone_by(context.locale.t("report-undo"), address)
}

/// Undoes the decision that gave the report the version of the address.
pub(super) async fn undo(context: &Context) -> Answer {
    let (key, partner) = execute::key(context).await?;
    let (id, version): (Uuid, i64) = (context.parameter("id")?, context.parameter("version")?);
    let own = ListNavigation::of(context).report(id);
    let person = context.person()?;
    let (answer, status) = context
        .write(async |tx| {
            let mut batch = ReportBatch::open(tx, person, &[key], context.now).await?;
            let answer = batch.undo(tx, key, Some(version)).await?;
            let status = batch.stored(key).map(|stored| stored.report.status);
            batch.commit(tx).await?;
            if matches!(answer, Ok(CommandOutcome::Done(_))) {
                let about = Some(format!("report {id}"));
                let entry = context.audit(Event::DecisionsUndone);
                audit::record(tx, AuditEntry { about, ..entry }).await?;
            }
            Ok((answer, status))
        })
        .await?;
    if let Err(refusal) = answer {
        return execute::refused(context, &refusal, Vec::new(), own).await;
    }
    let text = context.locale.say("report-undone").with("partner", isolated(&partner));
    let text = text.with("status", status.map_or_else(String::new, |it| context.locale.status(it)));
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}
