//! The OpenAPI 3.1 description of the API, generated from the annotations on its handlers.

use crate::problem::{PROBLEM_JSON, ProblemDocument};
use crate::resources::readings;
use crate::resources::usage_reports::{decide, document, edit, list, pdf, show, statement, undo};
use crate::resources::{
    audit, bulk_decisions, corrections, cycles, directory, dispatches, event_mappings, events,
    evidence, jobs, late_differences, log, people, settings, webhooks,
};
use crate::{oauth, rate_limit};
use countersign_domain::api_scope::Scope;
use std::sync::LazyLock;
use utoipa::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::ArrayBuilder;
use utoipa::openapi::security::{
    ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityScheme,
};
use utoipa::openapi::{
    ContentBuilder, OpenApi as Description, Ref, RefOr, ResponseBuilder, Schema,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Countersign", version = "1"),
    paths(
        list::show,
        show::show,
        document::show,
        pdf::show,
        statement::show,
        edit::edit,
        edit::submit,
        decide::approve,
        decide::reject,
        decide::reopen,
        decide::extend,
        undo::undo,
        evidence::show,
        readings::send,
        events::send,
        event_mappings::list,
        event_mappings::show,
        event_mappings::change::put,
        event_mappings::change::remove,
        corrections::list::list,
        corrections::show::show,
        corrections::act::propose,
        corrections::act::agree,
        corrections::act::refuse,
        corrections::act::withdraw,
        late_differences::list,
        jobs::list::list,
        jobs::show::show,
        jobs::items::list,
        jobs::carry_on::confirm,
        jobs::carry_on::cancel,
        jobs::carry_on::undo,
        bulk_decisions::start,
        dispatches::list::list,
        dispatches::show::show,
        dispatches::reports::list,
        dispatches::send::send,
        dispatches::process::complete,
        dispatches::process::give_back,
        cycles::list::list,
        cycles::show::show,
        cycles::late_reports::list,
        cycles::late_reports::make,
        cycles::close::close,
        directory::regions::list,
        directory::regions::show,
        directory::vendors::list,
        directory::vendors::show,
        directory::distributors::list,
        directory::distributors::show,
        directory::partners::list,
        directory::partners::show,
        directory::customers::list,
        directory::customers::show,
        directory::subscriptions::list,
        directory::subscriptions::show,
        directory::products::list,
        directory::products::show,
        directory::put::region,
        directory::put::vendor,
        directory::put::distributor,
        directory::put::partner,
        directory::put::product,
        directory::put::customer,
        directory::put::subscription,
        directory::retire::retire_vendor,
        directory::retire::restore_vendor,
        directory::retire::retire_distributor,
        directory::retire::restore_distributor,
        directory::retire::retire_partner,
        directory::retire::restore_partner,
        directory::retire::retire_customer,
        directory::retire::restore_customer,
        directory::retire::retire_product,
        directory::retire::restore_product,
        settings::show::region,
        settings::show::distributor,
        settings::show::partner,
        settings::change::region,
        settings::change::distributor,
        settings::change::partner,
        people::list,
        people::show,
        audit::list,
        webhooks::list,
        webhooks::change::create,
        webhooks::show,
        webhooks::change::change,
        webhooks::change::remove,
        webhooks::secret::rotate,
        webhooks::messages::test,
        webhooks::messages::list,
        webhooks::messages::replay,
        log::checkpoint,
        log::keys,
        log::tile,
        log::cosign,
        oauth::token,
    ),
    components(schemas(ProblemDocument)),
    tags(
        (name = "Usage reports", description = "What partners, distributors and vendors agree on."),
        (name = "Readings", description = "What subscriptions had provisioned and used."),
        (name = "Corrections", description = "Changes to completed reports, agreed by both."),
        (name = "Jobs", description = "Decisions on many reports."),
        (name = "Dispatches", description = "What distributors sent to vendors."),
        (name = "Cycles", description = "What a month still lacks, and its closing."),
        (name = "Directory", description = "Regions, companies, customers and products."),
        (name = "Settings", description = "The rules of reports, with the origin of each value."),
        (name = "People", description = "The people of your company, and its audit record."),
        (name = "Webhooks", description = "Addresses of your company that get events."),
        (name = "Log", description = "The transparency log, for witnesses."),
        (name = "Tokens", description = "How programs prove who they act for."),
    )
)]
struct Documented;

/// The description as JSON, as it is served.
pub static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = description().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
});

/// A route's path as the description writes it: without the mark that the last part may have
/// slashes.
pub(crate) fn described_path(path: &str) -> String {
    path.replace("{*", "{")
}

/// What a scope allows.
pub(crate) const fn purpose(scope: Scope) -> &'static str {
    match scope {
        Scope::ReportsRead => "Read usage reports.",
        Scope::ReportsEdit => {
            "Change the lines and comments of usage reports, submit them, and propose and withdraw \
             corrections."
        }
        Scope::ReportsDecide => {
            "Decide on usage reports and corrections, send and process dispatches, make late \
             reports, and close cycles."
        }
        Scope::DirectoryRead => {
            "Read regions, companies, customers, products, subscriptions and settings."
        }
        Scope::DirectoryWrite => {
            "Change regions, companies, customers, products and subscriptions, and retire and \
             restore them."
        }
        Scope::SettingsWrite => "Change settings.",
        Scope::PeopleRead => "Read your company's people and its audit record.",
        Scope::LogWitness => {
            "Read the hashes of the transparency log, and hand in what your company's witness \
             cosigned."
        }
        Scope::WebhooksWrite => "Manage your company's webhooks, and read their messages.",
        Scope::ReadingsWrite => "Send readings. Only the operator gives this scope.",
    }
}

/// The whole description.
#[must_use]
pub fn description() -> Description {
    let mut description = Documented::openapi();
    description.info.description = Some(introduction());
    description.info.license = None;
    for item in description.paths.paths.values_mut() {
        let operations =
            [&mut item.get, &mut item.post, &mut item.patch, &mut item.put, &mut item.delete];
        operations.into_iter().flatten().for_each(add_problem);
    }
    let components = description.components.get_or_insert_default();
    components.schemas.iter_mut().for_each(refer_to_items);
    components.add_security_scheme(
        "token",
        SecurityScheme::Http(
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("cs_…").build(),
        ),
    );
    let scopes = Scopes::from_iter(Scope::ALL.map(|it| (it.token(), purpose(it))));
    components.add_security_scheme(
        "client",
        SecurityScheme::OAuth2(OAuth2::new([Flow::ClientCredentials(ClientCredentials::new(
            "/api/oauth/token",
            scopes,
        ))])),
    );
    description
}

fn introduction() -> String {
    let (token, company, window) =
        (rate_limit::OF_TOKEN, rate_limit::OF_COMPANY, rate_limit::WINDOW);
    format!(
        "Programs can do what people do in the console, under the same rules.\n\n\
         - Send `Authorization: Bearer` and a token. People make tokens on their account page, and \
         Administrators make those of service accounts.\n\
         - Quantities are strings. Bodies may have them as numbers, which are read digit by digit. \
         Instants are RFC 3339 in UTC.\n\
         - Fields and parameters that an operation does not have are refused.\n\
         - Lists have pages: `limit` is the number of items, and `next` of a page the `after` of \
         the following one.\n\
         - Send `If-Match` with the ETag that you saw when you edit or decide; 428 without it, \
         412 if the resource has changed since.\n\
         - Send `Idempotency-Key` to repeat a request safely: the same request gets the same \
         answer for 7 days, 409 while the first is being answered, 422 if the key belongs to \
         another one.\n\
         - Errors are `application/problem+json` with a stable `code`.\n\
         - Each token may send {token} requests in {window} seconds, and each company {company}; \
         the headers `RateLimit` and `RateLimit-Policy` say what is left.\n\
         - Bodies have at most 4 MiB, except for readings as JSON lines or CSV."
    )
}

/// Replaces the schema of a page's items, which is repeated in each, by a reference to it.
fn refer_to_items((name, schema): (&String, &mut RefOr<Schema>)) {
    let Some(item) = name.strip_prefix("Page_") else { return };
    let RefOr::T(Schema::Object(page)) = schema else { return };
    let items = ArrayBuilder::new()
        .items(Ref::from_schema_name(item))
        .description(Some("The items, in a stable order."));
    page.properties.insert("items".to_owned(), items.build().into());
}

/// Adds the problem response that every operation can return.
fn add_problem(operation: &mut Operation) {
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDocument"))).build();
    let response = ResponseBuilder::new()
        .description("A problem, with a stable code.")
        .content(PROBLEM_JSON, content)
        .build();
    operation.responses.responses.insert("default".to_owned(), response.into());
}

#[cfg(test)]
mod tests;
