//! The content of the reports.

use super::{SharedDemo, reports_of, show};
use crate::demo::people;
use countersign_app::actions::show_report;
use countersign_console::demonstration::DemoSignIn;
use countersign_domain::access::{Area, Right, may, right};
use countersign_domain::actor::{Channel, CompanyKind, Person};
use countersign_domain::code::fold_email;
use countersign_domain::line::{Line, Warning};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::{How, Report};
use countersign_domain::status::{ReviewKind, Status, Verb, target};
use countersign_store::people::acting;
use countersign_store::reports::StoredReport;

fn any_line(reports: &[StoredReport], is: impl Fn(&Report, &Line) -> bool) -> bool {
    reports.iter().any(|it| it.report.lines.iter().any(|line| is(&it.report, line)))
}

#[tokio::test]
async fn the_open_cycle_of_the_hero_has_every_status_and_every_kind_of_review() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let reports = reports_of(store, demo, 0).await;
    let hero: Vec<StoredReport> =
        reports.into_iter().filter(|it| it.names.distributor == "NORDLICHT").collect();
    let has = |is: &dyn Fn(&Report) -> bool| hero.iter().any(|it| is(&it.report));
    for status in Status::ALL {
        assert!(has(&|it| it.status == status), "{status:?}");
    }
    for kind in ReviewKind::ALL {
        let waits = |it: &Report| it.status == Status::UnderReview && it.review == Some(kind);
        assert!(has(&waits), "{kind:?}");
    }
    for how in [How::Manual, How::Automatic] {
        assert!(has(&|it| it.status == Status::Approved && it.approval == Some(how)), "{how:?}");
    }
    assert!(has(&|it| it.status == Status::Approved && it.flagged));
    assert!(has(&|it| it.status == Status::UnderReview && it.flagged));
    let draft = |it: &Report| it.status == Status::Preparing && it.version > 1;
    assert!(has(&draft) && has(&|it| it.status == Status::Preparing && it.version == 1));
}

#[tokio::test]
async fn the_open_cycle_has_every_kind_of_line() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let reports = reports_of(store, demo, 0).await;
    let over_use = |_: &Report, line: &Line| line.warning() == Some(Warning::OverUse);
    assert!(any_line(&reports, over_use));
    assert!(any_line(&reports, |_, line| line.figures.carried_forward));
    assert!(any_line(&reports, |_, line| !line.product.reports_usage));
    let partly =
        |_: &Report, line: &Line| line.figures.without_used > 0 && line.figures.used.is_some();
    assert!(any_line(&reports, partly));
    assert!(any_line(&reports, |_, line| line.moved && line.edited.is_some()));
    let unexplained = |report: &Report, line: &Line| {
        report.version > 1
            && report.status == Status::Preparing
            && line.is_unexplained(report.rules.threshold())
    };
    assert!(any_line(&reports, unexplained), "a draft that misses a comment");
    let asked = reports.iter().filter(|it| it.report.status == Status::Rejected);
    assert!(asked.clone().count() > 3);
    for report in asked {
        assert!(report.report.reasons.is_some());
    }
}

#[tokio::test]
async fn the_months_before_are_agreed_and_completed() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    for back in 2..14 {
        let reports = reports_of(store, demo, back).await;
        assert!(reports.len() > 90, "{back} months ago: {}", reports.len());
        let open = reports.iter().find(|it| it.report.status != Status::Completed);
        assert!(open.is_none(), "{back} months ago: {:?}", open.map(|it| &it.names));
        assert!(reports.iter().any(|it| it.report.flagged || it.report.contested));
    }
    let before = reports_of(store, demo, 1).await;
    assert!(before.iter().any(|it| it.report.status == Status::Submitted));
    assert!(before.iter().any(|it| it.report.status == Status::Completed));
    assert!(reports_of(store, demo, 14).await.is_empty());
}

#[tokio::test]
async fn the_hero_has_the_figures_that_are_told_of_it() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let views = show_report::run(store, demo.cycle, "ANGSTROM", Some("KESTERVALL"), demo.now).await;
    let views = views.unwrap();
    let line = views[0].lines.iter().find(|it| it.product == "ES").unwrap();
    assert_eq!(line.provisioned, Quantity::from_units(1_000));
    assert_eq!(line.used, Some(Quantity::from_units(780)));
    assert_eq!(line.comment.as_deref(), Some("Kiel branch closed on 9 Oct"));
    let before = reports_of(store, demo, 1).await;
    let of_hero =
        |it: &&StoredReport| it.names.partner == "ANGSTROM" && it.names.vendor == "KESTERVALL";
    let before = before.iter().find(of_hero).unwrap();
    let before = before.report.lines.iter().find(|it| it.product.code == "ES").unwrap();
    assert_eq!(before.chargeable(), Quantity::from_units(990));
}

#[tokio::test]
async fn the_running_month_has_a_violation_that_is_coming() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let running = demo.cycle.plus(1);
    let views = show_report::run(store, running, "ANGSTROM", None, demo.now).await.unwrap();
    assert_eq!(views.len(), 2);
    assert!(views.iter().all(|it| it.lines.iter().any(|line| line.violation)));
}

#[tokio::test]
async fn late_readings_would_have_changed_what_is_submitted() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let views = show_report::run(store, demo.cycle, "GOTASKY", Some("KESTERVALL"), demo.now).await;
    assert!(!views.unwrap()[0].late_differences.is_empty());
}

#[tokio::test]
async fn corrections_wait_for_the_heros_distributor_and_for_a_partner_of_it() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let months = [(2, "ANGSTROM"), (2, "GOTASKY")];
    for (months_before, partner) in months {
        let reports = reports_of(store, demo, months_before).await;
        let own = reports.iter().filter(|it| it.names.partner == partner);
        let waits = |it: &&StoredReport| {
            let last = it.report.corrections.last();
            last.is_some_and(|it| {
                it.state == countersign_domain::correction::CorrectionState::Proposed
            })
        };
        assert!(own.filter(waits).count() > 0, "{partner}");
    }
    let before = reports_of(store, demo, 3).await;
    let answered = before.iter().flat_map(|it| &it.report.corrections);
    let amendments = answered.filter_map(|it| it.amendment).count();
    assert!(amendments > 0, "none was agreed to");
}

#[tokio::test]
async fn whoever_works_on_reports_finds_one_to_act_on() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let open = reports_of(store, demo, 0).await;
    let mut tx = store.read().await.unwrap();
    let works =
        |it: &DemoSignIn| right(it.company_kind, it.role, Area::UsageReports) == Right::Full;
    for sign_in in people().into_iter().filter(|it| it.note.is_empty() && works(it)) {
        let companies = acting(&mut tx, &fold_email(&sign_in.email)).await.unwrap();
        let company = companies.iter().find(|it| it.company_code == sign_in.company).unwrap();
        let person = Person {
            id: company.person_id,
            company_id: company.company_id,
            company_kind: company.company_kind,
            role: company.role,
            channel: Channel::Console,
            machine_user: None,
            account: None,
        };
        let verb = match person.company_kind {
            CompanyKind::Vendor => Verb::Complete,
            CompanyKind::Distributor => Verb::Approve,
            CompanyKind::Operator | CompanyKind::Partner => Verb::Submit,
        };
        let may = |it: &&StoredReport| {
            let (parties, status) = (&it.report.parties, it.report.status);
            target(status, verb).is_some() && may(&person, verb, parties, status, false).is_ok()
        };
        assert!(open.iter().any(|it| may(&it)), "{} has nothing to {verb:?}", sign_in.label);
    }
}

#[tokio::test]
async fn who_takes_no_part_has_no_report() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    for partner in ["DALHANDEL", "KYSTLINJE", "NAJMATRIMAL"] {
        let views = show_report::run(store, demo.cycle, partner, None, demo.now).await;
        assert!(views.is_err(), "{partner}");
    }
}
