//! Signing out of this browser.

use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use axum::http::{HeaderName, HeaderValue};
use countersign_app::actions::audit;
use countersign_app::identity::session;
use countersign_domain::audit::Event;
use countersign_web::problem::Answer;
use countersign_web::redirect;
use countersign_web::session_cookie;

pub(super) async fn submit(context: &Context) -> Answer {
    if let Some(visitor) = &context.visitor {
        let (person_id, id) = (visitor.person_id, visitor.session_id);
        context
            .write(async |tx| {
                session::end(tx, person_id, id).await?;
                audit::record(tx, context.audit(Event::SignedOut)).await
            })
            .await?;
    }
    let mut response = redirect::to(addresses::SIGN_IN)?;
    session_cookie::clear(context, &mut response)?;
    // The browser's data of the person is for no one else.
    let kept = HeaderName::from_static("clear-site-data");
    response.headers_mut().insert(kept, HeaderValue::from_static("\"storage\""));
    Ok(Notice::good(context.locale.t("signed-out")).on(context, response))
}
