//! `cargo xtask month`: one month of usage reports, from readings to agreed figures.
//!
//! Everything uses the program's own command line, on a rehearsal database and a sample whose names
//! are all invented, in a separate folder that is not removed. Which partner plays which part is
//! found in the reports themselves. The same sample always gives the same month.

mod people;
mod program;

use std::path::Path;

use crate::cargo::{Failure, root};
use people::{Cast, Report, ReportListRow};
use program::{DATABASE, Decision, Program, say};

const CYCLE: &str = "2026-10";

/// When every report of the month is made, in all regions of the sample.
const MADE: &str = "2026-11-03T12:00:00Z";

/// When every first deadline has passed.
const DUE: &str = "2026-11-12T00:00:00Z";

/// When the rejected partner answers, and when its distributor decides again.
const ANSWERED: [&str; 2] = ["2026-11-13T09:00:00Z", "2026-11-13T15:00:00Z"];

/// Plays the month.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::Builder::new().prefix("countersign-month-").tempdir();
    let folder = folder.map_err(|e| format!("no temporary directory: {e}"))?;
    let mut program = Program::build(folder.path())?;
    let folder = folder.keep();
    say("\nOne month of usage reports: October 2026. Every name in it is invented.");

    begin(&program)?;
    let cast = Cast::find(&program, &folder.join("data/users.csv"))?;
    partners_act(&mut program, &cast)?;
    deadlines_pass(&program, &cast.silent)?;
    distributors_decide(&mut program, &cast)?;
    partner_answers(&mut program, &cast)?;
    end(&program, &cast, &folder)
}

/// Sample, database, import, and the making of the reports.
fn begin(program: &Program) -> Result<(), Failure> {
    say("\n1. A vendor with distributors, partners, customers, and three months of readings.");
    let sample = ["sample", "data", "--partners", "60", "--months", "3"];
    program.show(&[&sample[..], &["--until", CYCLE, "--seed", "1"]].concat())?;

    say("\n2. A rehearsal database, whose clock moves only by hand; its record begins in October.");
    let init = ["init", "--rehearsal", "2026-11-01T00:00:00Z", "--first-cycle", CYCLE];
    program.show(&init)?;
    program.show(&["import", "data"])?;

    say("\n3. October is over and its last readings are in: the reports are made.");
    program.show(&["clock", "--until", MADE])?;
    counts(program)
}

fn partners_act(program: &mut Program, cast: &Cast) -> Result<(), Failure> {
    let Cast { prompt, forgetful, disputed, .. } = cast;
    let submit = |report| Decision { action: "submit", ..of(report) };

    let person = cast.person(&prompt.partner)?;
    introduce(4, prompt, &person.name);
    say("   agrees with every figure. Nothing is commented, so the system approves at once.");
    program.apply(CYCLE, person, &[submit(prompt)])?;

    let person = cast.person(&forgetful.partner)?;
    introduce(5, forgetful, &person.name);
    say("   has far more provisioned than used. Without an explanation that is not submitted.");
    program.apply(CYCLE, person, &[submit(forgetful)])?;
    say("   With one it is, and waits for the distributor.");
    let comment = "Set aside for a project that was called off, returned on 3 November";
    program.apply(CYCLE, person, &explained(forgetful, comment))?;

    let person = cast.person(&disputed.partner)?;
    introduce(6, disputed, &person.name);
    say("   charges a tenth less than was used, says why, and submits.");
    let (product, units) = disputed.largest_line().unwrap_or_default();
    let edit = Decision {
        action: "edit",
        product,
        chargeable: (units - units / 10).to_string(),
        comment: "Ten percent credit for the outage, as agreed by telephone",
        ..of(disputed)
    };
    program.apply(CYCLE, person, &[edit, submit(disputed)])
}

/// The partner that does nothing, and the passing of the deadlines.
fn deadlines_pass(program: &Program, silent: &Report) -> Result<(), Failure> {
    say(&format!(
        "\n7. {} does nothing. What will come of it stands on its report:",
        silent.title()
    ));
    if let Some(after) = &silent.at_deadline {
        say(&format!("   {}.", after.words));
    }
    say(
        "\n8. The deadlines pass. The system submits what is left, and approves what nobody holds.",
    );
    program.show(&["clock", "--until", DUE])?;
    counts(program)
}

fn distributors_decide(program: &mut Program, cast: &Cast) -> Result<(), Failure> {
    let Cast { forgetful, disputed, silent, .. } = cast;
    let person = cast.person(&forgetful.distributor)?;
    say(&format!("\n9. {} of {} finds the explanation good.", person.name, forgetful.reviewer()));
    program.apply(CYCLE, person, &[Decision { action: "approve", ..of(forgetful) }])?;

    let person = cast.person(&disputed.distributor)?;
    say(&format!("\n10. {} of {} knows of no credit.", person.name, disputed.reviewer()));
    let reasons = "No credit is known to us, please send the confirmation";
    let reject = Decision { action: "reject", comment: reasons, ..of(disputed) };
    program.apply(CYCLE, person, &[reject])?;

    let person = cast.person(&silent.distributor)?;
    say(&format!("\n11. {} of {} looks at everything,", person.name, silent.reviewer()));
    say("   approves what is in order, and asks about the penalty of the silent partner.");
    let list = ["report", "list", "--cycle", CYCLE, "--limit", "1000"];
    let filter = ["--status", "under-review", "--distributor", &silent.distributor];
    let waiting: Vec<ReportListRow> = program.read(&[&list[..], &filter[..]].concat())?;
    let calm = waiting.iter().filter(|listed| !listed.flagged);
    let mut decisions: Vec<Decision<'_>> = calm
        .map(|it| Decision { partner: &it.partner, action: "approve", ..Decision::default() })
        .collect();
    let reasons = "Why was so much more provisioned than used?";
    decisions.push(Decision { action: "reject", comment: reasons, ..of(silent) });
    program.apply(CYCLE, person, &decisions)
}

/// The rejected partner explains itself, and its distributor agrees.
fn partner_answers(program: &mut Program, cast: &Cast) -> Result<(), Failure> {
    let silent = &cast.silent;
    let person = cast.person(&silent.partner)?;
    introduce(12, silent, &person.name);
    say("   answers the next day. The rejection has lifted the penalty; now it is explained.");
    program.show(&["clock", "--until", ANSWERED[0]])?;
    let comment = "Reserved for a merger that did not happen, returned since";
    program.apply(CYCLE, person, &explained(silent, comment))?;

    let person = cast.person(&silent.distributor)?;
    say(&format!("\n13. {} agrees, this time by hand.", person.name));
    program.show(&["clock", "--until", ANSWERED[1]])?;
    let note = "Agreed, thank you";
    program.apply(CYCLE, person, &[Decision { action: "approve", comment: note, ..of(silent) }])
}

/// What can be looked at afterwards, and where.
fn end(program: &Program, cast: &Cast, folder: &Path) -> Result<(), Failure> {
    say("\nWhere October stands:");
    counts(program)?;
    say("\nOne report in full:\n");
    let partner = &cast.silent.partner;
    for line in program.ask(&["report", "show", "--cycle", CYCLE, "--partner", partner])?.lines() {
        say(line.trim_end());
    }
    say("\nEvery history chain and every total, worked out again:");
    program.show(&["verify"])?;
    say("\nThe figures for whoever bills them:");
    program.show(&["export", "--cycle", CYCLE, "-o", "october.csv"])?;

    let database = DATABASE.trim_start_matches("sqlite:");
    let database = format!("sqlite:{}", folder.join(database).display());
    let binary = program.binary();
    let binary = binary.strip_prefix(root()).unwrap_or(binary).display();
    say(&format!("\nexported figures  {}", folder.join("october.csv").display()));
    say(&format!("decisions         {}", folder.join("decisions-*.csv").display()));
    say(&format!("database          {database}"));
    say("\nTo look further:");
    let list = "report list --cycle 2026-10 --status under-review";
    say(&format!("   {binary} {list} --database {database}"));
    let show = format!("report show --cycle 2026-10 --partner {}", cast.disputed.partner);
    say(&format!("   {binary} {show} --database {database}"));
    Ok(())
}

/// Prints how many reports have each status: the last line of a list.
fn counts(program: &Program) -> Result<(), Failure> {
    let list = program.ask(&["report", "list", "--cycle", CYCLE, "--limit", "1"])?;
    say(&format!("   {}", list.lines().last().unwrap_or_default()));
    Ok(())
}

fn introduce(step: u32, report: &Report, name: &str) {
    say(&format!("\n{step}. {name} of {}", report.title()));
}

/// A decision on a report, still without content.
fn of(report: &Report) -> Decision<'_> {
    Decision { partner: &report.partner, ..Decision::default() }
}

/// A comment for every violation of a report, then its submission.
fn explained<'a>(report: &'a Report, comment: &'a str) -> Vec<Decision<'a>> {
    let explain = |product| Decision { action: "edit", product, comment, ..of(report) };
    let mut decisions: Vec<_> = report.violations().into_iter().map(explain).collect();
    decisions.push(Decision { action: "submit", ..of(report) });
    decisions
}

impl Report {
    /// The partner with its code.
    fn title(&self) -> String {
        format!("{} ({})", self.partner_name, self.partner)
    }

    /// The distributor with its code.
    fn reviewer(&self) -> String {
        format!("{} ({})", self.distributor_name, self.distributor)
    }
}
