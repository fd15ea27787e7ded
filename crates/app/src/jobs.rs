//! Jobs: work that takes longer than a page and runs in the background.
//!
//! A page puts a job into the database and sends the browser to `/jobs/{id}`, which shows its
//! progress and its result. The [`worker`] of each process takes waiting jobs one after the other.
//! It works in bounded groups, each one transaction with its results, so that other work gets its
//! turn in between, a person can stop a job after any group, and a restart continues after the last
//! group. A worker holds a lease on its job; if it dies, the lease expires and another worker takes
//! the job over.
//!
//! To add a kind of job: a module here with a `KIND`, a function that puts a job into the database,
//! and `run(&Hand) -> Result<Ended>`, which [`Hand::carry_out`] calls. The kinds are:
//!
//! - [`decisions`]: approve, reject, extend, reopen, complete or return many reports with one
//!   reason, and undo it. A page calls [`decisions::at_once::start`] with the reports and the
//!   versions that its reader saw. With [`Begin::Previewed`] every report is tried first and
//!   nothing is changed; the page of the job shows the expected results, and [`confirm`] executes
//!   it.
//! - [`imports`]: uploaded files, always with a dry run first.
//!
//! Does not own: the pages (`console::jobs`), the work itself (`actions`).

pub mod decisions;
pub mod imports;
mod unreadable;
pub mod worker;

use crate::clock::Clock;
use crate::random::{Random, SystemRandom};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_store::jobs::{self, Job, JobLease, JobState};
use countersign_store::{Result, Store, Tx, job_items};
use decisions::{JobAuthor, JobTouch};
use serde::{Deserialize, Serialize};
use unreadable::unreadable;
use uuid::Uuid;

/// The lease of a worker in microseconds: another worker takes the job over after this silence.
const LEASE_MICROS: i64 = 60_000_000;

/// How a job begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// It is tried first, and its outcome waits for a person's confirmation.
    Previewed,
    /// It runs as soon as a worker is free.
    AtOnce,
}

/// How a worker's work on a job ended.
#[derive(Debug)]
pub enum JobEnd {
    /// All of it is done, or tried; the result as JSON.
    Complete(String),
    /// It cannot go on.
    Failed(FailureReason),
    /// A person stopped it.
    Cancelled,
    /// The program stops; the next worker continues.
    GivenBack,
}

/// Why a job cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "about", rename_all = "snake_case")]
pub enum FailureReason {
    /// The person who started it no longer belongs to the company.
    LeftCompany,
    /// The person who started an import may not import any more.
    MayNotImport,
    /// A file, the disk or the database, in English.
    Technical(String),
}

impl FailureReason {
    /// Reads what a failed job keeps. Earlier releases kept a sentence.
    #[must_use]
    pub fn read(result: &str) -> Self {
        serde_json::from_str(result).unwrap_or_else(|_| Self::Technical(result.to_owned()))
    }

    fn written(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| unreadable(&error))
    }
}

/// A job that a worker is doing.
pub struct Hand<'a> {
    /// The database of the job.
    pub store: &'a Store,
    /// The clock of the installation.
    pub clock: &'a Clock,
    /// The job as it was when the worker took it.
    pub job: &'a Job,
    /// The id of the worker.
    worker: Uuid,
    /// Whether the program is about to stop.
    stopping: &'a dyn Fn() -> bool,
}

impl Hand<'_> {
    /// A lease that begins now.
    #[must_use]
    pub fn lease(&self) -> JobLease {
        let until = self.clock.machine_time().plus_micros(LEASE_MICROS);
        JobLease { job: self.job.id, worker: self.worker, until }
    }

    /// Whether the program is about to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        (self.stopping)()
    }

    /// The person who started the job, with their present role or that of the service account
    /// through which they act; `None` if they left the company, or if the account has ended.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn person(&self, tx: &mut Tx) -> Result<Option<Person>> {
        let (id, company_id) = (self.job.person_id, self.job.company_id);
        let author = match self.job.kind.as_str() {
            decisions::KIND => decisions::author(self.job)?,
            _ => JobAuthor::default(),
        };
        let acts = match &author.account {
            Some(account) => {
                let account = Uuid::parse_str(&account.id).map_err(|error| unreadable(&error))?;
                jobs::acts_through(tx, company_id, account).await?
            }
            None => jobs::acts(tx, id, company_id).await?,
        };
        let (channel, account) = (author.channel, author.account.map(|it| it.name));
        Ok(acts.map(|(company_kind, role)| Person {
            id,
            company_id,
            company_kind,
            role,
            channel,
            machine_user: None,
            account,
        }))
    }

    async fn carry_out(&self) -> Result<JobEnd> {
        match self.job.kind.as_str() {
            decisions::KIND => decisions::run(self).await,
            imports::KIND => imports::run(self).await,
            other => {
                let why = format!("unknown kind of job: {other:?}");
                Ok(JobEnd::Failed(FailureReason::Technical(why)))
            }
        }
    }
}

/// A new job without items.
#[must_use]
pub fn new(kind: &str, person: &Person, begin: Begin, input: String, now: Instant) -> Job {
    Job {
        id: random_id(),
        kind: kind.to_owned(),
        company_id: person.company_id,
        person_id: person.id,
        state: JobState::Waiting,
        dry_run: begin == Begin::Previewed,
        cancelling: false,
        created_at: now,
        started_at: None,
        ended_at: None,
        total: 0,
        done: 0,
        refused: 0,
        input,
        result: None,
    }
}

/// Executes a previewed job; false if it is no longer waiting for confirmation.
///
/// # Errors
/// Fails when the database does.
pub async fn confirm(tx: &mut Tx, job: &Job, person: &Person) -> Result<bool> {
    confirm_signed(tx, job, person, None).await
}

/// Executes a previewed job whose person signed it or not; false if it is no longer waiting for
/// confirmation.
///
/// # Errors
/// Fails when the database does.
pub async fn confirm_signed(
    tx: &mut Tx,
    job: &Job,
    person: &Person,
    touch: Option<JobTouch>,
) -> Result<bool> {
    let input = match job.kind.as_str() {
        decisions::KIND => decisions::confirmed_input(tx, job, person, touch).await?,
        _ => job.input.clone(),
    };
    let confirmed = jobs::confirm(tx, job.id, person.id, &input).await?;
    if confirmed {
        job_items::forget_results(tx, job.id).await?;
    }
    Ok(confirmed)
}

/// Stops a job: at once if no worker has it, otherwise after the group in hand. False if the job
/// has ended. The files of an import that no worker has are removed.
///
/// # Errors
/// Fails when the database does.
pub async fn cancel(store: &Store, job: &Job, now: Instant) -> Result<bool> {
    let cancelled = store.write(async |tx| jobs::cancel(tx, job.id, now).await).await?;
    let idle = matches!(job.state, JobState::Waiting | JobState::Previewed);
    if cancelled && idle && job.kind == imports::KIND {
        imports::clear(job, JobState::Cancelled);
    }
    Ok(cancelled)
}

/// Stops a job of decisions, which has no files: at once if no worker has it, otherwise after the
/// group in hand. False if the job has ended.
///
/// # Errors
/// Fails when the database does.
pub async fn cancel_decisions(tx: &mut Tx, job: &Job, now: Instant) -> Result<bool> {
    jobs::cancel(tx, job.id, now).await
}

/// A new id that cannot be guessed.
#[must_use]
pub fn random_id() -> Uuid {
    (&SystemRandom as &dyn Random).id()
}
