//! How the people of companies sign in: a second factor, and an identity provider.

use crate::error::Result;
use crate::sealing::sealer::SecretPlace;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    FIND = "SELECT second_factor_required, issuer, client_id, client_secret, other_audiences \
        FROM sign_in_policies WHERE company_id = $1";
    OF_CODE = "SELECT c.id FROM companies c JOIN sign_in_policies p ON p.company_id = c.id \
        WHERE c.code = $1 AND p.issuer IS NOT NULL";
    COMPANIES = "SELECT c.id, c.code FROM sign_in_policies p JOIN companies c \
        ON c.id = p.company_id WHERE p.issuer IS NOT NULL ORDER BY c.code";
    ANY = "SELECT company_id FROM sign_in_policies WHERE issuer IS NOT NULL LIMIT 1";
    PUT = "INSERT INTO sign_in_policies \
        (company_id, second_factor_required, issuer, client_id, other_audiences) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (company_id) DO UPDATE SET \
        second_factor_required = excluded.second_factor_required, issuer = excluded.issuer, \
        client_id = excluded.client_id, other_audiences = excluded.other_audiences";
    PUT_SECRET = "UPDATE sign_in_policies SET client_secret = $2 WHERE company_id = $1";
}

/// A company's registration with an identity provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// The issuer, under which its description is found.
    pub issuer: String,
    /// The client id of the company.
    pub client_id: String,
    /// The client secret of the company, if it has one.
    pub client_secret: Option<String>,
    /// Whether its secret cannot be opened because the key is missing.
    pub is_locked: bool,
    /// Further audiences that tokens may have.
    pub other_audiences: Vec<String>,
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
    /// Whether everyone needs a second factor.
    pub second_factor_required: bool,
    /// Its identity provider.
    pub provider: Option<Provider>,
}

/// A company's policy, or the default.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, company_id: i64) -> Result<Policy> {
    let sealing = tx.sealing();
    let found = tx
        .first(FIND, &[company_id.into()], |row| {
            let (issuer, client_id) = (row.get::<Option<String>>(1)?, row.get(2)?);
            let stored = row.get::<Option<String>>(3)?;
            let open =
                |stored: &String| sealing.open_text(SecretPlace::Provider(company_id), stored);
            let client_secret = stored.as_ref().and_then(open);
            let is_locked = stored.is_some() && client_secret.is_none();
            let others = row.get::<Option<String>>(4)?.unwrap_or_default();
            let other_audiences = others.split_whitespace().map(str::to_owned).collect();
            let provider = issuer.zip(client_id).map(|(issuer, client_id)| Provider {
                issuer,
                client_id,
                client_secret,
                is_locked,
                other_audiences,
            });
            Ok(Policy { second_factor_required: row.get(0)?, provider })
        })
        .await?;
    Ok(found.unwrap_or_default())
}

/// The company of this code, if it has an identity provider.
///
/// # Errors
/// Fails when the database does.
pub async fn company_with_provider(tx: &mut Tx, code: &str) -> Result<Option<i64>> {
    tx.first(OF_CODE, &[code.into()], |row| row.get(0)).await
}

/// The companies that have an identity provider: their numbers and codes.
///
/// # Errors
/// Fails when the database does.
pub async fn companies_with_provider(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    tx.all(COMPANIES, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Whether any company has an identity provider.
///
/// # Errors
/// Fails when the database does.
pub async fn any_provider(tx: &mut Tx) -> Result<bool> {
    Ok(tx.first(ANY, &[], |row| row.get::<i64>(0)).await?.is_some())
}

/// Sets a company's policy. A secret that cannot be opened stays as it is.
///
/// # Errors
/// Fails when the database does, or with [`crate::StoreError::NoKey`] where a secret cannot be
/// sealed.
pub async fn put(tx: &mut Tx, company_id: i64, policy: &Policy) -> Result<()> {
    let provider = policy.provider.as_ref();
    let others = provider.map(|it| it.other_audiences.join(" ")).filter(|it| !it.is_empty());
    let values = [
        company_id.into(),
        policy.second_factor_required.into(),
        provider.map(|it| it.issuer.as_str()).into(),
        provider.map(|it| it.client_id.as_str()).into(),
        others.as_deref().into(),
    ];
    tx.execute(PUT, &values).await?;
    if provider.is_none_or(|it| !it.is_locked) {
        let secret = provider.and_then(|it| it.client_secret.as_deref());
        let sealed = tx.seal_text(SecretPlace::Provider(company_id), secret).await?;
        tx.execute(PUT_SECRET, &[company_id.into(), sealed.as_deref().into()]).await?;
    }
    Ok(())
}
