//! People's own choices: language, theme, time zone, and whether single keys are shortcuts.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    OF_PERSON = "SELECT language, theme, shortcuts, time_zone FROM preferences \
        WHERE person_id = $1";
    PUT = "INSERT INTO preferences (person_id, language, theme, shortcuts, time_zone) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id) DO UPDATE SET \
        language = excluded.language, theme = excluded.theme, shortcuts = excluded.shortcuts, \
        time_zone = excluded.time_zone";
}

/// A person's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Language of the pages; none for the region's or the browser's.
    pub language: Option<String>,
    /// Light or dark; none for the machine's.
    pub theme: Option<String>,
    /// Whether single keys are shortcuts.
    pub shortcuts: bool,
    /// Time zone of dates; none for the region's, or UTC.
    pub time_zone: Option<String>,
}

impl Default for Preferences {
    /// The choices of a person who made none.
    fn default() -> Self {
        Self { language: None, theme: None, shortcuts: true, time_zone: None }
    }
}

/// A person's choices, or the defaults.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, person_id: i64) -> Result<Preferences> {
    let found = tx
        .first(OF_PERSON, &[person_id.into()], |row| {
            Ok(Preferences {
                language: row.get(0)?,
                theme: row.get(1)?,
                shortcuts: row.get(2)?,
                time_zone: row.get(3)?,
            })
        })
        .await?;
    Ok(found.unwrap_or_default())
}

/// Stores a person's choices.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, person_id: i64, preferences: &Preferences) -> Result<()> {
    let Preferences { language, theme, shortcuts, time_zone } = preferences;
    let row = [
        person_id.into(),
        language.as_deref().into(),
        theme.as_deref().into(),
        (*shortcuts).into(),
        time_zone.as_deref().into(),
    ];
    tx.execute(PUT, &row).await?;
    Ok(())
}
