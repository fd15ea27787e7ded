//! The transparency log as C2SP tlog-tiles serves it, for the console and the API: the latest
//! checkpoint, the public keys, and the tiles of hashes. Leaves are not served.

use crate::context::RequestContext;
use crate::problem::{Answer, Problem};
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_app::transparency::{tile_path, witnessed};
use countersign_store::transparency::checkpoints;

const TEXT: &str = "text/plain; charset=utf-8";

/// Answers with the latest checkpoint and what witnesses cosigned of it.
///
/// # Errors
/// [`Problem::NotFound`] if there is none yet.
pub async fn checkpoint(context: &RequestContext) -> Answer {
    let note = context.read(async |tx| Ok(witnessed::last(tx).await?)).await?;
    Ok(answer(note.ok_or(Problem::NotFound)?.into(), TEXT, "no-cache"))
}

/// Answers with the public keys of the log, one a line.
///
/// # Errors
/// [`Problem::NotFound`] if there is none yet.
pub async fn keys(context: &RequestContext) -> Answer {
    let keys = context.read(async |tx| Ok(checkpoints::keys(tx).await?)).await?;
    let lines: String = keys.into_iter().map(|key| key + "\n").collect();
    match lines.is_empty() {
        true => Err(Problem::NotFound),
        false => Ok(answer(lines.into(), TEXT, "no-cache")),
    }
}

/// Answers with the hashes of the tile that the address names.
///
/// # Errors
/// [`Problem::NotFound`] if the log has no such tile.
pub async fn tile(context: &RequestContext, is_public: bool) -> Answer {
    let path: String = context.parameter("path")?;
    let hashes = context.read(async |tx| Ok(tile_path::read(tx, &path).await?)).await?;
    let kept = match is_public {
        true => "public, max-age=31536000, immutable",
        false => "private, max-age=31536000, immutable",
    };
    Ok(answer(hashes.ok_or(Problem::NotFound)?.into(), "application/octet-stream", kept))
}

fn answer(body: Body, kind: &'static str, kept: &'static str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}
