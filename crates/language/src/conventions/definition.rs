//! What the conventions of a language consist of.

/// The conventions of a language.
pub struct Conventions {
    /// The language's name for itself.
    pub own_name: &'static str,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    pub dates: DatePatterns,
    /// Between groups of three digits.
    pub group: char,
    /// Before the decimals.
    pub decimal: char,
    /// Between a number and its percent sign.
    pub before_percent: &'static str,
    /// Between two sentences.
    pub between_sentences: &'static str,
    /// Between the items of a list.
    pub between_items: &'static str,
    /// Between two parts of a duration, such as days and hours.
    pub between_units: &'static str,
    /// Between a label and its value.
    pub colon: &'static str,
    /// Between two parts of a remark that have commas.
    pub between_clauses: &'static str,
    /// Around a remark.
    pub brackets: [&'static str; 2],
    /// Between the cells of a CSV template, as the spreadsheets of its readers expect it.
    pub csv_separator: char,
}

/// Patterns in the notation of CLDR: `y` is the year; `MMMM`, `MMM` and `M` are the month in full,
/// short and as a number; `d` is the day, `EEE` the short weekday, `H` the time with its minutes.
/// Text in single quotes stays.
pub struct DatePatterns {
    pub month: &'static str,
    pub short_month: &'static str,
    pub date: &'static str,
    pub short_date: &'static str,
    pub date_time: &'static str,
    pub short_date_time: &'static str,
    /// A date by which something has to be done.
    pub weekday: &'static str,
    /// The same with year and time.
    pub weekday_time: &'static str,
}
