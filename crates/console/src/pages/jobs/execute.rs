//! Confirms a preview, and stops a job.

use super::lookup::of_address;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::refusal_words::refusal_words;
use crate::signing::SentTouch;
use countersign_app::actions::audit;
use countersign_app::jobs::decisions::{at_once, signing};
use countersign_app::jobs::{self, imports};
use countersign_domain::access::Right;
use countersign_domain::audit::Event;
use countersign_domain::refusal::Refusal;
use countersign_store::Tx;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::Answer;
use countersign_web::redirect;

/// Executes a previewed job: right away if it is of a few reports.
pub(super) async fn confirm(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Full).await).await?;
    let (person, sent) = (context.person()?, SentTouch::of(context)?);
    let times = (context.now, context.machine_time);
    let confirmed = context
        .write(async |tx: &mut Tx| {
            let mut touch = None;
            if let Some(sent) = &sent {
                touch = match signing::sign(tx, &job, person, &sent.touch(), times).await? {
                    Ok(touch) => Some(touch),
                    Err(fault) => return Ok(Err(Refusal::SignatureRefused(fault))),
                };
            }
            let confirmed = jobs::confirm_signed(tx, &job, person, touch).await?;
            if confirmed {
                let is_import = job.kind == imports::KIND;
                let event = if is_import { Event::Imported } else { Event::DecisionsConfirmed };
                let about = Some(format!("job {}", job.id));
                audit::record(tx, AuditEntry { about, ..context.audit(event) }).await?;
                if !is_import {
                    at_once::run(tx, job.id, person, super::request_time(context)).await?;
                }
            }
            Ok(Ok(confirmed))
        })
        .await?;
    let response = redirect::to(&addresses::job(job.id))?;
    let confirmed = match confirmed {
        Ok(confirmed) => confirmed,
        Err(refusal) => {
            let words = refusal_words(context.locale, &refusal, &zone_of(context)?);
            return Ok(Notice::bad(words).on(context, response));
        }
    };
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
