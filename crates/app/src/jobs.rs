//! Jobs: work that takes longer than a page, carried out behind it.
//!
//! A page puts a job into the database and sends the browser to `/jobs/{id}`, which tells how far
//! it is and what came of it. A [`worker`] of each process takes waiting jobs up, one after the
//! other. It does a job in bounded groups, each one transaction together with its results, so that
//! others get their turn in between, a person can stop it after any group, and a restart goes on
//! where it stood. A worker holds a lease on the job in hand; one that died loses it, and another
//! takes the job over.
//!
//! To add work of a kind: a module here with a `KIND`, a way to put a job into the database, and
//! `run(&Hand) -> Result<Ended>`, which [`Hand::carry_out`] is told about. What kinds there are:
//!
//! - [`decisions`]: approve, reject, extend, complete or return many reports with one reason. A
//!   page calls [`decisions::prepare`] with the reports and the versions its reader saw. With
//!   [`Begin::Previewed`] every report is tried first and nothing changed; the page of the job
//!   shows what would come of each, and [`confirm`] carries it out.
//! - [`imports`]: files that were uploaded; always tried first.
//!
//! Does not own: the pages (`console::jobs`), what is done (`actions`).

pub mod decisions;
pub mod imports;
pub mod worker;

use crate::clock::Clock;
use crate::random::{Random, SystemRandom};
use countersign_domain::actor::{Channel, Person};
use countersign_domain::instant::Instant;
use countersign_store::jobs::{self, Job, JobLease, JobState};
use countersign_store::{Result, Store, StoreError, Tx, job_items};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long a worker may be silent about the job in hand until another one takes it.
const LEASE_MICROS: i64 = 60_000_000;

/// How a job begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// It is tried first; what it would do waits for a person to confirm it.
    Previewed,
    /// It is carried out as soon as a worker is free.
    AtOnce,
}

/// How a worker's work on a job ended.
#[derive(Debug)]
pub enum JobEnd {
    /// All of it is done, or tried; what came of it.
    Complete(String),
    /// It cannot go on.
    Failed(FailureReason),
    /// A person wanted it stopped.
    Cancelled,
    /// The program stops; whoever comes next goes on.
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

/// A job in a worker's hand.
pub struct Hand<'a> {
    /// The database.
    pub store: &'a Store,
    /// What time it is.
    pub clock: &'a Clock,
    /// The job as it was taken up.
    pub job: &'a Job,
    /// The worker.
    worker: Uuid,
    /// Whether the program is about to stop.
    stopping: &'a dyn Fn() -> bool,
}

impl Hand<'_> {
    /// The lease, held for another while from now.
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

    /// Who asked for the job, as what they are now; none when they left the company.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn person(&self, tx: &mut Tx) -> Result<Option<Person>> {
        let (id, company_id) = (self.job.person_id, self.job.company_id);
        let acts = jobs::acts(tx, id, company_id).await?;
        Ok(acts.map(|(company_kind, role)| Person {
            id,
            company_id,
            company_kind,
            role,
            channel: Channel::Console,
            machine_user: None,
        }))
    }

    async fn carry_out(&self) -> Result<JobEnd> {
        match self.job.kind.as_str() {
            decisions::KIND => decisions::run(self).await,
            imports::KIND => imports::run(self).await,
            other => {
                let why = format!("this program knows no job {other:?}");
                Ok(Ended::Failed(FailureReason::Technical(why)))
            }
        }
    }
}

/// A job that is new, without items.
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

/// Has what was previewed carried out; false when it is no longer waiting for that.
///
/// # Errors
/// Fails when the database does.
pub async fn confirm(tx: &mut Tx, job: &Job, person: &Person) -> Result<bool> {
    let confirmed = jobs::confirm(tx, job.id, person.id).await?;
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

/// A new id that nobody can guess.
#[must_use]
pub fn random_id() -> Uuid {
    (&SystemRandom as &dyn Random).id()
}

/// The error of a text that this program did not write.
fn unreadable(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt(format!("a job's text: {error}"))
}
