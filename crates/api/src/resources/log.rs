//! The transparency log for witnesses: the checkpoint, the keys and the tiles, and what a witness
//! of the caller's company cosigned.

use crate::answer::{ApiAnswer, of_write};
use crate::context::{Context, Route, answering};
use crate::json_body;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use axum::http::StatusCode;
use countersign_app::actions::take_cosignature::{self, CosignatureFault, TakenCosignature};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;
use countersign_web::log_files;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    let access = Access::Acting;
    let routes = vec![
        Route::get("/api/v1/log/checkpoint", access, answering(checkpoint)),
        Route::get("/api/v1/log/keys", access, answering(keys)),
        Route::get("/api/v1/log/tile/{*path}", access, answering(tile)),
        Route::post("/api/v1/log/cosignatures", access, answering(cosign)),
    ];
    routes.into_iter().map(|route| route.needing(Scope::LogWitness)).collect()
}

/// The tile of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfTile {
    /// Level and number of the tile, as C2SP tlog-tiles writes them, with slashes.
    #[param(example = "0/000.p/17")]
    path: String,
}

/// A cosigned checkpoint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CosignedCheckpoint {
    /// The signed note: the checkpoint with the signature of your company's witness, as C2SP
    /// tlog-cosignature writes it.
    note: String,
}

/// A cosignature that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cosignature {
    /// The name of the witness.
    #[schema(example = "witness.example.com/countersign")]
    witness: String,
    /// The number of records that the checkpoint covers.
    size: u64,
    /// When the witness made it, by its own clock.
    #[schema(format = "date-time")]
    cosigned_at: String,
}

/// Read the latest checkpoint of the log.
///
/// It has the signature of the log, and those of witnesses who cosigned it already.
#[utoipa::path(
    get,
    path = "/api/v1/log/checkpoint",
    operation_id = "readCheckpoint",
    tag = "Log",
    responses((status = 200, description = "The signed note.", body = String,
        content_type = "text/plain")),
    security(("token" = ["log.witness"]))
)]
pub(crate) async fn checkpoint(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    Ok(log_files::checkpoint(context).await?)
}

/// Read the public keys of the log.
///
/// One key a line, as C2SP signed-note writes verifier keys. Compare them with what the operator
/// publishes elsewhere.
#[utoipa::path(
    get,
    path = "/api/v1/log/keys",
    operation_id = "readLogKeys",
    tag = "Log",
    responses((status = 200, description = "The keys.", body = String,
        content_type = "text/plain")),
    security(("token" = ["log.witness"]))
)]
pub(crate) async fn keys(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    Ok(log_files::keys(context).await?)
}

/// Read a tile of hashes of the log.
#[utoipa::path(
    get,
    path = "/api/v1/log/tile/{path}",
    operation_id = "readTile",
    tag = "Log",
    params(OfTile),
    responses((status = 200, description = "The hashes, 32 bytes each.", body = String,
        content_type = "application/octet-stream")),
    security(("token" = ["log.witness"]))
)]
pub(crate) async fn tile(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    Ok(log_files::tile(context, false).await?)
}

/// Hand in a checkpoint that your company's witness cosigned.
///
/// Your company has to register the public key of the witness first. The same cosignature can be
/// sent again, and a newer one of the same checkpoint takes its place.
#[utoipa::path(
    post,
    path = "/api/v1/log/cosignatures",
    operation_id = "addCosignature",
    tag = "Log",
    request_body = CosignedCheckpoint,
    responses((status = 200, description = "The cosignature is kept.", body = Cosignature)),
    security(("token" = ["log.witness"]))
)]
pub(crate) async fn cosign(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let CosignedCheckpoint { note } = json_body::read(context)?;
    let (company_id, now) = (context.person()?.company_id, context.machine_time);
    let taken =
        context.change(async |tx| take_cosignature::run(tx, company_id, &note, now).await).await?;
    let TakenCosignature { witness, size, at } = taken.map_err(problem)?;
    of_write(StatusCode::OK, &Cosignature { witness, size, cosigned_at: at.to_string() })
}

fn problem(fault: CosignatureFault) -> ApiProblem {
    let detail = match fault {
        CosignatureFault::Unreadable => {
            let detail = "note is not a signed checkpoint.".to_owned();
            return ApiProblem::invalid_body("/note".to_owned(), detail);
        }
        CosignatureFault::Unknown => {
            "No witness of your company cosigned the checkpoint. An Administrator registers the \
             public key of the witness first."
        }
        CosignatureFault::NotSigned => {
            "No key of this log signed the checkpoint. It belongs to another log."
        }
        CosignatureFault::OtherLog => {
            "This log has no such checkpoint. Keep the note: with it, anyone can show that two \
             different logs were signed, or that an older copy of the database is in use."
        }
        CosignatureFault::Future => "The time of the cosignature is in the future.",
    };
    ApiProblem::new(StatusCode::CONFLICT, "cosignature_refused", detail)
}
