//! Registers and removes the public keys with which people and service accounts sign. A removed key
//! stays in the database, so that its signatures can be verified.

use super::audit;
use crate::random::Random;
use crate::signatures::public_key::{KeyFault, PublicKey};
use countersign_domain::actor::Person;
use countersign_domain::api_scope::manages_service_accounts;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::signature::SignatureKind;
use countersign_domain::text::TextKind;
use countersign_store::audit::AuditEntry;
use countersign_store::service_accounts::ServiceAccount;
use countersign_store::signing_keys::{self, KeyOwner, SigningKey};
use countersign_store::{Result, Tx};
use uuid::Uuid;

/// The most keys in use of one person or service account.
pub const MOST_KEYS: usize = 10;

/// A key to register.
#[derive(Clone, Copy, Debug)]
pub struct NewKey<'a> {
    /// The name that people see; the comment of the key if it is blank.
    pub name: &'a str,
    /// The public key as it was typed.
    pub text: &'a str,
}

/// The owner of a key to register.
#[derive(Clone, Copy, Debug)]
pub enum Signer<'a> {
    /// The person who registers it.
    Person,
    /// A service account.
    Account(&'a ServiceAccount),
}

/// The reason why no key was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigningKeyFault {
    /// The person does not manage the service accounts of the company.
    NotPermitted,
    /// The key cannot be read, or is of another kind.
    Key(KeyFault),
    /// The name is too long, or has invisible characters.
    Name,
    /// The key is registered already.
    Registered,
    /// There are enough keys already.
    TooMany,
}

/// The reason why no key was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRemovalFault {
    /// The person does not manage the service accounts of the company.
    NotPermitted,
    /// The signer has no such key.
    NoSuchKey,
    /// It was removed at this instant.
    Removed(Instant),
    /// It belongs to a passkey, and ends with it.
    OfPasskey,
}

/// Registers a key, with an entry in the audit record, and returns it.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn add(
    tx: &mut Tx,
    person: &Person,
    signer: Signer<'_>,
    new: NewKey<'_>,
    entry: AuditEntry,
    random: &dyn Random,
) -> Result<std::result::Result<SigningKey, SigningKeyFault>> {
    let (owner, kind, company_id, read) = match signer {
        Signer::Person => {
            let owner = KeyOwner::Person(person.id);
            (owner, SignatureKind::Ssh, person.company_id, PublicKey::parse(new.text))
        }
        Signer::Account(account) => {
            let (owner, read) = (KeyOwner::Account(account.id), PublicKey::parse_ed25519(new.text));
            (owner, SignatureKind::Key, account.company_id, read)
        }
    };
    if matches!(signer, Signer::Account(_)) && !manages_service_accounts(person, company_id) {
        return Ok(Err(SigningKeyFault::NotPermitted));
    }
    let public = match read {
        Ok(public) => public,
        Err(fault) => return Ok(Err(SigningKeyFault::Key(fault))),
    };
    let Some(name) = name(new.name, signer, &public) else { return Ok(Err(SigningKeyFault::Name)) };
    let in_use = signing_keys::in_use(tx, owner).await?;
    let fingerprint = public.fingerprint();
    // Of any kind: the audit record names a key by its fingerprint alone.
    if in_use.iter().any(|it| it.fingerprint == fingerprint) {
        return Ok(Err(SigningKeyFault::Registered));
    }
    if in_use.iter().filter(|it| it.kind == kind).count() >= MOST_KEYS {
        return Ok(Err(SigningKeyFault::TooMany));
    }
    let key = SigningKey {
        id: random.id(),
        kind,
        owner,
        name,
        algorithm: public.algorithm(),
        fingerprint,
        public_key: public.bytes(),
        added_by: person.id,
        added_at: entry.at,
        removed_at: None,
    };
    signing_keys::add(tx, &key).await?;
    record(tx, Event::SigningKeyAdded, &key, signer, company_id, entry).await?;
    Ok(Ok(key))
}

/// The name of a key: the one that was typed, a person's own comment, or the algorithm. The comment
/// of an account's key may name a person, who could not be erased from it.
fn name(typed: &str, signer: Signer<'_>, public: &PublicKey) -> Option<String> {
    let typed = typed.trim();
    if !typed.is_empty() {
        return TextKind::Name.check(typed).is_ok().then(|| typed.to_owned());
    }
    let comment = public.comment();
    let is_own = matches!(signer, Signer::Person);
    let is_fit = is_own && !comment.is_empty() && TextKind::Name.check(&comment).is_ok();
    Some(if is_fit { comment } else { public.algorithm() })
}

/// Removes a key from use, with an entry in the audit record.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn remove(
    tx: &mut Tx,
    person: &Person,
    signer: Signer<'_>,
    id: Uuid,
    entry: AuditEntry,
) -> Result<std::result::Result<(), KeyRemovalFault>> {
    let (owner, company_id) = match signer {
        Signer::Person => (KeyOwner::Person(person.id), person.company_id),
        Signer::Account(account) => (KeyOwner::Account(account.id), account.company_id),
    };
    if matches!(signer, Signer::Account(_)) && !manages_service_accounts(person, company_id) {
        return Ok(Err(KeyRemovalFault::NotPermitted));
    }
    let key = match end(tx, owner, id, entry.at).await? {
        Ok(key) => key,
        Err(fault) => return Ok(Err(fault)),
    };
    record(tx, Event::SigningKeyRemoved, &key, signer, company_id, entry).await.map(Ok)
}

/// Removes a key of a person from use for their company, with `entry` in the audit record. The
/// caller knows that it may.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn remove_of_member(
    tx: &mut Tx,
    person_id: i64,
    id: Uuid,
    entry: AuditEntry,
) -> Result<std::result::Result<(), KeyRemovalFault>> {
    let key = match end(tx, KeyOwner::Person(person_id), id, entry.at).await? {
        Ok(key) => key,
        Err(fault) => return Ok(Err(fault)),
    };
    audit::record(tx, AuditEntry { about: Some(key.fingerprint), ..entry }).await.map(Ok)
}

/// Removes a key of an owner from use, if it is one that can be removed alone.
async fn end(
    tx: &mut Tx,
    owner: KeyOwner,
    id: Uuid,
    at: Instant,
) -> Result<std::result::Result<SigningKey, KeyRemovalFault>> {
    let found = signing_keys::find(tx, id).await?.filter(|key| key.owner == owner);
    let Some(key) = found else { return Ok(Err(KeyRemovalFault::NoSuchKey)) };
    if let Some(removed) = key.removed_at {
        return Ok(Err(KeyRemovalFault::Removed(removed)));
    }
    if key.kind == SignatureKind::Passkey {
        return Ok(Err(KeyRemovalFault::OfPasskey));
    }
    let ended = signing_keys::remove(tx, id, at).await?;
    Ok(if ended { Ok(key) } else { Err(KeyRemovalFault::Removed(at)) })
}

async fn record(
    tx: &mut Tx,
    event: Event,
    key: &SigningKey,
    signer: Signer<'_>,
    company_id: i64,
    entry: AuditEntry,
) -> Result<()> {
    let about = match signer {
        Signer::Person => key.fingerprint.clone(),
        Signer::Account(account) => format!("{}: {}", account.name, key.fingerprint),
    };
    let of = AuditEntry { event, company_id: Some(company_id), about: Some(about), ..entry };
    audit::record(tx, of).await
}
