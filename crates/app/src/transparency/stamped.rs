//! Checkpoints of the log with their time stamps, and what is said of them.

use super::time_stamp::TimeStamp;
use countersign_domain::instant::Instant;
use countersign_store::transparency::stamps::{self, StoredStamp};
use countersign_store::{Result, Tx};

/// A checkpoint and the time stamp of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampedCheckpoint {
    /// The note, which is what was stamped.
    pub note: String,
    /// What the authority answered.
    pub response: Vec<u8>,
    /// The instant that the time stamp names.
    pub at: Instant,
}

/// A stored time stamp, compared with its checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedStamp {
    /// The number of leaves that the checkpoint covers.
    pub size: i64,
    /// Both, or what is wrong.
    pub stamped: std::result::Result<StampedCheckpoint, String>,
}

impl ComparedStamp {
    fn of(stored: StoredStamp, note: Option<String>) -> Self {
        let StoredStamp { size, response, .. } = stored;
        let compare = |note: String| match TimeStamp::of(&note, &response) {
            Ok(TimeStamp { at, .. }) => Ok(StampedCheckpoint { note, response, at }),
            Err(fault) => Err(fault.to_string()),
        };
        let missing = || "the checkpoint is missing".to_owned();
        Self { size, stamped: note.ok_or_else(missing).and_then(compare) }
    }
}

/// Some time stamps of checkpoints of more leaves than `size`, the smallest first.
///
/// # Errors
/// Fails when the database does.
pub async fn after(tx: &mut Tx, size: i64, limit: i64) -> Result<Vec<ComparedStamp>> {
    let found = stamps::after(tx, size, limit).await?.into_iter();
    Ok(found.map(|(stored, note)| ComparedStamp::of(stored, note)).collect())
}

/// The largest checkpoint that was stamped, as its number of leaves and the instant that the time
/// stamp names; `None` if there is no time stamp.
///
/// # Errors
/// Fails when the database does.
pub async fn last(tx: &mut Tx) -> Result<Option<(i64, Instant)>> {
    let last = stamps::last(tx).await?;
    Ok(last.and_then(|it| Some((it.size, TimeStamp::read(&it.response).ok()?.at))))
}

/// What time stamps say that match their checkpoints.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StampSummary {
    count: u64,
    ends: Option<[(u64, Instant); 2]>,
}

impl StampSummary {
    /// Adds the time stamp of a checkpoint of `size` leaves, more than those before.
    pub(crate) fn add(&mut self, size: u64, at: Instant) {
        self.count += 1;
        let first = self.ends.map_or((size, at), |[first, _]| first);
        self.ends = Some([first, (size, at)]);
    }

    /// The sentences for people. `files` says where the files are that the last one names, which
    /// begin with `folder`.
    pub(crate) fn sentences(&self, folder: &str, files: &str) -> Vec<String> {
        let Some([(first_size, first_at), (size, at)]) = self.ends else { return Vec::new() };
        let count = self.count;
        let first = format!(
            "stamped at {first_at}, up to record {first_size}, by the first of {count} time stamps"
        );
        let last = format!("stamped at {at}, up to record {size}");
        let unchecked = format!(
            "who signed the time stamps was not checked. With the root certificate of the \
             authority: openssl ts -verify -in {folder}{size}.tsr -data {folder}{size}.txt -CAfile \
             root.pem ({files})"
        );
        [Some(first).filter(|_| count > 1), Some(last), Some(unchecked)]
            .into_iter()
            .flatten()
            .collect()
    }
}
