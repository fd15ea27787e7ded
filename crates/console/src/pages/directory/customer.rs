//! One customer with its subscriptions and the last reading of each.

use super::list_query::{Empty, Query, ROWS};
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::administration::retirement::{self, RetirementState};
use askama::Template;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::ownership::Ownership;
use countersign_app::reader_scope::{self, is_within};
use countersign_domain::zone::{Zone, date_of_number};
use countersign_language::datetime::Moment;
use countersign_language::numbers::Maybe;
use countersign_store::directory::{
    self, DirectoryScope, LastReading, ListedCustomer, ListedSubscription,
};
use countersign_store::{Tx, partners, subscriptions};
use countersign_web::access::AccessVerdict;
use countersign_web::problem::{Answer, Problem};

/// Days in which a last reading is searched.
const DAYS: i64 = 62;

#[derive(Template)]
#[template(path = "customer.html")]
struct Customer {
    layout: Layout,
    customer: ListedCustomer,
    /// Whether the reader sees several partners, so that this one is named.
    names_partner: bool,
    zone: String,
    /// The forms that change it and add a subscription, for people who may.
    forms: Option<CustomerForms>,
    retirement: Option<RetirementState>,
    /// Whether each subscription has a page for the reader.
    links_subscriptions: bool,
    rows: Vec<Row>,
    next: Option<String>,
    empty: Option<Empty>,
}

struct CustomerForms {
    edit: String,
    add_subscription: Option<String>,
}

struct Row {
    it: ListedSubscription,
    ends_on: Option<String>,
    has_ended: bool,
    last: Option<Last>,
}

struct Last {
    at: Moment,
    provisioned: String,
    used: Maybe,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query = Query::of(context)?;
    context.read(async |tx| page(context, tx, &query).await).await
}

async fn page(context: &Context, tx: &mut Tx, query: &Query) -> Answer {
    let scope = reader_scope::directory(context.person()?).ok_or(Problem::NotFound)?;
    let customer = directory::customer_by_id(tx, context.parameter("id")?).await?;
    let within = |it: &ListedCustomer| is_within(scope, it.partner_id, it.distributor_id);
    let customer = customer.filter(within).ok_or(Problem::NotFound)?;
    let after = query.after.as_deref().unwrap_or_default();
    let limit = i64::try_from(ROWS).unwrap_or(1) + 1;
    let mut found = directory::subscriptions(tx, customer.id, after, limit).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let today = context.now.utc_day();
    // A reading may come up to a day early, and a rehearsal's clock may show any time.
    let last = directory::last_readings(tx, &found, today + 1, DAYS).await?;
    let ownership = Ownership::load(tx).await?;
    let (_, zone) = ownership.snapshot.region_of(customer.distributor_id)?;
    let mut last = last;
    for (it, last) in found.iter().zip(&mut last) {
        hide_use_of_others(tx, &ownership, scope, zone, it.id, last).await?;
    }
    let path = addresses::customer(customer.id);
    let next = found.last().filter(|_| more).map(|it| query.next(&path, &it.code));
    let rows: Vec<Row> =
        found.into_iter().zip(last).map(|(it, last)| row(context, zone, it, last)).collect();
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let retirement = retirement::load(tx, context, DirectoryKind::Customer, customer.id).await?;
    let is_retired = retirement.as_ref().is_some_and(|it| it.retired_at.is_some());
    let forms = may_write.then(|| {
        let add = addresses::add_directory_row(DirectoryKind::Subscription);
        CustomerForms {
            edit: addresses::edit_directory_row(DirectoryKind::Customer, customer.id),
            add_subscription: (!is_retired)
                .then(|| addresses::with_query(&add, &[("customer", &customer.code)])),
        }
    });
    html(&Customer {
        forms,
        retirement,
        links_subscriptions: scope == DirectoryScope::Everybodys,
        layout: context.layout(customer.name.clone()),
        names_partner: !matches!(scope, DirectoryScope::Partners(_)),
        zone: zone.name().to_owned(),
        next,
        empty: rows.is_empty().then(|| Empty::of(context, "directory-no-subscriptions")),
        rows,
        customer,
    })
}

/// A partner and its distributor see the use of a subscription in the cycles that count for them,
/// and in the running one; of an earlier figure that is carried to them, only date and units.
async fn hide_use_of_others(
    tx: &mut Tx,
    ownership: &Ownership,
    scope: DirectoryScope,
    zone: &Zone,
    subscription: i64,
    last: &mut Option<LastReading>,
) -> Result<(), Problem> {
    let Some(last) = last else { return Ok(()) };
    if scope == DirectoryScope::Everybodys || ownership.snapshot.links().is_empty() {
        return Ok(());
    }
    let Some(owned) = subscriptions::by_id(tx, subscription).await? else { return Ok(()) };
    let cycle = zone.cycle_of(last.observed_at);
    let partner_id = ownership.partner_at(&owned, cycle);
    let counts = match (scope, partners::by_id(tx, partner_id).await?) {
        (DirectoryScope::Partners(own), _) => own == partner_id,
        (DirectoryScope::Distributors(own), Some(partner)) => {
            ownership.snapshot.distributor_at(&partner, cycle) == own
        }
        _ => true,
    };
    if !counts {
        last.used = None;
    }
    Ok(())
}

fn row(context: &Context, zone: &Zone, it: ListedSubscription, last: Option<LastReading>) -> Row {
    let locale = context.locale;
    let today = zone.date_of(context.now);
    let ends_on = it.ends_on.map(date_of_number);
    Row {
        has_ended: ends_on.is_some_and(|date| date < today),
        ends_on: ends_on.map(|date| locale.written(date)),
        last: last.map(|last| Last {
            at: locale.moment(last.observed_at, zone),
            provisioned: locale.units(last.provisioned),
            used: locale.maybe(last.used),
        }),
        it,
    }
}
