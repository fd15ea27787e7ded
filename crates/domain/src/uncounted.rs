//! Why a subscription is in no line of a cycle.
//!
//! Every billable subscription with a reading or a carried figure is in exactly one line of exactly
//! one report, or it is named with one of these reasons.

/// The reason. If several apply, the first in this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The installation makes reports of later cycles only.
    BeforeFirstCycle,
    /// All its readings are after its end.
    Ended,
    /// Its last reading is older than a figure is carried forward.
    NoData,
    /// Its partner only sells.
    Reseller,
    /// Its distributor bills its own way.
    Isp,
    /// Its region has no usage reports.
    RegionOff,
    /// A figure is too large to be counted.
    Fault,
    /// Its report has yet to be made.
    NotMadeYet,
    /// Its report is missing, and its deadline has passed: a person has to request it.
    CameTooLate,
}

impl Reason {
    /// Why a partner has no usage reports; `None` if it has them.
    #[must_use]
    pub const fn of_exclusion(is_msp: bool, is_distributor: bool, is_on: bool) -> Option<Self> {
        match (is_msp, is_distributor, is_on) {
            (true, true, true) => None,
            (false, ..) => Some(Self::Reseller),
            (_, false, _) => Some(Self::Isp),
            (.., false) => Some(Self::RegionOff),
        }
    }

    /// All reasons.
    pub const ALL: [Self; 9] = [
        Self::BeforeFirstCycle,
        Self::Ended,
        Self::NoData,
        Self::Reseller,
        Self::Isp,
        Self::RegionOff,
        Self::Fault,
        Self::NotMadeYet,
        Self::CameTooLate,
    ];

    /// The token in JSON and message keys.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::BeforeFirstCycle => "before-first-cycle",
            Self::Ended => "ended",
            Self::NoData => "no-data",
            Self::Reseller => "reseller",
            Self::Isp => "isp",
            Self::RegionOff => "region-off",
            Self::Fault => "fault",
            Self::NotMadeYet => "not-made-yet",
            Self::CameTooLate => "came-too-late",
        }
    }

    /// The reason in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::BeforeFirstCycle => "before the first cycle",
            Self::Ended => "used after it ended",
            Self::NoData => "no data for too long",
            Self::Reseller => "its partner is a reseller",
            Self::Isp => "its distributor is an ISP",
            Self::RegionOff => "its region has no usage reports",
            Self::Fault => "its report could not be made",
            Self::NotMadeYet => "its report is not made yet",
            Self::CameTooLate => "came too late",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words_of_its_own() {
        let tokens: std::collections::BTreeSet<_> = Reason::ALL.map(Reason::token).into();
        let words: std::collections::BTreeSet<_> = Reason::ALL.map(Reason::words).into();
        assert_eq!((tokens.len(), words.len()), (9, 9));
    }
}
