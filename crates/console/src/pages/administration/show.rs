//! One region, company or product as the operator reads it, with links to related pages.

use super::changes::{self, DirectoryChangeText};
use super::fields::{FormField, read_only};
use super::form::{adding, title_of};
use super::kinds::list;
use super::options::StoredOptions;
use super::retirement::{self, RetirementState};
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::edit_directory::StoredRow;
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
    /// Its people, for people who manage them.
    people: Option<String>,
    /// The form that adds a row below it, or a reading, for people who may.
    adds: Option<Adds>,
    retirement: Option<RetirementState>,
    changes: Vec<DirectoryChangeText>,
}

struct Adds {
    label: String,
    address: String,
}

/// Shows it.
pub(super) async fn show(context: &Context, kind: DirectoryKind) -> Answer {
    let (id, locale) = (context.parameter("id")?, context.locale);
    let (row, options, retirement, changes) = context
        .read(async |tx| {
            let row = StoredRow::load(tx, kind, id).await?.ok_or(Problem::NotFound)?;
            let options = StoredOptions::load(tx, kind).await?;
            let changes = changes::load(tx, context, kind, row.cell("code")).await?;
            let retirement = retirement::load(tx, context, kind, id).await?;
            Ok((row, options, retirement, changes))
        })
        .await?;
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let (list, list_name) = list(kind);
    let is_retired = retirement.as_ref().is_some_and(|it| it.retired_at.is_some());
    let adds = match below(kind).filter(|_| may_write && !is_retired) {
        Some((below, column)) => {
            let add = addresses::add_directory_row(below);
            let address = addresses::with_query(&add, &[(column, row.cell("code"))]);
            Some(Adds { label: locale.t(adding(below)), address })
        }
        None if may_write && kind == DirectoryKind::Subscription => {
            Some(Adds { label: locale.t("reading-add"), address: addresses::add_reading(id) })
        }
        None => None,
    };
    let has_people = matches!(kind, DirectoryKind::Vendor | DirectoryKind::Distributor);
    html(&RowPage {
        layout: context.layout(title_of(&row).to_owned()),
        kind: locale.t(match kind {
            DirectoryKind::Region => "directory-region",
            DirectoryKind::Vendor => "company-vendor",
            DirectoryKind::Distributor => "company-distributor",
            DirectoryKind::Partner => "company-partner",
            DirectoryKind::Product => "directory-product",
            DirectoryKind::Customer => "directory-customer",
            DirectoryKind::Subscription => "directory-subscription",
        }),
        list,
        list_name,
        fields: read_only(locale, &options, kind, &row),
        edit: may_write.then(|| addresses::edit_directory_row(kind, id)),
        settings: match kind {
            DirectoryKind::Region => Some(addresses::settings(Level::Region, id)),
            DirectoryKind::Distributor => Some(addresses::settings(Level::Distributor, id)),
            _ => None,
        },
        partners: (kind == DirectoryKind::Distributor).then(|| addresses::partners_of(id)),
        channels: (kind == DirectoryKind::Distributor).then(|| addresses::channels(id)),
        people: (has_people && may_write).then(|| addresses::people_of(row.cell("code"))),
        adds,
        retirement,
        changes,
    })
}

/// The kind below a kind, and the column that refers to it.
const fn below(kind: DirectoryKind) -> Option<(DirectoryKind, &'static str)> {
    match kind {
        DirectoryKind::Region => Some((DirectoryKind::Distributor, "region")),
        DirectoryKind::Distributor => Some((DirectoryKind::Partner, "distributor")),
        DirectoryKind::Vendor => Some((DirectoryKind::Product, "vendor")),
        DirectoryKind::Partner
        | DirectoryKind::Product
        | DirectoryKind::Customer
        | DirectoryKind::Subscription => None,
    }
}
