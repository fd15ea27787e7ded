//! A message of each kind with made-up data: what an installation's own words are tried out with,
//! and what previews show.

use super::compose::{Reader, ReportItem, of_account, of_dispatches, of_reports};
use super::explain::{of_coming, of_done};
use super::message::EmailMessage;
use super::message_texts::{MessageTexts, Overrides};
use countersign_app::notifications::announce::coming;
use countersign_app::notifications::facts::{AccountFacts, DispatchFacts, ReportFacts};
use countersign_domain::access::Parties;
use countersign_domain::actor::SystemRule;
use countersign_domain::audit::Event;
use countersign_domain::basis::Basis;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::Entry;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::line::{Line, LineFigures, ProductTerms};
use countersign_domain::message::{Audience, MessageKind};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::{Made, Report};
use countersign_domain::settings::{Rules, Setting, Settings};
use countersign_domain::workflow::submit_at_deadline;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use std::sync::Arc;

const ZONE: &str = "Europe/Berlin";
const PARTNER: &str = "Ångström IT AB";
const DISTRIBUTOR: &str = "Nordlicht & Söhne";
const VENDOR: &str = "Acme Security";
const REPORT: &str = "5d0bb8a3-2f0e-5b2c-8a42-1c6f0f4c1a01";
const DISPATCH: &str = "b1c0de42-6f3d-5a7e-9c11-3d5e7f9a2b04";
const CHOICE: &str = "0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55";
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// The second day of November 2026 in Berlin.
const MADE_AT: Instant = Instant::from_micros(1_793_574_000_000_000);

/// Who reads the message.
///
/// # Errors
/// Never panics: the zone is known.
pub fn reader(
    locale: Locale,
    kind: MessageKind,
    overrides: &Arc<Overrides>,
    origin: &str,
) -> Result<Reader, String> {
    let company = match kind.audience() {
        Audience::Company(countersign_domain::actor::CompanyKind::Distributor) => DISTRIBUTOR,
        Audience::Company(countersign_domain::actor::CompanyKind::Vendor) => VENDOR,
        _ => PARTNER,
    };
    Ok(Reader {
        locale,
        words: MessageTexts::new(locale, Arc::clone(overrides)),
        name: "Åsa Lind".to_owned(),
        company: Some(company.to_owned()),
        zone: Zone::parse(ZONE)?,
        origin: origin.to_owned(),
        unsubscribe: kind.can_be_declined().then(|| format!("{origin}/unsubscribe/{CHOICE}")),
    })
}

/// A message that tells of so many reports or dispatches.
///
/// # Errors
/// Never fails: the data is complete.
pub fn message(reader: &Reader, kind: MessageKind, count: usize) -> Result<EmailMessage, String> {
    match kind.audience() {
        Audience::Person => of_account(reader, kind, &account(kind), Some(TOKEN)),
        Audience::Company(_) if kind.is_of_dispatch() => {
            of_dispatches(reader, kind, &vec![dispatch(kind); count])
        }
        Audience::Company(_) => of_reports(reader, kind, &vec![about(reader.locale, kind)?; count]),
    }
}

/// What a message tells of a report.
///
/// # Errors
/// Never fails: the data is complete.
pub fn about(locale: Locale, kind: MessageKind) -> Result<ReportItem, String> {
    let (mut report, made) = report(kind)?;
    let mut facts = facts(kind, &report);
    let whys = match kind {
        MessageKind::Reminder => of_coming(locale, &report, &[made], &mut facts),
        MessageKind::Ready => {
            facts.changes = coming(&report);
            Vec::new()
        }
        MessageKind::Submitted => {
            facts.changes = coming(&report);
            let deadline = report.deadline;
            let entries = submit_at_deadline(&mut report, deadline);
            let versions: Vec<i64> = entries.iter().map(|it| it.version).collect();
            let history: Vec<Entry> = std::iter::once(made).chain(entries).collect();
            of_done(locale, &report, &history, &versions)
        }
        _ => Vec::new(),
    };
    let cycle = report.cycle;
    Ok(ReportItem { cycle, vendor: VENDOR.to_owned(), facts, whys })
}

fn quantity(micros: i64) -> Quantity {
    Quantity::from_micros(micros)
}

/// A report that is with its partner, or an approved one, which has nothing to explain.
fn report(kind: MessageKind) -> Result<(Report, Entry), String> {
    let line =
        |id: i64, (code, name, unit, decimals): (&str, &str, &str, u8), [all, used]: [i64; 2]| {
            let (provisioned, used) = (quantity(all), quantity(used));
            let product = ProductTerms {
                id,
                code: code.to_owned(),
                name: name.to_owned(),
                unit: unit.to_owned(),
                decimals,
                basis: Basis::Peak,
                reports_usage: true,
            };
            let used = if kind == MessageKind::Approved { provisioned } else { used };
            let (used, default_chargeable) = (Some(used), used);
            let (carried_forward, subscriptions, without_used) = (false, 3, 0);
            let figures = LineFigures {
                provisioned,
                used,
                default_chargeable,
                carried_forward,
                subscriptions,
                without_used,
            };
            Line::new(product, figures)
        };
    let lines = vec![
        line(1, ("EP", "Endpoint Shield", "Seats", 0), [1_000_000_000, 780_000_000]),
        line(2, ("CS", "Cloud Space", "GB", 2), [1_240_250_000, 39_500_000]),
    ];
    let (none, mut own) = (Settings::default(), Settings::default());
    own.set(Setting::AutoApprove, (kind != MessageKind::Approved).then_some(0));
    let rules = Rules::resolve(&none, &own, &none);
    let parties = Parties { partner_id: 1, distributor_id: 2, vendor_id: 3 };
    let made = Made::by_system(SystemRule::CycleEnded, MADE_AT, MADE_AT);
    let cycle = Cycle::parse("2026-10")?;
    Ok(Report::make(parties, cycle, Zone::parse(ZONE)?, rules, lines, &made))
}

fn facts(kind: MessageKind, report: &Report) -> ReportFacts {
    let reason = match kind {
        MessageKind::Rejected | MessageKind::Returned => {
            Some("Please check.\nThe pilot ended in June.")
        }
        MessageKind::Reopened => Some("The seats of the pilot are looked at again."),
        MessageKind::Extended => Some("Your team is at the trade fair."),
        _ => None,
    };
    ReportFacts {
        id: REPORT.to_owned(),
        partner: PARTNER.to_owned(),
        distributor: DISTRIBUTOR.to_owned(),
        zone: ZONE.to_owned(),
        deadline: match kind {
            MessageKind::Extended => report.deadline.plus_micros(3 * DAY_MICROS),
            _ => report.deadline,
        },
        review_by: Some(report.deadline.plus_micros(5 * DAY_MICROS)),
        deadline_was: (kind == MessageKind::Extended).then_some(report.deadline),
        explains: Vec::new(),
        approved: false,
        reason: reason.map(str::to_owned),
        line_reasons: match kind {
            MessageKind::Rejected => {
                vec![("Endpoint Shield".to_owned(), "Too many seats.".to_owned())]
            }
            _ => Vec::new(),
        },
        changes: Vec::new(),
    }
}

/// What a message tells of a dispatch.
#[must_use]
pub fn dispatch(kind: MessageKind) -> DispatchFacts {
    let is_done = kind == MessageKind::DispatchCompleted;
    DispatchFacts {
        id: DISPATCH.to_owned(),
        number: 7,
        code: "NORDLICHT".to_owned(),
        distributor: DISTRIBUTOR.to_owned(),
        vendor: VENDOR.to_owned(),
        reports: 12,
        completed: if is_done { 11 } else { 0 },
        returned: i64::from(is_done),
        first_cycle: "2026-09".to_owned(),
        last_cycle: "2026-10".to_owned(),
        purchase_order: Some("PO-4711".to_owned()),
        note: (!is_done).then(|| "Two late ones of September are in it.".to_owned()),
    }
}

/// What a message tells of an account.
#[must_use]
pub fn account(kind: MessageKind) -> AccountFacts {
    let at = MADE_AT.plus_micros(20 * DAY_MICROS);
    let event = match kind {
        MessageKind::AccountChanged => Some(Event::PasswordChanged),
        MessageKind::CompanyChanged => Some(Event::RoleChanged),
        MessageKind::BackupFailed => Some(Event::BackupFailed),
        MessageKind::SourceSilent => Some(Event::SourceSilent),
        MessageKind::WebhookEnded => Some(Event::WebhookEnded),
        _ => None,
    };
    let is_of_machine = matches!(
        kind,
        MessageKind::BackupFailed | MessageKind::SourceSilent | MessageKind::WebhookEnded
    );
    let is_changed = event == Some(Event::RoleChanged);
    AccountFacts {
        at,
        until: kind.lets_in().then(|| at.plus_micros(7 * DAY_MICROS)),
        device: (kind == MessageKind::NewSignIn).then(|| "Firefox, Linux".to_owned()),
        address: (!kind.lets_in() && !is_of_machine).then(|| "192.0.2.1".to_owned()),
        event: event.map(|event| event.name().to_owned()),
        person: is_changed.then(|| "Ole Berg <ole@angstrom.example>".to_owned()),
        change: match kind {
            MessageKind::CompanyChanged => Some("Support Engineer → Billing Manager".to_owned()),
            MessageKind::BackupFailed => Some("/var/backups/countersign: No space left".to_owned()),
            MessageKind::SourceSilent => Some("Metering (2026-10-20T22:00:00Z)".to_owned()),
            MessageKind::WebhookEnded => Some("Billing".to_owned()),
            _ => None,
        },
    }
}
