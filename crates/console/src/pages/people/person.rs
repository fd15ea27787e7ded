//! One of the company's people: role, link, second factor, and removal.

use super::link_page;
use super::scope::{CompanyQuery, ManagedCompany, refusal};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::actions::manage_people::{self, PeopleResult};
use countersign_app::identity::link::{self, LinkPurpose, Maker, Order};
use countersign_app::identity::sign_on::{callback, host};
use countersign_app::identity::{session, totp};
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_language::datetime::Moment;
use countersign_store::audit::AuditEntry;
use countersign_store::people::{Membership, StaffMember};
use countersign_store::{Result as StoreResult, Tx, external_identities, second_factors};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    layout: Layout,
    people: String,
    company: String,
    code: String,
    person: StaffMember,
    roles: Vec<(&'static str, String)>,
    is_self: bool,
    /// Whether this company may make links for them.
    may_link: bool,
    /// The page with their passkeys and signing keys, if they have access.
    keys: Option<String>,
    /// Since when the company is asked to consent.
    awaits_company: Option<Moment>,
    /// Whether the reader can answer that.
    may_admit: bool,
    password: Option<Moment>,
    second_factor: Option<Moment>,
    /// Whether its secret cannot be opened because its key is missing.
    is_factor_locked: bool,
    reset_requested: Option<Moment>,
    last_seen: Option<Moment>,
    link_until: Option<Moment>,
    /// Their linked identities in this company: the host, the subject, since when.
    linked: Vec<(String, String, Moment)>,
}

#[derive(Template)]
#[template(path = "person_remove.html")]
struct PersonRemove {
    layout: Layout,
    back: String,
    company: String,
    code: String,
    person: StaffMember,
}

#[derive(Deserialize)]
struct RoleForm {
    company: Option<String>,
    #[serde(default)]
    role: String,
}

/// The company and the person in the address.
pub(super) async fn open(
    context: &Context,
    code: Option<&str>,
) -> Result<(ManagedCompany, StaffMember), Problem> {
    let (scope, person) = context
        .read(async |tx| {
            let scope = ManagedCompany::open(tx, context, code).await?;
            let person = scope.person(tx, context).await?;
            Ok((scope, person))
        })
        .await?;
    Ok((scope, person))
}

/// The purpose of a link for them.
const fn kind_of(person: &StaffMember) -> LinkPurpose {
    if person.password_at.is_some() { LinkPurpose::Reset } else { LinkPurpose::Invitation }
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let reader = context.person()?;
    let (scope, person) = open(context, asked.company.as_deref()).await?;
    let (zone, may_link, linked, is_factor_locked) = context
        .read(async |tx| {
            let zone = zone_of(context)?;
            let order = scope.order(kind_of(&person), person.id);
            let may_link = link::may_make(tx, &order).await?;
            let linked = external_identities::of_person(tx, person.id).await?;
            let factor = second_factors::find(tx, person.id).await?;
            let is_factor_locked =
                person.second_factor_at.is_some() && factor.is_some_and(|it| it.secret.is_none());
            Ok((zone, may_link, linked, is_factor_locked))
        })
        .await?;
    let locale = context.locale;
    let moment = |at| locale.moment(at, &zone);
    let keys = scope.address(&addresses::of_person(person.id, "keys"));
    let keys = person.accepted_at.map(|_| keys);
    html(&PersonPage {
        layout: context.layout(person.name.clone()),
        people: scope.address(addresses::PEOPLE),
        linked: linked
            .into_iter()
            .filter(|it| it.company_id == scope.company_id)
            .map(|it| (host(&it.issuer).to_owned(), it.subject, moment(it.linked_at)))
            .collect(),
        code: scope.code.unwrap_or_default(),
        company: scope.name,
        roles: Role::ALL.map(|role| (role.name(), locale.role(role))).to_vec(),
        is_self: person.id == reader.id,
        awaits_company: person.awaits_company_since.map(moment),
        may_admit: scope.maker == Maker::Company,
        may_link,
        keys,
        password: person.password_at.map(moment),
        second_factor: person.second_factor_at.map(moment),
        is_factor_locked,
        reset_requested: person.reset_requested_at.map(moment),
        last_seen: person.last_seen_at.map(moment),
        link_until: person.link_until.map(moment),
        person,
    })
}

/// An entry of the audit record about one of the company's people.
pub(super) fn about(
    context: &Context,
    scope: &ManagedCompany,
    person: &StaffMember,
    event: Event,
) -> AuditEntry {
    let (company_id, about_person_id) = (Some(scope.company_id), Some(person.id));
    AuditEntry { company_id, about_person_id, ..context.audit(event) }
}

/// Records a change, if there was one.
async fn recorded(
    tx: &mut Tx,
    done: PeopleResult<()>,
    entry: &AuditEntry,
) -> StoreResult<PeopleResult<()>> {
    if done.is_ok() {
        audit::record(tx, entry.clone()).await?;
    }
    Ok(done)
}

/// Returns to a page of the family with the result of a change.
fn text(context: &Context, done: PeopleResult<()>, key: &str, address: &str) -> Answer {
    let notice = match done {
        Ok(()) => Notice::good(context.locale.t(key)),
        Err(why) => Notice::bad(refusal(context.locale, why)),
    };
    Ok(notice.on(context, redirect::to(address)?))
}

pub(super) async fn change_role(context: &Context) -> Answer {
    let form: RoleForm = context.form()?;
    let (scope, person) = open(context, form.company.as_deref()).await?;
    let role = Role::parse(&form.role).map_err(Problem::BadRequest)?;
    let membership = Membership { person_id: person.id, company_id: scope.company_id, role };
    let (before, after) = (person.role.name().to_owned(), role.name().to_owned());
    let changed = AuditEntry {
        before: Some(before),
        after: Some(after),
        ..about(context, &scope, &person, Event::RoleChanged)
    };
    let done = context
        .write(async |tx| {
            let done = manage_people::change_role(tx, &membership).await?;
            recorded(tx, done, &changed).await
        })
        .await?;
    let address = scope.address(&addresses::person(person.id));
    text(context, done, "person-role-changed", &address)
}

pub(super) async fn make_link(context: &Context) -> Answer {
    let form: CompanyQuery = context.form()?;
    let (scope, person) = open(context, form.company.as_deref()).await?;
    let kind = kind_of(&person);
    let order = scope.order(kind, person.id);
    let made = context.write(async |tx| link_page::make(tx, context, &order).await).await?;
    link_page::answer(context, &scope, &person.name, &person.email, kind, made)
}

/// Agrees to a person whom the operator invited.
pub(super) async fn admit(context: &Context) -> Answer {
    let (scope, person) = open(context, None).await?;
    let (id, company_id) = (person.id, scope.company_id);
    let admitted = about(context, &scope, &person, Event::PersonAdmitted);
    let done = context
        .write(async |tx| {
            let done = manage_people::admit(tx, id, company_id).await?;
            recorded(tx, done, &admitted).await
        })
        .await?;
    text(context, done, "person-admitted", &scope.address(addresses::PEOPLE))
}

/// Removes a lost second factor. People who may make links for a member may do this too, because a
/// link opens as much.
pub(super) async fn remove_factor(context: &Context) -> Answer {
    let form: CompanyQuery = context.form()?;
    let (scope, person) = open(context, form.company.as_deref()).await?;
    let address = scope.address(&addresses::person(person.id));
    let order = Order { mailed: true, ..scope.order(LinkPurpose::Reset, person.id) };
    let removed = context
        .write(async |tx| {
            if person.accepted_at.is_none() || !link::may_make(tx, &order).await? {
                return Ok(false);
            }
            let entry = about(context, &scope, &person, Event::FactorRemoved);
            totp::remove(tx, person.id, None, entry).await?;
            Ok(true)
        })
        .await?;
    let notice = match removed {
        true => Notice::good(context.locale.t("person-factor-removed")),
        false => Notice::bad(context.locale.t("person-link-elsewhere")),
    };
    Ok(notice.on(context, redirect::to(&address)?))
}

/// Ends the sessions in which they act for this company. Sessions for other companies continue.
pub(super) async fn end_sessions(context: &Context) -> Answer {
    let form: CompanyQuery = context.form()?;
    let (scope, person) = open(context, form.company.as_deref()).await?;
    let (id, company_id) = (person.id, scope.company_id);
    let ended = about(context, &scope, &person, Event::SessionsEnded);
    context
        .write(async |tx| {
            session::end_of_company(tx, id, company_id).await?;
            audit::record(tx, ended.clone()).await
        })
        .await?;
    let address = scope.address(&addresses::person(person.id));
    let notice = Notice::good(context.locale.t("person-sessions-ended"));
    Ok(notice.on(context, redirect::to(&address)?))
}

/// Removes their link to the company's identity provider, and ends the sessions that it opened.
pub(super) async fn unlink(context: &Context) -> Answer {
    let form: CompanyQuery = context.form()?;
    let (scope, person) = open(context, form.company.as_deref()).await?;
    let (id, company_id) = (person.id, scope.company_id);
    let unlinked = about(context, &scope, &person, Event::IdentityUnlinked);
    context
        .write(async |tx| {
            callback::unlink(tx, id, company_id).await?;
            audit::record(tx, unlinked.clone()).await
        })
        .await?;
    let address = scope.address(&addresses::person(person.id));
    let notice = Notice::good(context.locale.t("person-unlinked"));
    Ok(notice.on(context, redirect::to(&address)?))
}

pub(super) async fn ask_removal(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let (scope, person) = open(context, asked.company.as_deref()).await?;
    html(&PersonRemove {
        layout: context.layout(context.locale.t("person-remove")),
        back: scope.address(&addresses::person(person.id)),
        code: scope.code.unwrap_or_default(),
        company: scope.name,
        person,
    })
}

pub(super) async fn remove(context: &Context) -> Answer {
    let form: CompanyQuery = context.form()?;
    let (scope, person) = open(context, form.company.as_deref()).await?;
    let company_id = scope.company_id;
    let removed = AuditEntry {
        before: Some(person.role.name().to_owned()),
        ..about(context, &scope, &person, Event::PersonRemoved)
    };
    let now = context.machine_time;
    let done = context
        .write(async |tx| {
            let done = manage_people::remove(tx, person.id, company_id, now).await?;
            recorded(tx, done, &removed).await
        })
        .await?;
    text(context, done, "person-removed", &scope.address(addresses::PEOPLE))
}
