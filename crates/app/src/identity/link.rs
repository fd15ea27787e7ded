//! One-time links: invitations to a company, and links to set a new password.
//!
//! A company's link gives no access to other companies. If the person already has a password, or
//! acts for another company, an invitation does not set a password: the person accepts it in a
//! separate session.

use super::passkeys::signing_key;
use super::token::Token;
use super::{browser, link_lifetime};
use crate::actions::{audit, join_company};
use crate::random::Random;
use countersign_domain::actor::CompanyKind;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::one_time_links::{self, OneTimeLink};
use countersign_store::people::{self, OwnCompany, PersonRecord};
use countersign_store::{Result, Tx, passkeys, passwords, reset_requests, sessions};

pub use countersign_store::one_time_links::{LinkPurpose, Maker};

/// A link to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The purpose of the link.
    pub kind: LinkPurpose,
    /// Who is responsible for it: a company, the operator or the machine.
    pub maker: Maker,
    /// The person who makes it; none for the machine.
    pub made_by: Option<i64>,
    /// The person for whom it is made.
    pub person_id: i64,
    /// The company that it concerns; `None` if it concerns only the account.
    pub company_id: Option<i64>,
    /// Whether it is sent to the person's address and shown to no one.
    pub mailed: bool,
}

impl Order {
    /// A link that a command on the machine prints.
    #[must_use]
    pub const fn of_machine(kind: LinkPurpose, person_id: i64) -> Self {
        let (maker, made_by, company_id, mailed) = (Maker::Machine, None, None, false);
        Self { kind, maker, made_by, person_id, company_id, mailed }
    }

    /// The order from which a link was made.
    pub(super) const fn of(link: &OneTimeLink) -> Self {
        Self {
            kind: link.kind,
            maker: link.maker,
            made_by: link.made_by,
            person_id: link.person_id,
            company_id: link.company_id,
            mailed: link.mailed,
        }
    }
}

/// The effect of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// It sets a password and signs the person in.
    ToPassword,
    /// It asks for the person's consent, in a separate session.
    ToConsent,
}

/// A valid link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLink {
    /// The stored link.
    pub link: OneTimeLink,
    /// The person for whom it was made.
    pub person: PersonRecord,
    /// The effect of the link.
    pub leads: Leads,
    /// The companies that the person joins with it.
    pub joins: Vec<OwnCompany>,
}

/// The path of a link, from the root of the site.
#[must_use]
pub fn path(token: &Token) -> String {
    format!("/link/{}", token.text())
}

/// Whether such a link may be made.
///
/// A company can make links for people it invites, and for its own people who act for no other
/// company. The operator can make links for people of every company; if the company runs itself,
/// such a link is only sent to the person's address.
///
/// # Errors
/// Fails when the database does.
pub async fn may_make(tx: &mut Tx, order: &Order) -> Result<bool> {
    if matches!(order.maker, Maker::Machine | Maker::Owner) {
        return Ok(true);
    }
    let companies = people::companies_of(tx, order.person_id).await?;
    let of = |it: &&OwnCompany| Some(it.company_id) == order.company_id;
    let Some(own) = companies.iter().find(of) else { return Ok(false) };
    let is_member = own.membership.accepted_at.is_some();
    if order.maker == Maker::Company {
        return Ok(!is_member || !acts_elsewhere(&companies, own.company_id));
    }
    if order.mailed {
        return Ok(true);
    }
    for company in &companies {
        let opens = company.company_id == own.company_id || company.membership.is_open();
        let is_operator = company.kind == CompanyKind::Operator;
        if opens && (is_operator || join_company::runs_itself(tx, company.company_id).await?) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn acts_elsewhere(companies: &[OwnCompany], company_id: i64) -> bool {
    companies.iter().any(|it| it.company_id != company_id && it.membership.accepted_at.is_some())
}

/// Makes a link for a person; earlier links for the same company become invalid. None if this link
/// may not be made.
///
/// # Errors
/// Fails when the database does.
pub async fn make(
    tx: &mut Tx,
    order: &Order,
    now: Instant,
    random: &dyn Random,
) -> Result<Option<Token>> {
    if !may_make(tx, order).await? {
        return Ok(None);
    }
    one_time_links::revoke(tx, order.person_id, order.company_id).await?;
    let token = Token::new(random);
    let lasts = link_lifetime::of(order.kind);
    let link = OneTimeLink {
        id: random.id(),
        kind: order.kind,
        person_id: order.person_id,
        company_id: order.company_id,
        maker: order.maker,
        made_by: order.made_by,
        mailed: order.mailed,
        created_at: now,
        expires_at: now.plus_micros(lasts),
        used_at: None,
    };
    one_time_links::add(tx, &link, &token.hash()).await?;
    if order.kind == LinkPurpose::Reset {
        reset_requests::remove(tx, order.person_id).await?;
    }
    Ok(Some(token))
}

/// The link of a token; `None` if it was used, has expired, or could not be made any more.
///
/// # Errors
/// Fails when the database does.
pub async fn open(tx: &mut Tx, token: &str, now: Instant) -> Result<Option<OpenedLink>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let link = one_time_links::find(tx, &token.hash()).await?;
    let still = |link: &OneTimeLink| link.used_at.is_none() && now < link.expires_at;
    let Some(link) = link.filter(still) else { return Ok(None) };
    if !may_make(tx, &Order::of(&link)).await? {
        return Ok(None);
    }
    let Some(person) = people::find(tx, link.person_id).await? else { return Ok(None) };
    let mut joins = people::companies_of(tx, link.person_id).await?;
    let leads = leads(tx, &link).await?;
    // A link of the machine is valid for every company; a company's link only for itself.
    let by_machine = link.maker == Maker::Machine;
    joins.retain(|it| it.membership.accepted_at.is_none());
    joins.retain(|it| by_machine || link.company_id == Some(it.company_id));
    Ok(Some(OpenedLink { link, person, leads, joins }))
}

impl OpenedLink {
    /// Whether the inviting company's identity provider can vouch for the person: not if others saw
    /// the link and the account may belong to a person who does not know of it.
    #[must_use]
    pub fn takes_provider(&self) -> bool {
        self.link.mailed || self.leads == Leads::ToPassword
    }
}

/// What a link leads to.
pub(super) async fn leads(tx: &mut Tx, link: &OneTimeLink) -> Result<Leads> {
    let Some(company_id) = link.company_id else { return Ok(Leads::ToPassword) };
    let companies = people::companies_of(tx, link.person_id).await?;
    let own = companies.iter().find(|it| it.company_id == company_id);
    if own.is_some_and(|own| own.membership.accepted_at.is_some()) {
        return Ok(Leads::ToPassword);
    }
    let has_account = passwords::find(tx, link.person_id).await?.is_some()
        || acts_elsewhere(&companies, company_id);
    Ok(if has_account { Leads::ToConsent } else { Leads::ToPassword })
}

/// Uses a link to set the person's password: their sessions end, their browsers are forgotten,
/// their passkeys are removed, and they join the inviting companies. The number of removed
/// passkeys; `None` if the link was used elsewhere first, or sets no password.
///
/// People ask for a new password when others may know the old one, with which those may have added
/// a passkey that would outlast it.
///
/// # Errors
/// Fails when the database does.
pub async fn set_password(
    tx: &mut Tx,
    opened: &OpenedLink,
    phc: &str,
    now: Instant,
) -> Result<Option<u64>> {
    let OpenedLink { link, person, .. } = opened;
    if opened.leads != Leads::ToPassword || !one_time_links::use_up(tx, link.id, now).await? {
        return Ok(None);
    }
    passwords::put(tx, person.id, phc, now).await?;
    let entry = audit::entry(Event::SigningKeyRemoved, now);
    let entry = AuditEntry { person_id: Some(person.id), ..entry };
    signing_key::end_all(tx, person.id, &entry).await?;
    let removed = passkeys::remove_all(tx, person.id).await?;
    sessions::end_all(tx, person.id, None).await?;
    browser::forget_others(tx, person.id, None).await?;
    reset_requests::remove(tx, person.id).await?;
    // A link that others saw does not prove who reads mail at the address.
    let proves = link.mailed || link.maker == Maker::Machine;
    people::prove(tx, person.id, proves.then_some(now)).await?;
    for company in &opened.joins {
        join_company::accept(tx, person.id, company, now).await?;
    }
    Ok(Some(removed))
}

/// Uses an invitation to join its company, in the person's own session. False if it was used
/// elsewhere first.
///
/// # Errors
/// Fails when the database does.
pub async fn consent(tx: &mut Tx, opened: &OpenedLink, now: Instant) -> Result<bool> {
    let OpenedLink { link, person, .. } = opened;
    if !one_time_links::use_up(tx, link.id, now).await? {
        return Ok(false);
    }
    if link.mailed {
        people::prove(tx, person.id, Some(now)).await?;
    }
    for company in &opened.joins {
        join_company::accept(tx, person.id, company, now).await?;
    }
    Ok(true)
}

/// Uses an invitation up to turn its company down; the link alone says enough of who does. The
/// company, or none if the person was not invited any more.
///
/// # Errors
/// Fails when the database does.
pub async fn decline(tx: &mut Tx, opened: &OpenedLink, now: Instant) -> Result<Option<i64>> {
    let company_id = opened.link.company_id.filter(|_| !opened.joins.is_empty());
    let Some(company_id) = company_id else { return Ok(None) };
    one_time_links::use_up(tx, opened.link.id, now).await?;
    let declined = join_company::decline(tx, opened.person.id, company_id, now).await?;
    Ok(declined.then_some(company_id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::fixture::{EVA, FJORD, Fixture, IDA, NORD, NOW, OLE};
    use countersign_domain::actor::Role;
    use countersign_store::people::{Membership, MembershipConsent};

    fn by_company(kind: LinkPurpose, company_id: i64, person_id: i64) -> Order {
        let company_id = Some(company_id);
        Order { maker: Maker::Company, company_id, ..Order::of_machine(kind, person_id) }
    }

    #[tokio::test]
    async fn an_invitation_opens_for_seven_days_and_a_reset_for_an_hour() {
        let fixture = Fixture::new().await;
        let mut tx = fixture.store.begin().await.unwrap();
        for (kind, lasts) in [(LinkPurpose::Invitation, 604_800), (LinkPurpose::Reset, 3_600)] {
            let order = by_company(kind, NORD, EVA);
            let token = make(&mut tx, &order, NOW, &fixture.random).await.unwrap().unwrap();
            let end = NOW.plus_micros(lasts * 1_000_000);
            let at = async |tx: &mut Tx, now| open(tx, &token.text(), now).await.unwrap();
            let opened = at(&mut tx, end.plus_micros(-1)).await.unwrap();
            assert_eq!((opened.link.kind, opened.person.name.as_str()), (kind, "Eva Lind"));
            assert_eq!(at(&mut tx, end).await, None);
        }
        assert_eq!(open(&mut tx, "x", NOW).await.unwrap(), None);
        let other = Token::new(&fixture.random).text();
        assert_eq!(open(&mut tx, &other, NOW).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_link_sets_a_password_once_and_ends_what_was_open() {
        let fixture = Fixture::new().await;
        let mut tx = fixture.store.begin().await.unwrap();
        let for_eva = by_company(LinkPurpose::Invitation, NORD, EVA);
        let reset = by_company(LinkPurpose::Reset, NORD, EVA);
        reset_requests::put(&mut tx, EVA, NOW).await.unwrap();
        make(&mut tx, &reset, NOW, &fixture.random).await.unwrap().unwrap();
        let first = make(&mut tx, &for_eva, NOW, &fixture.random).await.unwrap().unwrap();
        assert_eq!(reset_requests::of_company(&mut tx, NORD).await.unwrap(), []);
        let second = make(&mut tx, &for_eva, NOW, &fixture.random).await.unwrap().unwrap();
        assert_eq!(open(&mut tx, &first.text(), NOW).await.unwrap(), None);
        let opened = open(&mut tx, &second.text(), NOW).await.unwrap().unwrap();
        assert_eq!(set_password(&mut tx, &opened, "phc", NOW).await.unwrap(), Some(0));
        assert_eq!(set_password(&mut tx, &opened, "other", NOW).await.unwrap(), None);
        assert_eq!(passwords::find(&mut tx, EVA).await.unwrap().unwrap().phc, "phc");
        assert_eq!(open(&mut tx, &second.text(), NOW).await.unwrap(), None);
    }

    #[tokio::test]
    async fn no_company_makes_links_for_who_acts_for_another() {
        let fixture = Fixture::new().await;
        let mut tx = fixture.store.begin().await.unwrap();
        let by_operator = |company_id, person_id, mailed| Order {
            maker: Maker::Operator,
            mailed,
            ..by_company(LinkPurpose::Reset, company_id, person_id)
        };
        for (order, may) in [
            (by_company(LinkPurpose::Reset, NORD, EVA), true),
            (by_company(LinkPurpose::Reset, FJORD, EVA), false),
            (by_company(LinkPurpose::Reset, NORD, OLE), false),
            (by_company(LinkPurpose::Reset, NORD, IDA), false),
            (Order::of_machine(LinkPurpose::Reset, OLE), true),
            (Order::of_machine(LinkPurpose::Reset, IDA), true),
            // Both companies have an Administrator: the operator may send a link, but not see it.
            (by_operator(NORD, EVA, false), false),
            (by_operator(FJORD, OLE, false), false),
            (by_operator(FJORD, OLE, true), true),
            (by_operator(FJORD, EVA, true), false),
        ] {
            let made = make(&mut tx, &order, NOW, &fixture.random).await;
            assert_eq!(made.unwrap().is_some(), may, "{order:?}");
        }
        // It also becomes invalid once its person acts for another company too.
        let order = by_company(LinkPurpose::Reset, NORD, EVA);
        let token = make(&mut tx, &order, NOW, &fixture.random).await.unwrap().unwrap();
        let joined = Membership { person_id: EVA, company_id: FJORD, role: Role::LicenseManager };
        people::join(&mut tx, &joined, MembershipConsent::Given(NOW)).await.unwrap();
        assert_eq!(open(&mut tx, &token.text(), NOW).await.unwrap(), None);
    }
}
