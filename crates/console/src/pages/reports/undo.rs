//! Undoes a decision on a report, within five minutes and by the person who made it.

use super::execute;
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::undo_decision::{self, UndoRequest};
use countersign_domain::audit::Event;
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
    let (entry, now) = (context.audit(Event::DecisionsUndone), context.now);
    let person = context.person()?;
    let request = UndoRequest { person, key, versions: &[version], now, entry: &entry };
    let undone = match context.write(async |tx| undo_decision::run(tx, &request).await).await? {
        Ok(undone) => undone,
        Err(refusal) => return execute::refused(context, &refusal, Vec::new(), own).await,
    };
    let text = context.locale.say("report-undone").with("partner", isolated(&partner));
    let text = text.with("status", context.locale.status(undone.status));
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}
