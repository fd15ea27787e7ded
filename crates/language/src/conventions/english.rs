//! English.

use super::definition::{Conventions, DatePatterns};
use fluent_templates::langid;

pub(super) static CONVENTIONS: Conventions = Conventions {
    code: "en",
    id: langid!("en"),
    own_name: "English",
    mail_catalogue: include_str!("../../locales/en/mail.ftl"),
    dates: DatePatterns {
        month: "MMMM y",
        short_month: "MMM y",
        date: "d MMM y",
        short_date: "d MMM",
        date_time: "d MMM y, H",
        short_date_time: "d MMM, H",
        weekday: "EEE, d MMM",
        weekday_time: "EEE, d MMM y, H",
    },
    group: ',',
    decimal: '.',
    before_percent: "",
    between_sentences: " ",
    between_items: ", ",
    between_units: " ",
    csv_separator: ',',
};
