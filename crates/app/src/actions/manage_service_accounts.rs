//! Adds and ends service accounts, with which programs act for a company.

use super::audit;
use crate::random::Random;
use countersign_domain::actor::{Person, Role};
use countersign_domain::api_scope::manages_service_accounts;
use countersign_domain::audit::Event;
use countersign_domain::text::TextKind;
use countersign_store::audit::AuditEntry;
use countersign_store::service_accounts::{self, ServiceAccount};
use countersign_store::{Result, Tx, api_tokens};
use uuid::Uuid;

/// The maximum number of service accounts of a company.
pub const MOST_ACCOUNTS: usize = 50;

/// The reason why no account was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountFault {
    /// The person does not manage the company's accounts.
    NotPermitted,
    /// The name is blank, too long, or has invisible characters.
    Name,
    /// The company has an account of this name.
    NameTaken,
    /// The company has enough accounts already.
    TooMany,
}

/// Adds an account to a company, and an entry to the audit record.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn add(
    tx: &mut Tx,
    person: &Person,
    company_id: i64,
    name: &str,
    role: Role,
    entry: AuditEntry,
    random: &dyn Random,
) -> Result<std::result::Result<ServiceAccount, AccountFault>> {
    let name = name.trim();
    if !manages_service_accounts(person, company_id) {
        return Ok(Err(AccountFault::NotPermitted));
    }
    if name.is_empty() || TextKind::Name.check(name).is_err() {
        return Ok(Err(AccountFault::Name));
    }
    let there = service_accounts::of_company(tx, company_id).await?;
    if there.iter().any(|it| it.name == name) {
        return Ok(Err(AccountFault::NameTaken));
    }
    if there.len() >= MOST_ACCOUNTS {
        return Ok(Err(AccountFault::TooMany));
    }
    let account = ServiceAccount {
        id: random.id(),
        company_id,
        name: name.to_owned(),
        role,
        made_by: person.id,
        maker: String::new(),
        made_at: entry.at,
        ended_at: None,
    };
    service_accounts::add(tx, &account).await?;
    let made = AuditEntry {
        event: Event::ServiceAccountMade,
        company_id: Some(company_id),
        about: Some(account.name.clone()),
        after: Some(role.name().to_owned()),
        ..entry
    };
    audit::record(tx, made).await?;
    Ok(Ok(account))
}

/// A company's account that is in use; `None` if the company has none with this id.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, company_id: i64, id: Uuid) -> Result<Option<ServiceAccount>> {
    let found = service_accounts::find(tx, id).await?;
    Ok(found.filter(|it| it.company_id == company_id && it.ended_at.is_none()))
}

/// Ends an account and revokes its tokens.
///
/// # Errors
/// Fails when the database does.
pub async fn end(tx: &mut Tx, account: &ServiceAccount, entry: AuditEntry) -> Result<()> {
    if !service_accounts::end(tx, account.id, entry.at).await? {
        return Ok(());
    }
    api_tokens::revoke_of_account(tx, account.id, entry.at).await?;
    let ended = AuditEntry {
        event: Event::ServiceAccountEnded,
        company_id: Some(account.company_id),
        about: Some(account.name.clone()),
        ..entry
    };
    audit::record(tx, ended).await
}
