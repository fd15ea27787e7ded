//! The caller of the API: the person or service account behind a token.
//!
//! A service account acts with its own role, as the person who created the token. The work of both
//! counts as one person's, so that neither can decide on the other's work.

use super::api_token::ApiToken;
use super::session::{TOUCH_AFTER, Visitor};
use crate::actions::manage_sources::ReadingsSender;
use countersign_domain::actor::{Channel, Person, Role};
use countersign_domain::api_scope::Scope;
use countersign_domain::instant::Instant;
use countersign_store::api_tokens::{self, LoadedToken};
use countersign_store::{Result, Tx};
use ipnet::IpNet;
use std::net::IpAddr;
use uuid::Uuid;

/// The reason why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenRefusal {
    /// There is no such token.
    Unknown,
    /// It has expired.
    Expired,
    /// It was revoked, or its service account ended.
    Revoked,
    /// It is not accepted from the address.
    Network,
    /// Its owner no longer acts for the company.
    NoAccess,
}

/// The caller of a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The person, as the visitor of the request.
    pub visitor: Visitor,
    /// The id of the token.
    pub token_id: Uuid,
    /// The number of the company.
    pub company_id: i64,
    /// The id of the service account.
    pub account_id: Option<Uuid>,
    /// The name of the service account, or of the person's token.
    program: String,
    /// What the token may be used for.
    pub scopes: Vec<Scope>,
    /// Its last recorded use.
    used_at: Option<Instant>,
}

impl Caller {
    /// The name under which the caller's requests are remembered, for all of their tokens.
    #[must_use]
    pub fn name(&self) -> String {
        match self.account_id {
            Some(id) => format!("account {id}"),
            None => format!("person {} of {}", self.visitor.person_id, self.company_id),
        }
    }

    /// The program, as a sender of readings.
    #[must_use]
    pub fn readings_sender(&self) -> ReadingsSender {
        let (company_id, name) = (self.company_id, self.program.clone());
        ReadingsSender { id: self.account_id.unwrap_or(self.token_id), company_id, name }
    }

    /// Whether [`note_use`] should record this use.
    #[must_use]
    pub fn is_to_be_noted(&self, now: Instant) -> bool {
        self.used_at.is_none_or(|at| now.micros() - at.micros() >= TOUCH_AFTER)
    }
}

/// Finds the caller with this token.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub async fn look_up(
    tx: &mut Tx,
    text: &str,
    address: IpAddr,
    now: Instant,
) -> Result<std::result::Result<Caller, TokenRefusal>> {
    Ok(accepted(tx, text, address, now).await?.map(|(token, role)| caller(token, role)))
}

/// Checks that a token is accepted from an address at an instant, and returns its role.
pub(super) async fn accepted(
    tx: &mut Tx,
    text: &str,
    address: IpAddr,
    now: Instant,
) -> Result<std::result::Result<(LoadedToken, Role), TokenRefusal>> {
    let Some(token) = ApiToken::parse(text) else { return Ok(Err(TokenRefusal::Unknown)) };
    let found = api_tokens::find(tx, &token.hash()).await?;
    let Some(found) = found.filter(|found| token.has_hash(&found.hash)) else {
        return Ok(Err(TokenRefusal::Unknown));
    };
    Ok(check(&found, address, now).map(|role| (found, role)))
}

fn check(
    found: &LoadedToken,
    address: IpAddr,
    now: Instant,
) -> std::result::Result<Role, TokenRefusal> {
    if found.revoked_at.is_some() || found.origin_ended_at.is_some() {
        return Err(TokenRefusal::Revoked);
    }
    if now >= found.expires_at {
        return Err(TokenRefusal::Expired);
    }
    if !is_from(&found.networks, address) {
        return Err(TokenRefusal::Network);
    }
    found.role.ok_or(TokenRefusal::NoAccess)
}

/// Whether an address is in one of these networks, or there are none.
fn is_from(networks: &str, address: IpAddr) -> bool {
    let address = address.to_canonical();
    let contains = |network: &str| network.parse().is_ok_and(|it: IpNet| it.contains(&address));
    networks.is_empty() || networks.split_whitespace().any(contains)
}

fn caller(token: LoadedToken, role: Role) -> Caller {
    let (account_id, account) = token.account.unzip();
    let program = account.clone().unwrap_or(token.name);
    let person = Person {
        id: token.person_id,
        company_id: token.company_id,
        company_kind: token.company_kind,
        role,
        channel: Channel::Api,
        machine_user: None,
        account,
    };
    let scopes = token.scopes.split_whitespace().filter_map(Scope::from_token).collect();
    let visitor = Visitor {
        session_id: token.id,
        person_id: token.person_id,
        person: Some(person),
        awaits: None,
        name: token.person_name,
        email: token.email,
        company_name: token.company_name,
        company_code: token.company_code,
        language: None,
        theme: None,
        shortcuts: false,
        time_zone: "UTC".to_owned(),
        has_second_factor: false,
        method: "token".to_owned(),
        memberships: 1,
        last_seen_at: token.used_at.unwrap_or(token.expires_at),
    };
    Caller {
        visitor,
        token_id: token.id,
        company_id: token.company_id,
        account_id,
        program,
        scopes,
        used_at: token.used_at,
    }
}

/// Records a use of a token.
///
/// # Errors
/// Fails when the database does.
pub async fn note_use(tx: &mut Tx, token_id: Uuid, address: IpAddr, now: Instant) -> Result<()> {
    api_tokens::touch(tx, token_id, now, &address.to_string()).await
}

#[cfg(test)]
mod tests {
    use super::is_from;

    #[test]
    fn a_token_is_accepted_from_its_networks_only() {
        let from = |networks, address: &str| is_from(networks, address.parse().unwrap());
        assert!(from("", "192.0.2.1"));
        let networks = "192.0.2.0/28 2001:db8::/32";
        for (address, accepted) in [
            ("192.0.2.1", true),
            ("::ffff:192.0.2.1", true),
            ("192.0.2.16", false),
            ("2001:db8:7::1", true),
            ("2001:db9::1", false),
        ] {
            assert_eq!(from(networks, address), accepted, "{address}");
        }
        // A list that cannot be read admits no one.
        assert!(!from("nonsense", "192.0.2.1"));
    }
}
