//! Signs people in by password: the attempt is throttled, then verified at the same cost for any
//! account, then gets a session. Attempts in a known browser of the person are counted separately.

use super::browser::{self, SeenBrowser};
use super::hashing::Hasher;
use super::session::{self, Method, SecondFactor, SessionOpening};
use super::throttle::{self, Subject, ThrottleKind, Wait};
use super::token::Token;
use crate::failure::Result;
use crate::random::Random;
use countersign_domain::code::fold_email;
use countersign_domain::instant::Instant;
use countersign_store::{Store, passwords};
use std::net::IpAddr;

/// An attempt to sign in.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The e-mail address as typed.
    pub email: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// The network address, seen through trusted proxies.
    pub address: IpAddr,
    /// The user agent of the browser.
    pub user_agent: &'a str,
    /// A description of the browser that its owner recognises.
    pub device: &'a str,
    /// The token of a known browser.
    pub carries: Option<&'a str>,
}

impl std::fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attempt").field("address", &self.address).finish_non_exhaustive()
    }
}

/// The result of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// A session; if the person has a second factor, it waits for the code.
    Opened {
        /// The number of the person.
        person_id: i64,
        /// The token for the session cookie.
        token: Token,
        /// Whether the code is the next step.
        awaits_code: bool,
        /// The token for the cookie of a known browser, if it has none.
        browser: Option<Token>,
    },
    /// Address or password are wrong; the answer does not say which.
    Refused,
    /// There were too many wrong attempts.
    Wait(Wait),
}

/// Signs a person in by password. No transaction is open while the password is hashed.
///
/// # Errors
/// The store's errors, or a failure of the machine to hash.
pub async fn with_password(
    store: &Store,
    hasher: &Hasher,
    attempt: &Attempt<'_>,
    now: Instant,
    random: &dyn Random,
) -> Result<SignInOutcome> {
    let email = fold_email(attempt.email.trim());
    let (account, subjects, heard) = store
        .write(async |tx| {
            let account = passwords::account(tx, &email).await?;
            // No person has the number 0, so a missing account takes the same time.
            let person_id = account.as_ref().map_or(0, |account| account.person_id);
            let subjects = match browser::is_known(tx, person_id, attempt.carries).await? {
                true => vec![Subject::person(ThrottleKind::KnownBrowser, person_id)],
                false => {
                    vec![
                        Subject::new(ThrottleKind::Account, &email),
                        Subject::address(attempt.address),
                    ]
                }
            };
            let heard = throttle::admit(tx, &subjects, now).await?;
            Ok((account, subjects, heard))
        })
        .await?;
    if let Err(wait) = heard {
        return Ok(SignInOutcome::Wait(wait));
    }
    let stored = account.as_ref().and_then(|account| account.phc.as_deref());
    let right = hasher.verify(attempt.password, stored).await?;
    let Some(account) = account.filter(|_| right) else { return Ok(SignInOutcome::Refused) };
    let awaits_code = account.has_second_factor;
    let address = attempt.address.to_string();
    let opening = SessionOpening {
        person_id: account.person_id,
        company_id: None,
        method: Method::Password,
        second_factor: if awaits_code { SecondFactor::Awaited } else { SecondFactor::None },
        user_agent: attempt.user_agent,
        address: &address,
    };
    let seen = SeenBrowser { carries: attempt.carries, device: attempt.device, address: &address };
    let (token, browser) = store
        .write(async |tx| {
            throttle::excuse(tx, &subjects, now).await?;
            let token = session::open(tx, &opening, now, random).await?;
            // A person who still has to enter a code is not signed in yet.
            let browser = match awaits_code {
                true => None,
                false => browser::note(tx, account.person_id, &seen, now, random).await?,
            };
            Ok((token, browser))
        })
        .await?;
    Ok(SignInOutcome::Opened { person_id: account.person_id, token, awaits_code, browser })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::fixture::{EVA, Fixture, NOW, PASSWORD};
    use crate::identity::session::{Awaits, look_up};

    fn attempt<'a>(email: &'a str, password: &'a str) -> Attempt<'a> {
        let address = IpAddr::from([192, 0, 2, 1]);
        let (user_agent, device, carries) = ("Browser", "Browser", None);
        Attempt { email, password, address, user_agent, device, carries }
    }

    async fn sign_in(fixture: &Fixture, email: &str, password: &str) -> SignInOutcome {
        let attempt = attempt(email, password);
        with_password(&fixture.store, &fixture.hasher, &attempt, NOW, &fixture.random)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn the_right_password_opens_a_session() {
        let fixture = Fixture::new().await;
        fixture.set_password(EVA, PASSWORD).await;
        let outcome = sign_in(&fixture, " Eva@Nordlicht.example ", PASSWORD).await;
        let SignInOutcome::Opened { token, awaits_code: false, .. } = outcome else {
            panic!("{outcome:?}")
        };
        let mut tx = fixture.store.read().await.unwrap();
        let visitor = look_up(&mut tx, Some(&token.text()), NOW).await.unwrap().1.unwrap();
        assert_eq!((visitor.name.as_str(), visitor.awaits), ("Eva Lind", None));
    }

    #[tokio::test]
    async fn a_password_is_compared_to_its_last_character() {
        let fixture = Fixture::new().await;
        // Letters and their marks separately, as some keyboards send them: 257 characters instead
        // of 129.
        let long = format!("{}x", "e\u{301}".repeat(128));
        fixture.set_password(EVA, &long).await;
        let longer = sign_in(&fixture, "eva@nordlicht.example", &format!("{long}yz")).await;
        assert_eq!(longer, SignInOutcome::Refused);
        let same = sign_in(&fixture, "eva@nordlicht.example", &long).await;
        assert!(matches!(same, SignInOutcome::Opened { .. }), "{same:?}");
    }

    #[tokio::test]
    async fn wrong_passwords_unknown_accounts_and_those_without_a_password_look_the_same() {
        let fixture = Fixture::new().await;
        assert_eq!(
            sign_in(&fixture, "eva@nordlicht.example", PASSWORD).await,
            SignInOutcome::Refused
        );
        fixture.set_password(EVA, PASSWORD).await;
        for (email, password) in [
            ("eva@nordlicht.example", ""),
            ("eva@nordlicht.example", "correct horse battery stapl"),
            ("nobody@nordlicht.example", PASSWORD),
            ("", ""),
        ] {
            assert_eq!(sign_in(&fixture, email, password).await, SignInOutcome::Refused, "{email}");
        }
    }

    #[tokio::test]
    async fn the_sixth_attempt_in_vain_waits_even_with_the_right_password() {
        let fixture = Fixture::new().await;
        fixture.set_password(EVA, PASSWORD).await;
        for email in ["eva@nordlicht.example", "nobody@nordlicht.example"] {
            for _ in 0..5 {
                assert_eq!(sign_in(&fixture, email, "wrong").await, SignInOutcome::Refused);
            }
            let outcome = sign_in(&fixture, email, PASSWORD).await;
            assert_eq!(outcome, SignInOutcome::Wait(Wait { seconds: 1 }), "{email}");
        }
    }

    #[tokio::test]
    async fn with_a_second_factor_the_session_awaits_its_code() {
        let fixture = Fixture::new().await;
        fixture.set_password(EVA, PASSWORD).await;
        fixture.confirm_factor(EVA).await;
        let outcome = sign_in(&fixture, "eva@nordlicht.example", PASSWORD).await;
        let SignInOutcome::Opened { token, awaits_code: true, .. } = outcome else {
            panic!("{outcome:?}")
        };
        let mut tx = fixture.store.read().await.unwrap();
        let visitor = look_up(&mut tx, Some(&token.text()), NOW).await.unwrap().1.unwrap();
        assert_eq!((visitor.person, visitor.awaits), (None, Some(Awaits::Code)));
    }

    #[test]
    fn an_attempt_does_not_print_what_was_typed() {
        let shown = format!("{:?}", attempt("eva@nordlicht.example", "secret words"));
        assert_eq!(shown, "Attempt { address: 192.0.2.1, .. }");
    }
}
