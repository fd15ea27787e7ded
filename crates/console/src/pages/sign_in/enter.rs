//! The response to a person who has just signed in on this page.

use crate::browser;
use crate::context::Context;
use crate::preferences::remember;
use countersign_app::identity::session;
use countersign_app::identity::token::Token;
use countersign_store::preferences;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{redirect, session_cookie};

/// A session that was opened.
pub(super) struct Entrance<'a> {
    /// The token of the session.
    pub(super) token: &'a Token,
    /// The token of a browser that was not known.
    pub(super) browser: Option<&'a Token>,
    /// The number of the person.
    pub(super) person_id: i64,
    /// The page that comes next.
    pub(super) to: &'a str,
}

/// Leads there with the cookies of the session, the browser, and the person's choices.
pub(super) async fn enter(context: &Context, entrance: &Entrance<'_>) -> Answer {
    end_earlier(context).await?;
    let mut response = redirect::to(entrance.to)?;
    session_cookie::set(context, &mut response, entrance.token)?;
    browser::keep(context, &mut response, entrance.browser)?;
    let person_id = entrance.person_id;
    let chosen = context.read(async |tx| Ok(preferences::find(tx, person_id).await?)).await?;
    remember(context, &mut response, &chosen)?;
    Ok(response)
}

/// A browser has one session: signing in again ends the one before.
async fn end_earlier(context: &Context) -> Result<(), Problem> {
    let Some(visitor) = &context.visitor else { return Ok(()) };
    let (person_id, id) = (visitor.person_id, visitor.session_id);
    context.write(async |tx| session::end(tx, person_id, id).await).await?;
    Ok(())
}
