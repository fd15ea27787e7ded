//! A dry run of the clock in words: a line per report, then the totals.

use countersign_app::actions::foresee_work::{
    Foreseen, ForeseenChange, ForeseenWork, Submission, Totals, Work,
};
use countersign_domain::auto_approval::Hold;
use countersign_domain::instant::Instant;
use std::fmt::Write;

/// The text that says what the clock would do up to `until`.
pub(super) fn summary(foreseen: &Foreseen, until: Instant) -> String {
    let mut text = String::new();
    for item in &foreseen.items {
        let ForeseenWork { at, cycle, distributor, partner, vendor, .. } = item;
        let what = work(&item.work, foreseen.waits);
        // Writing to memory cannot fail.
        let _: std::fmt::Result =
            writeln!(text, "{at}  {cycle}  {distributor}  {partner}  {vendor}  {what}");
    }
    text.push_str(&totals(&foreseen.totals(), until));
    text
}

fn work(work: &Work, waits: bool) -> String {
    match work {
        Work::Make { lines, violations, deadline } => format!(
            "make, because the cycle has ended: {}, {}; due {deadline}",
            counted(*lines, "line"),
            counted(*violations, "violation")
        ),
        Work::Fault => "cannot be made: a figure is too large to be counted".to_owned(),
        Work::Extend(deadline) => {
            format!("give a new deadline, because the old one was missed: {deadline}")
        }
        Work::Submit(submission) => submit(submission, waits),
    }
}

fn submit(submission: &Submission, waits: bool) -> String {
    let mut text = match waits {
        true => "submit, once the operator has chosen, because its deadline passes".to_owned(),
        false => "submit, because its deadline passes".to_owned(),
    };
    let changes: Vec<String> = submission.changes.iter().map(change).collect();
    match changes.is_empty() {
        true => text.push_str(": as it stands"),
        false => text.push_str(&format!(": {}", changes.join(", "))),
    }
    if submission.is_penalised() {
        text.push_str("; flagged");
    }
    let holds: Vec<&str> = submission.holds.iter().map(|hold| Hold::words(*hold)).collect();
    match holds.is_empty() {
        true => text.push_str("; approve, because there is no comment"),
        false => text.push_str(&format!("; keep under review, because {}", holds.join(", and "))),
    }
    text
}

fn change(change: &ForeseenChange) -> String {
    let ForeseenChange { product, unit, from, to, penalty, .. } = change;
    match penalty {
        true => format!("{product} charged on {to} provisioned {unit} instead of {from}"),
        false => format!("{product} back to its default of {to} {unit} instead of {from}"),
    }
}

fn totals(totals: &Totals, until: Instant) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (cycle, (reports, partners)) in &totals.made {
        let partners = counted(*partners, "partner");
        parts.push(format!("{} of {cycle} made for {partners}", counted(*reports, "report")));
    }
    if parts.is_empty() {
        parts.push("0 reports made".to_owned());
    }
    if totals.faults > 0 {
        parts.push(format!("{} that cannot be made", counted(totals.faults, "report")));
    }
    if totals.extended > 0 {
        parts.push(format!("{} missed deadlines moved", totals.extended));
    }
    let Totals { submitted, penalised, approved, .. } = totals;
    let kept = submitted - approved;
    parts.push(format!(
        "{submitted} submitted by the system ({penalised} with penalties, {approved} approved, \
         {kept} kept under review)"
    ));
    format!("dry run until {until}, nothing was changed: {}\n", parts.join(", "))
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
