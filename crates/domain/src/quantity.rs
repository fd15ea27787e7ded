//! Units as exact numbers: whole millionths in 64 bits, never a float.

use serde::{Deserialize, Serialize};

/// A number of units in millionths. Quantities from outside are never negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub struct Quantity(i64);

/// The most decimals of a product.
pub const MAX_DECIMALS: u8 = 6;

/// Millionths in one unit.
const SCALE: i64 = 1_000_000;

/// The largest figure of a reading: 10^10 units (docs/formats.md, "All files").
pub const MAX_READING: Quantity = Quantity(10_000_000_000 * SCALE);

/// Why a text is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityError {
    /// It is neither digits nor digits with a point.
    NotANumber,
    /// It has a minus sign.
    Negative,
    /// It is written with an exponent.
    Exponent,
    /// It has more decimals than the product.
    TooManyDecimals {
        /// Decimals of the product.
        allowed: u8,
    },
    /// It is larger than a reading may be.
    TooLarge,
}

impl std::fmt::Display for QuantityError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotANumber => write!(f, "a number such as 12 or 12.5"),
            Self::Negative => write!(f, "a figure that is not negative"),
            Self::Exponent => write!(f, "a number without an exponent"),
            Self::TooManyDecimals { allowed: 0 } => write!(f, "a whole number"),
            Self::TooManyDecimals { allowed } => write!(f, "at most {allowed} decimals"),
            Self::TooLarge => write!(f, "at most 10000000000 units"),
        }
    }
}

impl Quantity {
    /// No units.
    pub const ZERO: Self = Self(0);

    /// A quantity of millionths.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// A quantity of whole units.
    #[must_use]
    pub const fn from_units(units: i64) -> Self {
        Self(units * SCALE)
    }

    /// The quantity in millionths.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads `12` or `12.5` with at most `decimals` decimals; zeros at the end do not count.
    ///
    /// # Errors
    /// Why it is not a quantity; nothing is rounded.
    pub fn parse(text: &str, decimals: u8) -> Result<Self, QuantityError> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        if !is_digits(whole) || fraction.is_some_and(|digits| !is_digits(digits)) {
            return Err(what_is_wrong(text));
        }
        let fraction = fraction.map_or("", |digits| digits.trim_end_matches('0'));
        if fraction.len() > usize::from(decimals) {
            return Err(QuantityError::TooManyDecimals { allowed: decimals });
        }
        let mut micros: i64 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            micros = shifted(micros, i64::from(digit - b'0'))?;
        }
        for _ in fraction.len()..usize::from(MAX_DECIMALS) {
            micros = shifted(micros, 0)?;
        }
        Ok(Self(micros))
    }

    /// The mean of `count` figures with this sum, rounded half up to `decimals`.
    #[must_use]
    pub fn mean_half_up(sum_micros: i128, count: usize, decimals: u8) -> Option<Self> {
        let step = i128::from(10_i64.pow(u32::from(MAX_DECIMALS - decimals.min(MAX_DECIMALS))));
        let count = i128::try_from(count).ok().filter(|&count| count > 0)?;
        let steps = (2 * sum_micros + count * step).div_euclid(2 * count * step);
        i64::try_from(steps * step).ok().map(Self)
    }
}

fn shifted(micros: i64, digit: i64) -> Result<i64, QuantityError> {
    micros
        .checked_mul(10)
        .and_then(|micros| micros.checked_add(digit))
        .ok_or(QuantityError::TooLarge)
}

/// A number without zeros after its last decimal: `12` for `12.0`. Any other text stays as it is.
#[must_use]
pub fn without_zeros(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, fraction)) if is_digits(whole) && is_digits(fraction) => {
            text.trim_end_matches('0').trim_end_matches('.')
        }
        _ => text,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn what_is_wrong(text: &str) -> QuantityError {
    let number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    match text.strip_prefix('-') {
        Some(rest) if number(rest) => QuantityError::Negative,
        None if number(text) && text.contains(['e', 'E']) => QuantityError::Exponent,
        _ => QuantityError::NotANumber,
    }
}

impl std::fmt::Display for Quantity {
    /// Without trailing zeros, with `.` as the decimal mark.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) =
            (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{fraction:06}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.to_string()
    }
}

impl TryFrom<String> for Quantity {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text, MAX_DECIMALS).map_err(|error| format!("{text:?}: expected {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quantity_is_read_exactly() {
        assert_eq!(Quantity::parse("780", 0), Ok(Quantity::from_units(780)));
        assert_eq!(Quantity::parse("0.000001", 6), Ok(Quantity(1)));
        assert_eq!(Quantity::parse("007.50", 2), Ok(Quantity(7_500_000)));
        assert_eq!(Quantity::parse("10000000000", 0), Ok(MAX_READING));
    }

    #[test]
    fn zeros_after_the_last_decimal_do_not_count() {
        assert_eq!(Quantity::parse("12.0", 0), Ok(Quantity::from_units(12)));
        assert_eq!(Quantity::parse("1.500", 1), Ok(Quantity(1_500_000)));
        assert_eq!(Quantity::parse("100.000000000000", 0), Ok(Quantity::from_units(100)));
        for (text, plain) in [
            ("12.0", "12"),
            ("100", "100"),
            ("1.50", "1.5"),
            ("100.00", "100"),
            ("0.0", "0"),
            ("1.", "1."),
            (".0", ".0"),
            ("2 1.0", "2 1.0"),
            ("1.0.0", "1.0.0"),
        ] {
            assert_eq!(without_zeros(text), plain);
        }
    }

    #[test]
    fn a_bad_quantity_says_what_is_wrong() {
        use QuantityError::{Exponent, Negative, NotANumber, TooLarge, TooManyDecimals};
        for (text, decimals, error) in [
            ("-1", 0, Negative),
            ("-0.5", 1, Negative),
            ("1e3", 0, Exponent),
            ("1.5E2", 6, Exponent),
            ("NaN", 0, NotANumber),
            ("inf", 0, NotANumber),
            ("", 0, NotANumber),
            (".5", 1, NotANumber),
            ("5.", 1, NotANumber),
            ("+5", 0, NotANumber),
            ("1,5", 1, NotANumber),
            (" 5", 0, NotANumber),
            ("٣", 0, NotANumber),
            ("1.5", 0, TooManyDecimals { allowed: 0 }),
            ("1.51", 1, TooManyDecimals { allowed: 1 }),
            ("1.0000001", 6, TooManyDecimals { allowed: 6 }),
            ("10000000000000", 0, TooLarge),
        ] {
            assert_eq!(Quantity::parse(text, decimals), Err(error), "{text}");
        }
    }

    #[test]
    fn a_mean_is_rounded_half_up_to_the_decimals_of_the_product() {
        let mean = |sum: i64, count, decimals| {
            Quantity::mean_half_up(i128::from(sum), count, decimals).unwrap().to_string()
        };
        assert_eq!(mean(5 * SCALE, 2, 0), "3");
        assert_eq!(mean(7 * SCALE, 3, 0), "2");
        assert_eq!(mean(10 * SCALE, 3, 2), "3.33");
        assert_eq!(mean(SCALE, 2_000_000, 6), "0.000001");
        assert_eq!(mean(1, 3, 6), "0");
    }

    proptest! {
        #[test]
        fn it_reads_back_what_it_wrote(micros in 0..i64::MAX) {
            let text = Quantity(micros).to_string();
            prop_assert_eq!(Quantity::parse(&text, 6), Ok(Quantity(micros)));
        }
    }
}
