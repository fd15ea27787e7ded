//! The decision of a job, and the stored result of each report.

use crate::jobs::unreadable::unreadable;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::approval_rule::{ApprovalRule, LeftBecause};
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_store::{Result, StoreError, Tx, jobs, service_accounts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The decision on every report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "kebab-case")]
pub enum JobDecision {
    /// Approves the reports.
    Approve {
        /// A note, kept in the history.
        note: Option<String>,
    },
    /// Approves the reports of a query that meet a rule; one that no longer meets it is refused.
    ApproveByRule {
        /// A note, kept in the history: the rule in words.
        note: Option<String>,
        /// The rule.
        rule: ApprovalRule,
        /// How many reports of the query the rule leaves to a person, by the reason.
        left: BTreeMap<LeftBecause, i64>,
    },
    /// Rejects the reports.
    Reject {
        /// The reasons; required.
        reasons: String,
    },
    /// Gives the partners more time.
    Extend {
        /// The last day of it, in each report's own zone: `2026-11-12`.
        last_day: String,
        /// The reason; required.
        reason: String,
    },
    /// Reopens approved reports.
    Reopen {
        /// The reason; required.
        reason: String,
    },
    /// Undoes the decisions that the person made with another job.
    Undo {
        /// The id of the other job.
        job: String,
    },
    /// Marks the reports as processed.
    Complete,
    /// Returns the reports to the distributor.
    Return {
        /// The reason; required.
        reason: String,
    },
}

impl JobDecision {
    /// Whether the person who made these decisions can undo them within minutes.
    #[must_use]
    pub const fn can_be_undone(&self) -> bool {
        !matches!(self, Self::Undo { .. } | Self::Complete | Self::Return { .. })
    }
}

/// How the person who started or confirmed a job acts: through a page, or through a program with a
/// service account or without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobAuthor {
    /// The skin.
    pub channel: Channel,
    /// The service account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AuthorAccount>,
}

/// The service account through which a person acts. Its id is kept because another account may have
/// its name once it has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorAccount {
    /// The id, a UUID.
    pub id: String,
    /// The name.
    pub name: String,
}

impl JobAuthor {
    /// Finds the account of the person, who acts now. The names of a company's accounts that are in
    /// use are different.
    async fn of(tx: &mut Tx, person: &Person) -> Result<Self> {
        let channel = person.channel;
        let Some(name) = &person.account else { return Ok(Self { channel, account: None }) };
        let accounts = service_accounts::of_company(tx, person.company_id).await?;
        let account = accounts.into_iter().find(|it| it.name == *name).ok_or_else(|| {
            StoreError::Conflict(format!("the service account {name:?} was ended meanwhile"))
        })?;
        let account = Some(AuthorAccount { id: account.id.to_string(), name: account.name });
        Ok(Self { channel, account })
    }

    /// Whether a person acts through a page, where they can sign with a passkey.
    pub(super) fn is_of_page(&self) -> bool {
        self.channel == Channel::Console && self.account.is_none()
    }
}

impl Default for JobAuthor {
    fn default() -> Self {
        Self { channel: Channel::Console, account: None }
    }
}

/// The signature of the root of a job's statements by a person's passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobTouch {
    /// The fingerprint of the passkey's signing key.
    pub key: String,
    /// The signature as it is stored.
    pub signature: String,
    /// When it came in.
    pub at: Instant,
}

/// The input of a job. Only that of a program names its author, so that every release reads what
/// pages wrote.
#[derive(Serialize, Deserialize)]
struct JobInput {
    #[serde(flatten)]
    decision: JobDecision,
    #[serde(default, skip_serializing_if = "JobAuthor::is_of_page")]
    author: JobAuthor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    touch: Option<JobTouch>,
}

fn input(job: &jobs::Job) -> Result<JobInput> {
    serde_json::from_str(&job.input).map_err(|error| unreadable(&error))
}

/// The input of a job that a person starts.
pub(super) async fn input_of(
    tx: &mut Tx,
    decision: &JobDecision,
    person: &Person,
) -> Result<String> {
    let author = JobAuthor::of(tx, person).await?;
    written_input(&JobInput { decision: decision.clone(), author, touch: None })
}

fn written_input(input: &JobInput) -> Result<String> {
    serde_json::to_string(input).map_err(|error| unreadable(&error))
}

/// The input of a job once a person confirms it: the same decision, made as they act.
pub(in crate::jobs) async fn confirmed_input(
    tx: &mut Tx,
    job: &jobs::Job,
    person: &Person,
    touch: Option<JobTouch>,
) -> Result<String> {
    let (decision, author) = (decision(job)?, JobAuthor::of(tx, person).await?);
    written_input(&JobInput { decision, author, touch })
}

/// How the person of a job acts.
pub(in crate::jobs) fn author(job: &jobs::Job) -> Result<JobAuthor> {
    Ok(input(job)?.author)
}

/// The signature of a job's statements, if its person signed them.
pub(super) fn touch(job: &jobs::Job) -> Result<Option<JobTouch>> {
    Ok(input(job)?.touch)
}

/// The decision of a job.
///
/// # Errors
/// [`StoreError::Corrupt`] when this program did not write it.
pub fn decision(job: &jobs::Job) -> Result<JobDecision> {
    Ok(input(job)?.decision)
}

/// It was executed, or would be in a dry run.
pub const DONE: &str = "done";
/// Its effect was there already.
pub const ALREADY_DONE: &str = "already done";
/// The rules refused it.
pub const REFUSED: &str = "refused";

pub(super) fn written(refusal: &Refusal) -> Result<String> {
    serde_json::to_string(refusal).map_err(|error| unreadable(&error))
}

/// The reason for a refusal, from the stored text. `None` for texts of earlier releases, which
/// stored a sentence.
#[must_use]
pub fn refusal(message: &str) -> Option<Refusal> {
    serde_json::from_str(message).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::{Begin, new};
    use countersign_domain::actor::{CompanyKind, Role};

    fn job(decision: &JobDecision, author: JobAuthor) -> jobs::Job {
        let (company_kind, role) = (CompanyKind::Distributor, Role::Administrator);
        let channel = author.channel;
        let person = Person {
            id: 7,
            company_id: 2,
            company_kind,
            role,
            channel,
            machine_user: None,
            account: None,
        };
        let decision = decision.clone();
        let input = written_input(&JobInput { decision, author, touch: None }).unwrap();
        new(super::super::KIND, &person, Begin::AtOnce, input, Instant::from_micros(0))
    }

    #[test]
    fn a_job_of_a_program_names_its_account_and_one_of_a_page_is_written_as_before() {
        let decision = JobDecision::Reject { reasons: "Too high".to_owned() };
        let of_page = job(&decision, JobAuthor::default());
        assert_eq!(of_page.input, serde_json::to_string(&decision).unwrap());
        assert_eq!(author(&of_page).unwrap(), JobAuthor::default());
        let account = AuthorAccount { id: "9".to_owned(), name: "ERP".to_owned() };
        let erp = JobAuthor { channel: Channel::Api, account: Some(account) };
        let of_program = job(&decision, erp.clone());
        assert_eq!(super::decision(&of_program).unwrap(), decision);
        assert_eq!(author(&of_program).unwrap(), erp);
    }
}
