//! Browsers that a person signed in from before: each carries a token of its own for that. Signing
//! in from another one is told to the person.

use super::token::Token;
use crate::notifications::account;
use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::{Result, Tx, known_browsers};

/// What is known of the browser somebody signs in from.
#[derive(Clone, Copy)]
pub struct SeenBrowser<'a> {
    /// The token that it carries, if it does.
    pub carries: Option<&'a str>,
    /// What it is, in words that its owner knows it by.
    pub device: &'a str,
    /// Where it is.
    pub address: &'a str,
}

/// Whether a browser that carries this is known to be a person's.
///
/// # Errors
/// Fails when the database does.
pub async fn is_known(tx: &mut Tx, person_id: i64, carries: Option<&str>) -> Result<bool> {
    match carries.and_then(Token::parse) {
        Some(token) => known_browsers::is_known(tx, person_id, &token.hash()).await,
        None => Ok(false),
    }
}

/// Notes that somebody signed in, and tells them where the browser was not known to be theirs. Not
/// told is the first one ever. The token that the browser is to carry, where it carries none.
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
        let what = (seen.device, seen.address);
        account::new_sign_in(tx, person_id, what, now, random).await?;
    }
    let new = carried.is_none().then(|| Token::new(random));
    if let Some(token) = carried.as_ref().or(new.as_ref()) {
        known_browsers::add(tx, person_id, &token.hash(), now).await?;
    }
    Ok(new)
}

/// Forgets the browsers of a person who sets another password, but for the one they use: a stranger
/// who knew the old one may have signed in from one of the others.
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
        let told = async |tx: &mut Tx| outbox::counts(tx).await.unwrap().waiting;
        let first = note(&mut tx, EVA, &seen(None), NOW, &fixture.random).await.unwrap().unwrap();
        assert_eq!(told(&mut tx).await, 0);
        let first = first.text();
        let again = note(&mut tx, EVA, &seen(Some(&first)), NOW, &fixture.random).await.unwrap();
        assert_eq!((again, told(&mut tx).await), (None, 0));
        for carries in [None, Some("garbage")] {
            let new = note(&mut tx, EVA, &seen(carries), NOW, &fixture.random).await.unwrap();
            assert!(new.is_some());
        }
        assert_eq!(told(&mut tx).await, 2);
        // Somebody else at the same machine: their own first one.
        let other = note(&mut tx, OLE, &seen(Some(&first)), NOW, &fixture.random).await.unwrap();
        assert_eq!((other, told(&mut tx).await), (None, 2));
    }
}
