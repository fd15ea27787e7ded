//! Checkpoints of the log with their time stamps, and the sentences about them.

use super::time_stamp::TimeStamp;
use countersign_domain::instant::Instant;
use countersign_store::transparency::stamps::{self, StoredStamp};
use countersign_store::{Result, StoreError, Tx};

/// A checkpoint and its time stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampedCheckpoint {
    /// The note, as the authority stamped it.
    pub note: String,
    /// The answer of the authority.
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

/// At most `limit` time stamps, those of checkpoints with more leaves than `size`, the smallest
/// first.
///
/// # Errors
/// Fails when the database does.
pub async fn after(tx: &mut Tx, size: i64, limit: i64) -> Result<Vec<ComparedStamp>> {
    let found = stamps::after(tx, size, limit).await?.into_iter();
    Ok(found.map(|(stored, note)| ComparedStamp::of(stored, note)).collect())
}

/// Time stamps in memory at once.
const CHUNK: i64 = 200;

/// Passes every time stamp to `take`, by the sizes of the checkpoints.
///
/// # Errors
/// Fails when the database or `take` does.
pub(crate) async fn each<E: From<StoreError>>(
    tx: &mut Tx,
    mut take: impl FnMut(ComparedStamp) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut size = i64::MIN;
    loop {
        let some = after(tx, size, CHUNK).await?;
        let Some(last) = some.last() else { return Ok(()) };
        size = last.size;
        some.into_iter().try_for_each(&mut take)?;
    }
}

/// The number of leaves of the largest stamped checkpoint, and the instant that its time stamp
/// names; `None` if the log has no time stamp, or it cannot be read.
///
/// # Errors
/// Fails when the database does.
pub async fn last(tx: &mut Tx) -> Result<Option<(i64, Instant)>> {
    let last = stamps::last(tx).await?;
    Ok(last.and_then(|it| Some((it.size, TimeStamp::read(&it.response).ok()?.at))))
}

/// The names of the files of a stamped checkpoint, as `openssl ts` reads them.
pub(crate) struct StampFiles {
    /// The note.
    pub(crate) note: String,
    /// The answer of the authority.
    pub(crate) answer: String,
}

impl StampFiles {
    /// The names for a checkpoint of `size` leaves. `folder` begins them.
    pub(crate) fn of(folder: &str, size: u64) -> Self {
        Self { note: format!("{folder}{size}.txt"), answer: format!("{folder}{size}.tsr") }
    }
}

/// The first and the last of the time stamps that match their checkpoints, and their number.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StampSummary {
    count: u64,
    ends: Option<[(u64, Instant); 2]>,
}

impl StampSummary {
    /// Adds the time stamp of a checkpoint of `size` leaves, which is larger than those before.
    pub(crate) fn add(&mut self, size: u64, at: Instant) {
        self.count += 1;
        let first = self.ends.map_or((size, at), |[first, _]| first);
        self.ends = Some([first, (size, at)]);
    }

    /// The sentences for people. The last one gives a command, which reads files that begin with
    /// `folder`; `files` says where they are.
    pub(crate) fn sentences(&self, folder: &str, files: &str) -> Vec<String> {
        let Some([(first_size, first_at), (size, at)]) = self.ends else { return Vec::new() };
        let count = self.count;
        let StampFiles { note, answer } = StampFiles::of(folder, size);
        let first = format!(
            "stamped at {first_at}, up to record {first_size}, by the first of {count} time stamps"
        );
        let last = format!("stamped at {at}, up to record {size}");
        let unchecked = format!(
            "who signed the time stamps was not checked. With the root certificate of the \
             authority: openssl ts -verify -in {answer} -data {note} -CAfile root.pem ({files})"
        );
        [Some(first).filter(|_| count > 1), Some(last), Some(unchecked)]
            .into_iter()
            .flatten()
            .collect()
    }
}
