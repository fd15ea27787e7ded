//! Keeps the input of forms that are sent after their session has ended, without acting on it.
//!
//! The response is a page that contains the form's fields. After signing in again, the user
//! continues from there: the fields go to the same address, which shows them in their form to be
//! checked and saved. Forms from an earlier session are handled in the same way. Only our own pages
//! can send such fields, and only the person who entered them sees them.

use crate::addresses;
use crate::context::Context;
use crate::free_text::cleaned;
use crate::html::html;
use crate::layout::Layout;
use crate::route::Route;
use askama::Template;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use countersign_app::identity::token::Token;
use countersign_store::sessions;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{cookies, csrf, redirect};

#[derive(Template)]
#[template(path = "signed_out.html")]
struct SignedOut {
    layout: Layout,
    sign_in: String,
    action: String,
    /// The submitted fields; `None` if they are too large.
    fields: Option<Vec<(String, String)>>,
}

/// Whether a request may be a form of this site into which a person typed.
pub(super) fn may_be_ours(context: &Context, route: &Route) -> bool {
    context.method == Method::POST
        && route.keeps_input()
        && csrf::is_ours(&context.headers, &context.state.site.origin)
}

/// The page for a person who is no longer signed in, with their input; none if it is not a form of
/// this site.
pub(super) async fn signed_out(context: &Context, body: Body) -> Result<Option<Response>, Problem> {
    let is_stranger = !has_had_session(context).await?;
    let sender = context.sender();
    let fields = match context.state.forms.read(&context.headers, body, sender, is_stranger).await {
        Ok((fields, _)) if csrf::owner(&fields).is_none() => return Ok(None),
        Ok((fields, _room)) => {
            let read = serde_html_form::from_bytes::<Vec<(String, String)>>(&fields);
            Some(read.map_err(|error| Problem::BadRequest(error.to_string()))?)
        }
        Err(Problem::TooLarge) => None,
        Err(problem) => return Err(problem),
    };
    let carried = |(name, value): (String, String)| (cleaned(&name), cleaned(&value));
    let page = SignedOut {
        layout: context.layout(context.locale.t("unsaved-title")),
        sign_in: sign_in(context),
        action: context.here(),
        fields: fields.map(|fields| fields.into_iter().map(carried).collect()),
    };
    let mut response = html(&page)?;
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(Some(response))
}

/// The sign-in page, which leads back to the form.
fn sign_in(context: &Context) -> String {
    if context.state.site.demo {
        return addresses::DEMO.to_owned();
    }
    let referer = context.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|address| address.split_once("://")?.1.split_once('/'));
    let next = path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
    addresses::sign_in(redirect::safe(&next))
}

/// Whether the browser has a session that has ended.
async fn has_had_session(context: &Context) -> Result<bool, Problem> {
    let token = context.cookie(cookies::SESSION);
    let Some(token) = token.and_then(|token| Token::parse(&token)) else { return Ok(false) };
    let found = context.read(async |tx| Ok(sessions::find(tx, &token.hash()).await?)).await?;
    Ok(found.is_some())
}

/// Shows the input of a form from an earlier session to the person who typed it.
pub(super) async fn show_again(context: &mut Context, route: &Route) -> Answer {
    let owner = csrf::owner(&context.fields);
    let is_ours = csrf::is_ours(&context.headers, &context.state.site.origin);
    let Some(owner) = owner.filter(|_| is_ours && route.keeps_input()) else {
        return Err(Problem::ForeignForm);
    };
    if owner != context.visitor()?.person_id {
        return Err(Problem::OthersForm);
    }
    context.shows_again = true;
    route.show_again(context).await.unwrap_or(Err(Problem::ForeignForm))
}
