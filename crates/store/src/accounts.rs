//! The credentials of a person's account.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::{api_tokens, known_browsers, passkeys, reset_requests, second_factors, sessions};

statements! {
    REMOVE_PASSWORD = "DELETE FROM passwords WHERE person_id = $1";
    REMOVE_IDENTITIES = "DELETE FROM external_identities WHERE person_id = $1";
    REMOVE_FLOWS = "DELETE FROM sign_on_flows WHERE person_id = $1";
    UNPROVE = "UPDATE people SET proved_at = NULL WHERE id = $1";
}

/// Deletes all credentials of a person. Invitations to other companies stay, and so do signing
/// keys, with which what they signed is verified.
///
/// # Errors
/// Fails when the database does.
pub async fn close(tx: &mut Tx, person_id: i64) -> Result<()> {
    passkeys::remove_all(tx, person_id).await?;
    passkeys::remove_handle(tx, person_id).await?;
    second_factors::remove(tx, person_id).await?;
    sessions::end_all(tx, person_id, None).await?;
    reset_requests::remove(tx, person_id).await?;
    known_browsers::forget(tx, person_id, None).await?;
    api_tokens::remove_of_person(tx, person_id).await?;
    for statement in [REMOVE_PASSWORD, REMOVE_IDENTITIES, REMOVE_FLOWS, UNPROVE] {
        tx.execute(statement, &[person_id.into()]).await?;
    }
    Ok(())
}
