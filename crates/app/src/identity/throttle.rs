//! Slows down guessing, by account and by address.
//!
//! The first wrong tries are free; then each one doubles the wait, up to a maximum, so that no one
//! is locked out for ever. Wrong tries expire. An account that does not exist is slowed down like
//! one that does.
//!
//! Strangers, known browsers and sessions are counted separately, so a stranger's guesses lock no
//! one out of a known browser or an open session. All known browsers of a person share one count,
//! and so do all sessions, because one can lead to many.

use super::client_network;
use super::{DAY, HOUR, MINUTE};
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_store::throttles::{self, Tries};
use countersign_store::{Result, Tx};
use std::net::IpAddr;

const SECOND: i64 = 1_000_000;

/// A kind of guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThrottleKind {
    /// Passwords of one account, tried by strangers.
    Account,
    /// Second-factor and recovery codes of one person, tried after the right password.
    Code,
    /// Passwords of one person, tried in browsers that are known to be theirs.
    KnownBrowser,
    /// Codes of one person, tried in such browsers.
    KnownBrowserCode,
    /// Passwords of one person, asked for again in their sessions.
    Session,
    /// Everything that comes from one address.
    Address,
    /// Tokens of the API, tried from one address. They do not count as sign-ins, so that a program
    /// with an expired token slows down no one who signs in beside it.
    Token,
}

/// The free tries, the longest wait, and the time after which a try expires.
#[derive(Clone, Copy, Debug)]
struct Rule {
    name: &'static str,
    free: i64,
    longest: i64,
    forgiven_after: i64,
}

impl Rule {
    const fn password(name: &'static str) -> Self {
        Self { name, free: 5, longest: 5 * MINUTE, forgiven_after: HOUR / 2 }
    }

    const fn code(name: &'static str) -> Self {
        Self { name, free: 5, longest: 15 * MINUTE, forgiven_after: HOUR }
    }
}

impl ThrottleKind {
    const fn rule(self) -> Rule {
        match self {
            Self::Account => Rule::password("account"),
            Self::KnownBrowser => Rule::password("known-browser"),
            Self::Session => Rule::password("session"),
            Self::Code => Rule::code("code"),
            Self::KnownBrowserCode => Rule::code("known-browser-code"),
            // Many people can share one address.
            Self::Address => {
                let (longest, forgiven_after) = (15 * MINUTE, MINUTE);
                Rule { name: "address", free: 30, longest, forgiven_after }
            }
            Self::Token => {
                let (longest, forgiven_after) = (15 * MINUTE, MINUTE);
                Rule { name: "token", free: 30, longest, forgiven_after }
            }
        }
    }
}

/// A counter of tries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    kind: ThrottleKind,
    name: String,
}

impl Subject {
    /// A subject by its kind and name: a folded e-mail address, or a network address.
    #[must_use]
    pub fn new(kind: ThrottleKind, name: &str) -> Self {
        Self { kind, name: name.chars().take(254).collect() }
    }

    /// A subject by its kind and person.
    #[must_use]
    pub fn person(kind: ThrottleKind, person_id: i64) -> Self {
        Self::new(kind, &person_id.to_string())
    }

    /// A network address; for IPv6, the customer's /64 network.
    #[must_use]
    pub fn address(address: IpAddr) -> Self {
        Self::of_network(ThrottleKind::Address, address)
    }

    /// A known browser, by the hash of its token. It counts as an address of its own.
    #[must_use]
    pub fn browser(hash: &[u8; 32]) -> Self {
        Self::new(ThrottleKind::Address, &format!("browser {}", hex(hash)))
    }

    /// The tokens that come from a network address.
    #[must_use]
    pub fn tokens_of(address: IpAddr) -> Self {
        Self::of_network(ThrottleKind::Token, address)
    }

    fn of_network(kind: ThrottleKind, address: IpAddr) -> Self {
        let name = match client_network::of(address) {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(network) => format!("{network}/64"),
        };
        Self { kind, name }
    }
}

/// The wait after too many wrong tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Seconds until the next try is accepted, rounded up.
    pub seconds: i64,
}

/// The wait after this many wrong tries.
const fn delay(rule: Rule, failures: i64) -> i64 {
    let beyond = failures - rule.free;
    if beyond < 0 {
        return 0;
    }
    // Beyond 2^20 seconds every rule has reached its maximum.
    let shift = if beyond > 20 { 20 } else { beyond };
    let grown = SECOND << shift;
    if grown < rule.longest { grown } else { rule.longest }
}

/// The tries that have not expired yet.
const fn remembered(rule: Rule, tries: Tries, now: Instant) -> i64 {
    let since = now.micros() - tries.last_tried_at.micros();
    if since < 0 {
        return tries.failures;
    }
    let left = tries.failures - since / rule.forgiven_after;
    if left < 0 { 0 } else { left }
}

const fn seconds_left(rule: Rule, tries: Tries, now: Instant) -> i64 {
    let free_at = tries.last_tried_at.micros() + delay(rule, tries.failures);
    let left = free_at - now.micros();
    // A clock that was set back must not lock anyone out.
    let left = if left < rule.longest { left } else { rule.longest };
    if left <= 0 { 0 } else { (left + SECOND - 1) / SECOND }
}

/// Lets a try pass, and counts it as wrong until [`excuse`] takes it back, so that many tries at
/// once get no more chances than one after the other. A try that has to wait is not counted.
///
/// # Errors
/// Fails when the database does.
pub async fn admit(
    tx: &mut Tx,
    subjects: &[Subject],
    now: Instant,
) -> Result<std::result::Result<(), Wait>> {
    let mut seen = Vec::with_capacity(subjects.len());
    for subject in subjects {
        let rule = subject.kind.rule();
        seen.push((subject, throttles::hold(tx, rule.name, &subject.name, now).await?));
    }
    let longest =
        seen.iter().map(|(subject, tries)| seconds_left(subject.kind.rule(), *tries, now));
    let seconds = longest.max().unwrap_or(0);
    if seconds > 0 {
        return Ok(Err(Wait { seconds }));
    }
    for (subject, tries) in seen {
        let rule = subject.kind.rule();
        let failures = remembered(rule, tries, now) + 1;
        throttles::put(tx, rule.name, &subject.name, Tries { failures, last_tried_at: now })
            .await?;
    }
    Ok(Ok(()))
}

/// Takes back the count of a right try: an account begins again at zero, an address gets one try
/// back.
///
/// # Errors
/// Fails when the database does.
pub async fn excuse(tx: &mut Tx, subjects: &[Subject], now: Instant) -> Result<()> {
    for subject in subjects {
        let name = subject.kind.rule().name;
        match subject.kind {
            ThrottleKind::Account
            | ThrottleKind::Code
            | ThrottleKind::KnownBrowser
            | ThrottleKind::KnownBrowserCode
            | ThrottleKind::Session => throttles::forget(tx, name, &subject.name).await?,
            ThrottleKind::Address | ThrottleKind::Token => {
                let tries = throttles::hold(tx, name, &subject.name, now).await?;
                let failures = (tries.failures - 1).max(0);
                throttles::put(tx, name, &subject.name, Tries { failures, ..tries }).await?;
            }
        }
    }
    Ok(())
}

/// Deletes counters that no longer make a difference.
///
/// # Errors
/// Fails when the database does.
pub async fn forget_old(tx: &mut Tx, now: Instant) -> Result<u64> {
    throttles::forget_old(tx, now.plus_micros(-7 * DAY)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::fixture::{Fixture, NOW};

    const fn after(seconds: i64) -> Instant {
        NOW.plus_micros(seconds * SECOND)
    }

    fn account() -> [Subject; 1] {
        [Subject::new(ThrottleKind::Account, "eva@nordlicht.example")]
    }

    async fn try_at(fixture: &Fixture, subjects: &[Subject], now: Instant) -> i64 {
        let admitted =
            fixture.store.write(async |tx| admit(tx, subjects, now).await).await.unwrap();
        admitted.map_or_else(|wait| wait.seconds, |()| 0)
    }

    #[test]
    fn the_wait_doubles_from_a_second_to_its_bound() {
        let rule = ThrottleKind::Account.rule();
        let waits: Vec<i64> = (0..=15).map(|failures| delay(rule, failures) / SECOND).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(delay(rule, i64::MAX / 2), 300 * SECOND);
        assert_eq!(delay(ThrottleKind::Address.rule(), 29), 0);
        assert_eq!(delay(ThrottleKind::Address.rule(), 60), 15 * MINUTE);
    }

    #[tokio::test]
    async fn the_sixth_try_in_vain_waits_and_a_try_that_waits_does_not_count() {
        let fixture = Fixture::new().await;
        for _ in 0..5 {
            assert_eq!(try_at(&fixture, &account(), NOW).await, 0);
        }
        assert_eq!(try_at(&fixture, &account(), NOW).await, 1);
        assert_eq!(try_at(&fixture, &account(), NOW).await, 1);
        assert_eq!(try_at(&fixture, &account(), after(1)).await, 0);
        assert_eq!(try_at(&fixture, &account(), after(1)).await, 2);
        assert_eq!(try_at(&fixture, &account(), after(3)).await, 0);
        assert_eq!(try_at(&fixture, &account(), after(3)).await, 4);
    }

    #[tokio::test]
    async fn success_begins_an_account_anew_and_gives_an_address_one_back() {
        let fixture = Fixture::new().await;
        let subjects = [account()[0].clone(), Subject::new(ThrottleKind::Address, "192.0.2.1")];
        for _ in 0..5 {
            assert_eq!(try_at(&fixture, &subjects, NOW).await, 0);
        }
        fixture.store.write(async |tx| excuse(tx, &subjects, NOW).await).await.unwrap();
        for _ in 0..5 {
            assert_eq!(try_at(&fixture, &subjects, NOW).await, 0);
        }
        assert_eq!(try_at(&fixture, &subjects, NOW).await, 1);
        let left = fixture
            .store
            .write(async |tx| throttles::hold(tx, "address", "192.0.2.1", NOW).await)
            .await
            .unwrap();
        assert_eq!(left.failures, 9);
    }

    #[tokio::test]
    async fn tries_in_vain_are_forgiven_one_after_the_other() {
        let fixture = Fixture::new().await;
        for _ in 0..5 {
            try_at(&fixture, &account(), NOW).await;
        }
        // After two half hours two of five have expired, so two more are free.
        let later = after(3600);
        assert_eq!(try_at(&fixture, &account(), later).await, 0);
        assert_eq!(try_at(&fixture, &account(), later).await, 0);
        assert_eq!(try_at(&fixture, &account(), later).await, 1);
    }

    #[tokio::test]
    async fn one_address_guessing_at_many_accounts_is_slowed_down_too() {
        let fixture = Fixture::new().await;
        let subjects = |number: i64| {
            let name = format!("p{number}@nordlicht.example");
            [
                Subject::new(ThrottleKind::Account, &name),
                Subject::new(ThrottleKind::Address, "192.0.2.1"),
            ]
        };
        for number in 0..30 {
            assert_eq!(try_at(&fixture, &subjects(number), NOW).await, 0, "{number}");
        }
        assert_eq!(try_at(&fixture, &subjects(30), NOW).await, 1);
        let elsewhere = [Subject::new(ThrottleKind::Address, "192.0.2.2")];
        assert_eq!(try_at(&fixture, &elsewhere, NOW).await, 0);
    }

    #[test]
    fn an_address_of_version_6_counts_with_its_network() {
        let name = |text: &str| Subject::address(text.parse().unwrap()).name;
        assert_eq!(name("192.0.2.1"), "192.0.2.1");
        assert_eq!(name("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(name("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(name("2001:db8:1:2::9"), name("2001:db8:1:2:3:4:5:6"));
    }

    #[tokio::test]
    async fn a_clock_that_went_back_forgives_nothing() {
        let fixture = Fixture::new().await;
        for _ in 0..5 {
            try_at(&fixture, &account(), after(100)).await;
        }
        assert_eq!(try_at(&fixture, &account(), NOW).await, 101);
        assert_eq!(try_at(&fixture, &account(), after(-100_000)).await, 300);
    }
}
