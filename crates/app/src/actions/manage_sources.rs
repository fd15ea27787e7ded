//! Sources: adds one when a program sends readings for the first time, and changes how it is
//! treated.

use super::audit;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::source::{MOST_HOURS, SourceMode};
use countersign_domain::text::TextKind;
use countersign_store::audit::AuditEntry;
use countersign_store::sources::{self, NewSource, Source};
use countersign_store::{Result, Tx, installation};
use uuid::Uuid;

/// How often the last use of a source is recorded, in microseconds.
const TOUCH_AFTER: i64 = 60_000_000;

/// A program that sends readings.
#[derive(Clone, Debug)]
pub struct ReadingsSender {
    /// The id of the service account, or of the person's token.
    pub id: Uuid,
    /// The number of the company whose readings it sends.
    pub company_id: i64,
    /// The name of the account or token.
    pub name: String,
}

/// How a source is treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSettings {
    /// The name that people see.
    pub name: String,
    /// What happens to its readings.
    pub mode: SourceMode,
    /// The hours of silence after which it is reported; `None` if it is not.
    pub silent_after_hours: Option<i64>,
}

/// The reason why a source was not added or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceFault {
    /// The name is blank, too long, or has invisible characters.
    Name,
    /// The hours of silence are zero or too many.
    Hours,
    /// The program is a source already.
    Known,
}

/// Whether a person manages sources: the operator's Administrator does.
#[must_use]
pub fn may_manage(person: &Person) -> bool {
    let is_operator = person.company_kind == CompanyKind::Operator;
    is_operator && right(person.company_kind, person.role, Area::Directory) == Right::Full
}

/// Whether it is to be recorded that a source sends readings now.
#[must_use]
pub fn is_to_be_noted(source: &Source, now: Instant) -> bool {
    let seen = source.seen_at.map_or(i64::MIN, Instant::micros);
    source.silent_since.is_some() || now.micros().saturating_sub(seen) >= TOUCH_AFTER
}

/// The source of a program that sends readings now. It is added if it is new, in the mode live, and
/// an entry of the audit record with it.
///
/// # Errors
/// Fails when the database does.
pub async fn note_sender(
    tx: &mut Tx,
    sender: &ReadingsSender,
    entry: &AuditEntry,
    now: Instant,
) -> Result<Source> {
    let found = match sources::of_sender(tx, sender.id).await? {
        Some(source) => source,
        None => {
            // Two first requests of a program at once make one source.
            installation::take_work_lock(tx).await?;
            if let Some(source) = sources::of_sender(tx, sender.id).await? {
                return Ok(source);
            }
            let (name, mode) = (sender.name.clone(), SourceMode::Live);
            let settings = SourceSettings { name, mode, silent_after_hours: None };
            put(tx, sender, &settings, entry, now).await?
        }
    };
    sources::touch(tx, found.id, now).await?;
    Ok(found)
}

/// Adds the source of a program before it sends anything, with an entry of the audit record.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn add(
    tx: &mut Tx,
    sender: &ReadingsSender,
    settings: &SourceSettings,
    entry: &AuditEntry,
    now: Instant,
) -> Result<std::result::Result<Source, SourceFault>> {
    if let Err(fault) = check(settings) {
        return Ok(Err(fault));
    }
    installation::take_work_lock(tx).await?;
    if sources::of_sender(tx, sender.id).await?.is_some() {
        return Ok(Err(SourceFault::Known));
    }
    Ok(Ok(put(tx, sender, settings, entry, now).await?))
}

async fn put(
    tx: &mut Tx,
    sender: &ReadingsSender,
    settings: &SourceSettings,
    entry: &AuditEntry,
    now: Instant,
) -> Result<Source> {
    let SourceSettings { name, mode, silent_after_hours } = settings;
    let new = NewSource {
        sender_id: sender.id,
        company_id: sender.company_id,
        name,
        mode: *mode,
        silent_after_hours: *silent_after_hours,
        made_at: now,
    };
    sources::add(tx, &new).await?;
    let added = sources::of_sender(tx, sender.id).await?;
    let missing = || countersign_store::StoreError::Corrupt("a source is missing".to_owned());
    let added = added.ok_or_else(missing)?;
    let entry = about(&added, Event::SourceAdded, entry);
    let after = Some(as_recorded(&added));
    audit::record(tx, AuditEntry { after, ..entry }).await?;
    Ok(added)
}

/// Changes how a source is treated, with an entry of the audit record. `None` if there is no such
/// source.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn change(
    tx: &mut Tx,
    id: i64,
    settings: &SourceSettings,
    entry: &AuditEntry,
) -> Result<Option<std::result::Result<Source, SourceFault>>> {
    let Some(before) = sources::find(tx, id).await? else { return Ok(None) };
    if let Err(fault) = check(settings) {
        return Ok(Some(Err(fault)));
    }
    let SourceSettings { name, mode, silent_after_hours } = settings.clone();
    let changed = Source { name, mode, silent_after_hours, ..before.clone() };
    if changed != before {
        sources::change(tx, &changed).await?;
        let entry = about(&changed, Event::SourceChanged, entry);
        let (before, after) = (Some(as_recorded(&before)), Some(as_recorded(&changed)));
        audit::record(tx, AuditEntry { before, after, ..entry }).await?;
    }
    Ok(Some(Ok(changed)))
}

fn check(settings: &SourceSettings) -> std::result::Result<(), SourceFault> {
    let name = settings.name.trim();
    if name.is_empty() || name != settings.name || TextKind::Name.check(name).is_err() {
        return Err(SourceFault::Name);
    }
    match settings.silent_after_hours {
        Some(hours) if !(1..=MOST_HOURS).contains(&hours) => Err(SourceFault::Hours),
        _ => Ok(()),
    }
}

/// A new entry about a source, with the person and the address of another one.
fn about(source: &Source, event: Event, entry: &AuditEntry) -> AuditEntry {
    AuditEntry {
        person_id: entry.person_id,
        company_id: Some(source.company_id),
        about: Some(source.name.clone()),
        address: entry.address.clone(),
        ..audit::entry(event, entry.at)
    }
}

/// The settings of a source as the audit record has them.
fn as_recorded(source: &Source) -> String {
    let mode = source.mode.token();
    match source.silent_after_hours {
        Some(hours) => format!("{} {mode} {hours}", source.name),
        None => format!("{} {mode}", source.name),
    }
}
