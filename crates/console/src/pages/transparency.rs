//! The transparency log for programs: the latest checkpoint, the public keys and the tiles of
//! hashes, as C2SP tlog-tiles serves them. Leaves are not served. People see its [`witnesses`].

mod witnesses;

use crate::context::Context;
use crate::redirect;
use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_web::access::Access;
use countersign_web::log_files;
use countersign_web::problem::Answer;

/// Strangers get the log if the operator allows it; the handlers check that.
pub(crate) fn routes() -> Vec<Route> {
    let manages = Access::Area(Area::People, Right::Full);
    vec![
        Route::get("/log/checkpoint", Access::Everyone, checkpoint),
        Route::get("/log/keys", Access::Everyone, keys),
        Route::get("/log/tile/{*path}", Access::Everyone, tile),
        Route::get("/log/witnesses", Access::Acting, witnesses::show),
        Route::post("/log/witnesses", manages, witnesses::add).typed_again(witnesses::again),
        Route::post("/log/witnesses/remove", manages, witnesses::remove),
    ]
}

/// Whether the log is closed to this visitor.
fn is_closed(context: &Context) -> bool {
    !context.app.is_log_public && context.visitor.as_ref().is_none_or(|it| it.person.is_none())
}

async fn checkpoint(context: &Context) -> Answer {
    match is_closed(context) {
        true => redirect::to_sign_in(context),
        false => log_files::checkpoint(context).await,
    }
}

async fn keys(context: &Context) -> Answer {
    match is_closed(context) {
        true => redirect::to_sign_in(context),
        false => log_files::keys(context).await,
    }
}

async fn tile(context: &Context) -> Answer {
    match is_closed(context) {
        true => redirect::to_sign_in(context),
        false => log_files::tile(context, context.app.is_log_public).await,
    }
}
