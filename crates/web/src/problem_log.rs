//! Logs requests that got an error response.

use crate::context::RequestContext;
use crate::problem::Problem;

/// Logs a fault, an unavailable database, or a refused attempt.
pub fn log(problem: &Problem, context: &RequestContext) {
    let (request, path) = (&context.request_id, context.uri.path());
    // A reader of the log must not be able to use a one-time link.
    let secret = ["/link/", "/unsubscribe/"].into_iter().find(|it| path.starts_with(it));
    let path = secret.unwrap_or(path);
    match problem {
        Problem::Unavailable(why) => {
            tracing::warn!(%request, path, why, "a service was unavailable");
        }
        Problem::Fault(why) => tracing::error!(%request, path, why, "a request failed"),
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
    let visitor = context.visitor.as_ref();
    let acting = visitor.and_then(|it| it.person.as_ref());
    tracing::info!(
        target: "refused",
        request = context.request_id,
        why = problem.word(),
        method = context.method.as_str(),
        path,
        person = visitor.map(|it| it.person_id),
        company = acting.map(|it| it.company_id),
        from = %context.client,
        "refused"
    );
}
