//! Creates and revokes API tokens of people, for one of their companies, and of service accounts.

use super::audit;
use crate::identity::api_token::ApiToken;
use crate::random::Random;
use countersign_domain::actor::Person;
use countersign_domain::api_scope::{Scope, manages_service_accounts, may_give_scope, scope_list};
use countersign_domain::audit::Event;
use countersign_domain::instant::DAY_MICROS;
use countersign_domain::text::TextKind;
use countersign_store::api_tokens::{self, ListedToken, NewToken};
use countersign_store::audit::AuditEntry;
use countersign_store::service_accounts::ServiceAccount;
use countersign_store::{Result, Tx, people};
use ipnet::IpNet;
use uuid::Uuid;

/// The longest lifetime of a token, in days.
pub const MOST_DAYS: i64 = 366;
/// The default lifetime of a token, in days.
pub const USUAL_DAYS: i64 = 90;
/// The maximum number of tokens of one person or service account.
pub const MOST_TOKENS: usize = 50;
/// The maximum number of networks of a token.
const MOST_NETWORKS: usize = 50;

/// A token to make.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
    /// The name that people see.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The networks from which it is accepted, in CIDR notation, separated by spaces, commas or
    /// line breaks. If there are none, every network is accepted.
    pub networks: String,
    /// Its lifetime in days.
    pub days: i64,
}

/// The reason why no token was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// The person does not manage the service accounts of the company.
    NotPermitted,
    /// The person has not accepted the invitation to the company, so that a token would be refused.
    NotAccepted,
    /// The name is blank, too long, or has invisible characters.
    Name,
    /// No scope was chosen.
    NoScope,
    /// The person may not give this scope.
    Scope(Scope),
    /// A network is not in CIDR notation.
    Network(String),
    /// There are more networks than a token may have.
    Networks,
    /// Its lifetime is zero or too long.
    Days,
    /// There are enough tokens already.
    TooMany,
}

/// The owner of a token.
#[derive(Clone, Copy, Debug)]
pub enum TokenOwner<'a> {
    /// The person who creates it, for the company that they act for.
    Person,
    /// A service account.
    Account(&'a ServiceAccount),
}

/// Makes a token and returns it, with an entry in the audit record. The text is shown once and not
/// stored.
///
/// A service account's work counts as that of the person who creates the token, because they know
/// its text. Otherwise people could decide on their own work through a colleague's account.
///
/// # Errors
/// Fails when the database does; a fault of the request is an answer.
pub async fn make(
    tx: &mut Tx,
    person: &Person,
    owner: TokenOwner<'_>,
    request: &TokenRequest,
    entry: AuditEntry,
    random: &dyn Random,
) -> Result<std::result::Result<ApiToken, TokenFault>> {
    let (company_id, account_id) = match owner {
        TokenOwner::Person => (person.company_id, None),
        TokenOwner::Account(account) => (account.company_id, Some(account.id)),
    };
    if account_id.is_some() && !manages_service_accounts(person, company_id) {
        return Ok(Err(TokenFault::NotPermitted));
    }
    if account_id.is_none() {
        let membership = people::membership(tx, person.id, company_id).await?;
        if !membership.is_some_and(|it| it.is_open()) {
            return Ok(Err(TokenFault::NotAccepted));
        }
    }
    let networks = match check(person, company_id, request) {
        Ok(networks) => networks,
        Err(fault) => return Ok(Err(fault)),
    };
    let there = match account_id {
        Some(id) => api_tokens::of_account(tx, id).await?,
        None => api_tokens::of_person(tx, person.id).await?,
    };
    if there.iter().filter(|it| entry.at < it.expires_at).count() >= MOST_TOKENS {
        return Ok(Err(TokenFault::TooMany));
    }
    let token = ApiToken::new(random);
    let (name, scopes) = (request.name.trim(), scope_list(&request.scopes));
    let new = NewToken {
        id: random.id(),
        hash: &token.hash(),
        person_id: person.id,
        company_id,
        account_id,
        parent_id: None,
        name,
        scopes: &scopes,
        networks: &networks,
        made_by: person.id,
        made_at: entry.at,
        expires_at: entry.at.plus_micros(request.days * DAY_MICROS),
    };
    api_tokens::add(tx, &new).await?;
    let made = AuditEntry {
        event: Event::TokenMade,
        company_id: Some(company_id),
        about: Some(about(owner, name)),
        after: Some(scopes),
        ..entry
    };
    audit::record(tx, made).await?;
    Ok(Ok(token))
}

/// The name of a token, after that of its service account.
fn about(owner: TokenOwner<'_>, name: &str) -> String {
    match owner {
        TokenOwner::Person => name.to_owned(),
        TokenOwner::Account(account) => format!("{}: {name}", account.name),
    }
}

/// Checks the request, and returns its networks as they are stored.
fn check(
    person: &Person,
    company_id: i64,
    request: &TokenRequest,
) -> std::result::Result<String, TokenFault> {
    let name = request.name.trim();
    if name.is_empty() || TextKind::Name.check(name).is_err() {
        return Err(TokenFault::Name);
    }
    if request.scopes.is_empty() {
        return Err(TokenFault::NoScope);
    }
    let mut scopes = request.scopes.iter();
    if let Some(scope) = scopes.find(|it| !may_give_scope(person, company_id, **it)) {
        return Err(TokenFault::Scope(*scope));
    }
    if !(1..=MOST_DAYS).contains(&request.days) {
        return Err(TokenFault::Days);
    }
    networks(&request.networks)
}

/// Networks with one space between them; an address alone is a network of one.
fn networks(text: &str) -> std::result::Result<String, TokenFault> {
    let mut networks: Vec<String> = Vec::new();
    for given in text.split([' ', ',', ';', '\n', '\r', '\t']).filter(|it| !it.is_empty()) {
        let network = given.parse::<IpNet>();
        let network = network.or_else(|_| given.parse::<std::net::IpAddr>().map(IpNet::from));
        let network = network.map_err(|_| TokenFault::Network(given.to_owned()))?;
        networks.push(network.trunc().to_string());
    }
    if networks.len() > MOST_NETWORKS {
        return Err(TokenFault::Networks);
    }
    Ok(networks.join(" "))
}

/// Revokes one of a person's own tokens; false if they have no such token.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke_own(
    tx: &mut Tx,
    person_id: i64,
    token_id: Uuid,
    entry: AuditEntry,
) -> Result<bool> {
    let own = api_tokens::of_person(tx, person_id).await?;
    let Some(own) = own.iter().find(|it| it.id == token_id) else { return Ok(false) };
    revoke(tx, own, own.name.clone(), entry).await
}

/// Revokes one of a service account's tokens; false if it has no such token.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke_of_account(
    tx: &mut Tx,
    account: &ServiceAccount,
    token_id: Uuid,
    entry: AuditEntry,
) -> Result<bool> {
    let own = api_tokens::of_account(tx, account.id).await?;
    let Some(own) = own.iter().find(|it| it.id == token_id) else { return Ok(false) };
    revoke(tx, own, about(TokenOwner::Account(account), &own.name), entry).await
}

/// Revokes any token from the machine that holds the database; false if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn revoke_any(tx: &mut Tx, token_id: Uuid, entry: AuditEntry) -> Result<bool> {
    let all = api_tokens::of_everyone(tx).await?;
    let Some((token, owner)) = all.iter().find(|(it, _)| it.id == token_id) else {
        return Ok(false);
    };
    revoke(tx, token, format!("{owner}: {}", token.name), entry).await
}

async fn revoke(
    tx: &mut Tx,
    token: &ListedToken,
    about: String,
    entry: AuditEntry,
) -> Result<bool> {
    if !api_tokens::revoke(tx, token.id, entry.at).await? {
        return Ok(false);
    }
    let revoked = AuditEntry {
        event: Event::TokenRevoked,
        company_id: Some(token.company_id),
        about: Some(about),
        ..entry
    };
    audit::record(tx, revoked).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_stored_in_one_form() {
        let same = "192.0.2.0/24 2001:db8::/32 198.51.100.7/32";
        assert_eq!(networks("192.0.2.9/24,2001:db8::/32\n198.51.100.7"), Ok(same.to_owned()));
        assert_eq!(networks(" \n"), Ok(String::new()));
        assert_eq!(networks("10.0.0.0/33"), Err(TokenFault::Network("10.0.0.0/33".to_owned())));
        let many = "192.0.2.1 ".repeat(MOST_NETWORKS + 1);
        assert_eq!(networks(&many), Err(TokenFault::Networks));
    }
}
