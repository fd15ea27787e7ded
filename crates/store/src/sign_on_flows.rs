//! Sign-ins that are with an identity provider, until it sends the browser back.

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

/// One of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Flow {
    /// Its id.
    pub id: Uuid,
    /// The company whose provider it is.
    pub company_id: i64,
    /// The provider.
    pub issuer: String,
    /// What the provider has to repeat in what it signs.
    pub nonce: String,
    /// What proves that whoever asks for the token began the flow.
    pub verifier: String,
    /// Whom to link, where it is to link.
    pub person_id: Option<i64>,
    /// The invitation that says so, where it is one.
    pub link_id: Option<Uuid>,
    /// Where to go afterwards.
    pub return_to: Option<String>,
    /// Until when it may come back.
    pub expires_at: Instant,
}

impl std::fmt::Debug for Flow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Flow");
        shown.field("id", &self.id).field("company_id", &self.company_id).finish_non_exhaustive()
    }
}

/// Keeps a flow whose state has the SHA-256 `hash`.
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

/// Takes a flow by the SHA-256 of its state; there is none a second time.
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
    // Whoever removes it has it.
    Ok((tx.execute(REMOVE, &[flow.id.into()]).await? == 1).then_some(flow))
}

/// Removes flows that never came back; how many.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_old(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(REMOVE_OLD, &[now.into()]).await
}
