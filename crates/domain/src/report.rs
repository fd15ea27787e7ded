//! A usage report: partner × vendor × cycle, with its lines and its status.

use crate::access::Parties;
use crate::actor::{Actor, SystemRule};
use crate::correction::Correction;
use crate::cycle::Cycle;
use crate::history::{Entry, FieldChange, LineRecord};
use crate::instant::Instant;
use crate::line::Line;
use crate::settings::Rules;
use crate::status::{ReviewKind, Status, Verb};
use crate::zone::Zone;
use serde::{Deserialize, Serialize};

/// Whether a person or the system did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By a person.
    Manual,
    /// By the system.
    Automatic,
}

impl How {
    /// The token in files and the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Automatic => "automatic",
        }
    }

    /// The value of a stored token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        [Self::Manual, Self::Automatic].into_iter().find(|how| how.token() == token)
    }
}

/// A usage report. Everything in it is frozen when it is made, except for changes by the moves of
/// [`crate::workflow`] and by the refresh before the first submission.
#[derive(Clone, Debug)]
pub struct Report {
    /// The companies of the report.
    pub parties: Parties,
    /// The cycle of the report.
    pub cycle: Cycle,
    /// The region's time zone.
    pub zone: Zone,
    /// The settings that apply to it, with their origin.
    pub rules: Rules,
    /// When it was made.
    pub made_at: Instant,
    /// The instant at which the partner's time ends.
    pub deadline: Instant,
    /// The status.
    pub status: Status,
    /// The kind of its last review.
    pub review: Option<ReviewKind>,
    /// The number of its history entries.
    pub version: i64,
    /// The review date, since it last came under review. It is only a target.
    pub review_by: Option<Instant>,
    /// How it was last submitted.
    pub submission: Option<How>,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// Manual or automatic; none unless it is approved.
    pub approval: Option<How>,
    /// When the decision on the last submission was made.
    pub decided_at: Option<Instant>,
    /// The reasons of that decision.
    pub reasons: Option<String>,
    /// The partner's comment on the report; it explains no line.
    pub comment: Option<String>,
    /// "Automatically submitted - may require review".
    pub flagged: bool,
    /// Whether it was ever rejected, reopened or returned, so that the system never approves it
    /// again.
    pub contested: bool,
    /// One line per product.
    pub lines: Vec<Line>,
    /// Its corrections after completion, in order; the lines stay unchanged.
    pub corrections: Vec<Correction>,
}

impl Report {
    /// Makes a report, with the first entry of its history.
    #[must_use]
    pub fn make(
        parties: Parties,
        cycle: Cycle,
        zone: Zone,
        rules: Rules,
        lines: Vec<Line>,
        made: &Made,
    ) -> (Self, Entry) {
        let auto_submit_days = rules.value(crate::settings::Setting::AutoSubmitDays);
        let mut report = Self {
            parties,
            cycle,
            made_at: made.at,
            deadline: crate::schedule::deadline(made.due_from, auto_submit_days, &zone),
            zone,
            rules,
            status: Status::Preparing,
            review: None,
            review_by: None,
            version: 0,
            submission: None,
            submitted_at: None,
            approval: None,
            decided_at: None,
            reasons: None,
            comment: None,
            flagged: false,
            contested: false,
            lines,
            corrections: Vec::new(),
        };
        let entry = Entry {
            from: None,
            lines: report.records(),
            ..report.entry(&made.actor, Verb::Make, made.at)
        };
        (report, Entry { recorded_at: made.recorded_at, ..entry })
    }

    /// The number of lines in violation of this report's threshold.
    #[must_use]
    pub fn violations(&self) -> usize {
        let threshold = self.rules.threshold();
        self.lines.iter().filter(|line| line.is_violation(threshold)).count()
    }

    /// Whether the partner has stored any comment, even one that no longer counts.
    #[must_use]
    pub fn has_comment(&self) -> bool {
        self.comment.is_some() || self.lines.iter().any(|line| line.comment.is_some())
    }

    /// Whether it was never submitted, so that readings still refresh it.
    #[must_use]
    pub fn is_open_to_readings(&self) -> bool {
        self.status == Status::Preparing
    }

    /// Puts it under review of this kind, since `at`.
    pub(crate) fn put_under_review(&mut self, kind: ReviewKind, at: Instant) {
        let days = self.rules.value(crate::settings::Setting::ReviewDays);
        self.status = Status::UnderReview;
        self.review = Some(kind);
        self.review_by = Some(crate::schedule::review_by(at, days, &self.zone));
    }

    pub(crate) fn line_mut(&mut self, product: &str) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.product.code == product)
    }

    pub(crate) fn records(&self) -> Vec<LineRecord> {
        self.lines.iter().map(LineRecord::of).collect()
    }

    /// Increases the version and begins the entry of a move; the caller sets `to` once the report
    /// has its new status.
    pub(crate) fn entry(&mut self, actor: &Actor, verb: Verb, at: Instant) -> Entry {
        self.version += 1;
        Entry {
            version: self.version,
            at,
            recorded_at: at,
            actor: actor.clone(),
            verb,
            from: Some(self.status),
            to: self.status,
            reason: None,
            changes: Vec::<FieldChange>::new(),
            lines: Vec::new(),
            frozen: None,
            signed: None,
        }
    }
}

/// When, and by whom, a report is made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The instant for which it counts.
    pub at: Instant,
    /// When it is executed.
    pub recorded_at: Instant,
    /// The instant whose local day is the first of the days until its deadline.
    pub due_from: Instant,
    /// The system by a rule, or the person who has a missing report made.
    pub actor: Actor,
}

impl Made {
    /// Made by the system at the instant at which it is due.
    #[must_use]
    pub const fn by_system(rule: SystemRule, at: Instant, recorded_at: Instant) -> Self {
        Self { at, recorded_at, due_from: at, actor: Actor::System(rule) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::Basis;
    use crate::line::Comment;
    use crate::line::tests::line;
    use crate::settings::{Setting, Settings};

    fn instant(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn made(set: &[(Setting, i64)], lines: Vec<Line>) -> (Report, Entry) {
        let mut partner = Settings::default();
        for &(setting, value) in set {
            partner.set(setting, Some(value));
        }
        let made = Made::by_system(
            SystemRule::ReadingsArrived,
            instant("2026-10-02T00:00:00+02:00"),
            instant("2026-10-02T08:15:00+02:00"),
        );
        Report::make(
            Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 },
            Cycle::parse("2026-09").unwrap(),
            Zone::parse("Europe/Berlin").unwrap(),
            Rules::resolve(&Settings::default(), &Settings::default(), &partner),
            lines,
            &made,
        )
    }

    #[test]
    fn a_report_is_made_with_its_partner_and_with_one_entry() {
        let (report, entry) = made(&[], vec![line(10, Some(4), Basis::Peak)]);
        assert_eq!((report.status, report.version), (Status::Preparing, 1));
        assert_eq!(report.deadline, instant("2026-10-07T00:00:00+02:00"));
        assert_eq!((report.review, report.submission, report.approval), (None, None, None));
        assert_eq!(report.review_by, None);
        assert_eq!((report.submitted_at, report.decided_at), (None, None));
        assert_eq!((&report.reasons, &report.comment), (&None, &None));
        assert!(!report.flagged && !report.contested);
        assert_eq!((entry.version, entry.verb), (1, Verb::Make));
        assert_eq!((entry.from, entry.to), (None, Status::Preparing));
        assert_eq!(entry.at, report.made_at);
        assert_eq!(entry.recorded_at, instant("2026-10-02T08:15:00+02:00"));
        assert_eq!(entry.actor, Actor::System(SystemRule::ReadingsArrived));
        assert_eq!(entry.lines, [LineRecord::of(&report.lines[0])]);
        assert_eq!((entry.reason, entry.changes), (None, vec![]));
    }

    #[test]
    fn a_report_that_was_missing_gets_the_deadline_it_would_have_had() {
        let on_time = instant("2026-10-02T00:00:00+02:00");
        let at = instant("2026-10-05T11:00:00+02:00");
        let made = Made { at, ..Made::by_system(SystemRule::ReadingsArrived, on_time, at) };
        let (report, entry) = Report::make(
            Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 },
            Cycle::parse("2026-09").unwrap(),
            Zone::parse("Europe/Berlin").unwrap(),
            Rules::resolve(&Settings::default(), &Settings::default(), &Settings::default()),
            Vec::new(),
            &made,
        );
        assert_eq!((report.made_at, entry.at), (at, at));
        assert_eq!(report.deadline, instant("2026-10-07T00:00:00+02:00"));
    }

    #[test]
    fn the_deadline_goes_by_the_settings_that_bind_the_report() {
        let (report, _) = made(&[(Setting::AutoSubmitDays, 12)], vec![]);
        assert_eq!(report.deadline, instant("2026-10-14T00:00:00+02:00"));
    }

    #[test]
    fn violations_are_counted_by_the_threshold_of_the_report() {
        let lines = || {
            vec![
                line(100, Some(89), Basis::Peak),
                line(100, Some(90), Basis::Peak),
                line(100, None, Basis::Peak),
                line(100, Some(1), Basis::Sum),
            ]
        };
        let threshold = Setting::OverProvisioningThresholdPercent;
        assert_eq!(made(&[], lines()).0.violations(), 1);
        assert_eq!(made(&[(threshold, 999)], lines()).0.violations(), 2);
        assert_eq!(made(&[(threshold, 1100)], lines()).0.violations(), 0);
    }

    #[test]
    fn a_comment_anywhere_is_a_comment_whether_it_counts_or_not() {
        let (report, _) = made(&[], vec![line(10, Some(4), Basis::Peak)]);
        assert!(!report.has_comment());
        assert!(Report { comment: Some("x".into()), ..report.clone() }.has_comment());
        for counts in [true, false] {
            let mut report = report.clone();
            report.lines[0].comment = Some(Comment { text: "x".into(), counts });
            assert!(report.has_comment(), "{counts}");
        }
    }

    #[test]
    fn readings_refresh_a_report_until_its_first_submission() {
        let (report, _) = made(&[], vec![]);
        for status in Status::ALL {
            let open = Report { status, ..report.clone() }.is_open_to_readings();
            assert_eq!(open, status == Status::Preparing, "{status:?}");
        }
    }

    #[test]
    fn each_entry_counts_the_version_up_by_one() {
        let (mut report, _) = made(&[], vec![]);
        let actor = Actor::System(SystemRule::DeadlinePassed);
        for version in 2..5 {
            let entry = report.entry(&actor, Verb::Submit, report.deadline);
            assert_eq!((entry.version, report.version), (version, version));
            assert_eq!((entry.from, entry.to), (Some(report.status), report.status));
            assert_eq!((entry.at, entry.recorded_at), (report.deadline, report.deadline));
        }
    }

    #[test]
    fn every_word_reads_back() {
        for how in [How::Manual, How::Automatic] {
            assert_eq!(How::from_token(how.token()), Some(how));
            assert_eq!(serde_json::to_string(&how).unwrap(), format!("{:?}", how.token()));
        }
        assert_eq!(How::from_token("Manual"), None);
    }
}
