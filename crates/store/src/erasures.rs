//! Erases a person's name and address from every table, and deletes what belongs to them alone. The
//! person's row stays, because others refer to its number.

use crate::copy::{OwnedValue, read_key};
use crate::error::Result;
use crate::schema::{self, Table};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::code::fold_email;
use uuid::Uuid;

statements! {
    RENAME = "UPDATE people SET email = $2, email_folded = $2, name = $2, proved_at = NULL \
        WHERE id = $1";
    REMOVE_MEMBERSHIPS = "DELETE FROM memberships WHERE person_id = $1";
    REMOVE_PREFERENCES = "DELETE FROM preferences WHERE person_id = $1";
    REMOVE_CHOICES = "DELETE FROM message_choices WHERE person_id = $1";
    REMOVE_LINKS = "DELETE FROM one_time_links WHERE person_id = $1";
    REMOVE_MESSAGES = "DELETE FROM outbox WHERE person_id = $1";
    REMOVE_TRIES = "DELETE FROM throttles WHERE subject = $1";
    TYPED = "SELECT entry_id, email FROM audit_details WHERE email IS NOT NULL";
    REMOVE_TYPED =
        "DELETE FROM audit_details WHERE entry_id = $1 AND email IS NOT NULL";
    CHANNELS = "SELECT name, address FROM ways WHERE kind = 'email' ORDER BY name, id";
}

/// A kind of text that may hold the name or address of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasedText {
    /// The facts of a message to another person.
    Facts,
    /// What work was about, its results, and the answers of mail servers.
    Work,
}

/// The columns with such texts.
const TEXTS: [(&Table<'static>, &str, ErasedText); 8] = [
    (&schema::OUTBOX, "data", ErasedText::Facts),
    (&schema::OUTBOX, "last_error", ErasedText::Work),
    (&schema::DELIVERIES, "last_error", ErasedText::Work),
    (&schema::JOBS, "input", ErasedText::Work),
    (&schema::JOBS, "result", ErasedText::Work),
    (&schema::JOB_ITEMS, "message", ErasedText::Work),
    (&schema::JOB_ITEMS, "result", ErasedText::Work),
    (&schema::APPLY_PROGRESS, "results", ErasedText::Work),
];

/// Deletes what belongs to a person alone, and replaces name and address by a text. Credentials are
/// deleted by [`crate::accounts::close`].
///
/// # Errors
/// Fails when the database does.
pub async fn erase(
    tx: &mut Tx,
    (person_id, email_folded): (i64, &str),
    replacement: &str,
) -> Result<()> {
    for statement in
        [REMOVE_MEMBERSHIPS, REMOVE_PREFERENCES, REMOVE_CHOICES, REMOVE_LINKS, REMOVE_MESSAGES]
    {
        tx.execute(statement, &[person_id.into()]).await?;
    }
    tx.execute(REMOVE_TRIES, &[email_folded.into()]).await?;
    tx.execute(RENAME, &[person_id.into(), replacement.into()]).await?;
    remove_typed(tx, email_folded).await
}

/// Deletes the details of entries in which a stranger typed the address.
async fn remove_typed(tx: &mut Tx, email_folded: &str) -> Result<()> {
    let mut found: Vec<[Value<'static>; 1]> = Vec::new();
    tx.each(TYPED, &[], |row| {
        if fold_email(row.get(1)?) == email_folded {
            found.push([row.get::<Uuid>(0)?.into()]);
        }
        Ok(())
    })
    .await?;
    tx.execute_many(REMOVE_TYPED, &found).await?;
    Ok(())
}

/// The e-mail delivery channels: the name and address of each.
///
/// # Errors
/// Fails when the database does.
pub async fn email_channels(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    tx.all(CHANNELS, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Replaces the texts of work and messages that `replaced` changes.
///
/// # Errors
/// Fails when the database does.
pub async fn replace_texts(
    tx: &mut Tx,
    replaced: impl Fn(ErasedText, &str) -> Option<String>,
) -> Result<()> {
    for (table, column, kind) in TEXTS {
        replace_column(tx, table, column, &|text: &str| replaced(kind, text)).await?;
    }
    Ok(())
}

async fn replace_column(
    tx: &mut Tx,
    table: &Table<'_>,
    column: &str,
    replaced: &impl Fn(&str) -> Option<String>,
) -> Result<()> {
    let (name, keys) = (table.name, table.key_list());
    let select = format!("SELECT {column}, {keys} FROM {name} WHERE {column} IS NOT NULL");
    let mut found: Vec<(String, Vec<OwnedValue>)> = Vec::new();
    tx.each(&select, &[], |row| {
        if let Some(text) = replaced(row.get(0)?) {
            found.push((text, read_key(table, row, 1)?));
        }
        Ok(())
    })
    .await?;
    let places: Vec<String> = (2..table.key + 2).map(|number| format!("${number}")).collect();
    let update =
        format!("UPDATE {name} SET {column} = $1 WHERE ({keys}) = ({})", places.join(", "));
    for (text, key) in found {
        let mut values: Vec<Value<'_>> = vec![(&text).into()];
        values.extend(key.iter().map(OwnedValue::value));
        tx.execute(&update, &values).await?;
    }
    Ok(())
}
