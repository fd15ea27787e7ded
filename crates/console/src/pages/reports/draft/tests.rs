//! Two tabs, two people, and their input.

use super::*;
use countersign_domain::access::Parties;
use countersign_domain::actor::SystemRule;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Comment, LineFigures, ProductTerms};
use countersign_domain::quantity::QuantityError;
use countersign_domain::report::Made;
use countersign_domain::settings::{Rules, Settings};
use countersign_domain::zone::Zone;

fn line(id: i64, provisioned: i64, used: i64) -> Line {
    let product = ProductTerms {
        id,
        code: format!("P{id}"),
        name: format!("Product {id}"),
        unit: "Seats".into(),
        decimals: 2,
        basis: countersign_domain::basis::Basis::Peak,
        reports_usage: true,
    };
    let figures = LineFigures {
        provisioned: Quantity::from_units(provisioned),
        used: Some(Quantity::from_units(used)),
        default_chargeable: Quantity::from_units(used),
        carried_forward: false,
        subscriptions: 1,
        without_used: 0,
    };
    Line::new(product, figures)
}

/// Two lines with the defaults 780 and 296.
fn report() -> Report {
    let at = Instant::parse("2026-11-02T00:00:00Z").unwrap();
    let none = Settings::default();
    Report::make(
        Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 },
        Cycle::parse("2026-10").unwrap(),
        Zone::parse("Europe/Berlin").unwrap(),
        Rules::resolve(&none, &none, &none),
        vec![line(1, 1000, 780), line(2, 300, 296)],
        &Made::by_system(SystemRule::CycleEnded, at, at),
    )
    .0
}

fn said(report: &mut Report, at: usize, text: &str, counts: bool) {
    report.lines[at].comment = Some(Comment { text: text.into(), counts });
}

/// The form as it is opened, with some fields changed.
fn draft(view: &Report, field: &[(&str, &str)]) -> Draft {
    let mut fields = vec![("language".to_owned(), "en".to_owned())];
    let comment = view.comment.clone().unwrap_or_default();
    fields.push(("comment".to_owned(), comment.clone()));
    fields.push(("was-comment".to_owned(), comment));
    for line in &view.lines {
        let id = line.product.id;
        let figure = written_figure(line.chargeable(), Locale::English);
        let comment = line.comment.as_ref().map(|it| it.text.clone()).unwrap_or_default();
        for (name, value) in [("chargeable", figure), ("comment", comment)] {
            fields.push((format!("{name}-{id}"), value.clone()));
            fields.push((format!("was-{name}-{id}"), value));
        }
    }
    fields.extend(field.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Draft::read(&fields)
}

fn edit(product: Option<&str>, chargeable: Option<&str>, comment: Option<&str>) -> Command {
    let own = |text: Option<&str>| text.map(str::to_owned);
    Command::Edit { product: own(product), chargeable: own(chargeable), comment: own(comment) }
}

#[test]
fn only_what_was_typed_becomes_commands() {
    let report = report();
    assert_eq!(draft(&report, &[]).plan(&report), SavePlan::default());
    let field =
        [("chargeable-1", "1,000"), ("comment-1", " two left\r\nin May "), ("comment", "x")];
    let plan = draft(&report, &field).plan(&report);
    let line = edit(Some("P1"), Some("1000"), Some("two left\nin May"));
    assert_eq!(plan.commands, [edit(None, None, Some("x")), line]);
    assert_eq!((plan.lines, plan.comment), (vec!["Product 1".to_owned()], true));
}

#[test]
fn lines_that_nobody_else_touched_merge_silently() {
    let view = report();
    let mut now = report();
    now.lines[1].edited = Some(Quantity::from_units(290));
    said(&mut now, 1, "theirs", true);
    let plan = draft(&view, &[("chargeable-1", "900")]).plan(&now);
    assert!(plan.is_ready());
    assert_eq!(plan.commands, [edit(Some("P1"), Some("900"), None)]);
}

#[test]
fn a_line_changed_here_and_elsewhere_is_a_conflict_of_the_whole_line() {
    let view = report();
    let mut now = report();
    said(&mut now, 0, "theirs", true);
    now.comment = Some("theirs".into());
    let field = [("chargeable-1", "900"), ("chargeable-2", "290"), ("comment", "mine")];
    let plan = draft(&view, &field).plan(&now);
    assert_eq!(plan.conflicts, [0, 1]);
    assert!(!plan.is_ready());
    let same = [("comment-1", "theirs"), ("comment", "theirs")];
    assert_eq!(draft(&view, &same).plan(&now), SavePlan::default(), "both typed the same");
}

#[test]
fn figures_that_readings_moved_are_a_conflict_only_where_the_line_is_changed() {
    let view = report();
    let mut now = report();
    now.lines[0].figures.default_chargeable = Quantity::from_units(790);
    assert!(draft(&view, &[]).plan(&now).is_ready());
    assert_eq!(draft(&view, &[("chargeable-1", "800")]).plan(&now).conflicts, [1]);
}

#[test]
fn a_choice_settles_a_conflict_and_an_open_one_does_not() {
    let mut now = report();
    said(&mut now, 0, "theirs", true);
    let asked = |choice: &'static str| {
        let field = [("comment-1", "mine"), ("choice-1", "open"), ("choice-1", choice)];
        draft(&now, &field).plan(&now)
    };
    assert_eq!(asked("open").conflicts, [1]);
    assert_eq!(asked("theirs"), SavePlan::default());
    assert_eq!(asked("mine").commands, [edit(Some("P1"), None, Some("mine"))]);
}

#[test]
fn an_emptied_comment_is_taken_away_and_an_old_one_can_be_confirmed() {
    let mut report = report();
    said(&mut report, 0, "old", false);
    report.comment = Some("whole".into());
    let plan = draft(&report, &[("comment-1", " "), ("comment", "")]).plan(&report);
    let none = |product: Option<&str>| Command::Uncomment { product: product.map(str::to_owned) };
    assert_eq!(plan.commands, [none(None), none(Some("P1"))]);
    let plan = draft(&report, &[("confirm-1", "1")]).plan(&report);
    assert_eq!(plan.commands, [edit(Some("P1"), None, Some("old"))]);
}

#[test]
fn a_reset_goes_to_the_default_of_now_and_keeps_the_comment() {
    let mut report = report();
    report.lines[0].edited = Some(Quantity::from_units(900));
    said(&mut report, 0, "why", true);
    let plan = draft(&report, &[("chargeable-1", "12345"), ("reset", "1")]).plan(&report);
    assert_eq!(plan.commands, [edit(Some("P1"), Some("780"), None)]);
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_nothing_else_is_lost() {
    let report = report();
    let long = "ä".repeat(4_001);
    let field = [("chargeable-1", "-5"), ("comment-1", "a\0b"), ("chargeable-2", " ")];
    let mut field = field.to_vec();
    field.extend([("comment-2", long.as_str()), ("comment", long.as_str())]);
    let plan = draft(&report, &field).plan(&report);
    let negative = FieldError::Figure(BadFigure::Domain(QuantityError::Negative));
    let one = FieldErrors {
        chargeable: Some(negative),
        comment: Some(FieldError::Text(TextError::Control)),
    };
    let too_long = Some(FieldError::Text(TextError::TooLong(4_001)));
    assert_eq!(plan.errors[&1], one);
    assert_eq!(
        plan.errors[&2],
        FieldErrors { chargeable: Some(FieldError::NoFigure), comment: too_long }
    );
    assert_eq!(plan.errors[&0].comment, too_long);
    assert_eq!(text_error(&"ä".repeat(4_000)), None);
}

#[test]
fn a_figure_is_read_in_the_language_that_the_form_was_written_in() {
    let report = report();
    let plan = draft(&report, &[("language", "de"), ("chargeable-1", "1.234,5")]).plan(&report);
    assert_eq!(plan.commands, [edit(Some("P1"), Some("1234.5"), None)]);
}
