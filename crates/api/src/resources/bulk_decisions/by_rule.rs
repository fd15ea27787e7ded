//! The reports that an approval by rule takes, and those that it leaves to a person.

use crate::problem::{ApiProblem, ProblemItem};
use axum::http::StatusCode;
use countersign_app::jobs::decisions::{JobDecision, ReportToDecide, rule};
use countersign_domain::actor::Person;
use countersign_domain::approval_rule::LeftBecause;
use countersign_store::{Result as StoreResult, Tx};

/// The decision and the reports on which it is made. Only an approval by rule leaves some of the
/// wanted ones.
pub(super) async fn sorted(
    tx: &mut Tx,
    person: &Person,
    decision: &JobDecision,
    wanted: Vec<ReportToDecide>,
) -> StoreResult<(JobDecision, Vec<ReportToDecide>)> {
    let JobDecision::ApproveByRule { note, rule, .. } = decision else {
        return Ok((decision.clone(), wanted));
    };
    let (note, rule) = (note.clone(), *rule);
    let sorted = rule::sort(tx, person, rule, &wanted).await?;
    let decision = JobDecision::ApproveByRule { note, rule, left: sorted.left };
    Ok((decision, sorted.approved))
}

/// There is no report on which the decision is made. After an approval by rule, it says what the
/// rule left.
pub(super) fn nothing(decision: &JobDecision) -> ApiProblem {
    let problem = |detail| ApiProblem::new(StatusCode::CONFLICT, "nothing_to_do", detail);
    match decision {
        JobDecision::ApproveByRule { left, .. } if !left.is_empty() => {
            let item = |(because, count): (&LeftBecause, &i64)| ProblemItem {
                code: code(*because).to_owned(),
                detail: format!("{}: {count}.", words(*because)),
                ..ProblemItem::default()
            };
            let none = problem("The rule approves no report of the query.");
            left.iter().map(item).fold(none, ApiProblem::about)
        }
        _ => problem("The query has no report on which this decision is possible."),
    }
}

const fn code(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Flag => "flag",
        LeftBecause::Comment => "comment",
        LeftBecause::NoLastMonth => "no_last_month",
        LeftBecause::Change => "change",
    }
}

const fn words(because: LeftBecause) -> &'static str {
    match because {
        LeftBecause::Flag => "Flagged reports",
        LeftBecause::Comment => "Reports with a comment",
        LeftBecause::NoLastMonth => "Reports with a line that no agreed last month has",
        LeftBecause::Change => "Reports with a line that changed by the percentage or more",
    }
}
