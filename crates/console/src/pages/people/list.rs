//! The list: everyone for Administrators, only themselves for others.

use super::scope::{CompanyQuery, ManagedCompany};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::people::{self, StaffMember};
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    layout: Layout,
    company: String,
    manages: bool,
    /// Whether it is the reader's own company.
    is_own: bool,
    add: String,
    accounts: String,
    sign_in: String,
    rows: Vec<PersonRow>,
}

struct PersonRow {
    name: String,
    email: String,
    role: String,
    /// Their page; none for people who only see themselves.
    address: Option<String>,
    has_second_factor: bool,
    /// Whether they have yet to accept the invitation.
    is_invited: bool,
    /// Since when the company is asked to consent.
    awaits_company: Option<Moment>,
    reset_requested: Option<Moment>,
    last_seen: Option<Moment>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let person = context.person()?;
    let manages = right(person.company_kind, person.role, Area::People) == Right::Full;
    let (scope, zone, staff) = context
        .read(async |tx| {
            let scope = ManagedCompany::open(tx, context, asked.company.as_deref()).await?;
            let zone = zone_of(context)?;
            let staff = people::staff(tx, scope.company_id, context.machine_time).await?;
            Ok((scope, zone, staff))
        })
        .await?;
    let shown = staff.iter().filter(|it| manages || it.id == person.id);
    let rows = shown.map(|it| row(context, &scope, &zone, manages, it)).collect();
    html(&People {
        layout: context.layout(context.locale.t("nav-people")),
        manages,
        is_own: scope.company_id == person.company_id,
        add: scope.address(addresses::ADD_PERSON),
        accounts: scope.address(addresses::SERVICE_ACCOUNTS),
        sign_in: scope.address(addresses::SIGN_IN_POLICY),
        company: scope.name,
        rows,
    })
}

fn row(
    context: &Context,
    scope: &ManagedCompany,
    zone: &Zone,
    manages: bool,
    person: &StaffMember,
) -> PersonRow {
    let locale = context.locale;
    let moment = |at| locale.moment(at, zone);
    PersonRow {
        name: person.name.clone(),
        email: person.email.clone(),
        role: locale.role(person.role),
        address: manages.then(|| scope.address(&addresses::person(person.id))),
        has_second_factor: person.second_factor_at.is_some(),
        is_invited: person.accepted_at.is_none(),
        awaits_company: person.awaits_company_since.map(moment),
        reset_requested: person.reset_requested_at.map(moment),
        last_seen: person.last_seen_at.map(moment),
    }
}
