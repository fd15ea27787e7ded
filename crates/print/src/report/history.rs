//! The history of a report, entry by entry.

use super::{Printer, SMALL};
use crate::flow::Flow;
use crate::table::{BODY, Column, Table};
use crate::totals::ABSENT;
use countersign_domain::actor::{Actor, CompanyKind, Person};
use countersign_domain::history::{Entry, FieldChange, HistoryField};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::{MAX_DECIMALS, Quantity};

impl Printer<'_> {
    pub(super) fn history(&self, flow: &mut Flow) {
        let zone = self.locale.say("print-times").with("zone", self.document.time_zone.clone());
        flow.paragraph(&zone.to_string(), SMALL);
        let columns = vec![
            Column::figure(self.t("print-number"), 6),
            Column::text(self.t("print-entry"), 74),
            Column::text("UTC".to_owned(), 20),
        ];
        let mut table = Table::begin(flow, columns);
        for entry in self.pages.history {
            let mut said = vec![self.sentence(entry)];
            let reason = entry.reason.as_deref();
            said.extend(reason.map(|reason| self.labelled(HistoryField::Reasons, reason)));
            said.extend(entry.changes.iter().map(|change| self.change(change)));
            if entry.signed.is_some() {
                said.push(self.signature(entry.version));
            }
            let at = entry.at.to_string();
            table.row(&[self.locale.count(entry.version), said.join("\n"), at], BODY);
        }
    }

    /// "Submitted by Billing Manager (Ångström AB) on 3 Nov 2026, 14:02." Pages name no people: a
    /// name can be erased, and a file cannot.
    fn sentence(&self, entry: &Entry) -> String {
        let message = match &entry.actor {
            Actor::System(rule) => self.locale.done_by_rule(*rule),
            Actor::Person(person) => self.locale.done(entry.verb).with("who", self.person(person)),
        };
        message.with("when", self.locale.moment(entry.at, &self.zone).words()).to_string()
    }

    fn person(&self, person: &Person) -> String {
        let it = self.document;
        let company = match person.company_kind {
            CompanyKind::Partner => it.partner_name.clone(),
            CompanyKind::Distributor => it.distributor_name.clone(),
            CompanyKind::Vendor => it.vendor.clone(),
            CompanyKind::Operator => self.locale.company_kind(CompanyKind::Operator),
        };
        let message = self.locale.say("print-person").with("role", self.locale.role(person.role));
        message.with("company", company).with("number", person.id.to_string()).to_string()
    }

    fn signature(&self, version: i64) -> String {
        match self.pages.signed.get(&version) {
            Some(key) => {
                let message = self.locale.say("report-signed-with");
                let message = message.with("algorithm", key.algorithm.clone());
                message.with("fingerprint", key.fingerprint.clone()).to_string()
            }
            None => self.t("print-signature-missing"),
        }
    }

    /// "Endpoint Shield, Chargeable: 780 → 700"
    fn change(&self, change: &FieldChange) -> String {
        let value = |text: &Option<String>| match text {
            Some(text) => self.value(change.field, text),
            None => ABSENT.to_owned(),
        };
        let mut label = self.locale.history_field(change.field);
        if let Some(code) = &change.product {
            let name = self.products.get(code.as_str()).copied().unwrap_or(code);
            label = format!("{name}, {label}");
        }
        let text = format!("{} → {}", value(&change.before), value(&change.after));
        let message = self.locale.say("print-labelled").with("label", label);
        message.with("text", text).to_string()
    }

    fn value(&self, field: HistoryField, text: &str) -> String {
        match field {
            HistoryField::Chargeable => Quantity::parse(text, MAX_DECIMALS)
                .map_or_else(|_| text.to_owned(), |units| self.locale.units(units)),
            HistoryField::Deadline => Instant::try_from(text.to_owned()).map_or_else(
                |_| text.to_owned(),
                |at| self.locale.deadline(at, &self.zone).words(),
            ),
            HistoryField::Comment
            | HistoryField::CommentConfirmed
            | HistoryField::Reasons
            | HistoryField::Amendment => text.to_owned(),
        }
    }
}
