//! One partner, with its distributor, whether it has usage reports, and links to related pages.

use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::navigation;
use crate::pages::administration::changes::{self, DirectoryChangeText};
use crate::pages::administration::retirement::{self, RetirementState};
use askama::Template;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::directory_snapshot::DirectorySnapshot;
use countersign_app::reader_scope::{self, is_within};
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind;
use countersign_store::partners::Partner;
use countersign_store::settings::Level;
use countersign_store::{Tx, directory, partners};
use countersign_web::access::{Access, AccessVerdict};
use countersign_web::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "partner.html")]
struct PartnerPage {
    layout: Layout,
    partner: Partner,
    account_type: String,
    distributor: String,
    region: String,
    zone: String,
    takes_part: bool,
    customers: String,
    subscriptions: String,
    /// Its list of usage reports, for people who may read them.
    reports: Option<String>,
    /// Its settings, for people who may read them.
    settings: Option<String>,
    /// The form that changes it, for people who may.
    edit: Option<String>,
    /// Its people, for people who manage them.
    people: Option<String>,
    /// The form that adds a customer, for people who may.
    add_customer: Option<String>,
    is_own: bool,
    retirement: Option<RetirementState>,
    /// The recorded changes by form, for the operator.
    changes: Vec<DirectoryChangeText>,
}

pub(super) async fn show(context: &Context) -> Answer {
    context.read(async |tx| page(context, tx).await).await
}

async fn page(context: &Context, tx: &mut Tx) -> Answer {
    let person = context.person()?;
    let partner = partners::by_id(tx, context.parameter("id")?).await?;
    let within = |it: &Partner| {
        let scope = reader_scope::directory(person);
        scope.is_some_and(|scope| is_within(scope, it.id, it.distributor_id))
    };
    let partner = partner.filter(within).ok_or(Problem::NotFound)?;
    let snapshot = DirectorySnapshot::load(tx).await?;
    let (customers, subscriptions) = directory::counts_of_partner(tx, partner.id).await?;
    let changes = match person.company_kind {
        CompanyKind::Operator => {
            changes::load(tx, context, DirectoryKind::Partner, &partner.code).await?
        }
        _ => Vec::new(),
    };
    let retirement = retirement::load(tx, context, DirectoryKind::Partner, partner.id).await?;
    let is_retired = retirement.as_ref().is_some_and(|it| it.retired_at.is_some());
    let (region, zone) = snapshot.region_of(partner.distributor_id)?;
    let locale = context.locale;
    let may = |area, least| right(person.company_kind, person.role, area) >= least;
    let opens = |access: Access| access.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let is_own = person.company_kind == CompanyKind::Partner;
    html(&PartnerPage {
        layout: context.layout(partner.name.clone()),
        account_type: super::partners::account_type(context, &partner.account_type),
        distributor: snapshot.company(partner.distributor_id)?.name.clone(),
        region: region.name.clone(),
        zone: zone.name().to_owned(),
        takes_part: snapshot.takes_part(&partner)?,
        customers: locale.count(customers),
        subscriptions: locale.count(subscriptions),
        reports: may(Area::UsageReports, Right::Read).then(|| match is_own {
            true => addresses::REPORTS.to_owned(),
            false => addresses::with_query(
                addresses::REPORTS,
                &[("accounts", "find"), ("find", &partner.code)],
            ),
        }),
        settings: opens(navigation::SETTINGS)
            .then(|| addresses::settings(Level::Partner, partner.id)),
        edit: opens(WRITES_DIRECTORY)
            .then(|| addresses::edit_directory_row(DirectoryKind::Partner, partner.id)),
        people: opens(WRITES_DIRECTORY).then(|| addresses::people_of(&partner.code)),
        add_customer: (opens(WRITES_DIRECTORY) && !is_retired).then(|| {
            let form = addresses::add_directory_row(DirectoryKind::Customer);
            addresses::with_query(&form, &[("partner", &partner.code)])
        }),
        is_own,
        retirement,
        changes,
        partner,
    })
}
