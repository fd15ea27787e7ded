//! The content of records, as leaves have it: the hash that the record itself has, or the SHA-256
//! of its columns. docs/operating/proof.md describes the bytes.

use crate::audit::AuditEntry;
use crate::copy::{OwnedValue, read_row};
use crate::engine::Engine;
use crate::error::Result;
use crate::history::hash;
use crate::schema::{self, ColumnKind, Table};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What the bytes of a content begin with, which separates them from all other hashes.
const CONTENT_OF: &str = "countersign content 1\0";

/// An audit entry without the number of times, which is counted up.
const AUDIT_ENTRY: Table<'static> = Table {
    name: "audit_log",
    key: 1,
    columns: &[
        ("id", ColumnKind::Uuid),
        ("at", ColumnKind::Instant),
        ("event", ColumnKind::Text),
        ("person_id", ColumnKind::Int),
        ("company_id", ColumnKind::Int),
        ("about_person_id", ColumnKind::Int),
        ("about", ColumnKind::Text),
        ("before", ColumnKind::Text),
        ("after", ColumnKind::Text),
    ],
};

statements! {
    HISTORY = "SELECT hash FROM history WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 \
        AND version = $4";
    DISPATCH = "SELECT hash FROM dispatches WHERE distributor_id = $1 AND number = $2";
    CLOSING = "SELECT distributor_id, cycle, closed_at, person_id FROM cycle_closings \
        WHERE distributor_id = $1 AND cycle = $2 AND closed_at = $3";
    PURGE = "SELECT id, purged_at, table_name, cycle, before_at, removed, hash FROM purges \
        WHERE id = $1";
    KEY = "SELECT verifier, began_at FROM tlog_keys WHERE verifier = $1";
    SETTING = "SELECT id, changed_at, level, code, setting, before, after, person_id \
        FROM setting_changes WHERE id = $1";
    AUDIT = "SELECT id, at, event, person_id, company_id, about_person_id, about, before, after \
        FROM audit_log WHERE id = $1";
    DETAILS = "SELECT entry_id, address, email, salt FROM audit_details WHERE entry_id = $1";
    SALT = "UPDATE audit_details SET salt = $2 WHERE entry_id = $1 AND salt IS NULL";
}

// Batched, as in `reports::load`.
const HISTORY_AT_ONCE: &str = "SELECT k.at, h.hash FROM unnest($1::bigint[], $2::bigint[], \
    $3::bigint[], $4::bigint[], $5::bigint[]) AS k (cycle, partner_id, vendor_id, version, at) \
    JOIN history h ON h.cycle = k.cycle AND h.partner_id = k.partner_id \
    AND h.vendor_id = k.vendor_id AND h.version = k.version";

const fn statement(kind: LeafKind) -> &'static str {
    match kind {
        LeafKind::History => HISTORY,
        LeafKind::Dispatch => DISPATCH,
        LeafKind::Closing => CLOSING,
        LeafKind::Purge => PURGE,
        LeafKind::Key => KEY,
        LeafKind::Setting => SETTING,
        LeafKind::Audit => AUDIT,
        LeafKind::AuditDetails => DETAILS,
    }
}

/// The parameters of a kind's statement; `None` if no record has such a name.
fn key(name: &LeafName) -> Option<Vec<Value<'_>>> {
    if !name.is_canonical() {
        return None;
    }
    let numbers: Vec<i64> = match name.kind {
        LeafKind::History => name.numbers::<3>()?.into_iter().chain([name.number]).collect(),
        LeafKind::Dispatch => name.numbers::<1>()?.into_iter().chain([name.number]).collect(),
        LeafKind::Closing => {
            let [distributor_id, cycle] = name.numbers()?;
            let at = Instant::from_micros(name.number);
            return Some(vec![distributor_id.into(), cycle.into(), at.into()]);
        }
        LeafKind::Purge | LeafKind::Setting => name.numbers::<1>()?.to_vec(),
        LeafKind::Key => return Some(vec![(&name.record).into()]),
        LeafKind::Audit | LeafKind::AuditDetails => {
            return Some(vec![Uuid::parse_str(&name.record).ok()?.into()]);
        }
    };
    Some(numbers.into_iter().map(Value::Int).collect())
}

/// The content of a key of the log.
#[must_use]
pub fn of_key(verifier: &str, began_at: Instant) -> Hash {
    let columns = [OwnedValue::Text(verifier.to_owned()), OwnedValue::Instant(began_at)];
    of_columns(LeafKind::Key, &columns)
}

/// The content of an entry of the audit record. Its personal data is a leaf of its own.
#[must_use]
pub fn of_audit(entry: &AuditEntry) -> Hash {
    let number = |number: Option<i64>| number.map_or(OwnedValue::Null, OwnedValue::Int);
    let text = |text: &Option<String>| text.clone().map_or(OwnedValue::Null, OwnedValue::Text);
    let columns = [
        OwnedValue::Uuid(entry.id),
        OwnedValue::Instant(entry.at),
        OwnedValue::Text(entry.event.name().to_owned()),
        number(entry.person_id),
        number(entry.company_id),
        number(entry.about_person_id),
        text(&entry.about),
        text(&entry.before),
        text(&entry.after),
    ];
    of_columns(LeafKind::Audit, &columns)
}

fn of_columns(kind: LeafKind, columns: &[OwnedValue]) -> Hash {
    let mut digest = Sha256::new_with_prefix(CONTENT_OF);
    digest.update(kind.token());
    digest.update(b"\0");
    columns.iter().for_each(|value| value.digest(&mut digest));
    digest.finalize().into()
}

fn content(kind: LeafKind, row: Row<'_>) -> Result<Hash> {
    let table = match kind {
        LeafKind::History | LeafKind::Dispatch => return hash(row.get(0)?),
        LeafKind::Closing => &schema::CYCLE_CLOSINGS,
        LeafKind::Purge => &schema::PURGES,
        LeafKind::Key => &schema::TLOG_KEYS,
        LeafKind::Setting => &schema::SETTING_CHANGES,
        LeafKind::Audit => &AUDIT_ENTRY,
        LeafKind::AuditDetails => &schema::AUDIT_DETAILS,
    };
    Ok(of_columns(kind, &read_row(table, row)?))
}

/// The content of each of these records; `None` where there is no such record.
///
/// # Errors
/// Fails when the database does.
pub async fn of(tx: &mut Tx, names: &[LeafName]) -> Result<Vec<Option<Hash>>> {
    let mut found = vec![None; names.len()];
    if tx.engine() == Engine::Postgres {
        history_at_once(tx, names, &mut found).await?;
    }
    for kind in LeafKind::ALL {
        if kind == LeafKind::History && tx.engine() == Engine::Postgres {
            continue;
        }
        let of_kind = names.iter().enumerate().filter(|(_, name)| name.kind == kind);
        let (places, keys): (Vec<usize>, Vec<_>) =
            of_kind.filter_map(|(at, name)| Some((at, key(name)?))).unzip();
        tx.each_of(statement(kind), &keys, |at, row| {
            found[places[at]] = Some(content(kind, row)?);
            Ok(())
        })
        .await?;
    }
    Ok(found)
}

/// The entries among the records, in one statement.
async fn history_at_once(
    tx: &mut Tx,
    names: &[LeafName],
    found: &mut [Option<Hash>],
) -> Result<()> {
    let mut columns: [Vec<i64>; 5] = Default::default();
    for (at, name) in (0_i64..).zip(names).filter(|(_, name)| name.kind == LeafKind::History) {
        let numbers = name.numbers().filter(|_| name.is_canonical());
        let Some([cycle, partner_id, vendor_id]) = numbers else { continue };
        let row = [cycle, partner_id, vendor_id, name.number, at];
        columns.iter_mut().zip(row).for_each(|(column, number)| column.push(number));
    }
    let values = columns.each_ref().map(|column| Value::Ints(column));
    tx.each(HISTORY_AT_ONCE, &values, |row| {
        let at = usize::try_from(row.get::<i64>(0)?).unwrap_or(usize::MAX);
        if let Some(found) = found.get_mut(at) {
            *found = Some(hash(row.get(1)?)?);
        }
        Ok(())
    })
    .await
}

/// Stores the random bytes with which the personal data of an audit entry is hashed, unless it has
/// some already.
///
/// # Errors
/// Fails when the database does.
pub async fn salt(tx: &mut Tx, name: &LeafName, bytes: &[u8]) -> Result<()> {
    let Ok(entry_id) = Uuid::parse_str(&name.record) else { return Ok(()) };
    tx.execute(SALT, &[entry_id.into(), bytes.into()]).await?;
    Ok(())
}
