//! The quotas of tokens and companies: requests per minute, and how many are left.
//!
//! Each process counts its own requests. The headers are the ones of the draft "RateLimit header
//! fields for HTTP" of the IETF.

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use countersign_domain::instant::Instant;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Requests of one token, or of one service account with all of its tokens, per window.
pub(crate) const OF_TOKEN: u32 = 600;
/// Requests of all tokens of one company per window.
pub(crate) const OF_COMPANY: u32 = 3_000;
/// The length of a window, in seconds.
pub(crate) const WINDOW: i64 = 60;

const MICROS: i64 = 1_000_000;
/// Counts that may be remembered before those of past windows are dropped.
const REMEMBERED: usize = 10_000;

/// The token, account or company whose requests are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Counted {
    Token(Uuid),
    Company(i64),
}

/// The requests of the present window.
#[derive(Clone, Copy, Debug)]
struct Window {
    began_at: i64,
    used: u32,
}

/// The counts of all callers.
#[derive(Debug, Default)]
pub(crate) struct RateLimits(Mutex<HashMap<Counted, Window>>);

/// What is left of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quota {
    name: &'static str,
    most: u32,
    left: u32,
    /// Seconds until the next window.
    seconds: i64,
}

/// The result of counting a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Usage {
    quotas: [Quota; 2],
    /// Seconds until the next request is accepted, if this one is not.
    pub(crate) wait: Option<i64>,
}

impl RateLimits {
    /// Counts a request unless it exceeds a quota.
    pub(crate) fn count(&self, token: Uuid, company_id: i64, now: Instant) -> Usage {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let began_at = now.micros().div_euclid(WINDOW * MICROS) * WINDOW * MICROS;
        if windows.len() > REMEMBERED {
            windows.retain(|_, window| window.began_at == began_at);
        }
        let left = began_at + WINDOW * MICROS - now.micros();
        let seconds = (left + MICROS - 1) / MICROS;
        let subjects = [
            (Counted::Token(token), "token", OF_TOKEN),
            (Counted::Company(company_id), "company", OF_COMPANY),
        ];
        let used = subjects.map(|(subject, _, _)| {
            let window = windows.get(&subject).filter(|window| window.began_at == began_at);
            window.map_or(0, |window| window.used)
        });
        let accepted = subjects.iter().zip(used).all(|((_, _, most), used)| used < *most);
        let quotas = [0, 1].map(|at| {
            let ((subject, name, most), used) = (subjects[at], used[at] + u32::from(accepted));
            if accepted {
                windows.insert(subject, Window { began_at, used });
            }
            Quota { name, most, left: most.saturating_sub(used), seconds }
        });
        Usage { quotas, wait: (!accepted).then_some(seconds) }
    }
}

impl Usage {
    /// Adds the headers to an answer.
    pub(crate) fn mark(&self, response: &mut Response) {
        let policy = |it: &Quota| format!("\"{}\";q={};w={WINDOW}", it.name, it.most);
        let left = |it: &Quota| format!("\"{}\";r={};t={}", it.name, it.left, it.seconds);
        let policies = self.quotas.each_ref().map(policy).join(", ");
        let lefts = self.quotas.each_ref().map(left).join(", ");
        for (name, value) in [("ratelimit-policy", policies), ("ratelimit", lefts)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant::from_micros(1_800_000_000 * MICROS);

    #[test]
    fn a_token_has_so_many_requests_in_a_minute_and_another_has_its_own() {
        let limits = RateLimits::default();
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for number in 1..=OF_TOKEN {
            let usage = limits.count(own, 7, NOON);
            assert_eq!((usage.wait, usage.quotas[0].left), (None, OF_TOKEN - number));
        }
        assert_eq!(limits.count(own, 7, NOON).wait, Some(60));
        assert_eq!(limits.count(own, 7, NOON.plus_micros(59 * MICROS)).wait, Some(1));
        let usage = limits.count(other, 7, NOON);
        // The request that was refused did not count for the company.
        assert_eq!((usage.wait, usage.quotas[1].left), (None, OF_COMPANY - OF_TOKEN - 1));
        assert_eq!(limits.count(own, 7, NOON.plus_micros(60 * MICROS)).wait, None);
    }

    #[test]
    fn all_tokens_of_a_company_count_together() {
        let limits = RateLimits::default();
        for number in 0..u128::from(OF_COMPANY) {
            let token = Uuid::from_u128(number % 10);
            assert_eq!(limits.count(token, 7, NOON).wait, None, "{number}");
        }
        let fresh = Uuid::from_u128(99);
        assert_eq!(limits.count(fresh, 7, NOON).wait, Some(60));
        assert_eq!(limits.count(fresh, 8, NOON).wait, None);
    }

    #[test]
    fn the_headers_say_the_policy_and_what_is_left() {
        let mut response = Response::default();
        RateLimits::default().count(Uuid::nil(), 7, NOON).mark(&mut response);
        let of = |name| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(of("ratelimit-policy"), "\"token\";q=600;w=60, \"company\";q=3000;w=60");
        assert_eq!(of("ratelimit"), "\"token\";r=599;t=60, \"company\";r=2999;t=60");
    }
}
