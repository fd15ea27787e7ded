//! The contents of dispatches: the documents as they were sent, and the later fate of each report.

use crate::error::{Result, StoreError};
use crate::history::hash;
use crate::report_key::{Key, Span};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::access::Parties;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::{Entry, Hash};
use countersign_domain::instant::Instant;
use countersign_domain::status::{Status, Verb};
use uuid::Uuid;

macro_rules! became {
    () => {
        "LEFT JOIN history h ON h.cycle = c.cycle AND h.partner_id = c.partner_id \
         AND h.vendor_id = c.vendor_id AND h.version = c.version + 1 "
    };
}
macro_rules! listed_columns {
    () => {
        concat!(
            "SELECT c.cycle, c.partner_id, c.vendor_id, c.position, c.report_id, \
         c.amendment, c.version, c.hash, r.distributor_id, r.partner_code, r.partner_name, \
         r.status, r.version AS version_now, h.body FROM dispatched_reports c \
         JOIN reports r ON r.cycle = c.cycle AND r.partner_id = c.partner_id \
         AND r.vendor_id = c.vendor_id ",
            became!(),
            "WHERE c.dispatch_id = $1 AND c.position > $2 "
        )
    };
}
macro_rules! in_c_span {
    () => {
        "(c.cycle, c.partner_id, c.vendor_id) > ($1, $2, $3) \
         AND (c.cycle, c.partner_id, c.vendor_id) <= ($4, $5, $6) "
    };
}
statements! {
    DOCUMENTS = "SELECT cycle, partner_id, vendor_id, dispatch_id, position, report_id, \
        amendment, version, document, hash FROM dispatched_reports \
        WHERE dispatch_id = $1 AND position > $2 ORDER BY position LIMIT $3";
    LISTED = concat!(listed_columns!(), "ORDER BY c.position LIMIT $3");
    LISTED_WAITING = concat!(listed_columns!(), "AND h.verb IS NULL ORDER BY c.position LIMIT $3");
    LISTED_AS = concat!(listed_columns!(), "AND h.verb IN ($4, $5) ORDER BY c.position LIMIT $3");
    WAITING = concat!("SELECT c.cycle, c.partner_id, c.vendor_id, c.report_id, c.version \
        FROM dispatched_reports c ", became!(), "WHERE c.dispatch_id = $1 AND h.verb IS NULL \
        ORDER BY c.position");
    OUTCOMES = concat!("SELECT h.verb, COUNT(*) FROM dispatched_reports c ", became!(),
        "WHERE c.dispatch_id = $1 GROUP BY h.verb");
    LAST_OF = "SELECT dispatch_id FROM dispatched_reports \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 ORDER BY version DESC LIMIT 1";
    AMENDS = "SELECT 1 FROM dispatched_reports WHERE dispatch_id = $1 AND amendment > 1 LIMIT 1";
    WITHIN = concat!("SELECT c.cycle, c.partner_id, c.vendor_id, c.dispatch_id, c.position, \
        c.report_id, c.amendment, c.version, c.document, c.hash, d.distributor_id, d.number, \
        d.vendor_id, d.created_at, d.person_id FROM dispatched_reports c \
        LEFT JOIN dispatches d ON d.id = c.dispatch_id WHERE ", in_c_span!(),
        "ORDER BY c.cycle, c.partner_id, c.vendor_id, c.version");
    PARTS = "SELECT position, hash, cycle FROM dispatched_reports WHERE dispatch_id = $1 \
        ORDER BY position";
}

/// The document of a sent report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispatchedDocument {
    /// The report's key.
    pub key: Key,
    /// The id of the dispatch.
    pub dispatch_id: Uuid,
    /// Its place in the dispatch, from 1.
    pub position: i64,
    /// The report's id.
    pub report_id: Uuid,
    /// The number of the amendment; 1 for the report itself.
    pub amendment: i64,
    /// The report's version after the move.
    pub version: i64,
    /// The canonical document.
    pub text: String,
    /// The SHA-256 hash.
    pub hash: Hash,
}

/// The later fate of a dispatched report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It waits for the vendor.
    Waiting,
    /// The vendor completed it.
    Completed,
    /// The vendor returned it.
    Returned,
}

impl Became {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Completed, Self::Returned];

    /// The verbs of a report and of its amendment.
    const fn verbs(self) -> Option<[Verb; 2]> {
        match self {
            Self::Waiting => None,
            Self::Completed => Some([Verb::Complete, Verb::CompleteAmendment]),
            Self::Returned => Some([Verb::Return, Verb::ReturnAmendment]),
        }
    }

    fn of_verb(verb: &str) -> Option<Self> {
        let is_it = |verbs: [Verb; 2]| verbs.iter().any(|it| it.key() == verb);
        Self::ALL.into_iter().find(|became| became.verbs().is_some_and(is_it))
    }

    /// The token in addresses.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Completed => "completed",
            Self::Returned => "returned",
        }
    }

    /// The value of a token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|became| became.token() == token)
    }
}

/// The number of reports by their later fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DispatchOutcomes {
    /// Reports that wait for the vendor.
    pub waiting: i64,
    /// Reports that the vendor completed.
    pub completed: i64,
    /// Reports that the vendor returned.
    pub returned: i64,
}

impl DispatchOutcomes {
    /// The number with this fate.
    #[must_use]
    pub const fn of(&self, became: Became) -> i64 {
        match became {
            Became::Waiting => self.waiting,
            Became::Completed => self.completed,
            Became::Returned => self.returned,
        }
    }

    fn add(&mut self, verb: Option<&str>, count: i64) -> Result<()> {
        let Some(verb) = verb else {
            self.waiting = count;
            return Ok(());
        };
        match Became::of_verb(verb) {
            Some(Became::Completed) => self.completed += count,
            Some(Became::Returned) => self.returned += count,
            _ => return Err(StoreError::Corrupt(format!("a dispatched report got a {verb}"))),
        }
        Ok(())
    }
}

/// A report of a dispatch as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDispatchReport {
    /// The report's key.
    pub key: Key,
    /// Its place in the dispatch, from 1.
    pub position: i64,
    /// The report's id.
    pub report_id: Uuid,
    /// The number of the amendment; 1 for the report itself.
    pub amendment: i64,
    /// The report's version after the move.
    pub version: i64,
    /// The document's hash.
    pub hash: Hash,
    /// The report's companies.
    pub parties: Parties,
    /// Code of the partner.
    pub partner: String,
    /// Name of the partner.
    pub partner_name: String,
    /// The present status of the report.
    pub status: Status,
    /// The present version of the report.
    pub version_now: i64,
    /// Its later fate in this dispatch.
    pub became: Became,
    /// The entry that decided it.
    pub entry: Option<Entry>,
}

/// A report that waits for the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingReport {
    /// The report's key.
    pub key: Key,
    /// The report's id.
    pub report_id: Uuid,
    /// The version of the report.
    pub version: i64,
}

/// Adds documents to a dispatch of the same transaction.
///
/// # Errors
/// Fails when the database does.
pub async fn insert_documents(tx: &mut Tx, documents: &[DispatchedDocument]) -> Result<()> {
    let rows: Vec<_> = documents.iter().map(document_row).collect();
    tx.insert(&schema::DISPATCHED_REPORTS, &rows).await
}

fn document_row(document: &DispatchedDocument) -> [Value<'_>; 10] {
    let [cycle, partner, vendor] = document.key.values();
    [
        cycle,
        partner,
        vendor,
        document.dispatch_id.into(),
        document.position.into(),
        document.report_id.into(),
        document.amendment.into(),
        document.version.into(),
        (&document.text).into(),
        document.hash.as_slice().into(),
    ]
}

/// Up to `limit` documents of a dispatch after a position, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn documents(
    tx: &mut Tx,
    dispatch: Uuid,
    after: i64,
    limit: i64,
) -> Result<Vec<DispatchedDocument>> {
    tx.all(DOCUMENTS, &[dispatch.into(), after.into(), limit.into()], document).await
}

fn document(row: Row<'_>) -> Result<DispatchedDocument> {
    Ok(DispatchedDocument {
        key: Key::from_row(row)?,
        dispatch_id: row.get(3)?,
        position: row.get(4)?,
        report_id: row.get(5)?,
        amendment: row.get(6)?,
        version: row.get(7)?,
        text: row.get(8)?,
        hash: hash(row.get(9)?)?,
    })
}

/// Up to `limit` reports of a dispatch after a position; only those with a certain fate, if one is
/// given.
///
/// # Errors
/// Fails when the database does.
pub async fn listed(
    tx: &mut Tx,
    dispatch: Uuid,
    after: i64,
    limit: i64,
    only: Option<Became>,
) -> Result<Vec<ListedDispatchReport>> {
    let mut values = vec![dispatch.into(), after.into(), limit.into()];
    let sql = match only.map(Became::verbs) {
        None => LISTED,
        Some(None) => LISTED_WAITING,
        Some(Some(verbs)) => {
            values.extend(verbs.map(|verb| Value::from(verb.key())));
            LISTED_AS
        }
    };
    tx.all(sql, &values, listed_row).await
}

fn listed_row(row: Row<'_>) -> Result<ListedDispatchReport> {
    let key = Key::from_row(row)?;
    let body: Option<&str> = row.get(13)?;
    let entry = body.map(Entry::from_body).transpose().map_err(StoreError::Corrupt)?;
    let verb = entry.as_ref().map(|entry| entry.verb.key());
    let unknown = || StoreError::Corrupt(format!("a dispatched report got a {verb:?}"));
    let became = verb.map_or(Some(Became::Waiting), Became::of_verb);
    Ok(ListedDispatchReport {
        key,
        position: row.get(3)?,
        report_id: row.get(4)?,
        amendment: row.get(5)?,
        version: row.get(6)?,
        hash: hash(row.get(7)?)?,
        parties: Parties {
            partner_id: key.partner_id,
            distributor_id: row.get(8)?,
            vendor_id: key.vendor_id,
        },
        partner: row.get(9)?,
        partner_name: row.get(10)?,
        status: Status::parse(row.get(11)?).map_err(StoreError::Corrupt)?,
        version_now: row.get(12)?,
        became: became.ok_or_else(unknown)?,
        entry,
    })
}

/// The reports of a dispatch that wait for the vendor, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn waiting(tx: &mut Tx, dispatch: Uuid) -> Result<Vec<WaitingReport>> {
    tx.all(WAITING, &[dispatch.into()], |row| {
        let key = Key::from_row(row)?;
        Ok(WaitingReport { key, report_id: row.get(3)?, version: row.get(4)? })
    })
    .await
}

/// The number of reports by their later fate, for each of these dispatches.
///
/// # Errors
/// Fails when the database does.
pub async fn outcomes(tx: &mut Tx, dispatches: &[Uuid]) -> Result<Vec<DispatchOutcomes>> {
    let mut found = vec![DispatchOutcomes::default(); dispatches.len()];
    let rows: Vec<[Value<'_>; 1]> = dispatches.iter().map(|id| [(*id).into()]).collect();
    tx.each_of(OUTCOMES, &rows, |at, row| found[at].add(row.get(0)?, row.get(1)?)).await?;
    Ok(found)
}

/// The last dispatch of each report, in the order of `keys`; none for a report that was never sent.
///
/// # Errors
/// Fails when the database does.
pub async fn last_of(tx: &mut Tx, keys: &[Key]) -> Result<Vec<Uuid>> {
    let mut found = Vec::with_capacity(keys.len());
    let rows: Vec<_> = keys.iter().map(Key::values).collect();
    tx.each_of(LAST_OF, &rows, |_, row| {
        found.push(row.get(0)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Whether one of a dispatch's documents is an amendment.
///
/// # Errors
/// Fails when the database does.
pub async fn has_amendments(tx: &mut Tx, dispatch: Uuid) -> Result<bool> {
    Ok(tx.first(AMENDS, &[dispatch.into()], |_| Ok(())).await?.is_some())
}

/// The heading of a document's dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentOrigin {
    /// The number of the distributor that sent it.
    pub distributor_id: i64,
    /// The distributor's number of the dispatch.
    pub number: i64,
    /// The number of the vendor that received it.
    pub vendor_id: i64,
    /// The instant.
    pub created_at: Instant,
    /// The person who did it.
    pub person_id: i64,
}

/// Passes the documents of a span of reports to `take`, each with its dispatch if that exists, in
/// order of their keys and versions.
///
/// # Errors
/// Fails when the database does.
pub async fn each_document_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(DispatchedDocument, Option<DocumentOrigin>),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        let distributor_id: Option<i64> = row.get(10)?;
        let sent = match distributor_id {
            None => None,
            Some(distributor_id) => Some(DocumentOrigin {
                distributor_id,
                number: row.get(11)?,
                vendor_id: row.get(12)?,
                created_at: row.get(13)?,
                person_id: row.get(14)?,
            }),
        };
        take(document(row)?, sent);
        Ok(())
    })
    .await
}

/// Passes the position, hash and cycle of each document of a dispatch to `take`, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_part(
    tx: &mut Tx,
    dispatch: Uuid,
    mut take: impl FnMut(i64, Hash, Cycle),
) -> Result<()> {
    tx.each(PARTS, &[dispatch.into()], |row| {
        take(row.get(0)?, hash(row.get(1)?)?, row.get(2)?);
        Ok(())
    })
    .await
}
