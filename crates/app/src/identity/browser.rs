//! Known browsers of a person: each has a token. The person gets a message about a sign-in from any
//! other browser.

use super::token::Token;
use crate::notifications::account;
use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::{Result, Tx, known_browsers};

/// The browser from which a person signs in.
#[derive(Clone, Copy)]
pub struct SeenBrowser<'a> {
    /// Its token, if it has one.
    pub carries: Option<&'a str>,
    /// A description that its owner recognises.
    pub device: &'a str,
    /// Its network address.
    pub address: &'a str,
}

/// Whether this token belongs to a known browser of the person.
///
/// # Errors
/// Fails when the database does.
pub async fn is_known(tx: &mut Tx, person_id: i64, carries: Option<&str>) -> Result<bool> {
    match carries.and_then(Token::parse) {
        Some(token) => known_browsers::is_known(tx, person_id, &token.hash()).await,
        None => Ok(false),
    }
}

/// The hash of this token if it belongs to a known browser of any person.
///
/// # Errors
/// Fails when the database does.
pub async fn known_to_anyone(tx: &mut Tx, carries: Option<&str>) -> Result<Option<[u8; 32]>> {
    let Some(token) = carries.and_then(Token::parse) else { return Ok(None) };
    let hash = token.hash();
    Ok(known_browsers::is_known_to_anyone(tx, &hash).await?.then_some(hash))
}

/// Records a sign-in and notifies the person if the browser was unknown, except at the very first
/// sign-in. Returns the new token for a browser that has none.
///
/// # Errors
/// Fails when the database does.
pub async fn note(
    tx: &mut Tx,
    person_id: i64,
    seen: &SeenBrowser<'_>,
    now: Instant,
    random: &dyn Random,
) -> Result<Option<Token>> {
    let carried = seen.carries.and_then(Token::parse);
    if let Some(token) = &carried
        && known_browsers::note_use(tx, person_id, &token.hash(), now).await?
    {
        return Ok(None);
    }
    if known_browsers::has_any(tx, person_id).await? {
        account::new_sign_in(tx, person_id, seen.device, seen.address, now, random).await?;
    }
    let new = carried.is_none().then(|| Token::new(random));
    if let Some(token) = carried.as_ref().or(new.as_ref()) {
        known_browsers::add(tx, person_id, &token.hash(), now).await?;
    }
    Ok(new)
}

/// Forgets the other browsers of a person who sets a new password: a stranger who knew the old one
/// may have signed in from one of them.
///
/// # Errors
/// Fails when the database does.
pub async fn forget_others(tx: &mut Tx, person_id: i64, carries: Option<&str>) -> Result<()> {
    let kept = carries.and_then(Token::parse).map(|token| token.hash());
    known_browsers::forget(tx, person_id, kept.as_ref().map(<[u8; 32]>::as_slice)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::fixture::{EVA, Fixture, NOW, OLE};
    use countersign_store::outbox;

    #[tokio::test]
    async fn a_browser_that_was_not_known_is_told_but_for_the_first() {
        let fixture = Fixture::new().await;
        let mut tx = fixture.store.begin().await.unwrap();
        let seen =
            |carries| SeenBrowser { carries, device: "Firefox · Linux", address: "192.0.2.1" };
        let waiting = async |tx: &mut Tx| outbox::counts(tx).await.unwrap().waiting;
        let first = note(&mut tx, EVA, &seen(None), NOW, &fixture.random).await.unwrap().unwrap();
        assert_eq!(waiting(&mut tx).await, 0);
        let first = first.text();
        let again = note(&mut tx, EVA, &seen(Some(&first)), NOW, &fixture.random).await.unwrap();
        assert_eq!((again, waiting(&mut tx).await), (None, 0));
        for carries in [None, Some("garbage")] {
            let new = note(&mut tx, EVA, &seen(carries), NOW, &fixture.random).await.unwrap();
            assert!(new.is_some());
        }
        assert_eq!(waiting(&mut tx).await, 2);
        // Another person at the same machine has their own first sign-in.
        let other = note(&mut tx, OLE, &seen(Some(&first)), NOW, &fixture.random).await.unwrap();
        assert_eq!((other, waiting(&mut tx).await), (None, 2));
    }
}
