//! Tracks what a connection is doing: whether a request is arriving, whether a response is being
//! made, and whether the client reads it. This decides when the connection is closed, whatever the
//! protocol.

use super::limits::Limits;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// The progress of a response.
#[derive(Clone, Copy, Debug)]
enum AnswerProgress {
    /// The program is making it.
    Made,
    /// A piece of it has been waiting for the client since then.
    Offered(Instant),
}

/// The next step for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConnectionVerdict {
    /// Nothing until then.
    Until(Instant),
    /// It accepts no more requests; current ones are finished.
    End,
    Close,
}

#[derive(Debug)]
struct ConnectionState {
    opened: Instant,
    /// The first bytes, which tell the protocol.
    first_bytes: Vec<u8>,
    /// Whether a request has arrived.
    was_asked: bool,
    /// When the first byte of an incomplete request arrived.
    head_since: Option<Instant>,
    /// When the last response ended, or the client took the last byte after it.
    quiet_since: Instant,
    answers: BTreeMap<u64, AnswerProgress>,
    next: u64,
    /// Since when the client has not read what is written, and how much it read or sent meanwhile.
    blocked: Option<(Instant, usize)>,
    /// When it was told to finish.
    ending_since: Option<Instant>,
}

/// The activity of a connection, as its requests and its socket report it.
#[derive(Debug)]
pub(super) struct Activity {
    state: Mutex<ConnectionState>,
    /// How long it may be idle.
    quiet: Duration,
    evicted: Notify,
}

impl Activity {
    /// A connection that was just accepted.
    pub(super) fn new(peer: IpAddr, limits: &Limits) -> Arc<Self> {
        let now = Instant::now();
        let proxy = crate::client_address::is_one_of(&limits.trusted_proxies, peer);
        let state = ConnectionState {
            opened: now,
            first_bytes: Vec::new(),
            was_asked: false,
            head_since: None,
            quiet_since: now,
            answers: BTreeMap::new(),
            next: 0,
            blocked: None,
            ending_since: None,
        };
        let quiet = if proxy { limits.quiet_proxy } else { limits.quiet };
        Arc::new(Self { state: Mutex::new(state), quiet, evicted: Notify::new() })
    }

    fn state(&self) -> MutexGuard<'_, ConnectionState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The client sent bytes.
    pub(super) fn heard(&self, bytes: &[u8]) {
        let mut state = self.state();
        let missing = PREFACE.len().saturating_sub(state.first_bytes.len());
        state.first_bytes.extend(bytes.iter().take(missing));
        // On HTTP/2, bytes also arrive between requests: answers to pings.
        if state.answers.is_empty() && state.head_since.is_none() && !state.is_http_2() {
            state.head_since = Some(Instant::now());
        }
        // Many clients read nothing of a response before they have sent their whole body.
        if let Some((since, moved)) = &mut state.blocked {
            *moved += bytes.len();
            if *moved >= Limits::STALL_BYTES {
                (*since, *moved) = (Instant::now(), 0);
            }
        }
    }

    /// The client read everything, or this many bytes.
    pub(super) fn took(&self, bytes: usize, all: bool) {
        let mut state = self.state();
        // On HTTP/2 some output answers no request, for example to pings.
        if !state.is_http_2() {
            state.quiet_since = Instant::now();
        }
        state.blocked = match state.blocked {
            Some((since, taken)) if !all && taken + bytes < Limits::STALL_BYTES => {
                Some((since, taken + bytes))
            }
            _ => None,
        };
    }

    /// The client reads no more for now.
    pub(super) fn blocked(&self) {
        self.state().blocked.get_or_insert((Instant::now(), 0));
    }

    /// A request has arrived completely.
    pub(super) fn begin(self: &Arc<Self>) -> Answering {
        let mut state = self.state();
        let number = state.next;
        state.next += 1;
        state.was_asked = true;
        state.head_since = None;
        state.answers.insert(number, AnswerProgress::Made);
        Answering { activity: Arc::clone(self), number }
    }

    /// Since when no request is in progress; `None` if one is.
    pub(super) fn quiet_since(&self) -> Option<Instant> {
        let state = self.state();
        (state.answers.is_empty() && state.blocked.is_none()).then_some(state.quiet_since)
    }

    /// Makes room for another connection.
    pub(super) fn evict(&self) {
        self.evicted.notify_one();
    }

    /// Waits until it has to make room.
    pub(super) async fn evicted(&self) {
        self.evicted.notified().await;
    }

    /// Records that no more requests are accepted.
    pub(super) fn ends(&self) {
        self.state().ending_since.get_or_insert_with(Instant::now);
    }

    /// The next step by the limits.
    pub(super) fn verdict(&self, limits: &Limits) -> ConnectionVerdict {
        let now = Instant::now();
        let state = self.state();
        let (closes, ends) = (state.closes_at(limits), state.ends_at(limits, self.quiet));
        if closes.is_some_and(|at| at <= now) {
            return ConnectionVerdict::Close;
        }
        if ends.is_some_and(|at| at <= now) {
            return ConnectionVerdict::End;
        }
        // Later events have limits of their own, none of which is shorter than this.
        let soonest = [limits.request_head, self.quiet, limits.stalled, limits.closing];
        let soonest = now + soonest.into_iter().min().unwrap_or(limits.closing);
        ConnectionVerdict::Until([closes, ends].into_iter().flatten().fold(soonest, Instant::min))
    }
}

/// The beginning of HTTP/2, as far as it differs from every other request.
const PREFACE: &[u8] = b"PRI";

impl ConnectionState {
    fn is_http_2(&self) -> bool {
        self.first_bytes == PREFACE
    }

    /// When the connection is closed if nothing happens.
    fn closes_at(&self, limits: &Limits) -> Option<Instant> {
        let blocked = self.blocked.map(|(since, _)| since + limits.stalled);
        let untaken = self.answers.values().filter_map(|progress| match progress {
            AnswerProgress::Offered(since) if self.is_http_2() => Some(*since + limits.stalled),
            _ => None,
        });
        let stalled = blocked.into_iter().chain(untaken).min();
        if !self.answers.is_empty() || self.blocked.is_some() {
            return stalled;
        }
        let head = match (self.was_asked, self.head_since) {
            (false, _) => Some(self.opened + limits.request_head),
            (true, since) => since.map(|since| since + limits.request_head),
        };
        let ended = self.ending_since.map(|since| since.max(self.quiet_since) + limits.closing);
        [head, ended].into_iter().flatten().min()
    }

    /// When it stops accepting requests; `None` if it has stopped already.
    fn ends_at(&self, limits: &Limits, quiet: Duration) -> Option<Instant> {
        if self.ending_since.is_some() {
            return None;
        }
        let old = self.opened + limits.age;
        let busy = !self.answers.is_empty() || self.blocked.is_some();
        Some(if busy { old } else { old.min(self.quiet_since + quiet) })
    }
}

/// A response in progress; dropped when it has ended.
#[derive(Debug)]
pub(super) struct Answering {
    activity: Arc<Activity>,
    number: u64,
}

impl Answering {
    fn put(&self, progress: AnswerProgress) {
        self.activity.state().answers.insert(self.number, progress);
    }

    /// The program is making it.
    pub(super) fn is_made(&self) {
        self.put(AnswerProgress::Made);
    }

    /// A piece of it waits for the client.
    pub(super) fn is_offered(&self) {
        self.put(AnswerProgress::Offered(Instant::now()));
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        let mut state = self.activity.state();
        state.answers.remove(&self.number);
        state.quiet_since = Instant::now();
    }
}
