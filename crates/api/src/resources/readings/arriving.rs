//! A body that is read while it arrives, and passed to the thread that works on it.

use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

/// Pieces that may wait for the thread.
const WAITING: usize = 4;
/// How long a client may pause in the middle.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a body may take.
const WHOLE: Duration = Duration::from_secs(3_600);

/// Why a body ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EarlyEnd {
    /// The connection was lost.
    Cut,
    /// It paused or took for too long.
    TooSlow,
}

/// A piece of a body.
pub(super) type Piece = Result<Bytes, EarlyEnd>;

/// Reads a body. The pieces end after the last one, or with the reason of an early end.
pub(super) fn begin(body: Body) -> Receiver<Piece> {
    let (sender, receiver) = channel(WAITING);
    tokio::spawn(async move {
        let whole = timeout(WHOLE, pass_on(body, &sender)).await;
        if whole.is_err() {
            // A thread that has ended needs no reason.
            sender.send(Err(EarlyEnd::TooSlow)).await.unwrap_or_default();
        }
    });
    receiver
}

async fn pass_on(body: Body, sender: &Sender<Piece>) {
    let mut pieces = body.into_data_stream();
    loop {
        let piece = match timeout(SILENCE, pieces.next()).await {
            Ok(None) => return,
            Ok(Some(Ok(piece))) => Ok(piece),
            Ok(Some(Err(_))) => Err(EarlyEnd::Cut),
            Err(_) => Err(EarlyEnd::TooSlow),
        };
        let is_last = piece.is_err();
        if sender.send(piece).await.is_err() || is_last {
            return;
        }
    }
}
