//! Changes how a company's people sign in: whether a second factor is required, and the company's
//! identity provider.

use crate::actions::audit;
use crate::actions::join_company::runs_itself;
use crate::identity::session;
use countersign_domain::access::changes_sign_in;
use countersign_domain::actor::Person;
use countersign_store::audit::AuditEntry;
use countersign_store::sign_in_policies::{self, Policy};
use countersign_store::{Result, Tx};

/// Whether a person may change this.
///
/// # Errors
/// Fails when the database does.
pub async fn may(tx: &mut Tx, person: &Person, company_id: i64) -> Result<bool> {
    Ok(changes_sign_in(person, company_id, runs_itself(tx, company_id).await?))
}

/// Makes the change and adds it to `entry`. False if the person may not.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    person: &Person,
    company_id: i64,
    policy: &Policy,
    entry: AuditEntry,
) -> Result<bool> {
    if !may(tx, person, company_id).await? {
        return Ok(false);
    }
    let before = sign_in_policies::find(tx, company_id).await?;
    let issuer = |policy: &Policy| policy.provider.as_ref().map(|it| it.issuer.clone());
    // Sessions that a provider opened last only as long as it is the company's provider.
    if issuer(policy) != issuer(&before) {
        session::end_sign_on(tx, company_id, None).await?;
    }
    sign_in_policies::put(tx, company_id, policy).await?;
    let changed = AuditEntry {
        company_id: Some(company_id),
        before: Some(in_words(&before)),
        after: Some(in_words(policy)),
        ..entry
    };
    audit::record(tx, changed).await?;
    Ok(true)
}

/// A policy for the audit record, without its secret.
fn in_words(policy: &Policy) -> String {
    let factor = if policy.second_factor_required { "required" } else { "optional" };
    let provider = policy.provider.as_ref();
    let issuer = provider.map_or("none", |it| it.issuer.as_str());
    let client = provider.map_or("", |it| it.client_id.as_str());
    format!("second factor {factor}; identity provider {issuer} {client}").trim_end().to_owned()
}
