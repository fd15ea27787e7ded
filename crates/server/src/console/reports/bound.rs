//! The settings that bind a report, each with where it came from.

use crate::console::text::Locale;
use countersign_domain::report::Report;
use countersign_domain::settings::{Origin, Setting};

/// A setting.
pub(super) struct SettingRow {
    /// What it is called.
    pub(super) name: String,
    /// Its value.
    pub(super) value: String,
    /// Where it was set.
    pub(super) origin: String,
}

/// Every setting of a report.
pub(super) fn settings(locale: Locale, report: &Report) -> Vec<SettingRow> {
    Setting::ALL.into_iter().map(|setting| setting_row(locale, report, setting)).collect()
}

/// One setting of a report.
pub(super) fn setting_row(locale: Locale, report: &Report, setting: Setting) -> SettingRow {
    let resolved = report.rules.get(setting);
    SettingRow {
        name: locale.setting(setting),
        value: locale.setting_value(setting, resolved.value),
        origin: locale.t(origin(resolved.origin)),
    }
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Default => "report-origin-default",
        Origin::Region => "report-origin-region",
        Origin::Distributor => "report-origin-distributor",
        Origin::Partner => "report-origin-partner",
    }
}
