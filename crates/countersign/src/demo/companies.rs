//! Who takes part: regions, distributors, and the partners with their parts in October 2026.

mod abroad;
mod nordlicht;

use crate::sample::words::{self, NameParts};

/// A region, with the hour of its daily readings.
pub(super) struct Region {
    /// The row of `regions.csv`, in the order of [`REGION_COLUMNS`].
    pub(super) row: [&'static str; 10],
    /// When its figures of a day are read, UTC.
    pub(super) read_at: &'static str,
    /// The deadline, in days, of partners with a short deadline.
    hurry: &'static str,
}

/// The header of `regions.csv`.
pub(super) const REGION_COLUMNS: [&str; 10] = [
    "code",
    "name",
    "time_zone",
    "currency",
    "usage_reports",
    "language",
    "auto_submit_days",
    "settle_days",
    "over_provisioning_threshold_percent",
    "reminder_days",
];

#[rustfmt::skip]
pub(super) const REGIONS: [Region; 6] = [
    Region { row: ["EUROPE", "Europe", "Europe/Berlin", "EUR", "yes", "en", "", "0", "", "2 1"],
        read_at: "04:30:00Z", hurry: "2" },
    Region { row: ["DACH", "Deutschland, Österreich, Schweiz", "Europe/Zurich", "CHF", "yes", "de",
        "6", "", "12.5", ""], read_at: "04:45:00Z", hurry: "1" },
    Region { row: ["ISLES", "UK & Ireland", "Europe/London", "GBP", "yes", "en", "4", "0", "", "1"],
        read_at: "05:15:00Z", hurry: "2" },
    Region { row: ["JAPAN", "日本", "Asia/Tokyo", "JPY", "yes", "ja", "3", "", "8", "1"],
        read_at: "00:10:00Z", hurry: "1" },
    Region { row: ["AMERICAS", "Americas", "America/New_York", "USD", "yes", "en",
        "", "", "15", ""], read_at: "10:00:00Z", hurry: "1" },
    Region { row: ["GULF", "الخليج", "Asia/Dubai", "AED", "no", "en", "", "", "", ""],
        read_at: "02:00:00Z", hurry: "" },
];

/// A distributor and its partners.
pub(super) struct Distributor {
    /// The place of its region in [`REGIONS`].
    region: usize,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    /// Its own values of `auto_approve` and `hold_incomplete`.
    pub(super) rules: [&'static str; 2],
    /// How its partners, their customers and people are called.
    pub(super) locale: &'static NameParts,
    /// Its partners.
    pub(super) partners: &'static [Partner],
}

impl Distributor {
    /// Where it operates.
    pub(super) fn region(&self) -> &'static Region {
        &REGIONS[self.region]
    }

    /// The days of the deadline of a partner that has a setting of its own.
    pub(super) fn auto_submit_days(&self, partner: &Partner) -> &'static str {
        let hurried = partner.parts.iter().any(|part| part.is_hurried());
        if hurried { self.region().hurry } else { "" }
    }
}

#[rustfmt::skip]
pub(super) const DISTRIBUTORS: [Distributor; 10] = [
    Distributor { region: 0, code: "NORDLICHT", name: "Nordlicht Distribution",
        kind: "distributor", rules: ["", ""], locale: &words::NORDIC,
        partners: &nordlicht::PARTNERS },
    Distributor { region: 0, code: "THALYSSA", name: "Θαλύσσα Διανομές Α.Ε.",
        kind: "distributor", rules: ["no", ""], locale: &words::GREEK,
        partners: &abroad::GREEK },
    Distributor { region: 0, code: "FJELLNETT", name: "Fjellnett Internett AS",
        kind: "isp", rules: ["", ""], locale: &words::NORDIC, partners: &abroad::OF_THE_ISP },
    Distributor { region: 1, code: "RHEINBOGEN", name: "Rheinbogen Systemhandel GmbH",
        kind: "distributor", rules: ["", ""], locale: &words::GERMAN,
        partners: &abroad::GERMAN },
    Distributor { region: 2, code: "HARROWMERE", name: "Harrowmere Trade Ltd",
        kind: "distributor", rules: ["", "yes"], locale: &words::ENGLISH,
        partners: &abroad::BRITISH },
    Distributor { region: 3, code: "KIRIMINE", name: "霧嶺流通株式会社",
        kind: "distributor", rules: ["", ""], locale: &words::JAPANESE,
        partners: &abroad::JAPANESE },
    Distributor { region: 3, code: "SHIOMIZAKA", name: "潮見坂商事株式会社",
        kind: "distributor", rules: ["no", ""], locale: &words::JAPANESE,
        partners: &abroad::JAPANESE_TOO },
    Distributor { region: 4, code: "BLUEWATER", name: "Bluewater Ridge Supply, Inc.",
        kind: "distributor", rules: ["", ""], locale: &words::ENGLISH,
        partners: &abroad::AMERICAN },
    Distributor { region: 4, code: "ALMORANA", name: "Almoraña Mayorista, S.A.",
        kind: "distributor", rules: ["", ""], locale: &words::SPANISH,
        partners: &abroad::SPANISH },
    Distributor { region: 5, code: "SADAFNUR", name: "صدف النور للتوزيع",
        kind: "distributor", rules: ["", ""], locale: &words::ARABIC,
        partners: &abroad::ARABIC },
];

pub(super) struct Partner {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) place: [&'static str; 2],
    /// Whether it manages its customers' products itself.
    pub(super) is_msp: bool,
    /// Its part in October 2026 in the report to each of the two vendors.
    pub(super) parts: [Part; 2],
}

const fn msp(
    code: &'static str,
    name: &'static str,
    place: [&'static str; 2],
    parts: [Part; 2],
) -> Partner {
    Partner { code, name, place, is_msp: true, parts }
}

const fn reseller(code: &'static str, name: &'static str, place: [&'static str; 2]) -> Partner {
    Partner { code, name, place, is_msp: false, parts: [Part::Untouched, Part::Absent] }
}

/// What happens to a report of October 2026 until the current time of the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The partner sells nothing of this vendor.
    Absent,
    /// No one has looked at it yet.
    Untouched,
    /// A draft is saved; a line still needs its comment.
    Drafting,
    /// A figure was edited, and late readings changed it afterwards.
    Moved,
    /// Explained, submitted, under review. Its figures are fixed in the story, not random.
    Hero,
    /// Explained, submitted, under review.
    Explained,
    /// As `Explained`, and then late readings came that change nothing any more.
    Late,
    /// Submitted without a comment, and approved by the system.
    Prompt,
    /// Submitted by the system without a penalty, and approved by it.
    SilentFine,
    /// Submitted by the system without a penalty; a comment that was saved keeps it under review.
    SilentHeld,
    /// Submitted by the system with a penalty, and approved by it.
    Penalised,
    /// Submitted by the system with a penalty; the partner's settings hold it under review.
    PenaltyHeld,
    /// Rejected with reasons.
    Refused,
    /// Rejected, and the partner has begun to answer.
    Answering,
    /// Approved by a person.
    Agreed,
    /// Approved and then reopened.
    Reopened,
    /// Handed to the vendor.
    Dispatched,
    /// Handed to the vendor, which sent it back.
    Returned,
    /// Processed by the vendor.
    Completed,
}

impl Part {
    /// Whether its deadline must have passed.
    const fn is_hurried(self) -> bool {
        matches!(self, Self::SilentFine | Self::SilentHeld | Self::Penalised | Self::PenaltyHeld)
    }

    /// Whether more is provisioned than its threshold allows.
    pub(super) const fn is_over_provisioned(self) -> bool {
        matches!(
            self,
            Self::Drafting
                | Self::Explained
                | Self::Refused
                | Self::Answering
                | Self::Penalised
                | Self::PenaltyHeld
                | Self::Reopened
        )
    }

    /// Whether the last readings of October came days too late.
    pub(super) const fn is_late(self) -> bool {
        matches!(self, Self::Moved | Self::Late)
    }
}

impl Partner {
    /// Whether its reports wait for a person when they have a penalty.
    pub(super) fn holds_flagged(&self) -> bool {
        self.parts.contains(&Part::PenaltyHeld)
    }
}
