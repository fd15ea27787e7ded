//! Forgotten passwords: a link is sent to the person's address; without mail, the request goes to
//! the Administrators of their company, who hand a link over. Neither the response nor its time
//! reveals whether the person exists.

use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::response_status::too_often;
use askama::Template;
use countersign_app::identity::password_reset::{self, Request};
use countersign_app::identity::throttle::Subject;
use countersign_app::random::SystemRandom;
use countersign_web::problem::Answer;
use serde::Deserialize;
use std::time::Duration;

/// The time of a response: longer than any work for it.
const ANSWERS_AFTER: Duration = Duration::from_millis(100);

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
    let subject = Subject::address(context.client);
    let request =
        Request { email: &form.email, subject: &subject, sends_mail: context.app.sends_mail };
    let audit = |event| context.audit(event);
    let heard = context
        .write(async |tx| password_reset::run(tx, &request, audit, now, &SystemRandom).await)
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
