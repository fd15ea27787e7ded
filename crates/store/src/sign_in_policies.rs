//! What companies ask of those who sign in: a second factor, and an identity provider.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    FIND = "SELECT second_factor_required, issuer, client_id, client_secret \
        FROM sign_in_policies WHERE company_id = $1";
    OF_CODE = "SELECT c.id FROM companies c JOIN sign_in_policies p ON p.company_id = c.id \
        WHERE c.code = $1 AND p.issuer IS NOT NULL";
    ANY = "SELECT company_id FROM sign_in_policies WHERE issuer IS NOT NULL LIMIT 1";
    PUT = "INSERT INTO sign_in_policies \
        (company_id, second_factor_required, issuer, client_id, client_secret) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (company_id) DO UPDATE SET \
        second_factor_required = excluded.second_factor_required, issuer = excluded.issuer, \
        client_id = excluded.client_id, client_secret = excluded.client_secret";
}

/// An identity provider as a company registered with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its address, which its description is found under.
    pub issuer: String,
    /// What the company is called there.
    pub client_id: String,
    /// What the company proves itself with there, if anything.
    pub client_secret: Option<String>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Provider");
        shown.field("issuer", &self.issuer).field("client_id", &self.client_id);
        shown.finish_non_exhaustive()
    }
}

/// A company's policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether everybody needs a second factor.
    pub second_factor_required: bool,
    /// Its identity provider.
    pub provider: Option<Provider>,
}

/// A company's policy, or what holds without.
///
/// # Errors
/// The engine's.
pub async fn find(tx: &mut Tx, company_id: i64) -> Result<Policy> {
    let found = tx
        .first(FIND, &[company_id.into()], |row| {
            let (issuer, client_id) = (row.get::<Option<String>>(1)?, row.get(2)?);
            let client_secret = row.get(3)?;
            let provider = issuer.zip(client_id);
            let provider =
                provider.map(|(issuer, client_id)| Provider { issuer, client_id, client_secret });
            Ok(Policy { second_factor_required: row.get(0)?, provider })
        })
        .await?;
    Ok(found.unwrap_or_default())
}

/// The company of this code, where it has an identity provider.
///
/// # Errors
/// The engine's.
pub async fn company_with_provider(tx: &mut Tx, code: &str) -> Result<Option<i64>> {
    tx.first(OF_CODE, &[code.into()], |row| row.get(0)).await
}

/// Whether any company has an identity provider.
///
/// # Errors
/// The engine's.
pub async fn any_provider(tx: &mut Tx) -> Result<bool> {
    Ok(tx.first(ANY, &[], |row| row.get::<i64>(0)).await?.is_some())
}

/// Sets a company's policy.
///
/// # Errors
/// The engine's.
pub async fn put(tx: &mut Tx, company_id: i64, policy: &Policy) -> Result<()> {
    let provider = policy.provider.as_ref();
    let values = [
        company_id.into(),
        policy.second_factor_required.into(),
        provider.map(|it| it.issuer.as_str()).into(),
        provider.map(|it| it.client_id.as_str()).into(),
        provider.and_then(|it| it.client_secret.as_deref()).into(),
    ];
    tx.execute(PUT, &values).await?;
    Ok(())
}
