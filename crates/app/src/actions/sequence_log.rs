//! Adds records that are not in the transparency log yet as its leaves, and signs a checkpoint.
//!
//! The action that adds a record only notes its name. One process at a time, the holder of the work
//! lock, makes leaves of the names in batches, so that approvals do not wait for each other.

use crate::failure::{Failure, Result};
use crate::random::{Random, SystemRandom};
use crate::transparency::checkpoint::{LogSigner, VerifierKey};
use crate::transparency::key_file::LogKeyFile;
use crate::transparency::tree::{self, GrowingTree, TreeHead};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{Leaf, LeafKind, LeafName};
use countersign_store::transparency::checkpoints::StoredCheckpoint;
use countersign_store::transparency::pending::TakenNames;
use countersign_store::transparency::{checkpoints, contents, leaves, pending};
use countersign_store::{Store, Tx, installation};
use tlog_tiles::{Hash, record_hash};

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
/// Fails when the database does. Fails after the leaves were added if the file with the key does,
/// or if the log does not continue the last checkpoint that the key signed.
pub async fn run(store: &Store, key: &LogKeyFile, now: Instant) -> Result<u64> {
    let LogState { waiting, size, last, keys } = store.reading(async |tx| state(tx).await).await?;
    if !waiting && size == last {
        return Ok(0);
    }
    bring_up(store, key, key.signer(&keys), now).await
}

/// Makes a new key in the file a record of the log, and signs a checkpoint with it.
///
/// # Errors
/// As [`run`].
pub async fn sign_with_new_key(store: &Store, key: &LogKeyFile, now: Instant) -> Result<u64> {
    let keys = store.reading(async |tx| keys(tx).await).await?;
    bring_up(store, key, key.signer(&keys), now).await
}

/// Lets the key sign the log as it is now, after an older copy of the database was restored, and
/// returns the number of records.
///
/// # Errors
/// As [`run`]; or if the key is not there.
pub async fn accept(store: &Store, key: &LogKeyFile, now: Instant) -> Result<u64> {
    let keys = store.reading(async |tx| keys(tx).await).await?;
    let signer = key.signer(&keys)?;
    let missing = || Failure::Usage("the log's private key is not there".to_owned());
    let signer = signer.ok_or_else(missing)?;
    let accepted = store.reading(async |tx| head(tx).await).await?;
    key.last_signed().write(&signer.checkpoint(accepted.size, accepted.root))?;
    bring_up(store, key, Ok(Some(signer)), now).await?;
    Ok(store.reading(async |tx| head(tx).await).await?.size)
}

async fn bring_up(
    store: &Store,
    key: &LogKeyFile,
    signer: Result<Option<LogSigner>>,
    now: Instant,
) -> Result<u64> {
    if let Ok(Some(signer)) = &signer {
        store.write(async |tx| register(tx, signer, now).await).await?;
    }
    let again = store.write(async |tx| drop_leaves(tx).await).await?;
    let (mut added, mut gone, mut after) = (0, 0, None);
    while let Some(done) = store.write(async |tx| batch(tx, after.as_ref()).await).await? {
        added += done.added;
        gone += done.gone;
        after = Some(done.last);
    }
    if again + gone > 0 {
        tracing::error!(event = "log-names-unknown", again, gone, "names that are no new records");
    }
    if let Some(signer) = signer? {
        store.write(async |tx| sign(tx, key, &signer, now).await).await??;
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

async fn drop_leaves(tx: &mut Tx) -> countersign_store::Result<u64> {
    installation::take_work_lock(tx).await?;
    pending::drop_leaves(tx).await
}

/// What a batch did.
struct Batch {
    added: u64,
    /// Names without a record, which keep waiting.
    gone: u64,
    last: LeafName,
}

/// Makes leaves of some records after this one; `None` if there are none.
async fn batch(tx: &mut Tx, after: Option<&LeafName>) -> countersign_store::Result<Option<Batch>> {
    installation::take_work_lock(tx).await?;
    let Some(TakenNames { names, last }) = pending::take(tx, after, BATCH).await? else {
        return Ok(None);
    };
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
    Ok(Some(Batch { added: found.len() as u64, gone: gone.len() as u64, last }))
}

/// The log as the tiles have it.
async fn head(tx: &mut Tx) -> countersign_store::Result<TreeHead> {
    let size = u64::try_from(leaves::size(tx).await?).unwrap_or_default();
    Ok(TreeHead { size, root: tree::root(tx, size).await? })
}

/// Signs the checkpoint of all leaves, unless there is one. The inner failure is that of the files
/// beside the key: nothing is signed then.
async fn sign(
    tx: &mut Tx,
    key: &LogKeyFile,
    signer: &LogSigner,
    now: Instant,
) -> countersign_store::Result<Result<()>> {
    installation::take_work_lock(tx).await?;
    let new = head(tx).await?;
    let size = i64::try_from(new.size).unwrap_or(i64::MAX);
    if checkpoints::last(tx).await?.is_some_and(|last| last.size >= size) {
        return Ok(Ok(()));
    }
    let last = match key.last_signed().read() {
        Ok(last) => last.map(|it| TreeHead { size: it.size, root: Hash(it.root) }),
        Err(failure) => return Ok(Err(failure)),
    };
    if let Some(last) = last
        && !tree::continues(tx, new, last).await?
    {
        return Ok(Err(Failure::System(rewritten(key, new, last))));
    }
    let note = signer.checkpoint(new.size, new.root);
    if let Err(failure) = key.last_signed().write(&note) {
        // The one before is still there, and the next checkpoint has to continue that.
        tracing::warn!(event = "log-not-remembered", %failure, "a signed checkpoint is not kept");
    }
    checkpoints::add(tx, &StoredCheckpoint { size, note }, now).await?;
    Ok(Ok(()))
}

/// Why a log is not signed.
fn rewritten(key: &LogKeyFile, new: TreeHead, last: TreeHead) -> String {
    let file = key.last_signed().path().map(|it| it.display().to_string()).unwrap_or_default();
    format!(
        "the log has {} records and does not continue the {} that its key signed last ({file}), so \
         no checkpoint is signed: an older copy of the database is in use, or the log was \
         rewritten. Run countersign verify; after a restore, run countersign key accept-log",
        new.size, last.size
    )
}
