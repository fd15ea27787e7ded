//! Sums of units that may be absent.

use countersign_domain::quantity::Quantity;
use countersign_language::text::Locale;

/// A sum in millionths, of as many figures as there may be; none if no figure was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Total(Option<i128>);

impl Total {
    pub(crate) fn add(&mut self, units: Option<Quantity>) {
        if let Some(units) = units {
            self.0 = Some(self.0.unwrap_or(0) + i128::from(units.micros()));
        }
    }

    pub(crate) fn text(self, locale: Locale) -> String {
        let Some(micros) = self.0 else { return ABSENT.to_owned() };
        let sign = if micros < 0 { "-" } else { "" };
        let (whole, rest) = (micros.unsigned_abs() / 1_000_000, micros.unsigned_abs() % 1_000_000);
        let plain = match rest {
            0 => format!("{sign}{whole}"),
            rest => format!("{sign}{whole}.{}", format!("{rest:06}").trim_end_matches('0')),
        };
        locale.regroup(&plain)
    }
}

/// Shown in place of a figure that is missing.
pub(crate) const ABSENT: &str = "–";

/// Units that may be absent.
pub(crate) fn units(locale: Locale, units: Option<Quantity>) -> String {
    units.map_or_else(|| ABSENT.to_owned(), |units| locale.units(units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_exact_beyond_what_one_figure_can_be() {
        let mut total = Total::default();
        assert_eq!(total.text(Locale::English), "–");
        total.add(None);
        assert_eq!(total.text(Locale::English), "–");
        for _ in 0..3 {
            total.add(Some(Quantity::from_micros(i64::MAX)));
        }
        total.add(Some(Quantity::from_micros(500_000)));
        assert_eq!(total.text(Locale::English), "27,670,116,110,564.827421");
        let mut half = Total::default();
        half.add(Some(Quantity::from_micros(1_500_000)));
        assert_eq!(half.text(Locale::German), "1,5");
    }
}
