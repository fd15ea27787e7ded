//! A usage report: partner × vendor × cycle, with its lines and where it stands.

use crate::access::Parties;
use crate::actor::{Actor, SystemRule};
use crate::cycle::Cycle;
use crate::history::{Change, Entry, LineRecord};
use crate::instant::Instant;
use crate::line::Line;
use crate::settings::Rules;
use crate::status::{ReviewKind, Status, Verb};
use crate::zone::Zone;
use serde::{Deserialize, Serialize};

/// By a person or by the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By a person.
    Manual,
    /// By the system.
    Automatic,
}

impl How {
    /// The word of files and the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Automatic => "automatic",
        }
    }

    /// The way of a stored word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        [Self::Manual, Self::Automatic].into_iter().find(|how| how.token() == token)
    }
}

/// A usage report. Everything in it is as it was frozen when it was made, but for what the moves
/// of [`crate::workflow`] and the refresh before the first submission change.
#[derive(Clone, Debug)]
pub struct Report {
    /// Whose it is.
    pub parties: Parties,
    /// The month it tells of.
    pub cycle: Cycle,
    /// The region's time zone.
    pub zone: Zone,
    /// The settings that bind it, with where they came from.
    pub rules: Rules,
    /// When it was made.
    pub made_at: Instant,
    /// From here on the partner's time is over.
    pub deadline: Instant,
    /// Where it stands.
    pub status: Status,
    /// How it last came under review.
    pub review: Option<ReviewKind>,
    /// The number of its history entries.
    pub version: i64,
    /// How it was last submitted.
    pub submission: Option<How>,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// How it was approved; none unless it is.
    pub approval: Option<How>,
    /// When the decision on the last submission was made.
    pub decided_at: Option<Instant>,
    /// The reasons of that decision.
    pub reasons: Option<String>,
    /// The partner's comment on the report; it explains no line.
    pub comment: Option<String>,
    /// "Automatically submitted - may require review".
    pub flagged: bool,
    /// Once rejected, reopened or returned: never approved by the system again.
    pub contested: bool,
    /// One line per product.
    pub lines: Vec<Line>,
}

impl Report {
    /// A report as the system makes it, and the first entry of its history.
    #[must_use]
    pub fn make(
        parties: Parties,
        cycle: Cycle,
        zone: Zone,
        rules: Rules,
        lines: Vec<Line>,
        made: Made,
    ) -> (Self, Entry) {
        let auto_submit_days = rules.value(crate::settings::Setting::AutoSubmitDays);
        let mut report = Self {
            parties,
            cycle,
            made_at: made.at,
            deadline: crate::schedule::deadline(made.at, auto_submit_days, &zone),
            zone,
            rules,
            status: Status::Preparing,
            review: None,
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
        };
        let actor = Actor::System(made.rule);
        let entry = Entry {
            from: None,
            lines: report.records(),
            ..report.entry(&actor, Verb::Make, made.at)
        };
        (report, Entry { recorded_at: made.recorded_at, ..entry })
    }

    /// Whether a line is in violation of this report's threshold.
    #[must_use]
    pub fn violations(&self) -> usize {
        let threshold = self.rules.threshold();
        self.lines.iter().filter(|line| line.is_violation(threshold)).count()
    }

    /// Whether the partner has stored any comment, counting or not.
    #[must_use]
    pub fn has_comment(&self) -> bool {
        self.comment.is_some() || self.lines.iter().any(|line| line.comment.is_some())
    }

    /// Whether it was never submitted, so that readings still refresh it.
    #[must_use]
    pub fn is_open_to_readings(&self) -> bool {
        self.status == Status::Preparing
    }

    pub(crate) fn line_mut(&mut self, product: &str) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.product.code == product)
    }

    pub(crate) fn records(&self) -> Vec<LineRecord> {
        self.lines.iter().map(LineRecord::of).collect()
    }

    /// Counts the version up and opens the entry of a move that is about to be made; the caller
    /// sets `to` once the report stands there.
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
            changes: Vec::<Change>::new(),
            lines: Vec::new(),
        }
    }
}

/// When, and by which rule, a report is made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// The instant it counts for.
    pub at: Instant,
    /// When it is carried out.
    pub recorded_at: Instant,
    /// The rule.
    pub rule: SystemRule,
}
