//! Verifies that a file is a backup: SQLite can read every page, the schema is this program's, the
//! file holds an installation, and `verify` accepts its record.

use crate::actions::verify_record::{self, Findings};
use crate::failure::{Failure, Result};
use crate::keys::Keyring;
use crate::keys::source::KeySource;
use crate::progress::WorkProgress;
use countersign_domain::instant::Instant;
use countersign_store::backups;
use countersign_store::sealing::{self, Count, Keys, Sealer};
use countersign_store::{DatabaseUrl, SchemaState, Store, StoreError, installation};
use std::path::Path;
use std::sync::Arc;

/// What the record in a whole file is.
#[derive(Debug)]
pub struct Checked {
    /// When its installation was made.
    pub made_at: Instant,
    /// Up to where its clock has run.
    pub ran_until: Option<Instant>,
    /// What `verify` says of it.
    pub findings: Findings,
    /// The keys that its secrets are sealed with.
    pub keys: Keys,
}

/// Has SQLite check every page of a file.
///
/// # Errors
/// Fails if it is cut off or damaged.
pub async fn check_file(file: &Path, progress: &mut WorkProgress) -> Result<()> {
    let store = open(file).await?;
    progress.begin("checking the file", "", None);
    let faults = backups::faults(&store).await.map_err(|error| explained(file, error))?;
    match faults.first() {
        Some(fault) => Err(damaged(file, fault)),
        None => Ok(()),
    }
}

/// Verifies the record in a file. Findings are no error.
///
/// # Errors
/// Fails if the file is no current database with an installation in it, or cannot be read.
pub async fn check_record(file: &Path, progress: &mut WorkProgress) -> Result<Checked> {
    let store = open(file).await?;
    if store.schema_state().await? != SchemaState::Current {
        return Err(no_installation(file));
    }
    let (installation, keys) = store
        .reading::<_, StoreError>(async |tx| {
            Ok((installation::load(tx).await?, sealing::keys(tx).await?))
        })
        .await?;
    let installation = installation.ok_or_else(|| no_installation(file))?;
    let findings = verify_record::run(&store, progress).await?;
    let (made_at, ran_until) = (installation.created_at, installation.ran_until);
    Ok(Checked { made_at, ran_until, findings, keys })
}

/// Opens a file that may be damaged, to read it alone.
///
/// # Errors
/// Fails if it is no database of this program's, or cannot be read.
pub async fn open(file: &Path) -> Result<Store> {
    let opened = Store::open_to_read(&DatabaseUrl::Sqlite(file.to_owned())).await;
    opened.map_err(|error| explained(file, error))
}

/// The error of a file that cannot be read through.
pub fn explained(file: &Path, error: StoreError) -> Failure {
    match error {
        StoreError::Corrupt(why) => damaged(file, &why),
        other => other.into(),
    }
}

fn damaged(file: &Path, why: &str) -> Failure {
    Failure::System(format!("{} is cut off or damaged: {why}", file.display()))
}

/// The error of a database in which nobody has made an installation.
#[must_use]
pub fn no_installation(file: &Path) -> Failure {
    Failure::Usage(format!("{} holds no installation, so it is no backup", file.display()))
}

/// Which keys the secrets of a database need, and whether they are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeededKeys {
    /// The keys that are needed, the one that seals now first.
    pub ids: Vec<String>,
    /// Those of them that are not in the key file.
    pub missing: Vec<String>,
    /// How many secrets the keys open, and how many they do not.
    pub secrets: Count,
}

impl NeededKeys {
    /// Opens every secret of a database with the keys that are there.
    ///
    /// # Errors
    /// Fails if the key file cannot be read, or the database fails.
    pub async fn look_for(store: &Store, source: &KeySource) -> Result<Self> {
        let Keys { current, replaced } = store.reading(async |tx| sealing::keys(tx).await).await?;
        let ring = source.ring()?.unwrap_or_else(|| Keyring::new(Vec::new(), None));
        let there = ring.ids();
        let ids: Vec<String> = current.into_iter().chain(replaced).collect();
        let missing = ids.iter().filter(|id| !there.contains(id)).cloned().collect();
        let ring: Arc<dyn Sealer> = Arc::new(ring);
        if !ids.is_empty() {
            ring.be_strict();
        }
        let secrets = sealing::count(store, &ring).await?;
        Ok(Self { ids, missing, secrets })
    }

    /// Whether every secret can be opened.
    #[must_use]
    pub const fn are_there(&self) -> bool {
        self.missing.is_empty() && self.secrets.locked == 0
    }
}
