//! Corrects refused rows of an import.

use super::import::{self, TypedRows};
use super::lookup::{of_address, right_in};
use super::refused_rows::corrections;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use axum::http::StatusCode;
use countersign_app::jobs::imports;
use countersign_app::jobs::imports::correct::{self, CorrectionRefusal, CorrectionRequest};
use countersign_domain::access::Right;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::jobs::Job;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// The name of the field with the end of the run whose rows the form shows.
const SEEN: &str = "seen";

/// The import of the address, if the person may correct it.
async fn import_of_address(context: &Context, tx: &mut Tx) -> Result<Job, Problem> {
    let job = of_address(context, tx, Right::Read).await?;
    if job.kind != imports::KIND {
        return Err(Problem::NotFound);
    }
    match right_in(context.person()?, &job) {
        Right::Full => Ok(job),
        _ => Err(Problem::Forbidden),
    }
}

/// The page of the import at the address of its form, for a reload of the form.
pub(super) async fn show(context: &Context) -> Answer {
    page(context, &TypedRows::default()).await
}

/// Tries the corrected rows, or imports them where the others were imported.
pub(super) async fn save(context: &Context) -> Answer {
    let job = context.read(async |tx| import_of_address(context, tx).await).await?;
    let fields: Vec<(String, String)> = context.form()?;
    let seen = fields.iter().find(|(name, _)| name == SEEN);
    let seen = seen.and_then(|(_, micros)| micros.parse().ok()).map(Instant::from_micros);
    let rows = correct::correctable_rows(&job, &imports::upload(&job)?);
    let corrections = corrections(&rows, &fields);
    let entry = context.audit(Event::Imported);
    let request = CorrectionRequest {
        seen,
        corrections: &corrections,
        person: context.person()?,
        entry: &entry,
        machine_time: context.machine_time,
    };
    if corrections.is_empty() && !rows.is_empty() && seen == job.ended_at {
        let error = context.locale.t("jobs-correct-nothing");
        return refused(context, &fields, error).await;
    }
    match correct::run(&context.state.store, &job, &request).await? {
        Ok(id) => redirect::to(&addresses::job(id)),
        Err(CorrectionRefusal::Stale) => {
            let response = redirect::to(&addresses::job(job.id))?;
            Ok(Notice::bad(context.locale.t("jobs-correct-stale")).on(context, response))
        }
        Err(CorrectionRefusal::Files(why)) => {
            tracing::error!(event = "upload-not-stored", error = why, "rows were not corrected");
            refused(context, &fields, context.locale.t("imports-disk")).await
        }
    }
}

/// The form again, with the typed cells and why nothing was done.
async fn refused(context: &Context, fields: &[(String, String)], error: String) -> Answer {
    let typed = TypedRows { fields, error: Some(error) };
    let mut response = page(context, &typed).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    let fields: Vec<(String, String)> = context.form()?;
    page(context, &TypedRows { fields: &fields, error: None }).await
}

async fn page(context: &Context, typed: &TypedRows<'_>) -> Answer {
    let page = context.read(async |tx| {
        let job = import_of_address(context, tx).await?;
        import::page(context, tx, &job, typed).await
    });
    page.await
}
