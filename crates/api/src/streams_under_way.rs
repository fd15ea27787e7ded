//! Limits the bodies of any length that are being received at once.

use crate::problem::ApiProblem;
use axum::http::{StatusCode, header};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Bodies of all programs: each takes two threads, and space on the disk for its answer.
const AT_ONCE: usize = 32;
/// Bodies of the programs of one company, so that the others can send, too.
const OF_COMPANY: usize = 8;
/// When a refused program may try again, in seconds.
const RETRY_AFTER: &str = "5";

/// The programs whose bodies are being received. Each sends one at a time, because two at once
/// would only wait for each other.
#[derive(Debug, Default)]
pub(crate) struct StreamsUnderWay(Arc<Mutex<Senders>>);

/// The programs with their companies.
type Senders = HashMap<Uuid, i64>;

/// A body that is being received, until it is dropped.
pub(crate) struct CountedStream {
    senders: Arc<Mutex<Senders>>,
    sender: Uuid,
}

impl StreamsUnderWay {
    /// Counts a body of a program.
    ///
    /// # Errors
    /// 429 if the program sends one already or its company too many, 503 if all send too many.
    pub(crate) fn count(&self, sender: Uuid, company_id: i64) -> Result<CountedStream, ApiProblem> {
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_company = senders.values().filter(|company| **company == company_id).count();
        let detail = match senders.contains_key(&sender) {
            true => Some("This program is sending JSON lines or CSV already."),
            false if of_company >= OF_COMPANY => Some(
                "The programs of this company are sending as many bodies of JSON lines or CSV as \
                 they may.",
            ),
            false => None,
        };
        if let Some(detail) = detail {
            let detail = format!("{detail} Send one after the other.");
            return Err(refused(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", &detail));
        }
        if senders.len() >= AT_ONCE {
            let detail = "Too many programs are sending JSON lines or CSV. Try again.";
            return Err(refused(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail));
        }
        senders.insert(sender, company_id);
        Ok(CountedStream { senders: Arc::clone(&self.0), sender })
    }
}

fn refused(status: StatusCode, code: &'static str, detail: &str) -> ApiProblem {
    let problem = ApiProblem::new(status, code, detail);
    problem.with_header(header::RETRY_AFTER, RETRY_AFTER.to_owned())
}

impl Drop for CountedStream {
    fn drop(&mut self) {
        self.senders.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.sender);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_sends_one_body_and_each_company_a_few() {
        let streams = StreamsUnderWay::default();
        let count = |program: usize, company: usize| {
            streams.count(Uuid::from_u128(program as u128), company as i64)
        };
        let status = |program, company| {
            count(program, company).err().map(|problem| problem.status().as_u16())
        };
        let mut open: Vec<_> =
            (0..AT_ONCE).map(|it| count(it, it / OF_COMPANY).ok().unwrap()).collect();
        assert_eq!(status(0, 0), Some(429));
        assert_eq!(status(1_000, 0), Some(429));
        assert_eq!(status(1_000, 1_000), Some(503));
        drop(open.pop());
        assert_eq!(status(1_000, 0), Some(429));
        assert_eq!(status(1_000, 1_000), None);
        assert_eq!(status(0, 0), Some(429));
    }
}
