//! Completed months that turn out to be wrong: corrections that are proposed, and some that are
//! answered.

use super::past::wanted_less;
use super::story::{SeenReport, Story, When};
use super::timeline::{OPEN_CYCLE, cycle, instant};
use countersign_app::failure::Result;
use countersign_domain::actor::CompanyKind::{self, Distributor, Partner};
use countersign_domain::correction::{CorrectionState, unfinished};
use countersign_domain::status::Status;
use countersign_domain::workflow::{Command, Proposal, ProposedLine};

/// Returns the commands that a person gives for a report.
type Wish = fn(&SeenReport<'_>) -> Vec<Command>;

/// Month, counted from the open one, company kind and action of each scene.
const SCENES: [(&str, i32, CompanyKind, Wish); 4] = [
    ("2026-11-03T13:30:00Z", 3, Partner, propose),
    ("2026-11-03T13:50:00Z", 3, Distributor, answer),
    ("2026-11-03T14:00:00Z", 2, Partner, propose),
    ("2026-11-03T14:10:00Z", 2, Distributor, propose_back),
];

pub(super) async fn play(story: &Story<'_>) -> Result<()> {
    for (at, months_before, by, wish) in SCENES {
        let month = cycle(OPEN_CYCLE).plus(-months_before);
        story.play(month, When::At(instant(at)), by, wish).await?;
    }
    Ok(())
}

/// The partner of the main story always proposes a correction.
fn propose(seen: &SeenReport<'_>) -> Vec<Command> {
    let is_hero = seen.stored.names.partner == "ANGSTROM";
    correct(seen, is_hero || seen.random("correct").permille(15))
}

/// The distributor proposes one in a report of another partner.
fn propose_back(seen: &SeenReport<'_>) -> Vec<Command> {
    let is_known = seen.stored.names.partner == "GOTASKY";
    correct(seen, is_known || seen.random("correct-back").permille(10))
}

fn correct(seen: &SeenReport<'_>, wished: bool) -> Vec<Command> {
    let report = &seen.stored.report;
    let free = report.status == Status::Completed && report.corrections.is_empty();
    let lines = report.lines.iter().filter(|line| line.edited.is_none() && !line.penalty);
    let mut lines = lines.filter_map(|line| Some((line, wanted_less(line)?)));
    let Some((line, less)) = lines.next().filter(|_| free && wished) else { return Vec::new() };
    let mut random = seen.random("correction");
    let texts = seen.texts();
    let line_reason = Some(random.pick(texts.edited).to_owned());
    let proposed = ProposedLine { chargeable: less.to_string(), reason: line_reason };
    let lines = [(line.product.code.clone(), proposed)].into();
    let reason = Some(random.pick(texts.corrected).to_owned());
    vec![Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })]
}

/// Most are agreed to.
fn answer(seen: &SeenReport<'_>) -> Vec<Command> {
    let proposed =
        |it: &&countersign_domain::correction::Correction| it.state == CorrectionState::Proposed;
    if unfinished(&seen.stored.report).filter(proposed).is_none() {
        return Vec::new();
    }
    if seen.random("answer-correction").permille(700) {
        return vec![Command::AgreeCorrection];
    }
    let reason = Some(seen.random("refuse").pick(seen.texts().rejected).to_owned());
    vec![Command::RefuseCorrection { reason }]
}
