//! An answer of lines that is written to a file and sent from there, so that no slow reader delays
//! the work. Many clients read nothing before they have sent their whole body.

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::{NamedTempFile, TempDir};
use tokio::sync::watch;

/// The largest piece that is sent at once.
const PIECE: u64 = 64 << 10;

/// The most bytes of an answer that wait for their reader: those of some 25 million lines.
const MOST_WAITING: u64 = 1 << 30;

/// The lines so far.
pub(super) struct AnswerLines {
    file: BufWriter<File>,
    /// The bytes that may be sent.
    ready: watch::Sender<u64>,
    /// The bytes that were sent.
    sent: Arc<AtomicU64>,
}

/// What is read of the file.
struct Reading {
    file: File,
    sent: Arc<AtomicU64>,
    ready: watch::Receiver<u64>,
    /// Deleted with the file after the last piece.
    _folder: Arc<TempDir>,
}

/// An answer without lines, and its bytes.
pub(super) fn open(
    folder: &Arc<TempDir>,
) -> io::Result<(AnswerLines, impl Stream<Item = io::Result<Bytes>> + use<>)> {
    let written = NamedTempFile::new_in(folder.path())?;
    let file = written.reopen()?;
    let (ready, seen) = watch::channel(0);
    let sent = Arc::new(AtomicU64::new(0));
    let reading =
        Reading { file, sent: Arc::clone(&sent), ready: seen, _folder: Arc::clone(folder) };
    let bytes = stream::unfold(reading, async |mut reading: Reading| {
        reading.next().await.transpose().map(|piece| (piece, reading))
    });
    let lines = AnswerLines { file: BufWriter::new(written.into_file()), ready, sent };
    // The compression layer polls again after the end.
    Ok((lines, bytes.fuse()))
}

impl AnswerLines {
    /// Adds a line, to be sent with the next [`Self::publish`].
    pub(super) fn add(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, line)?;
        self.file.write_all(b"\n")
    }

    /// Whether so much of the answer waits for its reader that no more is to be added.
    pub(super) fn is_unread(&self) -> bool {
        waits_too_long(*self.ready.borrow(), self.sent.load(Ordering::Relaxed))
    }

    /// Sends the lines so far.
    pub(super) fn publish(&mut self) -> io::Result<()> {
        self.file.flush()?;
        let bytes = self.file.get_ref().metadata()?.len();
        self.ready.send_replace(bytes);
        Ok(())
    }
}

impl Reading {
    /// The next piece; `None` after the last one, which ends with the writer.
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        loop {
            let sent = self.sent.load(Ordering::Relaxed);
            let left = *self.ready.borrow_and_update() - sent;
            if left > 0 {
                let mut piece = vec![0; left.min(PIECE) as usize];
                self.file.read_exact(&mut piece)?;
                self.sent.store(sent + piece.len() as u64, Ordering::Relaxed);
                return Ok(Some(piece.into()));
            }
            if self.ready.changed().await.is_err() && *self.ready.borrow() == sent {
                return Ok(None);
            }
        }
    }
}

const fn waits_too_long(ready: u64, sent: u64) -> bool {
    ready.saturating_sub(sent) > MOST_WAITING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_waits_for_its_reader_up_to_a_size() {
        for (ready, sent, is_unread) in [
            (MOST_WAITING, 0, false),
            (MOST_WAITING + 1, 0, true),
            (MOST_WAITING + 1, 1, false),
            (5 * MOST_WAITING, 4 * MOST_WAITING, false),
        ] {
            assert_eq!(waits_too_long(ready, sent), is_unread, "{ready} {sent}");
        }
    }

    #[tokio::test]
    async fn what_is_sent_waits_no_more() {
        let folder = Arc::new(TempDir::new().unwrap());
        let (mut lines, bytes) = open(&folder).unwrap();
        let mut bytes = std::pin::pin!(bytes);
        lines.add(&"line").unwrap();
        lines.publish().unwrap();
        assert_eq!(lines.sent.load(Ordering::Relaxed), 0);
        assert_eq!(bytes.next().await.unwrap().unwrap(), "\"line\"\n");
        assert_eq!(lines.sent.load(Ordering::Relaxed), *lines.ready.borrow());
    }
}
