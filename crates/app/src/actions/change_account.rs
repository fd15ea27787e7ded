//! Changes what a person decides about their own account: the name and the preferences.

use countersign_store::preferences::{self, Preferences};
use countersign_store::{Result, Tx, people};

/// Gives a person another name. False if there is no such person.
///
/// # Errors
/// Fails when the database does.
pub async fn rename(tx: &mut Tx, person_id: i64, name: &str) -> Result<bool> {
    let Some(mut person) = people::find(tx, person_id).await? else { return Ok(false) };
    name.clone_into(&mut person.name);
    people::update(tx, &person).await?;
    Ok(true)
}

/// Saves a person's preferences.
///
/// # Errors
/// Fails when the database does.
pub async fn save_preferences(tx: &mut Tx, person_id: i64, chosen: &Preferences) -> Result<()> {
    preferences::put(tx, person_id, chosen).await
}
