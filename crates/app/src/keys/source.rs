//! Finds the keys of a database, and prepares a process to use them.

use super::Keyring;
use crate::actions::{audit, rotate_key};
use crate::failure::{Failure, Result};
use crate::private_files;
use countersign_domain::instant::Instant;
use countersign_store::sealing::{self, Keys, Sealer};
use countersign_store::{DatabaseUrl, Store, Tx};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the credential that systemd provides.
const CREDENTIAL: &str = "countersign.key";

/// The place of the key file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySource {
    path: Option<PathBuf>,
}

/// The keys with which a process starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// The key with this id seals.
    Seals(String),
    /// The database never had a key: secrets that would have to be sealed are refused.
    Keyless,
    /// The key with this id, which seals the database's secrets, is missing.
    Lost(String),
}

impl KeySource {
    /// The file that was given; otherwise systemd's credential; otherwise, for an embedded
    /// database, the file beside it.
    #[must_use]
    pub fn new(asked: Option<&Path>, credentials: Option<&Path>, url: &DatabaseUrl) -> Self {
        let credential = credentials.map(|folder| folder.join(CREDENTIAL));
        let credential = credential.filter(|path| path.exists());
        let beside = || url.file().map(beside);
        Self { path: asked.map(Path::to_owned).or(credential).or_else(beside) }
    }

    /// The path of the file, if there can be one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The keys of the file; `None` if it does not exist.
    ///
    /// # Errors
    /// The fault of the file.
    pub fn ring(&self) -> Result<Option<Keyring>> {
        let Some(path) = self.path.as_deref().filter(|path| path.exists()) else { return Ok(None) };
        private_files::see_to(path);
        Keyring::read(path).map(Some).map_err(Failure::Usage)
    }

    /// Prepares the keys: the first one seals if the database has none yet, and a key is made if
    /// there is a place for it.
    ///
    /// # Errors
    /// Fails if the file does not belong to this database, or cannot be read or made.
    pub async fn begin(&self, store: Store, now: Instant) -> Result<(Store, KeyState)> {
        let known = store.reading(async |tx| sealing::keys(tx).await).await?;
        let ring = match (self.ring()?, &self.path, &known.current) {
            (Some(ring), _, _) => ring,
            (None, Some(path), None) => Keyring::make(path)?,
            (None, path, _) => Keyring::new(Vec::new(), path.clone()),
        };
        let ids = ring.ids();
        let ring = Arc::new(ring);
        let store = store.sealing_with(Arc::clone(&ring) as Arc<dyn Sealer>);
        if let (None, Some(first)) = (&known.current, ids.first()) {
            let entry = rotate_key::recorded(first, now);
            let note = async |tx: &mut Tx| audit::record(tx, entry.clone()).await;
            let sealed = sealing::adopt(&store, first, now, note).await?;
            if let Some(left) = left_behind(store.url(), sealed.unwrap_or_default()) {
                tracing::warn!(event = "key-left", "{left}");
            }
        }
        let known = store.reading(async |tx| sealing::keys(tx).await).await?;
        if known.current.is_some() {
            ring.be_strict();
        }
        match known.current.clone() {
            None => Ok((store, KeyState::Keyless)),
            Some(current) if ids.is_empty() => Ok((store, KeyState::Lost(current))),
            Some(current) if ids.contains(&current) => Ok((store, KeyState::Seals(current))),
            Some(_) => Err(self.wrong(&known, &ids)),
        }
    }

    fn wrong(&self, known: &Keys, ids: &[String]) -> Failure {
        let path = self.path.as_deref().unwrap_or(Path::new("")).display();
        let (here, there) = (ids.join(", "), known.current.as_deref().unwrap_or_default());
        Failure::Usage(format!(
            "the key file {path} does not belong to this database: it holds the key {here}, but \
             {there} seals the secrets. Give the right file with --key-file. If it is lost, run \
             countersign key rotate --lost: {here} seals from then on, and you have to enter again \
             what {there} sealed"
        ))
    }
}

/// The message to the operator after secrets of an older version were sealed.
pub(super) fn left_behind(url: &DatabaseUrl, sealed: u64) -> Option<String> {
    let where_and_how = match url.file() {
        _ if sealed == 0 => return None,
        Some(file) => format!(
            "in unused parts of {0}. To remove them, stop everything that uses the database and \
             run sqlite3 {0} VACUUM",
            file.display()
        ),
        None => "in dead rows. To remove them, run VACUUM FULL second_factors, ways, \
                 sign_in_policies, outbox"
            .to_owned(),
    };
    Some(format!(
        "{sealed} secrets that an older version stored plain are sealed now. Earlier copies of \
         them may remain {where_and_how}. Backups keep them: see docs/operating/keys.md, After an \
         upgrade"
    ))
}

/// The file beside an embedded database: `countersign.key` beside `countersign.db`.
fn beside(database: &Path) -> PathBuf {
    match database.extension().is_some_and(|ending| ending == "key") {
        true => database.with_extension("key.key"),
        false => database.with_extension("key"),
    }
}
