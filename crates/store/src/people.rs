//! People, and the companies they act for.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;

statements! {
    ALL = "SELECT id, email, email_folded, name FROM people ORDER BY id";
    UPDATE = "UPDATE people SET email = $2, name = $3 WHERE id = $1";
    ALL_MEMBERSHIPS = "SELECT person_id, company_id, role FROM memberships \
        ORDER BY person_id, company_id";
    OF_EMAIL = "SELECT p.id, c.id, c.code, c.kind, m.role FROM people p \
        JOIN memberships m ON m.person_id = p.id JOIN companies c ON c.id = m.company_id \
        WHERE p.email_folded = $1 ORDER BY c.code";
    LISTED = "SELECT p.email, p.name, c.code, c.name, m.role, m.accepted_at, \
        m.awaits_company_since FROM people p \
        JOIN memberships m ON m.person_id = p.id JOIN companies c ON c.id = m.company_id \
        ORDER BY c.code, p.email_folded";
    JOIN_COMPANY = "INSERT INTO memberships (person_id, company_id, role, name, accepted_at, \
        awaits_company_since) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (person_id, company_id) DO UPDATE SET role = excluded.role";
    SET_ROLE = "UPDATE memberships SET role = $3 WHERE person_id = $1 AND company_id = $2";
    ACCEPT = "UPDATE memberships SET accepted_at = $3 WHERE person_id = $1 AND company_id = $2 \
        AND accepted_at IS NULL";
    ADMIT = "UPDATE memberships SET awaits_company_since = NULL WHERE person_id = $1 \
        AND company_id = $2 AND awaits_company_since IS NOT NULL";
    ACCEPT_ALL = "UPDATE memberships SET accepted_at = $1 WHERE accepted_at IS NULL";
    LEAVE = "DELETE FROM memberships WHERE person_id = $1 AND company_id = $2";
    COMPANIES_OF = "SELECT c.id, c.code, c.name, c.kind, m.role, m.accepted_at, \
        m.awaits_company_since, m.name FROM memberships m \
        JOIN companies c ON c.id = m.company_id WHERE m.person_id = $1 ORDER BY c.name, c.code";
    STANDING = "SELECT role, accepted_at, awaits_company_since FROM memberships \
        WHERE person_id = $1 AND company_id = $2";
    ADMINISTRATORS = "SELECT person_id, accepted_at, awaits_company_since FROM memberships \
        WHERE company_id = $1 AND role = $2 ORDER BY person_id";
    LAST_ID = "SELECT id FROM people ORDER BY id DESC LIMIT 1";
    /// A company's people as its Administrator sees them. Of a person who has not accepted yet, it
    /// shows the company's own name and nothing of the account.
    STAFF = "SELECT p.id, p.email, CASE WHEN m.accepted_at IS NULL THEN COALESCE(m.name, p.name) \
        ELSE p.name END, m.role, w.changed_at, f.confirmed_at, r.requested_at, \
        (SELECT MAX(s.last_seen_at) FROM sessions s WHERE s.person_id = p.id \
            AND m.accepted_at IS NOT NULL), \
        (SELECT MAX(l.expires_at) FROM one_time_links l WHERE l.person_id = p.id \
            AND l.company_id = m.company_id AND l.used_at IS NULL AND l.expires_at > $2), \
        m.accepted_at, m.awaits_company_since \
        FROM memberships m JOIN people p ON p.id = m.person_id \
        LEFT JOIN passwords w ON w.person_id = p.id AND m.accepted_at IS NOT NULL \
        LEFT JOIN second_factors f ON f.person_id = p.id AND m.accepted_at IS NOT NULL \
        LEFT JOIN reset_requests r ON r.person_id = p.id AND m.accepted_at IS NOT NULL \
        WHERE m.company_id = $1 ORDER BY 3, p.email_folded";
    IS_PROVED = "SELECT 1 FROM people WHERE id = $1 AND proved_at IS NOT NULL";
    PROVE = "UPDATE people SET proved_at = $2 WHERE id = $1";
    FIND = "SELECT id, email, email_folded, name FROM people WHERE id = $1";
    OF_FOLDED = "SELECT id, email, email_folded, name FROM people WHERE email_folded = $1";
    NAMES = "SELECT id, name FROM people WHERE id = $1";
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// The primary key.
    pub id: i64,
    /// The e-mail address in its first spelling.
    pub email: String,
    /// The folded form, by which addresses compare.
    pub email_folded: String,
    /// The name of the person.
    pub name: String,
}

/// A membership of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The number of the person.
    pub person_id: i64,
    /// The number of the company.
    pub company_id: i64,
    /// Their role there.
    pub role: Role,
}

/// The consents with which a membership is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipConsent<'a> {
    /// The person consented at this instant, and so did the company.
    Given(Instant),
    /// The person is asked.
    Asked {
        /// The name that the company gives the person.
        name: &'a str,
        /// Since when the company is asked too; `None` if it consented.
        company_since: Option<Instant>,
    },
}

/// The state of a membership. It gives access once the person and the company have consented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MembershipState {
    /// The person's role in the company.
    pub role: Role,
    /// When the person accepted.
    pub accepted_at: Option<Instant>,
    /// Since when the company is asked; `None` if it consented.
    pub awaits_company_since: Option<Instant>,
}

impl MembershipState {
    /// Whether it gives access.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.accepted_at.is_some() && self.awaits_company_since.is_none()
    }
}

/// A membership, looked up by e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingMembership {
    /// The number of the person.
    pub person_id: i64,
    /// The number of the company.
    pub company_id: i64,
    /// The code from import files.
    pub company_code: String,
    /// The kind.
    pub company_kind: CompanyKind,
    /// Their role there.
    pub role: Role,
}

/// A membership as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMembership {
    /// The e-mail address of the person.
    pub email: String,
    /// The name of the person.
    pub name: String,
    /// The company's code.
    pub company_code: String,
    /// The name that people see.
    pub company_name: String,
    /// Their role there.
    pub role: String,
    /// When the person accepted.
    pub accepted_at: Option<Instant>,
    /// Since when the company is asked to consent.
    pub awaits_company_since: Option<Instant>,
}

pub(crate) fn role(name: &str) -> Result<Role> {
    Role::parse(name).map_err(StoreError::Corrupt)
}

/// Every person, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<PersonRecord>> {
    tx.all(ALL, &[], person).await
}

fn person(row: Row<'_>) -> Result<PersonRecord> {
    Ok(PersonRecord {
        id: row.get(0)?,
        email: row.get(1)?,
        email_folded: row.get(2)?,
        name: row.get(3)?,
    })
}

/// A person by number.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: i64) -> Result<Option<PersonRecord>> {
    tx.first(FIND, &[id.into()], person).await
}

/// The person with this folded address.
///
/// # Errors
/// Fails when the database does.
pub async fn of_email(tx: &mut Tx, email_folded: &str) -> Result<Option<PersonRecord>> {
    tx.first(OF_FOLDED, &[email_folded.into()], person).await
}

/// Every membership.
///
/// # Errors
/// Fails when the database does.
pub async fn memberships(tx: &mut Tx) -> Result<Vec<Membership>> {
    tx.all(ALL_MEMBERSHIPS, &[], |row| {
        Ok(Membership { person_id: row.get(0)?, company_id: row.get(1)?, role: role(row.get(2)?)? })
    })
    .await
}

/// The companies that the person with this folded address acts for.
///
/// # Errors
/// Fails when the database does.
pub async fn acting(tx: &mut Tx, email_folded: &str) -> Result<Vec<ActingMembership>> {
    tx.all(OF_EMAIL, &[email_folded.into()], |row| {
        let kind: &str = row.get(3)?;
        let unknown = || StoreError::Corrupt(format!("unknown kind of company: {kind:?}"));
        Ok(ActingMembership {
            person_id: row.get(0)?,
            company_id: row.get(1)?,
            company_code: row.get(2)?,
            company_kind: CompanyKind::from_token(kind).ok_or_else(unknown)?,
            role: role(row.get(4)?)?,
        })
    })
    .await
}

/// A company that a person acts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCompany {
    /// The primary key.
    pub company_id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The kind.
    pub kind: CompanyKind,
    /// The state of the membership.
    pub membership: MembershipState,
    /// The name that the company gave the person.
    pub person_name: Option<String>,
}

/// The companies that a person belongs to or is invited to, by name.
///
/// # Errors
/// Fails when the database does.
pub async fn companies_of(tx: &mut Tx, person_id: i64) -> Result<Vec<OwnCompany>> {
    tx.all(COMPANIES_OF, &[person_id.into()], |row| {
        let kind: &str = row.get(3)?;
        let unknown = || StoreError::Corrupt(format!("unknown kind of company: {kind:?}"));
        Ok(OwnCompany {
            company_id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            kind: CompanyKind::from_token(kind).ok_or_else(unknown)?,
            membership: MembershipState {
                role: role(row.get(4)?)?,
                accepted_at: row.get(5)?,
                awaits_company_since: row.get(6)?,
            },
            person_name: row.get(7)?,
        })
    })
    .await
}

/// A member of a company, as its Administrator sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// The primary key.
    pub id: i64,
    /// The e-mail address of the person.
    pub email: String,
    /// The name of the person.
    pub name: String,
    /// Their role in the company.
    pub role: Role,
    /// When they set their password; `None` if they have none.
    pub password_at: Option<Instant>,
    /// When they turned on a second factor.
    pub second_factor_at: Option<Instant>,
    /// When they asked for a new password.
    pub reset_requested_at: Option<Instant>,
    /// Their last recorded visit.
    pub last_seen_at: Option<Instant>,
    /// When the company's link for them expires.
    pub link_until: Option<Instant>,
    /// When they accepted; `None` if they have not.
    pub accepted_at: Option<Instant>,
    /// Since when the company is asked to consent.
    pub awaits_company_since: Option<Instant>,
}

/// A company's people, by name.
///
/// # Errors
/// Fails when the database does.
pub async fn staff(tx: &mut Tx, company_id: i64, now: Instant) -> Result<Vec<StaffMember>> {
    tx.all(STAFF, &[company_id.into(), now.into()], |row| {
        Ok(StaffMember {
            id: row.get(0)?,
            email: row.get(1)?,
            name: row.get(2)?,
            role: role(row.get(3)?)?,
            password_at: row.get(4)?,
            second_factor_at: row.get(5)?,
            reset_requested_at: row.get(6)?,
            last_seen_at: row.get(7)?,
            link_until: row.get(8)?,
            accepted_at: row.get(9)?,
            awaits_company_since: row.get(10)?,
        })
    })
    .await
}

/// The state of a person's membership in a company; `None` if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn membership(
    tx: &mut Tx,
    person_id: i64,
    company_id: i64,
) -> Result<Option<MembershipState>> {
    tx.first(STANDING, &[person_id.into(), company_id.into()], |row| {
        let (accepted_at, awaits_company_since) = (row.get(1)?, row.get(2)?);
        Ok(MembershipState { role: role(row.get(0)?)?, accepted_at, awaits_company_since })
    })
    .await
}

/// A company's Administrators, each with the state of their membership.
///
/// # Errors
/// Fails when the database does.
pub async fn administrators(tx: &mut Tx, company_id: i64) -> Result<Vec<(i64, MembershipState)>> {
    let asked = [company_id.into(), Role::Administrator.name().into()];
    tx.all(ADMINISTRATORS, &asked, |row| {
        let (accepted_at, awaits_company_since) = (row.get(1)?, row.get(2)?);
        let membership =
            MembershipState { role: Role::Administrator, accepted_at, awaits_company_since };
        Ok((row.get(0)?, membership))
    })
    .await
}

/// Whether the account is proved to belong to the reader of its mailbox.
///
/// # Errors
/// Fails when the database does.
pub async fn is_proved(tx: &mut Tx, person_id: i64) -> Result<bool> {
    Ok(tx.first(IS_PROVED, &[person_id.into()], |_| Ok(())).await?.is_some())
}

/// Records since when the account is proved; `None` if it no longer is.
///
/// # Errors
/// Fails when the database does.
pub async fn prove(tx: &mut Tx, person_id: i64, since: Option<Instant>) -> Result<()> {
    tx.execute(PROVE, &[person_id.into(), since.into()]).await?;
    Ok(())
}

/// The number that the next person gets.
///
/// # Errors
/// Fails when the database does.
pub async fn next_id(tx: &mut Tx) -> Result<i64> {
    Ok(tx.first(LAST_ID, &[], |row| row.get::<i64>(0)).await?.map_or(1, |last| last + 1))
}

/// Every membership as a list shows it, by company and address.
///
/// # Errors
/// Fails when the database does.
pub async fn listed(tx: &mut Tx) -> Result<Vec<ListedMembership>> {
    tx.all(LISTED, &[], |row| {
        Ok(ListedMembership {
            email: row.get(0)?,
            name: row.get(1)?,
            company_code: row.get(2)?,
            company_name: row.get(3)?,
            role: row.get(4)?,
            accepted_at: row.get(5)?,
            awaits_company_since: row.get(6)?,
        })
    })
    .await
}

/// Adds a person.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, person: &PersonRecord) -> Result<()> {
    let row = [
        person.id.into(),
        (&person.email).into(),
        (&person.email_folded).into(),
        (&person.name).into(),
        Value::Null,
    ];
    tx.insert(&schema::PEOPLE, &[row]).await
}

/// Writes a person's name and their address in another case.
///
/// # Errors
/// Fails when the database does.
pub async fn update(tx: &mut Tx, person: &PersonRecord) -> Result<()> {
    tx.execute(UPDATE, &[person.id.into(), (&person.email).into(), (&person.name).into()]).await?;
    Ok(())
}

/// Adds a membership; if there is one already, changes only its role.
///
/// # Errors
/// Fails when the database does.
pub async fn join(
    tx: &mut Tx,
    membership: &Membership,
    consent: MembershipConsent<'_>,
) -> Result<()> {
    let (name, accepted_at, awaits_company_since) = match consent {
        MembershipConsent::Given(at) => (None, Some(at), None),
        MembershipConsent::Asked { name, company_since } => (Some(name), None, company_since),
    };
    let row = [
        membership.person_id.into(),
        membership.company_id.into(),
        membership.role.name().into(),
        name.into(),
        accepted_at.into(),
        awaits_company_since.into(),
    ];
    tx.execute(JOIN_COMPANY, &row).await?;
    Ok(())
}

/// Gives a member another role.
///
/// # Errors
/// Fails when the database does.
pub async fn set_role(tx: &mut Tx, membership: &Membership) -> Result<()> {
    let role = membership.role.name().into();
    tx.execute(SET_ROLE, &[membership.person_id.into(), membership.company_id.into(), role])
        .await?;
    Ok(())
}

/// Records that a person accepted a membership; false if none waits for it.
///
/// # Errors
/// Fails when the database does.
pub async fn accept(tx: &mut Tx, person_id: i64, company_id: i64, now: Instant) -> Result<bool> {
    Ok(tx.execute(ACCEPT, &[person_id.into(), company_id.into(), now.into()]).await? == 1)
}

/// Accepts every membership for everyone, as in a demonstration.
///
/// # Errors
/// Fails when the database does.
pub async fn accept_all(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(ACCEPT_ALL, &[now.into()]).await
}

/// Records that a company consented to a membership; false if none waits for it.
///
/// # Errors
/// Fails when the database does.
pub async fn admit(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<bool> {
    Ok(tx.execute(ADMIT, &[person_id.into(), company_id.into()]).await? == 1)
}

/// Ends a membership.
///
/// # Errors
/// Fails when the database does.
pub async fn leave(tx: &mut Tx, person_id: i64, company_id: i64) -> Result<()> {
    tx.execute(LEAVE, &[person_id.into(), company_id.into()]).await?;
    Ok(())
}

/// The name of a person.
///
/// # Errors
/// Fails when the database does.
pub async fn name(tx: &mut Tx, id: i64) -> Result<Option<String>> {
    tx.first(NAMES, &[id.into()], |row| row.get(1)).await
}
