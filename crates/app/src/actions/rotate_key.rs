//! Seals the secrets of a database with another key while other processes use it.
//!
//! The new key is first in the file before the database names it, and the old one stays in the
//! file. Every process opens secrets with both, and reads the file again when it meets an unknown
//! key. An interrupted rotation continues: a first key that does not seal yet is the new one.

use crate::actions::audit;
use crate::failure::{Failure, Result};
use crate::keys::source::KeySource;
use crate::keys::{Keyring, SealingKey};
use crate::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::sealing::{self, Count, Sealer};
use countersign_store::{Store, Tx};
use std::path::Path;
use std::sync::Arc;

/// The options of a rotation.
#[derive(Clone, Copy, Debug)]
pub struct Rotation<'a> {
    /// A file whose first key is the new one; without it, a key is made.
    pub new: Option<&'a Path>,
    /// Whether the old key is lost, so that its secrets stay closed.
    pub lost: bool,
    /// The present instant.
    pub now: Instant,
}

/// The result of a rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotatedKey {
    /// The key that seals from now on.
    pub key: String,
    /// The key that sealed before.
    pub before: Option<String>,
    /// How many secrets were sealed again.
    pub resealed: u64,
    /// How many secrets cannot be opened any more.
    pub locked: u64,
}

/// Rotates the key.
///
/// # Errors
/// Fails if the present key is missing and was not declared lost, or the file cannot be written; or
/// when the database fails.
pub async fn run(store: Store, source: &KeySource, wanted: &Rotation<'_>) -> Result<RotatedKey> {
    let path = source
        .path()
        .ok_or_else(|| Failure::Usage("give the key file with --key-file PATH".to_owned()))?;
    let known = store.reading(async |tx| sealing::keys(tx).await).await?;
    // An interrupted rotation may have left secrets of the replaced key.
    let is_unfinished = !known.replaced.is_empty();
    let before = known.current;
    let ring = source.ring()?.unwrap_or_else(|| Keyring::new(Vec::new(), None));
    let ids = ring.ids();
    let has_current = before.as_ref().is_none_or(|id| ids.contains(id));
    if !has_current && !wanted.lost {
        let id = before.unwrap_or_default();
        return Err(Failure::Usage(format!(
            "the key {id}, which seals the secrets of this database, is not in {}. If it is lost, \
             add --lost; you then have to enter again what it sealed",
            path.display()
        )));
    }
    let first = ring.first().map(|first| first.id().to_owned());
    let is_begun = is_unfinished || first.is_some() && first != before;
    let ring = with_new(ring, path, is_begun, wanted)?;
    let key = ring.ids().swap_remove(0);
    let ring: Arc<dyn Sealer> = Arc::new(ring);
    let store = store.sealing_with(Arc::clone(&ring));
    let entry = AuditEntry { before: before.clone(), ..recorded(&key, wanted.now) };
    let note = async |tx: &mut Tx| audit::record(tx, entry.clone()).await;
    match &before {
        None => drop(sealing::adopt(&store, &key, wanted.now, note).await?),
        Some(_) => sealing::replace(&store, &key, wanted.now, note).await?,
    }
    ring.be_strict();
    let resealed = sealing::reseal(&store).await?;
    let Count { locked, .. } = sealing::count(&store, &ring).await?;
    sealing::forget(&store).await?;
    Ok(RotatedKey { key, before, resealed, locked })
}

/// The audit entry of a key that seals from now on.
#[must_use]
pub fn recorded(key: &str, now: Instant) -> AuditEntry {
    AuditEntry { after: Some(key.to_owned()), ..audit::of_machine(Event::KeyChanged, now) }
}

/// The keys with the new one first, also in the file.
fn with_new(ring: Keyring, path: &Path, is_begun: bool, wanted: &Rotation<'_>) -> Result<Keyring> {
    let new = match wanted.new {
        Some(new) => Keyring::read(new).map_err(Failure::Usage)?.first(),
        None if is_begun => None,
        None => Some(SealingKey::new(&SystemRandom)),
    };
    let Some(new) = new else { return Ok(ring) };
    ring.put_first(new, path).map_err(|error| {
        Failure::System(format!(
            "{}: {error}; nothing was changed. If another program provides this file, put the new \
             key before the old one for every server, and run this again",
            path.display()
        ))
    })
}
