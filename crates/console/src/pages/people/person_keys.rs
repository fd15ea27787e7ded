//! The passkeys and signing keys of one of the company's people. The people who may make a link for
//! a member may remove them, because a link opens as much: an Administrator does not do it to a
//! person who acts for another company too.

use super::person::{about, open};
use super::scope::{CompanyQuery, ManagedCompany};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::actions::manage_signing_keys;
use countersign_app::identity::link::{self, LinkPurpose, Order};
use countersign_app::identity::passkeys::register;
use countersign_domain::audit::Event;
use countersign_domain::signature::SignatureKind;
use countersign_language::datetime::Moment;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::people::StaffMember;
use countersign_store::signing_keys::{self, KeyOwner, SigningKey};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "person_keys.html")]
struct PersonKeysPage {
    layout: Layout,
    back: String,
    code: String,
    person: StaffMember,
    may_remove: bool,
    /// The key of what the reader may do, or why they may not.
    text: &'static str,
    passkeys: Vec<PasskeyRow>,
    keys: Vec<KeyRow>,
}

struct PasskeyRow {
    id: Uuid,
    name: String,
    made: Moment,
    used: Option<Moment>,
}

struct KeyRow {
    id: Uuid,
    name: String,
    fingerprint: String,
    added: Moment,
}

#[derive(Deserialize)]
struct RemovalForm {
    company: Option<String>,
    #[serde(default)]
    id: String,
}

/// Why the reader may not remove what the person signs in or signs with: the key of a message.
/// Their own they remove where their password is asked for.
async fn why_kept(
    tx: &mut Tx,
    scope: &ManagedCompany,
    person: &StaffMember,
) -> StoreResult<Option<&'static str>> {
    if scope.made_by == person.id {
        return Ok(Some("person-keys-own"));
    }
    let order = Order { mailed: true, ..scope.order(LinkPurpose::Reset, person.id) };
    Ok((!link::may_make(tx, &order).await?).then_some("person-keys-elsewhere"))
}

/// The keys with which a person signs on the command line. The signing key of a passkey ends with
/// its passkey.
async fn signing_keys_of(tx: &mut Tx, person_id: i64) -> StoreResult<Vec<SigningKey>> {
    let mut keys = signing_keys::in_use(tx, KeyOwner::Person(person_id)).await?;
    keys.retain(|key| key.kind != SignatureKind::Passkey);
    Ok(keys)
}

/// The member whose keys the page shows. An invited person is no member yet: anyone can be invited,
/// and must not show what they have because of it.
async fn member(
    context: &Context,
    company: Option<&str>,
) -> Result<(ManagedCompany, StaffMember), Problem> {
    let (scope, person) = open(context, company).await?;
    match person.accepted_at {
        Some(_) => Ok((scope, person)),
        None => Err(Problem::NotFound),
    }
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let (scope, person) = member(context, asked.company.as_deref()).await?;
    let (kept, passkeys, keys) = context
        .read(async |tx| {
            let kept = why_kept(tx, &scope, &person).await?;
            let passkeys = passkeys::of_person(tx, person.id).await?;
            Ok((kept, passkeys, signing_keys_of(tx, person.id).await?))
        })
        .await?;
    let (locale, zone) = (context.locale, zone_of(context)?);
    let passkey = |it: Passkey| PasskeyRow {
        id: it.id,
        name: it.name,
        made: locale.date(it.made_at, &zone),
        used: it.last_used_at.map(|at| locale.date(at, &zone)),
    };
    let key = |it: SigningKey| KeyRow {
        id: it.id,
        name: it.name,
        fingerprint: it.fingerprint,
        added: locale.date(it.added_at, &zone),
    };
    html(&PersonKeysPage {
        layout: context.layout(locale.t("person-keys")),
        back: scope.address(&addresses::person(person.id)),
        code: scope.code.unwrap_or_default(),
        may_remove: kept.is_none(),
        text: kept.unwrap_or("person-keys-text"),
        passkeys: passkeys.into_iter().map(passkey).collect(),
        keys: keys.into_iter().map(key).collect(),
        person,
    })
}

/// Deletes a passkey that its person has lost, with its signing key, and ends their sessions.
pub(super) async fn remove_passkey(context: &Context) -> Answer {
    remove(context, async |tx, scope, person, id| {
        let entry = about(context, scope, person, Event::PasskeyRemoved);
        register::remove(tx, person.id, id, None, entry).await
    })
    .await
}

/// Removes a signing key from use.
pub(super) async fn remove_signing_key(context: &Context) -> Answer {
    remove(context, async |tx, scope, person, id| {
        let entry = about(context, scope, person, Event::SigningKeyRemoved);
        let removed = manage_signing_keys::remove_of_member(tx, person.id, id, entry).await?;
        Ok(removed.is_ok())
    })
    .await
}

async fn remove(
    context: &Context,
    work: impl AsyncFn(&mut Tx, &ManagedCompany, &StaffMember, Uuid) -> StoreResult<bool>,
) -> Answer {
    let form: RemovalForm = context.form()?;
    let (scope, person) = member(context, form.company.as_deref()).await?;
    let id: Uuid = form.id.parse().map_err(|_| Problem::NotFound)?;
    let removed = context
        .write(async |tx| match why_kept(tx, &scope, &person).await? {
            Some(reason) => Ok(Err(reason)),
            None => work(tx, &scope, &person, id).await.map(Ok),
        })
        .await?;
    let address = scope.address(&addresses::of_person(person.id, "keys"));
    let notice = match removed {
        Ok(true) => Notice::good(context.locale.t("person-key-removed")),
        Ok(false) => return Err(Problem::NotFound),
        Err(reason) => Notice::bad(context.locale.t(reason)),
    };
    Ok(notice.on(context, redirect::to(&address)?))
}
