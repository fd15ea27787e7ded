//! A person's passkeys: the list, adding one, renaming and removing it.
//!
//! Adding takes two steps: the password, and the answer of the device to a challenge. In a
//! demonstration, whose people have no passwords, nothing asks for one.

use super::confirm_password::{complaint, prove};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::sign_in::weak_password::PasswordFacts;
use crate::passkey_answer::decoded;
use crate::passkey_site::{self, NoPasskeys};
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_app::actions::manage_people::is_name;
use countersign_app::identity::passkeys::register::{self, Registration, RegistrationFault};
use countersign_app::identity::passkeys::{MOST, challenge, user_handle};
use countersign_app::identity::session::Method;
use countersign_app::identity::webauthn::RelyingParty;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_language::datetime::Moment;
use countersign_store::passkeys;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "passkeys.html")]
struct PasskeysPage {
    layout: Layout,
    rows: Vec<PasskeyRow>,
    /// Why none can be added, if none can.
    obstacle: Option<String>,
    /// The same page by the name of this machine.
    elsewhere: Option<String>,
    asks_password: bool,
    name: String,
    /// The error of the form that adds one.
    error: Option<String>,
}

/// The error of a form, which is that of a passkey or the one that adds one.
struct FormError {
    passkey: Option<Uuid>,
    text: String,
}

impl FormError {
    const fn of_adding(text: String) -> Self {
        Self { passkey: None, text }
    }

    const fn of(passkey: Uuid, text: String) -> Self {
        Self { passkey: Some(passkey), text }
    }
}

struct PasskeyRow {
    id: Uuid,
    name: String,
    made: Moment,
    used: Option<Moment>,
    is_shared: bool,
    error: Option<String>,
}

/// The page on which the browser asks the device for a passkey.
#[derive(Template)]
#[template(path = "passkey_create.html")]
struct PasskeyCreate {
    layout: Layout,
    name: String,
    site: String,
    challenge: String,
    user: String,
    email: String,
    person: String,
    /// The ids of the person's passkeys, so that a device makes no second one.
    known: String,
}

#[derive(Default, Deserialize)]
struct PasskeyForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    passkey: String,
    #[serde(default)]
    client_data: String,
    #[serde(default)]
    attestation: String,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, String::new(), None).await
}

async fn page(context: &Context, name: String, error: Option<FormError>) -> Answer {
    let (visitor, locale) = (context.visitor()?, context.locale);
    let facts = PasswordFacts::load(context, visitor.person_id).await?;
    let own =
        context.read(async |tx| Ok(passkeys::of_person(tx, visitor.person_id).await?)).await?;
    let zone = zone_of(context)?;
    let of_form = |passkey: Option<Uuid>| {
        error.as_ref().filter(|it| it.passkey == passkey).map(|it| it.text.clone())
    };
    let row = |it: passkeys::Passkey| PasskeyRow {
        id: it.id,
        name: it.name,
        made: locale.date(it.made_at, &zone),
        used: it.last_used_at.map(|at| locale.date(at, &zone)),
        is_shared: it.is_backup_eligible,
        error: of_form(Some(it.id)),
    };
    let asks_password = asks_password(context, &facts);
    let (obstacle, elsewhere) = match passkey_site::of(context) {
        Err(NoPasskeys::NumericAddress(by_name)) => {
            let elsewhere = by_name.map(|origin| format!("{origin}{}", addresses::PASSKEYS));
            (Some(locale.t("passkey-numeric-address")), elsewhere)
        }
        Err(NoPasskeys::Unencrypted) => (Some(locale.t("passkey-unencrypted")), None),
        Ok(_) if asks_password && facts.phc.is_none() => {
            (Some(locale.t("account-password-none")), None)
        }
        Ok(_) if visitor.method == Method::SignOn.token() => {
            (Some(locale.t("passkey-signed-on")), None)
        }
        Ok(_) if own.len() >= MOST => (Some(too_many(context)), None),
        Ok(_) => (None, None),
    };
    html(&PasskeysPage {
        layout: context.layout(locale.t("passkey-title")),
        rows: own.into_iter().map(row).collect(),
        obstacle,
        elsewhere,
        asks_password,
        name,
        error: of_form(None),
    })
}

/// No one in a demonstration has a password, and everyone signs in as everyone.
fn asks_password(context: &Context, facts: &PasswordFacts) -> bool {
    !context.state.site.demo || facts.phc.is_some()
}

fn too_many(context: &Context) -> String {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    context.locale.say("passkey-too-many").with("count", most).to_string()
}

/// The error of a form without the person's password; none if it has it.
async fn unproved(context: &Context, password: &str) -> Result<Option<String>, Problem> {
    let facts = PasswordFacts::load(context, context.visitor()?.person_id).await?;
    if !asks_password(context, &facts) {
        return Ok(None);
    }
    Ok(complaint(context, &prove(context, &facts, password).await?))
}

/// Asks the device for a passkey.
pub(super) async fn begin(context: &Context) -> Answer {
    let form: PasskeyForm = context.form()?;
    let Ok(RelyingParty { id: site, .. }) = passkey_site::of(context) else {
        return refused(page(context, form.name, None).await);
    };
    if let Some(error) = unproved(context, &form.password).await? {
        return refused(page(context, form.name, Some(FormError::of_adding(error))).await);
    }
    let (visitor, now) = (context.visitor()?, context.machine_time);
    let (person_id, session_id) = (visitor.person_id, Some(visitor.session_id));
    let given = context
        .write(async |tx| {
            if let Err(fault) = register::check(tx, person_id, &visitor.method, &form.name).await? {
                return Ok(Err(fault));
            }
            let own = passkeys::of_person(tx, person_id).await?;
            let user = user_handle(tx, person_id, &SystemRandom).await?;
            Ok(Ok((own, user, challenge::give(tx, session_id, now, &SystemRandom).await?)))
        })
        .await?;
    let (own, user, challenge) = match given {
        Ok(given) => given,
        Err(fault) => return refuse(context, form.name, fault).await,
    };
    let known: Vec<String> =
        own.iter().map(|it| URL_SAFE_NO_PAD.encode(&it.credential_id)).collect();
    html(&PasskeyCreate {
        layout: context.layout(context.locale.t("passkey-create-title")),
        name: form.name.trim().to_owned(),
        site,
        challenge: challenge.text(),
        user: URL_SAFE_NO_PAD.encode(user),
        email: visitor.email.clone(),
        person: visitor.name.clone(),
        known: known.join(" "),
    })
}

async fn refuse(context: &Context, name: String, fault: RegistrationFault) -> Answer {
    let error = match fault {
        RegistrationFault::Name => context.locale.t("passkey-name-expected"),
        RegistrationFault::SignedOn => context.locale.t("passkey-signed-on"),
        RegistrationFault::TooMany => too_many(context),
        RegistrationFault::Expired => context.locale.t("passkey-expired"),
        RegistrationFault::Refused(fault) => {
            tracing::info!(event = "passkey-refused", ?fault, "a new passkey was refused");
            context.locale.t("passkey-not-accepted")
        }
        RegistrationFault::Taken => context.locale.t("passkey-taken"),
    };
    refused(page(context, name, Some(FormError::of_adding(error))).await)
}

/// Adds the passkey with which the device answered.
pub(super) async fn add(context: &Context) -> Answer {
    let form: PasskeyForm = context.form()?;
    let visitor = context.visitor()?;
    let Ok(relying_party) = passkey_site::of(context) else {
        return refused(page(context, form.name, None).await);
    };
    let (client_data, attestation) = (decoded(&form.client_data), decoded(&form.attestation));
    let registration = Registration {
        person_id: visitor.person_id,
        method: &visitor.method,
        session_id: visitor.session_id,
        relying_party: &relying_party,
        name: &form.name,
        client_data: &client_data,
        attestation: &attestation,
    };
    let added = context
        .write(async |tx| {
            let entry = context.audit(Event::PasskeyAdded);
            register::run(tx, &registration, entry, &SystemRandom).await
        })
        .await?;
    if let Err(fault) = added {
        return refuse(context, form.name, fault).await;
    }
    let response = redirect::to(addresses::PASSKEYS)?;
    Ok(Notice::good(context.locale.t("passkey-added")).on(context, response))
}

pub(super) async fn rename(context: &Context) -> Answer {
    let form: PasskeyForm = context.form()?;
    let id: Uuid = form.passkey.parse().map_err(|_| Problem::NotFound)?;
    if !is_name(&form.name) {
        let error = context.locale.t("passkey-name-expected");
        return refused(page(context, String::new(), Some(FormError::of(id, error))).await);
    }
    let person_id = context.visitor()?.person_id;
    let renamed =
        context.write(async |tx| register::rename(tx, person_id, id, &form.name).await).await?;
    if !renamed {
        return Err(Problem::NotFound);
    }
    let response = redirect::to(addresses::PASSKEYS)?;
    Ok(Notice::good(context.locale.t("account-saved")).on(context, response))
}

pub(super) async fn remove(context: &Context) -> Answer {
    let form: PasskeyForm = context.form()?;
    let id: Uuid = form.passkey.parse().map_err(|_| Problem::NotFound)?;
    if let Some(error) = unproved(context, &form.password).await? {
        return refused(page(context, String::new(), Some(FormError::of(id, error))).await);
    }
    let visitor = context.visitor()?;
    let (person_id, kept) = (visitor.person_id, Some(visitor.session_id));
    let removed = context
        .write(async |tx| {
            let entry = context.audit(Event::PasskeyRemoved);
            register::remove(tx, person_id, id, kept, entry).await
        })
        .await?;
    if !removed {
        return Err(Problem::NotFound);
    }
    let response = redirect::to(addresses::PASSKEYS)?;
    Ok(Notice::good(context.locale.t("passkey-removed")).on(context, response))
}
