//! What was changed of a region, a company or a product by form: who, when, from what to what.

use super::fields::{Offers, label};
use crate::context::Context;
use crate::reader_zone::zone_of;
use countersign_app::actions::edit_directory::EntryKind;
use countersign_language::datetime::Moment;
use countersign_store::Tx;
use countersign_store::directory_changes::{self, DirectoryChange};
use countersign_web::problem::Problem;

/// Changes that a page shows.
const SHOWN: i64 = 20;

/// A change.
pub(crate) struct DirectoryChangeText {
    /// What became different.
    pub(crate) name: String,
    /// What it was; none where all of it was new.
    pub(crate) before: Option<String>,
    /// What it is.
    pub(crate) after: String,
    /// Who.
    pub(crate) who: String,
    /// When.
    pub(crate) at: Moment,
}

/// The last changes of one thing, the newest first.
pub(crate) async fn load(
    tx: &mut Tx,
    context: &Context,
    (kind, code): (EntryKind, &str),
) -> Result<Vec<DirectoryChangeText>, Problem> {
    let changes = directory_changes::of(tx, kind.word(), code, SHOWN).await?;
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let zone = zone_of(tx, context.person()?).await?;
    let offers = Offers::load(tx).await?;
    let locale = context.locale;
    let text = |DirectoryChange { changed_at, field, person }: DirectoryChange| {
        let column = kind.columns().iter().find(|column| **column == field.name)?;
        let said = |text: String| match text.is_empty() {
            true => "–".to_owned(),
            false => offers.said(locale, kind, column, text),
        };
        let person = person.filter(|name| !name.is_empty());
        Some(DirectoryChangeText {
            name: locale.t(label(column)),
            before: field.before.map(said),
            after: said(field.after),
            who: person.unwrap_or_else(|| locale.t("report-somebody")),
            at: locale.moment(changed_at, &zone),
        })
    };
    Ok(changes.into_iter().filter_map(text).collect())
}
