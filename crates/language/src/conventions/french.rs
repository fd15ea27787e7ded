//! French. The messages are machine-translated and not proof-read by a native speaker yet.

use super::definition::{Conventions, DatePatterns};
use fluent_templates::langid;

pub(super) static CONVENTIONS: Conventions = Conventions {
    code: "fr",
    id: langid!("fr"),
    own_name: "Français",
    mail_catalogue: include_str!("../../locales/fr/mail.ftl"),
    dates: DatePatterns {
        month: "MMMM y",
        short_month: "MMM y",
        date: "d MMM y",
        short_date: "d MMM",
        date_time: "d MMM y, H",
        short_date_time: "d MMM, H",
        weekday: "EEE d MMM",
        weekday_time: "EEE d MMM y, H",
    },
    group: '\u{202f}',
    decimal: ',',
    before_percent: "\u{a0}",
    between_sentences: " ",
    between_items: ", ",
    between_units: " ",
    csv_separator: ';',
};
