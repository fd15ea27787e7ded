//! Explains what the system did at a submission: the rule, the settings with their origin, the
//! compared figures, and the outcome.
//!
//! Nothing of it is stored. A report's rules are frozen when it is made, its figures when it is
//! first submitted, and a submission's entry holds the whole set of figures: an explanation
//! computed from them never changes.

use crate::actor::{Actor, SystemRule};
use crate::history::{Entry, FieldChange, HistoryField, LineRecord, in_effect};
use crate::instant::Instant;
use crate::line::{Line, LineFigures};
use crate::quantity::Quantity;
use crate::report::Report;
use crate::settings::{Origin, Setting};
use crate::status::Verb;
use crate::workflow::submit_at_deadline;
use serde::Serialize;

pub use crate::auto_approval::{ApprovalFacts, Hold};

/// The explanation of one decision of the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The version of the history entry that it explains.
    pub version: i64,
    /// The instant for which the decision counted.
    #[serde(serialize_with = "to_the_second")]
    pub at: Instant,
    /// The rule that decided.
    pub rule: ExplainedRule,
    /// The settings that the rule used.
    pub settings: Vec<Applied>,
    /// The origin of the deadline, if the rule is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline_from: Option<DeadlineFrom>,
    /// The compared figures, if the rule compares any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineWhy>,
    /// The facts of an approval, if the rule is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<ApprovalFacts>,
    /// The reasons against an approval by the system.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// The outcome of the rule.
    pub outcome: RuleOutcome,
}

/// A rule of the system that is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExplainedRule {
    /// A report that is with its partner at its deadline is submitted.
    AutomaticSubmission,
    /// A report that was submitted without comments is approved.
    AutomaticApproval,
}

/// The outcome of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleOutcome {
    /// Submitted without penalties.
    Submitted,
    /// Submitted with penalties, and flagged.
    SubmittedWithPenalties,
    /// Approved at once.
    Approved,
    /// Left to the distributor.
    KeptUnderReview,
}

/// A setting that a rule used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The setting.
    #[serde(rename = "name", serialize_with = "by_name")]
    pub setting: Setting,
    /// The value, as a file has it.
    pub value: String,
    /// The level that set it.
    pub origin: Origin,
}

/// The origin of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineFrom {
    /// The making of the report gave it.
    Making,
    /// A rejection gave it.
    Rejection,
    /// The distributor extended it.
    Extension,
    /// The operator gave it to everyone whose deadline passed while the clock did not run.
    OperatorsChoice,
}

/// A line at a submission by the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineWhy {
    /// Code of the product.
    pub product: String,
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units, if any.
    pub used: Option<Quantity>,
    /// Default chargeable units.
    pub default_chargeable: Quantity,
    /// The share that was compared with the threshold, with one decimal; absent if there is none.
    pub over_provisioned_percent: Option<String>,
    /// The figure as it was last saved.
    pub saved: Quantity,
    /// Whether it went back to the default because no one had explained it.
    pub back_to_default: bool,
    /// Chargeable units after the submission.
    pub chargeable: Quantity,
    /// The result of the comparison.
    pub finding: Finding,
}

/// The result of comparing a line with the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// There is no share to compare.
    NotCompared,
    /// Not above the threshold.
    Within,
    /// Above it, and explained by a comment that counts.
    Explained,
    /// Above it, and charged on provisioned units or more as last saved.
    ChargedInFull,
    /// Above it and unexplained: charged on provisioned units.
    Penalty,
}

/// Explains every decision of the system at the submissions of a report, in the order of its
/// history: each submission by the system, and each approval, or why there was none.
#[must_use]
pub fn explain(report: &Report, history: &[Entry]) -> Vec<Explanation> {
    let submissions = history.iter().enumerate().filter(|(_, entry)| entry.verb == Verb::Submit);
    submissions.flat_map(|(place, _)| of_submission(report, history, place)).collect()
}

/// The explanations of the last submission.
#[must_use]
pub fn explain_last(report: &Report, history: &[Entry]) -> Vec<Explanation> {
    let last = history.iter().rposition(|entry| entry.verb == Verb::Submit);
    last.map_or_else(Vec::new, |place| of_submission(report, history, place))
}

/// Explains what the deadline of a report that is with its partner will do, as if it had passed.
///
/// # Panics
/// Panics when the report is not with its partner.
#[must_use]
pub fn foresee(report: &Report, history: &[Entry]) -> Vec<Explanation> {
    let mut after = report.clone();
    let entries = submit_at_deadline(&mut after, report.deadline);
    let all: Vec<Entry> = history.iter().cloned().chain(entries).collect();
    explain_last(&after, &all)
}

fn of_submission(report: &Report, history: &[Entry], place: usize) -> Vec<Explanation> {
    let entry = &history[place];
    let by_system = entry.actor == Actor::System(SystemRule::DeadlinePassed);
    let submission = by_system.then(|| submission(report, history, place));
    submission.into_iter().chain([approval(report, history, place)]).collect()
}

fn submission(report: &Report, history: &[Entry], place: usize) -> Explanation {
    let entry = &history[place];
    let lines: Vec<LineWhy> =
        entry.lines.iter().map(|record| line_why(report, entry, record)).collect();
    let penalised = lines.iter().any(|line| line.finding == Finding::Penalty);
    let deadline_from = deadline_from(&history[..place]);
    let days = match deadline_from {
        DeadlineFrom::Making => Some(Setting::AutoSubmitDays),
        DeadlineFrom::Rejection => Some(Setting::ResubmitDays),
        DeadlineFrom::Extension | DeadlineFrom::OperatorsChoice => None,
    };
    let threshold = Some(Setting::OverProvisioningThresholdPercent);
    let settings: Vec<Setting> = [days, threshold].into_iter().flatten().collect();
    Explanation {
        version: entry.version,
        at: entry.at,
        rule: ExplainedRule::AutomaticSubmission,
        settings: applied(report, &settings),
        deadline_from: Some(deadline_from),
        lines,
        facts: None,
        holds: Vec::new(),
        outcome: match penalised {
            true => RuleOutcome::SubmittedWithPenalties,
            false => RuleOutcome::Submitted,
        },
    }
}

/// The approval that follows a submission, or the reasons against it.
fn approval(report: &Report, history: &[Entry], place: usize) -> Explanation {
    let facts = ApprovalFacts::at(report, history, place);
    let holds = facts.holds(report);
    let submitted = &history[place];
    let settings = [Setting::AutoApprove, Setting::HoldFlagged, Setting::HoldIncomplete];
    let approved = holds.is_empty();
    Explanation {
        version: submitted.version + i64::from(approved),
        at: submitted.at,
        rule: ExplainedRule::AutomaticApproval,
        settings: applied(report, &settings),
        deadline_from: None,
        lines: Vec::new(),
        facts: Some(facts),
        holds,
        outcome: if approved { RuleOutcome::Approved } else { RuleOutcome::KeptUnderReview },
    }
}

fn applied(report: &Report, settings: &[Setting]) -> Vec<Applied> {
    let one = |&setting: &Setting| {
        let resolved = report.rules.get(setting);
        Applied { setting, value: setting.format(resolved.value), origin: resolved.origin }
    };
    settings.iter().map(one).collect()
}

/// The last entry that moved the deadline gives its origin.
fn deadline_from(history: &[Entry]) -> DeadlineFrom {
    let moved = |entry: &&Entry| entry.changes.iter().any(|it| it.field == HistoryField::Deadline);
    match in_effect(history).into_iter().rev().find(moved) {
        None => DeadlineFrom::Making,
        Some(entry) if entry.verb != Verb::Extend => DeadlineFrom::Rejection,
        Some(entry) if entry.actor.person_id().is_some() => DeadlineFrom::Extension,
        Some(_) => DeadlineFrom::OperatorsChoice,
    }
}

fn line_why(report: &Report, entry: &Entry, record: &LineRecord) -> LineWhy {
    let own = report.lines.iter().find(|line| line.product.code == record.product);
    let compared = own.map(|line| as_recorded(line, record));
    let share = compared.as_ref().and_then(Line::over_provisioned);
    let violation = share.is_some_and(|share| share.exceeds(report.rules.threshold()));
    let mut moved = entry.changes.iter().filter(|change| is_figure_of(change, &record.product));
    let first = moved.next();
    let saved = first.and_then(|change| figure(change.before.as_ref()));
    let finding = match share {
        _ if record.penalty => Finding::Penalty,
        None => Finding::NotCompared,
        Some(_) if !violation => Finding::Within,
        Some(_) if record.chargeable < record.provisioned => Finding::Explained,
        Some(_) => Finding::ChargedInFull,
    };
    // A penalty is one change; a figure that went back to the default is another one before it.
    let back_to_default = first.is_some() && (!record.penalty || moved.next().is_some());
    LineWhy {
        product: record.product.clone(),
        provisioned: record.provisioned,
        used: record.used,
        default_chargeable: record.default_chargeable,
        over_provisioned_percent: share.map(|share| share.to_string()),
        saved: saved.unwrap_or(record.chargeable),
        back_to_default,
        chargeable: record.chargeable,
        finding,
    }
}

/// The line with its figures at the submission.
fn as_recorded(line: &Line, record: &LineRecord) -> Line {
    let figures = LineFigures {
        provisioned: record.provisioned,
        used: record.used,
        default_chargeable: record.default_chargeable,
        ..line.figures
    };
    Line::new(line.product.clone(), figures)
}

fn is_figure_of(change: &FieldChange, product: &str) -> bool {
    change.field == HistoryField::Chargeable && change.product.as_deref() == Some(product)
}

fn figure(text: Option<&String>) -> Option<Quantity> {
    Quantity::parse(text?, crate::quantity::MAX_DECIMALS).ok()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn by_name<S: serde::Serializer>(setting: &Setting, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(setting.name())
}

/// Instants to the second, as in files; the history has them to the microsecond.
fn to_the_second<S: serde::Serializer>(at: &Instant, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&at.to_string())
}
