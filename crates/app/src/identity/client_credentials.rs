//! The client credentials grant of OAuth 2.0 (RFC 6749, section 4.4): a service account exchanges
//! one of its tokens for another one that lasts an hour.
//!
//! The client id is the id of the account, and the client secret is the token. The issued token has
//! the same networks, at most the same scopes, and becomes invalid with the original.

use super::HOUR;
use super::api_caller::{TokenRefusal, accepted, note_use};
use super::api_token::ApiToken;
use crate::random::Random;
use countersign_domain::api_scope::{Scope, scope_list};
use countersign_domain::instant::Instant;
use countersign_store::api_tokens::{self, LoadedToken, NewToken};
use countersign_store::{Result, Tx};
use std::net::IpAddr;
use uuid::Uuid;

/// How long an issued token lasts, in microseconds.
pub const LASTS: i64 = HOUR;

/// A request for a token.
#[derive(Clone, Copy)]
pub struct GrantRequest<'a> {
    /// The id of the service account.
    pub client_id: &'a str,
    /// One of its tokens.
    pub client_secret: &'a str,
    /// The scopes, separated by spaces; `None` for all of the token's.
    pub scope: Option<&'a str>,
    /// The network address of the client.
    pub address: IpAddr,
}

impl std::fmt::Debug for GrantRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GrantRequest").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// The reason why no token is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantRefusal {
    /// The client or its secret is not accepted.
    Client(TokenRefusal),
    /// A scope is unknown, or the client's token does not have it.
    Scope,
}

/// A client whose secret was accepted.
pub struct Client {
    /// The id of the service account.
    pub account_id: Uuid,
    /// The number of the company for which it acts.
    pub company_id: i64,
    secret: LoadedToken,
    /// The scopes that it gets, separated by spaces.
    scopes: String,
    address: IpAddr,
}

/// An issued token.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The token.
    pub token: ApiToken,
    /// How long it lasts, in seconds.
    pub seconds: i64,
    /// Its scopes, with a space between them.
    pub scopes: String,
}

/// The client of a request.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub async fn client(
    tx: &mut Tx,
    request: &GrantRequest<'_>,
    now: Instant,
) -> Result<std::result::Result<Client, GrantRefusal>> {
    let secret = match accepted(tx, request.client_secret, request.address, now).await? {
        Ok((secret, _)) => secret,
        Err(refused) => return Ok(Err(GrantRefusal::Client(refused))),
    };
    let named: Option<Uuid> = request.client_id.parse().ok();
    let account = secret.account.as_ref().map(|(id, _)| *id);
    let Some(account_id) = account.filter(|_| named == account && secret.parent_id.is_none())
    else {
        return Ok(Err(GrantRefusal::Client(TokenRefusal::Unknown)));
    };
    let Some(scopes) = narrowed(&secret.scopes, request.scope) else {
        return Ok(Err(GrantRefusal::Scope));
    };
    let (company_id, address) = (secret.company_id, request.address);
    Ok(Ok(Client { account_id, company_id, secret, scopes, address }))
}

/// Issues a token to a client, and records the use of its secret. If the secret was revoked
/// meanwhile, the issued token is invalid too.
///
/// # Errors
/// Fails when the database does.
pub async fn grant(
    tx: &mut Tx,
    client: &Client,
    now: Instant,
    random: &dyn Random,
) -> Result<Grant> {
    let Client { secret, scopes, .. } = client;
    api_tokens::remove_issued(tx, secret.id, now).await?;
    note_use(tx, secret.id, client.address, now).await?;
    let token = ApiToken::new(random);
    let expires_at = secret.expires_at.min(now.plus_micros(LASTS));
    let new = NewToken {
        id: random.id(),
        hash: &token.hash(),
        person_id: secret.person_id,
        company_id: secret.company_id,
        account_id: Some(client.account_id),
        parent_id: Some(secret.id),
        name: "",
        scopes,
        networks: &secret.networks,
        made_by: secret.person_id,
        made_at: now,
        expires_at,
    };
    api_tokens::add(tx, &new).await?;
    let seconds = (expires_at.micros() - now.micros()) / 1_000_000;
    Ok(Grant { token, seconds, scopes: scopes.clone() })
}

/// The requested scopes, if the token has them all; all of its scopes if none is requested.
fn narrowed(own: &str, requested: Option<&str>) -> Option<String> {
    let own: Vec<Scope> = own.split_whitespace().filter_map(Scope::from_token).collect();
    let requested = requested.map(str::trim).filter(|it| !it.is_empty());
    let Some(requested) = requested else { return Some(scope_list(&own)) };
    let scopes: Option<Vec<Scope>> = requested.split_whitespace().map(Scope::from_token).collect();
    let scopes = scopes.filter(|scopes| scopes.iter().all(|it| own.contains(it)))?;
    Some(scope_list(&scopes))
}

#[cfg(test)]
mod tests {
    use super::narrowed;

    #[test]
    fn a_client_gets_no_more_scopes_than_its_token_has() {
        let own = "reports.read reports.edit";
        let asked = |requested| narrowed(own, requested);
        assert_eq!(asked(None).as_deref(), Some(own));
        assert_eq!(asked(Some(" ")).as_deref(), Some(own));
        assert_eq!(asked(Some("reports.edit")).as_deref(), Some("reports.edit"));
        assert_eq!(asked(Some("reports.edit reports.decide")), None);
        assert_eq!(asked(Some("everything")), None);
    }
}
