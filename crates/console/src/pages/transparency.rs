//! The transparency log for programs: the latest checkpoint and the tiles of hashes, as C2SP
//! tlog-tiles serves them. Leaves are not served.

use crate::context::Context;
use crate::redirect;
use crate::route::Route;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_app::transparency::tile_path;
use countersign_store::transparency::checkpoints;
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};

/// Strangers get the log if the operator allows it; the handlers check that.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/log/checkpoint", Access::Everyone, checkpoint),
        Route::get("/log/tile/{*path}", Access::Everyone, tile),
    ]
}

/// Whether the log is closed to this visitor.
fn is_closed(context: &Context) -> bool {
    !context.app.is_log_public && context.visitor.as_ref().is_none_or(|it| it.person.is_none())
}

async fn checkpoint(context: &Context) -> Answer {
    if is_closed(context) {
        return redirect::to_sign_in(context);
    }
    let last = context.read(async |tx| Ok(checkpoints::last(tx).await?)).await?;
    let note = last.ok_or(Problem::NotFound)?.note;
    Ok(answer(note.into(), "text/plain; charset=utf-8", "no-cache"))
}

async fn tile(context: &Context) -> Answer {
    if is_closed(context) {
        return redirect::to_sign_in(context);
    }
    let path: String = context.parameter("path")?;
    let hashes = context.read(async |tx| Ok(tile_path::read(tx, &path).await?)).await?;
    let kept = match context.app.is_log_public {
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
