//! What companies ask of their people: for which verbs a signature is offered or required.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::signature::SigningRule;
use countersign_domain::statement::{SIGNED_VERBS, rule_verb};
use countersign_domain::status::Verb;

statements! {
    OF_COMPANY = "SELECT c.code, r.verb, r.rule FROM companies c \
        LEFT JOIN signing_rules r ON r.company_id = c.id WHERE c.id = $1";
    PUT = "INSERT INTO signing_rules (company_id, verb, rule) VALUES ($1, $2, $3) \
        ON CONFLICT (company_id, verb) DO UPDATE SET rule = excluded.rule";
    REMOVE = "DELETE FROM signing_rules WHERE company_id = $1 AND verb = $2";
}

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
    let Some((verb, rule)) = verb.zip(rule) else { return Ok((row.get(0)?, None)) };
    let unknown = || StoreError::Corrupt(format!("unknown rule for signatures: {verb} {rule}"));
    let verb = SIGNED_VERBS.into_iter().find(|it| it.key() == verb).ok_or_else(unknown)?;
    let rule = SigningRule::parse(rule).map_err(|_| unknown())?;
    Ok((row.get(0)?, Some((verb, rule))))
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
