//! Decides on a group of a job's reports, one command each.

use super::decision::{
    ALREADY_DONE, DONE, JobDecision, JobTouch, REFUSED, author, decision, touch, written,
};
use super::signing;
use crate::actions::month_before;
use crate::actions::report_batch::{CommandResult, ReportBatch};
use crate::signatures::verify::SignedStatement;
use countersign_domain::actor::Person;
use countersign_domain::approval_rule::agreed_lines;
use countersign_domain::correction::waits_since;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::report::Report;
use countersign_domain::schedule::Until;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_domain::zone::parse_date;
use countersign_store::job_items::{self, JobItem};
use countersign_store::reports::Key;
use countersign_store::{Result, StoreError, Tx, jobs::Job};
use std::collections::HashMap;

/// A job's decision as commands on reports.
pub(super) struct Decider {
    decision: JobDecision,
    /// `None` for an undo, which needs each report's history.
    command: Option<Command>,
    /// The same on an amendment, for a vendor.
    of_amendment: Option<Command>,
    /// The signature of the person, if the job has one.
    touch: Option<JobTouch>,
    /// Whether the person signs after the preview, if they sign.
    is_signed_later: bool,
}

impl Decider {
    pub(super) fn of(job: &Job) -> Result<Self> {
        let decision = decision(job)?;
        let command = command(&decision)?;
        let of_amendment = command.as_ref().and_then(Command::of_amendment);
        let is_signed_later = job.dry_run && author(job)?.is_of_page();
        Ok(Self { decision, command, of_amendment, touch: touch(job)?, is_signed_later })
    }

    pub(super) const fn decision(&self) -> &JobDecision {
        &self.decision
    }

    /// Decides on items, notes the result of each, and returns how many were refused. A dry run
    /// saves the results alone.
    pub(super) async fn decide(
        &self,
        tx: &mut Tx,
        job: &Job,
        person: &Person,
        items: &[JobItem],
        now: Instant,
    ) -> Result<i64> {
        let mut keys: Vec<Key> = items.iter().map(|item| item.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut batch = self.open(tx, person, &keys, now).await?;
        let signed = match &self.touch {
            Some(touch) if !job.dry_run => signing::take(tx, job, touch, items).await?,
            _ => HashMap::new(),
        };
        let last_months = self.last_months(tx, person, &keys).await?;
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            let answer = match self.outside_rule(&batch, item, &last_months) {
                Some(refusal) => Err(refusal),
                None => self.execute(tx, &mut batch, item, signed.get(&item.position)).await?,
            };
            results.push(match answer {
                Ok(CommandOutcome::Done(_)) => (item.position, DONE, String::new()),
                Ok(CommandOutcome::AlreadyDone) => (item.position, ALREADY_DONE, String::new()),
                Err(refusal) => (item.position, REFUSED, written(&refusal)?),
            });
        }
        if !job.dry_run {
            batch.commit(tx).await?;
        }
        job_items::record(tx, job.id, &results).await?;
        let refused = results.iter().filter(|(_, result, _)| *result == REFUSED).count();
        Ok(i64::try_from(refused).unwrap_or(i64::MAX))
    }

    /// The reports. What a person signs after the preview is tried without a signature.
    async fn open<'a>(
        &self,
        tx: &mut Tx,
        person: &'a Person,
        keys: &[Key],
        now: Instant,
    ) -> Result<ReportBatch<'a>> {
        let batch = ReportBatch::open(tx, person, keys, now).await?;
        let batch = if self.is_signed_later { batch.signed_later() } else { batch };
        Ok(match &self.touch {
            Some(touch) => batch.signed_at(touch.at),
            None => batch,
        })
    }

    async fn execute(
        &self,
        tx: &mut Tx,
        batch: &mut ReportBatch<'_>,
        item: &JobItem,
        signed: Option<&SignedStatement>,
    ) -> Result<CommandResult> {
        let report = batch.stored(item.key).map(|stored| &stored.report);
        let amends = report.zip(item.version).is_some_and(|(it, seen)| waits_since(it, seen));
        match self.of_amendment.as_ref().filter(|_| amends).or(self.command.as_ref()) {
            Some(command) => {
                let signed = signed.filter(|it| it.statement.verb == command.verb());
                batch.execute_signed(tx, item.key, command, item.version, signed).await
            }
            None => batch.undo(tx, item.key, item.version).await,
        }
    }

    /// The reports of the month before, if a rule compares with them.
    async fn last_months(
        &self,
        tx: &mut Tx,
        person: &Person,
        keys: &[Key],
    ) -> Result<HashMap<Key, Report>> {
        if !matches!(self.decision, JobDecision::ApproveByRule { .. }) {
            return Ok(HashMap::new());
        }
        month_before::known_to(tx, person, keys).await
    }

    /// Why the rule leaves a report that it met when it was seen: last month's figures moved. A
    /// report that changed itself is refused for that.
    fn outside_rule(
        &self,
        batch: &ReportBatch<'_>,
        item: &JobItem,
        last_months: &HashMap<Key, Report>,
    ) -> Option<Refusal> {
        let JobDecision::ApproveByRule { rule, .. } = &self.decision else { return None };
        let report = &batch.stored(item.key)?.report;
        let last_month = last_months.get(&item.key).map(agreed_lines).unwrap_or_default();
        let left = rule.leaves(report, &last_month)?;
        (item.version == Some(report.version)).then_some(Refusal::OutsideRule(left))
    }
}

/// The command of a decision; none for an undo.
fn command(decision: &JobDecision) -> Result<Option<Command>> {
    Ok(Some(match decision {
        JobDecision::Approve { note } | JobDecision::ApproveByRule { note, .. } => {
            Command::Approve { note: note.clone() }
        }
        JobDecision::Reject { reasons } => {
            Command::Reject { reasons: Some(reasons.clone()), line_reasons: Vec::new() }
        }
        JobDecision::Extend { last_day, reason } => {
            Command::Extend { until: until(last_day)?, reason: Some(reason.clone()) }
        }
        JobDecision::Reopen { reason } => Command::Reopen { reason: Some(reason.clone()) },
        JobDecision::Undo { .. } => return Ok(None),
        JobDecision::Complete => Command::Complete,
        JobDecision::Return { reason } => Command::Return { reason: Some(reason.clone()) },
    }))
}

/// The deadline at the end of a day.
pub(super) fn until(last_day: &str) -> Result<Until> {
    Ok(Until::EndOf(parse_date(last_day).map_err(StoreError::Corrupt)?))
}
