//! Reads forms within limits: size, time, and the number of large ones in memory, of one sender and
//! in all.

use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::LengthLimitError;
use std::collections::HashMap;
use std::error::Error;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

/// The largest form before sign-in, and the largest that counts as small.
const SMALL: usize = 16 << 10;
/// The largest form after sign-in: a report of some thousand lines with comments.
const LARGE: usize = 4 << 20;
/// The longest time for a form before sign-in.
const STRANGER_WITHIN: Duration = Duration::from_secs(10);
/// The longest time for a form after sign-in.
const WITHIN: Duration = Duration::from_secs(30);
/// Large forms in memory at once; the next one waits.
const LARGE_AT_ONCE: usize = 16;
/// The same for one sender: a slow sender keeps a place for as long as a form may take.
const LARGE_OF_ONE_SENDER: usize = 2;

/// The sender of a form: a person, in all of their sessions, or else an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    Person(i64),
    /// An address, as limits count it.
    Network(IpAddr),
}

/// The places for large forms, shared by all requests.
#[derive(Debug)]
pub struct Room {
    all: Semaphore,
    /// The places of senders who have one or wait for it.
    own: Mutex<HashMap<Sender, Arc<Semaphore>>>,
}

impl Default for Room {
    fn default() -> Self {
        Self { all: Semaphore::new(LARGE_AT_ONCE), own: Mutex::default() }
    }
}

/// A place among the sender's own and among all, until it is dropped.
pub struct FormSlot<'a> {
    _own: OwnedSemaphorePermit,
    _all: SemaphorePermit<'a>,
}

impl Room {
    /// Waits for a place; a sender that waits for one of its own takes none of the others'.
    async fn place(&self, sender: Sender) -> Option<FormSlot<'_>> {
        let own = {
            let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
            own.retain(|_, places| Arc::strong_count(places) > 1);
            let made = || Arc::new(Semaphore::new(LARGE_OF_ONE_SENDER));
            Arc::clone(own.entry(sender).or_insert_with(made))
        };
        let own = own.acquire_owned().await.ok()?;
        Some(FormSlot { _own: own, _all: self.all.acquire().await.ok()? })
    }

    /// Reads a form; its place is kept as long as the form.
    ///
    /// # Errors
    /// [`Problem::TooLarge`], [`Problem::TooSlow`], or that the form was cut off.
    pub async fn read(
        &self,
        headers: &HeaderMap,
        body: Body,
        sender: Sender,
        is_stranger: bool,
    ) -> Result<(Bytes, Option<FormSlot<'_>>), Problem> {
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
                true => self.place(sender).await,
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
        false => Problem::BadRequest("the form was cut off; send it again".to_owned()),
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

    /// A large form of a person; `None` if there is no place for it soon.
    async fn sent(room: &Room, sender: Sender) -> Option<(Bytes, Option<FormSlot<'_>>)> {
        let (headers, whole) = (large(), Body::from("x".repeat(20_000)));
        let read = room.read(&headers, whole, sender, false);
        let read = tokio::time::timeout(Duration::from_millis(100), read).await;
        read.ok().map(Result::unwrap)
    }

    #[tokio::test]
    async fn so_many_large_forms_are_in_memory_at_once() {
        let (room, mut held) = (Room::default(), Vec::new());
        for number in 0..LARGE_AT_ONCE as i64 {
            held.push(sent(&room, Sender::Person(number)).await.unwrap());
        }
        let next = Sender::Person(LARGE_AT_ONCE as i64);
        assert!(sent(&room, next).await.is_none());
        // Small ones need no place.
        let small = room.read(&HeaderMap::new(), Body::from("a=b"), next, true).await.unwrap();
        assert_eq!((&small.0[..], small.1.is_some()), (&b"a=b"[..], false));
        held.pop();
        assert!(sent(&room, next).await.is_some());
    }

    #[tokio::test]
    async fn one_sender_has_so_many_large_forms_in_memory_and_leaves_the_others_their_places() {
        let room = Room::default();
        let address = |text: &str| Sender::Network(text.parse().unwrap());
        let mut held = Vec::new();
        for sender in [Sender::Person(1), address("192.0.2.1")] {
            for _ in 0..LARGE_OF_ONE_SENDER {
                held.push(sent(&room, sender).await.unwrap());
            }
            assert!(sent(&room, sender).await.is_none());
        }
        for other in [Sender::Person(2), address("192.0.2.2")] {
            assert!(sent(&room, other).await.is_some(), "{other:?}");
        }
        drop(held);
        assert!(sent(&room, Sender::Person(1)).await.is_some());
        let known = room.own.lock().unwrap().len();
        assert_eq!(known, 1, "who has no place is forgotten");
    }

    #[tokio::test]
    async fn a_form_that_breaks_off_is_not_too_large() {
        let broken = stream::iter([Ok("a=b"), Err(std::io::Error::other("gone"))]).boxed();
        let (room, broken) = (Room::default(), Body::from_stream(broken));
        let sender = Sender::Person(1);
        let read = room.read(&HeaderMap::new(), broken, sender, true).await;
        assert!(matches!(read, Err(Problem::BadRequest(_))), "{:?}", read.err());
    }
}
