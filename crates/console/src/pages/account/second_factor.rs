//! Sets up a second factor and its recovery codes, and removes it.

use super::confirm_password::{complaint, prove};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::sign_in::weak_password::PasswordFacts;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::password::Weakness;
use countersign_app::identity::session::{self, Awaits};
use countersign_app::identity::totp::Enrolment;
use countersign_app::identity::{recovery, totp};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::second_factors;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{csrf, redirect, session_cookie};
use serde::Deserialize;

/// The state of the second factor.
enum SecondFactorState {
    /// There is none; the password begins it.
    None,
    /// The device needs the secret, and the person has to enter its code.
    Begun(Enrolment),
    InUse {
        codes_left: i64,
    },
}

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondFactorPage {
    layout: Layout,
    state: SecondFactorState,
    has_password: bool,
    /// Whether the company requires one, and the reader has to set it up first.
    is_required: bool,
    /// Whether the secret cannot be opened because its key is missing.
    is_locked: bool,
    can_seal: bool,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct RecoveryCodes {
    layout: Layout,
    codes: Vec<String>,
}

#[derive(Deserialize)]
struct PasswordForm {
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, None).await
}

async fn page(context: &Context, error: Option<String>) -> Answer {
    let visitor = context.visitor()?;
    let (id, email) = (visitor.person_id, visitor.email.as_str());
    let facts = PasswordFacts::load(context, id).await?;
    let (is_locked, state) = context
        .read(async |tx| {
            let begun = second_factors::find(tx, id).await?;
            let is_locked = begun.as_ref().is_some_and(|it| it.secret.is_none());
            let state = match begun {
                None => SecondFactorState::None,
                Some(stored) if stored.confirmed_at.is_some() => SecondFactorState::InUse {
                    codes_left: second_factors::codes_left(tx, id).await?,
                },
                // It was being set up when its key was lost, so it begins again.
                Some(stored) if stored.secret.is_none() => SecondFactorState::None,
                Some(_) => match totp::begin(tx, id, email, &SystemRandom).await? {
                    Some(enrolment) => SecondFactorState::Begun(enrolment),
                    None => SecondFactorState::None,
                },
            };
            Ok((is_locked, state))
        })
        .await?;
    html(&SecondFactorPage {
        layout: context.layout(context.locale.t("factor-title")),
        state,
        has_password: facts.phc.is_some(),
        is_required: visitor.awaits == Some(Awaits::SecondFactor),
        is_locked,
        can_seal: context.state.store.can_seal().await?,
        error,
    })
}

/// The proved password of a form, or the response to send instead.
async fn proved(context: &Context) -> Result<Result<(PasswordFacts, String), Answer>, Problem> {
    let form: PasswordForm = context.form()?;
    let facts = PasswordFacts::load(context, context.visitor()?.person_id).await?;
    let proof = prove(context, &facts, &form.password).await?;
    Ok(match complaint(context, &proof) {
        None => Ok((facts, form.password)),
        Some(text) => Err(refused(page(context, Some(text)).await)),
    })
}

pub(super) async fn begin(context: &Context) -> Answer {
    let facts = match proved(context).await? {
        Ok((facts, _)) => facts,
        Err(answer) => return answer,
    };
    let person = &facts.person;
    context
        .write(async |tx| totp::begin(tx, person.id, &person.email, &SystemRandom).await)
        .await?;
    redirect::to(addresses::SECOND_FACTOR)
}

pub(super) async fn confirm(context: &Context) -> Answer {
    let form: CodeForm = context.form()?;
    let visitor = context.visitor()?;
    let (id, now) = (visitor.person_id, context.machine_time);
    let confirmed = context
        .write(async |tx| {
            let Some(codes) = totp::confirm(tx, id, &form.code, now, &SystemRandom).await? else {
                return Ok(None);
            };
            // Other sessions have not proved to have the device.
            session::end_all(tx, id, Some(visitor.session_id)).await?;
            audit::record(tx, context.audit(Event::FactorTurnedOn)).await?;
            Ok(Some((codes, session::pass(tx, visitor, now, &SystemRandom).await?)))
        })
        .await?;
    let Some((codes, token)) = confirmed else {
        return refused(page(context, Some(context.locale.t("code-wrong"))).await);
    };
    let mut layout = context.layout(context.locale.t("recovery-title"));
    layout.form_token = csrf::token(&token.text());
    let mut response = html(&RecoveryCodes { layout, codes })?;
    session_cookie::set(context, &mut response, &token)?;
    Ok(response)
}

pub(super) async fn renew_codes(context: &Context) -> Answer {
    let facts = match proved(context).await? {
        Ok((facts, _)) => facts,
        Err(answer) => return answer,
    };
    if !facts.has_second_factor {
        return redirect::to(addresses::SECOND_FACTOR);
    }
    let id = facts.person.id;
    let codes = context
        .write(async |tx| {
            audit::record(tx, context.audit(Event::RecoveryCodesMade)).await?;
            recovery::renew(tx, id, &SystemRandom).await
        })
        .await?;
    html(&RecoveryCodes { layout: context.layout(context.locale.t("recovery-title")), codes })
}

pub(super) async fn remove(context: &Context) -> Answer {
    let (facts, password) = match proved(context).await? {
        Ok(proved) => proved,
        Err(answer) => return answer,
    };
    // A short password was enough beside the factor, but not without it.
    let alone = facts.check_as(&password, false);
    if facts.has_second_factor && matches!(alone, Err(Weakness::Short(_))) {
        let text = context.locale.t("factor-password-short");
        return refused(page(context, Some(text)).await);
    }
    let (id, kept) = (facts.person.id, context.visitor()?.session_id);
    context
        .write(async |tx| {
            totp::remove(tx, id, Some(kept), context.audit(Event::FactorRemoved)).await
        })
        .await?;
    let response = redirect::to(addresses::SECOND_FACTOR)?;
    Ok(Notice::good(context.locale.t("factor-removed")).on(context, response))
}
