//! Every route of the API as every role of every kind of company, as a stranger, with an expired
//! token, and with one that has every scope but the one that is needed.
//!
//! The routes come from the program's own table. What each caller gets comes from [`EXPECTED`],
//! which is taken from docs/rules.md section 5. A route without an expectation fails the test.

use super::client::{Answer, Client};
use super::events::map;
use super::fixture::{Programs, SCOPES, on_both, request};
use crate::console::fixture::{MACHINE, STAFFED, address};
use countersign_api::listing;
use countersign_app::actions::manage_tokens::TokenRequest;
use countersign_domain::actor::Role;
use countersign_domain::api_scope::Scope;
use countersign_domain::instant::Instant;
use countersign_web::routes::ListedRoute;
use std::collections::{BTreeMap, BTreeSet};

type Roles = [u16; 7];

/// A route, its body, and the statuses for the operator, the vendor, the distributor and the
/// partner: Administrator, three account managers, two in support, Billing Manager.
type Row = (&'static str, &'static str, [Roles; 4]);

const fn all(status: u16) -> Roles {
    [status; 7]
}

/// Administrator, the two support roles and Billing Manager, who may read reports.
const fn readers(status: u16) -> Roles {
    [status, 403, 403, 403, status, status, status]
}

/// Administrator and Billing Manager, who work on reports.
const fn workers(status: u16) -> Roles {
    [status, 403, 403, 403, 403, 403, status]
}

/// The report is with its partner, so the vendor knows nothing of it and nobody can decide.
const READ: [Roles; 4] = [all(200), readers(404), readers(200), readers(200)];
/// A report that is not completed has no correction.
const BY_PARTIES: [Roles; 4] = [all(404), all(404), workers(409), workers(409)];
const PROPOSAL: &str = "{\"reason\":\"x\",\"lines\":[{\"product\":\"EP\",\"chargeable\":\"1\",\
    \"reason\":\"x\"}]}";
/// There is no job.
const CARRIES_ON: [Roles; 4] = [all(404), workers(404), workers(404), all(404)];
/// Nothing is under review, and nothing is approved.
const BULK: &str = "{\"decision\":\"approve\",\"query\":{\"cycle\":\"2026-10\"},\"preview\":true}";
const DISPATCH: &str = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\",\"preview\":true}";
/// There is no dispatch.
const BY_VENDOR: [Roles; 4] = [all(404), workers(404), all(404), all(404)];
/// The operator's Administrator, who changes nothing here.
const BY_OPERATOR: [Roles; 4] = [administrators(200), all(404), all(404), all(404)];
const STILL_IN_USE: [Roles; 4] = [administrators(409), all(404), all(404), all(404)];
/// No report came too late. The distributor's people who work on reports make those that did, and
/// so does the operator's Administrator.
const NOT_LATE: [Roles; 4] = [administrators(409), all(404), workers(409), all(404)];
/// Every role of the operator.
const BY_OPERATORS: [Roles; 4] = [all(200), all(404), all(404), all(404)];
/// The same for all parties but the vendor.
const READ_BY_PARTIES: [Roles; 4] = [all(200), all(404), readers(200), readers(200)];
/// The same for the parties of a dispatch.
const fn dispatched(status: u16) -> [Roles; 4] {
    [all(status), readers(status), readers(status), all(404)]
}
/// A distributor and the operator.
const READ_ABOVE_PARTNERS: [Roles; 4] = [all(200), all(404), readers(200), all(404)];
/// The directory, which a vendor does not see.
const DIRECTORY: [Roles; 4] = [all(200), all(404), all(200), all(200)];
const fn by_partner(status: u16) -> [Roles; 4] {
    [all(404), all(404), all(404), workers(status)]
}
const fn by_distributor(status: u16) -> [Roles; 4] {
    [all(404), all(404), workers(status), all(404)]
}

const EXPECTED: &[Row] = &[
    ("GET /api", "", [all(200); 4]),
    ("GET /api/reference.css", "", [all(200); 4]),
    ("GET /api/openapi.json", "", [all(200); 4]),
    ("POST /api/oauth/token", "", [all(400); 4]),
    ("GET /api/v1/usage-reports", "", [all(200), readers(200), readers(200), readers(200)]),
    // No checkpoint is signed yet.
    ("GET /api/v1/evidence", "", [all(400), readers(400), readers(400), readers(400)]),
    ("GET /api/v1/usage-reports/{id}", "", READ),
    ("GET /api/v1/usage-reports/{id}/document", "", READ),
    ("GET /api/v1/usage-reports/{id}/pdf", "", READ),
    // The address has no verb.
    (
        "GET /api/v1/usage-reports/{id}/statement",
        "",
        [all(400), readers(404), readers(400), readers(400)],
    ),
    ("PATCH /api/v1/usage-reports/{id}", "{}", by_partner(422)),
    // A line is above the threshold and has no comment.
    ("POST /api/v1/usage-reports/{id}/submit", "{}", by_partner(422)),
    ("POST /api/v1/usage-reports/{id}/approve", "{}", by_distributor(409)),
    ("POST /api/v1/usage-reports/{id}/reject", "{\"reasons\":\"x\"}", by_distributor(409)),
    ("POST /api/v1/usage-reports/{id}/reopen", "{\"reason\":\"x\"}", by_distributor(409)),
    // No token of these has the scope that the operator gives.
    ("POST /api/v1/readings", "", [all(403); 4]),
    ("POST /api/v1/events", "", [all(403); 4]),
    ("GET /api/v1/event-mappings", "", BY_OPERATORS),
    ("GET /api/v1/event-mappings/{type}", "", BY_OPERATORS),
    // The body lacks the provisioned units.
    (
        "PUT /api/v1/event-mappings/{type}",
        "{}",
        [administrators(422), all(404), all(404), all(404)],
    ),
    // There is no mapping of this type.
    (
        "DELETE /api/v1/event-mappings/{type}",
        "",
        [administrators(404), all(404), all(404), all(404)],
    ),
    ("POST /api/v1/usage-reports/{id}/extend", "{\"until\":\"2026-11-04\"}", by_distributor(422)),
    ("POST /api/v1/usage-reports/{id}/undo", "", by_distributor(409)),
    ("GET /api/v1/usage-reports/{id}/corrections", "", READ),
    ("POST /api/v1/usage-reports/{id}/corrections", PROPOSAL, BY_PARTIES),
    ("POST /api/v1/usage-reports/{id}/corrections/agree", "", BY_PARTIES),
    ("POST /api/v1/usage-reports/{id}/corrections/refuse", "{\"reason\":\"x\"}", BY_PARTIES),
    ("POST /api/v1/usage-reports/{id}/corrections/withdraw", "", BY_PARTIES),
    ("GET /api/v1/corrections", "", READ_BY_PARTIES),
    ("GET /api/v1/late-differences", "", READ_BY_PARTIES),
    ("GET /api/v1/jobs", "", [all(200), readers(200), readers(200), readers(200)]),
    ("GET /api/v1/jobs/{job}", "", [all(404), readers(404), readers(404), readers(404)]),
    ("GET /api/v1/jobs/{job}/items", "", [all(404), readers(404), readers(404), readers(404)]),
    ("POST /api/v1/jobs/{job}/confirm", "", CARRIES_ON),
    ("POST /api/v1/jobs/{job}/cancel", "", CARRIES_ON),
    ("POST /api/v1/jobs/{job}/undo", "", by_distributor(404)),
    ("POST /api/v1/bulk-decisions", BULK, by_distributor(409)),
    ("GET /api/v1/dispatches", "", dispatched(200)),
    ("POST /api/v1/dispatches", DISPATCH, by_distributor(200)),
    ("POST /api/v1/dispatches/{dispatch}/complete", "", BY_VENDOR),
    ("POST /api/v1/dispatches/{dispatch}/return", "{\"reason\":\"x\"}", BY_VENDOR),
    ("GET /api/v1/dispatches/{dispatch}", "", dispatched(404)),
    ("GET /api/v1/dispatches/{dispatch}/reports", "", dispatched(404)),
    ("GET /api/v1/cycles", "", READ_ABOVE_PARTNERS),
    ("GET /api/v1/cycles/{cycle}", "", READ_ABOVE_PARTNERS),
    ("GET /api/v1/cycles/{cycle}/late-reports", "", READ_ABOVE_PARTNERS),
    ("POST /api/v1/cycles/{cycle}/late-reports", "{\"partner\":\"P1\"}", NOT_LATE),
    ("POST /api/v1/cycles/{cycle}/close", "{\"dry_run\":true}", by_distributor(200)),
    ("PATCH /api/v1/settings/regions/{code}", "{\"settings\":{}}", BY_OPERATOR),
    ("PATCH /api/v1/settings/distributors/{code}", "{\"settings\":{}}", BY_OPERATOR),
    (
        "PATCH /api/v1/settings/partners/{code}",
        "{\"settings\":{}}",
        [all(404), all(404), administrators(200), all(404)],
    ),
    ("PUT /api/v1/regions/{code}", "{}", BY_OPERATOR),
    ("PUT /api/v1/vendors/{code}", "{}", BY_OPERATOR),
    ("PUT /api/v1/distributors/{code}", "{}", BY_OPERATOR),
    ("PUT /api/v1/partners/{code}", "{}", BY_OPERATOR),
    ("PUT /api/v1/customers/{code}", "{}", BY_OPERATOR),
    ("PUT /api/v1/subscriptions/{code}", "{}", BY_OPERATOR),
    ("PUT /api/v1/products/{code}", "{}", BY_OPERATOR),
    ("POST /api/v1/vendors/{code}/retire", "", STILL_IN_USE),
    ("POST /api/v1/vendors/{code}/restore", "", BY_OPERATOR),
    ("POST /api/v1/distributors/{code}/retire", "", STILL_IN_USE),
    ("POST /api/v1/distributors/{code}/restore", "", BY_OPERATOR),
    ("POST /api/v1/partners/{code}/retire", "", STILL_IN_USE),
    ("POST /api/v1/partners/{code}/restore", "", BY_OPERATOR),
    ("POST /api/v1/customers/{code}/retire", "", STILL_IN_USE),
    ("POST /api/v1/customers/{code}/restore", "", BY_OPERATOR),
    ("POST /api/v1/products/{code}/retire", "", STILL_IN_USE),
    ("POST /api/v1/products/{code}/restore", "", BY_OPERATOR),
    ("GET /api/v1/regions", "", DIRECTORY),
    ("GET /api/v1/regions/{code}", "", DIRECTORY),
    ("GET /api/v1/vendors", "", [all(200); 4]),
    ("GET /api/v1/vendors/{code}", "", [all(200); 4]),
    ("GET /api/v1/distributors", "", DIRECTORY),
    ("GET /api/v1/distributors/{code}", "", DIRECTORY),
    ("GET /api/v1/partners", "", DIRECTORY),
    ("GET /api/v1/partners/{code}", "", DIRECTORY),
    ("GET /api/v1/customers", "", DIRECTORY),
    ("GET /api/v1/customers/{code}", "", DIRECTORY),
    ("GET /api/v1/subscriptions", "", DIRECTORY),
    ("GET /api/v1/subscriptions/{code}", "", DIRECTORY),
    ("GET /api/v1/products", "", [all(200); 4]),
    ("GET /api/v1/products/{code}", "", [all(200); 4]),
    ("GET /api/v1/settings/regions/{code}", "", [all(200), all(404), all(404), all(404)]),
    ("GET /api/v1/settings/distributors/{code}", "", READ_ABOVE_PARTNERS),
    ("GET /api/v1/settings/partners/{code}", "", READ_BY_PARTIES),
    ("GET /api/v1/people", "", [all(200); 4]),
    ("GET /api/v1/people/{person}", "", [all(200); 4]),
    ("GET /api/v1/audit", "", [administrators(200); 4]),
    ("GET /api/v1/webhooks", "", [administrators(200); 4]),
    ("POST /api/v1/webhooks", WEBHOOK, [administrators(422); 4]),
    // There is none; api/webhooks.rs has some.
    ("GET /api/v1/webhooks/{webhook}", "", [administrators(404); 4]),
    ("PATCH /api/v1/webhooks/{webhook}", "{}", [administrators(404); 4]),
    ("DELETE /api/v1/webhooks/{webhook}", "", [administrators(404); 4]),
    ("POST /api/v1/webhooks/{webhook}/secret", "", [administrators(404); 4]),
    ("POST /api/v1/webhooks/{webhook}/test", "", [administrators(404); 4]),
    ("GET /api/v1/webhooks/{webhook}/messages", "", [administrators(404); 4]),
    ("POST /api/v1/webhooks/{webhook}/replay", REPLAY, [administrators(404); 4]),
    // Neither a checkpoint nor a key is there yet; api/witnesses.rs has some.
    ("GET /api/v1/log/checkpoint", "", [all(404); 4]),
    ("GET /api/v1/log/keys", "", [all(404); 4]),
    ("GET /api/v1/log/tile/{*path}", "", [all(404); 4]),
    ("POST /api/v1/log/cosignatures", "{}", [all(422); 4]),
];

/// It names no event.
const REPLAY: &str = "{\"message\":\"0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55\"}";
const WEBHOOK: &str = "{\"name\":\"x\",\"address\":\"https://x.example/\",\"events\":[]}";

/// Administrators only.
const fn administrators(status: u16) -> Roles {
    [status, 403, 403, 403, 403, 403, 403]
}

const ANY_VERSION: [(&str, &str); 1] = [("if-match", "*")];

fn row(route: &ListedRoute) -> &'static Row {
    let found = EXPECTED.iter().find(|(name, ..)| *name == route.name());
    found.unwrap_or_else(|| panic!("say in api/matrix.rs who gets what: {}", route.name()))
}

/// The things that a caller names in an address: a known one, and one of others.
struct Named {
    reports: [String; 2],
    people: [i64; 2],
}

impl Named {
    /// The placeholder of a route with its values; `None` for a list.
    fn of(&self, route: &ListedRoute) -> Option<[String; 2]> {
        let at = route.path.find('{')?;
        let end = route.path.find('}')? + 1;
        let pair = |[known, others]: [&str; 2]| [known.to_owned(), others.to_owned()];
        let values = match &route.path[at..end] {
            "{id}" => self.reports.clone(),
            "{person}" => self.people.map(|id| id.to_string()),
            // There is none; api/dispatches.rs and api/jobs.rs read theirs.
            "{dispatch}" | "{job}" | "{webhook}" => pair([MISSING, MISSING]),
            "{type}" if route.method == "DELETE" => pair([MISSING, MISSING]),
            "{type}" => pair([TYPE, "com.example.other"]),
            "{*path}" => pair(["0/000", "0/001"]),
            "{cycle}" => pair(["2026-10", "2026-01"]),
            "{code}" => pair(match route.path.trim_start_matches("/api/v1/") {
                path if path.contains("regions/") => ["EU", "NOR"],
                path if path.contains("distributors/") => ["D1", "D2"],
                path if path.contains("partners/") => ["P1", "P3"],
                path if path.starts_with("vendors/") => ["ACME", "P1"],
                path if path.starts_with("customers/") => ["C1", "C4"],
                path if path.starts_with("subscriptions/") => ["S1", "S4"],
                path if path.starts_with("products/") => ["EP", "NO"],
                path => panic!("say in api/matrix.rs what {path} names"),
            }),
            other => panic!("say in api/matrix.rs what {other} names"),
        };
        Some(values)
    }

    /// A request for the known thing.
    async fn send(&self, client: &Client, route: &ListedRoute, body: &str) -> Answer {
        let known = self.of(route).map_or_else(String::new, |[known, _]| known);
        send(client, route, &known, body).await
    }
}

/// A type of events with a mapping.
const TYPE: &str = "com.example.seats";
const MISSING: &str = "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55";

async fn send(client: &Client, route: &ListedRoute, name: &str, body: &str) -> Answer {
    let mut path = route.path.to_owned();
    if let (Some(at), Some(end)) = (path.find('{'), path.find('}')) {
        path.replace_range(at..=end, name);
    }
    // The operator has to name a distributor.
    if path.starts_with("/api/v1/cycles") && route.method == "GET" {
        path.push_str("?distributor=D1");
    }
    client.send(route.method, &path, body, &ANY_VERSION).await
}

/// The report of P1, and that of a partner of another distributor.
async fn reports(programs: &Programs) -> [String; 2] {
    let all = programs.client("op@x.example").await;
    let page = all.get("/api/v1/usage-reports?cycle=2026-10").await.expect(200);
    ["P1", "P3"].map(|code| {
        let mut items = page.body["items"].as_array().unwrap().iter();
        let item = items.find(|it| it["partner"] == code).unwrap();
        item["id"].as_str().unwrap().to_owned()
    })
}

#[test]
fn every_route_has_an_expectation_and_every_expectation_a_route() {
    let routes: BTreeSet<String> = listing().iter().map(ListedRoute::name).collect();
    let expected: BTreeSet<String> = EXPECTED.iter().map(|it| it.0.to_owned()).collect();
    assert_eq!(routes, expected);
}

#[tokio::test]
async fn every_role_gets_from_every_route_what_is_expected() {
    for programs in on_both().await {
        let reports = reports(&programs).await;
        map(&programs, TYPE, "subject", "/seats", None).await;
        let stranger = programs.person("d2@x.example").await.id;
        let mut wrong = Vec::new();
        for (kind, company) in STAFFED.into_iter().enumerate() {
            for (at, role) in Role::ALL.into_iter().enumerate() {
                let email = address(company, role.name());
                let client = programs.alone(&email).await;
                let people = [programs.person(&email).await.id, stranger];
                let named = Named { reports: reports.clone(), people };
                for route in listing() {
                    let (name, body, kinds) = row(&route);
                    let (status, got) = (kinds[kind][at], named.send(&client, &route, body).await);
                    let who = format!("{name} as {} of {company}", role.name());
                    if got.status != status {
                        wrong.push(format!("{who}: {}, not {status}: {}", got.status, got.text));
                    }
                    let Some([_, others]) = named.of(&route) else { continue };
                    // What belongs to others cannot be told from what does not exist.
                    let missing = send(&client, &route, MISSING, body).await;
                    let expected = if status == 403 { 403 } else { 404 };
                    let hidden = if kind == 0 { "garbage" } else { others.as_str() };
                    for id in [hidden, "x", "%00", "..%2Fx"] {
                        // No row can have this code, so that none can be added with it.
                        if route.method == "PUT" && id == "%00" {
                            continue;
                        }
                        let got = send(&client, &route, id, body).await;
                        // An order that is not in order is refused before anything is looked up.
                        let is_order =
                            [412, 422].contains(&got.status) && got.status == missing.status;
                        let same = without_id(&got) == without_id(&missing);
                        if !(same && (got.status == expected || is_order)) {
                            wrong.push(format!("{who}, {id}: {} {}", got.status, got.text));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// A problem without the id of its request.
fn without_id(answer: &Answer) -> String {
    answer.text.replace(answer.body["request_id"].as_str().unwrap_or("none"), "")
}

#[tokio::test]
async fn no_token_an_old_one_or_a_weaker_one_opens_nothing() {
    for programs in on_both().await {
        let reports = reports(&programs).await;
        let named = Named { reports, people: [0, 0] };
        let mut made = BTreeMap::new();
        let routes = listing().into_iter().filter(|it| it.scope.is_some());
        for (hour, route) in (1..).zip(routes) {
            // An hour later, no refused token is counted any more.
            let now = Instant::parse(MACHINE).unwrap().plus_micros(hour * 3_600_000_000);
            let api = programs.at(&now.to_string());
            let (name, body, kinds) = row(&route);
            let needed = route.scope.unwrap();
            // An Administrator of a company that can do it.
            let kind = kinds.iter().rposition(|roles| *roles != all(404)).unwrap_or(0);
            let email = address(STAFFED[kind], "Administrator");
            let place = (email.clone(), needed);
            if !made.contains_key(&place) {
                made.insert(place.clone(), RefusedTokens::make(&programs, &email, needed).await);
            }
            let tokens = &made[&place];
            let client = Client::new(&api, "");
            let answer =
                async |token: &str| named.send(&client.with_token(token), &route, body).await;
            let stranger = answer("").await.expect_problem(401, "token_missing");
            assert!(stranger.header("www-authenticate").starts_with("Bearer"), "{name}");
            answer(&tokens.unknown).await.expect_problem(401, "token_unknown");
            answer(&tokens.expired).await.expect_problem(401, "token_expired");
            answer(&tokens.elsewhere).await.expect_problem(401, "token_refused_here");
            let weaker = answer(&tokens.weaker).await.expect_problem(403, "insufficient_scope");
            assert!(weaker.header("www-authenticate").contains(needed.token()), "{name}");
        }
    }
}

/// Tokens of a person that open no route which needs a scope.
struct RefusedTokens {
    unknown: String,
    expired: String,
    elsewhere: String,
    /// It has every scope but the one that is needed.
    weaker: String,
}

impl RefusedTokens {
    async fn make(programs: &Programs, email: &str, needed: Scope) -> Self {
        let token = programs.token(email, &SCOPES).await;
        let person = programs.person(email).await;
        // It ended thirty days later, which is now.
        let at = "2026-10-23T12:00:00Z";
        let networks = "192.0.2.0/24".to_owned();
        let elsewhere = TokenRequest { networks, ..request(&SCOPES) };
        let weaker: Vec<Scope> = SCOPES.into_iter().filter(|it| *it != needed).collect();
        Self {
            unknown: format!("{}{}", &token[..20], token[20..].to_lowercase()),
            expired: programs.token_made(at, &person, &request(&SCOPES), None).await,
            elsewhere: programs.token_as(email, &elsewhere, None).await,
            weaker: programs.token(email, &weaker).await,
        }
    }
}

#[tokio::test]
async fn a_session_of_the_console_means_nothing_and_no_other_origin_may_read() {
    let programs = Programs::of(crate::console::fixture::ConsoleFixture::new().await);
    let session = programs.fixture.session_of("d1@x.example").await;
    let cookie = format!("session={session}");
    let headers = [("cookie", cookie.as_str()), ("origin", "https://other.example")];
    let stranger = Client::new(&programs.api, "");
    let answer = stranger.send("GET", "/api/v1/usage-reports", "", &headers).await;
    answer.expect_problem(401, "token_missing");
    let client = programs.client("d1@x.example").await;
    let answer = client.send("GET", "/api/v1/usage-reports", "", &headers).await.expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), "");
    client.send("OPTIONS", "/api/v1/usage-reports", "", &headers).await.expect(405);
    client.send("DELETE", "/api/v1/usage-reports", "", &[]).await.expect(405);
    client.get("/api/v1/nothing").await.expect_problem(404, "not_found");
    client.get("/api/v2").await.expect_problem(404, "not_found");
}
