//! The filters of a list beside months, status and partner: the fields to choose them, and the line
//! that names those in force, each with the address of the list without it.

use crate::catalogue::Catalogue;
use crate::context::Context;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::report::How;
use countersign_language::text::Locale;
use countersign_store::reports::{Criteria, Sort, SortKey};
use countersign_web::problem::Problem;
use countersign_web::report_query::criteria_words::{MOST_MONTHS, is_span};
use countersign_web::report_query::{ReportQuery, sort_text};

/// The fields.
pub(super) struct FilterFields {
    /// None for a reader with one vendor.
    pub(super) vendors: Vec<Choice>,
    pub(super) products: Vec<Choice>,
    /// The name in the address, the message of the label, and the choices.
    pub(super) others: Vec<(&'static str, &'static str, Vec<Choice>)>,
    /// The percentage that a line changed by.
    pub(super) over: String,
    /// The first month of several.
    pub(super) since: Vec<Choice>,
    /// Single months beside the last one.
    pub(super) also: Vec<Choice>,
    /// The orders, which the headings of a wide page offer too.
    pub(super) orders: Vec<Choice>,
}

pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// A filter in force.
pub(super) struct FilterInForce {
    pub(super) label: String,
    /// The list without it.
    pub(super) address: String,
}

/// What the fields and the line are written from.
pub(super) struct FilterView<'a> {
    pub(super) locale: Locale,
    pub(super) person: &'a Person,
    pub(super) query: &'a ReportQuery,
    pub(super) catalogue: &'a Catalogue,
    /// The last month of the list.
    pub(super) cycle: Cycle,
    /// The months with reports, the latest first.
    pub(super) present: &'a [Cycle],
}

impl FilterView<'_> {
    pub(super) fn fields(&self) -> FilterFields {
        let criteria = &self.query.criteria;
        let flag = if self.query.flagged { Some(true) } else { criteria.flag };
        let (since, also) = self.months();
        FilterFields {
            vendors: self.vendors(),
            products: self.products(),
            others: vec![
                ("flagged", "list-filter-flag", self.yes_or_no(FLAG, flag)),
                (
                    "violations",
                    "list-violations-heading",
                    self.yes_or_no(VIOLATIONS, criteria.violations),
                ),
                ("comments", "list-comments-heading", self.yes_or_no(COMMENTS, criteria.comments)),
                ("decided", "list-filter-decided", self.deciders()),
            ],
            over: criteria.changed_over_percent.map_or(String::new(), |it| it.to_string()),
            since,
            also,
            orders: self.orders(),
        }
    }

    fn any(&self, is_chosen: bool) -> Choice {
        Choice { value: String::new(), label: self.locale.t("list-filter-any"), is_chosen }
    }

    fn vendors(&self) -> Vec<Choice> {
        let vendors = self.catalogue.vendors(self.person);
        if vendors.len() < 2 && self.query.criteria.vendor.is_none() {
            return Vec::new();
        }
        let choices = vendors.into_iter().map(|it| (it.code.clone(), it.name.clone())).collect();
        self.of_codes(choices, self.query.criteria.vendor.as_deref())
    }

    fn products(&self) -> Vec<Choice> {
        let products = self.catalogue.products(self.person);
        let choices = products.into_iter().map(|it| (it.code.clone(), it.name.clone())).collect();
        self.of_codes(choices, self.query.criteria.product.as_deref())
    }

    /// A code of the address that is not among them stays as it is.
    fn of_codes(&self, mut choices: Vec<(String, String)>, chosen: Option<&str>) -> Vec<Choice> {
        if let Some(code) = chosen.filter(|code| choices.iter().all(|(it, _)| it != code)) {
            choices.push((code.to_owned(), code.to_owned()));
        }
        let choices = choices.into_iter().map(|(value, label)| {
            let is_chosen = chosen == Some(value.as_str());
            Choice { value, label, is_chosen }
        });
        std::iter::once(self.any(chosen.is_none())).chain(choices).collect()
    }

    fn yes_or_no(&self, [yes, no]: [&str; 2], chosen: Option<bool>) -> Vec<Choice> {
        let choice = |value: &str, key: &str, is: bool| Choice {
            value: value.to_owned(),
            label: self.locale.t(key),
            is_chosen: chosen == Some(is),
        };
        vec![self.any(chosen.is_none()), choice("yes", yes, true), choice("no", no, false)]
    }

    fn deciders(&self) -> Vec<Choice> {
        let chosen = self.query.criteria.decided_by;
        let choice = |value: &str, by: How| Choice {
            value: value.to_owned(),
            label: self.locale.t(decider(by)),
            is_chosen: chosen == Some(by),
        };
        let by = [choice("person", How::Manual), choice("system", How::Automatic)];
        std::iter::once(self.any(chosen.is_none())).chain(by).collect()
    }

    /// The choices of the first month, and of single months. A partner's list has several anyway.
    fn months(&self) -> (Vec<Choice>, Vec<Choice>) {
        if self.person.company_kind == CompanyKind::Partner {
            return (Vec::new(), Vec::new());
        }
        let earlier = &self.query.earlier;
        let is_span = !earlier.is_empty() && is_span(Some(self.cycle), earlier);
        let first = self.cycle.plus(1 - i32::try_from(MOST_MONTHS).unwrap_or(1));
        let before = self.present.iter().filter(|month| (first..self.cycle).contains(month));
        let choice = |month: Cycle, is_chosen| Choice {
            value: month.to_string(),
            label: self.locale.month(month),
            is_chosen,
        };
        let alone = Choice {
            value: String::new(),
            label: self.locale.t("list-filter-one-month"),
            is_chosen: !is_span,
        };
        let since = before.clone().map(|it| choice(*it, is_span && earlier.last() == Some(it)));
        let also = before.map(|it| choice(*it, !is_span && earlier.contains(it)));
        (std::iter::once(alone).chain(since).collect(), also.collect())
    }

    /// Every order of the list, and the reverse of one if it is in force.
    fn orders(&self) -> Vec<Choice> {
        let (now, own) = (self.query.sort, self.query.own);
        let choice = |sort: Sort| Choice {
            value: sort_text(sort),
            label: self.locale.t(order_label(sort.by, own)),
            is_chosen: sort == now,
        };
        let of_partners = [SortKey::City, SortKey::Name, SortKey::Vendor, SortKey::Distributor];
        let orders = SortKey::ALL.into_iter().filter(|by| !own || !of_partners.contains(by));
        let mut orders: Vec<Choice> = orders.map(|by| choice(by.into())).collect();
        if now.reversed {
            let reverse = choice(now);
            let label = self.locale.say("list-order-reversed").with_text("order", reverse.label);
            orders.push(Choice { label: label.to_string(), ..reverse });
        }
        orders
    }

    /// The filters in force.
    pub(super) fn in_force(&self) -> Vec<FilterInForce> {
        let (locale, query) = (self.locale, self.query);
        let mut all = Vec::new();
        let mut push = |label: Option<String>, without: ReportQuery| {
            all.extend(label.map(|label| FilterInForce { label, address: without.text() }));
        };
        let criteria = &query.criteria;
        let without = |change: fn(&mut Criteria)| {
            let mut criteria = query.criteria.clone();
            change(&mut criteria);
            query.with_criteria(criteria)
        };
        push(self.several_months(), query.with_earlier(Vec::new()));
        let named =
            |key: &'static str, name: &str| locale.say(key).with_text("name", name).to_string();
        let vendor = criteria.vendor.as_deref().map(|code| self.vendor_name(code));
        push(vendor.map(|name| named("list-filter-vendor", name)), without(|it| it.vendor = None));
        let product = criteria.product.as_deref().map(|code| self.product_name(code));
        push(
            product.map(|name| named("list-filter-product", name)),
            without(|it| it.product = None),
        );
        push(query.flagged.then(|| locale.t(FLAG[0])), query.with_flagged(false));
        let is = |asked: Option<bool>, [yes, no]: [&str; 2]| {
            asked.map(|asked| locale.t(if asked { yes } else { no }))
        };
        push(is(criteria.flag, FLAG), without(|it| it.flag = None));
        push(is(criteria.violations, VIOLATIONS), without(|it| it.violations = None));
        push(is(criteria.comments, COMMENTS), without(|it| it.comments = None));
        let by = criteria.decided_by.map(|by| locale.t(decider(by)));
        push(by, without(|it| it.decided_by = None));
        let over = criteria.changed_over_percent.map(|percent| {
            locale
                .say("list-filter-over")
                .with_text("percent", locale.count(percent.into()))
                .to_string()
        });
        push(over, without(|it| it.changed_over_percent = None));
        all
    }

    /// The name of a vendor that the reader may choose; otherwise the code as it was typed.
    fn vendor_name<'a>(&'a self, code: &'a str) -> &'a str {
        let known = self.catalogue.vendors(self.person).into_iter().find(|it| it.code == code);
        known.map_or(code, |vendor| &vendor.name)
    }

    fn product_name<'a>(&'a self, code: &'a str) -> &'a str {
        let known = self.catalogue.products(self.person).into_iter().find(|it| it.code == code);
        known.map_or(code, |product| &product.name)
    }

    /// "July 2026 to October 2026", or the months one by one.
    fn several_months(&self) -> Option<String> {
        let (locale, earlier) = (self.locale, &self.query.earlier);
        let first = locale.month(*earlier.last()?);
        if is_span(Some(self.cycle), earlier) {
            let text = locale.say("list-filter-months").with_text("from", first);
            return Some(text.with_text("to", locale.month(self.cycle)).to_string());
        }
        let months = std::iter::once(self.cycle).chain(earlier.iter().copied());
        Some(months.map(|month| locale.month(month)).collect::<Vec<_>>().join(" · "))
    }
}

/// The months, the status and the filters of a query: "October 2026 · Approved · With comments".
pub(crate) fn about(
    context: &Context,
    catalogue: &Catalogue,
    query: &ReportQuery,
    cycle: Cycle,
) -> Result<String, Problem> {
    let (locale, person) = (context.locale, context.person()?);
    let view = FilterView { locale, person, query, catalogue, cycle, present: &[] };
    let month = match (query.own && query.cycle.is_none(), query.year) {
        (true, Some(year)) => Some(year.to_string()),
        (true, None) => Some(locale.t("list-last-12-months")),
        _ => query.earlier.is_empty().then(|| locale.month(cycle)),
    };
    let status = query.status.map(|status| locale.status(status));
    let found = query.find.iter().map(|text| format!("“{text}”"));
    let filters = view.in_force().into_iter().map(|filter| filter.label);
    let parts = month.into_iter().chain(status).chain(found).chain(filters);
    Ok(parts.collect::<Vec<_>>().join(" · "))
}

/// The message that names an order.
const fn order_label(by: SortKey, own: bool) -> &'static str {
    match by {
        SortKey::Partner if own => "list-report-cycle",
        SortKey::Partner => "report-partner-code",
        SortKey::Surprise => "list-order-surprise",
        SortKey::Due => "list-due",
        SortKey::Decided => "list-decided",
        SortKey::Status => "list-status",
        SortKey::City => "list-city",
        SortKey::Name => "list-partner",
        SortKey::Vendor => "company-vendor",
        SortKey::Distributor => "company-distributor",
        SortKey::Lines => "list-lines",
        SortKey::Flags => "list-flag-heading",
        SortKey::Violations => "list-violations-heading",
        SortKey::Comments => "list-comments-heading",
    }
}

const FLAG: [&str; 2] = ["list-filter-flagged", "list-filter-unflagged"];
const VIOLATIONS: [&str; 2] = ["list-filter-violations", "list-filter-no-violations"];
const COMMENTS: [&str; 2] = ["list-filter-comments", "list-filter-no-comments"];

const fn decider(by: How) -> &'static str {
    match by {
        How::Manual => "list-filter-by-person",
        How::Automatic => "list-filter-by-system",
    }
}
