//! Figures as people type them: grouped, with the decimal mark of their language.
//!
//! A mark in the wrong place is refused, never interpreted: `1.5` in German could mean `15` as well
//! as `1,5`.

use countersign_domain::quantity::{MAX_READING, Quantity, QuantityError};
use countersign_language::text::Locale;

/// Why a text is not a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadFigure {
    Domain(QuantityError),
    /// The marks are not where this language puts them.
    Marks,
}

/// The mark between groups and the decimal mark.
const fn marks(locale: Locale) -> (char, char) {
    let conventions = locale.conventions();
    (conventions.group, conventions.decimal)
}

/// A figure in a field: with the language's decimal mark, not grouped.
pub(super) fn written_figure(quantity: Quantity, locale: Locale) -> String {
    quantity.to_string().replace('.', &marks(locale).1.to_string())
}

/// Reads a figure with at most `decimals` decimals; nothing is rounded.
pub(super) fn read_figure(text: &str, locale: Locale, decimals: u8) -> Result<Quantity, BadFigure> {
    let (group, point) = marks(locale);
    let plain: String = text.trim().chars().filter_map(plain).collect();
    let (whole, fraction) = match plain.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (plain.as_str(), None),
    };
    if fraction.is_some_and(|fraction| fraction.contains([group, point])) {
        return Err(BadFigure::Marks);
    }
    let whole = ungrouped(whole, group)?;
    let text = match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    };
    let quantity = Quantity::parse(&text, decimals).map_err(BadFigure::Domain)?;
    if quantity > MAX_READING {
        return Err(BadFigure::Domain(QuantityError::TooLarge));
    }
    Ok(quantity)
}

/// Full-width digits and marks become plain ones; spaces between groups and signs of direction are
/// dropped.
fn plain(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        '．' => Some('.'),
        '，' => Some(','),
        '−' | '－' => Some('-'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{3000}' => None,
        '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' => None,
        c => Some(c),
    }
}

fn ungrouped(whole: &str, group: char) -> Result<String, BadFigure> {
    if !whole.contains(group) {
        return Ok(whole.to_owned());
    }
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let begins = (1..=3).contains(&first.trim_start_matches('-').len());
    if begins && groups.all(|digits| digits.len() == 3) {
        Ok(whole.replace(group, ""))
    } else {
        Err(BadFigure::Marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, locale: Locale) -> Result<String, BadFigure> {
        read_figure(text, locale, 2).map(|quantity| quantity.to_string())
    }

    #[test]
    fn figures_are_read_as_each_language_writes_them() {
        use Locale::{English, German, Japanese};
        for (text, locale, expected) in [
            ("1,234.5", English, "1234.5"),
            ("1.234,5", German, "1234.5"),
            ("1234,5", German, "1234.5"),
            ("1.234", German, "1234"),
            ("１，２３４．５", Japanese, "1234.5"),
            (" 780 ", English, "780"),
            ("1\u{202f}234,50", German, "1234.5"),
            ("\u{200f}12\u{200f}", English, "12"),
            ("0", German, "0"),
        ] {
            assert_eq!(read(text, locale).as_deref(), Ok(expected), "{text} {locale:?}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        use Locale::{English, German};
        for (text, locale) in
            [("1,5", English), ("1.5", German), ("1,23,456", English), ("1.2.3", English)]
        {
            assert_eq!(read(text, locale), Err(BadFigure::Marks), "{text} {locale:?}");
        }
    }

    #[test]
    fn what_is_no_figure_says_why() {
        use QuantityError::{Exponent, Negative, NotANumber, TooLarge, TooManyDecimals};
        for (text, why) in [
            ("-5", Negative),
            ("−5", Negative),
            ("1e3", Exponent),
            ("twelve", NotANumber),
            ("1.234", TooManyDecimals { allowed: 2 }),
            ("10,000,000,000.01", TooLarge),
            ("99999999999999999999", TooLarge),
            ("<b>", NotANumber),
        ] {
            assert_eq!(read(text, Locale::English), Err(BadFigure::Domain(why)), "{text}");
        }
    }

    #[test]
    fn a_written_figure_reads_back() {
        let quantity = Quantity::parse("1234567.25", 2).unwrap();
        for locale in Locale::ALL {
            let text = written_figure(quantity, locale);
            assert_eq!(read_figure(&text, locale, 2), Ok(quantity), "{text}");
        }
        assert_eq!(written_figure(quantity, Locale::German), "1234567,25");
    }
}
