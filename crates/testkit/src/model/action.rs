//! What a row of a decisions file requests.

use jiff::Timestamp;
use jiff::civil::Date;

use super::report::Report;
use super::zone::{add_days, day_start, parse_date, parse_instant};

/// What a row requests, with its cells checked as far as possible without the report.
#[derive(Debug, Clone)]
pub(super) enum Action {
    Edit { product: String, chargeable: Option<String>, comment: Option<String> },
    EditReport { comment: String },
    Reset { product: String },
    Extend { until: Until },
    Submit { comment: Option<String> },
    Approve,
    Reject { reasons: String },
    Reopen,
    Dispatch,
    Complete,
    Return,
}

/// "An instant, or a date = end of that local day."
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    At(Timestamp),
    EndOf(Date),
}

impl Until {
    pub(super) fn read(text: &str) -> Option<Until> {
        parse_date(text).map(Until::EndOf).or_else(|| parse_instant(text).map(Until::At))
    }

    pub(super) fn instant(self, report: &Report) -> Timestamp {
        match self {
            Until::At(instant) => instant,
            Until::EndOf(date) => day_start(add_days(date, 1), &report.zone),
        }
    }
}
