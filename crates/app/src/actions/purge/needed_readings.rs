//! Decides from which cycle on readings are needed.

use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::date_of_number;
use countersign_store::purges::{self, OpenWork};
use countersign_store::{Result, Tx};

/// The question: the running month and this many before it are kept.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The number of months.
    pub months: u32,
    /// The installation's time.
    pub now: Instant,
}

/// Why a cycle's readings are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// They are not old enough.
    Recent,
    /// A report of the cycle is not completed.
    OpenReport,
    /// A correction of the cycle is not finished.
    OpenCorrection,
    /// A report of the cycle could not be made.
    Fault,
    /// Reports of the cycle have yet to be made.
    NotMade,
    /// Readings arrived that no report of the cycle has been compared with.
    Arrived,
}

/// The first cycle whose readings are kept, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptFrom {
    /// The cycle.
    pub cycle: Cycle,
    /// Why they are kept.
    pub why: Needed,
}

/// The first cycle whose readings are needed.
///
/// # Errors
/// Fails when the database does.
pub async fn readings_needed_from(tx: &mut Tx, asked: Asked) -> Result<KeptFrom> {
    Ok(earliest(&purges::open_work(tx).await?, asked))
}

fn earliest(open: &OpenWork, asked: Asked) -> KeptFrom {
    let running = Cycle::of(date_of_number(asked.now.utc_day()));
    let months = i32::try_from(asked.months).unwrap_or(i32::MAX);
    let recent = Cycle::from_number((running.number() - i64::from(months)).max(0));
    // As in processing: a day that is one too early keeps one cycle too many.
    let arrived = open.arrived_since.map(|day| Cycle::of(date_of_number(day - 2)));
    let reasons = [
        (Some(recent), Needed::Recent),
        (open.report, Needed::OpenReport),
        (open.correction, Needed::OpenCorrection),
        (open.fault, Needed::Fault),
        (open.made_through.map(|made| made.plus(1)), Needed::NotMade),
        (arrived, Needed::Arrived),
    ];
    let found =
        reasons.into_iter().filter_map(|(cycle, why)| Some(KeptFrom { cycle: cycle?, why }));
    found
        .reduce(|first, next| if next.cycle < first.cycle { next } else { first })
        .unwrap_or(KeptFrom { cycle: recent, why: Needed::Recent })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycle(text: &str) -> Cycle {
        Cycle::parse(text).unwrap()
    }

    fn kept(open: OpenWork, months: u32) -> (String, Needed) {
        let now = Instant::parse("2026-11-29T12:00:00Z").unwrap();
        let kept = earliest(&open, Asked { months, now });
        (kept.cycle.to_string(), kept.why)
    }

    #[test]
    fn the_earliest_cycle_that_anything_needs_is_kept() {
        let none = OpenWork::default();
        assert_eq!(kept(none, 3), ("2026-08".to_owned(), Needed::Recent));
        assert_eq!(kept(none, 12), ("2025-11".to_owned(), Needed::Recent));
        let may = Some(cycle("2026-05"));
        let report = OpenWork { report: may, ..none };
        assert_eq!(kept(report, 3), ("2026-05".to_owned(), Needed::OpenReport));
        assert_eq!(kept(report, 12), ("2025-11".to_owned(), Needed::Recent));
        let correction = OpenWork { correction: may, ..none };
        assert_eq!(kept(correction, 3), ("2026-05".to_owned(), Needed::OpenCorrection));
        let fault = OpenWork { fault: may, ..none };
        assert_eq!(kept(fault, 3), ("2026-05".to_owned(), Needed::Fault));
        let made = OpenWork { made_through: may, ..none };
        assert_eq!(kept(made, 3), ("2026-06".to_owned(), Needed::NotMade));
        // Readings of 2 May may be of April in another zone; those of 4 May are not.
        let arrived = |day| OpenWork { arrived_since: Some(day), ..none };
        let day = countersign_domain::zone::day_number(cycle("2026-05").first_date());
        assert_eq!(kept(arrived(day + 1), 3), ("2026-04".to_owned(), Needed::Arrived));
        assert_eq!(kept(arrived(day + 2), 3), ("2026-05".to_owned(), Needed::Arrived));
    }

    #[test]
    fn more_months_than_there_were_keep_everything() {
        assert_eq!(kept(OpenWork::default(), u32::MAX).0, Cycle::from_number(0).to_string());
    }
}
