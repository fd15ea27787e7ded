//! One region, company or product as the operator reads it, with links to related pages.

use super::changes::{self, ChangeText};
use super::fields::{Field, Offers, said};
use super::form::adding;
use super::kinds::list;
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::edit_directory::{Kind, StoredRow};
use countersign_store::settings::Level;
use countersign_web::access::Verdict;
use countersign_web::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "directory_row.html")]
struct RowPage {
    layout: Layout,
    kind: String,
    list: &'static str,
    list_name: &'static str,
    fields: Vec<Field>,
    /// The form that changes it, for people who may.
    edit: Option<String>,
    settings: Option<String>,
    /// The partners of a distributor.
    partners: Option<String>,
    /// The delivery channels of a distributor.
    channels: Option<String>,
    /// The form that adds a row below it, for people who may.
    adds: Option<Adds>,
    changes: Vec<ChangeText>,
}

struct Adds {
    label: String,
    address: String,
}

pub(super) async fn show(context: &Context, kind: Kind) -> Answer {
    let (id, locale) = (context.parameter("id")?, context.locale);
    let (row, offers, changes) = context
        .read(async |tx| {
            let row = StoredRow::load(tx, kind, id).await?.ok_or(Problem::NotFound)?;
            let offers = Offers::load(tx).await?;
            let changes = changes::load(tx, context, (kind, row.cell("code"))).await?;
            Ok((row, offers, changes))
        })
        .await?;
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == Verdict::Open;
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
            Kind::Region => "directory-region",
            Kind::Vendor => "company-vendor",
            Kind::Distributor => "company-distributor",
            Kind::Partner => "company-partner",
            Kind::Product => "directory-product",
        }),
        list,
        list_name,
        fields: said(locale, &offers, kind, &row),
        edit: may_write.then(|| addresses::edit_directory_row(kind, id)),
        settings: match kind {
            Kind::Region => Some(addresses::settings(Level::Region, id)),
            Kind::Distributor => Some(addresses::settings(Level::Distributor, id)),
            Kind::Vendor | Kind::Partner | Kind::Product => None,
        },
        partners: (kind == Kind::Distributor).then(|| addresses::partners_of(id)),
        channels: (kind == Kind::Distributor).then(|| addresses::channels(id)),
        adds,
        changes,
    })
}

/// The kind below a kind, and the column that refers to it.
const fn below(kind: Kind) -> Option<(Kind, &'static str)> {
    match kind {
        Kind::Region => Some((Kind::Distributor, "region")),
        Kind::Distributor => Some((Kind::Partner, "distributor")),
        Kind::Vendor => Some((Kind::Product, "vendor")),
        Kind::Partner | Kind::Product => None,
    }
}
