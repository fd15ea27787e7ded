//! Pages with an error status.

use axum::http::{HeaderValue, StatusCode, header};
use countersign_web::problem::Answer;

/// The page of a form whose input was refused.
pub(crate) fn refused(answer: Answer) -> Answer {
    with_status(answer, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page of a form that was sent too often.
pub(crate) fn too_often(answer: Answer, seconds: i64) -> Answer {
    let mut response = with_status(answer, StatusCode::TOO_MANY_REQUESTS)?;
    if let Ok(seconds) = HeaderValue::from_str(&seconds.to_string()) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response)
}

pub(crate) fn with_status(answer: Answer, status: StatusCode) -> Answer {
    let mut response = answer?;
    *response.status_mut() = status;
    Ok(response)
}
