//! Limits the bodies of any length that are being received at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Bodies of all programs: each takes two threads, and space on the disk for its answer.
const AT_ONCE: usize = 32;
/// Bodies of the programs of one company, so that the others can send, too.
const OF_COMPANY: usize = 8;

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

/// Why a body is not received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamRefusal {
    /// The program sends one already.
    Program,
    /// The programs of its company send as many as they may.
    Company,
    /// All programs do.
    All,
}

impl StreamsUnderWay {
    /// Counts a body of a program.
    ///
    /// # Errors
    /// Why it is not received.
    pub(crate) fn count(
        &self,
        sender: Uuid,
        company_id: i64,
    ) -> Result<CountedStream, StreamRefusal> {
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if senders.contains_key(&sender) {
            return Err(StreamRefusal::Program);
        }
        if senders.values().filter(|company| **company == company_id).count() >= OF_COMPANY {
            return Err(StreamRefusal::Company);
        }
        if senders.len() >= AT_ONCE {
            return Err(StreamRefusal::All);
        }
        senders.insert(sender, company_id);
        Ok(CountedStream { senders: Arc::clone(&self.0), sender })
    }
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
        let refusal = |program, company| count(program, company).err();
        let mut open: Vec<_> =
            (0..AT_ONCE).map(|it| count(it, it / OF_COMPANY).ok().unwrap()).collect();
        assert_eq!(refusal(0, 0), Some(StreamRefusal::Program));
        assert_eq!(refusal(1_000, 0), Some(StreamRefusal::Company));
        assert_eq!(refusal(1_000, 1_000), Some(StreamRefusal::All));
        drop(open.pop());
        assert_eq!(refusal(1_000, 1_000), None);
        assert_eq!(refusal(0, 0), Some(StreamRefusal::Program));
    }
}
