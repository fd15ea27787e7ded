//! Executes one person's commands on reports: several in one transaction, each checked by the
//! domain against the state that the ones before it left.

use super::check_signature::{self, SignatureChecks, SignedDecision};
use super::read_report::limit_entries;
use super::save_reports::{ReportMove, save, seal, seals};
use crate::signatures::signed_file::SignedStatements;
use crate::signatures::verify::SignedStatement;
use countersign_domain::actor::{Actor, CompanyKind, Person};
use countersign_domain::decision_state::UndoPoint;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::replay::undo_point;
use countersign_domain::report::Report;
use countersign_domain::signature::SigningRule;
use countersign_domain::status::Verb;
use countersign_domain::workflow::{Command, CommandOutcome, Permit};
use countersign_store::first_views::{self, FirstView};
use countersign_store::history;
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::signatures::{self, StoredSignature};
use countersign_store::signing_rules::{self, SigningRules};
use countersign_store::{Result, StoreError, Tx, signing_keys};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Reports that one person works on within a transaction.
pub struct ReportBatch<'a> {
    person: &'a Person,
    now: Instant,
    rules: SigningRules,
    /// When its signatures came in.
    signed_at: Instant,
    /// Whether the person signed the batch as a whole.
    is_signed: bool,
    /// Whether it only tries what a person signs before it is done.
    is_signed_later: bool,
    checks: SignatureChecks,
    reports: HashMap<Key, InBatch>,
}

struct InBatch {
    before: Report,
    stored: StoredReport,
    worked_on: bool,
    entries: Vec<Entry>,
    signatures: Vec<StoredSignature>,
}

/// The result of a command.
pub type CommandResult = std::result::Result<CommandOutcome, Refusal>;

impl<'a> ReportBatch<'a> {
    /// Loads the reports; keys without a report are left out.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn open(tx: &mut Tx, person: &'a Person, keys: &[Key], now: Instant) -> Result<Self> {
        signing_rules::keep(tx, person.company_id).await?;
        let worked_on = history::worked_on(tx, keys, person.id).await?;
        let found = reports::find(tx, keys).await?;
        let reports = found
            .into_iter()
            .zip(worked_on)
            .filter_map(|(stored, worked_on)| {
                let stored = stored?;
                let before = stored.report.clone();
                let key = stored.key();
                let (entries, signatures) = (Vec::new(), Vec::new());
                Some((key, InBatch { before, stored, worked_on, entries, signatures }))
            })
            .collect();
        let rules = signing_rules::of_company(tx, person.company_id).await?;
        Ok(Self {
            person,
            now,
            rules,
            signed_at: now,
            is_signed: false,
            is_signed_later: false,
            checks: SignatureChecks::default(),
            reports,
        })
    }

    /// The same batch, which the person signed as a whole: what can be signed is refused without a
    /// signature. The signatures came in at this instant, because a job that a person signed goes
    /// on for longer than a signature can be used.
    #[must_use]
    pub fn signed_at(self, signed_at: Instant) -> Self {
        Self { signed_at, is_signed: true, ..self }
    }

    /// The same batch, which tries commands that are signed before they are done.
    #[must_use]
    pub fn signed_later(self) -> Self {
        Self { is_signed_later: true, ..self }
    }

    /// Executes a command on one of the reports. It is refused if the person's company requires a
    /// signature.
    ///
    /// # Errors
    /// Fails when the database does; a refusal is an answer.
    pub async fn execute(
        &mut self,
        tx: &mut Tx,
        key: Key,
        command: &Command,
        version: Option<i64>,
    ) -> Result<CommandResult> {
        self.execute_signed(tx, key, command, version, None).await
    }

    /// Executes a command, with the statement that the person signed for it if there is one.
    ///
    /// # Errors
    /// Fails when the database does; a refusal is an answer.
    pub async fn execute_stated(
        &mut self,
        tx: &mut Tx,
        key: Key,
        command: &Command,
        version: Option<i64>,
        signed: Option<&SignedStatements>,
    ) -> Result<CommandResult> {
        let report = self.stored(key).map(|stored| stored.names.report_id);
        let statement = signed.zip(report).and_then(|(all, it)| all.of(it, command.verb()));
        self.execute_signed(tx, key, command, version, statement.as_ref()).await
    }

    /// Executes a command, with the person's signature if there is one.
    ///
    /// # Errors
    /// Fails when the database does; a refusal is an answer.
    pub async fn execute_signed(
        &mut self,
        tx: &mut Tx,
        key: Key,
        command: &Command,
        version: Option<i64>,
        signed: Option<&SignedStatement>,
    ) -> Result<CommandResult> {
        self.foresee(tx, signed).await?;
        let Some(in_batch) = self.reports.get_mut(&key) else {
            return Ok(Err(Refusal::NoSuchReport));
        };
        let rule = self.rules.of(command.verb());
        // The command comes first: a person who may not know of a report learns nothing of it, and
        // what is done already needs no signature.
        let is_asked = match rule {
            SigningRule::Off => signed.is_some(),
            SigningRule::Offered => signed.is_some() || self.is_signed,
            SigningRule::Required => signed.is_some() || !self.is_signed_later,
        };
        let before = is_asked.then(|| in_batch.before_command());
        let answer = in_batch.execute(self.person, command, version, self.now);
        if let (Some(before), Ok(CommandOutcome::Done(_))) = (before, &answer) {
            let decision = SignedDecision {
                person: self.person,
                company: &self.rules.company,
                verb: command.verb(),
                stored: &before.stored,
                signed_at: self.signed_at,
            };
            if let Err(refusal) =
                in_batch.sign(tx, &mut self.checks, decision, rule, signed).await?
            {
                in_batch.put_back(before);
                return Ok(Err(refusal));
            }
        }
        if let Err(Refusal::Stale { given, current, .. }) = answer {
            let mut since = in_batch.since(tx, key, given).await?;
            limit_entries(self.person, &mut since);
            return Ok(Err(Refusal::Stale { given, current, since }));
        }
        Ok(answer)
    }

    /// Reads at once what the reports did not see, if one signature is over statements on many of
    /// them: these were made at one instant.
    async fn foresee(&mut self, tx: &mut Tx, signed: Option<&SignedStatement>) -> Result<()> {
        let Some(signed) = signed.filter(|it| it.envelope.bulk.is_some()) else { return Ok(()) };
        if self.checks.has_foreseen() {
            return Ok(());
        }
        let reports: Vec<_> = self.reports.values().map(|it| &it.stored).collect();
        self.checks.foresee(tx, &reports, signed.statement.at).await
    }

    /// Undoes the person's last decision on one of the reports. Its history says what the report
    /// was before.
    ///
    /// # Errors
    /// Fails when the database does; a refusal is an answer.
    pub async fn undo(
        &mut self,
        tx: &mut Tx,
        key: Key,
        version: Option<i64>,
    ) -> Result<CommandResult> {
        let point = match self.reports.get(&key) {
            Some(in_batch) => {
                let history = in_batch.history(tx, key).await?;
                undo_point(&in_batch.stored.report, &history)
            }
            None => UndoPoint::default(),
        };
        self.execute(tx, key, &Command::Undo(Box::new(point)), version).await
    }

    /// Saves the reports that changed.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another person changed one of the reports meanwhile.
    pub async fn commit(self, tx: &mut Tx) -> Result<()> {
        self.commit_and_return(tx).await.map(|_| ())
    }

    /// Saves the reports that changed and returns them. A partner's person has viewed every report
    /// that they worked on.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another person changed one of the reports meanwhile, or removed a
    /// key that signed.
    pub async fn commit_and_return(self, tx: &mut Tx) -> Result<HashMap<Key, StoredReport>> {
        let changed = self.reports.into_values().filter(|report| !report.entries.is_empty());
        let mut changed: Vec<InBatch> = changed.collect();
        let first = changed.iter().filter(|it| it.is_first_submission()).map(|it| &it.stored);
        let mut seals = seals(tx, first).await?;
        for it in &mut changed {
            seal(&mut it.entries, seals.remove(&it.stored.key()));
        }
        let mut signed = Vec::new();
        for it in &mut changed {
            let key = it.stored.key();
            signed.extend(it.signatures.drain(..).map(|signature| (key, signature)));
        }
        let moves = changed.into_iter().map(|it| ReportMove::new(it.before, it.stored, it.entries));
        let moves: Vec<_> = moves.collect();
        save(tx, &moves).await?;
        let used: BTreeSet<Uuid> = signed.iter().map(|(_, it)| it.key_id).collect();
        for key_id in used {
            if !signing_keys::keep(tx, key_id).await? {
                return Err(StoreError::Busy("a signing key was removed".to_owned()));
            }
        }
        signatures::append(tx, &signed).await?;
        if self.person.company_kind == CompanyKind::Partner {
            let keys: Vec<Key> = moves.iter().map(ReportMove::key).collect();
            let opening = FirstView { at: self.now, person_id: self.person.id };
            first_views::note(tx, &keys, opening).await?;
        }
        Ok(moves.into_iter().map(|it| (it.key(), it.into_stored())).collect())
    }

    /// One of the reports, as the commands so far leave it.
    #[must_use]
    pub fn stored(&self, key: Key) -> Option<&StoredReport> {
        self.reports.get(&key).map(|in_batch| &in_batch.stored)
    }
}

/// A report of a batch before a command.
struct BeforeCommand {
    stored: StoredReport,
    worked_on: bool,
    entries: usize,
}

impl InBatch {
    fn before_command(&self) -> BeforeCommand {
        let (stored, worked_on) = (self.stored.clone(), self.worked_on);
        BeforeCommand { stored, worked_on, entries: self.entries.len() }
    }

    /// Undoes a command of this batch.
    fn put_back(&mut self, before: BeforeCommand) {
        self.stored = before.stored;
        self.worked_on = before.worked_on;
        self.entries.truncate(before.entries);
    }

    /// Puts the signature of the last command into its entry.
    async fn sign(
        &mut self,
        tx: &mut Tx,
        checks: &mut SignatureChecks,
        decision: SignedDecision<'_>,
        rule: SigningRule,
        signed: Option<&SignedStatement>,
    ) -> Result<std::result::Result<(), Refusal>> {
        let verb = decision.verb;
        let signed = match signed {
            None => return Ok(Err(Refusal::SignatureNeeded(verb))),
            Some(_) if rule == SigningRule::Off => return Ok(Err(Refusal::SignaturesOff(verb))),
            Some(signed) => signed,
        };
        let key_id = match checks.check(tx, decision, signed).await? {
            Ok(key_id) => key_id,
            Err(fault) => return Ok(Err(Refusal::SignatureRefused(fault))),
        };
        // The system's entries after it, such as an automatic approval, are not signed.
        let is_own = |it: &&mut Entry| it.verb == verb && matches!(it.actor, Actor::Person(_));
        let none = || StoreError::Corrupt("a signed command left no entry".to_owned());
        let entry = self.entries.iter_mut().rev().find(is_own).ok_or_else(none)?;
        entry.signed = Some(check_signature::of_entry(signed));
        self.signatures.push(StoredSignature {
            version: entry.version,
            key_id,
            statement: signed.statement.text(),
            envelope: signed.envelope.text(),
        });
        Ok(Ok(()))
    }

    /// Whether the batch submitted the report for the first time.
    fn is_first_submission(&self) -> bool {
        self.before.submitted_at.is_none() && self.stored.report.submitted_at.is_some()
    }

    fn execute(
        &mut self,
        person: &Person,
        command: &Command,
        version: Option<i64>,
        now: Instant,
    ) -> CommandResult {
        let report = &mut self.stored.report;
        let verb = command.verb();
        let outcome =
            Permit::ask(person, command, report, self.worked_on)?.execute(version, now)?;
        if let CommandOutcome::Done(entries) = &outcome {
            self.entries.extend(entries.iter().cloned());
            self.worked_on |= matches!(verb, Verb::Edit | Verb::Reset | Verb::Submit);
        }
        Ok(outcome)
    }

    /// What happened after the version that the person had seen.
    async fn since(&self, tx: &mut Tx, key: Key, given: i64) -> Result<Vec<Entry>> {
        let mut since = self.history(tx, key).await?;
        since.retain(|entry| entry.version > given);
        Ok(since)
    }

    /// The history of the report, with what the commands so far add to it.
    async fn history(&self, tx: &mut Tx, key: Key) -> Result<Vec<Entry>> {
        let mut history = Vec::new();
        for (body, _) in history::of_report(tx, key).await? {
            history.push(Entry::from_body(&body).map_err(StoreError::Corrupt)?);
        }
        history.extend(self.entries.iter().cloned());
        Ok(history)
    }
}
