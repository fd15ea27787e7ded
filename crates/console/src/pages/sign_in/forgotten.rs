//! Forgotten passwords: a link is sent to the person's address; without mail, the request goes to
//! the Administrators of their company, who hand a link over. Neither the response nor its time
//! reveals whether the person exists.

use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::response_status::too_often;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::link::{self, LinkPurpose, Maker, Order};
use countersign_app::identity::throttle::{self, Subject};
use countersign_app::notifications::account;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::code::fold_email;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx, one_time_links, passwords, people, reset_requests};
use countersign_web::problem::Answer;
use serde::Deserialize;
use std::time::Duration;

/// The time of a response: longer than any work for it.
const ANSWERS_AFTER: Duration = Duration::from_millis(100);
/// The least time between two links, in microseconds, so that no one fills a mailbox or invalidates
/// a link that is about to be opened.
const BETWEEN_LINKS: i64 = 5 * 60_000_000;

#[derive(Template)]
#[template(path = "forgot_password.html")]
struct ForgotPassword {
    layout: Layout,
    is_sent: bool,
    is_mailed: bool,
    error: Option<String>,
}

#[derive(Deserialize)]
struct ForgottenForm {
    #[serde(default)]
    email: String,
}

fn page(context: &Context, is_sent: bool, error: Option<String>) -> Answer {
    html(&ForgotPassword {
        layout: context.layout(context.locale.t("forgotten-title")),
        is_sent,
        is_mailed: context.app.sends_mail,
        error,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, false, None)
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: ForgottenForm = context.form()?;
    let answers = tokio::time::sleep(ANSWERS_AFTER);
    let now = context.machine_time;
    let (email, subjects) = (fold_email(form.email.trim()), [Subject::address(context.client)]);
    // Each request counts as a wrong try, so that no one fills an Administrator's page.
    let heard = context
        .write(async |tx| {
            let heard = throttle::admit(tx, &subjects, now).await?;
            let person = people::of_email(tx, &email).await?;
            let event = if heard.is_ok() { Event::ResetRequested } else { Event::Throttled };
            let about_person_id = person.as_ref().map(|person| person.id);
            audit::record(tx, AuditEntry { about_person_id, ..context.audit(event) }).await?;
            if let Some(person) = person.filter(|_| heard.is_ok()) {
                ask(tx, person.id, context.app.sends_mail, now).await?;
            }
            Ok(heard)
        })
        .await;
    answers.await;
    match heard? {
        Ok(()) => page(context, true, None),
        Err(wait) => {
            let error = context.locale.say("sign-in-wait").with("count", wait.seconds);
            too_often(page(context, false, Some(error.to_string())), wait.seconds)
        }
    }
}

/// Sends a person a link. If they have no password, or get no messages, their Administrators are
/// notified instead.
async fn ask(tx: &mut Tx, person_id: i64, sends_mail: bool, now: Instant) -> Result<()> {
    if !sends_mail || passwords::find(tx, person_id).await?.is_none() {
        return reset_requests::put(tx, person_id, now).await;
    }
    let since = now.plus_micros(-BETWEEN_LINKS);
    let open = one_time_links::open_of(tx, person_id, now).await?;
    if open.iter().any(|link| link.created_at > since) {
        return Ok(());
    }
    let order = Order {
        maker: Maker::Owner,
        mailed: true,
        ..Order::of_machine(LinkPurpose::Reset, person_id)
    };
    if let Some(token) = link::make(tx, &order, now, &SystemRandom).await? {
        account::send_link(tx, (person_id, None), (LinkPurpose::Reset, &token), now, &SystemRandom)
            .await?;
    }
    Ok(())
}
