//! Forgotten passwords: the request goes to the Administrators of the person's company, who hand
//! over a one-time link. The answer never says whether there is such a person.

use super::too_often;
use crate::console::context::Context;
use crate::console::html;
use crate::console::problem::Answer;
use crate::console::shell::Shell;
use crate::identity::throttle::{self, Subject};
use askama::Template;
use countersign_domain::code::fold_email;
use countersign_store::{people, reset_requests};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "forgot_password.html")]
struct ForgotPassword {
    shell: Shell,
    is_sent: bool,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    email: String,
}

fn page(context: &Context, is_sent: bool, error: Option<String>) -> Answer {
    html(&ForgotPassword {
        shell: context.shell(context.locale.t("forgotten-title")),
        is_sent,
        error,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, false, None)
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: Form = context.form()?;
    let now = context.machine_time;
    let (email, subjects) = (fold_email(form.email.trim()), [Subject::address(context.client)]);
    // Each request counts as a try in vain: nobody fills an Administrator's page with them.
    let heard = context
        .write(async |tx| {
            let heard = throttle::admit(tx, &subjects, now).await?;
            if heard.is_ok()
                && let Some(person) = people::of_email(tx, &email).await?
            {
                reset_requests::put(tx, person.id, now).await?;
            }
            Ok(heard)
        })
        .await?;
    match heard {
        Ok(()) => page(context, true, None),
        Err(wait) => {
            let error = context.locale.say("sign-in-wait").with("count", wait.seconds);
            too_often(page(context, false, Some(error.to_string())), wait.seconds)
        }
    }
}
