//! Reads forms: how large one may be, how long it may take, and how many large ones are in memory
//! at once.

use super::problem::Problem;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::LengthLimitError;
use std::error::Error;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The most that a form holds of somebody who has not signed in, or of any page that is not large.
const SMALL: usize = 16 << 10;
/// The most that a form holds of somebody who has: a report of some thousand lines with comments.
const LARGE: usize = 4 << 20;
/// How long a form may take to come in, of somebody who has not signed in.
const STRANGER_WITHIN: Duration = Duration::from_secs(10);
/// The same, of somebody who has.
const WITHIN: Duration = Duration::from_secs(30);
/// Large forms in memory at once; the next one waits.
const LARGE_AT_ONCE: usize = 16;

/// Room for large forms, shared by all requests.
#[derive(Debug)]
pub struct Room(Semaphore);

impl Default for Room {
    fn default() -> Self {
        Self(Semaphore::new(LARGE_AT_ONCE))
    }
}

impl Room {
    /// Reads a form; what comes with it is kept as long as the form is.
    ///
    /// # Errors
    /// [`Problem::TooLarge`], [`Problem::TooSlow`], or that the form broke off.
    pub(super) async fn read(
        &self,
        headers: &HeaderMap,
        body: Body,
        is_stranger: bool,
    ) -> Result<(Bytes, Option<SemaphorePermit<'_>>), Problem> {
        let (most, within) = match is_stranger {
            true => (SMALL, STRANGER_WITHIN),
            false => (LARGE, WITHIN),
        };
        let length = headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok());
        let length: usize = length.and_then(|it| it.parse().ok()).unwrap_or(most);
        if length > most {
            return Err(Problem::TooLarge);
        }
        let read = async {
            let room = match length > SMALL {
                true => self.0.acquire().await.ok(),
                false => None,
            };
            let read = axum::body::to_bytes(body, length).await;
            Ok((read.map_err(|error| problem(&error))?, room))
        };
        tokio::time::timeout(within, read).await.unwrap_or(Err(Problem::TooSlow))
    }
}

fn problem(error: &axum::Error) -> Problem {
    let is_limit = error.source().is_some_and(<dyn Error + 'static>::is::<LengthLimitError>);
    match is_limit {
        true => Problem::TooLarge,
        false => Problem::BadRequest("the form broke off; send it once more".to_owned()),
    }
}
