//! A figure's change against last month: arrow, sign, units and percent.

use crate::text::Locale;
use countersign_domain::quantity::Quantity;

/// A change as a cell shows it.
pub struct SignedChange {
    /// `▲`, `▼`, or nothing if the figure is the same.
    pub arrow: &'static str,
    /// `+12 (+8%)`.
    pub text: String,
}

impl SignedChange {
    /// The change from last month's units, if there were any, to this month's.
    #[must_use]
    pub fn between(locale: Locale, before: Option<Quantity>, after: Quantity) -> Self {
        let from = before.map_or(0, Quantity::micros);
        let moved = after.micros().saturating_sub(from);
        let arrow = match moved {
            1.. => "▲",
            0 => "",
            _ => "▼",
        };
        let text = match before {
            None => format!("{} ({})", locale.signed(moved), locale.t("change-new")),
            Some(_) if from == 0 || moved == 0 => locale.signed(moved),
            Some(_) => {
                let percent = locale.with_percent_sign(&percent(locale, moved, from));
                format!("{} ({percent})", locale.signed(moved))
            }
        };
        Self { arrow, text }
    }
}

/// Whole percent, half away from zero, with its sign.
fn percent(locale: Locale, moved: i64, from: i64) -> String {
    let doubled = i128::from(moved) * 200;
    let from = i128::from(from) * 2;
    let half = if moved < 0 { -from / 2 } else { from / 2 };
    let percent = (doubled + half) / from;
    let size = i64::try_from(percent.abs()).unwrap_or(i64::MAX);
    let sign = match percent {
        1.. => "+",
        0 => "±",
        _ => "−",
    };
    format!("{sign}{}", locale.count(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(before: Option<i64>, after: i64) -> String {
        let change = SignedChange::between(
            Locale::English,
            before.map(Quantity::from_units),
            Quantity::from_units(after),
        );
        format!("{} {}", change.arrow, change.text)
    }

    #[test]
    fn a_change_carries_sign_arrow_and_percent() {
        assert_eq!(text(Some(990), 780), "▼ −210 (−21%)");
        assert_eq!(text(Some(384), 480), "▲ +96 (+25%)");
        assert_eq!(text(Some(200), 201), "▲ +1 (+1%)");
        assert_eq!(text(Some(1000), 1001), "▲ +1 (±0%)");
        assert_eq!(text(Some(10), 10), " ±0");
    }

    #[test]
    fn what_is_new_has_no_percentage() {
        assert_eq!(text(None, 12), "▲ +12 (new)");
        assert_eq!(text(Some(0), 12), "▲ +12");
    }
}
