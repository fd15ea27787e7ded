//! The proof that a record was in the log when a checkpoint was signed, in the form of C2SP
//! tlog-proof: its extra data is the leaf.

use super::checkpoint::SignedCheckpoint;
use super::tree;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::leaf::{Leaf, LeafName};
use countersign_store::reports::Key;
use countersign_store::transparency::{checkpoints, contents, leaves};
use countersign_store::{Result, StoreError, Tx};
use tlog_tiles::{Hash, check_record, record_hash};

/// The first line of a proof.
pub(super) const FORM: &str = "c2sp.org/tlog-proof@v1";

/// A proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The leaf.
    pub leaf: Leaf,
    /// Its position.
    pub position: u64,
    /// The hashes beside the way to the root.
    pub path: Vec<Hash>,
    /// The checkpoint.
    pub checkpoint: SignedCheckpoint,
}

/// The checkpoint that a proof leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvenBy {
    /// The latest one, which says most.
    Latest,
    /// The first one that covers the record, which is the same at any later time.
    First,
}

impl Proof {
    /// The text of the proof.
    #[must_use]
    pub fn text(&self, note: &str) -> String {
        let extra = STANDARD.encode(self.leaf.text());
        let path: String = self.path.iter().map(|hash| format!("{hash}\n")).collect();
        format!("{FORM}\nextra {extra}\nindex {}\n{path}\n{note}", self.position)
    }

    /// Whether the leaf is in the tree of the checkpoint.
    #[must_use]
    pub fn holds(&self) -> bool {
        let (size, root) = (self.checkpoint.size, Hash(self.checkpoint.root));
        let leaf = record_hash(self.leaf.text().as_bytes());
        check_record(&self.path, size, root, self.position, leaf).is_ok()
    }
}

/// The text of the proof of a record; `None` if no checkpoint covers it yet.
///
/// # Errors
/// Fails when the database does. [`StoreError::Corrupt`] if the record is not what the log says, or
/// the log is damaged.
pub async fn of_record(tx: &mut Tx, name: &LeafName, by: ProvenBy) -> Result<Option<String>> {
    match leaves::position(tx, name).await? {
        Some(position) => of_leaf(tx, position, name, by).await,
        None => Ok(None),
    }
}

/// The text of the proof of the last entry in the history of a report, which covers all earlier
/// ones.
///
/// # Errors
/// As [`of_record`].
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Option<String>> {
    match leaves::last_of_report(tx, key).await? {
        Some((position, name)) => of_leaf(tx, position, &name, ProvenBy::Latest).await,
        None => Ok(None),
    }
}

async fn of_leaf(
    tx: &mut Tx,
    position: i64,
    name: &LeafName,
    by: ProvenBy,
) -> Result<Option<String>> {
    let stored = match by {
        ProvenBy::Latest => checkpoints::last(tx).await?.filter(|it| it.size > position),
        ProvenBy::First => checkpoints::since(tx, position, 1).await?.pop(),
    };
    let content = contents::of(tx, std::slice::from_ref(name)).await?.pop().flatten();
    let checkpoint = stored.as_ref().and_then(|it| SignedCheckpoint::parse(&it.note));
    let (Some(stored), Some(content), Some(checkpoint)) = (stored, content, checkpoint) else {
        return Ok(None);
    };
    let leaf = Leaf { name: name.clone(), content };
    let position = u64::try_from(position).unwrap_or_default();
    let path = tree::prove(tx, checkpoint.size, position).await?;
    let proof = Proof { leaf, position, path, checkpoint };
    match proof.holds() {
        true => Ok(Some(proof.text(&stored.note))),
        false => Err(StoreError::Corrupt(format!(
            "leaf {position} of the transparency log does not lead to its checkpoint"
        ))),
    }
}
