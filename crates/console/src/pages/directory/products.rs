//! Products: a vendor's own, otherwise all.

use super::list_query::Empty;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind;
use countersign_store::products::Product;
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::{companies, products};
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "products.html")]
struct Products {
    layout: Layout,
    is_operator: bool,
    may_edit: bool,
    names_vendor: bool,
    rows: Vec<Row>,
    empty: Option<Empty>,
}

struct Row {
    it: Product,
    vendor: String,
    basis: String,
    is_retired: bool,
}

/// Shows the list; products are few.
pub(super) async fn show(context: &Context) -> Answer {
    let person = context.person()?;
    let (all, companies, retired) = context
        .read(async |tx| {
            let all = products::all(tx).await?;
            let companies = companies::not_partners(tx).await?;
            let ids = all.iter().map(|it| it.id);
            let retired = retirements::among(tx, RetirableKind::Product, ids).await?;
            Ok((all, companies, retired))
        })
        .await?;
    let is_vendor = person.company_kind == CompanyKind::Vendor;
    let own = all.into_iter().filter(|it| !is_vendor || it.vendor_id == person.company_id);
    let name = |id: i64| companies.iter().find(|it| it.id == id).map(|it| it.name.clone());
    let locale = context.locale;
    let mut rows: Vec<Row> = own
        .map(|it| Row {
            vendor: name(it.vendor_id).unwrap_or_default(),
            basis: locale.t(&format!("directory-basis-{}", it.basis.token())),
            is_retired: retired.contains(&it.id),
            it,
        })
        .collect();
    rows.sort_by(|a, b| a.it.code.cmp(&b.it.code));
    html(&Products {
        layout: context.layout(locale.t("nav-products")),
        is_operator: person.company_kind == CompanyKind::Operator,
        may_edit: right(person.company_kind, person.role, Area::Directory) == Right::Full,
        names_vendor: !is_vendor,
        empty: rows.is_empty().then(|| Empty::of(context, "directory-no-products")),
        rows,
    })
}
