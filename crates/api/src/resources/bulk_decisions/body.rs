//! The body of a decision on many reports.

use super::selection::Selection;
use crate::decimal::Decimal;
use crate::id::Id;
use crate::pointer;
use crate::problem::ApiProblem;
use countersign_app::formats::json_object::{self, Entries};
use countersign_app::jobs::decisions::JobDecision;
use countersign_domain::actor::Person;
use countersign_domain::approval_rule::ApprovalRule;
use countersign_domain::status::Verb;
use countersign_domain::zone::parse_date;
use countersign_web::report_query::ReportQuery;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use utoipa::ToSchema;

/// The most reports that a body can name. A query has no such bound.
const MOST: usize = 1_000;
/// The note of an approval by rule that has none. The partner reads it, and not the percentage
/// below which nobody looks.
const RULE_NOTE: &str = "Approved by rule.";

/// A decision on many reports.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BulkDecision {
    #[serde(deserialize_with = "json_object::word")]
    decision: DecisionWord,
    /// A note, kept in the history; for approve and approve-by-rule only.
    note: Option<String>,
    /// Approves the reports that have no flag and no comment, and whose lines all changed against
    /// the agreed last month by less than this percentage; required for approve-by-rule. Above 0
    /// and up to 100, with at most two decimals.
    #[schema(value_type = Option<String>, example = "10")]
    percent: Option<Decimal>,
    /// The reason; required for reject, extend and reopen.
    reason: Option<String>,
    /// The last day for the partners, in the time zone of each region; for extend only.
    #[schema(format = "date", example = "2026-11-12")]
    last_day: Option<String>,
    /// The reports, up to 1,000; not for approve-by-rule, which takes a query.
    #[serde(default, deserialize_with = "json_object::optional_list")]
    reports: Option<Vec<SeenReport>>,
    /// The parameters of a list of usage reports instead. The decision applies to the reports of
    /// the list whose status allows it.
    #[schema(value_type = Option<BTreeMap<String, String>>)]
    #[schema(example = json!({"cycle": "2026-10", "flagged": "no"}))]
    query: Option<Entries<String>>,
    /// Whether to change nothing and show the results to expect.
    #[serde(default)]
    pub(super) preview: bool,
}

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DecisionWord {
    Approve,
    ApproveByRule,
    Reject,
    Extend,
    Reopen,
}

/// A report as you saw it.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenReport {
    /// The id of the report.
    #[schema(value_type = String, format = "uuid")]
    pub(crate) id: Id,
    /// The version that you saw. A report that has changed since is refused.
    pub(crate) version: i64,
}

impl DecisionWord {
    pub(super) const fn verb(self) -> Verb {
        match self {
            Self::Approve | Self::ApproveByRule => Verb::Approve,
            Self::Reject => Verb::Reject,
            Self::Extend => Verb::Extend,
            Self::Reopen => Verb::Reopen,
        }
    }
}

impl BulkDecision {
    /// The decision of the job.
    ///
    /// # Errors
    /// 422 for a missing field, or one that the decision does not have.
    pub(super) fn decision(&self) -> Result<JobDecision, ApiProblem> {
        let is = |word| self.decision == word;
        let (approves, by_rule) =
            (self.decision.verb() == Verb::Approve, DecisionWord::ApproveByRule);
        let unwanted = [
            ("note", self.note.is_some() && !approves),
            ("reason", self.reason.is_some() && approves),
            ("last_day", self.last_day.is_some() && !is(DecisionWord::Extend)),
            ("percent", self.percent.is_some() && !is(by_rule)),
            ("reports", self.reports.is_some() && is(by_rule)),
        ];
        if let Some((field, _)) = unwanted.iter().find(|(_, is_unwanted)| *is_unwanted) {
            let detail = format!("This decision has no {field}.");
            return Err(ApiProblem::invalid_body(format!("/{field}"), detail));
        }
        Ok(match self.decision {
            DecisionWord::Approve => JobDecision::Approve { note: self.note.clone() },
            DecisionWord::ApproveByRule => {
                let note = self.note.clone().unwrap_or_else(|| RULE_NOTE.to_owned());
                let (note, rule, left) = (Some(note), self.rule()?, BTreeMap::new());
                JobDecision::ApproveByRule { note, rule, left }
            }
            DecisionWord::Reject => JobDecision::Reject { reasons: self.reason()? },
            DecisionWord::Extend => {
                JobDecision::Extend { last_day: self.last_day()?, reason: self.reason()? }
            }
            DecisionWord::Reopen => JobDecision::Reopen { reason: self.reason()? },
        })
    }

    fn rule(&self) -> Result<ApprovalRule, ApiProblem> {
        let given = self.percent.as_ref().map(Decimal::text);
        given.and_then(ApprovalRule::parse).ok_or_else(|| {
            let detail = "Give a percentage above 0 and up to 100, with at most two decimals.";
            ApiProblem::invalid_body("/percent".to_owned(), detail.to_owned())
        })
    }

    fn reason(&self) -> Result<String, ApiProblem> {
        let given = self.reason.as_deref().map(str::trim).filter(|text| !text.is_empty());
        given.map(str::to_owned).ok_or_else(|| {
            ApiProblem::invalid_body("/reason".to_owned(), "Give the reason.".to_owned())
        })
    }

    fn last_day(&self) -> Result<String, ApiProblem> {
        let text = self.last_day.as_deref().unwrap_or_default();
        parse_date(text).map(|date| date.to_string()).map_err(|why| {
            ApiProblem::invalid_body("/last_day".to_owned(), format!("last_day: {why}."))
        })
    }

    /// The reports on which to decide.
    ///
    /// # Errors
    /// 422 unless the body has either reports or a query.
    pub(super) fn selection(&self, person: &Person) -> Result<Selection, ApiProblem> {
        match (&self.reports, &self.query) {
            (Some(reports), None) => Ok(Selection::Named(checked(reports)?)),
            (None, Some(Entries(query))) => {
                // Plain pairs of texts can always be written.
                let text = serde_html_form::to_string(query).unwrap_or_default();
                let invalid = |name: &str, why: &str| {
                    let pointer = format!("/query/{}", pointer::escaped(name));
                    ApiProblem::invalid_body(pointer, format!("The query is refused: {why}."))
                };
                for (name, value) in query {
                    if !ReportQuery::parameters().contains(&&**name) {
                        let why = format!("{name:?} is not a parameter of the list");
                        return Err(invalid(name, &why));
                    }
                    if value.contains('\0') {
                        return Err(invalid(name, "it contains the character NUL"));
                    }
                }
                let query = ReportQuery::of_program(&text, person);
                let query = query.map_err(|fault| invalid(fault.parameter, &fault.to_string()))?;
                Ok(Selection::Query(Box::new(query), self.decision.verb()))
            }
            _ => {
                let detail = "Give either reports or a query.".to_owned();
                Err(ApiProblem::invalid_body("/reports".to_owned(), detail))
            }
        }
    }
}

/// Checks that a list of reports is short, and names each once.
///
/// # Errors
/// 422 with the place.
pub(crate) fn checked(reports: &[SeenReport]) -> Result<Vec<SeenReport>, ApiProblem> {
    check_ids(reports.iter().map(|it| it.id), "/id")?;
    Ok(reports.to_vec())
}

/// Checks that a list of ids is short, and has each once. `field` leads from an item of the list to
/// its id.
///
/// # Errors
/// 422 with the place.
pub(crate) fn check_ids(
    mut ids: impl ExactSizeIterator<Item = Id>,
    field: &str,
) -> Result<(), ApiProblem> {
    if !(1..=MOST).contains(&ids.len()) {
        let detail = format!("Name 1 to {MOST} reports.");
        return Err(ApiProblem::invalid_body("/reports".to_owned(), detail));
    }
    let mut seen = HashSet::new();
    match ids.position(|id| !seen.insert(id)) {
        None => Ok(()),
        Some(at) => {
            let detail = "The report is named already.".to_owned();
            Err(ApiProblem::invalid_body(format!("/reports/{at}{field}"), detail))
        }
    }
}
