//! An attacker with the database and root: rewrites records so that everything inside the database
//! agrees, and then the log as well.
//!
//! SQL here: changes that the program never makes.

use countersign_app::transparency::checkpoint::LogSigner;
use countersign_app::transparency::tree::GrowingTree;
use countersign_domain::history::{Entry, genesis};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{Leaf, LeafName};
use countersign_store::reports::{self, Key};
use countersign_store::schema;
use countersign_store::transparency::checkpoints::{self, StoredCheckpoint};
use countersign_store::transparency::{contents, leaves};
use countersign_store::{Store, Value, history};
use tlog_tiles::record_hash;

/// Runs a statement as only an attacker does.
pub(crate) async fn run(store: &Store, sql: &str, values: &[Value<'_>]) -> u64 {
    store.write(async |tx| tx.execute(sql, values).await).await.unwrap()
}

/// Changes the history of a report, and chains it again.
pub(crate) async fn rewrite(store: &Store, key: Key, change: impl Fn(&mut Vec<Entry>)) {
    let mut tx = store.begin().await.unwrap();
    let stored = reports::find(&mut tx, &[key]).await.unwrap().pop().flatten().unwrap();
    let bodies = history::of_report(&mut tx, key).await.unwrap();
    let entries = bodies.iter().map(|(body, _)| Entry::from_body(body).unwrap());
    let mut entries: Vec<Entry> = entries.collect();
    change(&mut entries);
    for (version, entry) in (1..).zip(&mut entries) {
        entry.version = version;
    }
    let links = history::chain(&genesis(stored.names.report_id), entries);
    let id = [key.cycle.number(), key.partner_id, key.vendor_id].map(Value::Int);
    let of = "WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    tx.execute(&format!("DELETE FROM history {of}"), &id).await.unwrap();
    for (entry, body, hash) in &links.links {
        let row = [
            id[0],
            id[1],
            id[2],
            entry.version.into(),
            entry.verb.key().into(),
            entry.actor.person_id().into(),
            body.into(),
            hash[..].into(),
        ];
        tx.insert(&schema::HISTORY, &[row]).await.unwrap();
    }
    let (_, _, head) = links.links.last().unwrap();
    let version = links.links.len() as i64;
    let row = [id[0], id[1], id[2], head[..].into(), version.into()];
    let set = format!("UPDATE reports SET head = $4, version = $5 {of}");
    tx.execute(&set, &row).await.unwrap();
    tx.commit().await.unwrap();
}

/// The order of the leaves.
async fn order(store: &Store) -> Vec<LeafName> {
    let all = store.reading(async |tx| leaves::from(tx, 0, i64::MAX).await).await.unwrap();
    all.into_iter().map(|(_, leaf)| leaf.name).collect()
}

/// What happens to the stored checkpoints when the log is written again.
pub(crate) enum OldCheckpoints<'a> {
    /// They stay, because the attacker cannot sign others.
    Stay,
    /// One that is signed with this key takes their place.
    Signed(&'a LogSigner),
}

/// Writes the log again, from the records as they are now and in the order of before.
pub(crate) async fn rebuild_log(store: &Store, old: OldCheckpoints<'_>) {
    let names = order(store).await;
    let mut tx = store.begin().await.unwrap();
    let found = contents::of(&mut tx, &names).await.unwrap();
    let (mut tree, mut left) = (GrowingTree::default(), Vec::new());
    for (name, content) in names.into_iter().zip(found) {
        let Some(content) = content else { continue };
        let leaf = Leaf { name, content };
        tree.add(record_hash(leaf.text().as_bytes())).unwrap();
        left.push(leaf);
    }
    for table in ["tlog_leaves", "tlog_tiles"] {
        tx.execute(&format!("DELETE FROM {table} WHERE 1 = 1"), &[]).await.unwrap();
    }
    leaves::add(&mut tx, 0, &left).await.unwrap();
    let (size, root) = (tree.size(), tree.root().unwrap());
    leaves::put_tiles(&mut tx, &tree.into_tiles()).await.unwrap();
    if let OldCheckpoints::Signed(signer) = old {
        tx.execute("DELETE FROM tlog_checkpoints WHERE 2 = 2", &[]).await.unwrap();
        let note = signer.checkpoint(size, root);
        let stored = StoredCheckpoint { size: size.cast_signed(), note };
        let now = Instant::parse("2026-12-31T00:00:00Z").unwrap();
        checkpoints::add(&mut tx, &stored, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}
