//! Settings and their inheritance.

use super::number::parse_threshold;

/// The settings columns of regions, distributors and partners.
pub(crate) const COLUMNS: &[&str] = &[
    "auto_submit_days",
    "resubmit_days",
    "settle_days",
    "over_provisioning_threshold_percent",
    "auto_approve",
    "hold_flagged",
    "hold_incomplete",
    "carry_forward_cycles",
    "reminder_days",
    "review_days",
];

/// The settings of one region, distributor or partner. An absent one is inherited.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    auto_submit_days: Option<i64>,
    resubmit_days: Option<i64>,
    settle_days: Option<i64>,
    threshold_hundredths: Option<i128>,
    auto_approve: Option<bool>,
    hold_flagged: Option<bool>,
    hold_incomplete: Option<bool>,
    carry_forward_cycles: Option<i32>,
}

/// The settings of one report, all of them present.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) auto_submit_days: i64,
    pub(crate) resubmit_days: i64,
    pub(crate) settle_days: i64,
    pub(crate) threshold_hundredths: i128,
    pub(crate) auto_approve: bool,
    pub(crate) hold_flagged: bool,
    pub(crate) hold_incomplete: bool,
    pub(crate) carry_forward_cycles: i32,
}

impl Settings {
    /// Sets one column. Returns false if the value is not allowed.
    pub(crate) fn set(&mut self, column: &str, value: &str) -> bool {
        let whole = |least: i64, most: i64| {
            let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            let number = value.parse::<i64>().ok().filter(|_| digits);
            number.filter(|number| (least..=most).contains(number))
        };
        let choice = || match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        match column {
            "auto_submit_days" => put(&mut self.auto_submit_days, whole(1, 28)),
            "resubmit_days" => put(&mut self.resubmit_days, whole(1, 28)),
            "settle_days" => put(&mut self.settle_days, whole(0, 10)),
            "over_provisioning_threshold_percent" => {
                put(&mut self.threshold_hundredths, parse_threshold(value))
            }
            "auto_approve" => put(&mut self.auto_approve, choice()),
            "hold_flagged" => put(&mut self.hold_flagged, choice()),
            "hold_incomplete" => put(&mut self.hold_incomplete, choice()),
            "carry_forward_cycles" => {
                let cycles = whole(0, 24).and_then(|number| i32::try_from(number).ok());
                put(&mut self.carry_forward_cycles, cycles)
            }
            // It only orders lists.
            "review_days" => whole(1, 28).is_some(),
            // Reminders change no report, so only their form is checked.
            "reminder_days" => value.split(' ').all(|day| day.parse::<u8>().is_ok()),
            _ => false,
        }
    }
}

fn put<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let given = value.is_some();
    if given {
        *slot = value;
    }
    given
}

/// "Settings inherit region → distributor → partner, the nearest one set wins." `nearest_first`
/// contains the partner's, the distributor's and the region's.
pub(crate) fn resolve(nearest_first: [&Settings; 3]) -> Rules {
    fn nearest<T: Copy>(
        from: [&Settings; 3],
        field: impl Fn(&Settings) -> Option<T>,
        default: T,
    ) -> T {
        from.into_iter().find_map(field).unwrap_or(default)
    }
    let from = nearest_first;
    Rules {
        auto_submit_days: nearest(from, |set| set.auto_submit_days, 5),
        resubmit_days: nearest(from, |set| set.resubmit_days, 3),
        settle_days: nearest(from, |set| set.settle_days, 1),
        threshold_hundredths: nearest(from, |set| set.threshold_hundredths, 1000),
        auto_approve: nearest(from, |set| set.auto_approve, true),
        hold_flagged: nearest(from, |set| set.hold_flagged, false),
        hold_incomplete: nearest(from, |set| set.hold_incomplete, false),
        carry_forward_cycles: nearest(from, |set| set.carry_forward_cycles, 3),
    }
}
