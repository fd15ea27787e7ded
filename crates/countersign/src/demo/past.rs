//! The closed months: partners explain and submit, distributors decide, vendors process.

use super::story::{SeenReport, Story, When};
use super::texts::{CORRECTED, RETURNED};
use countersign_app::failure::Result;
use countersign_domain::actor::CompanyKind::{self, Distributor, Partner, Vendor};
use countersign_domain::cycle::Cycle;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::How;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::workflow::Command;
use countersign_domain::zone::day_number;

/// Returns the commands that a person gives for a report.
type Wish = fn(&SeenReport<'_>) -> Vec<Command>;

/// One step of a past month.
#[derive(Clone, Copy)]
enum Scene {
    /// Everyone of one kind of company works on its reports.
    Work(CompanyKind, Wish),
    /// Distributors dispatch approved reports, some with a note.
    Send(Option<&'static str>),
}
use Scene::{Send, Work};

/// When each step happens: the day of the month after the cycle, the local hour and the step.
#[rustfmt::skip]
const SCENES: [(i64, i64, Scene); 12] = [
    (3, 9, Work(Partner, prepare_early)),
    (4, 9, Work(Partner, prepare)),
    (5, 10, Work(Distributor, decide)),
    (7, 11, Work(Partner, answer)),
    (11, 9, Work(Distributor, approve)),
    (12, 14, Work(Distributor, reopen)),
    (13, 10, Work(Distributor, approve)),
    (14, 11, Send(None)),
    (18, 9, Work(Vendor, process)),
    (20, 10, Work(Distributor, approve)),
    (21, 11, Send(Some(CORRECTED))),
    (24, 9, Work(Vendor, complete)),
];

/// Scenes of the last closed month, of which some reports are still in progress.
const SCENES_OF_LATEST: usize = 9;

/// Plays everything that follows the end of a month.
pub(super) async fn play(story: &Story<'_>, cycle: Cycle, is_latest: bool) -> Result<()> {
    let first = day_number(cycle.plus(1).first_date());
    let scenes = if is_latest { SCENES_OF_LATEST } else { SCENES.len() };
    for (day, hour, scene) in &SCENES[..scenes] {
        let when = When::Local { day: first + day - 1, hour: *hour };
        let (by, wish) = match scene {
            Work(by, wish) => (by, wish),
            Send(note) => {
                story.send(cycle, when, *note, |_| true).await?;
                continue;
            }
        };
        let waits = |seen: &SeenReport<'_>| is_latest && *by == Vendor && chance_to_wait(seen);
        let wish = |seen: &SeenReport<'_>| if waits(seen) { Vec::new() } else { wish(seen) };
        story.play(cycle, when, *by, wish).await?;
    }
    Ok(())
}

fn chance_to_wait(seen: &SeenReport<'_>) -> bool {
    seen.random("wait").permille(120)
}

fn prepare_early(seen: &SeenReport<'_>) -> Vec<Command> {
    if seen.random("early").permille(550) { prepare(seen) } else { Vec::new() }
}

/// Some partners never look at their report.
fn prepare(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    if report.status != Status::Preparing || seen.random("sleep").permille(110) {
        return Vec::new();
    }
    let mut random = seen.random("prepare");
    let texts = seen.texts();
    let mut wanted = explain(seen);
    if random.permille(60)
        && let Some(line) = report.lines.iter().find(|line| wanted_less(line).is_some())
    {
        let comment = random.pick(texts.edited);
        wanted.push(edit(line, wanted_less(line), comment));
    }
    let comment = random.permille(120).then(|| random.pick(texts.report).to_owned());
    wanted.push(Command::Submit { comment });
    wanted
}

/// A comment for every line that needs one.
pub(super) fn explain(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    let mut random = seen.random("explain");
    let threshold = report.rules.threshold();
    let guilty = report.lines.iter().filter(|line| line.is_unexplained(threshold));
    guilty.map(|line| edit(line, None, random.pick(seen.texts().explained))).collect()
}

/// Nine tenths of what a line would charge, in whole units, or `None` if that changes nothing.
pub(super) fn wanted_less(line: &Line) -> Option<Quantity> {
    const UNIT: i64 = 1_000_000;
    let units = line.figures.default_chargeable.micros() / UNIT;
    let less = units * 9 / 10;
    (less > 0 && less < units).then(|| Quantity::from_units(less))
}

pub(super) fn edit(line: &Line, chargeable: Option<Quantity>, comment: &str) -> Command {
    Command::Edit {
        product: Some(line.product.code.clone()),
        chargeable: chargeable.map(|figure| figure.to_string()),
        comment: Some(comment.to_owned()),
    }
}

/// A rejection that asks about every line with a comment.
pub(super) fn reject(seen: &SeenReport<'_>) -> Command {
    let mut random = seen.random("reject");
    let texts = seen.texts();
    let reasons = Some(random.pick(texts.rejected).to_owned());
    let asked = seen.stored.report.lines.iter().filter(|line| line.comment.is_some());
    let ask = |line: &Line| (line.product.code.clone(), random.pick(texts.asked).to_owned());
    Command::Reject { reasons, line_reasons: asked.map(ask).collect() }
}

fn decide(seen: &SeenReport<'_>) -> Vec<Command> {
    if seen.stored.report.status != Status::UnderReview {
        return Vec::new();
    }
    match seen.random("decide").below(100) {
        0..12 => vec![reject(seen)],
        12..75 => approve(seen),
        _ => Vec::new(),
    }
}

/// Explains a rejected report again.
pub(super) fn answer(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    if report.status != Status::Rejected || seen.random("silence").permille(150) {
        return Vec::new();
    }
    let mut wanted = confirm(seen);
    wanted.push(Command::Submit { comment: None });
    wanted
}

/// A new comment for every line that needs one again.
pub(super) fn confirm(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    let mut random = seen.random("answer");
    let threshold = report.rules.threshold();
    let open = report.lines.iter().filter(|line| line.is_unexplained(threshold));
    open.map(|line| edit(line, None, random.pick(seen.texts().answered))).collect()
}

/// Approves what is under review.
pub(super) fn approve(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    if report.status != Status::UnderReview {
        return Vec::new();
    }
    let mut random = seen.random("approve");
    let returned = report.review == Some(ReviewKind::Returned);
    let note = (returned || random.permille(200)).then(|| random.pick(seen.texts().noted));
    vec![Command::Approve { note: note.map(str::to_owned) }]
}

fn reopen(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    let by_hand = report.status == Status::Approved && report.approval == Some(How::Manual);
    if by_hand && seen.random("doubt").permille(40) { vec![take_back(seen)] } else { Vec::new() }
}

/// Takes an approval back.
pub(super) fn take_back(seen: &SeenReport<'_>) -> Command {
    Command::Reopen { reason: Some(seen.random("reopen").pick(seen.texts().reopened).to_owned()) }
}

fn process(seen: &SeenReport<'_>) -> Vec<Command> {
    let submitted = seen.stored.report.status == Status::Submitted;
    if submitted && seen.random("process").permille(30) {
        return vec![send_back(seen)];
    }
    complete(seen)
}

/// The vendor's way of saying no.
pub(super) fn send_back(seen: &SeenReport<'_>) -> Command {
    Command::Return { reason: Some(seen.random("return").pick(&RETURNED).to_owned()) }
}

/// Completes what was handed over.
pub(super) fn complete(seen: &SeenReport<'_>) -> Vec<Command> {
    let submitted = seen.stored.report.status == Status::Submitted;
    if submitted { vec![Command::Complete] } else { Vec::new() }
}
