//! History entries as sentences: who, when, and by which rule if it was the system.

use super::report_view::ReportView;
use countersign_domain::actor::{Actor, Person};
use countersign_domain::export::Names;
use countersign_domain::history::{Entry, FieldChange, HistoryField};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::{MAX_DECIMALS, Quantity};
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
pub(super) use countersign_language::explanation::isolated;
use countersign_language::text::{Locale, Message};
use std::collections::HashMap;

/// Marks the place of an instant until the sentence is split there.
const PLACE: &str = "\u{fffc}";

/// A sentence with an instant in it, which keeps its own mark-up.
pub(super) struct Sentence {
    pub(super) before: String,
    pub(super) at: Moment,
    pub(super) after: String,
}

impl Sentence {
    /// Fills the placeholder `when` of a message.
    pub(super) fn new(message: Message, at: Moment) -> Self {
        let text = message.with("when", PLACE).to_string();
        let (before, after) = text.split_once(PLACE).unwrap_or((&text, ""));
        Self { before: before.to_owned(), at, after: after.to_owned() }
    }
}

/// Formats the entries of a report's history.
#[derive(Clone, Copy)]
pub(super) struct HistoryFormatter<'a> {
    pub(super) locale: Locale,
    view: &'a ReportView,
    zone: &'a Zone,
    names: &'a Names,
    vendor: &'a str,
    people: &'a HashMap<i64, String>,
    products: &'a HashMap<String, String>,
}

/// One field before and after, for a person.
pub(super) struct ChangeText {
    pub(super) line: Option<String>,
    pub(super) field: String,
    /// The text before; `None` if there was none.
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// The names of a report's products by their codes.
pub(super) fn product_names(view: &ReportView) -> HashMap<String, String> {
    let report = view.report();
    let corrected = report.corrections.iter().flat_map(|it| &it.lines);
    let corrected = corrected.map(|line| (line.product.code.clone(), line.product.name.clone()));
    let own = report.lines.iter();
    corrected.chain(own.map(|it| (it.product.code.clone(), it.product.name.clone()))).collect()
}

impl<'a> HistoryFormatter<'a> {
    /// A formatter for the history of `view`.
    pub(super) const fn new(
        locale: Locale,
        view: &'a ReportView,
        products: &'a HashMap<String, String>,
    ) -> Self {
        let ReportView { stored, people, vendor, .. } = view;
        let (zone, names) = (&stored.report.zone, &stored.names);
        Self { locale, view, zone, names, vendor: vendor.as_str(), people, products }
    }

    pub(super) fn moment(&self, at: Instant) -> Moment {
        self.locale.moment(at, self.zone)
    }

    /// A person's name, or that it was erased.
    pub(super) fn person(&self, person: &Person) -> String {
        let name = self.people.get(&person.id).filter(|name| !name.is_empty());
        name.map_or_else(
            || self.locale.t("report-somebody"),
            |name| isolated(&self.locale.person(name.clone())),
        )
    }

    /// The name of the company for which a person acted; its kind, if it is no party.
    pub(super) fn company(&self, person: &Person) -> String {
        use countersign_domain::actor::CompanyKind::{Distributor, Operator, Partner, Vendor};
        match person.company_kind {
            Partner => self.names.partner_name.clone(),
            Distributor => self.names.distributor_name.clone(),
            Vendor => self.vendor.to_owned(),
            Operator => self.locale.company_kind(Operator),
        }
    }

    /// "Submitted by Eva Lind on 3 Nov 2026, 14:02"
    pub(super) fn sentence(&self, entry: &Entry) -> Sentence {
        let message = match &entry.actor {
            Actor::System(rule) => self.locale.done_by_rule(*rule),
            Actor::Person(person) => match self.view.dispatch_of(entry.version) {
                Some(dispatch) => {
                    let message = self.locale.say("report-done-dispatch-number");
                    let message = message.with_text("number", dispatch.name());
                    message.with("who", self.person(person))
                }
                None => self.locale.done(entry.verb).with("who", self.person(person)),
            },
        };
        Sentence::new(message, self.moment(entry.at))
    }

    /// The changes of an entry, including reasons per line.
    pub(super) fn changes(&self, entry: &Entry) -> Vec<ChangeText> {
        // Only the entry that numbers the amendment names it.
        let is_shown =
            |it: &&FieldChange| it.field != HistoryField::Amendment || it.before.is_none();
        entry.changes.iter().filter(is_shown).map(|change| self.change(change)).collect()
    }

    fn change(&self, change: &FieldChange) -> ChangeText {
        let value = |text: &Option<String>| text.as_deref().map(|text| self.value(change, text));
        ChangeText {
            line: change.product.as_ref().map(|code| self.product(code)),
            field: self.locale.history_field(change.field),
            before: value(&change.before),
            after: value(&change.after),
        }
    }

    /// A product's name; its code, if the report has no such line any more.
    pub(super) fn product(&self, code: &str) -> String {
        self.products.get(code).map_or_else(|| code.to_owned(), Clone::clone)
    }

    fn value(&self, change: &FieldChange, text: &str) -> String {
        match change.field {
            HistoryField::Chargeable => Quantity::parse(text, MAX_DECIMALS)
                .map_or_else(|_| text.to_owned(), |units| self.locale.units(units)),
            HistoryField::Deadline => Instant::try_from(text.to_owned())
                .map_or_else(|_| text.to_owned(), |at| self.locale.deadline(at, self.zone).words()),
            HistoryField::Comment
            | HistoryField::CommentConfirmed
            | HistoryField::Reasons
            | HistoryField::Amendment => text.to_owned(),
        }
    }
}
