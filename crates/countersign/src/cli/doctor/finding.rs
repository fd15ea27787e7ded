//! A finding of the doctor, and its text and JSON.

use countersign_app::health;
use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// As it should be.
    Ok,
    /// It works, and should be looked at.
    Warning,
    /// Something does not work.
    Failure,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DoctorFinding {
    pub(super) check: &'static str,
    pub(super) level: Level,
    pub(super) text: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) advice: Option<String>,
}

impl DoctorFinding {
    pub(super) fn ok(check: &'static str, text: impl Into<String>) -> Self {
        Self { check, level: Level::Ok, text: text.into(), advice: None }
    }

    pub(super) fn warning(
        check: &'static str,
        text: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { level: Level::Warning, advice: Some(advice.into()), ..Self::ok(check, text) }
    }

    pub(super) fn failure(
        check: &'static str,
        text: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { level: Level::Failure, ..Self::warning(check, text, advice) }
    }

    /// As a line, with what to do on the next.
    pub(super) fn text(&self) -> String {
        let level = match self.level {
            Level::Ok => "ok",
            Level::Warning => "warning",
            Level::Failure => "failure",
        };
        let advice = self.advice.iter().map(|advice| format!("{:8} {advice}\n", ""));
        format!("{level:8} {}: {}\n{}", self.check, self.text, advice.collect::<String>())
    }
}

impl From<&health::Check> for DoctorFinding {
    fn from(check: &health::Check) -> Self {
        let level = if check.ok { Level::Ok } else { Level::Failure };
        Self { level, ..Self::ok(check.name, check.reason.clone()) }
    }
}
