//! Secrets at rest: what is a secret, where it lies, and that it lies there sealed.
//!
//! The keys are outside of the database, and so are the sealing itself and its randomness: a
//! [`Sealer`] is handed in. The database knows the ids of its keys, so that a wrong key is found
//! out and all processes seal with the same one. What was stored before there was a key lies plain
//! until one is taken up ([`adopt`]); from then on nothing plain is taken for a secret.

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
    /// Whoever seals holds the row to the end of the transaction: a key that is replaced meanwhile
    /// is replaced after it.
    TAKE = "UPDATE sealing_keys SET uses = uses + 1 WHERE replaced_at IS NULL RETURNING id";
    REPLACE = "UPDATE sealing_keys SET replaced_at = $1 WHERE replaced_at IS NULL";
    ADD = "INSERT INTO sealing_keys (id, made_at, replaced_at, uses) VALUES ($1, $2, NULL, 0)";
    FORGET = "DELETE FROM sealing_keys WHERE replaced_at IS NOT NULL";
}

impl Store {
    /// The same, whose secrets this seals and opens.
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
    /// What is to be stored of a secret at a place.
    ///
    /// # Errors
    /// [`StoreError::NoKey`] where nothing can be sealed.
    pub(crate) async fn seal(&mut self, place: SecretPlace, plain: &[u8]) -> Result<String> {
        let key = self.first(TAKE, &[], |row| row.get::<String>(0)).await?;
        let sealer = self.sealing().0;
        let sealed = sealer.zip(key).and_then(|(it, key)| it.seal(&key, &place.to_string(), plain));
        sealed.ok_or(StoreError::NoKey)
    }

    /// The same of a text that need not be there.
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
    /// The one that seals; none where nothing was sealed yet.
    pub current: Option<String>,
    /// Those that it replaces, as long as something is sealed with them.
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

/// Takes up the first key of a database, and seals what lies plain: how many secrets that were;
/// none where there is a key. `note` writes it down in the same transaction.
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
        // What lay plain is overwritten in the file; the log still had it.
        store.empty_log().await?;
    }
    Ok(adopted)
}

/// Has another key seal from now on. What the one before sealed is opened with that one until it
/// is sealed again. `note` writes it down in the same transaction.
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

/// Forgets the keys that were replaced: nothing is sealed with them any more, or nobody has them.
///
/// # Errors
/// Fails when the database does.
pub async fn forget(store: &Store) -> Result<()> {
    store.write(async |tx| tx.execute(FORGET, &[]).await.map(|_| ())).await?;
    store.empty_log().await
}
