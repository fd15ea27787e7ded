//! Partners: a distributor's own; for the operator all, below regions and distributors.

use super::list_query::{Empty, Query, ROWS};
use super::tree::{self, Tree};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::reader_scope;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind;
use countersign_store::Tx;
use countersign_store::directory::{
    self, DirectoryPage, DirectoryQuery, DirectoryScope, ListedPartner,
};
use countersign_store::retirements::{self, RetirableKind};
use countersign_web::problem::{Answer, Problem};
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "partners.html")]
struct Partners {
    layout: Layout,
    is_operator: bool,
    may_import: bool,
    /// The distributor to which the operator narrowed the list.
    of: Option<String>,
    /// The form that adds a partner to that distributor.
    add: Option<String>,
    query: Query,
    tree: Option<Tree>,
    rows: Vec<Row>,
    next: Option<String>,
    empty: Option<Empty>,
}

struct Row {
    id: i64,
    code: String,
    name: String,
    place: String,
    account_type: String,
    distributor: String,
    is_retired: bool,
}

/// Shows the list, or for the operator the tree that leads to it.
pub(super) async fn show(context: &Context) -> Answer {
    let query = Query::of(context)?;
    context.read(async |tx| page(context, tx, query).await).await
}

async fn page(context: &Context, tx: &mut Tx, query: Query) -> Answer {
    let person = context.person()?;
    let is_operator = person.company_kind == CompanyKind::Operator;
    let scope = reader_scope::directory(person).ok_or(Problem::NotFound)?;
    let shows_tree = is_operator && query.find.is_none() && query.distributor.is_none();
    let tree = if shows_tree { Some(tree::load(tx, context).await?) } else { None };
    let may_import = right(person.company_kind, person.role, Area::Directory) == Right::Full;
    let (mut of, mut add) = (None, None);
    let scope = match query.distributor.filter(|_| is_operator) {
        None => scope,
        Some(id) => {
            let all = countersign_store::companies::not_partners(tx).await?;
            let found = all.into_iter().find(|company| company.id == id);
            let found = found.filter(|company| company.kind == CompanyKind::Distributor);
            let found = found.ok_or(Problem::NotFound)?;
            let form = addresses::add_directory_row(DirectoryKind::Partner);
            let form = addresses::with_query(&form, &[("distributor", &found.code)]);
            add = may_import.then_some(form);
            of = Some(found.name);
            DirectoryScope::Distributors(id)
        }
    };
    let after = query.after.as_deref().unwrap_or_default();
    let asked = DirectoryQuery { whose: scope, find: query.find.as_deref(), after, rows: ROWS };
    let page = match shows_tree {
        true => DirectoryPage { rows: Vec::new(), next: None },
        false => directory::partners(tx, &asked).await?,
    };
    let ids = page.rows.iter().map(|it| it.id);
    let retired = retirements::among(tx, RetirableKind::Partner, ids).await?;
    let next = page.next.as_deref().map(|code| query.next(addresses::PARTNERS, code));
    let empty = match &tree {
        Some(tree) => tree.regions.is_empty().then_some("directory-no-regions"),
        None if !page.rows.is_empty() => None,
        None if page.next.is_some() => Some("directory-keep-looking"),
        None if query.find.is_some() => Some("directory-none-found"),
        None => Some("directory-no-partners"),
    };
    let title = context.locale.t(match tree {
        Some(_) => "directory-all-companies",
        None => "nav-partners",
    });
    html(&Partners {
        may_import,
        add,
        layout: context.layout(title),
        is_operator,
        of,
        tree,
        rows: page.rows.into_iter().map(|it| row(context, &retired, it)).collect(),
        next,
        empty: empty.map(|key| Empty::of(context, key)),
        query,
    })
}

fn row(context: &Context, retired: &BTreeSet<i64>, partner: ListedPartner) -> Row {
    let place = [partner.city, partner.state].into_iter().flatten().collect::<Vec<_>>();
    Row {
        id: partner.id,
        is_retired: retired.contains(&partner.id),
        code: partner.code,
        name: partner.name,
        place: context.locale.items(&place),
        account_type: account_type(context, &partner.account_type),
        distributor: partner.distributor,
    }
}

/// The type of partner in the reader's language.
pub(super) fn account_type(context: &Context, token: &str) -> String {
    context.locale.t(if token == "msp" { "directory-msp" } else { "directory-reseller" })
}
