//! What companies ask of their people: for which verbs a signature is offered or required.

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::signature::SigningRule;
use countersign_domain::statement::{rule_verb, verb_of_key};
use countersign_domain::status::Verb;

statements! {
    OF_COMPANY = "SELECT c.code, r.verb, r.rule FROM companies c \
        LEFT JOIN signing_rules r ON r.company_id = c.id WHERE c.id = $1";
    ALL = "SELECT company_id, verb, rule FROM signing_rules ORDER BY company_id, verb";
    PUT = "INSERT INTO signing_rules (company_id, verb, rule) VALUES ($1, $2, $3) \
        ON CONFLICT (company_id, verb) DO UPDATE SET rule = excluded.rule";
    REMOVE = "DELETE FROM signing_rules WHERE company_id = $1 AND verb = $2";
}

// Only PostgreSQL has several writers. Locks of rows would not do: a rule that is off has no row.
const KEEP: &str = "SELECT 1 FROM pg_advisory_xact_lock_shared($1)";
const TAKE: &str = "SELECT 1 FROM pg_advisory_xact_lock($1)";
/// The first number of these locks, arbitrary like that of upgrades.
const FIRST_LOCK: i64 = 7_262_027 << 32;

/// The rules of one company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SigningRules {
    /// The code of the company.
    pub company: String,
    rules: Vec<(Verb, SigningRule)>,
}

impl SigningRules {
    /// The rule for a verb. What cannot be signed is off.
    #[must_use]
    pub fn of(&self, verb: Verb) -> SigningRule {
        let verb = rule_verb(verb);
        let found = self.rules.iter().find(|(it, _)| Some(*it) == verb);
        found.map(|(_, rule)| *rule).unwrap_or_default()
    }
}

fn rule(row: Row<'_>) -> Result<(String, Option<(Verb, SigningRule)>)> {
    let (verb, rule): (Option<&str>, Option<&str>) = (row.get(1)?, row.get(2)?);
    let rule = verb.zip(rule).map(|(verb, rule)| read(verb, rule)).transpose()?;
    Ok((row.get(0)?, rule))
}

fn read(verb: &str, rule: &str) -> Result<(Verb, SigningRule)> {
    let unknown = || StoreError::Corrupt(format!("unknown rule for signatures: {verb} {rule}"));
    let known = verb_of_key(verb).ok_or_else(unknown)?;
    Ok((known, SigningRule::parse(rule).map_err(|_| unknown())?))
}

/// Keeps the rules of a company as they are until the transaction ends: a decision that was not
/// signed commits before a rule requires its signature, or reads that rule.
///
/// # Errors
/// Fails when the database does.
pub async fn keep(tx: &mut Tx, company_id: i64) -> Result<()> {
    lock(tx, KEEP, company_id).await
}

/// Waits for all decisions that keep the rules of a company, and lets no other begin until the
/// transaction ends.
///
/// # Errors
/// Fails when the database does.
pub async fn take(tx: &mut Tx, company_id: i64) -> Result<()> {
    lock(tx, TAKE, company_id).await
}

async fn lock(tx: &mut Tx, sql: &str, company_id: i64) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.first(sql, &[(FIRST_LOCK + company_id).into()], |_| Ok(())).await?;
    }
    Ok(())
}

/// The rules of a company.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(tx: &mut Tx, company_id: i64) -> Result<SigningRules> {
    let mut found = SigningRules::default();
    for (company, rule) in tx.all(OF_COMPANY, &[company_id.into()], rule).await? {
        found.company = company;
        found.rules.extend(rule);
    }
    Ok(found)
}

/// The number of a company, and its rule for a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompanyRule {
    /// The number of the company.
    pub company_id: i64,
    /// The verb.
    pub verb: Verb,
    /// The rule.
    pub rule: SigningRule,
}

/// The rules of all companies that are not off.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<CompanyRule>> {
    let of_row = |row: Row<'_>| {
        let (verb, rule) = read(row.get(1)?, row.get(2)?)?;
        Ok(CompanyRule { company_id: row.get(0)?, verb, rule })
    };
    tx.all(ALL, &[], of_row).await
}

/// Sets the rule of a company for a verb.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, company_id: i64, verb: Verb, rule: SigningRule) -> Result<()> {
    let (company, verb) = (company_id.into(), verb.key().into());
    match rule {
        SigningRule::Off => tx.execute(REMOVE, &[company, verb]).await?,
        _ => tx.execute(PUT, &[company, verb, rule.token().into()]).await?,
    };
    Ok(())
}
