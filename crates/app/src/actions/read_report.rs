//! Finds a report by its id, and limits it and its history to what the reader may see.

use countersign_domain::access::{self, parties_of};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::history::{Entry, Hash};
use countersign_domain::status::Verb;
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Result, StoreError, Tx, history};
use uuid::Uuid;

/// The report with an id, if the person's company may know of it. Nothing of it is loaded before
/// that is known, so that response times reveal nothing.
///
/// # Errors
/// Fails when the database does.
pub async fn seen(tx: &mut Tx, person: &Person, id: Uuid) -> Result<Option<Key>> {
    let found = reports::identify(tx, id).await?;
    let seen = found.filter(|it| access::sees(person, &it.parties, it.status));
    Ok(seen.map(|it| it.key))
}

/// The entries of a report's history, in order, each with its hash.
///
/// # Errors
/// Fails when the database does.
pub async fn entries(tx: &mut Tx, key: Key) -> Result<Vec<(Entry, Hash)>> {
    let stored = history::of_report(tx, key).await?;
    let read = |(body, hash): (String, Hash)| match Entry::from_body(&body) {
        Ok(entry) => Ok((entry, hash)),
        Err(why) => Err(StoreError::Corrupt(why)),
    };
    stored.into_iter().map(read).collect()
}

/// Removes what does not concern the reader's company. Steps after a dispatch are between the
/// distributor and the partner, so for a vendor the history ends with the last entry that involved
/// the vendor.
pub fn limit_to_reader(
    person: &Person,
    stored: &mut StoredReport,
    history: &mut Vec<(Entry, Hash)>,
) {
    if person.company_kind != CompanyKind::Vendor {
        return;
    }
    cut_after_last(history, |(entry, _)| concerns_vendor(entry));
    if let Some((entry, hash)) = history.last() {
        stored.report.version = entry.version;
        stored.head = *hash;
    }
    stored.report.corrections.retain(|correction| correction.state.was_sent());
}

/// Removes from the last entries of a report's history what does not concern the reader's company,
/// as [`limit_to_reader`] does.
pub fn limit_entries(person: &Person, entries: &mut Vec<Entry>) {
    if person.company_kind == CompanyKind::Vendor {
        cut_after_last(entries, concerns_vendor);
    }
}

/// Whether an entry involves the vendor, whose view of a history ends with the last of these.
pub(super) fn concerns_vendor(entry: &Entry) -> bool {
    let sends = matches!(entry.verb, Verb::Dispatch | Verb::DispatchAmendment);
    sends || parties_of(entry.verb).contains(&CompanyKind::Vendor)
}

/// Removes all entries after the last one that is meant.
fn cut_after_last<T>(entries: &mut Vec<T>, is_meant: impl Fn(&T) -> bool) {
    let last = entries.iter().rposition(is_meant);
    entries.truncate(last.map_or(0, |last| last + 1));
}
