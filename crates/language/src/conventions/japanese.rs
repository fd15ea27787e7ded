//! Japanese.

use super::definition::{Conventions, DatePatterns};
use fluent_templates::langid;

pub(super) static CONVENTIONS: Conventions = Conventions {
    code: "ja",
    id: langid!("ja"),
    own_name: "日本語",
    mail_catalogue: include_str!("../../locales/ja/mail.ftl"),
    dates: DatePatterns {
        month: "y年M月",
        short_month: "y年M月",
        date: "y年M月d日",
        short_date: "M月d日",
        date_time: "y年M月d日 H",
        short_date_time: "M月d日 H",
        weekday: "M月d日(EEE)",
        weekday_time: "y年M月d日(EEE) H",
    },
    group: ',',
    decimal: '.',
    before_percent: "",
    between_sentences: "",
    between_items: "、",
    between_units: "",
    csv_separator: ',',
};
