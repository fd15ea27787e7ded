//! Another password; every other session of its owner ends, and their other browsers are forgotten.

use super::proof::{complaint, prove};
use super::show::{Complaint, page};
use crate::actions::audit;
use crate::console::browser::Browser;
use crate::console::context::Context;
use crate::console::notice::Notice;
use crate::console::problem::Answer;
use crate::console::sign_in::refused;
use crate::console::sign_in::weakness::Facts;
use crate::console::{redirect, session_cookie};
use crate::identity::chance::Machine;
use crate::identity::{browser as known, session};
use countersign_domain::audit::Event;
use countersign_store::passwords;
use serde::Deserialize;

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: Form = context.form()?;
    let visitor = context.visitor()?;
    let facts = Facts::load(context, visitor.person_id).await?;
    let refuse = async |text: String| {
        refused(page(context, Some(Complaint { form: "password", text })).await)
    };
    // Before anything is hashed: a password that will not do costs no proof.
    if let Err(weakness) = facts.check(&form.password) {
        return refuse(context.locale.weakness(weakness)).await;
    }
    let proof = prove(context, &facts, &form.current).await?;
    if let Some(text) = complaint(context, &proof) {
        return refuse(text).await;
    }
    let phc = context.app.hasher.hash(&form.password, &Machine).await?;
    let browser = Browser::of(context);
    let (id, now) = (visitor.person_id, context.machine_time);
    let (ended, token) = context
        .write(async |tx| {
            passwords::put(tx, id, &phc, now).await?;
            audit::record(tx, context.audit(Event::PasswordChanged)).await?;
            known::forget_others(tx, id, browser.carries.as_deref()).await?;
            let ended = session::end_all(tx, id, Some(visitor.session_id)).await?;
            Ok((ended, session::renew(tx, visitor.session_id, &Machine).await?))
        })
        .await?;
    let told = context.locale.say("account-password-changed");
    let told = told.with("count", i64::try_from(ended).unwrap_or(i64::MAX));
    let mut response = Notice::good(told).on(context, redirect::to("/account")?);
    session_cookie::set(context, &mut response, &token)?;
    Ok(response)
}
