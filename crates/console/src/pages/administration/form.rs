//! The form of a row: saved, or shown again with its errors.

use super::fields::{FormField, Offers, fields, tell};
use super::kinds::list;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::edit_directory::{
    self, DirectoryRefusal, EntryKind, FilledCell, FilledRow, StoredRow,
};
use countersign_domain::audit::Event;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

#[derive(Template)]
#[template(path = "directory_form.html")]
struct FormPage {
    layout: Layout,
    action: String,
    /// The address of *Back*.
    back: String,
    list: &'static str,
    list_name: &'static str,
    /// The name of an existing row.
    name: Option<String>,
    fields: Vec<FormField>,
    /// The error of the whole form.
    error: Option<String>,
    is_stale: bool,
    has_errors: bool,
}

/// The input and the errors of a refused form.
#[derive(Default)]
struct Back<'a> {
    row: Option<&'a FilledRow>,
    refused: Option<&'a DirectoryRefusal>,
}

/// The form of a new row, filled in from the address.
pub(super) async fn add(context: &Context, kind: EntryKind) -> Answer {
    let query: Vec<(String, String)> = context.query()?;
    let row = filled(kind, &query);
    page(context, kind, None, Back { row: Some(&row), refused: None }).await
}

/// Adds a row.
pub(super) async fn create(context: &Context, kind: EntryKind) -> Answer {
    put(context, kind, None).await
}

/// The form of an existing row.
pub(super) async fn edit(context: &Context, kind: EntryKind) -> Answer {
    page(context, kind, Some(context.parameter("id")?), Back::default()).await
}

/// Saves a changed row.
pub(super) async fn save(context: &Context, kind: EntryKind) -> Answer {
    put(context, kind, Some(context.parameter("id")?)).await
}

/// The form of a new row, with input from before the session ended.
pub(super) async fn add_again(context: &Context, kind: EntryKind) -> Answer {
    let row = filled(kind, &context.form::<Vec<_>>()?);
    page(context, kind, None, Back { row: Some(&row), refused: None }).await
}

/// The form of an existing row, with input from before the session ended.
pub(super) async fn edit_again(context: &Context, kind: EntryKind) -> Answer {
    let row = filled(kind, &context.form::<Vec<_>>()?);
    page(context, kind, Some(context.parameter("id")?), Back { row: Some(&row), refused: None })
        .await
}

/// The input by column.
fn filled(kind: EntryKind, fields: &[(String, String)]) -> FilledRow {
    let text = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, text)| text.trim().to_owned())
    };
    let cell = |column: &&'static str| {
        let was = text(&format!("was-{column}")).unwrap_or_default();
        Some((*column, FilledCell { was, wanted: text(column)? }))
    };
    kind.columns().iter().filter_map(cell).collect()
}

async fn page(context: &Context, kind: EntryKind, id: Option<i64>, back: Back<'_>) -> Answer {
    let locale = context.locale;
    let (stored, offers) = context
        .read(async |tx| {
            let stored = match id {
                Some(id) => Some(StoredRow::load(tx, kind, id).await?.ok_or(Problem::NotFound)?),
                None => None,
            };
            let offers = Offers::load(tx).await?;
            Ok((stored, offers))
        })
        .await?;
    let mut fields = fields(locale, &offers, kind, stored.as_ref(), back.row);
    let is_stale = back.refused == Some(&DirectoryRefusal::Stale);
    let error = match back.refused {
        Some(DirectoryRefusal::Wrong(message)) => tell(locale, &mut fields, message),
        _ => None,
    };
    let name = stored.map(|stored| stored.cell("name").to_owned());
    let title = match &name {
        Some(name) => locale.say("directory-edit").with_text("name", name).to_string(),
        None => locale.t(adding(kind)),
    };
    let (list, list_name) = list(kind);
    html(&FormPage {
        layout: context.layout(title),
        action: match id {
            Some(id) => addresses::edit_directory_row(kind, id),
            None => addresses::add_directory_row(kind),
        },
        back: id.map_or_else(|| list.to_owned(), |id| addresses::directory_row(kind, id)),
        list,
        list_name,
        name,
        has_errors: fields.iter().any(|field| field.error.is_some()),
        fields,
        error,
        is_stale,
    })
}

async fn put(context: &Context, kind: EntryKind, id: Option<i64>) -> Answer {
    let person = context.person()?;
    let before = context
        .read(async |tx| {
            Ok(match id {
                Some(id) => Some(StoredRow::load(tx, kind, id).await?.ok_or(Problem::NotFound)?),
                None => None,
            })
        })
        .await?;
    let sent: Vec<(String, String)> = context.form()?;
    let row = filled(kind, &sent);
    let (store, clock) = (&context.state.store, &context.state.clock);
    let entry = context.audit(Event::DirectoryChanged);
    let done = edit_directory::run(store, clock, person, (kind, id), &row, &entry).await?;
    let refused = match done {
        Ok(number) => {
            let is_new = before.is_none();
            let changed = row.iter().any(|(_, cell)| cell.wanted != cell.was);
            let key = match (is_new, changed) {
                (true, _) => "directory-added",
                (false, true) => "directory-saved",
                (false, false) => "directory-unchanged",
            };
            let address = addresses::directory_row(kind, number);
            let notice = Notice::good(context.locale.t(key));
            return Ok(notice.on(context, redirect::to(&address)?));
        }
        Err(DirectoryRefusal::NotHere) => return Err(Problem::NotFound),
        Err(DirectoryRefusal::NotPermitted) => return Err(Problem::Forbidden),
        Err(refused) => refused,
    };
    let status = match refused {
        DirectoryRefusal::Stale => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let back = Back { row: Some(&row), refused: Some(&refused) };
    let mut response = page(context, kind, id, back).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// The title of the form of a new row.
pub(super) const fn adding(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Region => "directory-add-region",
        EntryKind::Vendor => "directory-add-vendor",
        EntryKind::Distributor => "directory-add-distributor",
        EntryKind::Partner => "directory-add-partner",
        EntryKind::Product => "directory-add-product",
    }
}
