//! The chart of a cycle's progress over its days: stacked areas, one per status.

use countersign_domain::status::Status;
use countersign_domain::zone::date_of_number;
use countersign_language::text::Locale;
use countersign_store::reports::DayCount;

/// The size of the drawing in its own units.
const WIDTH: i64 = 640;
const HEIGHT: i64 = 160;
/// The most days that a chart shows beyond today.
const MOST_AHEAD: i64 = 31;

/// The chart.
pub(crate) struct ProgressChart {
    /// From the bottom up.
    pub(crate) areas: Vec<ChartArea>,
    /// The position and the label of the marked day.
    pub(crate) mark: Option<(i64, String)>,
    pub(crate) ends: (String, String),
    /// The number of all reports.
    pub(crate) most: String,
    /// The table: a day and a count per area.
    pub(crate) rows: Vec<(String, Vec<String>)>,
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
        let span = end - first.day;
        if span < 1 {
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
            let point = |(day, level): (&DayCount, &i64)| format!("{},{}", x(day.day), y(*level));
            let upper = days.iter().zip(&ground).map(point);
            let lower = days.iter().zip(&below).rev().map(point);
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
            mark: deadline.filter(shown).map(|day| (x(day), date(day))),
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
    fn areas_are_stacked_and_reach_the_top_where_all_reports_are() {
        let days = [day(20_000, 10, 0, 0), day(20_001, 4, 4, 2)];
        let chart = ProgressChart::of(Locale::English, &days, Some(20_001)).unwrap();
        let points: Vec<_> = chart.areas.iter().map(|it| (it.token, it.points.as_str())).collect();
        assert_eq!(points[0], ("approved", "0,160 640,128 640,160 0,160"));
        assert_eq!(points[1], ("under-review", "0,160 640,64 640,128 0,160"));
        assert_eq!(points[2], ("preparing", "0,0 640,0 640,64 0,160"));
        assert_eq!(chart.mark.as_ref().unwrap().0, 640);
    }

    #[test]
    fn one_day_or_no_report_is_no_chart() {
        assert!(ProgressChart::of(Locale::English, &[day(1, 3, 0, 0)], None).is_none());
        assert!(
            ProgressChart::of(Locale::English, &[day(1, 0, 0, 0), day(2, 0, 0, 0)], None).is_none()
        );
    }
}
