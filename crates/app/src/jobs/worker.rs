//! The worker: takes waiting jobs one after the other and finishes them.

use super::{FailureReason, Hand, JobEnd, LEASE_MICROS, imports, random_id};
use crate::clock::Clock;
use countersign_store::jobs::{self, Job, JobLease, JobState};
use countersign_store::{Result, Store, StoreError};
use futures_util::FutureExt;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span};
use uuid::Uuid;

/// How often an idle worker looks for jobs.
const PAUSE: Duration = Duration::from_millis(250);
/// How long it waits while the database cannot be reached.
const AWAY: Duration = Duration::from_secs(2);
/// Jobs that are read at once.
const LOOKED_AT: i64 = 50;
/// A job that ends with an error of the database more often than this fails.
const TRIES: u32 = 3;

/// Starts a worker on a separate thread. It ends after its current group once `stop` is set.
///
/// # Errors
/// Fails if no thread can be started.
pub fn spawn(
    store: Store,
    clock: Clock,
    mut stop: watch::Receiver<bool>,
) -> std::io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name("jobs".to_owned()).spawn(move || {
        runtime.block_on(async {
            let stopped = stop.clone();
            let worker = JobWorker::new(&store, &clock);
            while !*stopped.borrow() {
                let pause = match worker.run_waiting(&|| *stopped.borrow()).await {
                    Ok(0) => PAUSE,
                    Ok(_) => continue,
                    Err(error) => {
                        tracing::warn!(event = "jobs-wait", %error, "jobs wait for the database");
                        AWAY
                    }
                };
                let stopped = stop.wait_for(|stop| *stop);
                // If the sender is gone, the program is ending.
                if !matches!(tokio::time::timeout(pause, stopped).await, Err(_elapsed)) {
                    break;
                }
            }
        });
    })
}

/// Does all waiting jobs and returns how many there were. For tests, and for callers without a
/// thread to spare.
///
/// # Errors
/// Fails when the database does.
pub async fn run_waiting(store: &Store, clock: &Clock) -> Result<usize> {
    JobWorker::new(store, clock).run_waiting(&|| false).await
}

/// The log span of a job: its events say which job it is and who asked for it.
fn span_of(job: &Job) -> Span {
    let (id, person, company) = (job.id, job.person_id, job.company_id);
    info_span!("job", %id, kind = job.kind, person, company, error = Empty)
}

struct JobWorker<'a> {
    store: &'a Store,
    clock: &'a Clock,
    id: Uuid,
    broken: RefCell<HashMap<Uuid, u32>>,
    /// A job that could not be given back, because the database was away.
    held: Cell<Option<JobLease>>,
}

impl<'a> JobWorker<'a> {
    fn new(store: &'a Store, clock: &'a Clock) -> Self {
        let (broken, held) = (RefCell::default(), Cell::default());
        Self { store, clock, id: random_id(), broken, held }
    }

    async fn run_waiting(&self, stopping: &dyn Fn() -> bool) -> Result<usize> {
        let mut count = 0;
        while !stopping() {
            let Some(job) = self.take_one().await? else { break };
            self.work_on(&job, stopping).instrument(span_of(&job)).await?;
            count += 1;
        }
        Ok(count)
    }

    /// Takes the oldest job that this process can do.
    async fn take_one(&self) -> Result<Option<Job>> {
        if let Some(lease) = self.held.get() {
            self.store.write(async |tx| jobs::release(tx, lease).await).await?;
            self.held.set(None);
        }
        let now = self.clock.machine_time();
        let runnable =
            self.store.reading(async |tx| jobs::runnable(tx, now, LOOKED_AT).await).await?;
        for job in runnable {
            if job.kind == imports::KIND && !imports::is_here(&job) {
                continue;
            }
            let until = now.plus_micros(LEASE_MICROS);
            let lease = JobLease { job: job.id, worker: self.id, until };
            let took = self.store.write(async |tx| jobs::lease(tx, lease, now).await).await?;
            if took {
                // The results of another worker count.
                let job = self.store.reading(async |tx| jobs::find(tx, job.id).await).await?;
                return Ok(job);
            }
        }
        Ok(None)
    }

    async fn work_on(&self, job: &Job, stopping: &dyn Fn() -> bool) -> Result<()> {
        let hand = Hand { store: self.store, clock: self.clock, job, worker: self.id, stopping };
        // A fault of the program must not end the worker, which does the jobs of everyone.
        let work = AssertUnwindSafe(hand.carry_out()).catch_unwind().await;
        let broke_off = |_| {
            let why = FailureReason::Technical("the program has a fault; see its log".to_owned());
            Ok(JobEnd::Failed(why))
        };
        let ended = match work.unwrap_or_else(broke_off) {
            Ok(ended) => ended,
            // Another worker has the job now.
            Err(StoreError::Conflict(why)) => {
                tracing::warn!(
                    event = "job-taken-over",
                    job = %job.id,
                    why,
                    "another process took a job over"
                );
                return Ok(());
            }
            Err(error @ (StoreError::Corrupt(_) | StoreError::Full(_) | StoreError::Schema(_))) => {
                JobEnd::Failed(FailureReason::Technical(error.to_string()))
            }
            Err(error) => {
                Span::current().record("error", "jobs-wait");
                if self.breaks_again(job) {
                    let why = FailureReason::Technical(error.to_string());
                    return self.finish(&hand, JobEnd::Failed(why)).await;
                }
                self.held.set(Some(hand.lease()));
                self.finish(&hand, JobEnd::GivenBack).await?;
                self.held.set(None);
                return Err(error);
            }
        };
        self.finish(&hand, ended).await
    }

    /// Counts that the work on a job ended with an error; true after too many times.
    fn breaks_again(&self, job: &Job) -> bool {
        let mut broken = self.broken.borrow_mut();
        let times = broken.entry(job.id).or_default();
        *times += 1;
        *times > TRIES
    }

    async fn finish(&self, hand: &Hand<'_>, ended: JobEnd) -> Result<()> {
        let lease = hand.lease();
        let (state, result) = match ended {
            JobEnd::Complete(result) if hand.job.dry_run => (JobState::Previewed, result),
            JobEnd::Complete(result) => (JobState::Done, result),
            JobEnd::Failed(why) => {
                Span::current().record("error", "job-failed");
                (JobState::Failed, why.written()?)
            }
            JobEnd::Cancelled => (JobState::Cancelled, String::new()),
            JobEnd::GivenBack => {
                return self.store.write(async |tx| jobs::release(tx, lease).await).await;
            }
        };
        let now = self.clock.machine_time();
        let end = async |tx: &mut _| jobs::end(tx, lease, state, &result, now).await;
        let ended = self.store.write(end).await?;
        if ended && hand.job.kind == imports::KIND {
            imports::clear(hand.job, state);
        }
        Ok(())
    }
}
