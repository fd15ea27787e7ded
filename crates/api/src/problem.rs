//! The reasons for an error response, as `application/problem+json` (RFC 9457).

use crate::answer::of_kind;
use crate::context::Context;
use crate::problem_codes::title;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use countersign_store::StoreError;
use countersign_web::early::EarlyRefusal;
use countersign_web::problem::Problem;
use countersign_web::problem_log;
use serde::Serialize;
use utoipa::ToSchema;

/// The media type of problems.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// A problem, as RFC 9457 writes it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemDocument {
    /// The place in the reference that explains the code.
    #[schema(example = "/api#problem-stale")]
    r#type: String,
    /// The code in a few words.
    title: &'static str,
    /// The status code of the response.
    #[schema(example = 412)]
    status: u16,
    /// The stable code that identifies the kind of problem.
    #[schema(example = "stale")]
    code: &'static str,
    /// What is wrong, and what to do, in English.
    detail: String,
    /// The id of the request in the operator's log.
    request_id: String,
    /// Each part of the request that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemItem>,
}

/// A part of a request that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ProblemItem {
    /// The stable code.
    #[schema(example = "bad_quantity")]
    pub(crate) code: String,
    /// What is wrong, in English.
    pub(crate) detail: String,
    /// The value of a JSON body that is wrong, as a JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/lines/0/chargeable")]
    pub(crate) pointer: Option<String>,
    /// The parameter or header that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parameter: Option<String>,
    /// The row of the body, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) row: Option<usize>,
    /// The column in the row, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<usize>,
}

/// The reason for an error response.
#[derive(Debug)]
pub(crate) struct ApiProblem(Box<Parts>);

/// The parts of a problem, boxed so that results without one stay small.
#[derive(Debug)]
struct Parts {
    status: StatusCode,
    code: &'static str,
    detail: String,
    errors: Vec<ProblemItem>,
    headers: Vec<(HeaderName, String)>,
    /// The underlying problem, which is logged.
    cause: Option<Problem>,
}

impl ApiProblem {
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: &str) -> Self {
        let (errors, headers, cause) = (Vec::new(), Vec::new(), None);
        let detail = detail.to_owned();
        Self(Box::new(Parts { status, code, detail, errors, headers, cause }))
    }

    pub(crate) fn bad_request(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", detail)
    }

    /// A body with a value that the operation does not accept.
    pub(crate) fn invalid_body(pointer: String, detail: String) -> Self {
        Self::wrong_at(StatusCode::UNPROCESSABLE_ENTITY, "invalid_body", pointer, detail)
    }

    /// A body with a wrong value, which the JSON pointer names, with this status.
    pub(crate) fn wrong_at(
        status: StatusCode,
        code: &'static str,
        pointer: String,
        detail: String,
    ) -> Self {
        let problem = Self::new(status, code, &detail);
        let (code, pointer) = (code.to_owned(), Some(pointer));
        problem.about(ProblemItem { code, detail, pointer, ..ProblemItem::default() })
    }

    /// A fault of the program, whose reason is for its log only.
    pub(crate) fn fault(why: &str) -> Self {
        Problem::Fault(why.to_owned()).into()
    }

    /// The same with one part of the request that is wrong.
    pub(crate) fn about(mut self, item: ProblemItem) -> Self {
        self.0.errors.push(item);
        self
    }

    /// The same with a header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: String) -> Self {
        self.0.headers.push((name, value));
        self
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The code and what is wrong.
    pub(crate) fn code_and_detail(&self) -> (&'static str, String) {
        (self.0.code, self.0.detail.clone())
    }

    /// A refusal before the request was read.
    pub(crate) fn early(refused: EarlyRefusal) -> Self {
        let (code, detail) = match refused {
            EarlyRefusal::Unclear => ("bad_request", "The request does not clearly name a host."),
            EarlyRefusal::Another => ("misdirected", "The request is for another host."),
            EarlyRefusal::TooMany => {
                ("too_many_requests", "Your address has too many requests under way.")
            }
        };
        let problem = Self::new(refused.status(), code, detail);
        match refused {
            EarlyRefusal::TooMany => problem.with_header(header::RETRY_AFTER, "1".to_owned()),
            _ => problem,
        }
    }

    /// The body.
    pub(crate) fn document(&self, request_id: &str) -> ProblemDocument {
        let Parts { status, code, detail, errors, .. } = &*self.0;
        ProblemDocument {
            r#type: format!("/api#problem-{}", code.replace('_', "-")),
            title: title(code),
            status: status.as_u16(),
            code,
            detail: detail.clone(),
            request_id: request_id.to_owned(),
            errors: errors.clone(),
        }
    }

    /// The answer to a request with a known context; its cause is logged.
    pub(crate) fn answer(&self, context: &Context) -> Response {
        if let Some(cause) = &self.0.cause {
            problem_log::log(cause, &context.request);
        }
        self.response(&context.request_id)
    }

    /// The answer.
    pub(crate) fn response(&self, request_id: &str) -> Response {
        // A document of texts and numbers can always be written.
        let body = serde_json::to_string(&self.document(request_id)).unwrap_or_default();
        let mut response = of_kind(self.0.status, PROBLEM_JSON, body);
        if let Some(cause) = &self.0.cause {
            cause.mark(&mut response);
        }
        for (name, value) in &self.0.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// A parameter or a header that is wrong, with this status.
pub(crate) fn wrong_with(
    status: StatusCode,
    code: &'static str,
    parameter: &str,
    detail: &str,
) -> ApiProblem {
    ApiProblem::new(status, code, detail).about(ProblemItem {
        code: code.to_owned(),
        detail: detail.to_owned(),
        parameter: Some(parameter.to_owned()),
        ..ProblemItem::default()
    })
}

impl From<StoreError> for ApiProblem {
    fn from(error: StoreError) -> Self {
        Problem::from(error).into()
    }
}

impl From<Problem> for ApiProblem {
    fn from(problem: Problem) -> Self {
        let (code, detail) = match &problem {
            Problem::NotFound => ("not_found", "There is no such thing, or none for this token."),
            Problem::Forbidden | Problem::ForeignForm | Problem::OthersForm => {
                ("forbidden", "The role behind this token does not include this.")
            }
            Problem::BadRequest(why) => ("bad_request", why.as_str()),
            Problem::Method(_) => {
                ("method_not_allowed", "The header Allow names the methods of this path.")
            }
            Problem::TooLarge => ("too_large", "The body is larger than this operation accepts."),
            Problem::TooSlow => ("too_slow", "The body did not arrive in time."),
            Problem::Busy => ("unavailable", "Too many files are under way. Try again."),
            Problem::NoKey => ("no_key", "The installation has no key to seal secrets."),
            Problem::Unavailable(_) => (
                "unavailable",
                "The database cannot be reached or is busy. Nothing was done. \
                  Try again.",
            ),
            Problem::Outdated => {
                ("unavailable", "The program is being upgraded. Nothing was done. Try again.")
            }
            Problem::Full(_) => ("disk_full", "The disk of the database is full."),
            Problem::Fault(_) => {
                ("fault", "The program has a fault. Its operator finds it by the request_id.")
            }
        };
        let status = problem.status();
        let detail = detail.to_owned();
        let (errors, headers) = (Vec::new(), Vec::new());
        let cause = Some(problem);
        Self(Box::new(Parts { status, code, detail, errors, headers, cause }))
    }
}
