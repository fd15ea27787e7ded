//! The settings columns of regions, distributors and partners.

use crate::formats::expected::Expected;
use crate::formats::sheet::{Cells, Problem};
use countersign_domain::settings::{Setting, Settings};

/// Adds the settings columns to a file's own.
macro_rules! with_settings {
    ($($name:literal),* $(,)?) => {
        &[
            $($name,)* "auto_submit_days", "resubmit_days", "settle_days",
            "over_provisioning_threshold_percent", "auto_approve", "hold_flagged",
            "hold_incomplete", "carry_forward_cycles", "reminder_days", "review_days",
        ]
    };
}
pub(super) use with_settings;

/// The settings of a row whose settings columns begin at `first`; a blank cell gives none.
pub(super) fn given(row: &impl Cells, first: usize) -> Result<Settings, Problem> {
    let mut settings = Settings::default();
    for (at, setting) in Setting::ALL.into_iter().enumerate() {
        let parse = |text: &str| setting.parse(text).map_err(|_| Expected::Setting(setting));
        settings.set(setting, row.parsed_figure(first + at, parse)?);
    }
    Ok(settings)
}
