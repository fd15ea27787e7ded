//! The data of an event of a report: what a receiver needs to follow its figures.
//!
//! Of the companies it has what all three know, and nothing of people: no names, comments or
//! reasons.

use super::reports::Step;
use countersign_domain::actor::{Actor, CompanyKind};
use countersign_domain::correction::{Correction, ProductLabel};
use countersign_domain::export::Names;
use countersign_domain::history::{Entry, LineRecord};
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
use countersign_domain::webhook::EventType;
use serde_json::{Value, json};

/// The chargeable units of the submission before the one that an event is about.
pub(super) struct EarlierFigures<'a>(&'a [LineRecord]);

impl<'a> EarlierFigures<'a> {
    /// The figures before a step, from the history of its report.
    pub(super) fn before(step: &Step<'_>, history: &'a [Entry]) -> Self {
        let submissions = history
            .iter()
            .filter(|entry| entry.verb == Verb::Submit && entry.version <= step.version);
        // A report that is still in its partner's hands has not been submitted since.
        let is_in_work =
            matches!(step.event_type, EventType::ReportReady | EventType::ReportExtended);
        let earlier = submissions.rev().nth(usize::from(!is_in_work));
        Self(earlier.map_or(&[], |entry| &entry.lines))
    }

    fn of(&self, product: &str) -> Option<Quantity> {
        self.0.iter().find(|line| line.product == product).map(|line| line.chargeable)
    }
}

/// The data of a step.
pub(super) fn of(step: &Step<'_>, earlier: &EarlierFigures<'_>) -> Value {
    let (names, report) = (&step.stored.names, &step.stored.report);
    let mut data = json!({
        "report_id": names.report_id.to_string(),
        "path": format!("/usage-reports/{}", names.report_id),
        "cycle": report.cycle.to_string(),
        "version": step.version,
        "status": step.status.token(),
        "distributor": names.distributor,
        "distributor_name": names.distributor_name,
        "vendor": names.vendor,
        "partner": names.partner,
        "partner_name": names.partner_name,
        "deadline": report.deadline.to_string(),
        "actor": step.actor.map(|it| actor(names, it)),
    });
    match report.corrections.last().filter(|_| is_of_correction(step.event_type)) {
        Some(correction) => {
            data["lines"] = corrected_lines(correction);
            data["correction"] = json!({
                "number": correction.number,
                "amendment": correction.amendment,
                "state": correction.state.token(),
            });
        }
        None => {
            let line = |line: &Line| {
                let before = earlier.of(&line.product.code);
                self::line(&ProductLabel::from(&line.product), before, line.chargeable())
            };
            data["lines"] = report.lines.iter().map(line).collect();
        }
    }
    data
}

fn is_of_correction(event_type: EventType) -> bool {
    event_type.token().starts_with("correction.")
}

fn corrected_lines(correction: &Correction) -> Value {
    correction.lines.iter().map(|it| line(&it.product, it.before, it.after)).collect()
}

/// A line with its chargeable units before and after.
fn line(product: &ProductLabel, before: Option<Quantity>, after: Quantity) -> Value {
    json!({
        "product": product.code,
        "product_name": product.name,
        "unit": product.unit,
        "chargeable": {
            "before": before.map(|units| units.to_string()),
            "after": after.to_string(),
        },
    })
}

/// The company whose person acted, or the rule of the system.
fn actor(names: &Names, actor: &Actor) -> Value {
    match actor {
        Actor::System(rule) => json!({ "system": rule }),
        Actor::Person(person) => {
            let company = match person.company_kind {
                CompanyKind::Operator => countersign_domain::code::OPERATOR_CODE,
                CompanyKind::Vendor => &names.vendor,
                CompanyKind::Distributor => &names.distributor,
                CompanyKind::Partner => &names.partner,
            };
            json!({ "company": company })
        }
    }
}
