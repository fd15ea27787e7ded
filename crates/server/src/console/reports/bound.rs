//! The settings that bind a report, each with where it came from.

use crate::console::explained::{SettingRow, setting_row};
use crate::console::text::Locale;
use countersign_domain::report::Report;
use countersign_domain::settings::Setting;

/// Every setting of a report.
pub(super) fn settings(locale: Locale, report: &Report) -> Vec<SettingRow> {
    Setting::ALL.into_iter().map(|setting| setting_row(locale, report, setting)).collect()
}
