//! The recorded changes of a region, a company or a product by form.

use super::field_table::{RETIRED, fields_of};
use super::options::StoredOptions;
use crate::context::Context;
use crate::reader_zone::zone_of;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::retire;
use countersign_language::datetime::Moment;
use countersign_store::Tx;
use countersign_store::directory_changes::{self, DirectoryChange};
use countersign_web::problem::Problem;

const SHOWN: i64 = 20;

/// A change.
pub(crate) struct DirectoryChangeText {
    /// What became different.
    pub(crate) name: String,
    /// The value before; `None` if the row was new.
    pub(crate) before: Option<String>,
    pub(crate) after: String,
    pub(crate) who: String,
    pub(crate) at: Moment,
}

/// The last changes, the newest first.
pub(crate) async fn load(
    tx: &mut Tx,
    context: &Context,
    kind: DirectoryKind,
    code: &str,
) -> Result<Vec<DirectoryChangeText>, Problem> {
    let changes = directory_changes::of(tx, kind.word(), code, SHOWN).await?;
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let zone = zone_of(context)?;
    let options = StoredOptions::load(tx, kind).await?;
    let locale = context.locale;
    let text = |DirectoryChange { changed_at, field, person }: DirectoryChange| {
        let specification = match field.name == retire::FIELD {
            true => &RETIRED,
            false => fields_of(kind).iter().find(|it| it.column == field.name)?,
        };
        let shown = |text: String| match text.is_empty() {
            true => "–".to_owned(),
            false => options.label(locale, specification, &text),
        };
        let person = person.filter(|name| !name.is_empty());
        Some(DirectoryChangeText {
            name: locale.t(specification.label),
            before: field.before.map(shown),
            after: shown(field.after),
            who: person.map_or_else(|| locale.t("report-somebody"), |name| locale.person(name)),
            at: locale.moment(changed_at, &zone),
        })
    };
    Ok(changes.into_iter().filter_map(text).collect())
}
