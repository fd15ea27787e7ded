//! Quantities: whole millionths of a unit in an `i128`, so that nothing is rounded by accident.

/// Millionths in one unit.
pub(crate) const UNIT: i128 = 1_000_000;

/// "Quantities are at most 10^10 units."
const LARGEST: i128 = 10_000_000_000 * UNIT;

/// Reads a quantity of at most `decimals` decimals. "Zeros after the last decimal do not count."
///
/// "More decimals than the product has, a negative figure, NaN or an exponent is refused."
pub(crate) fn parse_quantity(text: &str, decimals: u32) -> Option<i128> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > usize::try_from(decimals).ok()? || fraction.len() > 6 {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > 11 {
        return None;
    }
    let units: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let millionths: i128 = format!("{fraction:0<6}").parse().ok()?;
    let value = units * UNIT + millionths;
    (value <= LARGEST).then_some(value)
}

/// "Quantities carry no trailing zeros."
pub(crate) fn format_quantity(value: i128) -> String {
    let fraction = format!("{:06}", value % UNIT);
    let fraction = fraction.trim_end_matches('0');
    let whole = value / UNIT;
    if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") }
}

/// `value / parts` rounded half up to `decimals` decimals. `value` is never negative.
pub(crate) fn mean_half_up(value: i128, parts: i128, decimals: u32) -> i128 {
    let step = 10_i128.pow(6 - decimals);
    (2 * value + parts * step) / (2 * parts * step) * step
}

/// Tenths of a percent of `part` in `whole`, half up. Both are positive, or `part` is 0.
pub(crate) fn percent_tenths_half_up(part: i128, whole: i128) -> i128 {
    (2 * part * 1000 + whole) / (2 * whole)
}

/// "Percentages exactly one decimal."
pub(crate) fn format_tenths(tenths: i128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Reads a percentage between 0 and 100 of at most two decimals, as hundredths.
pub(crate) fn parse_threshold(text: &str) -> Option<i128> {
    let hundredths = parse_quantity(text, 2)? / (UNIT / 100);
    (hundredths <= 10_000).then_some(hundredths)
}
