//! The days of a cycle as bars: provisioned behind, used in front, the highest day marked.

use askama::filters::HtmlSafe;
use countersign_app::actions::daily_units::Total;
use countersign_domain::quantity::Quantity;
use std::fmt;

const BAR: i64 = 20;
const HEIGHT: i64 = 140;
const TOP: i64 = 30;
const BOTTOM: i64 = 18;

pub(super) struct DaysChart {
    days: Vec<Total>,
    /// The marked days of the cycle; 0 is the first.
    marks: Vec<usize>,
    most: String,
}

impl DaysChart {
    /// The bars of some days; `None` if there was no reading.
    pub(super) fn new(
        days: Vec<Total>,
        marks: Vec<usize>,
        units: impl Fn(Quantity) -> String,
    ) -> Option<Self> {
        let most = most(&days).filter(|most| *most > Quantity::ZERO)?;
        Some(Self { days, marks, most: units(most) })
    }
}

fn most(days: &[Total]) -> Option<Quantity> {
    days.iter().flat_map(|day| [day.provisioned, day.used]).flatten().max()
}

/// The days with the highest figure, the earliest if there are several.
pub(super) fn highest(
    days: &[Total],
    figure: impl Fn(&Total) -> Option<Quantity>,
) -> Option<usize> {
    let most = days.iter().filter_map(&figure).max()?;
    days.iter().position(|day| figure(day) == Some(most))
}

impl HtmlSafe for DaysChart {}

impl fmt::Display for DaysChart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = most(&self.days).map_or(1, Quantity::micros).max(1);
        let width = BAR * i64::try_from(self.days.len()).unwrap_or(31);
        let (height, ground) = (TOP + HEIGHT + BOTTOM, TOP + HEIGHT);
        let tall = |units: Quantity| {
            let share = i128::from(units.micros()) * i128::from(HEIGHT) / i128::from(most);
            i64::try_from(share).unwrap_or(0)
        };
        // Only numbers and digits: nothing to escape.
        write!(f, "<svg class=\"days\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">")?;
        rule(f, width, TOP, " stroke-dasharray=\"2 4\"")?;
        write!(f, "<text class=\"axis\" x=\"2\" y=\"10\">{}</text>", self.most)?;
        for (at, day) in (0_i64..).zip(&self.days) {
            let x = at * BAR;
            let bars = [("day-provisioned", 1, day.provisioned), ("day-used", 5, day.used)];
            for (class, inset, units) in bars {
                let Some(tall) = units.map(tall) else { continue };
                let (x, y, width) = (x + inset, ground - tall, BAR - 2 * inset);
                write!(f, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" ")?;
                write!(f, "width=\"{width}\" height=\"{tall}\"/>")?;
            }
            if usize::try_from(at).is_ok_and(|at| self.marks.contains(&at)) {
                let top = ground - day.provisioned.max(day.used).map_or(0, tall);
                let (x, y) = (x + BAR / 2 - 5, (top - 10).max(0));
                write!(f, "<path class=\"day-mark\" d=\"M{x} {y} h10 l-5 7z\"/>")?;
            }
            if at % 7 == 0 {
                let (x, y, day) = (x + BAR / 2, height - 4, at + 1);
                write!(f, "<text class=\"axis\" x=\"{x}\" y=\"{y}\" ")?;
                write!(f, "text-anchor=\"middle\">{day}</text>")?;
            }
        }
        rule(f, width, ground, "")?;
        f.write_str("</svg>")
    }
}

fn rule(f: &mut fmt::Formatter<'_>, width: i64, y: i64, dashes: &str) -> fmt::Result {
    write!(f, "<line class=\"axis-line\" x1=\"0\" x2=\"{width}\" y1=\"{y}\" y2=\"{y}\"{dashes}/>")
}
