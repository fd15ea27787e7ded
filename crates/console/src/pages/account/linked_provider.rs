//! Links an account to the company's identity provider, and removes the link.
//!
//! Both ask for the password: linking gives another account access, and a person who removes the
//! link needs a password to sign in.

use super::confirm_password::{complaint, prove};
use super::show::{Complaint, page};
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::pages::sign_in::weak_password::PasswordFacts;
use crate::pages::sign_on::authorize::{self, ProviderVisit, send_to_provider};
use crate::response_status::refused;
use countersign_app::actions::audit;
use countersign_app::identity::session::Method;
use countersign_app::identity::sign_on::{SignOnPurpose, callback, host};
use countersign_domain::audit::Event;
use countersign_store::{Tx, external_identities, sign_in_policies};
use countersign_web::problem::{Answer, Problem};
use countersign_web::{redirect, session_cookie};
use serde::Deserialize;

/// The state of a person at their company's provider.
pub(super) struct ProviderLink {
    /// The provider's host.
    pub(super) host: String,
    /// The linked subject, if there is one.
    pub(super) subject: Option<String>,
}

/// The visitor's state at the provider of their company; `None` if it has no provider.
pub(super) async fn current_link(
    tx: &mut Tx,
    context: &Context,
) -> Result<Option<ProviderLink>, Problem> {
    let Some(person) = &context.visitor()?.person else { return Ok(None) };
    let policy = sign_in_policies::find(tx, person.company_id).await?;
    let Some(provider) = policy.provider else { return Ok(None) };
    let linked = external_identities::of_person(tx, person.id).await?;
    let here = |it: &external_identities::LinkedIdentity| {
        it.company_id == person.company_id && it.issuer == provider.issuer
    };
    let subject = linked.into_iter().find(here).map(|it| it.subject);
    Ok(Some(ProviderLink { host: host(&provider.issuer).to_owned(), subject }))
}

#[derive(Deserialize)]
struct UnlinkForm {
    #[serde(default)]
    current: String,
}

/// Whether the password was given; otherwise the page that asks for it again.
async fn proved(context: &Context) -> Result<Result<(), Answer>, Problem> {
    let form: UnlinkForm = context.form()?;
    let facts = PasswordFacts::load(context, context.visitor()?.person_id).await?;
    let proof = prove(context, &facts, &form.current).await?;
    let Some(text) = complaint(context, &proof) else { return Ok(Ok(())) };
    Ok(Err(refused(page(context, Some(Complaint { form: "provider", text })).await)))
}

pub(super) async fn link(context: &Context) -> Answer {
    if let Err(answer) = proved(context).await? {
        return answer;
    }
    if let Some(seconds) = authorize::seconds_to_wait(context).await? {
        let text = authorize::wait(context, seconds);
        return refused(page(context, Some(Complaint { form: "provider", text })).await);
    }
    let person = context.person()?;
    let purpose = SignOnPurpose::Link { person_id: person.id };
    let to =
        ProviderVisit { company_id: person.company_id, purpose, return_to: addresses::ACCOUNT };
    send_to_provider(context, &to).await
}

pub(super) async fn unlink(context: &Context) -> Answer {
    if let Err(answer) = proved(context).await? {
        return answer;
    }
    let person = context.person()?;
    let (id, company_id) = (person.id, person.company_id);
    context
        .write(async |tx| {
            callback::unlink(tx, id, company_id).await?;
            audit::record(tx, context.audit(Event::IdentityUnlinked)).await
        })
        .await?;
    let message = Notice::good(context.locale.t("account-provider-unlinked"));
    // Sessions that the provider opened have ended, including this one.
    if context.visitor()?.method == Method::SignOn.token() {
        let mut response = redirect::to(addresses::SIGN_IN)?;
        session_cookie::clear(context, &mut response)?;
        return Ok(message.on(context, response));
    }
    Ok(message.on(context, redirect::to(addresses::ACCOUNT)?))
}
