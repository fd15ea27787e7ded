//! History: entries can only be added and read; triggers refuse the rest.

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::report_key::{Key, Span, in_span};
use crate::schema;
use crate::sql::statements;
use crate::transparency::pending;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::history::{Entry, Hash, link};
use countersign_domain::leaf::LeafName;
use std::collections::HashMap;

statements! {
    OF_REPORT = "SELECT body, hash FROM history WHERE cycle = $1 AND partner_id = $2 \
        AND vendor_id = $3 ORDER BY version";
    WITHIN = concat!("SELECT cycle, partner_id, vendor_id, version, verb, person_id, body, hash \
        FROM history WHERE ", in_span!(), "ORDER BY cycle, partner_id, vendor_id, version");
    WORKED_ON = "SELECT 1 FROM history WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 \
        AND person_id = $4 AND verb IN ('report.edit', 'report.reset', 'report.submit') LIMIT 1";
}

/// Entries of one report, each with its hash, in order.
#[derive(Clone, Debug, Default)]
pub struct HashedEntries {
    /// The entries as text, and their hashes.
    pub links: Vec<(Entry, String, Hash)>,
}

/// Chains entries after `head`, and returns the new links and the new head.
#[must_use]
pub fn chain(head: &Hash, entries: Vec<Entry>) -> HashedEntries {
    let mut head = *head;
    let links = entries
        .into_iter()
        .map(|entry| {
            let body = entry.body();
            head = link(&head, &body);
            (entry, body, head)
        })
        .collect();
    HashedEntries { links }
}

impl HashedEntries {
    /// The last hash; none without a link.
    #[must_use]
    pub fn head(&self) -> Option<Hash> {
        self.links.last().map(|(_, _, hash)| *hash)
    }
}

/// Adds the links of reports.
///
/// # Errors
/// [`StoreError::Conflict`] when an entry with this version exists already.
pub async fn append<'a>(
    tx: &mut Tx,
    histories: impl IntoIterator<Item = (Key, &'a HashedEntries)>,
) -> Result<()> {
    let links: Vec<_> = histories
        .into_iter()
        .flat_map(|(key, links)| links.links.iter().map(move |link| (key, link)))
        .collect();
    let rows: Vec<_> = links
        .iter()
        .map(|(key, (entry, body, hash))| {
            let [cycle, partner, vendor] = key.values();
            [
                cycle,
                partner,
                vendor,
                entry.version.into(),
                entry.verb.key().into(),
                entry.actor.person_id().into(),
                body.into(),
                hash.as_slice().into(),
            ]
        })
        .collect();
    tx.insert(&schema::HISTORY, &rows).await?;
    let name = |(key, (entry, ..)): &(Key, &(Entry, String, Hash))| {
        LeafName::history(key.cycle, key.partner_id, key.vendor_id, entry.version)
    };
    pending::add(tx, &links.iter().map(name).collect::<Vec<_>>()).await
}

/// The stored texts and hashes of a report's entries, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Vec<(String, Hash)>> {
    let stored = |row: Row<'_>| Ok((row.get(0)?, hash(row.get(1)?)?));
    tx.all(OF_REPORT, &key.values(), stored).await
}

// Batched, as in `reports::load`.
const OF_REPORTS_AT_ONCE: &str = "SELECT h.cycle, h.partner_id, h.vendor_id, h.body FROM history h \
    JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (cycle, partner_id, vendor_id) \
    ON h.cycle = k.cycle AND h.partner_id = k.partner_id AND h.vendor_id = k.vendor_id \
    ORDER BY h.cycle, h.partner_id, h.vendor_id, h.version";

/// The entries of several reports, in order, by their keys.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::Corrupt`].
pub async fn of_reports(tx: &mut Tx, keys: &[Key]) -> Result<HashMap<Key, Vec<Entry>>> {
    let mut found: HashMap<Key, Vec<Entry>> = HashMap::new();
    let read = |body: &str| Entry::from_body(body).map_err(StoreError::Corrupt);
    if tx.engine() == Engine::Postgres {
        let cycles: Vec<i64> = keys.iter().map(|key| key.cycle.number()).collect();
        let partners: Vec<i64> = keys.iter().map(|key| key.partner_id).collect();
        let vendors: Vec<i64> = keys.iter().map(|key| key.vendor_id).collect();
        let values = [Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)];
        let take = |row: Row<'_>| {
            found.entry(Key::from_row(row)?).or_default().push(read(row.get(3)?)?);
            Ok(())
        };
        tx.each(OF_REPORTS_AT_ONCE, &values, take).await?;
    } else {
        let rows: Vec<_> = keys.iter().map(Key::values).collect();
        let take = |at: usize, row: Row<'_>| {
            found.entry(keys[at]).or_default().push(read(row.get(0)?)?);
            Ok(())
        };
        tx.each_of(OF_REPORT, &rows, take).await?;
    }
    Ok(found)
}

/// A stored hash.
pub(crate) fn hash(bytes: Vec<u8>) -> Result<Hash> {
    let wrong = |bytes: Vec<u8>| StoreError::Corrupt(format!("a hash of {} bytes", bytes.len()));
    Hash::try_from(bytes).map_err(wrong)
}

/// Which of these reports the person has edited or submitted.
///
/// # Errors
/// Fails when the database does.
pub async fn worked_on(tx: &mut Tx, keys: &[Key], person_id: i64) -> Result<Vec<bool>> {
    let rows: Vec<_> = keys
        .iter()
        .map(|key| {
            let [cycle, partner, vendor] = key.values();
            [cycle, partner, vendor, person_id.into()]
        })
        .collect();
    let mut worked = vec![false; keys.len()];
    tx.each_of(WORKED_ON, &rows, |index, _| {
        worked[index] = true;
        Ok(())
    })
    .await?;
    Ok(worked)
}

/// A stored entry.
#[derive(Clone, Debug)]
pub struct StoredEntry {
    /// The version in its row.
    pub version: i64,
    /// The verb in its row.
    pub verb: String,
    /// The person in its row.
    pub person_id: Option<i64>,
    /// The stored text.
    pub body: String,
    /// The SHA-256 hash.
    pub hash: Vec<u8>,
}

/// Passes the entries of a span of reports to `take`, in order of their keys and versions.
///
/// # Errors
/// Fails when the database does.
pub async fn each_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, StoredEntry),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        let entry = StoredEntry {
            version: row.get(3)?,
            verb: row.get(4)?,
            person_id: row.get(5)?,
            body: row.get(6)?,
            hash: row.get(7)?,
        };
        take(Key::from_row(row)?, entry);
        Ok(())
    })
    .await
}
