//! Refusals: everything that the rules refuse, as a closed list with stable codes.
//!
//! A refusal is expected. It says what was wrong, where, and what to do.

use crate::actor::{CompanyKind, Role};
use crate::history::Entry;
use crate::instant::Instant;
use crate::quantity::QuantityError;
use crate::signature::SignatureFault;
use crate::status::{Status, Verb};
use crate::text::TextFault;
use serde::{Deserialize, Serialize};

/// Why an action was refused. Written as JSON it has its code, so that a job can keep it and a page
/// can put it into its reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "about", rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such report, or none that this person may know of.
    NoSuchReport,
    /// The person's role does not include it.
    NotPermitted {
        /// The requested verb.
        verb: Verb,
        /// The role of the person.
        role: Role,
        /// The kind of their company.
        company: CompanyKind,
    },
    /// The person edited or submitted the report and may not decide on it.
    OwnWork(Verb),
    /// The table has no such move from the report's status.
    WrongStatus {
        /// The requested verb.
        verb: Verb,
        /// The status of the report.
        status: Status,
    },
    /// The deadline has passed.
    DeadlinePassed(Instant),
    /// The report has changed since the person saw it.
    Stale {
        /// The version that the person saw.
        given: i64,
        /// The version the report has.
        current: i64,
        /// The later changes, newest last.
        since: Vec<Entry>,
    },
    /// Lines need a comment before a person can submit.
    CommentNeeded(Vec<String>),
    /// The move needs a reason.
    ReasonNeeded(Verb),
    /// The report has no line of this product.
    NoSuchLine(String),
    /// An edit without a value.
    NothingGiven,
    /// A figure without its product.
    ProductNeeded(Verb),
    /// A figure that cannot be charged.
    BadQuantity {
        /// What was given.
        found: String,
        /// Why it is refused.
        error: QuantityError,
    },
    /// A comment or reason that is too long, or has refused characters.
    BadText {
        /// The number of its characters.
        length: usize,
        /// Why it is refused.
        fault: TextFault,
    },
    /// A new deadline that is not later than the old one, or too far beyond it.
    BadDeadline {
        /// The present deadline: the new one has to be later.
        after: Instant,
        /// The latest possible deadline.
        latest: Instant,
    },
    /// The report exists, or the system may still make it, or there is nothing to make it from.
    NotTooLate,
    /// The last thing that happened to the report is no decision that can be undone.
    NothingToUndo,
    /// Another person made the last decision, and only they can undo it.
    DecisionOfAnother,
    /// The time in which the last decision could be undone ended at this instant.
    TooLateToUndo(Instant),
    /// The report no longer meets the rule by which it was to be approved.
    OutsideRule(LeftBecause),
    /// Another correction of the report is not finished.
    CorrectionUnfinished,
    /// There is no correction in the required state.
    NoCorrection(Verb),
    /// The other company has to do this: the proposer does not decide, and only the proposer
    /// withdraws.
    OtherCompany(Verb),
    /// A correction without a line.
    NothingCorrected,
    /// A corrected figure that is the current one already.
    SameFigure(String),
    /// A corrected line without its reason.
    LineReasonNeeded(String),
    /// The person's company requires a signature.
    SignatureNeeded(Verb),
    /// The person's company has not turned signatures on for this verb.
    SignaturesOff(Verb),
    /// The signature does not count.
    SignatureRefused(SignatureFault),
}

/// Why an approval rule leaves a report to a person ([`crate::approval_rule`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftBecause {
    /// It is flagged: a line is charged on provisioned units as a penalty.
    Flag,
    /// The partner wrote a comment, even one that no longer counts.
    Comment,
    /// A line has no line of last month to be compared with.
    NoLastMonth,
    /// A line changed by the percentage or more.
    Change,
}

impl LeftBecause {
    /// All reasons, in the order in which a report is asked.
    pub const ALL: [Self; 4] = [Self::Flag, Self::Comment, Self::NoLastMonth, Self::Change];

    /// The reason in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Flag => "it is flagged",
            Self::Comment => "it has a comment",
            Self::NoLastMonth => "a line has no last month",
            Self::Change => "a line changed too much",
        }
    }
}

impl Refusal {
    /// The stable code of the refusal.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchReport => "no_such_report",
            Self::NotPermitted { .. } => "not_permitted",
            Self::OwnWork(_) => "own_work",
            Self::WrongStatus { .. } => "wrong_status",
            Self::DeadlinePassed(_) => "deadline_passed",
            Self::Stale { .. } => "stale",
            Self::CommentNeeded(_) => "comment_needed",
            Self::ReasonNeeded(_) => "reason_needed",
            Self::NoSuchLine(_) => "no_such_line",
            Self::NothingGiven => "nothing_given",
            Self::ProductNeeded(_) => "product_needed",
            Self::BadQuantity { .. } => "bad_quantity",
            Self::BadText { .. } => "bad_text",
            Self::BadDeadline { .. } => "bad_deadline",
            Self::NotTooLate => "not_too_late",
            Self::NothingToUndo => "nothing_to_undo",
            Self::DecisionOfAnother => "decision_of_another",
            Self::TooLateToUndo(_) => "too_late_to_undo",
            Self::OutsideRule(_) => "outside_rule",
            Self::CorrectionUnfinished => "correction_unfinished",
            Self::NoCorrection(_) => "no_correction",
            Self::OtherCompany(_) => "other_company",
            Self::NothingCorrected => "nothing_corrected",
            Self::SameFigure(_) => "same_figure",
            Self::LineReasonNeeded(_) => "line_reason_needed",
            Self::SignatureNeeded(_) => "signature_needed",
            Self::SignaturesOff(_) => "signatures_off",
            Self::SignatureRefused(_) => "signature_refused",
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchReport => write!(f, "there is no such report"),
            Self::NotPermitted { verb, role, company } => {
                let (role, company) = (role.name(), company.token());
                write!(f, "the role {role} of a {company} may not {}", verb.phrase())
            }
            Self::OwnWork(verb) if verb.is_of_correction() => {
                write!(f, "a person cannot decide on their own correction; ask a colleague")
            }
            Self::OwnWork(verb) => write!(
                f,
                "a person who edited or submitted a report may not {} it; ask a colleague",
                verb.word()
            ),
            Self::WrongStatus { verb, status } => {
                write!(f, "cannot {} that is {}", verb.phrase(), status.label())
            }
            Self::DeadlinePassed(deadline) => {
                write!(f, "the deadline {deadline} has passed; the system submits the report")
            }
            Self::Stale { given, current, since } => stale(f, *given, *current, since),
            Self::CommentNeeded(lines) => {
                write!(f, "comment needed before it can be submitted: {}", lines.join("; "))
            }
            Self::ReasonNeeded(verb) => {
                write!(f, "to {}, give the reasons in the comment", verb.phrase())
            }
            Self::NoSuchLine(product) => write!(f, "the report has no line of {product:?}"),
            Self::NothingGiven => write!(f, "the row gives neither a chargeable nor a comment"),
            Self::ProductNeeded(verb) => {
                write!(f, "name the product of the line to {}", verb.word())
            }
            Self::BadQuantity { found, error } => {
                write!(f, "chargeable: found {found:?}, expected {error}")
            }
            Self::BadText { length, fault } => {
                write!(f, "comment: found {length} characters, expected {fault}")
            }
            Self::BadDeadline { after, latest } => {
                write!(f, "the new deadline has to be later than the current one, {after}, ")?;
                write!(f, "by at most {} days: {latest}", crate::schedule::EXTENSION_DAYS_MAX)
            }
            Self::NotTooLate => {
                write!(f, "no report came too late there; see `countersign report missing`")
            }
            Self::NothingToUndo | Self::DecisionOfAnother | Self::TooLateToUndo(_) => undo(f, self),
            Self::OutsideRule(because) => {
                write!(f, "the report no longer meets the rule: {}", because.words())
            }
            Self::CorrectionUnfinished => {
                write!(f, "another correction of the report is unfinished; wait until it ends")
            }
            Self::NoCorrection(verb) => {
                write!(f, "cannot {}: there is none", verb.phrase())
            }
            Self::OtherCompany(Verb::WithdrawCorrection) => {
                write!(f, "only the company that proposed a correction can withdraw it")
            }
            Self::OtherCompany(_) => {
                write!(f, "the company that proposed a correction cannot decide on it")
            }
            Self::NothingCorrected | Self::SameFigure(_) | Self::LineReasonNeeded(_) => {
                corrected(f, self)
            }
            Self::SignatureNeeded(_) | Self::SignaturesOff(_) | Self::SignatureRefused(_) => {
                signature(f, self)
            }
        }
    }
}

impl std::error::Error for Refusal {}

fn corrected(f: &mut std::fmt::Formatter<'_>, refusal: &Refusal) -> std::fmt::Result {
    match refusal {
        Refusal::SameFigure(product) => {
            write!(f, "the line of {product:?} already has this figure")
        }
        Refusal::LineReasonNeeded(product) => {
            write!(f, "give the reason for the line of {product:?}")
        }
        _ => write!(f, "the correction changes no line"),
    }
}

fn signature(f: &mut std::fmt::Formatter<'_>, refusal: &Refusal) -> std::fmt::Result {
    match refusal {
        Refusal::SignatureNeeded(verb) => {
            write!(f, "your company requires a signature to {}", verb.phrase())
        }
        Refusal::SignaturesOff(verb) => {
            write!(f, "your company takes no signatures to {}", verb.phrase())
        }
        Refusal::SignatureRefused(fault) => {
            write!(f, "the signature is refused: {}", fault.words())
        }
        _ => Ok(()),
    }
}

fn undo(f: &mut std::fmt::Formatter<'_>, refusal: &Refusal) -> std::fmt::Result {
    match refusal {
        Refusal::DecisionOfAnother => write!(f, "only the person who made a decision can undo it"),
        Refusal::TooLateToUndo(until) => {
            write!(f, "the decision could be undone until {until}; reopen an approved report")
        }
        _ => write!(f, "the last thing that happened to the report cannot be undone"),
    }
}

fn stale(
    f: &mut std::fmt::Formatter<'_>,
    given: i64,
    current: i64,
    since: &[Entry],
) -> std::fmt::Result {
    write!(f, "you named version {given}, but the report has version {current}")?;
    if !since.is_empty() {
        let since: Vec<String> = since.iter().map(event).collect();
        write!(f, "; since then: {}", since.join("; "))?;
    }
    write!(f, "; check it again")
}

/// An entry of the history in a few words.
fn event(entry: &Entry) -> String {
    let fields = entry.changes.iter().map(|change| {
        let product = change.product.as_deref().map(|code| format!("{code} "));
        let after = change.after.as_deref().unwrap_or("none");
        format!("{}{} {after}", product.unwrap_or_default(), change.field.words())
    });
    let fields: Vec<String> = fields.collect();
    let word = entry.verb.word();
    let at = entry.at;
    let what = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) };
    format!("version {} {word} at {at}{what}", entry.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_reads_back_with_its_code() {
        let at = Instant::from_micros(1);
        let product = || "EP".to_owned();
        let (verb, status) = (Verb::Approve, Status::Rejected);
        let (role, company) = (Role::BillingManager, CompanyKind::Partner);
        let fault = TextFault::TooLong { longest: 4_000 };
        let error = QuantityError::TooManyDecimals { allowed: 2 };
        for refusal in [
            Refusal::NoSuchReport,
            Refusal::NotPermitted { verb, role, company },
            Refusal::OwnWork(verb),
            Refusal::WrongStatus { verb, status },
            Refusal::DeadlinePassed(at),
            Refusal::Stale { given: 1, current: 2, since: Vec::new() },
            Refusal::CommentNeeded(vec![product()]),
            Refusal::ReasonNeeded(verb),
            Refusal::NoSuchLine(product()),
            Refusal::NothingGiven,
            Refusal::ProductNeeded(verb),
            Refusal::BadQuantity { found: "1.234".to_owned(), error },
            Refusal::BadText { length: 4_001, fault },
            Refusal::BadDeadline { after: at, latest: at },
            Refusal::NotTooLate,
            Refusal::NothingToUndo,
            Refusal::DecisionOfAnother,
            Refusal::TooLateToUndo(at),
            Refusal::OutsideRule(LeftBecause::Change),
            Refusal::CorrectionUnfinished,
            Refusal::NoCorrection(verb),
            Refusal::OtherCompany(verb),
            Refusal::NothingCorrected,
            Refusal::SameFigure(product()),
            Refusal::LineReasonNeeded(product()),
            Refusal::SignatureNeeded(verb),
            Refusal::SignaturesOff(verb),
            Refusal::SignatureRefused(SignatureFault::OtherRoot),
        ] {
            let text = serde_json::to_string(&refusal).unwrap();
            let code = format!(r#"{{"code":"{}""#, refusal.code());
            assert!(text.starts_with(&code), "{text}");
            assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
        }
    }
}
