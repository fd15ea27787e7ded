//! The workflow in full tables and properties, by the rules of docs/rules.md section 4.
//!
//! The common fixture: one report of September 2026 in Berlin, its people, and their commands. The
//! report is made on 2 October and due when 7 October begins. Its line EP is in violation by 22 %,
//! BK is not by 4 %, MX has no used units.

mod approving;
mod available;
mod correcting;
mod deadline;
mod editing;
mod explaining;
mod extending;
mod moves;
mod penalties;
mod properties;
mod rejecting;
mod reviewing;
mod submitting;
mod texts;
mod undoing;
mod versions;

use super::{Command, CommandOutcome, Permit, submit_at_deadline};
use crate::access::{Parties, may, parties_of};
use crate::actor::{Actor, Channel, CompanyKind, Person, Role, SystemRule};
use crate::basis::Basis;
use crate::cycle::Cycle;
use crate::history::{Entry, FieldChange, HistoryField};
use crate::instant::Instant;
use crate::line::{Line, LineFigures, ProductTerms};
use crate::quantity::Quantity;
use crate::refusal::Refusal;
use crate::report::{Made, Report};
use crate::settings::{Rules, Setting, Settings};
use crate::status::{Status, Verb};
use crate::zone::Zone;

const PARTIES: Parties = Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 };

/// An instant of October 2026 in Berlin, before the clocks change: `03T10:00`.
fn at(text: &str) -> Instant {
    Instant::parse(&format!("2026-10-{text}:00+02:00")).unwrap()
}

fn units(units: i64) -> Quantity {
    Quantity::from_units(units)
}

fn rules(set: &[(Setting, i64)]) -> Rules {
    let mut partner = Settings::default();
    for &(setting, value) in set {
        partner.set(setting, Some(value));
    }
    Rules::resolve(&Settings::default(), &Settings::default(), &partner)
}

fn line(code: &str, provisioned: i64, used: Option<i64>) -> Line {
    let product = ProductTerms {
        id: 1,
        code: code.into(),
        name: format!("Product {code}"),
        unit: "Seats".into(),
        decimals: 2,
        basis: Basis::Peak,
        reports_usage: true,
    };
    let figures = LineFigures {
        provisioned: units(provisioned),
        used: used.map(units),
        default_chargeable: units(used.unwrap_or(provisioned)),
        carried_forward: false,
        subscriptions: 1,
        without_used: i64::from(used.is_none()),
    };
    Line::new(product, figures)
}

fn made_of(lines: Vec<Line>, set: &[(Setting, i64)]) -> (Report, Entry) {
    let cycle = Cycle::parse("2026-09").unwrap();
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let made = Made::by_system(SystemRule::CycleEnded, at("02T00:00"), at("02T00:01"));
    Report::make(PARTIES, cycle, zone, rules(set), lines, &made)
}

/// A report as made, with three lines.
fn made(set: &[(Setting, i64)]) -> Report {
    let lines =
        vec![line("EP", 1000, Some(780)), line("BK", 500, Some(480)), line("MX", 200, None)];
    made_of(lines, set).0
}

/// A report whose only violation has a comment and an edit, so that it can be submitted and waits
/// for a person's decision.
fn ready(set: &[(Setting, i64)]) -> Report {
    let mut report = made(set);
    let edit = Command::Edit {
        product: Some("EP".into()),
        chargeable: Some("900".into()),
        comment: Some("because".into()),
    };
    done(&mut report, &edit, at("02T09:00"));
    report
}

/// [`ready`], submitted by hand: version 3.
fn under_review(set: &[(Setting, i64)]) -> Report {
    let mut report = ready(set);
    done(&mut report, &submit(), at("02T10:00"));
    report
}

/// Executes a command as a person of the party who may work on reports, whatever the party sees.
fn execute(
    report: &mut Report,
    command: &Command,
    version: Option<i64>,
    now: Instant,
) -> Result<CommandOutcome, Refusal> {
    let actor = Actor::Person(worker(parties_of(command.verb())[0]));
    Permit { actor, command, report }.execute(version, now)
}

fn worker(company_kind: CompanyKind) -> Person {
    let company_id = match company_kind {
        CompanyKind::Vendor => 1,
        CompanyKind::Distributor => 2,
        CompanyKind::Partner => 3,
        CompanyKind::Operator => 9,
    };
    let role = Role::BillingManager;
    let channel = Channel::Api;
    Person {
        id: 10 + company_id,
        company_id,
        company_kind,
        role,
        channel,
        machine_user: None,
        account: None,
    }
}

fn act(report: &mut Report, command: &Command, now: Instant) -> Result<CommandOutcome, Refusal> {
    execute(report, command, None, now)
}

/// Executes a command that must succeed, and returns its entries.
fn done(report: &mut Report, command: &Command, now: Instant) -> Vec<Entry> {
    match act(report, command, now) {
        Ok(CommandOutcome::Done(entries)) => entries,
        other => panic!("{command:?}: expected it done, found {other:?}"),
    }
}

/// Executes a command that must be refused, and checks that nothing changed.
fn refused(report: &mut Report, command: &Command, now: Instant) -> Refusal {
    let before = format!("{report:?}");
    match act(report, command, now) {
        Err(refusal) => {
            assert_eq!(format!("{report:?}"), before, "{command:?} was refused and changed it");
            refusal
        }
        Ok(outcome) => panic!("{command:?}: expected a refusal, found {outcome:?}"),
    }
}

/// Executes a command that must be done already, and checks that nothing changed.
fn already(report: &mut Report, command: &Command, now: Instant) {
    let before = format!("{report:?}");
    assert_eq!(act(report, command, now), Ok(CommandOutcome::AlreadyDone), "{command:?}");
    assert_eq!(format!("{report:?}"), before, "{command:?} was there already and changed it");
}

/// The work of the clock after the deadline.
fn run_clock(report: &mut Report) -> Vec<Entry> {
    let recorded_at = report.deadline.plus_micros(42);
    submit_at_deadline(report, recorded_at)
}

fn chargeable(report: &Report, code: &str) -> String {
    of(report, code).chargeable().to_string()
}

fn of<'a>(report: &'a Report, code: &str) -> &'a Line {
    report.lines.iter().find(|line| line.product.code == code).unwrap()
}

fn charge(product: &str, figure: &str) -> Command {
    Command::Edit { product: Some(product.into()), chargeable: Some(figure.into()), comment: None }
}

fn explain(product: &str, comment: &str) -> Command {
    Command::Edit { product: Some(product.into()), chargeable: None, comment: Some(comment.into()) }
}

fn remark(comment: &str) -> Command {
    Command::Edit { product: None, chargeable: None, comment: Some(comment.into()) }
}

fn reset(product: &str) -> Command {
    Command::Reset { product: Some(product.into()) }
}

fn submit() -> Command {
    Command::Submit { comment: None }
}

fn approve() -> Command {
    Command::Approve { note: None }
}

fn reject(reasons: &str) -> Command {
    Command::Reject { reasons: Some(reasons.into()), line_reasons: Vec::new() }
}

fn reopen(reason: &str) -> Command {
    Command::Reopen { reason: Some(reason.into()) }
}

fn give_back(reason: &str) -> Command {
    Command::Return { reason: Some(reason.into()) }
}

fn change(
    product: &str,
    field: HistoryField,
    before: Option<&str>,
    after: Option<&str>,
) -> FieldChange {
    let own = |text: Option<&str>| text.map(str::to_owned);
    let product = Some(product).filter(|product| !product.is_empty());
    FieldChange { product: own(product), field, before: own(before), after: own(after) }
}

fn charged(product: &str, before: &str, after: &str) -> FieldChange {
    change(product, HistoryField::Chargeable, Some(before), Some(after))
}
