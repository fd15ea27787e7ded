//! Decisions in a spreadsheet.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::access::{Actor, may};
use super::action::{Action, Until};
use super::installation::{Key, Model};
use super::number::parse_quantity;
use super::report::{By, Comment, Line, Report, ReviewedHow, Status};
use super::rows::Cells;
use super::table::table;
use super::zone::Cycle;

/// The result of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// Carried out.
    Done,
    /// The report was already in this state, so nothing happened.
    AlreadyDone,
    /// Not executed.
    Refused,
}

impl RowOutcome {
    /// The word of the result file.
    pub fn word(self) -> &'static str {
        match self {
            RowOutcome::Done => "done",
            RowOutcome::AlreadyDone => "already done",
            RowOutcome::Refused => "refused",
        }
    }
}

type Refusal = &'static str;

impl Model {
    /// Executes the rows of a file as a person, in order, each on its own. Returns an outcome and a
    /// reason per row, and none for a file that cannot be read at all.
    pub fn apply(
        &mut self,
        text: &str,
        email: &str,
        company: Option<&str>,
    ) -> Vec<(RowOutcome, String)> {
        let required = &["cycle", "partner", "action"];
        let optional = &["vendor", "product", "chargeable", "comment", "version", "deadline"];
        let Some(rows) = table(text, required, optional) else { return Vec::new() };
        let actor = Actor::find(&self.directory, email, company);
        rows.iter()
            .map(|row| match self.apply_row(actor.as_ref(), row) {
                Ok(outcome) => (outcome, String::new()),
                Err(refusal) => (RowOutcome::Refused, refusal.to_owned()),
            })
            .collect()
    }

    fn apply_row(
        &mut self,
        actor: Option<&Actor>,
        row: &BTreeMap<String, String>,
    ) -> Result<RowOutcome, Refusal> {
        let actor = actor.ok_or("nobody of that address in that company")?;
        let cells = Cells::new(row);
        let action = action(&cells)?;
        let version = match cells.word("version") {
            None => None,
            Some(text) => Some(text.parse::<u64>().map_err(|_| "the version is no number")?),
        };
        let key = self.key(&cells)?;
        let stand = self.stand;
        let report = self.reports.get_mut(&key).ok_or("no such report")?;
        may(actor, &action, &key, report)?;
        let action = Checked::new(action, report)?;
        if action.is_already_done(report) {
            return Ok(RowOutcome::AlreadyDone);
        }
        // "A `version` that is not the report's is refused."
        if version.is_some_and(|version| version != report.version) {
            return Err("the version is not the report's");
        }
        // "What a person does at or after that instant is refused, whether the clock has run or
        // not."
        if action.is_the_partners() && stand >= report.deadline {
            return Err("the deadline has passed");
        }
        // "Before the deadline passes", "to a later instant", and not beyond a year from there.
        if let Action::Extend { until } = action.action {
            let (new, old) = (until.instant(report), report.deadline);
            if !report.status.with_partner() || stand >= old {
                return Err("there is no deadline to extend any more");
            }
            if new <= old || new > old + SignedDuration::from_hours(366 * 24) {
                return Err("not a later deadline within a year");
            }
        }
        // "Nothing of a refused row is kept."
        let mut changed = report.clone();
        action.carry_out(&mut changed, actor, stand)?;
        *report = changed;
        Ok(RowOutcome::Done)
    }

    fn key(&self, cells: &Cells<'_>) -> Result<Key, Refusal> {
        let cycle = cells.word("cycle").and_then(Cycle::read).ok_or("no cycle")?;
        let partner = cells.code("partner").ok_or("no partner")?;
        // "Vendor (needed when there are several)."
        let vendor = match cells.code("vendor") {
            Some(vendor) => vendor,
            None => self.directory.only_vendor().ok_or("which vendor?")?.to_owned(),
        };
        Ok(Key { cycle, partner, vendor })
    }
}

/// Reads what a row requests.
fn action(cells: &Cells<'_>) -> Result<Action, Refusal> {
    let product = cells.code("product");
    let chargeable = cells.word("chargeable").map(str::to_owned);
    // "Partner's text, trimmed; blank is none."
    let comment = cells.text("comment").map(|text| text.trim().to_owned());
    let comment = comment.filter(|text| !text.is_empty());
    // "Comments and reasons 4,000; control characters other than line breaks in comments are
    // refused."
    let bad = |text: &String| {
        let control = |char: char| char.is_control() && !['\n', '\r'].contains(&char);
        text.chars().count() > 4_000 || text.chars().any(control)
    };
    if comment.as_ref().is_some_and(bad) {
        return Err("the comment is no text");
    }
    Ok(match cells.folded("action").ok_or("no action")?.as_str() {
        // "Blank leaves it, and a row that gives nothing is refused; without a product the
        // comment is the report's."
        "edit" => match (product, chargeable, comment) {
            (_, None, None) => return Err("the row gives nothing"),
            (Some(product), chargeable, comment) => Action::Edit { product, chargeable, comment },
            (None, None, Some(comment)) => Action::EditReport { comment },
            (None, Some(_), _) => return Err("chargeable of which product?"),
        },
        "reset" => Action::Reset { product: product.ok_or("which product?")? },
        // A later deadline, with a reason.
        "extend" => {
            let until = cells.word("deadline").and_then(Until::read).ok_or("until when?")?;
            comment.ok_or("no reason")?;
            Action::Extend { until }
        }
        "submit" => Action::Submit { comment },
        "approve" => Action::Approve,
        // "Reject needs reasons"; so do reopening and returning.
        "reject" => Action::Reject { reasons: comment.ok_or("no reasons")? },
        "reopen" => comment.map(|_| Action::Reopen).ok_or("no reason")?,
        // "Comment = a note", which has no effect here.
        "dispatch" => Action::Dispatch,
        "complete" => Action::Complete,
        "return" => comment.map(|_| Action::Return).ok_or("no reason")?,
        _ => return Err("no such action"),
    })
}

/// An action whose product has a line and whose figure is valid for it.
struct Checked {
    action: Action,
    chargeable: Option<i128>,
}

impl Checked {
    /// "An edit of a product without a line, or with more decimals than the product has, is
    /// refused."
    fn new(action: Action, report: &Report) -> Result<Checked, Refusal> {
        let chargeable = match &action {
            Action::Edit { product, chargeable, .. } => {
                let line = report.lines.get(product).ok_or("no such line")?;
                let read = |text: &String| parse_quantity(text, line.decimals);
                match chargeable {
                    Some(text) => Some(read(text).ok_or("not a quantity of this product")?),
                    None => None,
                }
            }
            Action::Reset { product } => {
                report.lines.get(product).ok_or("no such line")?;
                None
            }
            _ => None,
        };
        Ok(Checked { action, chargeable })
    }

    /// "'Already done' goes by the state of the report (it is approved, rejected, submitted, the
    /// cell has this value)."
    fn is_already_done(&self, report: &Report) -> bool {
        let status = report.status;
        match &self.action {
            Action::Edit { product, comment, .. } => {
                let line = &report.lines[product];
                self.chargeable.is_none_or(|value| value == line.chargeable)
                    && comment.as_ref().is_none_or(|text| stands(line.comment.as_ref(), text))
            }
            Action::EditReport { comment } => stands(report.comment.as_ref(), comment),
            Action::Reset { product } => {
                let line = &report.lines[product];
                line.chargeable == line.default && line.comment.is_none()
            }
            Action::Extend { until } => {
                status.with_partner() && until.instant(report) == report.deadline
            }
            Action::Submit { .. } => !status.with_partner(),
            Action::Approve => is_agreed(status),
            Action::Reject { .. } => status == Status::Rejected,
            Action::Reopen => {
                status == Status::UnderReview && report.kind == Some(ReviewedHow::Reopened)
            }
            // A completed report was sent before.
            Action::Dispatch => matches!(status, Status::Submitted | Status::Completed),
            Action::Complete => status == Status::Completed,
            Action::Return => {
                status == Status::UnderReview && report.kind == Some(ReviewedHow::Returned)
            }
        }
    }

    fn is_the_partners(&self) -> bool {
        matches!(
            self.action,
            Action::Edit { .. }
                | Action::EditReport { .. }
                | Action::Reset { .. }
                | Action::Submit { .. }
        )
    }

    /// "No other move exists. Edits and comments: the partner, in `MSP preparing` and
    /// `Rejected`."
    fn carry_out(self, report: &mut Report, actor: &Actor, at: Timestamp) -> Result<(), Refusal> {
        let from = |wanted: &[Status]| {
            wanted.contains(&report.status).then_some(()).ok_or("not from this status")
        };
        if self.is_the_partners() {
            from(&[Status::Preparing, Status::Rejected])?;
            report.hands.insert(actor.person.clone());
        } else {
            from(match self.action {
                Action::Extend { .. } => &[Status::Preparing, Status::Rejected],
                Action::Approve | Action::Reject { .. } => &[Status::UnderReview],
                Action::Reopen | Action::Dispatch => &[Status::Approved],
                _ => &[Status::Submitted],
            })?;
        }
        match self.action {
            Action::Edit { product, comment, .. } => {
                let line = line_of(report, &product)?;
                line.chargeable = self.chargeable.unwrap_or(line.chargeable);
                // The same text as before confirms the comment, which then counts again.
                line.comment = comment.map(counting).or(line.comment.take());
                report.version += 1;
            }
            Action::EditReport { comment } => {
                report.comment = Some(counting(comment));
                report.version += 1;
            }
            // "`reset`: the default figure and no comment."
            Action::Reset { product } => {
                let line = line_of(report, &product)?;
                line.chargeable = line.default;
                line.comment = None;
                report.version += 1;
            }
            Action::Extend { until } => {
                report.deadline = until.instant(report);
                report.version += 1;
            }
            Action::Submit { comment } => {
                report.comment = comment.map(counting).or(report.comment.take());
                if report.has_unexplained_line() {
                    return Err("a line needs a comment");
                }
                report.submit_by_person(at);
            }
            Action::Approve => report.approve(By::Person, at),
            Action::Reject { reasons } => report.reject(reasons, at),
            Action::Reopen => report.send_back_to_review(ReviewedHow::Reopened),
            Action::Dispatch => report.move_to(Status::Submitted),
            Action::Complete => report.move_to(Status::Completed),
            Action::Return => report.send_back_to_review(ReviewedHow::Returned),
        }
        Ok(())
    }
}

fn line_of<'a>(report: &'a mut Report, product: &str) -> Result<&'a mut Line, Refusal> {
    report.lines.get_mut(product).ok_or("no such line")
}

fn counting(text: String) -> Comment {
    Comment { text, counts: true }
}

/// Whether there already is a comment that counts.
fn stands(stored: Option<&Comment>, text: &str) -> bool {
    stored.is_some_and(|comment| comment.counts && comment.text == text)
}

pub(super) fn is_agreed(status: Status) -> bool {
    matches!(status, Status::Approved | Status::Submitted | Status::Completed)
}
