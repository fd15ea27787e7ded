//! The audit record: adds, counts and lists entries, and erases their personal data.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::transparency::pending;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use uuid::Uuid;

/// The name of a person, joined as `$table`, for the people of company `$4`: the company's own name
/// for a person who has not accepted yet, and `$otherwise` for people outside.
macro_rules! known_name {
    ($table:literal, $otherwise:expr) => {
        concat!(
            "COALESCE((SELECT CASE WHEN m.accepted_at IS NULL THEN m.name ELSE ",
            $table,
            ".name END FROM memberships m WHERE m.company_id = $4 AND m.person_id = ",
            $table,
            ".id), ",
            $otherwise,
            ")"
        )
    };
}

/// A person who changes a company from outside is the operator's, whose name is no secret.
macro_rules! operators_name {
    () => {
        "(SELECT p.name FROM memberships m JOIN companies o ON o.id = m.company_id \
         WHERE o.kind = 'operator' AND m.accepted_at IS NOT NULL AND m.person_id = p.id), ''"
    };
}

macro_rules! listed {
    ($condition:literal, $order:literal) => {
        listed!("p.name", "q.name", $condition, $order)
    };
    ($person:expr, $about:expr, $condition:literal, $order:literal) => {
        concat!(
            "SELECT a.id, a.at, a.event, a.person_id, a.company_id, a.about_person_id, a.about, \
             a.before, a.after, a.times, d.address, d.email, ",
            $person,
            ", p.email, ",
            $about,
            ", q.email, c.code, c.name FROM audit_log a \
             LEFT JOIN audit_details d ON d.entry_id = a.id \
             LEFT JOIN people p ON p.id = a.person_id \
             LEFT JOIN people q ON q.id = a.about_person_id \
             LEFT JOIN companies c ON c.id = a.company_id WHERE ",
            $condition,
            $order
        )
    };
}

statements! {
    ADD = "INSERT INTO audit_log (id, at, event, person_id, company_id, about_person_id, about, \
        before, after, times) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    ADD_DETAILS = "INSERT INTO audit_details (entry_id, address, email) VALUES ($1, $2, $3) \
        ON CONFLICT (entry_id) DO NOTHING";
    OF_THREE_EVENTS = "SELECT id, at, event, person_id, company_id, about_person_id, about, \
        before, after FROM audit_log WHERE event IN ($1, $2, $3) ORDER BY at, id";
    COUNT = "UPDATE audit_log SET times = times + 1 WHERE id = $1";
    ALL = listed!("(a.at, a.id) < ($1, $2)", " ORDER BY a.at DESC, a.id DESC LIMIT $3");
    /// The entries that a company's Administrators see: those about the company, and those about
    /// the accounts of its people since they joined.
    OF_COMPANY = listed!(
        known_name!("p", operators_name!()),
        known_name!("q", "''"),
        "(a.at, a.id) < ($1, $2) AND (a.company_id = $4 OR (a.company_id IS NULL \
         AND EXISTS (SELECT 1 FROM memberships m WHERE m.company_id = $4 \
         AND m.person_id = COALESCE(a.about_person_id, a.person_id) AND m.accepted_at <= a.at \
         AND m.awaits_company_since IS NULL)))",
        " ORDER BY a.at DESC, a.id DESC LIMIT $3"
    );
    SINCE = listed!("a.at >= $1", " ORDER BY a.at, a.id");
    OF_EVENT = "SELECT at, after FROM audit_log WHERE event = $1 AND at >= $2 AND at <= $3 \
        ORDER BY at DESC, id DESC";
    ERASE = "DELETE FROM audit_details WHERE entry_id IN (SELECT id FROM audit_log \
        WHERE person_id = $1 OR about_person_id = $1)";
}

/// An entry to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// The id; entries with the same id are counted.
    pub id: Uuid,
    /// The instant by the machine's clock.
    pub at: Instant,
    /// The kind of event.
    pub event: Event,
    /// The person who did it.
    pub person_id: Option<i64>,
    /// The company that it concerns.
    pub company_id: Option<i64>,
    /// The person that it concerns, if it is another one.
    pub about_person_id: Option<i64>,
    /// The thing that it concerns, by a name that identifies no person.
    pub about: Option<String>,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
    /// The source: a network address, or the machine.
    pub address: Option<String>,
    /// The e-mail address as typed.
    pub email: Option<String>,
}

impl AuditEntry {
    /// The value before and after as a text; `None` if neither is recorded.
    #[must_use]
    pub fn change(&self) -> Option<String> {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => Some(format!("{before} → {after}")),
            (before, after) => before.clone().or_else(|| after.clone()),
        }
    }
}

/// An entry as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAuditEntry {
    /// The entry.
    pub entry: AuditEntry,
    /// The number of times that it happened.
    pub times: i64,
    /// Name and address of the person who did it.
    pub person: Option<(String, String)>,
    /// Name and address of the person that it concerns.
    pub about_person: Option<(String, String)>,
    /// Code and name of the company.
    pub company: Option<(String, String)>,
}

/// A position in the record, which is read from the latest entry back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditCursor {
    /// The instant.
    pub at: Instant,
    /// The entry.
    pub id: Uuid,
}

fn pair(row: &Row<'_>, at: usize) -> Result<Option<(String, String)>> {
    Ok(row.get::<Option<String>>(at)?.zip(row.get::<Option<String>>(at + 1)?))
}

/// An entry without personal data.
fn entry(row: &Row<'_>) -> Result<AuditEntry> {
    let name: &str = row.get(2)?;
    let unknown = || StoreError::Corrupt(format!("unknown event in the audit record: {name:?}"));
    Ok(AuditEntry {
        id: row.get(0)?,
        at: row.get(1)?,
        event: Event::from_name(name).ok_or_else(unknown)?,
        person_id: row.get(3)?,
        company_id: row.get(4)?,
        about_person_id: row.get(5)?,
        about: row.get(6)?,
        before: row.get(7)?,
        after: row.get(8)?,
        address: None,
        email: None,
    })
}

fn listed(row: &Row<'_>) -> Result<ListedAuditEntry> {
    let (address, email) = (row.get(10)?, row.get(11)?);
    Ok(ListedAuditEntry {
        entry: AuditEntry { address, email, ..entry(row)? },
        times: row.get(9)?,
        person: pair(row, 12)?,
        about_person: pair(row, 14)?,
        company: pair(row, 16)?,
    })
}

/// Adds an entry; if its id exists already, it is counted.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, entry: &AuditEntry) -> Result<()> {
    if tx.execute(COUNT, &[entry.id.into()]).await? > 0 {
        return Ok(());
    }
    let values = [
        entry.id.into(),
        entry.at.into(),
        entry.event.name().into(),
        entry.person_id.into(),
        entry.company_id.into(),
        entry.about_person_id.into(),
        entry.about.as_deref().into(),
        entry.before.as_deref().into(),
        entry.after.as_deref().into(),
    ];
    tx.execute(ADD, &values).await?;
    pending::add(tx, &[LeafName::audit(LeafKind::Audit, entry.id)]).await?;
    if entry.address.is_some() || entry.email.is_some() {
        let (address, email) = (entry.address.as_deref(), entry.email.as_deref());
        let values = [entry.id.into(), address.into(), email.into()];
        if tx.execute(ADD_DETAILS, &values).await? > 0 {
            pending::add(tx, &[LeafName::audit(LeafKind::AuditDetails, entry.id)]).await?;
        }
    }
    Ok(())
}

/// Entries before a position, the latest first: those of a company, or all.
///
/// # Errors
/// Fails when the database does.
pub async fn before(
    tx: &mut Tx,
    company_id: Option<i64>,
    place: AuditCursor,
    limit: i64,
) -> Result<Vec<ListedAuditEntry>> {
    let (at, id, limit) = (place.at.into(), place.id.into(), limit.into());
    match company_id {
        None => tx.all(ALL, &[at, id, limit], |row| listed(&row)).await,
        Some(company_id) => {
            tx.all(OF_COMPANY, &[at, id, limit, company_id.into()], |row| listed(&row)).await
        }
    }
}

/// When something happened, and what is so since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: Instant,
    /// The value after.
    pub after: Option<String>,
}

/// All entries of three events, the earliest first, without personal data.
///
/// # Errors
/// Fails when the database does.
pub async fn of_events(tx: &mut Tx, events: [Event; 3]) -> Result<Vec<AuditEntry>> {
    let names = events.map(|event| event.name().into());
    tx.all(OF_THREE_EVENTS, &names, |row| entry(&row)).await
}

/// The entries of a rare event between two instants, both included, the latest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_event(
    tx: &mut Tx,
    event: Event,
    (from, until): (Instant, Instant),
) -> Result<Vec<Said>> {
    let values = [event.name().into(), from.into(), until.into()];
    tx.all(OF_EVENT, &values, |row| Ok(Said { at: row.get(0)?, after: row.get(1)? })).await
}

/// Hands every entry from an instant on to `take`, the earliest first.
///
/// # Errors
/// Fails when the database does, or with the error of `take`.
pub async fn each_since(
    tx: &mut Tx,
    since: Instant,
    mut take: impl FnMut(ListedAuditEntry) -> Result<()>,
) -> Result<()> {
    tx.each(SINCE, &[since.into()], |row| take(listed(&row)?)).await
}

/// Erases the network addresses of a person's entries and the e-mail addresses that were typed; the
/// entries stay.
///
/// # Errors
/// Fails when the database does.
pub async fn erase(tx: &mut Tx, person_id: i64) -> Result<u64> {
    tx.execute(ERASE, &[person_id.into()]).await
}
