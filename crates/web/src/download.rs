//! Files that are written while they are sent, on a separate thread: a long export makes no page
//! wait and takes no memory.

use crate::context::RequestContext;
use crate::files_under_way::CountedFile;
use crate::problem::{Answer, Problem};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_app::failure::Failure;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use futures_util::{StreamExt, stream};
use std::io::{self, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use tokio::sync::mpsc;

/// Pieces that may wait for a slow reader.
const WAITING: usize = 4;

/// Passes written bytes to the thread that sends them: the writing thread drives a separate
/// runtime, which must not wait for a slow reader.
struct Pipe(SyncSender<io::Result<Bytes>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of a file that is sent.
#[derive(Clone, Copy, Debug)]
pub struct FileName<'a> {
    /// The whole name.
    pub name: &'a str,
    /// Its ending, which decides the media type.
    pub ending: &'a str,
}

/// Sends the output of `write` as a file with this name. If it fails in the middle, the connection
/// is closed, so that no one takes a part for the whole.
///
/// # Errors
/// [`Problem::Busy`] when too many files are being downloaded.
pub fn stream<F>(context: &RequestContext, file: FileName<'_>, write: F) -> Answer
where
    F: AsyncFnOnce(&mut dyn Write) -> Result<(), Failure> + Send + 'static,
{
    send(context.state.downloads.count(context.person()?.id)?, file, write)
}

/// The same for more than one report. The audit record gets its entry before the first byte leaves.
///
/// # Errors
/// [`Problem::Busy`] when too many files are being downloaded; or the audit record cannot be
/// written.
pub async fn reports<F>(context: &RequestContext, file: FileName<'_>, write: F) -> Answer
where
    F: AsyncFnOnce(&mut dyn Write) -> Result<(), Failure> + Send + 'static,
{
    let counted = context.state.downloads.count(context.person()?.id)?;
    let about = Some(file.name.to_owned());
    context.record(AuditEntry { about, ..context.audit(Event::Exported) }).await?;
    send(counted, file, write)
}

fn send<F>(counted: CountedFile, file: FileName<'_>, write: F) -> Answer
where
    F: AsyncFnOnce(&mut dyn Write) -> Result<(), Failure> + Send + 'static,
{
    let (sender, receiver) = mpsc::channel(WAITING);
    let (written, pieces) = sync_channel::<io::Result<Bytes>>(WAITING);
    let hand_on = move || {
        // A reader that is gone ends this, and with it the writing.
        while let Ok(piece) = pieces.recv()
            && sender.blocking_send(piece).is_ok()
        {}
    };
    let run = move || {
        let _counted = counted;
        let mut pipe = Pipe(written.clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let done = runtime
            .map_err(|error| Failure::System(error.to_string()))
            .and_then(|runtime| runtime.block_on(write(&mut pipe)));
        if let Err(failure) = done {
            tracing::warn!(event = "download-cut", %failure, "a download was cut off");
            // A reader that is gone needs no error.
            written.send(Err(io::Error::other(failure))).unwrap_or_default();
        }
    };
    let thread = |name: &str| std::thread::Builder::new().name(name.to_owned());
    let failed = |error: io::Error| Problem::Unavailable(format!("no thread for a file: {error}"));
    thread("hand-on").spawn(hand_on).map_err(failed)?;
    thread("download").spawn(run).map_err(failed)?;
    let pieces = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<_>| {
        receiver.recv().await.map(|piece| (piece, receiver))
    });
    // The compression layer polls again after the end.
    attachment(Body::from_stream(pieces.fuse()), file)
}

/// A response that a browser saves as a file.
///
/// # Errors
/// [`Problem::Fault`] when the name cannot be part of a header.
pub fn attachment(body: Body, file: FileName<'_>) -> Answer {
    let kind = match file.ending {
        "csv" => "text/csv; charset=utf-8",
        "jsonl" => "application/x-ndjson",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    };
    // A name that works everywhere: only letters, digits, dots and dashes; anything else becomes a
    // dash.
    let plain = |mark: char| if mark.is_ascii_alphanumeric() || mark == '.' { mark } else { '-' };
    let name: String = file.name.chars().map(plain).collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| Problem::Fault(error.to_string()))?;
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}
