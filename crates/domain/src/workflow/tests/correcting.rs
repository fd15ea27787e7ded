//! Corrections of a completed report: every command in every state, the companies, and the current
//! figures.

use super::*;
use crate::correction::{
    Correction, CorrectionState, LateDifference, ProductLabel, ReplayedCorrection, Suggestion,
    agreed, current_lines, replay, suggestion, unfinished, waits_since,
};
use crate::workflow::{Proposal, ProposedLine};
use proptest::prelude::*;

fn completed() -> (Report, Vec<Entry>) {
    let (mut report, first) = made_of(
        vec![line("EP", 1000, Some(780)), line("BK", 500, Some(480)), line("MX", 200, None)],
        &[],
    );
    let mut history = vec![first];
    history.extend(done(&mut report, &explain("EP", "because"), at("02T09:00")));
    history.extend(done(&mut report, &submit(), at("02T10:00")));
    history.extend(done(&mut report, &approve(), at("02T11:00")));
    history.extend(done(&mut report, &Command::Dispatch, at("02T12:00")));
    history.extend(done(&mut report, &Command::Complete, at("02T13:00")));
    (report, history)
}

fn proposed(lines: &[(&str, &str)]) -> Command {
    let line = |(code, figure): &(&str, &str)| {
        let reason = Some(format!(" why {code} "));
        ((*code).to_owned(), ProposedLine { chargeable: (*figure).to_owned(), reason })
    };
    let lines = lines.iter().map(line).collect();
    let reason = Some(" a mistake ".to_owned());
    Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })
}

fn commands() -> [Command; 7] {
    let reason = || Some("not so".to_owned());
    [
        proposed(&[("EP", "700"), ("BK", "500.5")]),
        Command::AgreeCorrection,
        Command::RefuseCorrection { reason: reason() },
        Command::WithdrawCorrection,
        Command::DispatchAmendment,
        Command::CompleteAmendment,
        Command::ReturnAmendment { reason: reason() },
    ]
}

/// A report whose last correction has this state, proposed by the partner.
fn state(name: &str) -> Report {
    let [propose, agree, refuse, withdraw, dispatch, complete, give_back] = commands();
    let way: &[&Command] = match name {
        "none" => &[],
        "proposed" => &[&propose],
        "refused" => &[&propose, &refuse],
        "withdrawn" => &[&propose, &withdraw],
        "agreed" => &[&propose, &agree],
        "dispatched" => &[&propose, &agree, &dispatch],
        "completed" => &[&propose, &agree, &dispatch, &complete],
        "returned" => &[&propose, &agree, &dispatch, &give_back],
        _ => unreachable!("{name}"),
    };
    let mut report = completed().0;
    for command in way {
        done(&mut report, command, at("20T10:00"));
    }
    report
}

/// Columns as in [`commands`]: propose, agree, refuse, withdraw, dispatch, complete, return. `.` is
/// no such correction, `!` an unfinished one, `~` the current figures, `=` already done, otherwise
/// the new state.
const TABLE: &str = "
none       proposed . . . . . .
proposed   = agreed refused withdrawn . . .
agreed     ! = . . dispatched . .
refused    proposed . = . . . .
withdrawn  proposed . . = . . .
dispatched ! = . . = completed returned
completed  ~ = . . = = .
returned   proposed = . . = . =
";

#[test]
fn every_command_in_every_state_is_done_or_done_already_or_refused() {
    for row in TABLE.trim().lines() {
        let mut cells = row.split_whitespace();
        let name = cells.next().unwrap();
        for (command, cell) in commands().iter().zip(cells) {
            let mut report = state(name);
            let (lines, version) = (format!("{:?}", report.lines), report.version);
            let now = at("21T10:00");
            match cell {
                "." => {
                    let refusal = refused(&mut report, command, now);
                    assert_eq!(refusal, Refusal::NoCorrection(command.verb()), "{name}");
                }
                "!" => {
                    let refusal = refused(&mut report, command, now);
                    assert_eq!(refusal, Refusal::CorrectionUnfinished, "{name}");
                }
                "~" => {
                    let refusal = refused(&mut report, command, now);
                    assert_eq!(refusal, Refusal::SameFigure("BK".into()), "{name}");
                }
                "=" => already(&mut report, command, now),
                token => {
                    let entries = done(&mut report, command, now);
                    let last = report.corrections.last().unwrap();
                    assert_eq!(last.state.token(), token, "{name} {command:?}");
                    assert_eq!((last.changed_at, last.version), (now, version + 1));
                    let [entry] = &entries[..] else { panic!("{entries:?}") };
                    assert_eq!((entry.from, entry.to), (Some(report.status), Status::Completed));
                    assert_eq!((entry.verb, entry.version), (command.verb(), version + 1));
                    already(&mut report, command, now);
                }
            }
            assert_eq!(report.status, Status::Completed);
            assert_eq!(format!("{:?}", report.lines), lines, "the report's lines stay");
        }
    }
}

#[test]
fn only_a_completed_report_is_corrected() {
    let mut report = under_review(&[]);
    for command in commands() {
        let refusal = refused(&mut report, &command, at("03T10:00"));
        let (verb, status) = (command.verb(), Status::UnderReview);
        assert_eq!(refusal, Refusal::WrongStatus { verb, status });
    }
}

#[test]
fn a_proposal_tells_each_figure_before_and_after_with_its_reason() {
    let (mut report, _) = completed();
    let entries = done(&mut report, &commands()[0], at("20T10:00"));
    let expected = [
        charged("BK", "480", "500.5"),
        charged("EP", "780", "700"),
        change("BK", HistoryField::Reasons, None, Some("why BK")),
        change("EP", HistoryField::Reasons, None, Some("why EP")),
    ];
    assert_eq!(entries[0].changes, expected);
    assert_eq!(entries[0].reason.as_deref(), Some("a mistake"));
    let correction = unfinished(&report).unwrap();
    assert_eq!((correction.number, correction.amendment), (1, None));
    assert_eq!((correction.company_id, correction.person_id), (3, 13));
    assert_eq!((correction.proposed_at, correction.proposed_version), (at("20T10:00"), 7));
    let agreed_to = done(&mut report, &Command::AgreeCorrection, at("20T11:00"));
    let number = change("", HistoryField::Amendment, None, Some("2"));
    let expected = [charged("BK", "480", "500.5"), charged("EP", "780", "700"), number];
    assert_eq!(agreed_to[0].changes, expected);
    assert_eq!(agreed(&report).unwrap().amendment, Some(2));
}

#[test]
fn a_line_needs_a_figure_that_does_not_stand_and_a_reason() {
    let one = |figure: &str, reason: Option<&str>| {
        let reason = reason.map(str::to_owned);
        let line = ProposedLine { chargeable: figure.to_owned(), reason };
        let lines = [("EP".to_owned(), line)].into();
        let reason = Some("x".to_owned());
        Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })
    };
    let (mut report, _) = completed();
    for (command, code) in [
        (proposed(&[]), "nothing_corrected"),
        (proposed(&[("NO", "1")]), "no_such_line"),
        (one("780", Some("x")), "same_figure"),
        (one("780.00", Some("x")), "same_figure"),
        (one("700", None), "line_reason_needed"),
        (one("700", Some(" \n")), "line_reason_needed"),
        (one("-1", Some("x")), "bad_quantity"),
        (one("1.234", Some("x")), "bad_quantity"),
        (one("10000000000.01", Some("x")), "bad_quantity"),
        (one("", Some("x")), "bad_quantity"),
    ] {
        assert_eq!(refused(&mut report, &command, at("20T10:00")).code(), code, "{command:?}");
    }
    let mut without = proposed(&[("EP", "700")]);
    if let Command::ProposeCorrection(proposal) = &mut without {
        proposal.reason = Some("  ".into());
    }
    assert_eq!(refused(&mut report, &without, at("20T10:00")).code(), "reason_needed");
    done(&mut report, &one("10000000000", Some("x")), at("20T10:00"));
    let (mut report, _) = completed();
    done(&mut report, &one("0", Some("x")), at("20T10:00"));
}

#[test]
fn refusing_and_returning_need_a_reason() {
    for (name, command) in [
        ("proposed", Command::RefuseCorrection { reason: Some(" ".into()) }),
        ("dispatched", Command::ReturnAmendment { reason: None }),
    ] {
        let refusal = refused(&mut state(name), &command, at("21T10:00"));
        assert_eq!(refusal, Refusal::ReasonNeeded(command.verb()));
    }
}

fn as_person(
    report: &mut Report,
    who: &Person,
    command: &Command,
) -> Result<CommandOutcome, Refusal> {
    let version = Some(report.version);
    Permit::ask(who, command, report, false)?.execute(version, at("21T10:00"))
}

#[test]
fn the_other_company_decides_and_nobody_who_proposed_in_whatever_company() {
    for (own, other) in [
        (CompanyKind::Partner, CompanyKind::Distributor),
        (CompanyKind::Distributor, CompanyKind::Partner),
    ] {
        let [propose, agree, refuse, withdraw, ..] = commands();
        let proposer = worker(own);
        let mut report = completed().0;
        as_person(&mut report, &proposer, &propose).unwrap();
        let colleague = Person { id: 77, ..proposer.clone() };
        for decision in [&agree, &refuse] {
            for who in [&proposer, &colleague] {
                let refusal = as_person(&mut report.clone(), who, decision).unwrap_err();
                assert_eq!(refusal, Refusal::OtherCompany(decision.verb()), "{who:?}");
            }
            // The same person, acting for the other company.
            let turncoat = Person { id: proposer.id, ..worker(other) };
            let refusal = as_person(&mut report.clone(), &turncoat, decision).unwrap_err();
            assert_eq!(refusal, Refusal::OwnWork(decision.verb()));
            as_person(&mut report.clone(), &worker(other), decision).unwrap();
        }
        let refusal = as_person(&mut report.clone(), &worker(other), &withdraw).unwrap_err();
        assert_eq!(refusal, Refusal::OtherCompany(Verb::WithdrawCorrection));
        as_person(&mut report.clone(), &colleague, &withdraw).unwrap();
        for (kind, command) in [(CompanyKind::Vendor, &propose), (CompanyKind::Operator, &agree)] {
            let refusal = as_person(&mut report.clone(), &worker(kind), command).unwrap_err();
            assert_eq!(refusal.code(), "not_permitted");
        }
    }
}

#[test]
fn a_stale_version_is_refused_before_the_correction_in_the_way() {
    let mut report = state("agreed");
    for command in [proposed(&[("MX", "1")]), Command::DispatchAmendment] {
        let asked = execute(&mut report, &command, Some(1), at("21T10:00"));
        assert_eq!(asked.unwrap_err().code(), "stale");
    }
}

#[test]
fn what_stands_is_the_report_with_its_completed_amendments() {
    let figures = |report: &Report| -> Vec<String> {
        let replayed = current_lines(report);
        replayed
            .iter()
            .map(|it| format!("{} {} {:?}", it.product.code, it.chargeable, it.amendment))
            .collect()
    };
    let own = ["BK 480 None", "EP 780 None", "MX 200 None"];
    for name in ["none", "proposed", "agreed", "refused", "withdrawn", "dispatched", "returned"] {
        assert_eq!(figures(&state(name)), own, "{name}");
    }
    let mut report = state("completed");
    assert_eq!(figures(&report), ["BK 500.5 Some(2)", "EP 700 Some(2)", "MX 200 None"]);
    // The next one continues from there, and may add a line that late readings made.
    let new = ProductLabel { code: "NEW".into(), decimals: 0, ..label() };
    let Command::ProposeCorrection(mut proposal) = proposed(&[("EP", "780"), ("NEW", "4")]) else {
        unreachable!()
    };
    let without = Command::ProposeCorrection(proposal.clone());
    assert_eq!(refused(&mut report, &without, at("22T10:00")), Refusal::NoSuchLine("NEW".into()));
    proposal.late_products = vec![new];
    for command in [
        Command::ProposeCorrection(proposal),
        Command::AgreeCorrection,
        Command::DispatchAmendment,
        Command::CompleteAmendment,
    ] {
        done(&mut report, &command, at("22T10:00"));
    }
    let expected = ["BK 500.5 Some(2)", "EP 780 Some(3)", "MX 200 None", "NEW 4 Some(3)"];
    assert_eq!(figures(&report), expected);
    let before: Vec<_> = report.corrections[1].lines.iter().map(|line| line.before).collect();
    assert_eq!(before, [Some(units(700)), None]);
}

fn label() -> ProductLabel {
    (&line("EP", 1, None).product).into()
}

#[test]
fn a_returned_amendment_keeps_its_number_and_the_next_gets_another() {
    let mut report = state("returned");
    done(&mut report, &commands()[0], at("22T10:00"));
    done(&mut report, &Command::AgreeCorrection, at("22T11:00"));
    let numbers: Vec<_> = report.corrections.iter().map(|it| (it.number, it.amendment)).collect();
    assert_eq!(numbers, [(1, Some(2)), (2, Some(3))]);
}

#[test]
fn what_was_sent_waits_for_the_vendor_by_its_version() {
    let report = state("dispatched");
    assert!(waits_since(&report, report.version) && !waits_since(&report, report.version - 1));
    let over = state("completed");
    assert!(!waits_since(&over, over.version) && !waits_since(&over, over.version - 1));
}

#[test]
fn what_late_readings_suggest_as_a_full_table() {
    let late = |provisioned, default| LateDifference {
        product: label(),
        provisioned: units(provisioned),
        used: Some(units(default)),
        default_chargeable: units(default),
        found_at: at("20T00:00"),
    };
    let (mut report, _) = completed();
    let replayed = |report: &Report, code: &str, late: &LateDifference| {
        let lines = current_lines(report);
        suggestion(lines.iter().find(|it| it.product.code == code), late)
    };
    // charged by default, under a penalty, edited, no line, amended
    let charge = |figure| Suggestion::Charge(units(figure));
    assert_eq!(replayed(&report, "EP", &late(1100, 800)), charge(800));
    assert_eq!(replayed(&report, "EP", &late(1100, 780)), Suggestion::Nothing);
    assert_eq!(replayed(&report, "NEW", &late(5, 4)), charge(4));
    assert_eq!(replayed(&report, "NEW", &late(0, 0)), Suggestion::Nothing);
    report.lines[0].penalty = true;
    assert_eq!(replayed(&report, "EP", &late(1100, 800)), charge(1100));
    assert_eq!(replayed(&report, "EP", &late(1000, 800)), Suggestion::Nothing);
    report.lines[1].edited = Some(units(500));
    assert_eq!(replayed(&report, "BK", &late(600, 600)), Suggestion::SetByPeople);
    assert_eq!(replayed(&report, "BK", &late(600, 500)), Suggestion::Nothing);
    let amended = state("completed");
    assert_eq!(replayed(&amended, "EP", &late(1100, 800)), Suggestion::SetByPeople);
    assert_eq!(replayed(&amended, "EP", &late(1100, 700)), Suggestion::Nothing);
}

#[test]
fn late_differences_are_told_by_units_and_known_since_they_came() {
    use crate::correction::late_differences;
    let (report, _) = completed();
    let moved = |code: &str, default: i64| {
        let mut line = of(&report, code).clone();
        line.figures.default_chargeable = units(default);
        line.figures.used = Some(units(default));
        // A value that is not a quantity makes no difference.
        line.figures.subscriptions += 1;
        line
    };
    let mut new = line("NEW", 4, None);
    new.product.id = 9;
    let (ep, mx, mut bk) = (moved("EP", 800), of(&report, "MX").clone(), moved("BK", 480));
    let ids = ["EP", "BK", "MX"];
    let mut report = report.clone();
    for (id, code) in (1..).zip(ids) {
        report.line_mut(code).unwrap().product.id = id;
    }
    let with_id = |line: &Line| {
        let id = of(&report, &line.product.code).product.id;
        let product = ProductTerms { id, ..line.product.clone() };
        Line { product, ..line.clone() }
    };
    bk.figures.carried_forward = true;
    let lines = [with_id(&ep), with_id(&bk), with_id(&mx), new];
    let found = late_differences(&report, &lines, &[], at("20T10:00"));
    let replayed: Vec<_> =
        found.iter().map(|it| (it.product.code.as_str(), it.default_chargeable)).collect();
    assert_eq!(replayed, [("EP", units(800)), ("NEW", units(4))]);
    let mut lines = lines.to_vec();
    lines[3].figures.provisioned = units(5);
    let again = late_differences(&report, &lines, &found, at("21T10:00"));
    let since: Vec<_> = again.iter().map(|it| it.found_at).collect();
    assert_eq!(since, [at("20T10:00"), at("21T10:00")]);
    assert_eq!(late_differences(&report, &report.lines, &found, at("22T10:00")), []);
}

fn any_command() -> impl Strategy<Value = Command> {
    let figure = prop::sample::select(vec!["700", "780", "0", "500.5", "480"]);
    let code = prop::sample::select(vec!["EP", "BK", "MX"]);
    let line = (code, figure);
    prop_oneof![
        3 => prop::collection::vec(line, 1..3).prop_map(|lines| proposed(&lines)),
        6 => (1..7_usize).prop_map(|at| commands()[at].clone()),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_the_history_tells_the_corrections_and_the_report_stays(
        steps in prop::collection::vec((any_command(), any::<bool>()), 1..40),
    ) {
        let (mut report, mut history) = completed();
        let lines = format!("{:?}", report.lines);
        for (command, first) in steps {
            let kinds = parties_of(command.verb());
            let kind = if first { kinds[0] } else { kinds[kinds.len() - 1] };
            let before = format!("{report:?}");
            match as_person(&mut report, &worker(kind), &command) {
                Ok(CommandOutcome::Done(entries)) => history.extend(entries),
                Ok(CommandOutcome::AlreadyDone) | Err(_) => {
                    prop_assert_eq!(format!("{report:?}"), before);
                }
            }
        }
        prop_assert_eq!(format!("{:?}", report.lines), lines);
        prop_assert_eq!(report.version, i64::try_from(history.len()).unwrap());
        let replayed = report.corrections.iter().map(ReplayedCorrection::from);
        let replayed: Vec<ReplayedCorrection> = replayed.collect();
        prop_assert_eq!(replay(&history), Ok(replayed));
        let open = report.corrections.iter().filter(|it| it.state.is_unfinished()).count();
        prop_assert!(open <= 1);
        let numbers: Vec<i64> = report.corrections.iter().filter_map(|it| it.amendment).collect();
        let expected: Vec<i64> = (2..).take(numbers.len()).collect();
        prop_assert_eq!(numbers, expected);
        // The latest completed amendment of a line gives its current figure; without one, the
        // report.
        for line in current_lines(&report) {
            let is_completed = |it: &&Correction| it.state == CorrectionState::Completed;
            let held = report.corrections.iter().rev().filter(is_completed);
            let of_line = |it: &Correction| {
                it.lines.iter().find(|own| own.product.code == line.product.code).map(|it| it.after)
            };
            let expected = held.filter_map(of_line).next();
            let own = of(&report, &line.product.code).chargeable();
            prop_assert_eq!(line.chargeable, expected.unwrap_or(own));
        }
    }
}

#[test]
fn a_history_that_does_not_hold_together_is_found() {
    let (mut report, history) = completed();
    let mut entries = Vec::new();
    for command in [0, 1, 4, 5] {
        entries.extend(done(&mut report, &commands()[command], at("20T10:00")));
    }
    let whole: Vec<Entry> = history.iter().chain(&entries).cloned().collect();
    assert!(replay(&whole).is_ok());
    let place = history.len();
    let broken = |change: &dyn Fn(&mut Vec<Entry>)| {
        let mut other = whole.clone();
        change(&mut other);
        replay(&other).is_err()
    };
    assert!(broken(&|it| drop(it.remove(place))), "without its proposal");
    assert!(broken(&|it| drop(it.remove(place + 1))), "sent without being agreed to");
    assert!(broken(&|it| it[place + 1].changes[0].after = Some("1".into())), "other figures");
    assert!(broken(&|it| it[place + 2].changes[2].after = Some("3".into())), "another number");
    assert!(broken(&|it| it[place].reason = None), "no reason");
    assert!(broken(&|it| it.insert(place, it[place].clone())), "two at once");
}

#[test]
fn every_word_reads_back() {
    for state in CorrectionState::ALL {
        assert_eq!(CorrectionState::from_token(state.token()), Some(state));
    }
    assert_eq!(CorrectionState::from_token("open"), None);
}
