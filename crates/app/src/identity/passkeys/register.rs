//! Adds a passkey to a person's account, and removes one.

use super::{MOST, challenge, signing_key};
use crate::actions::audit;
use crate::actions::manage_people::is_name;
use crate::identity::session::{self, Method};
use crate::identity::webauthn::{self, Expected, RelyingParty, WebAuthnFault};
use crate::random::Random;
use countersign_store::audit::AuditEntry;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// What a device answered, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Registration<'a> {
    /// The number of the person.
    pub person_id: i64,
    /// The token of the method by which they signed in.
    pub method: &'a str,
    /// The session in which they are signed in.
    pub session_id: Uuid,
    /// The site.
    pub relying_party: &'a RelyingParty,
    /// The name that they give the passkey.
    pub name: &'a str,
    /// The client data.
    pub client_data: &'a [u8],
    /// The attestation object.
    pub attestation: &'a [u8],
}

/// Why no passkey was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationFault {
    /// The name is blank, too long, or has characters that no one sees.
    Name,
    /// The person signed in by the identity provider of one company, whose word is not enough for a
    /// key to all of them.
    SignedOn,
    /// The person has [`MOST`] passkeys.
    TooMany,
    /// The challenge was answered before, has expired, or is one of another session.
    Expired,
    /// The answer of the device does not hold.
    Refused(WebAuthnFault),
    /// There is a passkey with this id.
    Taken,
}

/// Whether the person may add a passkey of this name.
///
/// # Errors
/// Fails when the database does.
pub async fn check(
    tx: &mut Tx,
    person_id: i64,
    method: &str,
    name: &str,
) -> Result<std::result::Result<(), RegistrationFault>> {
    if method == Method::SignOn.token() {
        return Ok(Err(RegistrationFault::SignedOn));
    }
    if !is_name(name) {
        return Ok(Err(RegistrationFault::Name));
    }
    let there = passkeys::of_person(tx, person_id).await?;
    Ok(if there.len() < MOST { Ok(()) } else { Err(RegistrationFault::TooMany) })
}

/// Adds a passkey with its signing key, and the entries of the audit record.
///
/// # Errors
/// Fails when the database does; a fault of the answer is a result.
pub async fn run(
    tx: &mut Tx,
    registration: &Registration<'_>,
    entry: AuditEntry,
    random: &dyn Random,
) -> Result<std::result::Result<(), RegistrationFault>> {
    let Registration { person_id, method, session_id, .. } = *registration;
    let Registration { relying_party, client_data, .. } = *registration;
    let given = challenge::take(tx, client_data, Some(session_id), entry.at).await?;
    if let Err(fault) = check(tx, person_id, method, registration.name).await? {
        return Ok(Err(fault));
    }
    let Some(given) = given else { return Ok(Err(RegistrationFault::Expired)) };
    let expected = Expected { relying_party, challenge: given.bytes() };
    let made = match webauthn::register(expected, client_data, registration.attestation) {
        Ok(made) => made,
        Err(fault) => return Ok(Err(RegistrationFault::Refused(fault))),
    };
    let new = Passkey {
        id: random.id(),
        person_id,
        credential_id: made.id,
        algorithm: made.key.algorithm.number(),
        public_key: made.key.bytes,
        sign_count: made.sign_count.into(),
        is_backup_eligible: made.is_backup_eligible,
        name: registration.name.trim().to_owned(),
        made_at: entry.at,
        last_used_at: None,
    };
    if !passkeys::add(tx, &new).await? {
        return Ok(Err(RegistrationFault::Taken));
    }
    signing_key::add(tx, &new, &entry, random).await?;
    audit::record(tx, entry).await?;
    Ok(Ok(()))
}

/// Gives a passkey of a person another name; false if they have none with this id.
///
/// # Errors
/// Fails when the database does.
pub async fn rename(tx: &mut Tx, person_id: i64, id: Uuid, name: &str) -> Result<bool> {
    passkeys::rename(tx, person_id, id, name.trim()).await
}

/// Deletes a passkey of a person, ends its signing key and their other sessions, and adds the
/// entries of the audit record; false if they have none with this id. The device may be lost, and
/// its finder signed in.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(
    tx: &mut Tx,
    person_id: i64,
    id: Uuid,
    kept_session: Option<Uuid>,
    entry: AuditEntry,
) -> Result<bool> {
    let own = passkeys::of_person(tx, person_id).await?;
    let Some(passkey) = own.into_iter().find(|it| it.id == id) else { return Ok(false) };
    if !passkeys::remove(tx, person_id, id).await? {
        return Ok(false);
    }
    signing_key::end(tx, &passkey, &entry).await?;
    session::end_all(tx, person_id, kept_session).await?;
    audit::record(tx, entry).await?;
    Ok(true)
}
