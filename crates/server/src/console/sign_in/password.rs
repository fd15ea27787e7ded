//! Signing in by e-mail address and password.

use super::{refused, too_often};
use crate::console::context::Context;
use crate::console::html;
use crate::console::preferences::remember;
use crate::console::problem::Answer;
use crate::console::redirect;
use crate::console::session_cookie;
use crate::console::shell::Shell;
use crate::identity::chance::Machine;
use crate::identity::session;
use crate::identity::sign_in::{self, Attempt, Outcome};
use askama::Template;
use axum::http::header;
use countersign_domain::code::fold_email;
use countersign_store::{people, preferences};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    shell: Shell,
    next: String,
    email: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

fn page(context: &Context, next: &str, email: &str, error: Option<String>) -> Answer {
    html(&SignIn {
        shell: context.shell(context.locale.t("sign-in-title")),
        next: redirect::safe(next).to_owned(),
        email: email.to_owned(),
        error,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    let next = context.query::<Asked>()?.next;
    match &context.visitor {
        None => page(context, &next, "", None),
        Some(visitor) => match visitor.awaits {
            None => redirect::to(redirect::safe(&next)),
            Some(first) => redirect::to_first(first),
        },
    }
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: Form = context.form()?;
    let user_agent = context.headers.get(header::USER_AGENT);
    let attempt = Attempt {
        email: &form.email,
        password: &form.password,
        address: context.client,
        user_agent: user_agent.and_then(|it| it.to_str().ok()).unwrap_or_default(),
    };
    let (store, hasher) = (&context.app.store, &context.app.hasher);
    let outcome =
        sign_in::with_password(store, hasher, &attempt, context.machine_time, &Machine).await?;
    let locale = context.locale;
    let again = |error| page(context, &form.next, &form.email, Some(error));
    match outcome {
        Outcome::Refused => refused(again(locale.t("sign-in-refused"))),
        Outcome::Wait(wait) => {
            let error = locale.say("sign-in-wait").with("count", wait.seconds).to_string();
            too_often(again(error), wait.seconds)
        }
        Outcome::Opened { token, awaits_code } => {
            end_earlier(context).await?;
            let next = redirect::safe(&form.next);
            let query = serde_html_form::to_string([("next", next)]).unwrap_or_default();
            let code = format!("/sign-in/code?{query}");
            let mut response = redirect::to(if awaits_code { &code } else { next })?;
            session_cookie::set(context, &mut response, &token)?;
            let mut tx = context.read().await?;
            if let Some(person) = people::of_email(&mut tx, &fold_email(form.email.trim())).await? {
                let chosen = preferences::find(&mut tx, person.id).await?;
                remember(context, &mut response, &chosen)?;
            }
            tx.rollback().await?;
            Ok(response)
        }
    }
}

/// A browser has one session: signing in again ends the one before.
async fn end_earlier(context: &Context) -> Result<(), crate::console::problem::Problem> {
    let Some(visitor) = &context.visitor else { return Ok(()) };
    let (person_id, id) = (visitor.person_id, visitor.session_id);
    context.write(async |tx| session::end(tx, person_id, id).await).await?;
    Ok(())
}
