//! People's choices about messages that can be declined.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::message::MessageKind;
use uuid::Uuid;

statements! {
    DECLINED = "SELECT kind FROM message_choices WHERE person_id = $1 AND wanted = FALSE";
    CHOOSE = "INSERT INTO message_choices (person_id, kind, wanted, token) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, kind) DO UPDATE SET \
        wanted = excluded.wanted";
    KEEP = "INSERT INTO message_choices (person_id, kind, wanted, token) \
        VALUES ($1, $2, TRUE, $3) ON CONFLICT (person_id, kind) DO NOTHING";
    TOKEN = "SELECT token FROM message_choices WHERE person_id = $1 AND kind = $2";
    OF_TOKEN = "SELECT person_id, kind, wanted FROM message_choices WHERE token = $1";
}

/// A choice, as the link to decline names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessagePreference {
    /// The person.
    pub person_id: i64,
    /// The kind of message.
    pub kind: MessageKind,
    /// Whether they want the message.
    pub wanted: bool,
}

fn kind(token: &str) -> Result<MessageKind> {
    let unknown = || {
        StoreError::Corrupt(format!(
            "a choice about an unknown kind of message: \
         {token:?}"
        ))
    };
    MessageKind::from_token(token).ok_or_else(unknown)
}

/// The kinds of messages that a person declined.
///
/// # Errors
/// Fails when the database does.
pub async fn declined(tx: &mut Tx, person_id: i64) -> Result<Vec<MessageKind>> {
    tx.all(DECLINED, &[person_id.into()], |row| kind(row.get(0)?)).await
}

/// Stores a person's choice. `token` is for their link to decline, if they have none yet.
///
/// # Errors
/// Fails when the database does.
pub async fn choose(tx: &mut Tx, choice: &MessagePreference, token: Uuid) -> Result<()> {
    let MessagePreference { person_id, kind, wanted } = *choice;
    let row = [person_id.into(), kind.token().into(), wanted.into(), token.into()];
    tx.execute(CHOOSE, &row).await?;
    Ok(())
}

/// The token of a person's link to decline a kind; `token`, if they have none yet.
///
/// # Errors
/// Fails when the database does.
pub async fn token(tx: &mut Tx, person_id: i64, kind: MessageKind, token: Uuid) -> Result<Uuid> {
    let (person, kind) = (person_id.into(), kind.token().into());
    tx.execute(KEEP, &[person, kind, token.into()]).await?;
    let kept = tx.first(TOKEN, &[person, kind], |row| row.get(0)).await?;
    Ok(kept.unwrap_or(token))
}

/// The choice of a link.
///
/// # Errors
/// Fails when the database does.
pub async fn of_token(tx: &mut Tx, token: Uuid) -> Result<Option<MessagePreference>> {
    tx.first(OF_TOKEN, &[token.into()], |row| {
        Ok(MessagePreference {
            person_id: row.get(0)?,
            kind: kind(row.get(1)?)?,
            wanted: row.get(2)?,
        })
    })
    .await
}
