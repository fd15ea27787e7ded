//! Every route as every role of every kind of company, and as a stranger.
//!
//! The routes come from the program's own table. What each person gets comes from [`expected`],
//! which is independent of it. A route without an expectation fails the test.

mod addresses;
mod expected;
mod pages;
mod probe;

use crate::console::fixture::{ConsoleFixture, STAFFED, address};
use addresses::Addresses;
use countersign_console::listing;
use countersign_domain::actor::Role;
use countersign_web::routes::ListedRoute;
use expected::{EXPECTED, Expected, SIGN_IN};
use probe::{FormOrigin, Probe, ProbeAnswer};
use std::collections::BTreeSet;

/// The statuses for people without access.
const REFUSED: [u16; 2] = [403, 404];

fn expectation(route: &ListedRoute) -> Option<&'static Expected> {
    EXPECTED.iter().find(|it| it.route == route.name())
}

/// All readers, each with the status that a route gives them.
fn readers(expected: &Expected) -> Vec<(usize, Role, u16)> {
    let kinds = [expected.operator, expected.vendor, expected.distributor, expected.partner];
    let roles = |(kind, statuses): (usize, [u16; 7])| {
        Role::ALL.into_iter().zip(statuses).map(move |(role, status)| (kind, role, status))
    };
    kinds.into_iter().enumerate().flat_map(roles).collect()
}

#[test]
fn every_route_has_an_expectation_and_every_expectation_a_route() {
    let routes: BTreeSet<String> = listing().iter().map(ListedRoute::name).collect();
    let expected: BTreeSet<String> = EXPECTED.iter().map(|it| it.route.to_owned()).collect();
    assert_eq!(expected.len(), EXPECTED.len(), "a route stands twice in the expectations");
    let unexpected: Vec<_> = routes.difference(&expected).collect();
    let gone: Vec<_> = expected.difference(&routes).collect();
    assert!(unexpected.is_empty(), "say in matrix/expected.rs who gets what: {unexpected:#?}");
    assert!(gone.is_empty(), "no such route any more: {gone:#?}");
}

#[tokio::test]
async fn every_role_gets_from_every_route_what_is_expected() {
    let fixture = ConsoleFixture::new().await;
    let addresses = Addresses::of(&fixture).await;
    let mut wrong = Vec::new();
    for route in listing() {
        let Some(expected) = expectation(&route) else { continue };
        for (kind, role, status) in readers(expected) {
            let person = address(STAFFED[kind], role.name());
            let probe = Probe::of(&fixture, &person).await;
            let path = addresses.own(route.path, kind);
            let got = probe.send(&route, &path, FormOrigin::Ours).await;
            if !expected::is(got.told(), status) {
                let (name, company) = (route.name(), STAFFED[kind]);
                let role = role.name();
                wrong.push(format!("{name} as {role} of {company}: {}, not {status}", got.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn a_stranger_gets_from_every_route_what_is_expected() {
    let fixture = ConsoleFixture::new().await;
    let addresses = Addresses::of(&fixture).await;
    let mut wrong = Vec::new();
    for route in listing() {
        let Some(expected) = expectation(&route) else { continue };
        let probe = Probe::stranger(&fixture);
        let got = probe.send(&route, &addresses.own(route.path, 0), FormOrigin::Ours).await;
        let status = got.told();
        if !expected::is(status, expected.stranger) {
            let name = route.name();
            wrong.push(format!("{name}: {status} {}, not {}", got.location, expected.stranger));
        }
        if got.body.contains("Nordlicht") || got.body.contains("Fjordnett") {
            wrong.push(format!("{} tells a stranger a company's name", route.name()));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn what_belongs_to_others_cannot_be_told_from_what_does_not_exist() {
    let fixture = ConsoleFixture::new().await;
    let addresses = Addresses::of(&fixture).await;
    let mut wrong = Vec::new();
    for route in listing().iter().filter(|route| route.path.contains('{')) {
        let Some(expected) = expectation(route) else { continue };
        for (kind, role, status) in readers(expected) {
            let probe = Probe::of(&fixture, &address(STAFFED[kind], role.name())).await;
            let Some(missing) = addresses.missing(route.path) else { continue };
            let nothing = probe.send(route, &missing, FormOrigin::Ours).await;
            let refused = if status == 403 && nothing.status == 403 { 403 } else { 404 };
            let mut differ = |what: &str, path: &str, got: &ProbeAnswer| {
                let same = got.without(path) == nothing.without(&missing);
                if got.status != refused || !same {
                    let (name, company, role) = (route.name(), STAFFED[kind], role.name());
                    let status = got.status;
                    let same = if same { "the same" } else { "another page" };
                    wrong.push(format!("{name} {what} as {role} of {company}: {status}, {same}"));
                }
            };
            differ("which does not exist", &missing, &nothing);
            for garbage in addresses.garbage(route.path) {
                differ("garbage", &garbage, &probe.send(route, &garbage, FormOrigin::Ours).await);
            }
            if let Some(foreign) = addresses.foreign(route.path, kind) {
                differ("of others", &foreign, &probe.send(route, &foreign, FormOrigin::Ours).await);
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn a_form_that_is_not_ours_is_refused_everywhere() {
    let fixture = ConsoleFixture::new().await;
    let addresses = Addresses::of(&fixture).await;
    let mut wrong = Vec::new();
    for route in listing().iter().filter(|route| route.method == "POST") {
        let Some(expected) = expectation(route) else { continue };
        for (kind, role, status) in readers(expected) {
            if REFUSED.contains(&status) {
                continue;
            }
            let probe = Probe::of(&fixture, &address(STAFFED[kind], role.name())).await;
            let path = addresses.own(route.path, kind);
            for sent in FormOrigin::NOT_OURS {
                let got = probe.send(route, &path, sent).await;
                if got.status != 403 {
                    let (name, company, role) = (route.name(), STAFFED[kind], role.name());
                    let status = got.status;
                    wrong.push(format!("{name} {sent:?} as {role} of {company}: {status}"));
                }
            }
        }
        if expected.stranger != SIGN_IN {
            let path = addresses.own(route.path, 0);
            let got =
                Probe::stranger(&fixture).send(route, &path, FormOrigin::FromAnotherSite).await;
            if got.status != 403 {
                wrong.push(format!("{} from another site: {}", route.name(), got.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
