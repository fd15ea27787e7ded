//! Changes for which verbs a company offers or requires signatures of its own people.

use super::audit;
use countersign_domain::actor::{Person, Role};
use countersign_domain::audit::Event;
use countersign_domain::signature::SigningRule;
use countersign_domain::statement::SIGNED_VERBS;
use countersign_domain::status::Verb;
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx, signing_rules};

/// Whether a person may change the rules of a company: its own Administrators.
#[must_use]
pub fn may(person: &Person, company_id: i64) -> bool {
    person.role == Role::Administrator && person.company_id == company_id
}

/// Sets rules, and adds an entry to the audit record for each that changes. Returns how many did.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    company_id: i64,
    rules: &[(Verb, SigningRule)],
    entry: &AuditEntry,
) -> Result<usize> {
    signing_rules::take(tx, company_id).await?;
    let before = signing_rules::of_company(tx, company_id).await?;
    let mut changed = 0;
    for &(verb, rule) in rules.iter().filter(|(verb, _)| SIGNED_VERBS.contains(verb)) {
        let was = before.of(verb);
        if was == rule {
            continue;
        }
        signing_rules::put(tx, company_id, verb, rule).await?;
        let entry = AuditEntry {
            id: audit::entry(Event::SigningRuleChanged, entry.at).id,
            event: Event::SigningRuleChanged,
            company_id: Some(company_id),
            about: Some(verb.key().to_owned()),
            before: Some(was.token().to_owned()),
            after: Some(rule.token().to_owned()),
            ..entry.clone()
        };
        audit::record(tx, entry).await?;
        changed += 1;
    }
    Ok(changed)
}
