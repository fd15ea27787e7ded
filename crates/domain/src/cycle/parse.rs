//! Reads a cycle as people and spreadsheets write it.

use super::Cycle;

/// The names of months in English and German, and their abbreviations. A final dot is ignored.
const NAMES: [&[&str]; 12] = [
    &["jan", "january", "januar", "jän", "jänner"],
    &["feb", "february", "februar"],
    &["mar", "march", "mär", "märz", "mrz"],
    &["apr", "april"],
    &["may", "mai"],
    &["jun", "june", "juni"],
    &["jul", "july", "juli"],
    &["aug", "august"],
    &["sep", "sept", "september"],
    &["oct", "october", "okt", "oktober"],
    &["nov", "november"],
    &["dec", "december", "dez", "dezember"],
];

/// The expected form.
const EXPECTED: &str = "a report cycle such as 2026-10";

impl Cycle {
    /// Reads a cycle in any of the accepted forms: `2026-10`, `2026-10-01`, `2026/10`, `10/2026`,
    /// `Oct-26`, `Okt 2026`, `2026年10月`.
    ///
    /// # Errors
    /// The expected form, if `text` has none of them.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let found = Self::parse(text).ok().or_else(|| of_numbers(text)).or_else(|| {
            let folded = text.to_lowercase();
            of_japanese(&folded).or_else(|| of_name(&folded))
        });
        found.ok_or(EXPECTED)
    }

    /// The month of a year with four digits, or with two.
    fn of_short(year: &str, month: usize) -> Option<Self> {
        let number: i32 = Some(year).filter(|it| is_digits(it)).and_then(|it| it.parse().ok())?;
        let year = match year.len() {
            4 => number,
            // As spreadsheets read two digits, except that no report is of a year before 1970.
            2 if number < 70 => 2000 + number,
            2 => 1900 + number,
            _ => return None,
        };
        Self::parse(&format!("{year:04}-{month:02}")).ok()
    }
}

/// The month of a year with four digits.
fn of_full(year: &str, month: usize) -> Option<Cycle> {
    if year.len() == 4 { Cycle::of_short(year, month) } else { None }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `10` or `1`.
fn month_number(text: &str) -> Option<usize> {
    let month = Some(text).filter(|it| it.len() <= 2 && is_digits(it))?.parse().ok()?;
    (1..=12).contains(&month).then_some(month)
}

/// `2026-10-01`, `2026/10`, `2026/10/1` and `10/2026`.
fn of_numbers(text: &str) -> Option<Cycle> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    match parts[..] {
        [year, month] if separator == '/' && year.len() == 4 => of_full(year, month_number(month)?),
        [month, year] if separator == '/' => of_full(year, month_number(month)?),
        [year, month, "1" | "01"] => of_full(year, month_number(month)?),
        _ => None,
    }
}

/// `2026年10月`, and `10月-26`.
fn of_japanese(text: &str) -> Option<Cycle> {
    if let Some((year, month)) = text.split_once('年') {
        return of_full(year, month_number(month.strip_suffix('月')?)?);
    }
    let (month, year) = text.split_once('月')?;
    Cycle::of_short(year.trim_start_matches(is_between), month_number(month)?)
}

/// `oct-26`, `okt. 26`, `october 2026`.
fn of_name(text: &str) -> Option<Cycle> {
    let at = text.find(|c: char| is_between(c) || c.is_ascii_digit())?;
    let (name, year) = text.split_at(at);
    let month = NAMES.iter().position(|names| names.contains(&name))? + 1;
    Cycle::of_short(year.trim_start_matches(is_between), month)
}

const fn is_between(c: char) -> bool {
    matches!(c, '-' | ' ' | '.' | '/' | '\u{a0}' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_read_as_people_and_spreadsheets_write_it() {
        for text in [
            "2026-10",
            " 2026-10 ",
            "2026-10-01",
            "2026/10",
            "2026/10/1",
            "2026/10/01",
            "10/2026",
            "Oct-26",
            "oct-26",
            "OCT-2026",
            "October 2026",
            "Okt-26",
            "Okt 26",
            "Okt. 26",
            "Oktober 2026",
            "10月-26",
            "2026年10月",
        ] {
            assert_eq!(Cycle::read(text).unwrap().to_string(), "2026-10", "{text}");
        }
        let months = [
            "Jan-26", "Feb-26", "Mar-26", "Apr-26", "May-26", "Jun-26", "Jul-26", "Aug-26",
            "Sep-26", "Oct-26", "Nov-26", "Dec-26", "Jan 26", "Feb 26", "Mrz 26", "Apr 26",
            "Mai 26", "Jun 26", "Jul 26", "Aug 26", "Sep 26", "Okt 26", "Nov 26", "Dez 26",
            "1月-26", "2月-26", "3月-26", "4月-26", "5月-26", "6月-26", "7月-26", "8月-26",
            "9月-26", "10月-26", "11月-26", "12月-26",
        ];
        for (number, text) in months.into_iter().enumerate() {
            let expected = format!("2026-{:02}", number % 12 + 1);
            assert_eq!(Cycle::read(text).unwrap().to_string(), expected, "{text}");
        }
        assert_eq!(Cycle::read("MÄRZ 2027").unwrap().to_string(), "2027-03");
        assert_eq!(Cycle::read("1/2027").unwrap().to_string(), "2027-01");
        assert_eq!(Cycle::read("Dec-99").unwrap().to_string(), "1999-12");
    }

    #[test]
    fn what_names_no_one_month_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13",
            "13/2026",
            "0/2026",
            "2026-1",
            "10/26",
            "10-2026",
            "2026-10-15",
            "2026-10-31",
            "01.10.2026",
            "26-Oct",
            "Oct",
            "Oct-6",
            "Oct-126",
            "Octo-26",
            "13月-26",
            "2026年13月",
            "1/10/2026",
            "46296",
        ] {
            assert!(Cycle::read(text).is_err(), "{text}");
        }
    }
}
