//! Over-provisioned percentages as exact fractions.

use crate::quantity::Quantity;

/// The provisioned units beyond the default chargeable ones, as a share of the provisioned ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverProvisioned {
    excess_micros: i64,
    provisioned_micros: i64,
}

/// A threshold in hundredths of a percent: 10 % is 1000.
pub type ThresholdHundredths = i64;

impl OverProvisioned {
    /// max(0, provisioned − default chargeable) / provisioned; `None` if nothing is provisioned.
    #[must_use]
    pub fn new(provisioned: Quantity, default_chargeable: Quantity) -> Option<Self> {
        let excess_micros = (provisioned.micros() - default_chargeable.micros()).max(0);
        let provisioned_micros = provisioned.micros();
        (provisioned_micros > 0).then_some(Self { excess_micros, provisioned_micros })
    }

    /// Whether it is strictly above the threshold, compared exactly.
    #[must_use]
    pub fn exceeds(self, threshold: ThresholdHundredths) -> bool {
        i128::from(self.excess_micros) * 10_000
            > i128::from(threshold) * i128::from(self.provisioned_micros)
    }

    /// The share in tenths of a percent, rounded half up.
    #[must_use]
    pub fn tenths(self) -> i64 {
        let (excess, whole) = (i128::from(self.excess_micros), i128::from(self.provisioned_micros));
        i64::try_from((2 * 1_000 * excess + whole) / (2 * whole)).unwrap_or(i64::MAX)
    }
}

impl std::fmt::Display for OverProvisioned {
    /// The share in percent with exactly one decimal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = self.tenths();
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(provisioned: i64, default: i64) -> OverProvisioned {
        OverProvisioned::new(Quantity::from_units(provisioned), Quantity::from_units(default))
            .unwrap()
    }

    #[test]
    fn it_is_shown_to_one_decimal_half_up() {
        assert_eq!(over(1000, 780).to_string(), "22.0");
        assert_eq!(over(300, 296).to_string(), "1.3");
        assert_eq!(over(2000, 1999).to_string(), "0.1");
        assert_eq!(over(100, 120).to_string(), "0.0");
        assert_eq!(over(3, 0).to_string(), "100.0");
    }

    #[test]
    fn the_threshold_is_compared_exactly_and_strictly() {
        assert!(!over(1000, 900).exceeds(1000));
        assert!(over(1_000_000, 899_999).exceeds(1000));
        assert!(!over(100, 100).exceeds(0));
        assert!(over(10_000, 9_999).exceeds(0));
    }

    #[test]
    fn nothing_provisioned_has_no_percentage() {
        assert_eq!(OverProvisioned::new(Quantity::ZERO, Quantity::ZERO), None);
    }
}
