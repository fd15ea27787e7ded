//! The page for an error response.

use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use axum::response::Response;
use countersign_web::problem::Problem;
use countersign_web::problem_log;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    layout: Layout,
    text: String,
    detail: Option<&'a String>,
    request_id: &'a str,
}

/// Shows a problem in the reader's language, and logs its cause.
pub(crate) fn show(problem: &Problem, context: &Context) -> Response {
    problem_log::log(problem, context);
    let (locale, word) = (context.locale, problem.word());
    let page = ProblemPage {
        layout: context.layout(locale.t(&format!("problem-{word}"))),
        text: locale.t(&format!("problem-{word}-text")),
        detail: match problem {
            Problem::BadRequest(why) => Some(why),
            _ => None,
        },
        request_id: &context.request_id,
    };
    let mut response = html(&page).unwrap_or_else(|_| Response::new(word.into()));
    problem.mark(&mut response);
    response
}
