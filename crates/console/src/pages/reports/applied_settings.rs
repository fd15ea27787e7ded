//! The settings that apply to a report, each with its origin.

use countersign_domain::report::Report;
use countersign_domain::settings::Setting;
use countersign_language::explanation::{SettingRow, setting_row};
use countersign_language::text::Locale;

pub(super) fn settings(locale: Locale, report: &Report) -> Vec<SettingRow> {
    Setting::ALL.into_iter().map(|setting| setting_row(locale, report, setting)).collect()
}
