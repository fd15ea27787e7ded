//! Logs requests that got an error response. The span of the request
//! ([`crate::request_span`]) adds who sent it.

use crate::context::RequestContext;
use crate::problem::Problem;

/// Logs a fault, an unavailable database, or a refused attempt.
pub fn log(problem: &Problem, context: &RequestContext) {
    let path = context.uri.path();
    // A reader of the log must not be able to use a one-time link.
    let secret = ["/link/", "/unsubscribe/"].into_iter().find(|it| path.starts_with(it));
    let path = secret.unwrap_or(path);
    match problem {
        Problem::Unavailable(why) | Problem::Full(why) => {
            tracing::warn!(event = "service-unavailable", path, why, "a service was unavailable");
        }
        Problem::Fault(why) => {
            tracing::error!(event = "request-failed", path, why, "a request failed");
        }
        _ if is_attempt(problem, context.visitor.is_none()) => log_attempt(problem, context, path),
        _ => {}
    }
}

/// Whether the request asked for something that its sender may not have, or has input that no page
/// of this program sends. A stranger's made-up address is neither.
const fn is_attempt(problem: &Problem, by_stranger: bool) -> bool {
    match problem {
        Problem::Forbidden
        | Problem::ForeignForm
        | Problem::OthersForm
        | Problem::BadRequest(_)
        | Problem::TooLarge => true,
        Problem::NotFound | Problem::Method(_) => !by_stranger,
        _ => false,
    }
}

/// Logs who tried what. The input is not repeated, because it may be a secret.
fn log_attempt(problem: &Problem, context: &RequestContext, path: &str) {
    tracing::info!(
        target: "refused",
        event = "request-refused",
        why = problem.word(),
        path,
        from = %context.client,
        "refused"
    );
}
