//! Saves reports that moved: the one place where a report, its history, its notifications, its
//! events for webhooks and its reminders are written together.

use super::remind_partners;
use crate::events;
use crate::notifications::announce::{self, Announcement};
use crate::notifications::{dispatches, notify};
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::report::Report;
use countersign_domain::status::Verb;
use countersign_store::history::{self, HashedEntries};
use countersign_store::reports::{self, Changed, Key, StoredReport};
use countersign_store::{Result, Tx, figures, outbox};
use std::collections::HashMap;
use uuid::Uuid;

/// Digests of the figures behind reports that are submitted for the first time. From then on those
/// figures are frozen, and `verify` compares them with the digest.
///
/// # Errors
/// Fails when the database does.
pub async fn seals<'a>(
    tx: &mut Tx,
    reports: impl Iterator<Item = &'a StoredReport>,
) -> Result<HashMap<Key, String>> {
    let reports: Vec<_> = reports.collect();
    let keys: Vec<Key> = reports.iter().map(|stored| stored.key()).collect();
    let rows = figures::of_reports(tx, &keys).await?;
    let digest =
        |(stored, rows): (&&StoredReport, Vec<_>)| figures::digest(&stored.report.lines, &rows);
    Ok(keys.iter().copied().zip(reports.iter().zip(rows).map(digest)).collect())
}

/// Puts a digest into the entry of the submission that is among `entries`.
pub fn seal(entries: &mut [Entry], seal: Option<String>) {
    let submission = entries.iter_mut().find(|entry| entry.verb == Verb::Submit);
    if let (Some(entry), Some(seal)) = (submission, seal) {
        entry.frozen = Some(seal);
    }
}

/// A report that moved, with the new links of its history.
pub struct ReportMove {
    before: Report,
    after: StoredReport,
    links: HashedEntries,
    announcements: Vec<Announcement>,
    /// Events that were undone: their messages are not sent.
    withdrawn: Vec<Uuid>,
    /// When its partner got more time, or another deadline back, if it did.
    time_given_at: Option<Instant>,
    /// When its vendor decided on it or its amendment, if it did.
    processed_at: Option<Instant>,
}

impl ReportMove {
    /// Chains the entries of a move to the report's history.
    #[must_use]
    pub fn new(before: Report, mut after: StoredReport, entries: Vec<Entry>) -> Self {
        let announcements = announce::moved(&after, &entries);
        let withdrawn = announce::withdrawn(&after, &entries);
        let gives_time =
            |entry: &&Entry| matches!(entry.verb, Verb::Reject | Verb::Extend | Verb::Undo);
        let time_given_at = entries.iter().rfind(gives_time).map(|entry| entry.recorded_at);
        let processed_at = entries.iter().rfind(|it| processes(it)).map(|it| it.recorded_at);
        let links = history::chain(&after.head, entries);
        after.head = links.head().unwrap_or(after.head);
        Self { before, after, links, announcements, withdrawn, time_given_at, processed_at }
    }

    /// The key of the report.
    #[must_use]
    pub const fn key(&self) -> Key {
        self.after.key()
    }

    /// The report after the move.
    #[must_use]
    pub fn into_stored(self) -> StoredReport {
        self.after
    }
}

/// Whether an entry is a vendor's decision on what a dispatch brought: a report, or an amendment.
const fn processes(entry: &Entry) -> bool {
    matches!(
        entry.verb,
        Verb::Complete | Verb::Return | Verb::CompleteAmendment | Verb::ReturnAmendment
    )
}

/// Saves moves: the reports, their history, their notifications, their events and their reminders,
/// together.
///
/// # Errors
/// [`countersign_store::StoreError::Busy`] when another writer changed one of them first.
pub async fn save(tx: &mut Tx, moves: &[ReportMove]) -> Result<()> {
    let changed: Vec<_> =
        moves.iter().map(|it| Changed { before: &it.before, after: &it.after }).collect();
    reports::save(tx, &changed).await?;
    history::append(tx, moves.iter().map(|it| (it.key(), &it.links))).await?;
    for event in moves.iter().flat_map(|it| &it.withdrawn) {
        outbox::withdraw(tx, *event).await?;
    }
    notify(tx, moves.iter().flat_map(|it| &it.announcements)).await?;
    events::reports::moved(tx, moves.iter().map(|it| (&it.after, &it.links))).await?;
    let processed = moves.iter().filter(|it| it.processed_at.is_some());
    let processed: Vec<_> =
        processed.map(|it| (it.key(), it.after.report.parties.distributor_id)).collect();
    if let Some(at) = moves.iter().filter_map(|it| it.processed_at).max() {
        dispatches::announce_completed(tx, &processed, at).await?;
    }
    let in_hand = moves.iter().filter(|it| it.after.report.status.with_partner());
    let given = in_hand.filter_map(|it| Some((&it.after, it.time_given_at?)));
    remind_partners::begin_again(tx, given).await
}
