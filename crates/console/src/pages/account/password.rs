//! Sets another password: every other session of its owner ends, and their other browsers are
//! forgotten.

use super::confirm_password::{complaint, prove};
use super::show::{Complaint, page};
use crate::addresses;
use crate::browser::Browser;
use crate::context::Context;
use crate::notice::Notice;
use crate::pages::sign_in::weak_password::{PasswordFacts, words};
use crate::response_status::refused;
use countersign_app::identity::change_password::{self, Change, Changed};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_web::problem::Answer;
use countersign_web::{redirect, session_cookie};
use serde::Deserialize;

#[derive(Deserialize)]
struct PasswordChangeForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: PasswordChangeForm = context.form()?;
    let visitor = context.visitor()?;
    let facts = PasswordFacts::load(context, visitor.person_id).await?;
    let refuse = async |text: String| {
        refused(page(context, Some(Complaint { form: "password", text })).await)
    };
    // Checked before anything is hashed: a refused password needs no proof.
    if let Err(weakness) = facts.check(&form.password) {
        return refuse(words(context.locale, weakness)).await;
    }
    let proof = prove(context, &facts, &form.current).await?;
    if let Some(text) = complaint(context, &proof) {
        return refuse(text).await;
    }
    let phc = context.app.hasher.hash(&form.password, &SystemRandom).await?;
    let browser = Browser::of(context);
    let change = Change { visitor, phc: &phc, browser: browser.carries.as_deref() };
    let now = context.machine_time;
    let Changed { ended, passkeys, token } = context
        .write(async |tx| {
            let entry = context.audit(Event::PasswordChanged);
            change_password::run(tx, &change, entry, now, &SystemRandom).await
        })
        .await?;
    let message = context.locale.say("account-password-changed");
    let message = message
        .with("count", i64::try_from(ended).unwrap_or(i64::MAX))
        .with("passkeys", i64::try_from(passkeys).unwrap_or(i64::MAX));
    let mut response = Notice::good(message).on(context, redirect::to(addresses::ACCOUNT)?);
    session_cookie::set(context, &mut response, &token)?;
    Ok(response)
}
