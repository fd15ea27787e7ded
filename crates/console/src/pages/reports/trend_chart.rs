//! Twelve months of a line: bars, and the same in words for people who do not see them.

use askama::filters::HtmlSafe;
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use countersign_language::text::Locale;
use std::fmt;

pub(super) const MONTHS: i32 = 12;
const WIDTH: i64 = 6;
const HEIGHT: i64 = 20;

pub(super) struct Trend {
    months: Vec<(Cycle, Option<Quantity>)>,
    words: String,
}

impl Trend {
    /// The months up to `last`; one without a line has no bar.
    pub(super) fn new(locale: Locale, last: Cycle, charged: &[(Cycle, Quantity)]) -> Self {
        let of = |cycle| charged.iter().find(|(month, _)| *month == cycle).map(|(_, units)| *units);
        let cycles = (1 - MONTHS..=0).map(|month| last.plus(month));
        let months: Vec<_> = cycles.map(|cycle| (cycle, of(cycle))).collect();
        let text = months.iter().filter_map(|(cycle, units)| {
            Some(format!("{} {}", locale.month(*cycle), locale.units((*units)?)))
        });
        let list = text.collect::<Vec<_>>().join("; ");
        let words = locale.say("report-trend-words").with("list", list).to_string();
        Self { months, words }
    }

    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// Whether there is more than this month to show.
    pub(super) fn tells(&self) -> bool {
        self.months.iter().filter(|(_, units)| units.is_some()).count() > 1
    }
}

impl HtmlSafe for Trend {}

impl fmt::Display for Trend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.months.iter().filter_map(|(_, units)| *units);
        let most = units.map(Quantity::micros).max().unwrap_or(0).max(1);
        let width = i64::from(MONTHS) * WIDTH;
        // Only numbers: nothing to escape.
        write!(f, "<svg class=\"trend\" width=\"{width}\" height=\"{HEIGHT}\" ")?;
        write!(f, "viewBox=\"0 0 {width} {HEIGHT}\" aria-hidden=\"true\">")?;
        for (at, (_, units)) in (0_i64..).zip(&self.months) {
            let Some(units) = units else { continue };
            let share = i128::from(units.micros()) * i128::from(HEIGHT - 1) / i128::from(most);
            let height = i64::try_from(share).unwrap_or(0) + 1;
            let class = if at + 1 == i64::from(MONTHS) { " class=\"now\"" } else { "" };
            let (x, y, bar) = (at * WIDTH, HEIGHT - height, WIDTH - 1);
            write!(f, "<rect{class} x=\"{x}\" y=\"{y}\" width=\"{bar}\" height=\"{height}\"/>")?;
        }
        f.write_str("</svg>")
    }
}
