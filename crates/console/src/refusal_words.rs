//! Refusals of the rules in the reader's language.

use countersign_domain::approval_rule::LeftBecause;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::SignatureFault;
use countersign_domain::status::Verb;
use countersign_domain::text::TextFault;
use countersign_domain::zone::Zone;
use countersign_language::explanation::isolated;
use countersign_language::text::Locale;

pub(crate) fn refusal_words(locale: Locale, refusal: &Refusal, zone: &Zone) -> String {
    match refusal {
        Refusal::NoSuchReport => locale.t("problem-not-found-text"),
        Refusal::NotPermitted { .. } => locale.t("problem-forbidden-text"),
        Refusal::OwnWork(verb) if verb.is_of_correction() => {
            locale.t("correction-refused-own-work")
        }
        Refusal::OwnWork(_) => locale.t("report-refused-own-work"),
        Refusal::WrongStatus { verb, status } => {
            let message = locale.say(wrong_status(*verb));
            message.with("status", locale.status(*status)).to_string()
        }
        Refusal::DeadlinePassed(deadline) => {
            let date = locale.deadline(*deadline, zone).words();
            locale.say("report-refused-deadline").with("date", date).to_string()
        }
        Refusal::Stale { .. } => locale.t("report-refused-stale"),
        Refusal::CommentNeeded(lines) => {
            locale.say("report-refused-comment-needed").with("count", lines.len()).to_string()
        }
        Refusal::ReasonNeeded(_) => locale.t("report-error-reason-needed"),
        Refusal::NoSuchLine(product) => {
            locale.say("report-refused-no-line").with("product", isolated(product)).to_string()
        }
        Refusal::NothingGiven => locale.t("report-refused-nothing-given"),
        Refusal::ProductNeeded(_) => locale.t("report-refused-no-product"),
        Refusal::BadQuantity { .. } => locale.t("report-error-not-a-number"),
        Refusal::BadText { fault: TextFault::TooLong { .. }, .. } => locale.t("bulk-too-long"),
        Refusal::BadText { .. } => locale.t("report-refused-bad-text"),
        Refusal::BadDeadline { after, latest } => {
            let [after, latest] = [after, latest].map(|at| locale.deadline(*at, zone).words());
            let message = locale.say("report-refused-bad-deadline").with("after", after);
            message.with("latest", latest).to_string()
        }
        Refusal::NotTooLate => locale.t("report-refused-not-too-late"),
        Refusal::NothingToUndo => locale.t("report-refused-nothing-to-undo"),
        Refusal::DecisionOfAnother => locale.t("report-refused-decision-of-another"),
        Refusal::TooLateToUndo(until) => {
            let date = locale.moment(*until, zone).words();
            locale.say("report-refused-too-late-to-undo").with("date", date).to_string()
        }
        Refusal::OutsideRule(because) => locale.t(outside_rule(*because)),
        Refusal::CorrectionUnfinished => locale.t("correction-refused-unfinished"),
        Refusal::NoCorrection(_) => locale.t("correction-refused-none"),
        Refusal::OtherCompany(Verb::WithdrawCorrection) => locale.t("correction-refused-not-yours"),
        Refusal::OtherCompany(_) => locale.t("correction-refused-yours"),
        Refusal::NothingCorrected => locale.t("correction-error-nothing"),
        Refusal::SameFigure(_) => locale.t("correction-error-same"),
        Refusal::LineReasonNeeded(_) => locale.t("correction-error-reason"),
        Refusal::SignatureNeeded(_) => locale.t("signature-needed"),
        Refusal::SignaturesOff(_) => locale.t("signatures-off"),
        Refusal::SignatureRefused(fault) => locale.t(signature_fault(*fault)),
    }
}

const fn signature_fault(fault: SignatureFault) -> &'static str {
    match fault {
        SignatureFault::Unreadable => "signature-unreadable",
        SignatureFault::OtherNamespace => "signature-other-namespace",
        SignatureFault::OtherSite => "signature-other-site",
        SignatureFault::NotVerified => "signature-not-verified",
        SignatureFault::UnknownKey => "signature-unknown-key",
        SignatureFault::Wrong => "signature-wrong",
        SignatureFault::OtherRoot => "signature-other-root",
        SignatureFault::OtherReport => "signature-other-report",
        SignatureFault::OtherVerb => "signature-other-verb",
        SignatureFault::OtherVersion => "signature-other-version",
        SignatureFault::OtherDocument => "signature-other-document",
        SignatureFault::OtherPerson => "signature-other-person",
        SignatureFault::OtherCompany => "signature-other-company",
        SignatureFault::OtherUnseen => "signature-other-unseen",
        SignatureFault::TooOld => "signature-too-old",
        SignatureFault::FromTheFuture => "signature-from-the-future",
    }
}

const fn outside_rule(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Flag => "rule-refused-flag",
        LeftBecause::Comment => "rule-refused-comment",
        LeftBecause::NoLastMonth => "rule-refused-no-last-month",
        LeftBecause::Change => "rule-refused-change",
    }
}

const fn wrong_status(verb: Verb) -> &'static str {
    match verb {
        Verb::Make => "report-refused-status",
        Verb::Edit | Verb::Reset => "report-refused-status-edit",
        Verb::Extend => "report-refused-status-extend",
        Verb::Submit => "report-refused-status-submit",
        Verb::Approve => "report-refused-status-approve",
        Verb::Reject => "report-refused-status-reject",
        Verb::Reopen => "report-refused-status-reopen",
        Verb::Undo => "report-refused-status-undo",
        Verb::Dispatch => "report-refused-status-dispatch",
        Verb::Complete => "report-refused-status-complete",
        Verb::Return => "report-refused-status-return",
        Verb::ProposeCorrection
        | Verb::AgreeCorrection
        | Verb::RefuseCorrection
        | Verb::WithdrawCorrection
        | Verb::DispatchAmendment
        | Verb::CompleteAmendment
        | Verb::ReturnAmendment => "report-refused-status-correct",
    }
}
