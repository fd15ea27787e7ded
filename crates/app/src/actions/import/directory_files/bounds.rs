//! Checks the texts of a row: their length and their characters. A stored text stays until it gets
//! another value.

use super::row_error::RowError;
use crate::actions::import::context::Context;
use crate::actions::import::files::FileKind;
use crate::formats::sheet::{Problem, Row};
use countersign_domain::code::fold_email;
use countersign_domain::text::Kind;
use countersign_store::StoreError;
use countersign_store::stored_texts::{self, StoredText};

/// A column with text that people wrote: its name, its kind, and the stored text that it may keep.
type Text = (&'static str, Kind, StoredText);

/// The text columns of each kind of file.
const fn texts(kind: FileKind) -> &'static [Text] {
    use StoredText as Stored;
    const COMPANY: Text = ("name", Kind::Name, StoredText::CompanyName);
    match kind {
        FileKind::Vendors | FileKind::Distributors => &[COMPANY],
        FileKind::Regions => &[("name", Kind::Name, Stored::RegionName)],
        FileKind::Partners => &[
            COMPANY,
            ("city", Kind::Name, Stored::PartnerCity),
            ("state", Kind::Name, Stored::PartnerState),
        ],
        FileKind::Customers => &[("name", Kind::Name, Stored::CustomerName)],
        FileKind::Products => {
            &[("name", Kind::Name, Stored::ProductName), ("unit", Kind::Label, Stored::ProductUnit)]
        }
        FileKind::Subscriptions => &[("plan", Kind::Label, Stored::SubscriptionPlan)],
        FileKind::Users => &[("name", Kind::Name, Stored::PersonName)],
        FileKind::Usage => &[],
    }
}

/// Checks the shape of a row and its texts.
pub(super) async fn check(context: &mut Context<'_>, row: &Row<'_>) -> Result<(), RowError> {
    row.check_width()?;
    for (name, kind, stored) in texts(context.kind) {
        let Some(column) = row.column(name) else { continue };
        let Some(text) = row.text(column)? else { continue };
        if let Err(expected) = kind.check(text)
            && !is_stored(context, *stored, row.needed(0)?, text).await?
        {
            return Err(Problem::cell(name, text, expected).into());
        }
    }
    Ok(())
}

async fn is_stored(
    context: &mut Context<'_>,
    stored: StoredText,
    key: &str,
    text: &str,
) -> Result<bool, StoreError> {
    let folded = fold_email(key);
    let key = if stored == StoredText::PersonName { &folded } else { key };
    Ok(stored_texts::find(context.tx, stored, key).await?.as_deref() == Some(text))
}
