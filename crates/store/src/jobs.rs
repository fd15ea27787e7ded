//! Jobs: work that takes longer than a page, the person who started it, and its progress.
//!
//! A worker owns a job while it holds its lease. All of its writes depend on that, so that of two
//! workers only one makes progress; the job of a dead worker is taken over once its lease has
//! expired.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, kind, company_id, person_id, state, dry_run, cancelling, created_at, started_at, \
         ended_at, total, done, refused, input, result"
    };
}
statements! {
    FIND = concat!("SELECT ", columns!(), " FROM jobs WHERE id = $1");
    RUNNABLE = concat!("SELECT ", columns!(), " FROM jobs WHERE state = 'waiting' \
        OR (state = 'running' AND leased_until < $1) ORDER BY created_at, id LIMIT $2");
    OF_COMPANY = concat!("SELECT ", columns!(), " FROM jobs WHERE company_id = $1 AND kind = $2 \
        AND (created_at < $3 OR (created_at = $3 AND id < $4)) \
        ORDER BY created_at DESC, id DESC LIMIT $5");
    LEASE = "UPDATE jobs SET state = 'running', lease = $2, leased_until = $4, \
        started_at = COALESCE(started_at, $3) WHERE id = $1 \
        AND (state = 'waiting' OR (state = 'running' AND leased_until < $3))";
    ADVANCE = "UPDATE jobs SET leased_until = $3, total = $4, done = $5, refused = $6 \
        WHERE id = $1 AND lease = $2 AND state = 'running'";
    CANCELLING = "SELECT cancelling FROM jobs WHERE id = $1";
    RELEASE = "UPDATE jobs SET state = 'waiting', lease = NULL, leased_until = NULL \
        WHERE id = $1 AND lease = $2 AND state = 'running'";
    END = "UPDATE jobs SET state = $3, ended_at = $4, result = $5, lease = NULL, \
        leased_until = NULL, cancelling = FALSE WHERE id = $1 AND lease = $2 \
        AND state = 'running'";
    CONFIRM = "UPDATE jobs SET state = 'waiting', dry_run = FALSE, started_at = NULL, \
        ended_at = NULL, done = 0, refused = 0, person_id = $2, input = $3 WHERE id = $1 \
        AND state = 'previewed'";
    TRY_AGAIN = "UPDATE jobs SET state = 'waiting', input = $3, total = $4, person_id = $5, \
        started_at = NULL, ended_at = NULL, done = 0, refused = 0, result = NULL WHERE id = $1 \
        AND input = $2 AND state = 'previewed'";
    SET_INPUT_OF_DONE = "UPDATE jobs SET input = $3 WHERE id = $1 AND input = $2 \
        AND state = 'done'";
    CANCEL_IDLE = "UPDATE jobs SET state = 'cancelled', ended_at = $2 WHERE id = $1 \
        AND state IN ('waiting', 'previewed')";
    CANCEL_RUNNING = "UPDATE jobs SET cancelling = TRUE WHERE id = $1 AND state = 'running'";
    UNDER_WAY = "SELECT state, COUNT(*) FROM jobs WHERE state IN ('waiting', 'running') \
        GROUP BY state";
    ACTS = "SELECT c.kind, m.role FROM memberships m JOIN companies c ON c.id = m.company_id \
        WHERE m.person_id = $1 AND m.company_id = $2 AND m.accepted_at IS NOT NULL \
        AND m.awaits_company_since IS NULL";
    ACTS_THROUGH = "SELECT c.kind, a.role FROM service_accounts a \
        JOIN companies c ON c.id = a.company_id WHERE a.company_id = $1 AND a.id = $2 \
        AND a.ended_at IS NULL";
}

/// The state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits for a worker.
    Waiting,
    /// A worker is doing it.
    Running,
    /// Its dry run is complete; it waits for a person to confirm it.
    Previewed,
    /// It was completed.
    Done,
    /// It could not continue.
    Failed,
    /// A person stopped it.
    Cancelled,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Running, Self::Previewed, Self::Done, Self::Failed, Self::Cancelled];

    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Previewed => "previewed",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it waits or runs, so that the page should be refreshed.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The id, a UUID.
    pub id: Uuid,
    /// The kind of work: `import`, `decisions`.
    pub kind: String,
    /// For which company.
    pub company_id: i64,
    /// Who asked for it.
    pub person_id: i64,
    /// The state of the job.
    pub state: JobState,
    /// Whether it is a dry run.
    pub dry_run: bool,
    /// Whether a person asked to stop it.
    pub cancelling: bool,
    /// When it was started by the person.
    pub created_at: Instant,
    /// When a worker took it.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// The total amount of work.
    pub total: i64,
    /// The amount that is done.
    pub done: i64,
    /// The refused part of it.
    pub refused: i64,
    /// The input, as its kind writes it.
    pub input: String,
    /// The result, as its kind writes it.
    pub result: Option<String>,
}

/// A worker's lease of a job.
#[derive(Clone, Copy, Debug)]
pub struct JobLease {
    /// The id of the job.
    pub job: Uuid,
    /// The id of the worker.
    pub worker: Uuid,
    /// When the lease expires.
    pub until: Instant,
}

fn job(row: Row<'_>) -> Result<Job> {
    let token: &str = row.get(4)?;
    let state = JobState::ALL.into_iter().find(|state| state.token() == token);
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        company_id: row.get(2)?,
        person_id: row.get(3)?,
        state: state
            .ok_or_else(|| StoreError::Corrupt(format!("unknown state of a job: {token:?}")))?,
        dry_run: row.get(5)?,
        cancelling: row.get(6)?,
        created_at: row.get(7)?,
        started_at: row.get(8)?,
        ended_at: row.get(9)?,
        total: row.get(10)?,
        done: row.get(11)?,
        refused: row.get(12)?,
        input: row.get(13)?,
        result: row.get(14)?,
    })
}

/// Adds a job.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, job: &Job) -> Result<()> {
    let row = [
        job.id.into(),
        (&job.kind).into(),
        job.company_id.into(),
        job.person_id.into(),
        job.state.token().into(),
        job.dry_run.into(),
        job.cancelling.into(),
        job.created_at.into(),
        job.started_at.into(),
        job.ended_at.into(),
        None::<Uuid>.into(),
        None::<Instant>.into(),
        job.total.into(),
        job.done.into(),
        job.refused.into(),
        (&job.input).into(),
        job.result.as_deref().into(),
    ];
    tx.insert(&schema::JOBS, &[row]).await
}

/// A job.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Job>> {
    tx.first(FIND, &[id.into()], job).await
}

/// Up to `limit` jobs that a worker could take, the oldest first.
///
/// # Errors
/// Fails when the database does.
pub async fn runnable(tx: &mut Tx, now: Instant, limit: i64) -> Result<Vec<Job>> {
    tx.all(RUNNABLE, &[now.into(), limit.into()], job).await
}

/// Up to `limit` jobs of a kind that a company's people started, before the last one of the page
/// before; the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(
    tx: &mut Tx,
    company_id: i64,
    kind: &str,
    before: Option<(Instant, Uuid)>,
    limit: i64,
) -> Result<Vec<Job>> {
    let (at, id) = before.unwrap_or((Instant::from_micros(LAST_MICROS), Uuid::max()));
    let values = [company_id.into(), kind.into(), at.into(), id.into(), limit.into()];
    tx.all(OF_COMPANY, &values, job).await
}

/// The end of the year 9999, which both engines can represent.
const LAST_MICROS: i64 = 253_402_300_799_000_000;

/// How many jobs wait or run, by state.
///
/// # Errors
/// Fails when the database does.
pub async fn under_way(tx: &mut Tx) -> Result<[(JobState, i64); 2]> {
    let counts = |row: Row<'_>| Ok((row.get::<String>(0)?, row.get::<i64>(1)?));
    let found = tx.all(UNDER_WAY, &[], counts).await?;
    Ok([JobState::Waiting, JobState::Running].map(|state| {
        let count = found.iter().find(|(token, _)| token == state.token());
        (state, count.map_or(0, |(_, count)| *count))
    }))
}

/// Leases a job, if no one else has it.
///
/// # Errors
/// Fails when the database does.
pub async fn lease(tx: &mut Tx, lease: JobLease, now: Instant) -> Result<bool> {
    let values = [lease.job.into(), lease.worker.into(), now.into(), lease.until.into()];
    Ok(tx.execute(LEASE, &values).await? == 1)
}

/// Records the progress of a job as total, done and refused, and renews the lease until the
/// transaction ends. False if a person asked to stop it.
///
/// # Errors
/// [`StoreError::Conflict`] when the lease was lost.
pub async fn advance(tx: &mut Tx, lease: JobLease, progress: [i64; 3]) -> Result<bool> {
    let [total, done, refused] = progress.map(Into::into);
    let values = [lease.job.into(), lease.worker.into(), lease.until.into(), total, done, refused];
    if tx.execute(ADVANCE, &values).await? == 0 {
        return Err(StoreError::Conflict("another worker has taken the job over".to_owned()));
    }
    let stop = tx.first(CANCELLING, &[lease.job.into()], |row| row.get::<bool>(0)).await?;
    Ok(stop == Some(false))
}

/// Returns a job for the next worker.
///
/// # Errors
/// Fails when the database does.
pub async fn release(tx: &mut Tx, lease: JobLease) -> Result<()> {
    tx.execute(RELEASE, &[lease.job.into(), lease.worker.into()]).await?;
    Ok(())
}

/// Ends a job of this worker; true if it still held the lease.
///
/// # Errors
/// Fails when the database does.
pub async fn end(
    tx: &mut Tx,
    lease: JobLease,
    state: JobState,
    result: &str,
    now: Instant,
) -> Result<bool> {
    let values =
        [lease.job.into(), lease.worker.into(), state.token().into(), now.into(), result.into()];
    Ok(tx.execute(END, &values).await? == 1)
}

/// Confirms a previewed job as the person who confirms it, with the input of their job; true if it
/// was waiting for that.
///
/// # Errors
/// Fails when the database does.
pub async fn confirm(tx: &mut Tx, id: Uuid, person_id: i64, input: &str) -> Result<bool> {
    Ok(tx.execute(CONFIRM, &[id.into(), person_id.into(), input.into()]).await? == 1)
}

/// Starts the dry run of a previewed job again with another input, as this person; true if the job
/// still had its input and waited for confirmation.
///
/// # Errors
/// Fails when the database does.
pub async fn try_again(
    tx: &mut Tx,
    job: &Job,
    input: &str,
    total: i64,
    person_id: i64,
) -> Result<bool> {
    let values = [job.id.into(), (&job.input).into(), input.into(), total.into(), person_id.into()];
    Ok(tx.execute(TRY_AGAIN, &values).await? == 1)
}

/// Changes the input of a job that is done; true if it still had its input.
///
/// # Errors
/// Fails when the database does.
pub async fn set_input_of_done(tx: &mut Tx, job: &Job, input: &str) -> Result<bool> {
    let values = [job.id.into(), (&job.input).into(), input.into()];
    Ok(tx.execute(SET_INPUT_OF_DONE, &values).await? == 1)
}

/// Stops a job: at once if no worker has it, otherwise after its current group. True if there was
/// anything to stop.
///
/// # Errors
/// Fails when the database does.
pub async fn cancel(tx: &mut Tx, id: Uuid, now: Instant) -> Result<bool> {
    if tx.execute(CANCEL_IDLE, &[id.into(), now.into()]).await? == 1 {
        return Ok(true);
    }
    Ok(tx.execute(CANCEL_RUNNING, &[id.into()]).await? == 1)
}

/// The present membership of a person in a company; `None` if they left it.
///
/// # Errors
/// Fails when the database does.
pub async fn acts(tx: &mut Tx, person: i64, company: i64) -> Result<Option<(CompanyKind, Role)>> {
    tx.first(ACTS, &[person.into(), company.into()], membership).await
}

/// The kind of a company and the role of its service account with this id; `None` if the account
/// has ended.
///
/// # Errors
/// Fails when the database does.
pub async fn acts_through(
    tx: &mut Tx,
    company: i64,
    account: Uuid,
) -> Result<Option<(CompanyKind, Role)>> {
    tx.first(ACTS_THROUGH, &[company.into(), account.into()], membership).await
}

fn membership(row: Row<'_>) -> Result<(CompanyKind, Role)> {
    let kind: &str = row.get(0)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind of company: {kind:?}"));
    let role = Role::parse(row.get(1)?).map_err(StoreError::Corrupt)?;
    Ok((CompanyKind::from_token(kind).ok_or_else(unknown)?, role))
}
