//! Undoes all decisions of a job, within five minutes and by the person who made them.

use super::lookup::decisions_of_address;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::audit;
use countersign_app::jobs::decisions;
use countersign_app::jobs::decisions::undo::{can_undo, prepare_undo};
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::Answer;
use countersign_web::redirect;

pub(super) async fn undo(context: &Context) -> Answer {
    let job = decisions_of_address(context).await?;
    let (person, time) = (context.person()?, super::request_time(context));
    let decision = decisions::decision(&job)?;
    if !can_undo(&job, &decision, person, context.machine_time) {
        let back = redirect::to(&addresses::job(job.id))?;
        return Ok(Notice::bad(context.locale.t("jobs-undo-over")).on(context, back));
    }
    let undone = context
        .write(async |tx: &mut Tx| {
            let about = Some(format!("job {}", job.id));
            audit::record(tx, AuditEntry { about, ..context.audit(Event::DecisionsUndone) })
                .await?;
            prepare_undo(tx, person, &job, time).await
        })
        .await?;
    redirect::to(&addresses::job(undone))
}
