//! A person's account: everything that they could sign in with.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    REMOVE_PASSWORD = "DELETE FROM passwords WHERE person_id = $1";
    REMOVE_FACTOR = "DELETE FROM second_factors WHERE person_id = $1";
    REMOVE_CODES = "DELETE FROM recovery_codes WHERE person_id = $1";
    REMOVE_SESSIONS = "DELETE FROM sessions WHERE person_id = $1";
    REMOVE_BROWSERS = "DELETE FROM known_browsers WHERE person_id = $1";
    REMOVE_IDENTITIES = "DELETE FROM external_identities WHERE person_id = $1";
    REMOVE_FLOWS = "DELETE FROM sign_on_flows WHERE person_id = $1";
    REMOVE_REQUEST = "DELETE FROM reset_requests WHERE person_id = $1";
    UNPROVE = "UPDATE people SET proved_at = NULL WHERE id = $1";
}

const EVERYTHING: [&str; 9] = [
    REMOVE_PASSWORD,
    REMOVE_FACTOR,
    REMOVE_CODES,
    REMOVE_SESSIONS,
    REMOVE_BROWSERS,
    REMOVE_IDENTITIES,
    REMOVE_FLOWS,
    REMOVE_REQUEST,
    UNPROVE,
];

/// Removes everything that a person could sign in with. Invitations to other companies stay.
///
/// # Errors
/// The engine's.
pub async fn close(tx: &mut Tx, person_id: i64) -> Result<()> {
    for statement in EVERYTHING {
        tx.execute(statement, &[person_id.into()]).await?;
    }
    Ok(())
}
