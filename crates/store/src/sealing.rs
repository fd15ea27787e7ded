//! Secrets at rest: which columns are secrets, and that they are sealed.
//!
//! The keys are outside the database, and so are the cipher and its randomness: the caller passes a
//! [`Sealer`]. The database has the ids of its keys, so that a wrong key is noticed and all
//! processes seal with the same one. Secrets stored before the first key are plain until it is
//! adopted ([`adopt`]); from then on no plain value is accepted as a secret.

mod batches;
pub(crate) mod sealer;

use crate::engine::Store;
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use sealer::Sealing;
use std::sync::Arc;

pub(crate) use batches::STATEMENTS as BATCH_STATEMENTS;
pub use batches::{Count, count, reseal};
pub use sealer::Sealer;
use sealer::SecretPlace;

statements! {
    KEYS = "SELECT id, replaced_at IS NULL FROM sealing_keys ORDER BY made_at, id";
    /// A transaction that seals locks the row until it ends: a rotation replaces the key after it.
    TAKE = "UPDATE sealing_keys SET uses = uses + 1 WHERE replaced_at IS NULL RETURNING id";
    REPLACE = "UPDATE sealing_keys SET replaced_at = $1 WHERE replaced_at IS NULL";
    ADD = "INSERT INTO sealing_keys (id, made_at, replaced_at, uses) VALUES ($1, $2, NULL, 0)";
    FORGET = "DELETE FROM sealing_keys WHERE replaced_at IS NOT NULL";
}

impl Store {
    /// The same store, whose secrets this sealer seals and opens.
    #[must_use]
    pub fn sealing_with(mut self, sealer: Arc<dyn Sealer>) -> Self {
        self.sealing = Sealing(Some(sealer));
        self
    }

    /// Whether a secret can be stored.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn can_seal(&self) -> Result<bool> {
        let mut tx = self.read().await?;
        let current = keys(&mut tx).await?.current;
        tx.rollback().await?;
        let sealer = self.sealing.0.as_ref();
        Ok(sealer.zip(current).is_some_and(|(sealer, key)| sealer.has(&key)))
    }
}

impl Tx {
    /// The value to store for a secret at a place.
    ///
    /// # Errors
    /// [`StoreError::NoKey`] when nothing can be sealed.
    pub(crate) async fn seal(&mut self, place: SecretPlace, plain: &[u8]) -> Result<String> {
        let key = self.first(TAKE, &[], |row| row.get::<String>(0)).await?;
        let sealer = self.sealing().0;
        let sealed = sealer.zip(key).and_then(|(it, key)| it.seal(&key, &place.to_string(), plain));
        sealed.ok_or(StoreError::NoKey)
    }

    /// The same for an optional text.
    pub(crate) async fn seal_text(
        &mut self,
        place: SecretPlace,
        plain: Option<&str>,
    ) -> Result<Option<String>> {
        match plain {
            Some(plain) => Ok(Some(self.seal(place, plain.as_bytes()).await?)),
            None => Ok(None),
        }
    }
}

/// The ids of a database's keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The key that seals; `None` if nothing was sealed yet.
    pub current: Option<String>,
    /// Its predecessors, as long as they still seal something.
    pub replaced: Vec<String>,
}

/// The ids of a database's keys.
///
/// # Errors
/// Fails when the database does.
pub async fn keys(tx: &mut Tx) -> Result<Keys> {
    let row = |row: crate::Row<'_>| Ok((row.get::<String>(0)?, row.get::<bool>(1)?));
    let mut keys = Keys::default();
    for (id, is_current) in tx.all(KEYS, &[], row).await? {
        match is_current {
            true => keys.current = Some(id),
            false => keys.replaced.push(id),
        }
    }
    Ok(keys)
}

/// Adopts the first key of a database, seals the plain secrets, and returns how many there were;
/// none if there is a key already. `note` records it in the same transaction.
///
/// # Errors
/// Fails when the database does; nothing is sealed then.
pub async fn adopt(
    store: &Store,
    id: &str,
    now: Instant,
    mut note: impl AsyncFnMut(&mut Tx) -> Result<()>,
) -> Result<Option<u64>> {
    let adopted = store
        .write(async |tx| {
            crate::installation::wait_for_turn(tx).await?;
            if keys(tx).await?.current.is_some() {
                return Ok(None);
            }
            tx.execute(ADD, &[id.into(), now.into()]).await?;
            let mut sealed = 0;
            loop {
                match batches::some(tx, id).await? {
                    0 => break,
                    more => sealed += more,
                }
            }
            note(tx).await?;
            Ok(Some(sealed))
        })
        .await?;
    if adopted.is_some() {
        // The plain values are overwritten in the file, but the log still has them.
        store.empty_log().await?;
    }
    Ok(adopted)
}

/// Makes another key seal from now on. Secrets of the key before are opened with that one until
/// they are sealed again. `note` records it in the same transaction.
///
/// # Errors
/// Fails when the database does.
pub async fn replace(
    store: &Store,
    id: &str,
    now: Instant,
    mut note: impl AsyncFnMut(&mut Tx) -> Result<()>,
) -> Result<()> {
    store
        .write(async |tx| {
            crate::installation::wait_for_turn(tx).await?;
            if keys(tx).await?.current.as_deref() != Some(id) {
                tx.execute(REPLACE, &[now.into()]).await?;
                tx.execute(ADD, &[id.into(), now.into()]).await?;
                note(tx).await?;
            }
            Ok(())
        })
        .await
}

/// Deletes the ids of replaced keys: nothing is sealed with them any more, or they are lost.
///
/// # Errors
/// Fails when the database does.
pub async fn forget(store: &Store) -> Result<()> {
    store.write(async |tx| tx.execute(FORGET, &[]).await.map(|_| ())).await?;
    store.empty_log().await
}
