//! Prints the access table, role × verb × status, and compares it with the checked-in page.
//!
//! Every cell is tried: the test asks for a permit and executes the command on a report in that
//! status. Owns `docs/access.md`; `COUNTERSIGN_BLESS=1` writes it.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use countersign_domain::access::{Area, Parties, Right, may, parties_of, right, sees};
use countersign_domain::actor::{Channel, CompanyKind, Person, Role, SystemRule};
use countersign_domain::basis::Basis;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Line, LineFigures, ProductTerms};
use countersign_domain::quantity::Quantity;
use countersign_domain::refusal::Refusal;
use countersign_domain::replay::undo_point;
use countersign_domain::report::{Made, Report};
use countersign_domain::schedule::Until;
use countersign_domain::settings::{Rules, Settings};
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{Command, CommandOutcome, Permit, Proposal, ProposedLine};
use countersign_domain::zone::Zone;
use std::fmt::Write;
use std::path::Path;

const PARTIES: Parties = Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 };

const INTRO: &str = "\
# Who may do what

Written by `crates/domain/tests/access_table.rs`, which tries every cell. After a change of the
rules: `COUNTERSIGN_BLESS=1 cargo test -p countersign-domain --test access_table`.

## Areas

How far a role reaches within the data that its own company may know of. *View* means seeing counts
without opening reports; *own* means the person's own account only.
";

const VERBS: &str = "\
## Verbs

Each cell shows the result of a well-formed command that is on time and names the report's version:
the new status, *already done*, or the code of the refusal. A command that would change nothing,
such as an edit to a line's present value, is already done in any status. An undo is asked for by
the person who made the last decision, right after it. Roles of one company with the same answers
share a table, and verbs with the same answers a row.
";

const CORRECTIONS: &str = "\
## Corrections

The status of a completed report stays; only its correction moves. Here the partner proposed it.
Each cell shows its new state. Its proposer and their company cannot decide on it.
";

fn company_id(kind: CompanyKind) -> i64 {
    match kind {
        CompanyKind::Vendor => PARTIES.vendor_id,
        CompanyKind::Distributor => PARTIES.distributor_id,
        CompanyKind::Partner => PARTIES.partner_id,
        CompanyKind::Operator => 9,
    }
}

fn person(company_kind: CompanyKind, company_id: i64, role: Role) -> Person {
    let channel = Channel::Api;
    Person { id: 7, company_id, company_kind, role, channel, machine_user: None, account: None }
}

/// A well-formed command of each verb; none for verbs of the system.
fn command(verb: Verb) -> Option<Command> {
    let words = || Some("words".to_owned());
    let product = Some("EP".to_owned());
    Some(match verb {
        Verb::Make | Verb::Undo => return None,
        Verb::Edit => Command::Edit { product, chargeable: None, comment: words() },
        Verb::Reset => Command::Reset { product },
        Verb::Extend => {
            Command::Extend { until: Until::parse("2026-10-20").unwrap(), reason: words() }
        }
        Verb::Submit => Command::Submit { comment: None },
        Verb::Approve => Command::Approve { note: None },
        Verb::Reject => Command::Reject { reasons: words(), line_reasons: Vec::new() },
        Verb::Reopen => Command::Reopen { reason: words() },
        Verb::Dispatch => Command::Dispatch,
        Verb::Complete => Command::Complete,
        Verb::Return => Command::Return { reason: words() },
        Verb::ProposeCorrection => Command::ProposeCorrection(proposal()),
        Verb::AgreeCorrection => Command::AgreeCorrection,
        Verb::RefuseCorrection => Command::RefuseCorrection { reason: words() },
        Verb::WithdrawCorrection => Command::WithdrawCorrection,
        Verb::DispatchAmendment => Command::DispatchAmendment,
        Verb::CompleteAmendment => Command::CompleteAmendment,
        Verb::ReturnAmendment => Command::ReturnAmendment { reason: words() },
    })
}

fn proposal() -> Proposal {
    let reason = Some("words".to_owned());
    let line = ProposedLine { chargeable: "7".to_owned(), reason: reason.clone() };
    let lines = [("EP".to_owned(), line)].into();
    Proposal { lines, reason, late_products: Vec::new() }
}

fn now() -> Instant {
    Instant::parse("2026-10-02T12:00:00+02:00").unwrap()
}

/// A report with a line that needs no comment and has one.
fn made() -> (Report, Vec<Entry>) {
    let product = ProductTerms {
        id: 1,
        code: "EP".into(),
        name: "Endpoint Shield".into(),
        unit: "Seats".into(),
        decimals: 0,
        basis: Basis::Peak,
        reports_usage: true,
    };
    let units = Quantity::from_units(10);
    let figures = LineFigures {
        provisioned: units,
        used: Some(units),
        default_chargeable: units,
        subscriptions: 1,
        ..LineFigures::default()
    };
    let at = Instant::parse("2026-10-02T00:00:00+02:00").unwrap();
    let made = Made::by_system(SystemRule::CycleEnded, at, at);
    let cycle = Cycle::parse("2026-09").unwrap();
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let none = Settings::default();
    let rules = Rules::resolve(&none, &none, &none);
    let lines = vec![Line::new(product, figures)];
    let (report, first) = Report::make(PARTIES, cycle, zone, rules, lines, &made);
    let mut told = (report, vec![first]);
    let (product, comment) = (Some("EP".to_owned()), Some("because".to_owned()));
    let edit = Command::Edit { product, chargeable: None, comment };
    let entries = carry(&mut told.0, &edit);
    told.1.extend(entries);
    told
}

/// Executes a command that is known to be permitted.
fn carry(report: &mut Report, command: &Command) -> Vec<Entry> {
    let kind = parties_of(command.verb())[0];
    let who = person(kind, company_id(kind), Role::Administrator);
    let who = Person { id: worker_id(kind), ..who };
    let permit = Permit::ask(&who, command, report, false).unwrap();
    match permit.execute(None, now()).unwrap() {
        CommandOutcome::Done(entries) => entries,
        CommandOutcome::AlreadyDone => panic!("{command:?} was done already"),
    }
}

/// The person of each company who brought the reports to where they are.
fn worker_id(kind: CompanyKind) -> i64 {
    10 + company_id(kind)
}

/// A report in each status.
fn report_in(status: Status) -> Report {
    told_in(status).0
}

/// A report in each status, by the shortest way there, and its history.
fn told_in(status: Status) -> (Report, Vec<Entry>) {
    let verbs: &[Verb] = match status {
        Status::Preparing => &[],
        Status::UnderReview => &[Verb::Submit],
        Status::Rejected => &[Verb::Submit, Verb::Reject],
        Status::Approved => &[Verb::Submit, Verb::Approve],
        Status::Submitted => &[Verb::Submit, Verb::Approve, Verb::Dispatch],
        Status::Completed => &[Verb::Submit, Verb::Approve, Verb::Dispatch, Verb::Complete],
    };
    let (mut report, mut history) = made();
    for verb in verbs {
        history.extend(carry(&mut report, &command(*verb).unwrap()));
    }
    assert_eq!(report.status, status);
    (report, history)
}

/// The result if `who` asks for `verb` on a report in this status.
fn attempt(who: &Person, verb: Verb, report: &Report) -> String {
    attempt_on(who, verb, &mut report.clone())
}

fn attempt_on(who: &Person, verb: Verb, report: &mut Report) -> String {
    if let Err(refusal) = may(who, verb, &PARTIES, report.status, false) {
        return format!("`{}`", refusal.code());
    }
    let history = || told_in(report.status).1;
    let (command, who) = match verb {
        Verb::Undo => {
            let maker = Person { id: worker_id(who.company_kind), ..who.clone() };
            (Command::Undo(Box::new(undo_point(report, &history()))), maker)
        }
        verb => (command(verb).expect("only the system makes reports"), who.clone()),
    };
    let permit = Permit::ask(&who, &command, report, false);
    match permit.and_then(|permit| permit.execute(None, now())) {
        Ok(CommandOutcome::Done(_)) => format!("**{}**", report.status.label()),
        Ok(CommandOutcome::AlreadyDone) => "already done".to_owned(),
        Err(refusal) => format!("`{}`", refusal.code()),
    }
}

fn view(who: &Person, report: &Report) -> String {
    let reads = right(who.company_kind, who.role, Area::UsageReports) >= Right::Read;
    match (sees(who, &PARTIES, report.status), reads) {
        (false, _) => "`no_such_report`".to_owned(),
        (true, false) => "`not_permitted`".to_owned(),
        (true, true) => "yes".to_owned(),
    }
}

fn row(table: &mut String, cells: impl IntoIterator<Item = String>) {
    let cells: Vec<_> = cells.into_iter().collect();
    writeln!(table, "| {} |", cells.join(" | ")).unwrap();
}

fn head(table: &mut String, first: &str, others: impl IntoIterator<Item = String>) {
    let cells: Vec<_> = std::iter::once(first.to_owned()).chain(others).collect();
    row(table, cells.iter().cloned());
    row(table, cells.iter().map(|_| "---".to_owned()));
}

fn area_name(area: Area) -> &'static str {
    match area {
        Area::UsageReports => "usage reports",
        Area::StatusWidget => "usage report status widget",
        Area::Directory => "directory",
        Area::People => "own company's people and roles",
        Area::PartnerSettings => "partners' settings",
    }
}

fn right_name(right: Right) -> &'static str {
    match right {
        Right::None => "none",
        Right::Own => "own",
        Right::View => "view",
        Right::Read => "read",
        Right::Full => "full",
    }
}

fn areas(kind: CompanyKind) -> String {
    let mut table = String::new();
    head(&mut table, kind.token(), Area::ALL.map(|area| area_name(area).to_owned()));
    for role in Role::ALL {
        let rights = Area::ALL.map(|area| right_name(right(kind, role, area)).to_owned());
        row(&mut table, std::iter::once(role.name().to_owned()).chain(rights));
    }
    table
}

fn verbs(kind: CompanyKind, role: Role) -> String {
    let who = person(kind, company_id(kind), role);
    let reports = Status::ALL.map(report_in);
    let mut table = String::new();
    head(&mut table, "", Status::ALL.map(|status| status.label().to_owned()));
    let seen = reports.iter().map(|report| view(&who, report));
    row(&mut table, std::iter::once("view, export".to_owned()).chain(seen));
    let answers = Verb::ALL.map(|verb| {
        let cells = reports.iter().map(|report| attempt(&who, verb, report));
        (verb.word(), cells.collect::<Vec<_>>())
    });
    for (verbs, cells) in gathered(answers) {
        row(&mut table, std::iter::once(verbs.join(", ")).chain(cells));
    }
    table
}

/// Names with the same answer, grouped.
fn gathered<T: PartialEq>(
    answers: impl IntoIterator<Item = (&'static str, T)>,
) -> Vec<(Vec<&'static str>, T)> {
    let mut groups: Vec<(Vec<&'static str>, T)> = Vec::new();
    for (name, answer) in answers {
        match groups.iter_mut().find(|(_, known)| *known == answer) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], answer)),
        }
    }
    groups
}

/// The results of the verbs of corrections by state, for a person who works on reports in each
/// company. The partner proposed it.
fn corrections() -> String {
    let mut table = String::new();
    let ways: [(&str, &[Verb]); 5] = [
        ("none", &[]),
        ("proposed", &[Verb::ProposeCorrection]),
        ("agreed", &[Verb::ProposeCorrection, Verb::AgreeCorrection]),
        ("dispatched", &[Verb::ProposeCorrection, Verb::AgreeCorrection, Verb::DispatchAmendment]),
        (
            "completed",
            &[
                Verb::ProposeCorrection,
                Verb::AgreeCorrection,
                Verb::DispatchAmendment,
                Verb::CompleteAmendment,
            ],
        ),
    ];
    head(&mut table, "", ways.iter().map(|(name, _)| (*name).to_owned()));
    for kind in [CompanyKind::Partner, CompanyKind::Distributor, CompanyKind::Vendor] {
        let who = Person { id: 8, ..person(kind, company_id(kind), Role::Administrator) };
        for verb in Verb::ALL.into_iter().filter(|verb| verb.is_of_correction()) {
            let cells = ways.iter().map(|(_, verbs)| {
                let mut report = report_in(Status::Completed);
                verbs.iter().for_each(|verb| {
                    carry(&mut report, &command(*verb).unwrap());
                });
                let before = report.corrections.last().map(|it| it.state);
                let told = attempt_on(&who, verb, &mut report);
                let after = report.corrections.last().map(|it| it.state);
                match after.filter(|_| after != before) {
                    Some(state) => format!("**{}**", state.token()),
                    None => told,
                }
            });
            let cells: Vec<String> = cells.collect();
            let name = format!("{}: {}", kind.token(), verb.word());
            row(&mut table, std::iter::once(name).chain(cells));
        }
    }
    table
}

/// The verbs that are refused to a person who edited or submitted the report.
fn not_on_own_work() -> String {
    let refused = Verb::ALL.into_iter().filter(|&verb| {
        parties_of(verb).first().is_some_and(|&kind| {
            let who = person(kind, company_id(kind), Role::Administrator);
            let asked = may(&who, verb, &PARTIES, Status::Submitted, true);
            asked.err() == Some(Refusal::OwnWork(verb))
        })
    });
    refused.map(Verb::word).collect::<Vec<_>>().join(", ")
}

fn page() -> String {
    let mut page = INTRO.to_owned();
    for kind in CompanyKind::ALL {
        write!(page, "\n{}", areas(kind)).unwrap();
    }
    write!(page, "\n{VERBS}").unwrap();
    let own = not_on_own_work();
    writeln!(
        page,
        "\nA person who edited or submitted the report is refused with `own_work`: {own}."
    )
    .unwrap();
    writeln!(
        page,
        "Every other partner, distributor or vendor gets `no_such_report` for everything."
    )
    .unwrap();
    for kind in CompanyKind::ALL {
        let tables = Role::ALL.map(|role| (role.name(), verbs(kind, role)));
        for (roles, table) in gathered(tables) {
            write!(page, "\n### {}: {}\n\n{table}", kind.token(), roles.join(", ")).unwrap();
        }
    }
    write!(page, "\n{CORRECTIONS}\n{}", corrections()).unwrap();
    page
}

#[test]
fn the_page_of_the_access_table_is_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access.md");
    let page = page();
    if std::env::var("COUNTERSIGN_BLESS").is_ok_and(|bless| bless == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = checked_in.lines().zip(page.lines()).find(|(old, new)| old != new);
    assert!(
        checked_in == page,
        "docs/access.md is stale: {differs:#?}; write it with COUNTERSIGN_BLESS=1"
    );
}

#[test]
fn to_another_company_of_the_same_kind_no_report_exists() {
    let reports = Status::ALL.map(report_in);
    for kind in [CompanyKind::Vendor, CompanyKind::Distributor, CompanyKind::Partner] {
        for role in Role::ALL {
            let stranger = person(kind, 99, role);
            for report in &reports {
                assert_eq!(view(&stranger, report), "`no_such_report`");
                for verb in Verb::ALL {
                    assert_eq!(attempt(&stranger, verb, report), "`no_such_report`", "{verb:?}");
                }
            }
        }
    }
}
