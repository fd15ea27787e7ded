//! Refuses requests that exceed a quota.

use crate::problem::ApiProblem;
use crate::rate_limit::Usage;
use axum::http::{StatusCode, header};

/// Checks a counted request.
///
/// # Errors
/// 429 if it exceeds the quota.
pub(crate) fn admit(usage: &Usage) -> Result<(), ApiProblem> {
    let Some(wait) = usage.wait else { return Ok(()) };
    let detail = "The header RateLimit says how many requests are left until when.";
    let problem = ApiProblem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", detail);
    Err(problem.with_header(header::RETRY_AFTER, wait.to_string()))
}
