//! Why there is no ordinary answer: as data, for a skin to put into words.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use countersign_app::failure::Failure;
use countersign_store::StoreError;

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Problem {
    /// There is nothing here, or nothing that this person may know of.
    NotFound,
    /// The person's role does not include it.
    Forbidden,
    /// The request makes no sense, with what was wrong and what to do.
    BadRequest(String),
    /// The form did not come from a page of ours, or its session has ended.
    ForeignForm,
    /// Another person had filled the form in.
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
pub type Answer = Result<Response, Problem>;

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

impl Problem {
    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
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
    #[must_use]
    pub const fn word(&self) -> &'static str {
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

    /// Gives an answer this problem's status and headers.
    pub fn mark(&self, response: &mut Response) {
        *response.status_mut() = self.status();
        let (name, value) = match self {
            Self::Busy | Self::Unavailable(_) => (header::RETRY_AFTER, "5"),
            Self::Method(methods) => (header::ALLOW, *methods),
            _ => return,
        };
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
}
