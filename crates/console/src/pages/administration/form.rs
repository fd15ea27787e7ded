//! The form of a row: saved, or shown again with its errors.

use super::field_table::{FieldSpecification, fields_of};
use super::fields::{FormField, Shown, fields};
use super::kinds::list;
use super::options::StoredOptions;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::edit_directory::{
    self, DirectoryRefusal, Edit, FilledCell, FilledRow, StoredRow,
};
use countersign_domain::audit::Event;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

#[derive(Template)]
#[template(path = "directory_form.html")]
pub(super) struct FormPage {
    pub(super) layout: Layout,
    pub(super) action: String,
    /// The address of *Back*.
    pub(super) back: String,
    pub(super) list: &'static str,
    pub(super) list_name: &'static str,
    /// The name of what the form is about, if it is there already.
    pub(super) name: Option<String>,
    /// Whether it changes that row.
    pub(super) is_change: bool,
    pub(super) fields: Vec<FormField>,
    pub(super) is_stale: bool,
    pub(super) has_errors: bool,
}

/// The input and the errors of a refused form.
#[derive(Default)]
struct Back<'a> {
    row: Option<&'a FilledRow>,
    refused: Option<&'a DirectoryRefusal>,
}

/// The form of a new row, filled in from the address.
pub(super) async fn add(context: &Context, kind: DirectoryKind) -> Answer {
    let query: Vec<(String, String)> = context.query()?;
    let row = filled(kind, &query);
    page(context, kind, None, Back { row: Some(&row), refused: None }).await
}

/// Adds a row.
pub(super) async fn create(context: &Context, kind: DirectoryKind) -> Answer {
    put(context, kind, None).await
}

/// The form of an existing row.
pub(super) async fn edit(context: &Context, kind: DirectoryKind) -> Answer {
    page(context, kind, Some(context.parameter("id")?), Back::default()).await
}

/// Saves a changed row.
pub(super) async fn save(context: &Context, kind: DirectoryKind) -> Answer {
    put(context, kind, Some(context.parameter("id")?)).await
}

/// The form of a new row, with input from before the session ended.
pub(super) async fn add_again(context: &Context, kind: DirectoryKind) -> Answer {
    let row = filled(kind, &context.form::<Vec<_>>()?);
    page(context, kind, None, Back { row: Some(&row), refused: None }).await
}

/// The form of an existing row, with input from before the session ended.
pub(super) async fn edit_again(context: &Context, kind: DirectoryKind) -> Answer {
    let row = filled(kind, &context.form::<Vec<_>>()?);
    page(context, kind, Some(context.parameter("id")?), Back { row: Some(&row), refused: None })
        .await
}

/// The input by column.
fn filled(kind: DirectoryKind, sent: &[(String, String)]) -> FilledRow {
    filled_by(fields_of(kind), sent)
}

/// The input by column, of these fields.
pub(super) fn filled_by(fields: &[FieldSpecification], sent: &[(String, String)]) -> FilledRow {
    let text = |name: &str| {
        let found = sent.iter().find(|(field, _)| field == name);
        found.map(|(_, text)| text.trim().to_owned())
    };
    let columns = fields.iter().map(|field| field.column);
    let cell = |column| {
        let was = text(&format!("was-{column}")).unwrap_or_default();
        Some((column, FilledCell { was, wanted: text(column)? }))
    };
    columns.filter_map(cell).collect()
}

async fn page(context: &Context, kind: DirectoryKind, id: Option<i64>, back: Back<'_>) -> Answer {
    let locale = context.locale;
    let (stored, options) = context
        .read(async |tx| {
            let stored = match id {
                Some(id) => Some(StoredRow::load(tx, kind, id).await?.ok_or(Problem::NotFound)?),
                None => None,
            };
            let options = StoredOptions::load(tx, kind).await?;
            Ok((stored, options))
        })
        .await?;
    let shown = Shown { stored: stored.as_ref(), filled: back.row, refused: back.refused };
    let fields = fields(locale, &options, kind, shown);
    let name = stored.as_ref().map(|stored| title_of(stored).to_owned());
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
        is_change: name.is_some(),
        name,
        is_stale: back.refused == Some(&DirectoryRefusal::Stale),
        has_errors: fields.iter().any(|field| field.error.is_some()),
        fields,
    })
}

async fn put(context: &Context, kind: DirectoryKind, id: Option<i64>) -> Answer {
    let sent: Vec<(String, String)> = context.form()?;
    let row = filled(kind, &sent);
    let entry = context.audit(Event::DirectoryChanged);
    let edit = Edit { kind, id, row: &row, person: context.person()?, entry: &entry };
    let (store, clock) = (&context.state.store, &context.state.clock);
    let (refused, status) = match edit_directory::run(store, clock, &edit).await? {
        Ok(number) => {
            let changed = row.iter().any(|(_, cell)| cell.wanted != cell.was);
            let key = match (id, changed) {
                (None, _) => "directory-added",
                (Some(_), true) => "directory-saved",
                (Some(_), false) => "directory-unchanged",
            };
            let address = addresses::directory_row(kind, number);
            let notice = Notice::good(context.locale.t(key));
            return Ok(notice.on(context, redirect::to(&address)?));
        }
        Err(DirectoryRefusal::NotHere) => return Err(Problem::NotFound),
        Err(DirectoryRefusal::NotPermitted) => return Err(Problem::Forbidden),
        Err(DirectoryRefusal::Stale) => (DirectoryRefusal::Stale, StatusCode::CONFLICT),
        Err(refused @ DirectoryRefusal::Cell(_)) => (refused, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let back = Back { row: Some(&row), refused: Some(&refused) };
    let mut response = page(context, kind, id, back).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// The name of a row, or its code where it has none.
pub(super) fn title_of(stored: &StoredRow) -> &str {
    let name = stored.cell("name");
    if name.is_empty() { stored.cell("code") } else { name }
}

/// The title of the form of a new row.
pub(super) const fn adding(kind: DirectoryKind) -> &'static str {
    match kind {
        DirectoryKind::Region => "directory-add-region",
        DirectoryKind::Vendor => "directory-add-vendor",
        DirectoryKind::Distributor => "directory-add-distributor",
        DirectoryKind::Partner => "directory-add-partner",
        DirectoryKind::Product => "directory-add-product",
        DirectoryKind::Customer => "directory-add-customer",
        DirectoryKind::Subscription => "directory-add-subscription",
    }
}
