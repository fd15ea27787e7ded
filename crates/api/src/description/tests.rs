//! Compares the description with the routes and with the file in the repository, which
//! `COUNTERSIGN_BLESS=1` updates.

use super::{TEXT, described_path, description};
use crate::listing;
use crate::resources::usage_reports::list;
use crate::resources::usage_reports::statement::SIGNED_HEADERS;
use countersign_web::report_query::ReportQuery;
use countersign_web::routes::ListedRoute;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use utoipa::IntoParams;
use utoipa::openapi::path::ParameterIn;

/// Each operation by method and path, with the scopes that it needs.
fn described() -> BTreeMap<String, Vec<String>> {
    let whole = serde_json::to_value(description()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in whole["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let security = operation["security"].as_array().cloned().unwrap_or_default();
            let scopes =
                security.iter().flat_map(|it| it["token"].as_array().into_iter().flatten());
            let scopes = scopes.filter_map(Value::as_str).map(str::to_owned).collect();
            operations.insert(format!("{} {path}", method.to_uppercase()), scopes);
        }
    }
    operations
}

/// Routes that serve pages to people and are not operations.
fn is_page(route: &ListedRoute) -> bool {
    ["/api", "/api/reference.css", "/api/openapi.json"].contains(&route.path)
}

#[test]
fn every_route_is_described_with_its_scope_and_nothing_else_is() {
    let routes = listing().into_iter().filter(|route| !is_page(route));
    let routes = routes.map(|route| {
        let name = described_path(&route.name());
        (name, route.scope.iter().map(|it| it.token().to_owned()).collect::<Vec<_>>())
    });
    assert_eq!(routes.collect::<BTreeMap<_, _>>(), described());
}

/// A signature is described where it counts, and nowhere else.
#[test]
fn operations_that_are_signed_describe_both_headers_and_others_none() {
    let whole: Value = serde_json::from_str(&TEXT).unwrap();
    let mut signed = 0;
    for route in listing().iter().filter(|route| !is_page(route)) {
        let (path, method) = (described_path(route.path), route.method.to_lowercase());
        let parameters = whole["paths"][path][method]["parameters"].as_array().cloned();
        let names: Vec<Value> =
            parameters.unwrap_or_default().iter().map(|it| it["name"].clone()).collect();
        for header in SIGNED_HEADERS {
            assert_eq!(names.contains(&header.into()), route.takes_signature, "{}", route.name());
        }
        signed += usize::from(route.takes_signature);
    }
    assert_eq!(signed, 4);
}

#[test]
fn every_parameter_of_the_list_is_described() {
    let described = list::ListParameters::into_params(|| Some(ParameterIn::Query));
    let mut described: Vec<String> = described.into_iter().map(|it| it.name).collect();
    let mut read: Vec<String> = ReportQuery::parameters().into_iter().map(str::to_owned).collect();
    read.extend(["after", "limit"].map(str::to_owned));
    described.sort_unstable();
    read.sort_unstable();
    assert_eq!(described, read);
}

#[test]
fn the_description_is_the_one_that_is_checked_in() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    if std::env::var_os("COUNTERSIGN_BLESS").is_some() {
        fs::write(&place, &*TEXT).unwrap();
    }
    let stored = fs::read_to_string(&place).unwrap_or_default();
    assert_eq!(*TEXT, stored, "COUNTERSIGN_BLESS=1 writes crates/api/openapi.json again");
    assert!(TEXT.contains("\"openapi\": \"3.1.0\""));
}

/// Every `$ref` leads to a schema of the description.
#[test]
fn every_reference_has_its_schema() {
    let whole: Value = serde_json::from_str(&TEXT).unwrap();
    let mut open = vec![&whole];
    let mut found = 0;
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(to)) = fields.get("$ref") {
                    assert!(whole.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    found += 1;
                }
                open.extend(fields.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    assert!(found > 10);
}

/// The parts of a path in braces.
fn placeholders(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    parts.map(str::to_owned).collect()
}

/// What generators of clients rely on.
#[test]
fn every_operation_has_its_own_id_a_summary_a_known_tag_its_path_parameters_and_an_answer() {
    let whole: Value = serde_json::from_str(&TEXT).unwrap();
    let tags: Vec<&Value> =
        whole["tags"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    let mut ids = BTreeSet::new();
    for (path, item) in whole["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            let id = operation["operationId"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} is the id of two operations");
            assert!(operation["summary"].as_str().is_some_and(|it| it.len() > 5), "{name}");
            assert!(tags.contains(&&operation["tags"][0]), "{name}: {}", operation["tags"]);
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let described = parameters.clone().filter(|it| it["in"] == "path");
            let described: Vec<String> =
                described.map(|it| it["name"].as_str().unwrap().to_owned()).collect();
            assert_eq!(described, placeholders(path), "{name}");
            assert!(parameters.clone().all(|it| it["schema"].is_object()), "{name}");
            let answers = operation["responses"].as_object().unwrap();
            assert!(answers.keys().any(|it| it.starts_with('2')), "{name}");
            assert!(answers.contains_key("default"), "{name}");
            // A change that is no row of the directory can be repeated safely. Readings, events and
            // cosignatures can be sent again without a key, and so can the question for a token.
            let repeats = parameters.clone().any(|it| it["name"] == "Idempotency-Key");
            let without = [
                "/api/oauth/token",
                "/api/v1/readings",
                "/api/v1/events",
                "/api/v1/log/cosignatures",
            ];
            assert!(method != "post" || repeats || without.contains(&path.as_str()), "{name}");
        }
    }
}
