//! Reads forms within limits: size, time, and the number of large ones in memory, of one sender, of
//! one company and in all.

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
/// The same for the people and programs of one company, so that the others can send, too.
const LARGE_OF_ONE_COMPANY: usize = 8;
/// The same for one sender: a slow sender keeps a place for as long as a form may take.
const LARGE_OF_ONE_SENDER: usize = 2;

/// The sender of a form: a person, in all of their sessions and programs, or else an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    Person {
        id: i64,
        /// The company for which they act; none before they choose one.
        company_id: Option<i64>,
    },
    /// An address, as limits count it.
    Network(IpAddr),
}

/// The owner of a share of the places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Person(i64),
    Network(IpAddr),
    Company(i64),
}

impl Sender {
    /// The owners whose shares the sender needs a place of, each with its size: the smallest first,
    /// so that those who wait for one take none of the larger share.
    fn owners(self) -> Vec<(Owner, usize)> {
        let (own, company_id) = match self {
            Self::Person { id, company_id } => (Owner::Person(id), company_id),
            Self::Network(address) => (Owner::Network(address), None),
        };
        let company = company_id.map(|id| (Owner::Company(id), LARGE_OF_ONE_COMPANY));
        [Some((own, LARGE_OF_ONE_SENDER)), company].into_iter().flatten().collect()
    }
}

/// The places for large forms, shared by all requests.
#[derive(Debug)]
pub struct Room {
    all: Semaphore,
    /// The places of owners who have one or wait for it.
    shares: Mutex<HashMap<Owner, Arc<Semaphore>>>,
}

impl Default for Room {
    fn default() -> Self {
        Self { all: Semaphore::new(LARGE_AT_ONCE), shares: Mutex::default() }
    }
}

/// A place among the sender's own, those of its company, and all, until it is dropped.
pub struct FormSlot<'a> {
    _shares: Vec<OwnedSemaphorePermit>,
    _all: SemaphorePermit<'a>,
}

impl Room {
    /// Waits for a place; a sender that waits for one of its own takes none of the others'.
    async fn place(&self, sender: Sender) -> Option<FormSlot<'_>> {
        let mut taken = Vec::new();
        for (owner, size) in sender.owners() {
            taken.push(self.share(owner, size).acquire_owned().await.ok()?);
        }
        Some(FormSlot { _shares: taken, _all: self.all.acquire().await.ok()? })
    }

    fn share(&self, owner: Owner, size: usize) -> Arc<Semaphore> {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        shares.retain(|_, places| Arc::strong_count(places) > 1);
        Arc::clone(shares.entry(owner).or_insert_with(|| Arc::new(Semaphore::new(size))))
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

    /// A person of a company of their own.
    fn person(id: i64) -> Sender {
        Sender::Person { id, company_id: Some(id) }
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
            held.push(sent(&room, person(number)).await.unwrap());
        }
        let next = person(LARGE_AT_ONCE as i64);
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
        for sender in [person(1), address("192.0.2.1")] {
            for _ in 0..LARGE_OF_ONE_SENDER {
                held.push(sent(&room, sender).await.unwrap());
            }
            assert!(sent(&room, sender).await.is_none());
        }
        for other in [person(2), address("192.0.2.2")] {
            assert!(sent(&room, other).await.is_some(), "{other:?}");
        }
        drop(held);
        assert!(sent(&room, person(1)).await.is_some());
        let known = room.shares.lock().unwrap().len();
        assert_eq!(known, 2, "a person and their company; who has no place is forgotten");
    }

    #[tokio::test]
    async fn one_company_leaves_the_others_half_of_the_places() {
        let room = Room::default();
        let of = |id, company_id| Sender::Person { id, company_id: Some(company_id) };
        let mut held = Vec::new();
        for number in 0..LARGE_OF_ONE_COMPANY as i64 {
            held.push(sent(&room, of(number, 1)).await.unwrap());
        }
        assert!(sent(&room, of(100, 1)).await.is_none());
        assert!(sent(&room, of(0, 2)).await.is_some(), "the same person for another company");
        for number in 0..LARGE_OF_ONE_COMPANY as i64 {
            held.push(sent(&room, of(200 + number, 2)).await.unwrap());
        }
        held.remove(0);
        assert!(sent(&room, of(100, 1)).await.is_some());
    }

    #[tokio::test]
    async fn a_form_that_breaks_off_is_not_too_large() {
        let broken = stream::iter([Ok("a=b"), Err(std::io::Error::other("gone"))]).boxed();
        let (room, broken) = (Room::default(), Body::from_stream(broken));
        let sender = person(1);
        let read = room.read(&HeaderMap::new(), broken, sender, true).await;
        assert!(matches!(read, Err(Problem::BadRequest(_))), "{:?}", read.err());
    }
}
