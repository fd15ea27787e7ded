//! The form that adds one reading of a subscription.

use super::field_table::READING;
use super::fields::{Shown, fields_by};
use super::form::{FormPage, filled_by, title_of};
use super::kinds::list;
use super::options::StoredOptions;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::notice::Notice;
use axum::http::StatusCode;
use countersign_app::actions::add_reading;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::edit_directory::{
    DirectoryRefusal, FilledCell, FilledRow, StoredRow,
};
use countersign_domain::audit::Event;
use countersign_domain::zone::date_of_number;
use countersign_store::audit::AuditEntry;
use countersign_store::subscriptions;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

const KIND: DirectoryKind = DirectoryKind::Subscription;

pub(super) async fn show(context: &Context) -> Answer {
    let today = date_of_number(context.now.utc_day()).to_string();
    let today = FilledCell { was: String::new(), wanted: today };
    page(context, &vec![("observed_at", today)], None).await
}

/// The form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    page(context, &filled_by(READING, &context.form::<Vec<_>>()?), None).await
}

/// Adds the reading, and goes to its customer.
pub(super) async fn add(context: &Context) -> Answer {
    let row = filled_by(READING, &context.form::<Vec<_>>()?);
    let id: i64 = context.parameter("id")?;
    let found = context.read(async |tx| Ok(subscriptions::by_id(tx, id).await?)).await?;
    let subscription = found.ok_or(Problem::NotFound)?;
    let mut cells: Vec<(&'static str, String)> = vec![("subscription", subscription.code.clone())];
    cells.extend(row.iter().map(|(column, cell)| (*column, cell.wanted.clone())));
    let (store, clock) = (&context.state.store, &context.state.clock);
    let about = Some(format!("subscription {}", subscription.code));
    let entry = AuditEntry { about, ..context.audit(Event::Imported) };
    let added = add_reading::run(store, clock, context.person()?, &cells, &entry).await?;
    let refused = match added {
        Ok(is_new) => {
            let key = if is_new { "reading-added" } else { "reading-known" };
            let address = addresses::customer(subscription.customer_id);
            let notice = Notice::good(context.locale.t(key));
            return Ok(notice.on(context, redirect::to(&address)?));
        }
        Err(DirectoryRefusal::NotPermitted) => return Err(Problem::Forbidden),
        Err(refused) => refused,
    };
    let mut response = page(context, &row, Some(&refused)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn page(context: &Context, row: &FilledRow, refused: Option<&DirectoryRefusal>) -> Answer {
    let id = context.parameter("id")?;
    let stored = context.read(async |tx| Ok(StoredRow::load(tx, KIND, id).await?)).await?;
    let stored = stored.ok_or(Problem::NotFound)?;
    let shown = Shown { stored: None, filled: Some(row), refused };
    let fields = fields_by(context.locale, &StoredOptions::default(), READING, shown);
    let (list, list_name) = list(KIND);
    html(&FormPage {
        layout: context.layout(context.locale.t("reading-add")),
        action: addresses::add_reading(id),
        back: addresses::directory_row(KIND, id),
        list,
        list_name,
        name: Some(title_of(&stored).to_owned()),
        is_change: false,
        is_stale: false,
        has_errors: fields.iter().any(|field| field.error.is_some()),
        fields,
    })
}
