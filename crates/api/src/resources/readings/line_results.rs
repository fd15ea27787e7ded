//! Works through a body of any length: adds its readings, stores them in batches, and writes their
//! results.

use super::arriving::{EarlyEnd, Piece};
use super::kept_rights::KeptRights;
use super::one_body::failed;
use super::result::{ItemPlace, ReadingResult};
use super::stream::{Lines as Answer, StreamKind, disk};
use crate::problem::ApiProblem;
use axum::http::StatusCode;
use countersign_app::actions::import::{
    ItemRefusal, ItemResult, ReadingsRequest, ReceivedReadings,
};
use countersign_app::clock::Clock;
use countersign_app::formats::file_fault::FileFault;
use countersign_app::formats::json_reading::JsonReading;
use countersign_app::formats::lines::{Line, Lines, MAX_LINE};
use countersign_app::formats::sheet::Sheet;
use countersign_app::formats::usage_columns::USAGE_COLUMNS;
use countersign_app::private_files;
use countersign_store::Store;
use countersign_web::problem::Problem;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, timeout_at};

/// How long readings wait for more of them before they are stored.
const SOON: Duration = Duration::from_secs(1);
/// The largest CSV file: it is kept on the disk until all of it has arrived.
const MOST_BYTES: u64 = 2 << 30;

/// A body to work through.
pub(super) struct Receiving {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) request: ReadingsRequest,
    pub(super) rights: KeptRights,
    pub(super) arriving: Receiver<Piece>,
    pub(super) folder: Arc<TempDir>,
}

/// The readings of a body and their results.
struct Work {
    received: ReceivedReadings,
    rights: KeptRights,
    answer: Answer,
    place: ItemPlace,
    /// When the waiting readings are stored at the latest; `None` if none waits.
    due: Option<Instant>,
    /// The row of the last result.
    row: u64,
}

impl Receiving {
    /// Stores all readings and answers.
    pub(super) async fn run(mut self, kind: StreamKind, mut answer: Answer) {
        let begun = ReceivedReadings::begin(&self.store, &self.clock, self.request).await;
        let received = match begun {
            Ok(received) => received,
            Err(failure) => {
                // Nothing was answered yet, so this never fails.
                return answer.refuse(failed(failure)).unwrap_or_default();
            }
        };
        let place = match kind {
            StreamKind::Lines => ItemPlace::Line,
            StreamKind::Table => ItemPlace::Row,
        };
        let rights = self.rights;
        let mut work = Work { received, rights, answer, place, due: None, row: 0 };
        let done = match kind {
            StreamKind::Lines => work.lines(&mut self.arriving).await,
            StreamKind::Table => work.table(&mut self.arriving, self.folder.path()).await,
        };
        let Work { received, mut answer, row, .. } = work;
        if let Err(failure) = received.end().await {
            let event = "readings-not-processed";
            tracing::warn!(event, error = %failure, "stored readings wait for the clock");
        }
        let ended = match done {
            Ok(()) => answer.publish(),
            Err(problem) => abort(&mut answer, problem, row),
        };
        if let Err(error) = ended {
            tracing::error!(event = "answer-not-written", %error, "an answer could not be written");
        }
    }
}

/// Ends the answer with the reason why it is not complete.
fn abort(answer: &mut Answer, problem: ApiProblem, row: u64) -> io::Result<()> {
    let Err(problem) = answer.refuse(problem) else { return Ok(()) };
    let (code, detail) = problem.code_and_detail();
    answer.lines.add(&ReadingResult::aborted(row, code, detail))?;
    answer.publish()
}

/// Writes a body to a file.
async fn keep(arriving: &mut Receiver<Piece>, path: &Path) -> Result<(), ApiProblem> {
    let failed = |error: io::Error| disk(&error);
    let mut file = BufWriter::new(private_files::file(path).map_err(failed)?);
    let mut left = MOST_BYTES;
    while let Some(piece) = arriving.recv().await {
        let piece = piece.map_err(early_end)?;
        left = left.checked_sub(piece.len() as u64).ok_or(Problem::TooLarge)?;
        file.write_all(&piece).map_err(failed)?;
    }
    file.flush().map_err(failed)
}

fn bad_table(fault: &FileFault) -> ApiProblem {
    let (status, code) = (StatusCode::UNPROCESSABLE_ENTITY, "invalid_body");
    ApiProblem::new(status, code, &format!("The file {fault}."))
}

fn unread() -> ApiProblem {
    let detail = "The answer is not being read. Read it while you send, and send the rest again.";
    ApiProblem::new(StatusCode::REQUEST_TIMEOUT, "answer_unread", detail)
}

fn early_end(end: EarlyEnd) -> ApiProblem {
    match end {
        EarlyEnd::Cut => ApiProblem::bad_request("The body was cut off. Send the rest again."),
        EarlyEnd::TooSlow => Problem::TooSlow.into(),
    }
}

impl Work {
    /// Keeps a CSV file until all of it has arrived, and then reads it as an import does.
    async fn table(
        &mut self,
        arriving: &mut Receiver<Piece>,
        folder: &Path,
    ) -> Result<(), ApiProblem> {
        let path = folder.join("readings.csv");
        keep(arriving, &path).await?;
        let mut sheet = Sheet::open(&path, &USAGE_COLUMNS).map_err(|error| bad_table(&error))?;
        loop {
            match sheet.next_row() {
                Ok(None) => return self.store_all().await,
                Ok(Some(row)) => match row.check_width() {
                    Ok(()) => self.received.add(row.number(), &row),
                    Err(problem) => self.received.refuse(row.number(), (&problem).into()),
                },
                Err(error) => {
                    self.store_all().await?;
                    return Err(bad_table(&error));
                }
            }
            self.store_full().await?;
        }
    }

    /// Works through JSON lines while they arrive.
    async fn lines(&mut self, arriving: &mut Receiver<Piece>) -> Result<(), ApiProblem> {
        let mut lines = Lines::default();
        let mut end = None;
        while let Some(piece) = self.next(arriving).await? {
            let bytes = match piece {
                Ok(bytes) => bytes,
                Err(early) => {
                    end = Some(early);
                    break;
                }
            };
            let mut rest = &bytes[..];
            while let Some(line) = lines.take(&mut rest) {
                self.line(line);
                self.store_full().await?;
            }
            if self.due.is_some_and(|due| due <= Instant::now()) {
                self.store_all().await?;
            }
        }
        if let Some(line) = lines.end() {
            match end {
                None => self.line(line),
                Some(_) => self.received.refuse(line.number, ItemRefusal::cut_off()),
            }
        }
        self.store_all().await?;
        end.map_or(Ok(()), |end| Err(early_end(end)))
    }

    /// The next piece; `None` after the last one. Readings that have waited for long enough are
    /// stored first.
    async fn next(&mut self, arriving: &mut Receiver<Piece>) -> Result<Option<Piece>, ApiProblem> {
        if let Some(due) = self.due {
            match timeout_at(due, arriving.recv()).await {
                Ok(piece) => return Ok(piece),
                Err(_) => self.store_all().await?,
            }
        }
        Ok(arriving.recv().await)
    }

    fn line(&mut self, line: Line<'_>) {
        let Line { number, text } = line;
        match text.map(<[u8]>::trim_ascii) {
            Some([]) => return,
            Some(text) => match JsonReading::parse(text) {
                Ok(reading) => self.received.add(number, &reading),
                Err(fault) => self.received.refuse(number, fault.into()),
            },
            None => self.received.refuse(number, ItemRefusal::too_long(MAX_LINE)),
        }
        self.due.get_or_insert_with(|| Instant::now() + SOON);
    }

    /// Begins to store the readings if they fill a batch.
    async fn store_full(&mut self) -> Result<(), ApiProblem> {
        if !self.received.is_full() {
            return Ok(());
        }
        self.pass_on().await
    }

    /// Stores all readings so far.
    async fn store_all(&mut self) -> Result<(), ApiProblem> {
        self.due = None;
        self.pass_on().await?;
        let results = self.received.written().await.map_err(failed)?;
        self.answer(results)
    }

    /// Begins to store the readings, unless their sender has lost the right to send them.
    async fn pass_on(&mut self) -> Result<(), ApiProblem> {
        if let Err(problem) = self.rights.check().await {
            let results = self.received.written().await.map_err(failed)?;
            self.answer(results)?;
            return Err(problem);
        }
        let results = self.received.pass_on().await.map_err(failed)?;
        self.answer(results)
    }

    fn answer(&mut self, results: Vec<ItemResult>) -> Result<(), ApiProblem> {
        if results.is_empty() {
            return Ok(());
        }
        for item in results {
            self.row = item.row;
            let line = ReadingResult::of(item, self.place);
            self.answer.lines.add(&line).map_err(|error| disk(&error))?;
        }
        self.answer.publish().map_err(|error| disk(&error))?;
        if self.answer.lines.is_unread() { Err(unread()) } else { Ok(()) }
    }
}
