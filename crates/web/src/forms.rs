//! Reads forms: how large one may be, how long it may take, and how many large ones are in memory
//! at once.

use crate::problem::Problem;
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
    pub async fn read(
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use futures_util::{StreamExt, stream};

    fn large() -> HeaderMap {
        HeaderMap::from_iter([(header::CONTENT_LENGTH, HeaderValue::from_static("20000"))])
    }

    #[tokio::test]
    async fn so_many_large_forms_are_in_memory_at_once() {
        let room = Room::default();
        let whole = || Body::from("x".repeat(20_000));
        let mut held = Vec::new();
        for _ in 0..LARGE_AT_ONCE {
            held.push(room.read(&large(), whole(), false).await.unwrap());
        }
        let soon = Duration::from_millis(100);
        let next = tokio::time::timeout(soon, room.read(&large(), whole(), false)).await;
        assert!(next.is_err());
        // Small ones pass.
        let small = room.read(&HeaderMap::new(), Body::from("a=b"), true).await.unwrap();
        assert_eq!((&small.0[..], small.1.is_some()), (&b"a=b"[..], false));
        held.pop();
        assert!(room.read(&large(), whole(), false).await.is_ok());
    }

    #[tokio::test]
    async fn a_form_that_breaks_off_is_not_too_large() {
        let broken = stream::iter([Ok("a=b"), Err(std::io::Error::other("gone"))]).boxed();
        let (room, broken) = (Room::default(), Body::from_stream(broken));
        let read = room.read(&HeaderMap::new(), broken, true).await;
        assert!(matches!(read, Err(Problem::BadRequest(_))), "{:?}", read.err());
    }
}
