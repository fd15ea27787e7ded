//! The differences between a stored report and its history.

use super::{Replay, Replayed, units};
use crate::instant::Instant;
use crate::line::{Comment, Line};
use crate::report::{How, Report};
use crate::status::ReviewKind;

/// A column whose value differs from the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The product of the line; none for the report's own row.
    pub product: Option<String>,
    /// The column.
    pub column: &'static str,
    /// The stored value.
    pub stored: String,
    /// The value from the history.
    pub expected: String,
}

/// The word for an absent value.
const NONE: &str = "nothing";

fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

fn instant(value: Option<Instant>) -> String {
    text(value.map(String::from))
}

/// The name and the text of a column.
type ComparedColumn = (&'static str, fn(&Report) -> String);

const COLUMNS: [ComparedColumn; 14] = [
    ("made_at", |it| instant(Some(it.made_at))),
    ("deadline", |it| instant(Some(it.deadline))),
    ("status", |it| it.status.token().to_owned()),
    ("review_kind", |it| text(it.review.map(ReviewKind::label))),
    ("review_by", |it| instant(it.review_by)),
    ("version", |it| it.version.to_string()),
    ("submission", |it| text(it.submission.map(How::token))),
    ("submitted_at", |it| instant(it.submitted_at)),
    ("approval", |it| text(it.approval.map(How::token))),
    ("decided_at", |it| instant(it.decided_at)),
    ("reasons", |it| text(it.reasons.as_ref())),
    ("comment", |it| text(it.comment.as_ref())),
    ("flagged", |it| it.flagged.to_string()),
    ("contested", |it| it.contested.to_string()),
];

type LineColumn = (&'static str, fn(&Line) -> String);

const LINE_COLUMNS: [LineColumn; 5] = [
    ("edited", |it| text(it.edited)),
    ("comment", |it| text(it.comment.as_ref().map(|comment| &comment.text))),
    ("comment_counts", |it| it.comment.as_ref().is_some_and(counts).to_string()),
    ("penalty", |it| it.penalty.to_string()),
    ("moved", |it| it.moved.to_string()),
];

const FIGURE_COLUMNS: [LineColumn; 3] = [
    ("provisioned", |it| it.figures.provisioned.to_string()),
    ("used", |it| text(it.figures.used)),
    ("default_chargeable", |it| it.figures.default_chargeable.to_string()),
];

const fn counts(comment: &Comment) -> bool {
    comment.counts
}

/// Whether none of the changing parts differ, which is enough for most reports.
fn is_same(a: &Report, b: &Report) -> bool {
    (a.made_at, a.deadline, a.status, a.review, a.review_by, a.version)
        == (b.made_at, b.deadline, b.status, b.review, b.review_by, b.version)
        && (a.submission, a.submitted_at, a.approval, a.decided_at, a.flagged, a.contested)
            == (b.submission, b.submitted_at, b.approval, b.decided_at, b.flagged, b.contested)
        && (&a.reasons, &a.comment) == (&b.reasons, &b.comment)
}

impl Replay<'_> {
    pub(super) fn end(mut self, stored: &Report) -> Replayed {
        if self.stands_since.is_none() {
            self.figures_move();
            self.check_dropped();
        }
        let mut differences = Vec::new();
        if !is_same(stored, &self.report) {
            for (column, of) in COLUMNS {
                let (stored, expected) = (of(stored), of(&self.report));
                if stored != expected {
                    differences.push(Difference { product: None, column, stored, expected });
                }
            }
        }
        for (stored, replayed) in stored.lines.iter().zip(&self.report.lines) {
            if stored != replayed {
                let columns = LINE_COLUMNS.iter().chain(&FIGURE_COLUMNS);
                for (column, of) in columns {
                    let (stored, expected) = (of(stored), of(replayed));
                    if stored != expected {
                        let product = Some(replayed.product.code.clone());
                        differences.push(Difference { product, column, stored, expected });
                    }
                }
            }
        }
        let dropped_lines = self.dropped_lines();
        Replayed {
            differences,
            broken: self.broken,
            first_deadline: self.first_deadline,
            made_lines: self.made_lines,
            dropped_lines,
            stands_since: self.stands_since,
            made_at: self.made_at,
            is_of_earlier_program: self.is_of_earlier_program,
        }
    }

    /// Until the first submission figures follow readings, and an edit is then marked as moved.
    fn figures_move(&mut self) {
        let stored = self.stored.lines.iter();
        for (line, stored) in self.report.lines.iter_mut().zip(stored) {
            let with = self.edited_with.get(&line.product.code);
            let moved = with.is_some_and(|with| *with != units(stored));
            line.moved = line.edited.is_some() && (moved || stored.moved);
        }
    }
}
