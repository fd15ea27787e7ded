//! One region, company or product as the operator reads it, with links to related pages.

use super::changes::{self, DirectoryChangeText};
use super::fields::{FormField, Offers, said};
use super::form::adding;
use super::kinds::list;
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::edit_directory::{EntryKind, StoredRow};
use countersign_store::settings::Level;
use countersign_web::access::AccessVerdict;
use countersign_web::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "directory_row.html")]
struct RowPage {
    layout: Layout,
    kind: String,
    list: &'static str,
    list_name: &'static str,
    fields: Vec<FormField>,
    /// The form that changes it, for people who may.
    edit: Option<String>,
    settings: Option<String>,
    /// The partners of a distributor.
    partners: Option<String>,
    /// The delivery channels of a distributor.
    channels: Option<String>,
    /// The form that adds a row below it, for people who may.
    adds: Option<Adds>,
    changes: Vec<DirectoryChangeText>,
}

struct Adds {
    label: String,
    address: String,
}

pub(super) async fn show(context: &Context, kind: EntryKind) -> Answer {
    let (id, locale) = (context.parameter("id")?, context.locale);
    let (row, offers, changes) = context
        .read(async |tx| {
            let row = StoredRow::load(tx, kind, id).await?.ok_or(Problem::NotFound)?;
            let offers = Offers::load(tx).await?;
            let changes = changes::load(tx, context, (kind, row.cell("code"))).await?;
            Ok((row, offers, changes))
        })
        .await?;
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let (list, list_name) = list(kind);
    let adds = match below(kind).filter(|_| may_write) {
        Some((below, column)) => {
            let add = addresses::add_directory_row(below);
            let address = addresses::with_query(&add, &[(column, row.cell("code"))]);
            Some(Adds { label: locale.t(adding(below)), address })
        }
        None => None,
    };
    html(&RowPage {
        layout: context.layout(row.cell("name").to_owned()),
        kind: locale.t(match kind {
            EntryKind::Region => "directory-region",
            EntryKind::Vendor => "company-vendor",
            EntryKind::Distributor => "company-distributor",
            EntryKind::Partner => "company-partner",
            EntryKind::Product => "directory-product",
        }),
        list,
        list_name,
        fields: said(locale, &offers, kind, &row),
        edit: may_write.then(|| addresses::edit_directory_row(kind, id)),
        settings: match kind {
            EntryKind::Region => Some(addresses::settings(Level::Region, id)),
            EntryKind::Distributor => Some(addresses::settings(Level::Distributor, id)),
            EntryKind::Vendor | EntryKind::Partner | EntryKind::Product => None,
        },
        partners: (kind == EntryKind::Distributor).then(|| addresses::partners_of(id)),
        channels: (kind == EntryKind::Distributor).then(|| addresses::channels(id)),
        adds,
        changes,
    })
}

/// The kind below a kind, and the column that refers to it.
const fn below(kind: EntryKind) -> Option<(EntryKind, &'static str)> {
    match kind {
        EntryKind::Region => Some((EntryKind::Distributor, "region")),
        EntryKind::Distributor => Some((EntryKind::Partner, "distributor")),
        EntryKind::Vendor => Some((EntryKind::Product, "vendor")),
        EntryKind::Partner | EntryKind::Product => None,
    }
}
