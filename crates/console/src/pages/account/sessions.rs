//! Ending sessions: one, or all of them.

use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::audit;
use countersign_app::identity::session;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{redirect, session_cookie};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
struct EndSessionForm {
    #[serde(default)]
    session: String,
}

pub(super) async fn end(context: &Context) -> Answer {
    let form: EndSessionForm = context.form()?;
    let visitor = context.visitor()?;
    let id = visitor.person_id;
    let session: Uuid = form.session.parse().map_err(|_| Problem::NotFound)?;
    let ended = context
        .write(async |tx| {
            let ended = session::end(tx, id, session).await?;
            if ended {
                audit::record(tx, context.audit(Event::SessionsEnded)).await?;
            }
            Ok(ended)
        })
        .await?;
    if !ended {
        return Err(Problem::NotFound);
    }
    if session == visitor.session_id {
        return leave(context);
    }
    let response = redirect::to(addresses::ACCOUNT)?;
    Ok(Notice::good(context.locale.t("account-session-ended")).on(context, response))
}

/// Signs out everywhere, including here.
pub(super) async fn end_all(context: &Context) -> Answer {
    let id = context.visitor()?.person_id;
    context
        .write(async |tx| {
            session::end_all(tx, id, None).await?;
            let about = Some("all".to_owned());
            audit::record(tx, AuditEntry { about, ..context.audit(Event::SessionsEnded) }).await
        })
        .await?;
    leave(context)
}

fn leave(context: &Context) -> Answer {
    let mut response = redirect::to(addresses::SIGN_IN)?;
    session_cookie::clear(context, &mut response)?;
    Ok(Notice::good(context.locale.t("signed-out")).on(context, response))
}
