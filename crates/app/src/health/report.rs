//! The results of the checks, as text and as JSON.

use serde::Serialize;
use std::fmt::Write;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What it is called.
    pub name: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was found and, where it is not as it should be, what to do.
    pub reason: String,
    /// Whether requests cannot be answered while it fails.
    #[serde(skip)]
    pub is_essential: bool,
}

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether all is as it should be.
    pub ready: bool,
    /// Each check.
    pub checks: Vec<Check>,
}

impl Report {
    /// Of these checks.
    #[must_use]
    pub fn new(checks: Vec<Check>) -> Self {
        Self { ready: checks.iter().all(|it| it.ok), checks }
    }

    /// Whether requests can be answered.
    #[must_use]
    pub fn can_serve(&self) -> bool {
        self.checks.iter().all(|it| it.ok || !it.is_essential)
    }

    /// A line for the whole, and one for each check.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from(if self.ready { "ready\n" } else { "not ready\n" });
        for Check { name, ok, reason, .. } in &self.checks {
            let word = if *ok { "ok" } else { "failing" };
            // Writing to memory cannot fail.
            let _ = writeln!(text, "{word:8} {name}: {reason}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &'static str, ok: bool, is_essential: bool) -> Check {
        Check { name, ok, reason: "It is so.".to_owned(), is_essential }
    }

    #[test]
    fn what_needs_the_operator_fails_the_report_and_stops_no_request() {
        let report = Report::new(vec![check("database", true, true), check("clock", false, false)]);
        assert!(!report.ready && report.can_serve());
        let expected = "not ready\nok       database: It is so.\nfailing  clock: It is so.\n";
        assert_eq!(report.text(), expected);
        let report = Report::new(vec![check("database", false, true)]);
        assert!(!report.ready && !report.can_serve());
        let report = Report::new(vec![check("database", true, true)]);
        assert!(report.ready && report.can_serve());
    }
}
