//! The common part of every job's page: its state, its person, its progress.

use crate::addresses;
use crate::context::Context;
use crate::reader_zone::zone_of;
use crate::signing::SigningView;
use countersign_app::jobs::FailureReason;
use countersign_domain::access::Right;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::jobs::{Job, JobState};
use countersign_store::{Tx, people};
use countersign_web::problem::Problem;

/// Seconds after which the page of a current job reloads.
const AGAIN: u32 = 2;

/// The upper part of the page.
pub(super) struct JobHeader {
    pub(super) address: String,
    pub(super) back: (&'static str, String),
    /// The list of such jobs, unless it is what `back` leads to.
    pub(super) list: Option<(&'static str, String)>,
    pub(super) state: &'static str,
    pub(super) state_label: String,
    pub(super) who: String,
    pub(super) created: Moment,
    pub(super) ended: Option<Moment>,
    pub(super) progress: Option<JobProgress>,
    pub(super) failure: Option<Failure>,
    /// The results, expected or actual, in a sentence each.
    pub(super) outcome: Vec<String>,
    /// The reason that a person gave.
    pub(super) said: Option<String>,
    pub(super) confirm: Option<Confirm>,
    pub(super) may_cancel: bool,
    /// Whether its reader can still undo it.
    pub(super) may_undo: bool,
}

/// How far it is.
pub(super) struct JobProgress {
    /// None if the total is not known.
    pub(super) max: Option<i64>,
    pub(super) value: i64,
    pub(super) text: String,
    pub(super) pace: Option<String>,
}

/// The button that executes a previewed job.
pub(super) struct Confirm {
    pub(super) label: String,
    pub(super) text: String,
    /// The key of the decision; `None` if it has none.
    pub(super) key: Option<&'static str>,
    pub(super) signing: SigningView,
}

/// Whether a job waits for confirmation.
pub(super) fn is_tried(job: &Job) -> bool {
    job.state == JobState::Previewed
}

/// The state by which the style sheet and the messages tell jobs apart.
pub(super) fn state(job: &Job) -> &'static str {
    let trying = job.dry_run && job.state.is_under_way();
    if trying { "trying" } else { job.state.token() }
}

pub(super) fn state_label(locale: Locale, job: &Job) -> String {
    match job.cancelling {
        true => locale.t("jobs-state-cancelling"),
        false => locale.t(&format!("jobs-state-{}", state(job))),
    }
}

/// The seconds after which the page reloads.
pub(super) fn reload_after(job: &Job) -> Option<u32> {
    job.state.is_under_way().then_some(AGAIN)
}

/// Why a job failed.
pub(super) struct Failure {
    pub(super) text: String,
    /// Whether the text is of the machine, in English.
    pub(super) is_technical: bool,
}

impl Failure {
    fn of(locale: Locale, result: &str) -> Self {
        let (text, is_technical) = match FailureReason::read(result) {
            FailureReason::LeftCompany => (locale.t("jobs-failed-left-company"), false),
            FailureReason::MayNotImport => (locale.t("jobs-failed-may-not-import"), false),
            FailureReason::Technical(text) => (text, true),
        };
        Self { text, is_technical }
    }
}

impl JobHeader {
    /// What every kind of job has.
    pub(super) async fn of(
        context: &Context,
        tx: &mut Tx,
        job: &Job,
        back: (&'static str, String),
    ) -> Result<Self, Problem> {
        let locale = context.locale;
        let zone = zone_of(context)?;
        let failed = job.state == JobState::Failed;
        let may_act = super::lookup::right_in(context.person()?, job) == Right::Full;
        Ok(Self {
            address: addresses::job(job.id),
            back,
            list: None,
            state: state(job),
            state_label: state_label(locale, job),
            who: locale.person(people::name(tx, job.person_id).await?.unwrap_or_default()),
            created: locale.moment(job.created_at, &zone),
            ended: job.ended_at.map(|at| locale.moment(at, &zone)),
            progress: job.state.is_under_way().then(|| progress(context, job)),
            failure: job.result.as_deref().filter(|_| failed).map(|it| Failure::of(locale, it)),
            outcome: Vec::new(),
            said: None,
            confirm: None,
            may_undo: false,
            may_cancel: may_act && (job.state.is_under_way() || is_tried(job)),
        })
    }
}

fn progress(context: &Context, job: &Job) -> JobProgress {
    let locale = context.locale;
    let is_import = job.kind == countersign_app::jobs::imports::KIND;
    let amount = |number: i64| match is_import {
        true => super::import::bytes(locale, number),
        false => locale.count(number),
    };
    let knows_total = job.total > 0;
    let text = locale.say(if knows_total { "jobs-progress" } else { "jobs-progress-open" });
    let text = text.with_text("done", amount(job.done)).with_text("total", amount(job.total));
    let began = job.started_at.unwrap_or(context.machine_time);
    let micros = (context.machine_time.micros() - began.micros()).max(0);
    let pace = (job.done > 0 && micros > 1_000_000 && job.total > job.done).then(|| {
        let per_second = i128::from(job.done) * 1_000_000 / i128::from(micros);
        let left = i128::from(micros) * i128::from(job.total - job.done) / i128::from(job.done);
        let left = context.machine_time.plus_micros(i64::try_from(left).unwrap_or(i64::MAX / 4));
        let count = amount(i64::try_from(per_second).unwrap_or(i64::MAX));
        let left = locale.time_left(context.machine_time, left).unwrap_or_default();
        locale.say("jobs-pace").with("count", count).with_text("left", left).to_string()
    });
    JobProgress {
        max: knows_total.then_some(job.total),
        value: job.done.min(job.total),
        text: text.to_string(),
        pace,
    }
}
