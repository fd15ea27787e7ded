//! Receives files into a separate folder as they arrive; none of them is in memory as a whole.

use super::list;
use crate::addresses;
use crate::context::Context;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use countersign_app::actions::import::{FileKind, classify};
use countersign_app::jobs::imports::{self, Upload};
use countersign_app::private_files;
use countersign_domain::text::is_all_seen;
use countersign_store::Tx;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{csrf, redirect};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

/// The bytes of a form beside its files: the token, and a head for each.
const AROUND_FILES: u64 = 64 << 10;
const FILES: usize = 50;
/// How long a client may pause in the middle.
const SILENCE: Duration = Duration::from_secs(30);
const WHOLE: Duration = Duration::from_secs(3_600);
/// The longest text field: the form's token.
const TEXT_BYTES: usize = 200;

/// Why an upload was refused.
enum UploadRefusal {
    /// It did not come from a page of this session.
    Foreign,
    /// A fault that a person can correct, in their language, with the status.
    Said(StatusCode, String),
    Problem(Problem),
}

impl From<Problem> for UploadRefusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Receives an upload and starts its dry run.
pub(super) async fn take(context: &Context) -> Answer {
    let _counted = context.state.uploads.count(context.person()?.id)?;
    let folder = imports::new_folder(&context.state.store);
    let taken = match folder {
        Ok(folder) => {
            let received = tokio::time::timeout(WHOLE, receive(context, folder.path())).await;
            let cut = |_| Err(said(context, StatusCode::BAD_REQUEST, "imports-cut"));
            received.unwrap_or_else(cut).map(|files| (folder, files))
        }
        Err(error) => Err(disk(context, &error)),
    };
    let (folder, files) = match taken {
        Ok(taken) => taken,
        Err(UploadRefusal::Foreign) => return Err(Problem::ForeignForm),
        Err(UploadRefusal::Said(status, why)) => return list::refused(context, status, why).await,
        Err(UploadRefusal::Problem(problem)) => return Err(problem),
    };
    let upload = Upload::new(folder.path().to_owned(), files);
    let (person, now) = (context.person()?, context.machine_time);
    let put = async |tx: &mut Tx| imports::prepare(tx, person, &upload, now).await;
    let job = context.write(put).await?;
    // From here on the files belong to the job.
    drop(folder.keep());
    redirect::to(&addresses::job(job))
}

/// Receives every file; the first field is the token of this session's forms.
async fn receive(context: &Context, folder: &Path) -> Result<Vec<(String, u64)>, UploadRefusal> {
    let say = |key: &'static str| context.locale.t(key);
    let bad = |text| UploadRefusal::Said(StatusCode::BAD_REQUEST, text);
    let mut form = form(context).await.ok_or(UploadRefusal::Foreign)?;
    let cut = || bad(say("imports-cut"));
    let token = next(&mut form).await.ok_or_else(cut)?.ok_or(UploadRefusal::Foreign)?;
    check_token(context, token).await?;
    let mut left = context.app.upload_bytes;
    if declared(&context.headers).is_some_and(|length| length > left + AROUND_FILES) {
        return Err(too_large(context));
    }
    let mut files: Vec<(String, u64)> = Vec::new();
    while let Some(field) = next(&mut form).await.ok_or_else(cut)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        if name.is_empty() {
            continue;
        }
        let say_name = |key| context.locale.say(key).with_text("name", &name).to_string();
        let kind = classify(Path::new(&name)).filter(|_| is_plain(&name));
        let Some(kind) = kind else { return Err(bad(say_name("imports-unknown-name"))) };
        if files.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            return Err(bad(say_name("imports-twice")));
        }
        let same = |(known, _): &&(String, u64)| classify(Path::new(known)) == Some(kind);
        if let Some((other, _)) = files.iter().find(same).filter(|_| kind != FileKind::Usage) {
            let text = context.locale.say("imports-one-kind").with_text("name", &name);
            return Err(bad(text.with_text("other", other).to_string()));
        }
        if files.len() == FILES {
            return Err(bad(say("imports-too-many")));
        }
        let size = save(context, field, &folder.join(&name), left).await?;
        left -= size;
        files.push((name, size));
    }
    if files.is_empty() {
        return Err(bad(say("imports-nothing")));
    }
    Ok(files)
}

async fn form(context: &Context) -> Option<Multipart> {
    let body = context.upload.borrow_mut().take()?;
    let mut request = Request::new(body);
    let kind = context.headers.get(header::CONTENT_TYPE)?.clone();
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    // The received bytes are counted below, file by file.
    DefaultBodyLimit::disable().apply(&mut request);
    Multipart::from_request(request, &()).await.ok()
}

/// The next field, or that there is none; nothing if the upload is cut off.
async fn next(form: &mut Multipart) -> Option<Option<Field<'_>>> {
    let field = tokio::time::timeout(SILENCE, form.next_field()).await;
    field.ok()?.ok()
}

/// The length of the whole form, if its head states it.
fn declared(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn check_token(context: &Context, mut field: Field<'_>) -> Result<(), UploadRefusal> {
    if field.name() != Some(csrf::FIELD) {
        return Err(UploadRefusal::Foreign);
    }
    let mut text = format!("{}=", csrf::FIELD).into_bytes();
    while let Ok(Ok(Some(piece))) = tokio::time::timeout(SILENCE, field.chunk()).await {
        text.extend_from_slice(&piece);
        if text.len() > TEXT_BYTES {
            return Err(UploadRefusal::Foreign);
        }
    }
    let session = context.session_token.as_deref().ok_or(UploadRefusal::Foreign)?;
    if csrf::carries(&text, session) { Ok(()) } else { Err(UploadRefusal::Foreign) }
}

/// Writes a file as it arrives, and returns its size.
async fn save(
    context: &Context,
    mut field: Field<'_>,
    path: &Path,
    left: u64,
) -> Result<u64, UploadRefusal> {
    let failed = |error: std::io::Error| disk(context, &error);
    let mut file = BufWriter::with_capacity(1 << 18, private_files::file(path).map_err(failed)?);
    let mut size = 0;
    loop {
        let cut = || said(context, StatusCode::BAD_REQUEST, "imports-cut");
        let piece = tokio::time::timeout(SILENCE, field.chunk()).await;
        let Some(piece) = piece.map_err(|_| cut())?.map_err(|_| cut())? else { break };
        size += piece.len() as u64;
        if size > left {
            return Err(too_large(context));
        }
        file.write_all(&piece).map_err(failed)?;
    }
    file.flush().map_err(failed)?;
    Ok(size)
}

fn too_large(context: &Context) -> UploadRefusal {
    said(context, StatusCode::PAYLOAD_TOO_LARGE, "imports-too-large")
}

fn said(context: &Context, status: StatusCode, key: &'static str) -> UploadRefusal {
    UploadRefusal::Said(status, context.locale.t(key))
}

fn disk(context: &Context, error: &std::io::Error) -> UploadRefusal {
    let full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
    tracing::error!(event = "upload-not-stored", %error, "an upload could not be stored");
    let key = if full { "imports-disk-full" } else { "imports-disk" };
    said(context, StatusCode::INSUFFICIENT_STORAGE, key)
}

/// Whether a name is that of one file in a folder.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\', ':']) && !name.starts_with('.') && is_all_seen(name)
}
