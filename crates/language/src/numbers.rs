//! Figures with the grouping of the reader's language. An absent figure is a dash, never 0.

use crate::text::Locale;
use askama::filters::HtmlSafe;
use countersign_domain::percent::OverProvisioned;
use countersign_domain::quantity::Quantity;
use std::fmt;

impl Locale {
    /// A number grouped by threes: `1,234`.
    #[must_use]
    pub fn count(self, number: i64) -> String {
        self.regroup(&number.to_string())
    }

    /// A count, or "10,000+" if the count stopped at `most`.
    #[must_use]
    pub fn bounded(self, count: i64, most: i64) -> String {
        if count > most { format!("{}+", self.count(most)) } else { self.count(count) }
    }

    /// Units, grouped, with as many decimals as they have.
    #[must_use]
    pub fn units(self, quantity: Quantity) -> String {
        self.regroup(&quantity.to_string())
    }

    /// A difference in units, with its sign.
    #[must_use]
    pub fn signed(self, micros: i64) -> String {
        let sign = match micros {
            1.. => "+",
            0 => "±",
            _ => "−",
        };
        let size = Quantity::from_micros(micros.saturating_abs());
        format!("{sign}{}", self.units(size))
    }

    /// A percentage with one decimal.
    #[must_use]
    pub fn percent(self, share: OverProvisioned) -> String {
        self.regroup(&share.to_string())
    }

    /// Regroups plain digits: an optional sign, digits, an optional point and decimals.
    #[must_use]
    pub fn regroup(self, plain: &str) -> String {
        let (group, point) = (self.conventions().group, self.conventions().decimal);
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("−", digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut text = String::with_capacity(plain.len() + 6);
        text.push_str(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(point);
            text.push_str(decimals);
        }
        text
    }

    /// Units that may be absent, as a cell shows them.
    #[must_use]
    pub fn maybe(self, quantity: Option<Quantity>) -> Maybe {
        Maybe { text: quantity.map(|quantity| self.units(quantity)), locale: self }
    }

    /// A percentage that may be absent, as a cell shows it.
    #[must_use]
    pub fn maybe_percent(self, share: Option<OverProvisioned>) -> Maybe {
        Maybe { text: share.map(|share| self.percent(share)), locale: self }
    }
}

/// A figure, or a dash with words for people who hear the page.
pub struct Maybe {
    text: Option<String>,
    locale: Locale,
}

impl HtmlSafe for Maybe {}

impl fmt::Display for Maybe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            // Digits, a sign and separators: nothing to escape.
            Some(text) => f.write_str(text),
            None => {
                let words = self.locale.t("not-reported");
                write!(f, "<span aria-hidden=\"true\">–</span><span class=\"heard\">{words}</span>")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_as_each_language_does() {
        let quantity = Quantity::parse("1234567.5", 1).unwrap();
        assert_eq!(Locale::English.units(quantity), "1,234,567.5");
        assert_eq!(Locale::German.units(quantity), "1.234.567,5");
        assert_eq!(Locale::Japanese.units(quantity), "1,234,567.5");
        assert_eq!(Locale::English.count(-1000), "−1,000");
        assert_eq!(Locale::English.count(999), "999");
    }

    #[test]
    fn a_difference_carries_its_sign() {
        assert_eq!(Locale::German.signed(-210_000_000), "−210");
        assert_eq!(Locale::German.signed(1_000_500_000), "+1.000,5");
        assert_eq!(Locale::English.signed(0), "±0");
    }

    #[test]
    fn what_is_absent_is_a_dash_with_words() {
        let absent = Locale::English.maybe(None).to_string();
        assert!(absent.contains("–") && absent.contains("not reported"), "{absent}");
        assert_eq!(Locale::English.maybe(Some(Quantity::from_units(0))).to_string(), "0");
    }
}
