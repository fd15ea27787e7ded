//! Turns refusals of the rules into problems, in English.

use crate::problem::{ApiProblem, ProblemItem};
use axum::http::StatusCode;
use countersign_domain::refusal::Refusal;

/// The status code of a refusal: 404, 403, 412, 409 or 422.
const fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NoSuchReport => StatusCode::NOT_FOUND,
        Refusal::NotPermitted { .. } | Refusal::OwnWork(_) | Refusal::DecisionOfAnother => {
            StatusCode::FORBIDDEN
        }
        Refusal::Stale { .. } => StatusCode::PRECONDITION_FAILED,
        Refusal::WrongStatus { .. }
        | Refusal::DeadlinePassed(_)
        | Refusal::NotTooLate
        | Refusal::NothingToUndo
        | Refusal::TooLateToUndo(_)
        | Refusal::OutsideRule(_)
        | Refusal::CorrectionUnfinished
        | Refusal::NoCorrection(_)
        | Refusal::OtherCompany(_)
        | Refusal::SignatureNeeded(_)
        | Refusal::SignaturesOff(_) => StatusCode::CONFLICT,
        Refusal::CommentNeeded(_)
        | Refusal::ReasonNeeded(_)
        | Refusal::NoSuchLine(_)
        | Refusal::NothingGiven
        | Refusal::ProductNeeded(_)
        | Refusal::BadQuantity { .. }
        | Refusal::BadText { .. }
        | Refusal::BadDeadline { .. }
        | Refusal::NothingCorrected
        | Refusal::SameFigure(_)
        | Refusal::LineReasonNeeded(_)
        | Refusal::SignatureRefused(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The refusal as a problem; `pointer` is the value of the body that it is about.
pub(crate) fn problem(refusal: &Refusal, pointer: Option<&str>) -> ApiProblem {
    let (status, code, detail) = (status(refusal), refusal.code(), sentence(refusal));
    match pointer {
        None => ApiProblem::new(status, code, &detail),
        Some(pointer) => ApiProblem::wrong_at(status, code, pointer.to_owned(), detail),
    }
}

/// The refusal as one of several.
pub(crate) fn item(refusal: &Refusal) -> ProblemItem {
    let (code, detail) = (refusal.code().to_owned(), sentence(refusal));
    ProblemItem { code, detail, ..ProblemItem::default() }
}

/// The refusal as a whole sentence.
fn sentence(refusal: &Refusal) -> String {
    let text = match refusal {
        Refusal::NothingGiven => "nothing is given that could be changed".to_owned(),
        other => other.to_string(),
    };
    let mut characters = text.chars();
    let first = characters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::status::{Status, Verb};

    #[test]
    fn a_refusal_keeps_its_code_and_is_a_sentence() {
        let refusal = Refusal::WrongStatus { verb: Verb::Approve, status: Status::Rejected };
        let document = problem(&refusal, None).document("1");
        let json = serde_json::to_value(document).unwrap();
        assert_eq!(json["code"], "wrong_status");
        assert_eq!(json["status"], 409);
        assert_eq!(json["detail"], "Cannot approve a report that is Rejected.");
        assert_eq!(json["type"], "/api#problem-wrong-status");
    }
}
