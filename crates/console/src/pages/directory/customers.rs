//! Customers: a partner's own, those of a distributor's partners, or all.

use super::list_query::{Empty, Query, ROWS};
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::reader_scope::{self, is_within};
use countersign_store::directory::{self, DirectoryQuery, DirectoryScope, ListedCustomer};
use countersign_store::retirements::RetirableKind;
use countersign_store::{partners, retirements};
use countersign_web::access::AccessVerdict;
use countersign_web::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "customers.html")]
struct Customers {
    layout: Layout,
    of_several: bool,
    /// The partner to which the list is narrowed.
    of: Option<String>,
    query: Query,
    /// The form that adds a customer, for people who may.
    add: Option<String>,
    rows: Vec<Row>,
    next: Option<String>,
    empty: Option<Empty>,
}

struct Row {
    it: ListedCustomer,
    subscriptions: String,
    is_retired: bool,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query = Query::of(context)?;
    let scope = reader_scope::directory(context.person()?).ok_or(Problem::NotFound)?;
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let (of, of_code, narrowed, page, retired) = context
        .read(async |tx| {
            let (mut of, mut of_code) = (None, None);
            let narrowed = match query.partner {
                None => scope,
                Some(id) => {
                    let partner = partners::by_id(tx, id).await?;
                    let within = partner.filter(|it| is_within(scope, it.id, it.distributor_id));
                    let partner = within.ok_or(Problem::NotFound)?;
                    (of, of_code) = (Some(partner.name), Some(partner.code));
                    DirectoryScope::Partners(id)
                }
            };
            let after = query.after.as_deref().unwrap_or_default();
            let asked =
                DirectoryQuery { whose: narrowed, find: query.find.as_deref(), after, rows: ROWS };
            let page = directory::customers(tx, &asked).await?;
            let ids = page.rows.iter().map(|it| it.id);
            let retired = retirements::among(tx, RetirableKind::Customer, ids).await?;
            Ok((of, of_code, narrowed, page, retired))
        })
        .await?;
    let next = page.next.as_deref().map(|code| query.next(addresses::CUSTOMERS, code));
    let empty = match (page.rows.is_empty(), page.next.is_some(), query.find.is_some()) {
        (false, ..) => None,
        (true, true, _) => Some("directory-keep-looking"),
        (true, false, true) => Some("directory-none-found"),
        (true, false, false) => Some("directory-no-customers"),
    };
    let locale = context.locale;
    let row = |it: ListedCustomer| Row {
        subscriptions: locale.count(it.subscriptions),
        is_retired: retired.contains(&it.id),
        it,
    };
    let form = addresses::add_directory_row(DirectoryKind::Customer);
    let of_code: Vec<_> = of_code.iter().map(|code| ("partner", code)).collect();
    html(&Customers {
        add: may_write.then(|| addresses::with_query(&form, &of_code)),
        layout: context.layout(locale.t("nav-customers")),
        of_several: !matches!(narrowed, DirectoryScope::Partners(_)),
        of: of.filter(|_| !matches!(scope, DirectoryScope::Partners(_))),
        rows: page.rows.into_iter().map(row).collect(),
        next,
        empty: empty.map(|key| Empty::of(context, key)),
        query,
    })
}
