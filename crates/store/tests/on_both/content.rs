//! Reports to store, with a value in every field.

use crate::databases::NOW;
use countersign_domain::access::Parties;
use countersign_domain::actor::{Actor, Channel, CompanyKind, Person, Role, SystemRule};
use countersign_domain::basis::Basis;
use countersign_domain::code::{company_uuid, report_uuid};
use countersign_domain::cycle::Cycle;
use countersign_domain::export::Names;
use countersign_domain::figure::Standing;
use countersign_domain::history::{Entry, genesis};
use countersign_domain::instant::Instant;
use countersign_domain::line::{Comment, Line, LineFigures, ProductTerms};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::{How, Report};
use countersign_domain::settings::{Rules, Setting, Settings};
use countersign_domain::status::{ReviewKind, Status, Verb};
use countersign_domain::zone::Zone;
use countersign_store::figures::FigureRow;
use countersign_store::reports::{StoredReport, insert};
use countersign_store::{Store, reports};

pub(crate) fn cycle(text: &str) -> Cycle {
    Cycle::parse(text).unwrap()
}

pub(crate) fn instant(text: &str) -> Instant {
    Instant::try_from(text.to_owned()).unwrap()
}

/// The parties and the time of a report, for tests in which the rest does not matter.
#[derive(Clone, Copy)]
pub(crate) struct ReportContent {
    pub(crate) cycle: &'static str,
    pub(crate) distributor: &'static str,
    pub(crate) partner: &'static str,
    pub(crate) partner_id: i64,
    pub(crate) vendor: &'static str,
    pub(crate) vendor_id: i64,
}

pub(crate) const ABOUT: ReportContent = ReportContent {
    cycle: "2026-09",
    distributor: "D-1",
    partner: "P-1",
    partner_id: 11,
    vendor: "V-1",
    vendor_id: 1,
};

/// A number for each code that a distributor has in these tests.
pub(crate) fn distributor_id(code: &str) -> i64 {
    code.bytes().fold(5, |id, byte| id * 256 + i64::from(byte))
}

fn names(about: &ReportContent) -> Names {
    Names {
        report_id: report_uuid(about.partner, about.vendor, cycle(about.cycle)),
        distributor: about.distributor.to_owned(),
        distributor_name: format!("Distributor {}", about.distributor),
        vendor: about.vendor.to_owned(),
        partner: about.partner.to_owned(),
        partner_name: format!("Partner {}", about.partner),
        company_id: company_uuid(about.partner).to_string(),
        city: Some("Köln".to_owned()),
        state: None,
    }
}

fn rules() -> Rules {
    let (mut region, mut partner) = (Settings::default(), Settings::default());
    region.set(Setting::SettleDays, Some(2));
    partner.set(Setting::OverProvisioningThresholdPercent, Some(1_250));
    Rules::resolve(&region, &Settings::default(), &partner)
}

/// A new report with two lines.
pub(crate) fn made(about: &ReportContent) -> StoredReport {
    let names = names(about);
    let report = Report {
        parties: Parties {
            partner_id: about.partner_id,
            distributor_id: distributor_id(about.distributor),
            vendor_id: about.vendor_id,
        },
        cycle: cycle(about.cycle),
        zone: Zone::parse("Europe/Berlin").unwrap(),
        rules: rules(),
        made_at: NOW,
        deadline: NOW.plus_micros(5_000_000),
        status: Status::Preparing,
        review: None,
        review_by: None,
        version: 1,
        submission: None,
        submitted_at: None,
        approval: None,
        decided_at: None,
        reasons: None,
        comment: None,
        flagged: false,
        contested: false,
        lines: vec![line(31, "A"), line(30, "B")],
        corrections: Vec::new(),
    };
    let head = genesis(names.report_id);
    StoredReport { names, report, head, made_turn: Some(7) }
}

/// A new line.
pub(crate) fn line(id: i64, code: &str) -> Line {
    let product = ProductTerms {
        id,
        code: code.to_owned(),
        name: format!("Product {code} 🙂"),
        unit: "Seats".to_owned(),
        decimals: 2,
        basis: Basis::P85,
        reports_usage: true,
    };
    let figures = LineFigures {
        provisioned: Quantity::from_units(100),
        used: (id % 2 == 0).then(|| Quantity::parse("80.25", 2).unwrap()),
        default_chargeable: Quantity::parse("80.25", 2).unwrap(),
        carried_forward: id % 2 == 1,
        subscriptions: 3,
        without_used: 1,
    };
    Line::new(product, figures)
}

/// The same report with every field changed that a move can change.
pub(crate) fn moved_on(stored: &StoredReport) -> StoredReport {
    let mut after = stored.clone();
    let report = &mut after.report;
    report.deadline = report.deadline.plus_micros(-1);
    report.status = Status::Approved;
    report.review = Some(ReviewKind::AutomaticWithPenalties);
    report.review_by = Some(instant("2026-10-13T00:00:00+02:00"));
    report.version += 2;
    report.submission = Some(How::Automatic);
    report.submitted_at = Some(instant("2026-10-07T00:00:00Z"));
    report.approval = Some(How::Manual);
    report.decided_at = Some(instant("2026-10-08T09:30:00.5Z"));
    report.reasons = Some("= reasons\nof two lines".to_owned());
    report.comment = Some("\u{202e}comment".to_owned());
    report.flagged = true;
    report.contested = true;
    report.lines[0].edited = Some(Quantity::ZERO);
    report.lines[0].comment = Some(Comment { text: "old".to_owned(), counts: false });
    report.lines[1].comment = Some(Comment { text: "new".to_owned(), counts: true });
    report.lines[1].penalty = true;
    report.lines[1].moved = true;
    after.head = [7; 32];
    after
}

/// Everything of a report, for comparison.
pub(crate) fn shown(stored: &StoredReport) -> String {
    format!("{stored:#?}")
}

pub(crate) async fn store_all(store: &Store, stored: &[&StoredReport]) {
    store.write(async |tx| insert(tx, stored).await).await.unwrap();
}

pub(crate) async fn found(store: &Store, key: reports::Key) -> Option<StoredReport> {
    let mut tx = store.read().await.unwrap();
    reports::find(&mut tx, &[key]).await.unwrap().remove(0)
}

/// A figure with a value in every field, or in as few as possible.
pub(crate) fn figure(product_id: i64, subscription_id: i64, full: bool) -> FigureRow {
    let quantity = |micros| full.then_some(Quantity::from_micros(micros));
    let number = |number| full.then_some(number);
    FigureRow {
        product_id,
        subscription_id,
        subscription_code: format!("S-{subscription_id}"),
        plan: full.then(|| "Gold".to_owned()),
        customer_code: "C-1".to_owned(),
        customer_name: "Customer".to_owned(),
        home_partner_id: 12,
        billable: full,
        ends_on: number(20_000),
        standing: if full { Standing::CarriedForward } else { Standing::NoData },
        provisioned: quantity(12_345_678),
        provisioned_on: number(20_001),
        provisioned_days: 4,
        used: quantity(0),
        used_on: number(20_002),
        used_days: 5,
        in_force_at: full.then_some(NOW),
        after_end: 6,
        begins_at: full.then_some(NOW),
    }
}

/// An entry of a history, by a person if there is one.
pub(crate) fn entry(version: i64, verb: Verb, person_id: Option<i64>) -> Entry {
    let person = |id| {
        Actor::Person(Person {
            id,
            company_id: 11,
            company_kind: CompanyKind::Partner,
            role: Role::BillingManager,
            channel: Channel::Api,
            machine_user: None,
            account: None,
        })
    };
    Entry {
        version,
        at: NOW,
        recorded_at: NOW.plus_micros(1),
        actor: person_id.map_or(Actor::System(SystemRule::DeadlinePassed), person),
        verb,
        from: Some(Status::Preparing),
        to: Status::Preparing,
        reason: Some("🙂".to_owned()),
        changes: Vec::new(),
        lines: Vec::new(),
        frozen: None,
        signed: None,
    }
}
