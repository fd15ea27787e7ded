//! Why a page could not be shown or a form not be taken, and the page that says so.

use super::context::Context;
use super::html;
use super::shell::Shell;
use crate::failure::Failure;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use countersign_store::StoreError;

/// Why there is no ordinary answer.
#[derive(Debug)]
pub(crate) enum Problem {
    /// There is nothing here, or nothing that this person may know of.
    NotFound,
    /// The person's role does not include it.
    Forbidden,
    /// The request makes no sense, with what was wrong and what to do.
    BadRequest(String),
    /// The form did not come from a page of ours, or its session has ended.
    ForeignForm,
    /// Somebody else had filled the form in.
    OthersForm,
    /// What is here takes other methods, namely these.
    Method(&'static str),
    /// More was sent than is taken.
    TooLarge,
    /// It took too long to come in.
    TooSlow,
    /// As many files are under way as there may be.
    Busy,
    /// There is no key to seal a secret with, so it is not stored.
    NoKey,
    /// The database is out of reach or busy for the moment.
    Unavailable(String),
    /// A fault of ours; logged with the request's id.
    Fault(String),
}

/// What a page's handler comes to.
pub(crate) type Answer = Result<Response, Problem>;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_)
            | StoreError::Unavailable(_)
            | StoreError::Full(_)
            | StoreError::Unfit(_) => Self::Unavailable(error.to_string()),
            StoreError::NoKey => Self::NoKey,
            other => Self::Fault(other.to_string()),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Usage(why) => Self::BadRequest(why),
            Failure::World(why) => Self::Unavailable(why),
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Fault(format!("a page could not be rendered: {error}"))
    }
}

impl Problem {
    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::ForeignForm | Self::OthersForm => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::NoKey => StatusCode::CONFLICT,
            Self::Busy | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stem of its texts in the catalogue.
    const fn word(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Forbidden => "forbidden",
            Self::BadRequest(_) => "bad-request",
            Self::ForeignForm => "foreign-form",
            Self::OthersForm => "others-form",
            Self::Method(_) => "method",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::Busy => "busy",
            Self::NoKey => "no-key",
            Self::Unavailable(_) => "unavailable",
            Self::Fault(_) => "fault",
        }
    }

    /// Whether the request asked for something that its sender may not have, or holds something
    /// that our pages do not send. An address that a stranger makes up is neither.
    const fn is_attempt(&self, by_stranger: bool) -> bool {
        match self {
            Self::Forbidden
            | Self::ForeignForm
            | Self::OthersForm
            | Self::BadRequest(_)
            | Self::TooLarge => true,
            Self::NotFound | Self::Method(_) => !by_stranger,
            _ => false,
        }
    }

    /// What only the log learns.
    fn log(&self, context: &Context) {
        let (request, path) = (&context.request_id, context.uri.path());
        // Whoever reads the log must not come in by a link.
        let secret = ["/link/", "/unsubscribe/"].into_iter().find(|it| path.starts_with(it));
        let path = secret.unwrap_or(path);
        match self {
            Self::Unavailable(why) => tracing::warn!(%request, path, why, "out of reach"),
            Self::Fault(why) => tracing::error!(%request, path, why, "a fault"),
            _ if self.is_attempt(context.visitor.is_none()) => self.log_attempt(context, path),
            _ => {}
        }
    }

    /// Says who tried what. What was sent is not repeated: it may be a secret.
    fn log_attempt(&self, context: &Context, path: &str) {
        let visitor = context.visitor.as_ref();
        let acting = visitor.and_then(|it| it.person.as_ref());
        tracing::info!(
            target: "refused",
            request = context.request_id,
            why = self.word(),
            method = context.method.as_str(),
            path,
            person = visitor.map(|it| it.person_id),
            company = acting.map(|it| it.company_id),
            from = %context.client,
            "refused"
        );
    }

    /// The page that says so.
    pub(crate) fn page(&self, context: &Context) -> Response {
        self.log(context);
        let locale = context.locale;
        let (title, text) = (format!("problem-{}", self.word()), format!("{}-text", self.word()));
        let page = ProblemPage {
            shell: context.shell(locale.t(&title)),
            text: locale.t(&format!("problem-{text}")),
            detail: match self {
                Self::BadRequest(why) => Some(why),
                _ => None,
            },
            request_id: &context.request_id,
        };
        let mut response = html(&page).unwrap_or_else(|_| Response::new(self.word().into()));
        *response.status_mut() = self.status();
        match self {
            Self::Busy | Self::Unavailable(_) => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            Self::Method(methods) => {
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
            }
            _ => {}
        }
        response
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    shell: Shell,
    text: String,
    detail: Option<&'a String>,
    request_id: &'a str,
}
