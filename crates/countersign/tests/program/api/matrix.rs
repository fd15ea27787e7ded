//! Every route of the API as every role of every kind of company, as a stranger, with an expired
//! token, and with one that has every scope but the one that is needed.
//!
//! The routes come from the program's own table. What each caller gets comes from [`EXPECTED`],
//! which is taken from docs/rules.md section 5. A route without an expectation fails the test.

use super::client::{Answer, Client};
use super::fixture::{Programs, SCOPES, on_both, request};
use crate::console::fixture::{STAFFED, address};
use countersign_api::listing;
use countersign_app::actions::manage_tokens::TokenRequest;
use countersign_domain::actor::Role;
use countersign_domain::api_scope::Scope;
use countersign_web::routes::ListedRoute;
use std::collections::BTreeSet;

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
    ("GET /api/v1/usage-reports/{id}", "", READ),
    ("GET /api/v1/usage-reports/{id}/document", "", READ),
    ("PATCH /api/v1/usage-reports/{id}", "{}", by_partner(422)),
    // A line is above the threshold and has no comment.
    ("POST /api/v1/usage-reports/{id}/submit", "{}", by_partner(422)),
    ("POST /api/v1/usage-reports/{id}/approve", "{}", by_distributor(409)),
    ("POST /api/v1/usage-reports/{id}/reject", "{\"reasons\":\"x\"}", by_distributor(409)),
    ("POST /api/v1/usage-reports/{id}/reopen", "{\"reason\":\"x\"}", by_distributor(409)),
    // No token of these has the scope that the operator gives.
    ("POST /api/v1/readings", "", [all(403); 4]),
    ("POST /api/v1/usage-reports/{id}/extend", "{\"until\":\"2026-11-04\"}", by_distributor(422)),
];

const ANY_VERSION: [(&str, &str); 1] = [("if-match", "*")];

fn row(route: &ListedRoute) -> &'static Row {
    let found = EXPECTED.iter().find(|(name, ..)| *name == route.name());
    found.unwrap_or_else(|| panic!("say in api/matrix.rs who gets what: {}", route.name()))
}

async fn send(client: &Client, route: &ListedRoute, id: &str, body: &str) -> Answer {
    client.send(route.method, &route.path.replace("{id}", id), body, &ANY_VERSION).await
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
        let [own, others] = reports(&programs).await;
        let mut wrong = Vec::new();
        for (kind, company) in STAFFED.into_iter().enumerate() {
            for (at, role) in Role::ALL.into_iter().enumerate() {
                let client = programs.client(&address(company, role.name())).await;
                for route in listing() {
                    let (name, body, kinds) = row(&route);
                    let (status, got) = (kinds[kind][at], send(&client, &route, &own, body).await);
                    let who = format!("{name} as {} of {company}", role.name());
                    if got.status != status {
                        wrong.push(format!("{who}: {}, not {status}: {}", got.status, got.text));
                    }
                    if !route.path.contains("{id}") {
                        continue;
                    }
                    // What belongs to others cannot be told from what does not exist.
                    let missing = "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55";
                    let missing = send(&client, &route, missing, body).await;
                    let expected = if status == 403 { 403 } else { 404 };
                    let hidden = if kind == 0 { "garbage" } else { others.as_str() };
                    for id in [hidden, "x", "%00", "..%2Fx"] {
                        let got = send(&client, &route, id, body).await;
                        // An order that is not in order is refused before anything is looked up.
                        let is_order = [422].contains(&got.status) && got.status == missing.status;
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
        let [own, _] = reports(&programs).await;
        for route in listing().into_iter().filter(|it| it.scope.is_some()) {
            let (name, body, kinds) = row(&route);
            let needed = route.scope.unwrap();
            // An Administrator of a company that can do it.
            let kind = kinds.iter().rposition(|roles| roles[0] != 404).unwrap();
            let email = address(STAFFED[kind], "Administrator");
            let stranger = send(&Client::new(&programs.api, ""), &route, &own, body).await;
            let stranger = stranger.expect_problem(401, "token_missing");
            assert!(stranger.header("www-authenticate").starts_with("Bearer"), "{name}");

            let token = programs.token(&email, &SCOPES).await;
            let unknown = format!("{}{}", &token[..20], token[20..].to_lowercase());
            let unknown = Client::new(&programs.api, &unknown);
            send(&unknown, &route, &own, body).await.expect_problem(401, "token_unknown");
            let person = programs.person(&email).await;
            // It ended thirty days later, which is now.
            let at = "2026-10-23T12:00:00Z";
            let expired = programs.token_made(at, &person, &request(&SCOPES), None).await;
            let expired = send(&Client::new(&programs.api, &expired), &route, &own, body).await;
            expired.expect_problem(401, "token_expired");

            let weaker: Vec<Scope> = SCOPES.into_iter().filter(|it| *it != needed).collect();
            let weaker = Client::new(&programs.api, &programs.token(&email, &weaker).await);
            let weaker = send(&weaker, &route, &own, body).await;
            let weaker = weaker.expect_problem(403, "insufficient_scope");
            assert!(weaker.header("www-authenticate").contains(needed.token()), "{name}");

            let elsewhere =
                TokenRequest { networks: "192.0.2.0/24".to_owned(), ..request(&SCOPES) };
            let elsewhere = programs.token_as(&email, &elsewhere, None).await;
            let elsewhere = Client::new(&programs.api, &elsewhere);
            let elsewhere = send(&elsewhere, &route, &own, body).await;
            elsewhere.expect_problem(401, "token_refused_here");
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
