//! The page of a one-time link: setting a password, or linking the account to the company's
//! identity provider, and signing in; or asking its person whether they join a company.

use super::consent;
use super::weak_password::{PasswordFacts, words};
use crate::addresses;
use crate::browser::{self, Browser};
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::sign_on::authorize::{self, ProviderVisit, send_to_provider};
use crate::response_status::{refused, too_often, with_status};
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::identity::browser as known;
use countersign_app::identity::link::{self, Leads, LinkPurpose, OpenedLink};
use countersign_app::identity::password::{MIN_CHARS, MIN_CHARS_WITH_SECOND_FACTOR};
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::identity::sign_on::{SignOnPurpose, callback, host};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::sign_in_policies::{self, Provider};
use countersign_store::{Result as StoreResult, Tx, passkeys, people};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::session_cookie;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    layout: Layout,
    name: String,
    email: String,
    is_invitation: bool,
    /// The companies that are joined, with the role in each.
    joins: Vec<(String, String)>,
    /// The person who made it, if there was one.
    maker: Option<String>,
    least: usize,
    /// How many passkeys the new password removes.
    passkeys: i64,
    error: Option<String>,
    /// The address and host of the company's identity provider.
    provider: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "link_closed.html")]
struct LinkClosed {
    layout: Layout,
}

#[derive(Deserialize)]
struct NewPasswordForm {
    #[serde(default)]
    password: String,
}

pub(super) async fn opened(context: &Context) -> Result<Option<OpenedLink>, Problem> {
    let token: String = context.parameter("token")?;
    context.read(async |tx| Ok(link::open(tx, &token, context.machine_time).await?)).await
}

async fn page(
    context: &Context,
    opened: &OpenedLink,
    facts: &PasswordFacts,
    error: Option<String>,
) -> Answer {
    let token: String = context.parameter("token")?;
    let (provider, maker, passkeys) = context
        .read(async |tx| {
            let provider = provider(tx, opened).await?;
            let maker = maker(tx, opened).await?;
            let passkeys = passkeys::of_person(tx, opened.person.id).await?;
            Ok((provider, maker, passkeys.len()))
        })
        .await?;
    let provider = provider
        .map(|(_, provider)| (addresses::link_sign_on(&token), host(&provider.issuer).to_owned()));
    let is_invitation = opened.link.kind == LinkPurpose::Invitation;
    let title = if is_invitation { "link-invitation" } else { "link-reset" };
    html(&LinkPage {
        layout: context.layout(context.locale.t(title)),
        name: addressed(opened).to_owned(),
        email: opened.person.email.clone(),
        is_invitation,
        joins: joins(context, opened),
        maker,
        least: match facts.has_second_factor {
            true => MIN_CHARS_WITH_SECOND_FACTOR,
            false => MIN_CHARS,
        },
        passkeys: i64::try_from(passkeys).unwrap_or(i64::MAX),
        error,
        provider,
    })
}

/// Records that a link was used, and which companies were joined.
pub(super) async fn record_use(
    tx: &mut Tx,
    context: &Context,
    opened: &OpenedLink,
    about: &str,
) -> StoreResult<()> {
    let used = |event, company_id| AuditEntry {
        person_id: Some(opened.person.id),
        company_id,
        about: Some(about.to_owned()),
        ..context.audit(event)
    };
    audit::record(tx, used(Event::LinkUsed, opened.link.company_id)).await?;
    if opened.link.kind == LinkPurpose::Reset {
        audit::record(tx, used(Event::PasswordChanged, None)).await?;
    }
    for company in &opened.joins {
        let joined = used(Event::InvitationAccepted, Some(company.company_id));
        audit::record(tx, AuditEntry { about: None, ..joined }).await?;
    }
    Ok(())
}

/// The companies that a link joins, with the role in each.
pub(super) fn joins(context: &Context, opened: &OpenedLink) -> Vec<(String, String)> {
    let joins = opened.joins.iter();
    joins.map(|it| (it.name.clone(), context.locale.role(it.membership.role))).collect()
}

/// The name of the person who made a link.
pub(super) async fn maker(tx: &mut Tx, opened: &OpenedLink) -> Result<Option<String>, Problem> {
    match opened.link.made_by {
        Some(id) => Ok(people::name(tx, id).await?),
        None => Ok(None),
    }
}

/// The name by which the page addresses a link's person: the inviting company's, because the
/// account may have got another name elsewhere.
pub(super) fn addressed(opened: &OpenedLink) -> &str {
    let given = opened.joins.first().and_then(|it| it.person_name.as_deref());
    given.unwrap_or(&opened.person.name)
}

/// The company whose invitation links, and its identity provider.
pub(super) async fn provider(
    tx: &mut Tx,
    opened: &OpenedLink,
) -> Result<Option<(i64, Provider)>, Problem> {
    if !opened.takes_provider() {
        return Ok(None);
    }
    let Some(company_id) = callback::company_of(tx, &opened.link).await? else { return Ok(None) };
    let policy = sign_in_policies::find(tx, company_id).await?;
    Ok(policy.provider.map(|provider| (company_id, provider)))
}

pub(super) fn closed(context: &Context) -> Answer {
    let page = LinkClosed { layout: context.layout(context.locale.t("link-closed")) };
    with_status(html(&page), StatusCode::NOT_FOUND)
}

pub(super) async fn show(context: &Context) -> Answer {
    let Some(opened) = opened(context).await? else { return closed(context) };
    if opened.leads == Leads::ToConsent {
        return consent::page(context, &opened).await;
    }
    let facts = PasswordFacts::load(context, opened.person.id).await?;
    page(context, &opened, &facts, None).await
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: NewPasswordForm = context.form()?;
    let Some(opened) = opened(context).await? else { return closed(context) };
    if opened.leads == Leads::ToConsent {
        return consent::page(context, &opened).await;
    }
    let facts = PasswordFacts::load(context, opened.person.id).await?;
    if let Err(weakness) = facts.check(&form.password) {
        let error = words(context.locale, weakness);
        return refused(page(context, &opened, &facts, Some(error)).await);
    }
    let phc = context.app.hasher.hash(&form.password, &SystemRandom).await?;
    let browser = Browser::of(context);
    let opening = SessionOpening {
        person_id: opened.person.id,
        company_id: None,
        method: Method::Password,
        second_factor: match facts.has_second_factor {
            true => SecondFactor::Awaited,
            false => SecondFactor::None,
        },
        user_agent: &browser.user_agent,
        address: &browser.address,
    };
    let now = context.machine_time;
    let set = context
        .write(async |tx| {
            let Some(passkeys) = link::set_password(tx, &opened, &phc, now).await? else {
                return Ok(None);
            };
            record_use(tx, context, &opened, "password").await?;
            if passkeys > 0 {
                let person_id = Some(opened.person.id);
                let removed = context.audit(Event::PasskeyRemoved);
                audit::record(tx, AuditEntry { person_id, ..removed }).await?;
            }
            let token = session::open(tx, &opening, now, &SystemRandom).await?;
            // A person who still has to enter a code is not signed in yet.
            let known = match facts.has_second_factor {
                true => None,
                false => {
                    known::note(tx, opened.person.id, &browser.seen(), now, &SystemRandom).await?
                }
            };
            Ok(Some((token, known)))
        })
        .await?;
    let Some((token, known)) = set else { return closed(context) };
    let mut response = redirect::to(addresses::HOME)?;
    session_cookie::set(context, &mut response, &token)?;
    browser::keep(context, &mut response, known.as_ref())?;
    Ok(response)
}

/// Signs in with the company's identity provider instead, and links the account.
pub(super) async fn sign_on(context: &Context) -> Answer {
    let Some(opened) = opened(context).await? else { return closed(context) };
    let found = context.read(async |tx| provider(tx, &opened).await).await?;
    let Some((company_id, _)) = found else { return closed(context) };
    if let Some(seconds) = authorize::seconds_to_wait(context).await? {
        let facts = PasswordFacts::load(context, opened.person.id).await?;
        let error = Some(authorize::wait(context, seconds));
        return too_often(page(context, &opened, &facts, error).await, seconds);
    }
    let purpose =
        SignOnPurpose::Invitation { person_id: opened.person.id, link_id: opened.link.id };
    send_to_provider(context, &ProviderVisit { company_id, purpose, return_to: addresses::HOME })
        .await
}
