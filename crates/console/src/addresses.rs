//! The addresses of pages: all of them are made here. The tables of the families have the patterns
//! of their routes.

use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_domain::message;
use countersign_language::text::Locale;
use countersign_store::outbox::MessageName;
use countersign_store::settings::Level;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

/// The dashboard.
pub(crate) const HOME: &str = "/";
/// The list of reports.
pub(crate) const REPORTS: &str = "/usage-reports";
/// The totals per product of a list.
pub(crate) const TOTALS: &str = "/usage-reports/totals";
/// The list of corrections.
pub(crate) const CORRECTIONS: &str = "/corrections";
/// The list of late differences.
pub(crate) const LATE_DIFFERENCES: &str = "/late-differences";
/// The list of dispatches.
pub(crate) const DISPATCHES: &str = "/dispatches";
/// Where the statements of a new dispatch are made.
pub(crate) const DISPATCH_STATEMENTS: &str = "/dispatches/statements";
/// The list of cycles.
pub(crate) const CYCLES: &str = "/cycles";
/// The list of partners, or the operator's tree of companies.
pub(crate) const PARTNERS: &str = "/partners";
/// The list of customers.
pub(crate) const CUSTOMERS: &str = "/customers";
/// The list of products.
pub(crate) const PRODUCTS: &str = "/products";
/// The settings that apply to reports.
pub(crate) const SETTINGS: &str = "/settings";
/// The texts to choose from when rejecting reports.
pub(crate) const REASON_TEMPLATES: &str = "/settings/reasons";
/// The audit record.
pub(crate) const AUDIT: &str = "/audit";
/// The people of a company.
pub(crate) const PEOPLE: &str = "/people";
/// The form that adds a person.
pub(crate) const ADD_PERSON: &str = "/people/add";
/// The settings for signing in of a company's people.
pub(crate) const SIGN_IN_POLICY: &str = "/people/sign-in";
/// The operator's imports.
pub(crate) const IMPORTS: &str = "/imports";
/// The clock.
pub(crate) const CLOCK: &str = "/clock";
/// The messages that wait, were sent, or could not be.
pub(crate) const OUTBOX: &str = "/outbox";
pub(crate) const SOURCES: &str = "/sources";
/// The webhooks of the reader's company.
pub(crate) const WEBHOOKS: &str = "/webhooks";
/// The witnesses of the log.
pub(crate) const WITNESSES: &str = "/log/witnesses";
/// How events become readings.
pub(crate) const EVENT_MAPPINGS: &str = "/sources/mappings";
/// The templates of messages.
pub(crate) const MESSAGE_TEMPLATES: &str = "/message-templates";
/// The reader's own account.
pub(crate) const ACCOUNT: &str = "/account";
/// The reader's API tokens.
pub(crate) const OWN_TOKENS: &str = "/account/tokens";
/// Where one of them is revoked.
pub(crate) const REVOKE_OWN_TOKEN: &str = "/account/tokens/revoke";
/// The keys with which the reader signs.
pub(crate) const OWN_SIGNING_KEYS: &str = "/account/signing-keys";
/// What the reader's company asks its people to sign.
pub(crate) const SIGNING_RULES: &str = "/people/signing";
/// The service accounts of a company.
pub(crate) const SERVICE_ACCOUNTS: &str = "/people/service-accounts";
/// The reader's second factor.
pub(crate) const SECOND_FACTOR: &str = "/account/second-factor";
/// The reader's passkeys.
pub(crate) const PASSKEYS: &str = "/account/passkeys";
/// The choice of the company to act for.
pub(crate) const CHOOSE_COMPANY: &str = "/companies/choose";
/// The people of a demonstration.
pub(crate) const DEMO: &str = "/demo";
/// The decisions on many reports.
pub(crate) const JOBS: &str = "/jobs";
/// The page that signs in.
pub(crate) const SIGN_IN: &str = "/sign-in";
/// The page that asks for the second factor.
pub(crate) const SIGN_IN_CODE: &str = "/sign-in/code";
/// The help.
pub(crate) const HELP: &str = "/help";
/// The page that checks evidence packs, as a file.
pub(crate) const VERIFY_PAGE: &str = "/help/verify.html";
/// The redirect address for identity providers.
pub(crate) const SIGN_ON_CALLBACK: &str = "/sign-on/callback";

/// The page of a webhook.
pub(crate) fn webhook(id: Uuid) -> String {
    format!("{WEBHOOKS}/{id}")
}

/// The page of a source of readings.
pub(crate) fn source(id: i64) -> String {
    format!("{SOURCES}/{id}")
}

/// The mappings of events, with the form for one type filled in.
pub(crate) fn event_mapping(event_type: &str) -> String {
    with_query(EVENT_MAPPINGS, &[("type", event_type)]) + "#put"
}

/// The page of a service account.
pub(crate) fn service_account(id: Uuid) -> String {
    format!("{SERVICE_ACCOUNTS}/{id}")
}

/// A page or action of a service account.
pub(crate) fn of_service_account(id: Uuid, what: &str) -> String {
    format!("{}/{what}", service_account(id))
}

/// The bytes that are escaped in a part of a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A code as a part of a path.
fn part(code: &str) -> String {
    utf8_percent_encode(code, ESCAPED).to_string()
}

/// An address with a query of these pairs; without a query if there are none.
pub(crate) fn with_query<V: AsRef<str>>(path: &str, pairs: &[(&str, V)]) -> String {
    let texts: Vec<_> = pairs.iter().map(|(name, value)| (name, value.as_ref())).collect();
    // Plain pairs of texts can always be written.
    with_text(path, &serde_html_form::to_string(texts).unwrap_or_default())
}

/// An address with an encoded query; without one if it is empty.
pub(crate) fn with_text(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The sign-in page, which leads on to `next`.
pub(crate) fn sign_in(next: &str) -> String {
    with_query(SIGN_IN, &[("next", next)])
}

/// The page that asks for the second factor, which leads on to `next`.
pub(crate) fn sign_in_code(next: &str) -> String {
    with_query(SIGN_IN_CODE, &[("next", next)])
}

/// The full redirect address that is registered with a provider.
pub(crate) fn registered_callback(origin: &str) -> String {
    format!("{origin}{SIGN_ON_CALLBACK}")
}

/// The messages in a state.
pub(crate) fn outbox(state: &str) -> String {
    with_query(OUTBOX, &[("state", state)])
}

/// A message of the outbox, or the message itself, as its reader gets it.
pub(crate) fn outbox_message(name: &MessageName, is_page: bool) -> String {
    let pairs = match name {
        MessageName::Id(id) => vec![("id", id.clone())],
        MessageName::Untried { person_id, kind, company_id, at } => {
            let mut pairs = vec![
                ("person", person_id.to_string()),
                ("kind", kind.token().to_owned()),
                ("at", at.micros().to_string()),
            ];
            pairs.extend(company_id.map(|company| ("company", company.to_string())));
            pairs
        }
    };
    with_query(if is_page { "/outbox/message/page" } else { "/outbox/message" }, &pairs)
}

/// A one-time link.
pub(crate) fn link(token: &str) -> String {
    format!("/link/{token}")
}

/// The address that uses a one-time link by signing on with a provider.
pub(crate) fn link_sign_on(token: &str) -> String {
    format!("/link/{token}/sign-on")
}

/// The list of reports with this query.
pub(crate) fn reports(query: &str) -> String {
    format!("{REPORTS}?{query}")
}

/// The row of a report in the list at this address.
pub(crate) fn row(list: &str, id: Uuid) -> String {
    format!("{list}#r-{id}")
}

/// The export of the reports with this query.
pub(crate) fn export_reports(query: &str) -> String {
    format!("{REPORTS}/export?{query}")
}

/// The totals of the reports with this query.
pub(crate) fn totals(query: &str) -> String {
    with_text(TOTALS, query)
}

/// The reports so far of a running month.
pub(crate) fn so_far(cycle: Cycle) -> String {
    format!("/usage-reports/so-far/{cycle}")
}

/// A line of the running month.
pub(crate) fn line_so_far(cycle: Cycle, product: &str) -> String {
    format!("/usage-reports/so-far/{cycle}/lines/{}", part(product))
}

/// A report.
pub(crate) fn report(id: Uuid) -> String {
    format!("/usage-reports/{id}")
}

/// A form or a file of a report.
pub(crate) fn of_report(id: Uuid, path: &str) -> String {
    format!("/usage-reports/{id}/{path}")
}

/// The address that the pattern of a route gives for a report.
pub(crate) fn of_pattern(pattern: &str, id: Uuid) -> String {
    pattern.replace("{id}", &id.to_string())
}

/// A line of a report.
pub(crate) fn line(id: Uuid, product: &str) -> String {
    format!("/usage-reports/{id}/lines/{}", part(product))
}

/// A subscription of the line at this address.
pub(crate) fn subscription_of_line(line: &str, subscription: &str) -> String {
    format!("{line}/{}", part(subscription))
}

/// The form that undoes the decision behind this version of a report.
pub(crate) fn undo(id: Uuid, version: i64) -> String {
    format!("/usage-reports/{id}/undo/{version}")
}

/// The corrections of a report.
pub(crate) fn amendments(id: Uuid) -> String {
    format!("/usage-reports/{id}#amendments")
}

/// The late differences of a report.
pub(crate) fn late(id: Uuid) -> String {
    format!("/usage-reports/{id}#late")
}

/// A dispatch.
pub(crate) fn dispatch(id: Uuid) -> String {
    format!("/dispatches/{id}")
}

/// A form or a file of a dispatch.
pub(crate) fn of_dispatch(id: Uuid, path: &str) -> String {
    format!("/dispatches/{id}/{path}")
}

/// The form of a new dispatch.
pub(crate) fn new_dispatch(pairs: &[(&str, String)]) -> String {
    format!("/dispatches/new?{}", serde_html_form::to_string(pairs).unwrap_or_default())
}

/// The form of a new dispatch of one report, with the version that was seen.
pub(crate) fn dispatch_report(id: Uuid, version: i64) -> String {
    format!("/dispatches/new?report={id}.{version}")
}

/// A cycle.
pub(crate) fn cycle(cycle: Cycle) -> String {
    format!("/cycles/{cycle}")
}

/// A list or a form of a cycle.
pub(crate) fn of_cycle(cycle: Cycle, path: &str) -> String {
    format!("/cycles/{cycle}/{path}")
}

/// The page of a cycle, if companies of this kind have one.
pub(crate) fn cycle_for(person: &Person, of: Cycle) -> Option<String> {
    let has_one = matches!(person.company_kind, Distributor | Operator);
    has_one.then(|| cycle(of))
}

/// A page of the help.
pub(crate) fn help(page: &str) -> String {
    format!("{HELP}/{page}")
}

/// The form that approves reports of this query by a rule.
pub(crate) fn approve_by_rule(query: &str) -> String {
    with_text("/usage-reports/approve-by-rule", query)
}

/// A job.
pub(crate) fn job(id: Uuid) -> String {
    format!("/jobs/{id}")
}

/// A region, company or product.
pub(crate) fn directory_row(kind: DirectoryKind, id: i64) -> String {
    format!("{}/{id}", directory_kind(kind))
}

/// Where a form retires and restores a company, a customer or a product.
pub(crate) fn retirement(kind: DirectoryKind, id: i64) -> String {
    format!("{}/{id}/retirement", directory_kind(kind))
}

/// The form that changes a region, company or product.
pub(crate) fn edit_directory_row(kind: DirectoryKind, id: i64) -> String {
    format!("{}/{id}/edit", directory_kind(kind))
}

/// The form that adds a region, company or product.
pub(crate) fn add_directory_row(kind: DirectoryKind) -> String {
    format!("{}/add", directory_kind(kind))
}

/// The beginning of the addresses of a kind.
const fn directory_kind(kind: DirectoryKind) -> &'static str {
    match kind {
        DirectoryKind::Region => "/regions",
        DirectoryKind::Vendor => "/vendors",
        DirectoryKind::Distributor => "/distributors",
        DirectoryKind::Partner => PARTNERS,
        DirectoryKind::Product => PRODUCTS,
        DirectoryKind::Customer => CUSTOMERS,
        DirectoryKind::Subscription => "/subscriptions",
    }
}

/// A region.
pub(crate) fn region(id: i64) -> String {
    directory_row(DirectoryKind::Region, id)
}

/// A vendor.
pub(crate) fn vendor(id: i64) -> String {
    directory_row(DirectoryKind::Vendor, id)
}

/// A distributor.
pub(crate) fn distributor(id: i64) -> String {
    directory_row(DirectoryKind::Distributor, id)
}

/// A partner.
pub(crate) fn partner(id: i64) -> String {
    directory_row(DirectoryKind::Partner, id)
}

/// A product.
pub(crate) fn product(id: i64) -> String {
    directory_row(DirectoryKind::Product, id)
}

/// The partners of a distributor.
pub(crate) fn partners_of(distributor: i64) -> String {
    format!("/partners?distributor={distributor}")
}

/// A customer.
pub(crate) fn customer(id: i64) -> String {
    format!("/customers/{id}")
}

/// A subscription.
pub(crate) fn subscription(id: i64) -> String {
    directory_row(DirectoryKind::Subscription, id)
}

/// The customers of a partner.
pub(crate) fn customers_of(partner: i64) -> String {
    format!("/customers?partner={partner}")
}

/// The settings of a level.
pub(crate) fn settings(level: Level, id: i64) -> String {
    let family = match level {
        Level::Region => "regions",
        Level::Distributor => "distributors",
        Level::Partner => "partners",
    };
    format!("/settings/{family}/{id}")
}

/// The delivery channels of a distributor.
pub(crate) fn channels(distributor: i64) -> String {
    format!("/distributors/{distributor}/channels")
}

/// The form that adds a delivery channel.
pub(crate) fn add_channel(distributor: i64) -> String {
    format!("/distributors/{distributor}/channels/add")
}

/// A delivery channel.
pub(crate) fn channel(id: Uuid) -> String {
    format!("/ways/{id}")
}

/// The people of a company, for the operator.
pub(crate) fn people_of(code: &str) -> String {
    with_query(PEOPLE, &[("company", code)])
}

/// The form that adds a reading of a subscription.
pub(crate) fn add_reading(subscription: i64) -> String {
    format!("{}/readings/add", directory_row(DirectoryKind::Subscription, subscription))
}

/// A person.
pub(crate) fn person(id: i64) -> String {
    format!("/people/{id}")
}

/// A form of a person.
pub(crate) fn of_person(id: i64, path: &str) -> String {
    format!("/people/{id}/{path}")
}

/// The preview of a message, or the message alone.
pub(crate) fn message_template(
    kind: message::MessageKind,
    locale: Locale,
    is_alone: bool,
    is_for_several: bool,
) -> String {
    let alone = if is_alone { "/page" } else { "" };
    let several = if is_for_several { "&several=yes" } else { "" };
    format!("{MESSAGE_TEMPLATES}/{}{alone}?language={}{several}", kind.token(), locale.code())
}
