//! The chart of a cycle's progress over its days: stacked areas, one per status. A day is a step:
//! its counts are those at its end, and nothing is drawn between two days.
//!
//! The areas stretch with their card, in units of their own; texts are placed in percent, so that
//! they keep their size.

use countersign_domain::status::Status;
use countersign_domain::zone::date_of_number;
use countersign_language::text::Locale;
use countersign_store::reports::DayCount;

/// The size of the areas in their own units.
pub(crate) const WIDTH: i64 = 1_000;
pub(crate) const HEIGHT: i64 = 160;
/// The most days that a chart shows beyond today.
const MOST_AHEAD: i64 = 31;

/// The chart.
pub(crate) struct ProgressChart {
    /// From the bottom up.
    pub(crate) areas: Vec<ChartArea>,
    pub(crate) mark: Option<DayMark>,
    pub(crate) ends: (String, String),
    /// The number of all reports.
    pub(crate) most: String,
    /// The table: a day and a count per area.
    pub(crate) rows: Vec<(String, Vec<String>)>,
}

/// The end of a marked day.
pub(crate) struct DayMark {
    /// Where it is, such as `75.0%`.
    pub(crate) at: String,
    /// Whether its label is to the left of it.
    pub(crate) is_late: bool,
    pub(crate) day: String,
}

/// The area of a status.
pub(crate) struct ChartArea {
    /// The status's token, which is its class.
    pub(crate) token: &'static str,
    pub(crate) label: String,
    pub(crate) points: String,
}

/// From the bottom up; approved reports grow from the ground.
const ORDER: [Status; 5] =
    [Status::Completed, Status::Approved, Status::UnderReview, Status::Rejected, Status::Preparing];

fn count(day: &DayCount, status: Status) -> i64 {
    match status {
        Status::Preparing => day.preparing,
        Status::UnderReview => day.under_review,
        Status::Rejected => day.rejected,
        Status::Approved => day.approved,
        Status::Submitted | Status::Completed => day.beyond,
    }
}

impl ProgressChart {
    /// The chart of some days; `None` if there are fewer than two, or no reports.
    pub(crate) fn of(locale: Locale, days: &[DayCount], deadline: Option<i64>) -> Option<Self> {
        let most = days.iter().map(total).max().filter(|most| *most > 0)?;
        let (first, last) = (days.first()?, days.last()?);
        // The days until the deadline are included and empty, to show how much time is left.
        let end = last.day.max(deadline.unwrap_or(last.day).min(last.day + MOST_AHEAD));
        let span = end - first.day + 1;
        if span < 2 {
            return None;
        }
        let x = |day: i64| (day - first.day) * WIDTH / span;
        let y = |count: i64| HEIGHT - count * HEIGHT / most;
        let mut ground = vec![0; days.len()];
        let mut areas = Vec::new();
        for status in ORDER {
            let below = ground.clone();
            for (level, day) in ground.iter_mut().zip(days) {
                *level += count(day, status);
            }
            let step = |(day, level): (&DayCount, &i64)| {
                [x(day.day), x(day.day + 1)].map(|x| format!("{x},{}", y(*level)))
            };
            let upper = days.iter().zip(&ground).flat_map(step);
            let lower: Vec<String> = days.iter().zip(&below).flat_map(step).collect();
            let lower = lower.into_iter().rev();
            if ground != below {
                let points = upper.chain(lower).collect::<Vec<_>>().join(" ");
                areas.push(ChartArea {
                    token: status.token(),
                    label: label(locale, status),
                    points,
                });
            }
        }
        let date = |day: i64| locale.written(date_of_number(day));
        let shown = |day: &i64| (first.day..=end).contains(day);
        Some(Self {
            areas,
            mark: deadline.filter(shown).map(|day| {
                let tenths = (day + 1 - first.day) * 1_000 / span;
                let at = format!("{}.{}%", tenths / 10, tenths % 10);
                DayMark { at, is_late: tenths > 500, day: date(day) }
            }),
            ends: (date(first.day), date(end)),
            most: locale.count(most),
            rows: days
                .iter()
                .map(|day| {
                    let counts = ORDER.iter().rev().map(|status| locale.count(count(day, *status)));
                    (date(day.day), counts.collect())
                })
                .collect(),
        })
    }

    pub(crate) fn headings(locale: Locale) -> Vec<String> {
        ORDER.iter().rev().map(|status| label(locale, *status)).collect()
    }
}

fn label(locale: Locale, status: Status) -> String {
    match status {
        Status::Submitted | Status::Completed => locale.t("chart-beyond"),
        other => locale.status(other),
    }
}

const fn total(day: &DayCount) -> i64 {
    day.preparing + day.under_review + day.rejected + day.approved + day.beyond
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64, preparing: i64, under_review: i64, approved: i64) -> DayCount {
        DayCount { day, preparing, under_review, approved, ..DayCount::default() }
    }

    #[test]
    fn areas_are_stacked_in_steps_and_reach_the_top_where_all_reports_are() {
        let days = [day(20_000, 10, 0, 0), day(20_001, 4, 4, 2)];
        let chart = ProgressChart::of(Locale::English, &days, Some(20_001)).unwrap();
        let points: Vec<_> = chart.areas.iter().map(|it| (it.token, it.points.as_str())).collect();
        let ground = "1000,160 500,160 500,160 0,160";
        assert_eq!(points[0], ("approved", &*format!("0,160 500,160 500,128 1000,128 {ground}")));
        let review = "0,160 500,160 500,64 1000,64 1000,128 500,128 500,160 0,160";
        assert_eq!(points[1], ("under-review", review));
        let preparing = "0,0 500,0 500,0 1000,0 1000,64 500,64 500,160 0,160";
        assert_eq!(points[2], ("preparing", preparing));
        let mark = chart.mark.unwrap();
        assert_eq!((mark.at.as_str(), mark.is_late), ("100.0%", true), "the end of its day");
    }

    #[test]
    fn the_days_until_the_deadline_are_empty() {
        let chart = ProgressChart::of(Locale::English, &[day(1, 3, 0, 0)], Some(4)).unwrap();
        assert_eq!(chart.areas[0].points, "0,0 250,0 250,160 0,160");
        let early =
            ProgressChart::of(Locale::English, &[day(1, 3, 0, 0), day(4, 3, 0, 0)], Some(1));
        let mark = early.unwrap().mark.unwrap();
        assert_eq!((mark.at.as_str(), mark.is_late), ("25.0%", false));
    }

    #[test]
    fn one_day_or_no_report_is_no_chart() {
        assert!(ProgressChart::of(Locale::English, &[day(1, 3, 0, 0)], None).is_none());
        assert!(
            ProgressChart::of(Locale::English, &[day(1, 0, 0, 0), day(2, 0, 0, 0)], None).is_none()
        );
    }
}
