//! The signing key of a passkey: registered together with it, and removed from use when it ends.
//! What it signed is verified with it, so it stays when its passkey is deleted.

use super::credential;
use crate::actions::audit;
use crate::random::Random;
use countersign_domain::audit::Event;
use countersign_domain::signature::SignatureKind;
use countersign_store::audit::AuditEntry;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::signing_keys::{self, KeyOwner, SigningKey};
use countersign_store::{Result, Tx};

/// Registers the signing key of a new passkey. `entry` says who does it, and when.
///
/// # Errors
/// Fails when the database does.
pub async fn add(
    tx: &mut Tx,
    passkey: &Passkey,
    entry: &AuditEntry,
    random: &dyn Random,
) -> Result<()> {
    let in_use = signing_keys::in_use(tx, KeyOwner::Person(passkey.person_id)).await?;
    let Some(key) = of(passkey, entry, random).filter(|key| is_new(key, &in_use)) else {
        return Ok(());
    };
    signing_keys::add(tx, &key).await?;
    audit::record_part(tx, about(&key, Event::SigningKeyAdded, entry)).await
}

/// Registers the signing keys of passkeys that have none, because an earlier release made them.
///
/// # Errors
/// Fails when the database does.
pub async fn add_missing(
    tx: &mut Tx,
    person_id: i64,
    entry: &AuditEntry,
    random: &dyn Random,
) -> Result<()> {
    let in_use = signing_keys::in_use(tx, KeyOwner::Person(person_id)).await?;
    for passkey in passkeys::of_person(tx, person_id).await? {
        let Some(key) = of(&passkey, entry, random).filter(|key| is_new(key, &in_use)) else {
            continue;
        };
        signing_keys::add(tx, &key).await?;
        audit::record(tx, about(&key, Event::SigningKeyAdded, entry)).await?;
    }
    Ok(())
}

/// Removes the signing key of a passkey that ends from use.
///
/// # Errors
/// Fails when the database does.
pub async fn end(tx: &mut Tx, passkey: &Passkey, entry: &AuditEntry) -> Result<()> {
    let fingerprint = credential(passkey).and_then(|it| Some(it.key.signing_key()?.fingerprint()));
    for key in of_passkeys(tx, passkey.person_id).await? {
        if Some(&key.fingerprint) == fingerprint.as_ref() {
            remove(tx, &key, entry).await?;
        }
    }
    Ok(())
}

/// Removes the signing keys of all passkeys of a person from use.
///
/// # Errors
/// Fails when the database does.
pub async fn end_all(tx: &mut Tx, person_id: i64, entry: &AuditEntry) -> Result<()> {
    for key in of_passkeys(tx, person_id).await? {
        remove(tx, &key, entry).await?;
    }
    Ok(())
}

/// Whether no key in use has the fingerprint of this one, also of another kind: the audit record
/// names a key by its fingerprint alone.
fn is_new(key: &SigningKey, in_use: &[SigningKey]) -> bool {
    in_use.iter().all(|it| it.fingerprint != key.fingerprint)
}

/// The signing keys of a person's passkeys that are in use.
async fn of_passkeys(tx: &mut Tx, person_id: i64) -> Result<Vec<SigningKey>> {
    let mut keys = signing_keys::in_use(tx, KeyOwner::Person(person_id)).await?;
    keys.retain(|key| key.kind == SignatureKind::Passkey);
    Ok(keys)
}

async fn remove(tx: &mut Tx, key: &SigningKey, entry: &AuditEntry) -> Result<()> {
    signing_keys::remove(tx, key.id, entry.at).await?;
    audit::record_part(tx, about(key, Event::SigningKeyRemoved, entry)).await
}

/// The signing key of a passkey; `None` if its row makes no sense.
fn of(passkey: &Passkey, entry: &AuditEntry, random: &dyn Random) -> Option<SigningKey> {
    let public = credential(passkey)?.key.signing_key()?;
    Some(SigningKey {
        id: random.id(),
        kind: SignatureKind::Passkey,
        owner: KeyOwner::Person(passkey.person_id),
        name: passkey.name.clone(),
        algorithm: public.algorithm(),
        fingerprint: public.fingerprint(),
        public_key: public.bytes(),
        added_by: entry.person_id.unwrap_or(passkey.person_id),
        added_at: entry.at,
        removed_at: None,
    })
}

/// The entry of the audit record about a key. The company is that of the person who acts, if any.
fn about(key: &SigningKey, event: Event, entry: &AuditEntry) -> AuditEntry {
    let id = audit::entry(event, entry.at).id;
    AuditEntry { id, event, about: Some(key.fingerprint.clone()), ..entry.clone() }
}
