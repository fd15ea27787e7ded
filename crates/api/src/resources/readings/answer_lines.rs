//! An answer of lines that is written to a file and sent from there, so that no slow reader delays
//! the work. Many clients read nothing before they have sent their whole body.

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::sync::Arc;
use tempfile::{NamedTempFile, TempDir};
use tokio::sync::watch;

/// The largest piece that is sent at once.
const PIECE: u64 = 64 << 10;

/// The lines so far.
pub(super) struct AnswerLines {
    file: BufWriter<File>,
    /// The bytes that may be sent.
    ready: watch::Sender<u64>,
}

/// What is read of the file.
struct Reading {
    file: File,
    sent: u64,
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
    let reading = Reading { file, sent: 0, ready: seen, _folder: Arc::clone(folder) };
    let bytes = stream::unfold(reading, async |mut reading: Reading| {
        reading.next().await.transpose().map(|piece| (piece, reading))
    });
    let lines = AnswerLines { file: BufWriter::new(written.into_file()), ready };
    // The compression layer polls again after the end.
    Ok((lines, bytes.fuse()))
}

impl AnswerLines {
    /// Adds a line, to be sent with the next [`Self::publish`].
    pub(super) fn add(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, line)?;
        self.file.write_all(b"\n")
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
            let left = *self.ready.borrow_and_update() - self.sent;
            if left > 0 {
                let mut piece = vec![0; left.min(PIECE) as usize];
                self.file.read_exact(&mut piece)?;
                self.sent += piece.len() as u64;
                return Ok(Some(piece.into()));
            }
            if self.ready.changed().await.is_err() && *self.ready.borrow() == self.sent {
                return Ok(None);
            }
        }
    }
}
