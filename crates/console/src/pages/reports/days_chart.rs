//! The days of a cycle as bars: provisioned behind, used in front, the highest day marked.
//!
//! The bars stretch with their card, in units of their own; texts are placed in percent, so that
//! they keep their size on a phone and on a wide screen.

use askama::filters::HtmlSafe;
use countersign_app::actions::daily_units::Total;
use countersign_domain::quantity::Quantity;
use std::fmt;

const BAR: i64 = 20;
const HEIGHT: i64 = 160;
/// The space above the bars, for the mark.
const TOP: i64 = 16;

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
        let days = i64::try_from(self.days.len()).unwrap_or(31);
        let (width, height) = (BAR * days, TOP + HEIGHT);
        let tall = |units: Quantity| {
            let share = i128::from(units.micros()) * i128::from(HEIGHT) / i128::from(most);
            i64::try_from(share).unwrap_or(0)
        };
        // Only numbers and digits: nothing to escape.
        f.write_str("<div class=\"chart-body\" aria-hidden=\"true\"><div class=\"chart-scale\">")?;
        write!(f, "<span>{}</span><span>0</span></div><svg class=\"days\">", self.most)?;
        write!(f, "<svg width=\"100%\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" ")?;
        f.write_str("preserveAspectRatio=\"none\">")?;
        for (at, day) in (0_i64..).zip(&self.days) {
            let bars = [("day-provisioned", 1, day.provisioned), ("day-used", 5, day.used)];
            for (class, inset, units) in bars {
                let Some(tall) = units.map(tall) else { continue };
                let (x, y, width) = (at * BAR + inset, height - tall, BAR - 2 * inset);
                write!(f, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" ")?;
                write!(f, "width=\"{width}\" height=\"{tall}\"/>")?;
            }
        }
        f.write_str("</svg>")?;
        rule(f, TOP, " stroke-dasharray=\"2 4\"")?;
        rule(f, height, "")?;
        for (at, day) in (0_i64..).zip(&self.days) {
            let tenths = (2 * at + 1) * 500 / days;
            let x = format!("x=\"{}.{}%\" text-anchor=\"middle\"", tenths / 10, tenths % 10);
            if usize::try_from(at).is_ok_and(|at| self.marks.contains(&at)) {
                let top = height - day.provisioned.max(day.used).map_or(0, tall);
                write!(f, "<text class=\"day-mark\" {x} y=\"{}\">▼</text>", top - 4)?;
            }
            if at % 7 == 0 {
                write!(f, "<text class=\"axis\" {x} y=\"{}\">{}</text>", height + 14, at + 1)?;
            }
        }
        f.write_str("</svg></div>")
    }
}

fn rule(f: &mut fmt::Formatter<'_>, y: i64, dashes: &str) -> fmt::Result {
    write!(f, "<line class=\"axis-line\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"{dashes}/>")
}
