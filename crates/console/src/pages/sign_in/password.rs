//! Signing in by e-mail address and password.

use crate::addresses;
use crate::browser::{self, Browser};
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::preferences::remember;
use crate::response_status::{refused, too_often};
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::session;
use countersign_app::identity::sign_in::{self, Attempt, SignInOutcome};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::code::{fold_email, is_email};
use countersign_store::audit::AuditEntry;
use countersign_store::{Tx, people, preferences, set_up, sign_in_policies};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::session_cookie;
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

pub(super) async fn show(context: &Context) -> Answer {
    let asked: SignInQuery = context.query()?;
    let (next, company) = (asked.next.as_str(), asked.company.as_str());
    match &context.visitor {
        None => page(context, SignInFields { next, company, ..SignInFields::default() }).await,
        Some(visitor) => match visitor.awaits {
            None => redirect::to(redirect::safe(next)),
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
        SignInOutcome::Opened { token, awaits_code, browser } => {
            end_earlier(context).await?;
            let next = redirect::safe(&form.next);
            let mut response = match awaits_code {
                true => redirect::to(&addresses::sign_in_code(next))?,
                false => redirect::to(next)?,
            };
            session_cookie::set(context, &mut response, &token)?;
            browser::keep(context, &mut response, browser.as_ref())?;
            let email = fold_email(form.email.trim());
            let chosen = context.read(async |tx| {
                Ok(match people::of_email(tx, &email).await? {
                    Some(person) => Some(preferences::find(tx, person.id).await?),
                    None => None,
                })
            });
            if let Some(chosen) = chosen.await? {
                remember(context, &mut response, &chosen)?;
            }
            Ok(response)
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

/// A browser has one session: signing in again ends the one before.
async fn end_earlier(context: &Context) -> Result<(), Problem> {
    let Some(visitor) = &context.visitor else { return Ok(()) };
    let (person_id, id) = (visitor.person_id, visitor.session_id);
    context.write(async |tx| session::end(tx, person_id, id).await).await?;
    Ok(())
}
