//! Signing in by e-mail address and password.

use super::enter::{Entrance, enter};
use crate::addresses;
use crate::browser::Browser;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::passkey_site;
use crate::response_status::{refused, too_often};
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::session::Awaits;
use countersign_app::identity::sign_in::{self, Attempt, SignInOutcome};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::code::{fold_email, is_email};
use countersign_store::audit::AuditEntry;
use countersign_store::{Tx, people, set_up, sign_in_policies};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    layout: Layout,
    next: String,
    email: String,
    error: Option<String>,
    /// Whether any company has an identity provider.
    has_providers: bool,
    /// The host name of passkeys, if they can be used here.
    passkey_site: Option<String>,
    passkey_error: Option<String>,
    /// Whether the visitor gave the password, and has to use a passkey.
    awaits_passkey: bool,
    /// Whether nobody can sign in before the set-up link is used.
    awaits_set_up: bool,
    company: String,
    company_error: Option<String>,
}

#[derive(Deserialize)]
struct SignInQuery {
    #[serde(default)]
    next: String,
    /// A company's code from the address.
    #[serde(default)]
    company: String,
}

/// The input and its errors.
#[derive(Default)]
struct SignInFields<'a> {
    next: &'a str,
    email: &'a str,
    error: Option<String>,
    company: &'a str,
    company_error: Option<String>,
    passkey_error: Option<String>,
}

#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn page(context: &Context, input: SignInFields<'_>) -> Answer {
    let (has_providers, has_operator) = context
        .read(async |tx| {
            let has_providers = sign_in_policies::any_provider(tx).await?;
            Ok((has_providers, set_up::has_operator(tx).await?))
        })
        .await?;
    html(&SignInPage {
        layout: context.layout(context.locale.t("sign-in-title")),
        next: redirect::safe(input.next).to_owned(),
        email: input.email.to_owned(),
        error: input.error,
        has_providers,
        passkey_site: passkey_site::of(context).ok().map(|it| it.id),
        passkey_error: input.passkey_error,
        awaits_passkey: context
            .visitor
            .as_ref()
            .is_some_and(|visitor| visitor.awaits == Some(Awaits::Passkey)),
        awaits_set_up: !has_operator,
        company: input.company.to_owned(),
        company_error: input.company_error,
    })
}

/// The page with an error about the company.
pub(crate) async fn company_page(
    context: &Context,
    next: &str,
    company: &str,
    error: String,
) -> Answer {
    page(
        context,
        SignInFields { next, company, company_error: Some(error), ..SignInFields::default() },
    )
    .await
}

/// The page with an error about a passkey.
pub(super) async fn passkey_page(context: &Context, next: &str, error: String) -> Answer {
    let fields = SignInFields { next, passkey_error: Some(error), ..SignInFields::default() };
    page(context, fields).await
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: SignInQuery = context.query()?;
    let (next, company) = (asked.next.as_str(), asked.company.as_str());
    match &context.visitor {
        None => page(context, SignInFields { next, company, ..SignInFields::default() }).await,
        Some(visitor) => match visitor.awaits {
            None => redirect::to(redirect::safe(next)),
            Some(Awaits::Passkey) => {
                page(context, SignInFields { next, company, ..SignInFields::default() }).await
            }
            Some(first) => crate::redirect::to_first(first),
        },
    }
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: SignInForm = context.form()?;
    let browser = Browser::of(context);
    let attempt = Attempt {
        email: &form.email,
        password: &form.password,
        address: context.client,
        user_agent: &browser.user_agent,
        device: &browser.device,
        carries: browser.carries.as_deref(),
    };
    let (store, hasher) = (&context.state.store, &context.app.hasher);
    let outcome =
        sign_in::with_password(store, hasher, &attempt, context.machine_time, &SystemRandom)
            .await?;
    let locale = context.locale;
    let again = |error| {
        let (next, email) = (form.next.as_str(), form.email.as_str());
        page(context, SignInFields { next, email, error: Some(error), ..SignInFields::default() })
    };
    note(context, &form.email, &outcome).await?;
    match outcome {
        SignInOutcome::Refused => refused(again(locale.t("sign-in-refused")).await),
        SignInOutcome::Wait(wait) => {
            let error = locale.say("sign-in-wait").with("count", wait.seconds).to_string();
            too_often(again(error).await, wait.seconds)
        }
        SignInOutcome::Opened { person_id, token, awaits_code, browser } => {
            let next = redirect::safe(&form.next);
            let code = addresses::sign_in_code(next);
            let to = if awaits_code { code.as_str() } else { next };
            let browser = browser.as_ref();
            enter(context, &Entrance { token: &token, browser, person_id, to }).await
        }
    }
}

/// Records the result. The input is kept only if it is an address, because it may be a password in
/// the wrong field.
async fn note(context: &Context, email: &str, outcome: &SignInOutcome) -> Result<(), Problem> {
    let event = match outcome {
        SignInOutcome::Opened { awaits_code: false, .. } => Event::SignedIn,
        SignInOutcome::Opened { awaits_code: true, .. } => Event::PasswordPassed,
        SignInOutcome::Refused => Event::SignInRefused,
        SignInOutcome::Wait(_) => Event::Throttled,
    };
    let email = email.trim();
    let input = is_email(email).then(|| email.to_owned());
    let record = async |tx: &mut Tx| {
        let person = people::of_email(tx, &fold_email(email)).await?;
        let person_id = person.map(|person| person.id);
        let about = Some("password".to_owned());
        let (company_id, email) = (None, input.clone());
        audit::record(
            tx,
            AuditEntry { person_id, company_id, about, email, ..context.audit(event) },
        )
        .await
    };
    context.write(record).await
}
