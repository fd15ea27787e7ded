//! Reminds partners of near deadlines: once for each of a report's reminder days, while the report
//! is with the partner.

use crate::notifications::{self, announce};
use countersign_domain::instant::Instant;
use countersign_domain::report::Report;
use countersign_domain::schedule::{next_reminder, reminder_at};
use countersign_domain::settings::{Setting, days_of};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Result, Tx, installation, reminders};

/// Reports in one transaction.
const BATCH: i64 = 1_000;

/// Checks up to a batch of reports whose next check is due at `at`. Returns how many there were,
/// and how many reminders were written.
///
/// # Errors
/// Fails when the database does.
pub async fn batch(tx: &mut Tx, at: Instant, recorded_at: Instant) -> Result<(usize, u64)> {
    installation::take_work_lock(tx).await?;
    let due = reminders::due(tx, at, BATCH).await?;
    let keys: Vec<Key> = due.iter().map(|(key, _)| *key).collect();
    let (mut reminders, mut later, mut done) = (Vec::new(), Vec::new(), Vec::new());
    for ((key, look_at), stored) in due.iter().zip(reports::find(tx, &keys).await?) {
        let in_hand = stored.filter(|it| it.report.status.with_partner());
        let Some(stored) = in_hand.filter(|it| recorded_at < it.report.deadline) else {
            done.push(*key);
            continue;
        };
        if is_reminder(&stored.report, *look_at) {
            reminders.push(announce::reminder(&stored, *look_at, recorded_at));
        }
        match next(&stored.report, recorded_at.max(at)) {
            Some(next) => later.push((*key, next)),
            None => done.push(*key),
        }
    }
    notifications::notify(tx, &reminders).await?;
    reminders::put(tx, &later).await?;
    reminders::remove(tx, &done).await?;
    Ok((due.len(), reminders.len() as u64))
}

/// Schedules the checks of new reports.
///
/// # Errors
/// Fails when the database does.
pub async fn begin<'a>(
    tx: &mut Tx,
    made: impl Iterator<Item = &'a StoredReport>,
    recorded_at: Instant,
) -> Result<()> {
    let times = made.filter_map(|it| Some((it.key(), next(&it.report, recorded_at)?)));
    reminders::insert(tx, &times.collect::<Vec<_>>()).await
}

/// Schedules the checks of reports whose partners got more time, and the instant of that.
///
/// # Errors
/// Fails when the database does.
pub async fn begin_again<'a>(
    tx: &mut Tx,
    given: impl Iterator<Item = (&'a StoredReport, Instant)>,
) -> Result<()> {
    let times = given.filter_map(|(it, at)| Some((it.key(), next(&it.report, at)?)));
    reminders::put(tx, &times.collect::<Vec<_>>()).await
}

fn days(report: &Report) -> impl Iterator<Item = i64> {
    days_of(report.rules.value(Setting::ReminderDays))
}

fn next(report: &Report, after: Instant) -> Option<Instant> {
    next_reminder(report.deadline, days(report), &report.zone, after)
}

/// Whether a check is one of the report's reminders. It is not if the deadline moved since.
fn is_reminder(report: &Report, at: Instant) -> bool {
    days(report).any(|day| reminder_at(report.deadline, day, &report.zone) == at)
}
