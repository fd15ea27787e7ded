//! A request that sends readings: its body, its media type, and the program that sends it.

use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::Parameters;
use axum::body::Body;
use axum::http::header;
use countersign_app::actions::import::{ReadingsRequest, may_send_readings};
use countersign_domain::audit::Event;
use countersign_web::problem::Problem;

/// The body of a request without parameters.
///
/// # Errors
/// 403 if its sender may not send readings.
pub(crate) fn sent_body(context: &Context) -> Result<Body, ApiProblem> {
    Parameters::read(context, &[])?;
    if !may_send_readings(context.person()?) {
        return Err(Problem::Forbidden.into());
    }
    Ok(context.upload.borrow_mut().take().unwrap_or_default())
}

/// The media type of the body, in lower case and without parameters.
pub(crate) fn media_type(context: &Context) -> String {
    let kind = context.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The program that sends readings.
pub(super) fn request(context: &Context) -> Result<ReadingsRequest, ApiProblem> {
    let (person, sender) = (context.person()?.clone(), context.caller()?.readings_sender());
    Ok(ReadingsRequest { person, sender, entry: context.audit(Event::Imported) })
}
