//! Declines a kind of message by the link in each of them: a button for people, and one click for
//! mail programs (RFC 8058). It works without signing in.

use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::route::Route;
use askama::Template;
use countersign_app::actions::choose_messages;
use countersign_app::random::SystemRandom;
use countersign_store::message_choices::{self, MessagePreference};
use countersign_web::access::Access::Everyone;
use countersign_web::problem::{Answer, Problem};
use uuid::Uuid;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/unsubscribe/{token}", Everyone, show),
        Route::post("/unsubscribe/{token}", Everyone, submit),
    ]
}

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct Unsubscribe {
    layout: Layout,
    kind: String,
    is_done: bool,
}

async fn choice(context: &Context) -> Result<MessagePreference, Problem> {
    let token: Uuid = context.parameter("token")?;
    let choice = context.read(async |tx| Ok(message_choices::of_token(tx, token).await?)).await?;
    choice.ok_or(Problem::NotFound)
}

fn page(context: &Context, choice: &MessagePreference) -> Answer {
    let locale = context.locale;
    let kind = locale.message_kind(choice.kind);
    let layout = context.layout(locale.t("unsubscribe-title"));
    html(&Unsubscribe { layout, kind, is_done: !choice.wanted })
}

async fn show(context: &Context) -> Answer {
    page(context, &choice(context).await?)
}

async fn submit(context: &Context) -> Answer {
    let declined = MessagePreference { wanted: false, ..choice(context).await? };
    context.write(async |tx| choose_messages::run(tx, &declined, &SystemRandom).await).await?;
    page(context, &declined)
}
