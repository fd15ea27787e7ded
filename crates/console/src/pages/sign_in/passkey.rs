//! Signing in by passkey: a challenge for the script of the page, and the answer of the device.

use super::enter::{Entrance, enter};
use super::password::passkey_page;
use crate::browser::Browser;
use crate::context::Context;
use crate::passkey_answer::decoded;
use crate::passkey_site;
use crate::response_status::{refused, too_often};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_app::identity::passkeys::sign_in::{self, Attempt, PasskeyOutcome};
use countersign_app::identity::throttle::Wait;
use countersign_app::identity::webauthn::Assertion;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Deserialize)]
struct PasskeyAnswer {
    #[serde(default)]
    credential: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    client_data: String,
    #[serde(default)]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    next: String,
}

fn wait_words(context: &Context, wait: Wait) -> String {
    context.locale.say("sign-in-wait").with("count", wait.seconds).to_string()
}

/// A challenge as text, or the text of why there is none.
pub(super) async fn challenge(context: &Context) -> Answer {
    if passkey_site::of(context).is_err() {
        return Err(Problem::NotFound);
    }
    let (client, now, browser) = (context.client, context.machine_time, Browser::of(context));
    let carries = browser.carries.as_deref();
    let given = context
        .write(async |tx| sign_in::begin(tx, client, carries, now, &SystemRandom).await)
        .await?;
    match given {
        Ok(challenge) => Ok(text(challenge.text())),
        Err(wait) => {
            context.record(context.audit(Event::Throttled)).await?;
            too_often(Ok(text(wait_words(context, wait))), wait.seconds)
        }
    }
}

fn text(body: String) -> Response {
    let mut response = Response::new(body.into());
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Signs the person in whose device answered.
pub(super) async fn submit(context: &Context) -> Answer {
    let form: PasskeyAnswer = context.form()?;
    let Ok(relying_party) = passkey_site::of(context) else { return Err(Problem::NotFound) };
    let (credential, user) = (decoded(&form.credential), decoded(&form.user));
    let client_data = decoded(&form.client_data);
    let (data, signature) = (decoded(&form.authenticator_data), decoded(&form.signature));
    let browser = Browser::of(context);
    let attempt = Attempt {
        relying_party: &relying_party,
        credential_id: &credential,
        user_handle: &user,
        assertion: Assertion {
            client_data: &client_data,
            authenticator_data: &data,
            signature: &signature,
        },
        address: context.client,
        user_agent: &browser.user_agent,
        seen: browser.seen(),
    };
    let outcome = context
        .write(async |tx| {
            // A stranger, whatever session this browser has.
            let entry = AuditEntry { company_id: None, ..context.audit(Event::SignedIn) };
            sign_in::run(tx, &attempt, entry, &SystemRandom).await
        })
        .await?;
    let next = redirect::safe(&form.next);
    let again = |error| passkey_page(context, next, error);
    match outcome {
        PasskeyOutcome::Opened { person_id, token, browser } => {
            let browser = browser.as_ref();
            enter(context, &Entrance { token: &token, browser, person_id, to: next }).await
        }
        PasskeyOutcome::Expired => refused(again(context.locale.t("passkey-expired")).await),
        PasskeyOutcome::Refused => refused(again(context.locale.t("passkey-refused")).await),
    }
}
