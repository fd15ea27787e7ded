//! The open month up to the current time of the demonstration, with the actions of every company.

use super::clockwork;
use super::companies::{Part, REGIONS};
use super::files;
use super::past::{
    approve, complete, confirm, edit, explain, reject, send_back, take_back, wanted_less,
};
use super::products::PRODUCTS;
use super::sample_installation::{Arrival, SampleInstallation};
use super::story::{SeenReport, Story, When};
use super::timeline::{OPEN_CYCLE, cycle, day, instant};
use countersign_app::failure::Result;
use countersign_domain::actor::CompanyKind::{self, Distributor, Partner, Vendor};
use countersign_domain::line::Line;
use countersign_domain::status::Status;
use countersign_domain::workflow::Command;
use countersign_store::Store;

/// Returns the commands that a person gives for a report.
type Wish = fn(&SeenReport<'_>) -> Vec<Command>;

/// Indexes into [`REGIONS`] of the regions in one range of time zones.
const EAST: &[usize] = &[3];
const MIDDLE: &[usize] = &[0, 1, 2];
const WEST: &[usize] = &[4];

/// When each group of people works on its reports, before the late readings arrive.
#[rustfmt::skip]
const SCENES: [(&str, &[usize], CompanyKind, Wish); 12] = [
    ("2026-11-02T00:30:00Z", EAST, Partner, submit),
    ("2026-11-02T05:00:00Z", EAST, Distributor, decide),
    ("2026-11-02T08:00:00Z", MIDDLE, Partner, submit),
    ("2026-11-02T12:30:00Z", MIDDLE, Distributor, decide),
    ("2026-11-02T15:00:00Z", WEST, Partner, submit),
    ("2026-11-02T20:00:00Z", WEST, Distributor, decide),
    ("2026-11-03T00:30:00Z", EAST, Partner, go_on),
    ("2026-11-03T02:00:00Z", EAST, Distributor, doubt),
    ("2026-11-03T07:30:00Z", MIDDLE, Distributor, doubt),
    ("2026-11-03T09:30:00Z", MIDDLE, Partner, go_on),
    ("2026-11-03T10:30:00Z", MIDDLE, Vendor, process),
    ("2026-11-03T13:15:00Z", WEST, Partner, go_on),
];

/// The scenes after which distributors dispatch approved reports.
const SENDING: [&str; 2] = ["2026-11-03T02:00:00Z", "2026-11-03T07:30:00Z"];

/// When the late readings arrive.
const LATE: &str = "2026-11-03T11:30:00Z";
/// When Eva Lind writes her comments, and when she submits.
const HERO: [&str; 2] = ["2026-11-03T12:47:00Z", "2026-11-03T13:02:00Z"];

/// Plays the month.
pub(super) async fn play(
    story: &Story<'_>,
    store: &Store,
    installation: &SampleInstallation,
) -> Result<()> {
    let (last, before) = SCENES.split_last().unwrap_or((&SCENES[0], &[]));
    for scene in before {
        play_scene(story, scene).await?;
    }
    clockwork::run(store, instant(LATE)).await?;
    let mut rows = Vec::new();
    installation.readings(day("2026-10-30")..day("2026-11-01"), Arrival::Late, &mut rows);
    files::import_readings(store, &rows).await?;
    for (at, wish) in HERO.into_iter().zip([comment as Wish, send]) {
        story.play(cycle(OPEN_CYCLE), When::At(instant(at)), Partner, wish).await?;
    }
    play_scene(story, last).await
}

async fn play_scene(
    story: &Story<'_>,
    (from, regions, by, wish): &(&str, &[usize], CompanyKind, Wish),
) -> Result<()> {
    let here = |seen: &SeenReport<'_>| {
        let region = seen.distributor.region().row[0];
        regions.iter().any(|place| REGIONS[*place].row[0] == region)
    };
    let wish_here = |seen: &SeenReport<'_>| if here(seen) { wish(seen) } else { Vec::new() };
    let (open, when) = (cycle(OPEN_CYCLE), When::From(instant(from)));
    story.play(open, when, *by, wish_here).await?;
    if SENDING.contains(from) {
        story.send(open, when, None, |seen| here(seen) && is_sent(seen)).await?;
    }
    Ok(())
}

/// Partners: the first day.
fn submit(seen: &SeenReport<'_>) -> Vec<Command> {
    if seen.stored.report.status != Status::Preparing {
        return Vec::new();
    }
    let comment = |topic| Some(seen.random(topic).pick(seen.texts().report).to_owned());
    match seen.part {
        Part::Prompt => {
            let mut wanted = explain(seen);
            wanted.push(Command::Submit { comment: None });
            wanted
        }
        // A saved draft that nobody returned to. A line that needs a comment has none.
        Part::SilentHeld => {
            vec![Command::Edit { product: None, chargeable: None, comment: comment("saved") }]
        }
        Part::Explained
        | Part::Late
        | Part::Refused
        | Part::Answering
        | Part::Agreed
        | Part::Reopened
        | Part::Dispatched
        | Part::Returned
        | Part::Completed => {
            let mut wanted = explain(seen);
            let silent = wanted.is_empty();
            wanted.push(Command::Submit { comment: comment("sent").filter(|_| silent) });
            wanted
        }
        _ => Vec::new(),
    }
}

/// Distributors: the first day.
fn decide(seen: &SeenReport<'_>) -> Vec<Command> {
    if seen.stored.report.status != Status::UnderReview {
        return Vec::new();
    }
    match seen.part {
        Part::Refused | Part::Answering => vec![reject(seen)],
        Part::Agreed | Part::Reopened | Part::Dispatched | Part::Returned | Part::Completed => {
            approve(seen)
        }
        _ => Vec::new(),
    }
}

/// Distributors: the second day. Afterwards they dispatch the reports of the story so far.
fn doubt(seen: &SeenReport<'_>) -> Vec<Command> {
    match (seen.part, seen.stored.report.status) {
        (Part::Reopened, Status::Approved) => vec![take_back(seen)],
        _ => Vec::new(),
    }
}

fn is_sent(seen: &SeenReport<'_>) -> bool {
    matches!(seen.part, Part::Dispatched | Part::Returned | Part::Completed)
}

/// Vendors: the second day.
fn process(seen: &SeenReport<'_>) -> Vec<Command> {
    match (seen.part, seen.stored.report.status) {
        (Part::Returned, Status::Submitted) => vec![send_back(seen)],
        (Part::Completed, _) => complete(seen),
        _ => Vec::new(),
    }
}

/// Partners: the second day. Drafts are saved, and rejected reports taken up again.
fn go_on(seen: &SeenReport<'_>) -> Vec<Command> {
    let report = &seen.stored.report;
    let mut random = seen.random("draft");
    let texts = seen.texts();
    match (seen.part, report.status) {
        (Part::Moved, Status::Preparing) => {
            let line = report.lines.iter().find(|line| is_flagship(line));
            let line = line.filter(|line| wanted_less(line).is_some());
            let less = |line| edit(line, wanted_less(line), random.pick(texts.edited));
            line.map(less).into_iter().collect()
        }
        (Part::Drafting, Status::Preparing) => {
            let calm = |line: &&Line| {
                !line.is_violation(report.rules.threshold()) && wanted_less(line).is_some()
            };
            let line = report.lines.iter().find(calm);
            let draft = |line| edit(line, wanted_less(line), random.pick(texts.edited));
            line.map(draft).into_iter().collect()
        }
        (Part::Answering, Status::Rejected) => confirm(seen).into_iter().take(1).collect(),
        _ => Vec::new(),
    }
}

/// Whether the story uses this line.
fn is_flagship(line: &Line) -> bool {
    PRODUCTS.iter().any(|it| it.code() == line.product.code && it.is_flagship())
}

fn comment(seen: &SeenReport<'_>) -> Vec<Command> {
    if seen.part != Part::Hero {
        return Vec::new();
    }
    let say = |product: &str, text: &str| Command::Edit {
        product: Some(product.to_owned()),
        chargeable: None,
        comment: Some(text.to_owned()),
    };
    vec![
        say("ES", "Kiel branch closed on 9 Oct"),
        say("LA", "Skåne Tandvård left on 14 Oct, its archive is kept until December"),
    ]
}

fn send(seen: &SeenReport<'_>) -> Vec<Command> {
    if seen.part != Part::Hero {
        return Vec::new();
    }
    let comment = Some("Two customers left mid-month, see lines.".to_owned());
    vec![Command::Submit { comment }]
}
