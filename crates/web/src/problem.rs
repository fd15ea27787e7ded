//! The reasons for an error response, as data that a skin puts into words.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use countersign_app::failure::Failure;
use countersign_store::StoreError;

#[derive(Debug)]
pub enum Problem {
    /// It does not exist, or this person may not know of it.
    NotFound,
    /// The person's role does not include it.
    Forbidden,
    /// The request is invalid; the text says what is wrong and what to do.
    BadRequest(String),
    /// The form did not come from a page of this session.
    ForeignForm,
    /// Another person filled the form in.
    OthersForm,
    /// The path accepts only these methods.
    Method(&'static str),
    /// The request is too large.
    TooLarge,
    /// The request took too long to arrive.
    TooSlow,
    /// Too many files are being sent or received.
    Busy,
    /// There is no key to seal a secret, which is therefore not stored.
    NoKey,
    /// The database cannot be reached or is busy.
    Unavailable(String),
    /// A newer program has upgraded the database, which this one therefore leaves alone.
    Outdated,
    /// The disk is full.
    Full(String),
    /// A fault of the program; logged with the request's id.
    Fault(String),
}

/// The result of a handler.
pub type Answer = Result<Response, Problem>;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) | StoreError::Unavailable(_) | StoreError::Unfit(_) => {
                Self::Unavailable(error.to_string())
            }
            StoreError::Full(_) => Self::Full(error.to_string()),
            StoreError::NoKey => Self::NoKey,
            StoreError::Schema(_) => Self::Outdated,
            other => Self::Fault(other.to_string()),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Usage(why) => Self::BadRequest(why),
            Failure::System(why) => Self::Unavailable(why),
            Failure::Away(error) => error.into(),
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
            Self::Busy | Self::Unavailable(_) | Self::Outdated => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
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
            Self::Outdated => "outdated",
            Self::Full(_) => "full",
            Self::Fault(_) => "fault",
        }
    }

    /// Sets this problem's status and headers on a response.
    pub fn mark(&self, response: &mut Response) {
        *response.status_mut() = self.status();
        let (name, value) = match self {
            Self::Busy | Self::Unavailable(_) => (header::RETRY_AFTER, "5"),
            Self::Outdated => (header::RETRY_AFTER, "60"),
            Self::Method(methods) => (header::ALLOW, *methods),
            _ => return,
        };
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_not_said_to_be_a_database_out_of_reach() {
        let full = || StoreError::Full("no space left".to_owned());
        let problem = Problem::from(full());
        assert_eq!((problem.word(), problem.status().as_u16()), ("full", 507));
        for away in [StoreError::Busy(String::new()), StoreError::Unavailable(String::new())] {
            let problem = Problem::from(Failure::from(away));
            assert_eq!((problem.word(), problem.status().as_u16()), ("unavailable", 503));
        }
    }
}
