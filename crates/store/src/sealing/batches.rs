//! All secrets of a database in batches: sealed, sealed again, counted.

use super::sealer::{Sealer, SecretPlace};
use crate::engine::Store;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use std::sync::Arc;
use uuid::Uuid;

/// Secrets of one kind that are sealed in one transaction.
const AT_ONCE: usize = 200;

statements! {
    FACTORS = "SELECT person_id, secret FROM second_factors WHERE secret IS NOT NULL";
    WAYS = "SELECT id, secret FROM ways WHERE secret IS NOT NULL";
    OLD_WAYS = "SELECT id, old_secret FROM ways WHERE old_secret IS NOT NULL";
    PROVIDERS = "SELECT company_id, client_secret FROM sign_in_policies \
        WHERE client_secret IS NOT NULL";
    WEBHOOKS = "SELECT id, secret FROM webhooks";
    OLD_WEBHOOKS = "SELECT id, old_secret FROM webhooks WHERE old_secret IS NOT NULL";
    MESSAGES = "SELECT event, person_id, secret FROM outbox WHERE secret IS NOT NULL";
    // Only an unchanged secret: a person may have renewed it meanwhile.
    PUT_FACTOR = "UPDATE second_factors SET secret = $3 WHERE person_id = $1 AND secret = $2";
    PUT_WAY = "UPDATE ways SET secret = $3 WHERE id = $1 AND secret = $2";
    PUT_OLD_WAY = "UPDATE ways SET old_secret = $3 WHERE id = $1 AND old_secret = $2";
    PUT_PROVIDER = "UPDATE sign_in_policies SET client_secret = $3 \
        WHERE company_id = $1 AND client_secret = $2";
    PUT_MESSAGE = "UPDATE outbox SET secret = $4 WHERE event = $1 AND person_id = $2 \
        AND secret = $3";
    PUT_WEBHOOK = "UPDATE webhooks SET secret = $3 WHERE id = $1 AND secret = $2";
    PUT_OLD_WEBHOOK = "UPDATE webhooks SET old_secret = $3 WHERE id = $1 AND old_secret = $2";
}

/// The number of secrets by the key that seals them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Sealed with a key that is there.
    pub open: u64,
    /// Sealed with a missing key: they have to be entered again.
    pub locked: u64,
    /// Not sealed.
    pub plain: u64,
}

/// The place of a secret, and its stored value.
type FoundSecret = (SecretPlace, Vec<u8>);

fn text(row: &Row<'_>, column: usize) -> Result<Vec<u8>> {
    Ok(row.get::<String>(column)?.into_bytes())
}

/// All secrets. There are few: one per person, delivery channel, provider, waiting
/// message and webhook.
async fn all(tx: &mut Tx) -> Result<Vec<FoundSecret>> {
    let factor = |row: Row<'_>| Ok((SecretPlace::SecondFactor(row.get(0)?), row.get(1)?));
    let mut found: Vec<FoundSecret> = tx.all(FACTORS, &[], factor).await?;
    let way =
        |row: Row<'_>| Ok((SecretPlace::DeliveryChannel(row.get::<Uuid>(0)?), text(&row, 1)?));
    found.extend(tx.all(WAYS, &[], way).await?);
    let old = |row: Row<'_>| Ok((SecretPlace::OldWay(row.get::<Uuid>(0)?), text(&row, 1)?));
    found.extend(tx.all(OLD_WAYS, &[], old).await?);
    let provider = |row: Row<'_>| Ok((SecretPlace::Provider(row.get(0)?), text(&row, 1)?));
    found.extend(tx.all(PROVIDERS, &[], provider).await?);
    let webhook = |row: Row<'_>| Ok((SecretPlace::Webhook(row.get::<Uuid>(0)?), text(&row, 1)?));
    found.extend(tx.all(WEBHOOKS, &[], webhook).await?);
    let old = |row: Row<'_>| Ok((SecretPlace::OldWebhook(row.get::<Uuid>(0)?), text(&row, 1)?));
    found.extend(tx.all(OLD_WEBHOOKS, &[], old).await?);
    let message =
        |row: Row<'_>| Ok((SecretPlace::Message(row.get(0)?, row.get(1)?), text(&row, 2)?));
    found.extend(tx.all(MESSAGES, &[], message).await?);
    Ok(found)
}

/// Replaces the value that was read there.
async fn put(tx: &mut Tx, place: SecretPlace, before: &[u8], after: &str) -> Result<()> {
    let texts = || [Value::Text(std::str::from_utf8(before).unwrap_or_default()), after.into()];
    match place {
        SecretPlace::SecondFactor(id) => {
            let values = [id.into(), before.into(), after.as_bytes().into()];
            tx.execute(PUT_FACTOR, &values).await?
        }
        SecretPlace::DeliveryChannel(id) => {
            let [before, after] = texts();
            tx.execute(PUT_WAY, &[id.into(), before, after]).await?
        }
        SecretPlace::OldWay(id) => {
            let [before, after] = texts();
            tx.execute(PUT_OLD_WAY, &[id.into(), before, after]).await?
        }
        SecretPlace::Provider(id) => {
            let [before, after] = texts();
            tx.execute(PUT_PROVIDER, &[id.into(), before, after]).await?
        }
        SecretPlace::Message(event, person) => {
            let [before, after] = texts();
            tx.execute(PUT_MESSAGE, &[event.into(), person.into(), before, after]).await?
        }
        SecretPlace::Webhook(id) => {
            let [before, after] = texts();
            tx.execute(PUT_WEBHOOK, &[id.into(), before, after]).await?
        }
        SecretPlace::OldWebhook(id) => {
            let [before, after] = texts();
            tx.execute(PUT_OLD_WEBHOOK, &[id.into(), before, after]).await?
        }
    };
    Ok(())
}

/// Seals a batch of secrets that another key or none seals, as far as they can be opened; returns
/// how many.
pub(super) async fn some(tx: &mut Tx, key: &str) -> Result<u64> {
    let sealing = tx.sealing();
    let Some(sealer) = sealing.0.as_ref() else { return Ok(0) };
    let mut done = 0;
    for (place, stored) in all(tx).await? {
        if done == AT_ONCE {
            break;
        }
        if sealer.key_of(&stored).as_deref() == Some(key) {
            continue;
        }
        let Some(plain) = sealing.open(place, &stored) else { continue };
        let sealed = tx.seal(place, &plain).await?;
        put(tx, place, &stored, &sealed).await?;
        done += 1;
    }
    Ok(done as u64)
}

/// Seals all secrets with the present key, in batches, and returns how many there were. It can be
/// repeated after an interruption.
///
/// # Errors
/// Fails when the database does.
pub async fn reseal(store: &Store) -> Result<u64> {
    let mut done = 0;
    loop {
        let sealed = store
            .write(async |tx| match super::keys(tx).await?.current {
                Some(key) => some(tx, &key).await,
                None => Ok(0),
            })
            .await?;
        if sealed == 0 {
            return Ok(done);
        }
        done += sealed;
    }
}

/// Counts the secrets by the key that seals them.
///
/// # Errors
/// Fails when the database does.
pub async fn count(store: &Store, sealer: &Arc<dyn Sealer>) -> Result<Count> {
    let mut tx = store.read().await?;
    let mut count = Count::default();
    for (place, stored) in all(&mut tx).await? {
        let is_plain = sealer.key_of(&stored).is_none();
        match sealer.open(&place.to_string(), &stored) {
            Some(_) if is_plain => count.plain += 1,
            Some(_) => count.open += 1,
            None => count.locked += 1,
        }
    }
    tx.rollback().await?;
    Ok(count)
}
