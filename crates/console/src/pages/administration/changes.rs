//! The recorded changes of a region, a company or a product by form.

use super::fields::{Offers, label};
use crate::context::Context;
use crate::reader_zone::zone_of;
use countersign_app::actions::edit_directory::EntryKind;
use countersign_language::datetime::Moment;
use countersign_store::Tx;
use countersign_store::directory_changes::{self, DirectoryChange};
use countersign_web::problem::Problem;

const SHOWN: i64 = 20;

pub(crate) struct DirectoryChangeText {
    pub(crate) name: String,
    /// The value before; none if the row was new.
    pub(crate) before: Option<String>,
    pub(crate) after: String,
    pub(crate) who: String,
    pub(crate) at: Moment,
}

/// The last changes, the newest first.
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
