//! Adds records that are not in the transparency log yet as its leaves, and signs a checkpoint.
//!
//! The action that adds a record only notes its name. One process at a time, the holder of the work
//! lock, makes leaves of the names in batches, so that approvals do not wait for each other.

use crate::failure::Result;
use crate::random::{Random, SystemRandom};
use crate::transparency::checkpoint::{LogSigner, VerifierKey};
use crate::transparency::key_file::LogKeyFile;
use crate::transparency::tree::{self, GrowingTree};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{Leaf, LeafKind};
use countersign_store::transparency::checkpoints::StoredCheckpoint;
use countersign_store::transparency::{checkpoints, contents, leaves, pending};
use countersign_store::{Store, Tx, installation};
use tlog_tiles::record_hash;

/// Records of one batch.
const BATCH: i64 = 2_000;
/// Random bytes that are hashed with personal data.
const SALT: usize = 16;

/// The public keys of the log.
///
/// # Errors
/// Fails when the database does.
pub async fn keys(tx: &mut Tx) -> countersign_store::Result<Vec<VerifierKey>> {
    Ok(checkpoints::keys(tx).await?.iter().filter_map(|key| VerifierKey::parse(key)).collect())
}

/// How far the log is.
struct LogState {
    /// Whether records wait for it.
    waiting: bool,
    /// The number of leaves.
    size: i64,
    /// The number of leaves that the last checkpoint covers.
    last: i64,
    keys: Vec<VerifierKey>,
}

async fn state(tx: &mut Tx) -> countersign_store::Result<LogState> {
    Ok(LogState {
        waiting: !pending::some(tx, 1).await?.is_empty(),
        size: leaves::size(tx).await?,
        last: checkpoints::last(tx).await?.map_or(0, |last| last.size),
        keys: keys(tx).await?,
    })
}

/// Makes leaves of all waiting records and, if there is a key, signs the checkpoint; returns how
/// many leaves were added. `now` is the machine's time.
///
/// # Errors
/// Fails when the database does; or if the file with the key does, after the leaves were added.
pub async fn run(store: &Store, key: &LogKeyFile, now: Instant) -> Result<u64> {
    let LogState { waiting, size, last, keys } = store.reading(async |tx| state(tx).await).await?;
    if !waiting && size == last {
        return Ok(0);
    }
    bring_up(store, key.signer(&keys), now).await
}

/// Makes a new key in the file a record of the log, and signs a checkpoint with it.
///
/// # Errors
/// As [`run`].
pub async fn sign_with_new_key(store: &Store, key: &LogKeyFile, now: Instant) -> Result<u64> {
    let keys = store.reading(async |tx| keys(tx).await).await?;
    bring_up(store, key.signer(&keys), now).await
}

async fn bring_up(store: &Store, signer: Result<Option<LogSigner>>, now: Instant) -> Result<u64> {
    if let Ok(Some(signer)) = &signer {
        store.write(async |tx| register(tx, signer, now).await).await?;
    }
    let mut added = 0;
    loop {
        let batch = store.write(async |tx| batch(tx).await).await?;
        added += batch;
        if batch == 0 {
            break;
        }
    }
    if let Some(signer) = signer? {
        store.write(async |tx| sign(tx, &signer, now).await).await?;
    }
    Ok(added)
}

/// Adds the public key if it is new.
async fn register(tx: &mut Tx, signer: &LogSigner, now: Instant) -> countersign_store::Result<()> {
    installation::take_work_lock(tx).await?;
    match keys(tx).await?.contains(signer.verifier()) {
        true => Ok(()),
        false => checkpoints::add_key(tx, &signer.verifier().text(), now).await,
    }
}

/// Makes leaves of some records and returns how many.
async fn batch(tx: &mut Tx) -> countersign_store::Result<u64> {
    installation::take_work_lock(tx).await?;
    let names = pending::take(tx, BATCH).await?;
    for name in names.iter().filter(|name| name.kind == LeafKind::AuditDetails) {
        let bytes: [u8; SALT] = (&SystemRandom as &dyn Random).bytes();
        contents::salt(tx, name, &bytes).await?;
    }
    let contents = contents::of(tx, &names).await?;
    let first = leaves::size(tx).await?;
    let mut tree = GrowingTree::load(tx, u64::try_from(first).unwrap_or_default()).await?;
    let (mut found, mut gone) = (Vec::with_capacity(names.len()), Vec::new());
    for (name, content) in names.into_iter().zip(contents) {
        let Some(content) = content else {
            gone.push(name);
            continue;
        };
        let leaf = Leaf { name, content };
        tree.add(record_hash(leaf.text().as_bytes()))?;
        found.push(leaf);
    }
    leaves::add(tx, first, &found).await?;
    leaves::put_tiles(tx, &tree.into_tiles()).await?;
    // Personal data may be erased before it is a leaf. Nothing else goes away: what is not there
    // keeps waiting, and `verify` says so.
    gone.retain(|name| name.kind != LeafKind::AuditDetails);
    pending::add(tx, &gone).await?;
    Ok(found.len() as u64)
}

/// Signs the checkpoint of all leaves, unless there is one.
async fn sign(tx: &mut Tx, signer: &LogSigner, now: Instant) -> countersign_store::Result<()> {
    installation::take_work_lock(tx).await?;
    let size = leaves::size(tx).await?;
    if checkpoints::last(tx).await?.is_some_and(|last| last.size >= size) {
        return Ok(());
    }
    let whole = u64::try_from(size).unwrap_or_default();
    let note = signer.checkpoint(whole, tree::root(tx, whole).await?);
    checkpoints::add(tx, &StoredCheckpoint { size, note }, now).await
}
