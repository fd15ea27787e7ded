//! The metrics of a cycle, each with a count and a list.

use countersign_domain::status::Status;
use countersign_store::completeness::{Item, Tally};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Metric {
    Reports(Item),
    /// Subscriptions that have had no data for too long.
    NoData,
    /// Subscriptions that are carried forward.
    CarriedForward,
    NotMade,
}

/// Each with its word in addresses and messages.
const WORDS: [(Metric, &str); 11] = [
    (Metric::Reports(Item::Unopened), "unopened"),
    (Metric::Reports(Item::Due), "due"),
    (Metric::Reports(Item::ReviewLate), "review-late"),
    (Metric::Reports(Item::LeftBehind), "left-behind"),
    (Metric::Reports(Item::SubmittedBySystem), "submitted-by-system"),
    (Metric::Reports(Item::Penalised), "with-penalties"),
    (Metric::Reports(Item::ApprovedBySystem), "approved-by-system"),
    (Metric::Reports(Item::Nobody), "nobody"),
    (Metric::NoData, "no-data"),
    (Metric::CarriedForward, "carried-forward"),
    (Metric::NotMade, "not-made"),
];

impl Metric {
    pub(super) fn parse(word: &str) -> Option<Self> {
        let status = Status::ALL.into_iter().find(|it| it.token() == word);
        let status = status.map(|it| Self::Reports(Item::Status(it)));
        status.or_else(|| WORDS.iter().find(|(_, it)| *it == word).map(|(metric, _)| *metric))
    }

    pub(super) fn word(self) -> &'static str {
        if let Self::Reports(Item::Status(status)) = self {
            return status.token();
        }
        WORDS.iter().find(|(metric, _)| *metric == self).map_or("", |(_, word)| word)
    }

    pub(super) fn count(self, tally: &Tally) -> i64 {
        match self {
            Self::Reports(Item::Status(status)) => {
                let found = tally.statuses.iter().find(|(other, _)| *other == status);
                found.map_or(0, |(_, count)| *count)
            }
            Self::Reports(Item::Unopened) => tally.unopened,
            Self::Reports(Item::Due) => tally.due,
            Self::Reports(Item::ReviewLate) => tally.review_late,
            Self::Reports(Item::LeftBehind) => tally.left_behind,
            Self::Reports(Item::SubmittedBySystem) => tally.submitted_by_system,
            Self::Reports(Item::Penalised) => tally.penalised,
            Self::Reports(Item::ApprovedBySystem) => tally.approved_by_system,
            Self::Reports(Item::Nobody) => tally.nobody,
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
            let metric = Metric::Reports(Item::Status(status));
            assert_eq!(Metric::parse(metric.word()), Some(metric));
        }
        assert_eq!(Metric::parse("close"), None);
    }
}
