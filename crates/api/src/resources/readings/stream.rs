//! Readings in a body of any length, which are stored in batches on a separate thread and answered
//! with a line each.

use super::answer_lines::{self, AnswerLines};
use super::arriving;
use super::kept_rights::KeptRights;
use super::line_results::Receiving;
use super::request::request;
use crate::answer::{ApiAnswer, JSON_LINES};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::streams_under_way::{CountedStream, StreamRefusal};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use countersign_app::jobs::imports;
use countersign_web::problem::Problem;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::thread;
use tokio::sync::oneshot;

/// When a refused program may try again, in seconds.
const RETRY_AFTER: &str = "5";

/// What a body consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StreamKind {
    /// A JSON object in each line.
    Lines,
    /// A CSV file.
    Table,
}

/// Stores the readings of a body. The answer begins when the first batch is stored, so that a
/// failure before that is a problem.
pub(super) async fn take(context: &Context, body: Body, kind: StreamKind) -> ApiAnswer {
    let sender = context.caller()?.readings_sender();
    let counted = context.api.streams.count(sender.id, sender.company_id).map_err(refused)?;
    let folder = imports::new_folder(&context.state.store).map_err(|error| disk(&error))?;
    let folder = Arc::new(folder);
    let (lines, bytes) = answer_lines::open(&folder).map_err(|error| disk(&error))?;
    let (begun, first) = oneshot::channel();
    let receiving = Receiving {
        store: context.state.store.clone(),
        clock: context.state.clock,
        request: request(context)?,
        rights: KeptRights::of(context)?,
        arriving: arriving::begin(body),
        folder,
    };
    let lines = Lines { counted: Some(counted), lines, begun: Some(begun) };
    let failed = |error: io::Error| Problem::Unavailable(format!("no thread: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(failed)?;
    let run = move || runtime.block_on(receiving.run(kind, lines));
    thread::Builder::new().name("readings-in".to_owned()).spawn(run).map_err(failed)?;
    first.await.map_err(|_| ApiProblem::fault("readings were received by no thread"))??;
    let mut response = Response::new(Body::from_stream(bytes));
    let media_type = HeaderValue::from_static(JSON_LINES);
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    Ok(response)
}

fn refused(refusal: StreamRefusal) -> ApiProblem {
    let detail = match refusal {
        StreamRefusal::Program => {
            "This program is sending JSON lines or CSV already. Send one body after the other."
        }
        StreamRefusal::Company => {
            "The programs of this company send as many bodies of JSON lines or CSV as they may. \
             Try again."
        }
        StreamRefusal::All => "Too many programs are sending JSON lines or CSV. Try again.",
    };
    let (status, code) = match refusal {
        StreamRefusal::Program | StreamRefusal::Company => {
            (StatusCode::TOO_MANY_REQUESTS, "too_many_requests")
        }
        StreamRefusal::All => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    let problem = ApiProblem::new(status, code, detail);
    problem.with_header(header::RETRY_AFTER, RETRY_AFTER.to_owned())
}

/// The answer of a stream: lines once it has begun, a problem before.
pub(super) struct Lines {
    /// It comes before the lines, and so ends before the answer does: a program that has read its
    /// answer may send the next body.
    counted: Option<CountedStream>,
    pub(super) lines: AnswerLines,
    /// Signals that the answer can begin; `None` once it has.
    begun: Option<oneshot::Sender<Result<(), ApiProblem>>>,
}

impl Lines {
    /// Sends the lines so far, as the first ones of the answer or behind others.
    pub(super) fn publish(&mut self) -> io::Result<()> {
        self.lines.publish()?;
        if let Some(begun) = self.begun.take() {
            // A client that is gone reads no answer.
            begun.send(Ok(())).unwrap_or_default();
        }
        Ok(())
    }

    /// Answers with a problem, unless the answer has begun: then the problem is returned.
    pub(super) fn refuse(&mut self, problem: ApiProblem) -> Result<(), ApiProblem> {
        match self.begun.take() {
            Some(begun) => {
                self.counted = None;
                begun.send(Err(problem)).unwrap_or_default();
                Ok(())
            }
            None => Err(problem),
        }
    }
}

/// The problem of a file that cannot be written.
pub(super) fn disk(error: &io::Error) -> ApiProblem {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::Full(error.to_string()),
        _ => Problem::Unavailable(error.to_string()),
    }
    .into()
}
