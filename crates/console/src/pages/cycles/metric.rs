//! The metrics of a cycle, each with a count and a list.

use countersign_domain::status::Status;
use countersign_store::completeness::{CycleTally, ReportMetric};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Metric {
    /// Reports.
    Reports(ReportMetric),
    /// Subscriptions that have had no data for too long.
    NoData,
    /// Subscriptions that are carried forward.
    CarriedForward,
    NotMade,
}

/// Each with its word in addresses and messages.
const WORDS: [(Metric, &str); 11] = [
    (Metric::Reports(ReportMetric::Unopened), "unopened"),
    (Metric::Reports(ReportMetric::Due), "due"),
    (Metric::Reports(ReportMetric::ReviewLate), "review-late"),
    (Metric::Reports(ReportMetric::LeftBehind), "left-behind"),
    (Metric::Reports(ReportMetric::SubmittedBySystem), "submitted-by-system"),
    (Metric::Reports(ReportMetric::Penalised), "with-penalties"),
    (Metric::Reports(ReportMetric::ApprovedBySystem), "approved-by-system"),
    (Metric::Reports(ReportMetric::Nobody), "nobody"),
    (Metric::NoData, "no-data"),
    (Metric::CarriedForward, "carried-forward"),
    (Metric::NotMade, "not-made"),
];

impl Metric {
    pub(super) fn parse(word: &str) -> Option<Self> {
        let status = Status::ALL.into_iter().find(|it| it.token() == word);
        let status = status.map(|it| Self::Reports(ReportMetric::Status(it)));
        status.or_else(|| WORDS.iter().find(|(_, it)| *it == word).map(|(metric, _)| *metric))
    }

    pub(super) fn word(self) -> &'static str {
        if let Self::Reports(ReportMetric::Status(status)) = self {
            return status.token();
        }
        WORDS.iter().find(|(metric, _)| *metric == self).map_or("", |(_, word)| word)
    }

    /// How many there are.
    pub(super) fn count(self, tally: &CycleTally) -> i64 {
        match self {
            Self::Reports(ReportMetric::Status(status)) => {
                let found = tally.statuses.iter().find(|(other, _)| *other == status);
                found.map_or(0, |(_, count)| *count)
            }
            Self::Reports(ReportMetric::Unopened) => tally.unopened,
            Self::Reports(ReportMetric::Due) => tally.due,
            Self::Reports(ReportMetric::ReviewLate) => tally.review_late,
            Self::Reports(ReportMetric::LeftBehind) => tally.left_behind,
            Self::Reports(ReportMetric::SubmittedBySystem) => tally.submitted_by_system,
            Self::Reports(ReportMetric::Penalised) => tally.penalised,
            Self::Reports(ReportMetric::ApprovedBySystem) => tally.approved_by_system,
            Self::Reports(ReportMetric::Nobody) => tally.nobody,
            Self::NoData => tally.no_data,
            Self::CarriedForward => tally.carried_forward,
            Self::NotMade => tally.unmade + tally.faults,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_as_it_is_written() {
        for (metric, word) in WORDS {
            assert_eq!((Metric::parse(word), metric.word()), (Some(metric), word));
        }
        for status in Status::ALL {
            let metric = Metric::Reports(ReportMetric::Status(status));
            assert_eq!(Metric::parse(metric.word()), Some(metric));
        }
        assert_eq!(Metric::parse("close"), None);
    }
}
