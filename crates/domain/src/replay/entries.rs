//! The effect of each entry on the report that the ones before it left.

use super::{Replay, units};
use crate::actor::{Actor, SystemRule};
use crate::decision_state::{DecisionState, is_undone_by_its_maker};
use crate::history::{Entry, FieldChange, HistoryField, LineRecord};
use crate::instant::Instant;
use crate::line::{Comment, Line};
use crate::quantity::{MAX_DECIMALS, Quantity};
use crate::report::How;
use crate::status::{ReviewKind, Status, Verb, leads};
use crate::workflow::settle_figures;

/// The deadline before the first change of it.
pub(super) fn first_deadline(entries: &[Entry]) -> Option<Instant> {
    let changes = entries.iter().flat_map(|entry| &entry.changes);
    let mut deadlines = changes.filter(|change| change.field == HistoryField::Deadline);
    Instant::parse(deadlines.next()?.before.as_deref()?).ok()
}

pub(super) fn quantity(text: Option<&str>) -> Option<Quantity> {
    Quantity::parse(text?, MAX_DECIMALS).ok()
}

impl Replay<'_> {
    pub(super) fn take(&mut self, entry: &Entry) {
        self.check_place(entry);
        let before = self.before_decision.take();
        if is_undone_by_its_maker(entry) {
            self.before_decision = Some(DecisionState::of(&self.report));
        }
        match entry.verb {
            Verb::Make => self.made(entry),
            Verb::Edit | Verb::Reset => self.edited(entry),
            Verb::Extend => self.deadline_moved(entry),
            Verb::Submit => self.submitted(entry),
            Verb::Approve => self.approved(entry),
            Verb::Reject => self.rejected(entry),
            Verb::Reopen => self.under_review_again(entry, ReviewKind::Reopened),
            Verb::Return => self.under_review_again(entry, ReviewKind::Returned),
            Verb::Undo => self.undone(entry, before),
            // A correction leaves the report unchanged; `correction::retell` replays it.
            _ => {}
        }
        self.report.status = entry.to;
        self.report.version = entry.version;
    }

    fn wrong(&mut self, entry: &Entry, what: &str) {
        let (version, verb) = (entry.version, entry.verb.word());
        self.broken.push(format!("entry {version} of its history ({verb}) {what}"));
    }

    /// Checks the place of an entry: its number, and its move in the table.
    fn check_place(&mut self, entry: &Entry) {
        let (last, status) = (self.report.version, self.report.status);
        if entry.version != last + 1 {
            self.wrong(entry, &format!("comes after entry {last}"));
        }
        let is_move = match entry.from {
            None => last == 0 && entry.verb == Verb::Make && entry.to == Status::Preparing,
            Some(from) => from == status && leads(from, entry.verb, entry.to),
        };
        if !is_move {
            let from = entry.from.map_or("nothing", Status::token);
            let (to, status) = (entry.to.token(), status.token());
            self.wrong(entry, &format!("leads from {from} to {to}; the report was {status}"));
        }
        if entry.recorded_at < entry.at {
            self.wrong(entry, "was recorded before the instant that it counts for");
        }
    }

    fn made(&mut self, entry: &Entry) {
        self.made_lines = entry.lines.iter().map(|record| record.product.clone()).collect();
        self.made_at = Some(entry.recorded_at);
        self.is_of_earlier_program = entry.frozen.is_none();
        self.report.made_at = entry.at;
    }

    fn edited(&mut self, entry: &Entry) {
        for change in &entry.changes {
            let dropped = change.product.as_deref().filter(|it| self.may_be_dropped(it));
            if let Some(product) = dropped {
                self.dropped_line_edited(entry, product, change);
                continue;
            }
            match (&change.product, change.field) {
                (None, HistoryField::Comment) => {
                    if self.report.comment != change.before {
                        self.wrong(entry, "records another comment than the report had");
                    }
                    self.report.comment.clone_from(&change.after);
                }
                (Some(product), HistoryField::Chargeable) => {
                    self.figure_edited(entry, product, change);
                }
                (Some(product), HistoryField::Comment | HistoryField::CommentConfirmed) => {
                    let comment = change.after.clone();
                    let comment = comment.map(|text| Comment { text, counts: true });
                    match self.report.line_mut(product) {
                        Some(line) => line.comment = comment,
                        None => {
                            self.wrong(entry, &format!("is about {product}, which has no line"));
                        }
                    }
                }
                _ => self.wrong(entry, "changes a field that no one can edit"),
            }
        }
    }

    /// A value equal to the default is no edit. The default is known once the figures are frozen,
    /// or if the entry has it. Otherwise either is possible: the first submission decides, or the
    /// stored value if there was none.
    fn figure_edited(&mut self, entry: &Entry, product: &str, change: &FieldChange) {
        let record = entry.lines.iter().find(|record| record.product == product);
        let stands = self.stands_since.is_some();
        let was_never_submitted = self.stored.submitted_at.is_none();
        let is_stored_unedited = self.is_stored_unedited(product);
        let Some(figure) = quantity(change.after.as_deref()) else {
            return self.wrong(entry, &format!("sets {product} to a value that is not a quantity"));
        };
        let Some(line) = self.report.line_mut(product) else {
            return self.wrong(entry, &format!("is about {product}, which has no line"));
        };
        let default = match record {
            Some(record) => Some(record.default_chargeable),
            None if stands => Some(line.figures.default_chargeable),
            None => None,
        };
        let before = (stands || line.edited.is_some()).then(|| line.chargeable().to_string());
        line.edited = match default {
            _ if entry.verb == Verb::Reset => None,
            Some(default) => Some(figure).filter(|figure| *figure != default),
            None if was_never_submitted && is_stored_unedited => None,
            None => Some(figure),
        };
        line.moved = false;
        self.edited_with.remove(product);
        if let Some(record) = record {
            self.edited_with.insert(product.to_owned(), units_of(record));
        }
        if before.is_some() && before != change.before {
            self.wrong(entry, &format!("records another figure of {product} than it had"));
        }
    }

    /// Whether the line has no edit by now.
    fn is_stored_unedited(&self, product: &str) -> bool {
        let stored = self.stored.lines.iter().find(|line| line.product.code == product);
        stored.is_some_and(|line| line.edited.is_none())
    }

    fn deadline_moved(&mut self, entry: &Entry) {
        let changes = entry.changes.iter();
        for change in changes.filter(|change| change.field == HistoryField::Deadline) {
            // The entry has whole seconds: finer parts stay as stored, if the seconds agree.
            if change.before.as_deref() != Some(&self.report.deadline.to_string()) {
                self.wrong(entry, "records another deadline than the report had");
            }
            match change.after.as_deref().and_then(|text| Instant::parse(text).ok()) {
                Some(_) if change.after.as_deref() == Some(&self.stored.deadline.to_string()) => {
                    self.report.deadline = self.stored.deadline;
                }
                Some(deadline) => self.report.deadline = deadline,
                None => self.wrong(entry, "moves the deadline to a value that is not an instant"),
            }
        }
    }

    fn submitted(&mut self, entry: &Entry) {
        self.figures_stand(entry);
        let by_system = entry.actor == Actor::System(SystemRule::DeadlinePassed);
        if by_system {
            if entry.at.to_string() != self.report.deadline.to_string() {
                self.wrong(entry, "was not made at the deadline");
            }
            let changes = settle_figures(&mut self.report);
            self.report.flagged = self.report.lines.iter().any(|line| line.penalty);
            if changes != entry.changes {
                self.wrong(entry, "changes other figures than the rules of its deadline do");
            }
        } else {
            let comment = entry.changes.iter().rfind(|change| change.product.is_none());
            if let Some(change) = comment {
                self.report.comment.clone_from(&change.after);
            }
        }
        for record in &entry.lines {
            let line = self.report.lines.iter().find(|it| it.product.code == record.product);
            if line.is_some_and(|line| LineRecord::of(line) != *record) {
                self.wrong(entry, &format!("holds another line {} than it led to", record.product));
            }
        }
        let (submission, kind) = match (by_system, self.report.flagged) {
            (true, true) => (How::Automatic, ReviewKind::AutomaticWithPenalties),
            (true, false) => (How::Automatic, ReviewKind::Automatic),
            (false, _) => (How::Manual, ReviewKind::Manual),
        };
        self.report.put_under_review(kind, entry.at);
        self.report.submission = Some(submission);
        self.report.submitted_at = Some(entry.at);
        self.report.decided_at = None;
        self.report.reasons = None;
    }

    /// The figures of the first submission are those of its entry; later submissions have the same
    /// ones.
    fn figures_stand(&mut self, entry: &Entry) {
        let is_first = self.stands_since.is_none();
        if is_first {
            self.check_dropped();
        }
        self.stands_since = self.stands_since.or(Some(entry.recorded_at));
        for record in &entry.lines {
            let product = &record.product;
            let is_unedited = self.is_stored_unedited(product);
            let Some(line) = self.report.line_mut(product) else {
                self.wrong(entry, &format!("names {product}, which has no line"));
                continue;
            };
            if !is_first {
                continue;
            }
            (line.figures.provisioned, line.figures.used) = (record.provisioned, record.used);
            line.figures.default_chargeable = record.default_chargeable;
            let is_default = line.edited == Some(record.default_chargeable);
            if is_default && is_unedited && !self.edited_with.contains_key(product) {
                line.edited = None;
            }
            let moved = self.edited_with.get(product).is_some_and(|with| *with != units(line));
            let stored = self.stored.lines.iter().find(|it| it.product.code == *product);
            // They may have moved and come back, which no entry records.
            line.moved = line.edited.is_some() && (moved || stored.is_some_and(|it| it.moved));
        }
        let recorded = |line: &&Line| !entry.lines.iter().any(|it| it.product == line.product.code);
        let untold = self.report.lines.iter().find(recorded).map(|line| line.product.code.clone());
        if let Some(product) = untold {
            self.wrong(entry, &format!("does not name the line {product}"));
        }
    }

    fn approved(&mut self, entry: &Entry) {
        let approval = match entry.actor {
            Actor::Person(_) => How::Manual,
            Actor::System(_) => How::Automatic,
        };
        self.report.approval = Some(approval);
        self.report.decided_at = Some(entry.at);
        self.report.reasons = None;
    }

    fn rejected(&mut self, entry: &Entry) {
        let lifted = entry.changes.iter().filter(|it| it.field == HistoryField::Chargeable);
        let mut lifted: Vec<_> = lifted.map(|it| (it.product.clone(), it.after.clone())).collect();
        for line in &mut self.report.lines {
            let before = line.chargeable();
            line.penalty = false;
            let after = line.chargeable();
            if before != after {
                let lifted_figure = (Some(line.product.code.clone()), Some(after.to_string()));
                lifted.retain(|it| *it != lifted_figure);
            }
            if let Some(comment) = &mut line.comment {
                comment.counts = false;
            }
        }
        if !lifted.is_empty() {
            self.wrong(entry, "names figures that no penalty had changed");
        }
        self.deadline_moved(entry);
        self.report.flagged = false;
        self.report.contested = true;
        self.report.decided_at = Some(entry.at);
        self.report.reasons.clone_from(&entry.reason);
    }

    fn under_review_again(&mut self, entry: &Entry, kind: ReviewKind) {
        self.report.put_under_review(kind, entry.at);
        self.report.contested = true;
        self.report.approval = None;
        self.report.decided_at = None;
        self.report.reasons = None;
    }

    fn undone(&mut self, entry: &Entry, before: Option<DecisionState>) {
        let Some(before) = before else {
            return self.wrong(entry, "undoes something that no person decided just before");
        };
        let changes = before.restore(&mut self.report);
        if changes != entry.changes {
            self.wrong(entry, "records other changes than the undone decision had made");
        }
        if self.report.status != entry.to {
            self.wrong(entry, "leads to another status than the undone decision came from");
        }
    }
}

const fn units_of(record: &LineRecord) -> super::LineUnits {
    (record.provisioned, record.used, record.default_chargeable)
}
