//! Confirms a preview, and stops a job.

use super::lookup::of_address;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::audit;
use countersign_app::jobs::decisions::at_once;
use countersign_app::jobs::{self, imports};
use countersign_domain::access::Right;
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::Answer;
use countersign_web::redirect;

/// Executes a previewed job: right away if it is of a few reports.
pub(super) async fn confirm(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Full).await).await?;
    let person = context.person()?;
    let confirmed = context
        .write(async |tx: &mut Tx| {
            let confirmed = jobs::confirm(tx, &job, person).await?;
            if confirmed {
                let is_import = job.kind == imports::KIND;
                let event = if is_import { Event::Imported } else { Event::DecisionsConfirmed };
                let about = Some(format!("job {}", job.id));
                audit::record(tx, AuditEntry { about, ..context.audit(event) }).await?;
                if !is_import {
                    at_once::run(tx, job.id, person, super::request_time(context)).await?;
                }
            }
            Ok(confirmed)
        })
        .await?;
    let response = redirect::to(&addresses::job(job.id))?;
    if confirmed {
        return Ok(response);
    }
    Ok(Notice::bad(context.locale.t("jobs-not-waiting")).on(context, response))
}

pub(super) async fn cancel(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Full).await).await?;
    let stopped = jobs::cancel(&context.state.store, &job, context.machine_time).await?;
    let response = redirect::to(&addresses::job(job.id))?;
    if stopped {
        return Ok(response);
    }
    Ok(Notice::bad(context.locale.t("jobs-over")).on(context, response))
}
