//! Secrets at rest: what is a secret, where it lies, and that it lies there sealed.
//!
//! The keys are outside of the database, and so are the sealing itself and its randomness: a
//! [`Sealer`] is handed in. The database knows the ids of its keys, so that a wrong key is found
//! out and all processes seal with the same one. What was stored before there was a key lies plain
//! until one is taken up ([`adopt`]); from then on nothing plain is taken for a secret.

mod batches;

use crate::engine::Store;
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use std::sync::Arc;
use uuid::Uuid;

pub(crate) use batches::STATEMENTS as BATCH_STATEMENTS;
pub use batches::{Count, count, reseal};

statements! {
    KEYS = "SELECT id, replaced_at IS NULL FROM sealing_keys ORDER BY made_at, id";
    /// Whoever seals holds the row to the end of the transaction: a key that is replaced meanwhile
    /// is replaced after it.
    TAKE = "UPDATE sealing_keys SET uses = uses + 1 WHERE replaced_at IS NULL RETURNING id";
    REPLACE = "UPDATE sealing_keys SET replaced_at = $1 WHERE replaced_at IS NULL";
    ADD = "INSERT INTO sealing_keys (id, made_at, replaced_at, uses) VALUES ($1, $2, NULL, 0)";
    FORGET = "DELETE FROM sealing_keys WHERE replaced_at IS NOT NULL";
}

/// Seals and opens, with keys that are known by their ids.
pub trait Sealer: Send + Sync + std::fmt::Debug {
    /// Whether it can seal with the key of this id.
    fn has(&self, key: &str) -> bool;

    /// What is stored of a secret at a place; none where it does not have the key.
    fn seal(&self, key: &str, place: &str, plain: &[u8]) -> Option<String>;

    /// The secret that is stored at a place; none where it cannot be opened.
    fn open(&self, place: &str, stored: &[u8]) -> Option<Vec<u8>>;

    /// The id of the key that something is sealed with; none where it lies plain.
    fn key_of(&self, stored: &[u8]) -> Option<String>;

    /// Takes nothing plain for a secret any more.
    fn be_strict(&self);
}

/// Where a secret lies: its table, the key of its row, its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    SecondFactor(i64),
    Way(Uuid),
    OldWay(Uuid),
    Provider(i64),
    Message(Uuid, i64),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SecondFactor(person) => write!(f, "second_factors/{person}/secret"),
            Self::Way(id) => write!(f, "ways/{id}/secret"),
            Self::OldWay(id) => write!(f, "ways/{id}/old_secret"),
            Self::Provider(company) => write!(f, "sign_in_policies/{company}/client_secret"),
            Self::Message(event, person) => write!(f, "outbox/{event}/{person}/secret"),
        }
    }
}

/// How a database opens and seals; without a sealer, what lies plain is read and nothing is sealed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sealing(Option<Arc<dyn Sealer>>);

impl Sealing {
    /// What lies at a place; none where it cannot be opened.
    pub(crate) fn open(&self, place: Place, stored: &[u8]) -> Option<Vec<u8>> {
        match &self.0 {
            Some(sealer) => sealer.open(&place.to_string(), stored),
            None => Some(stored.to_vec()),
        }
    }

    /// The same of a text.
    pub(crate) fn open_text(&self, place: Place, stored: &str) -> Option<String> {
        String::from_utf8(self.open(place, stored.as_bytes())?).ok()
    }
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
    /// The engine's.
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
    pub(crate) async fn seal(&mut self, place: Place, plain: &[u8]) -> Result<String> {
        let key = self.first(TAKE, &[], |row| row.get::<String>(0)).await?;
        let sealer = self.sealing().0;
        let sealed = sealer.zip(key).and_then(|(it, key)| it.seal(&key, &place.to_string(), plain));
        sealed.ok_or(StoreError::NoKey)
    }

    /// The same of a text that need not be there.
    pub(crate) async fn seal_text(
        &mut self,
        place: Place,
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
/// The engine's.
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

/// Takes up the first key of a database, and seals what lies plain; false where there is one.
/// `note` writes it down in the same transaction.
///
/// # Errors
/// The engine's; nothing is sealed then.
pub async fn adopt(
    store: &Store,
    id: &str,
    now: Instant,
    mut note: impl AsyncFnMut(&mut Tx) -> Result<()>,
) -> Result<bool> {
    let adopted = store
        .write(async |tx| {
            crate::installation::wait_for_turn(tx).await?;
            if keys(tx).await?.current.is_some() {
                return Ok(false);
            }
            tx.execute(ADD, &[id.into(), now.into()]).await?;
            while batches::some(tx, id).await? > 0 {}
            note(tx).await?;
            Ok(true)
        })
        .await?;
    if adopted {
        // What lay plain is overwritten in the file; the log still had it.
        store.empty_log().await?;
    }
    Ok(adopted)
}

/// Has another key seal from now on. What the one before sealed is opened with that one until it
/// is sealed again. `note` writes it down in the same transaction.
///
/// # Errors
/// The engine's.
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
/// The engine's.
pub async fn forget(store: &Store) -> Result<()> {
    store.write(async |tx| tx.execute(FORGET, &[]).await.map(|_| ())).await?;
    store.empty_log().await
}
