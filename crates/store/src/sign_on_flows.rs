//! Sign-ins that are at an identity provider until it sends the browser back.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO sign_on_flows (id, hash, company_id, issuer, nonce, verifier, person_id, \
        link_id, return_to, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    OF_HASH = "SELECT id, company_id, issuer, nonce, verifier, person_id, link_id, return_to, \
        expires_at FROM sign_on_flows WHERE hash = $1";
    REMOVE = "DELETE FROM sign_on_flows WHERE id = $1";
    REMOVE_OLD = "DELETE FROM sign_on_flows WHERE expires_at < $1";
}

/// A sign-in at a provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Flow {
    /// The id, a UUID.
    pub id: Uuid,
    /// The company whose provider it is.
    pub company_id: i64,
    /// The issuer of the provider.
    pub issuer: String,
    /// The nonce that the signed token has to repeat.
    pub nonce: String,
    /// The PKCE verifier, which proves that the same program began the flow.
    pub verifier: String,
    /// The person to link, if it links.
    pub person_id: Option<i64>,
    /// The invitation to use, if there is one.
    pub link_id: Option<Uuid>,
    /// The path to which to go afterwards.
    pub return_to: Option<String>,
    /// When it expires.
    pub expires_at: Instant,
}

impl std::fmt::Debug for Flow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Flow");
        shown.field("id", &self.id).field("company_id", &self.company_id).finish_non_exhaustive()
    }
}

/// Stores a flow whose state has the SHA-256 `hash`.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, flow: &Flow, hash: &[u8]) -> Result<()> {
    let values = [
        flow.id.into(),
        hash.into(),
        flow.company_id.into(),
        (&flow.issuer).into(),
        (&flow.nonce).into(),
        (&flow.verifier).into(),
        flow.person_id.into(),
        flow.link_id.into(),
        flow.return_to.as_deref().into(),
        flow.expires_at.into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// Takes a flow by the SHA-256 of its state; a second time there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn take(tx: &mut Tx, hash: &[u8]) -> Result<Option<Flow>> {
    let found = tx
        .first(OF_HASH, &[hash.into()], |row| {
            Ok(Flow {
                id: row.get(0)?,
                company_id: row.get(1)?,
                issuer: row.get(2)?,
                nonce: row.get(3)?,
                verifier: row.get(4)?,
                person_id: row.get(5)?,
                link_id: row.get(6)?,
                return_to: row.get(7)?,
                expires_at: row.get(8)?,
            })
        })
        .await?;
    let Some(flow) = found else { return Ok(None) };
    // The caller whose statement deleted the row has it.
    Ok((tx.execute(REMOVE, &[flow.id.into()]).await? == 1).then_some(flow))
}

/// Deletes flows that never returned, and returns how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD, &[now.into()]).await
}
