//! Values for the named parts of an address: one's own, another company's, unknown ones, and
//! garbage.

use crate::console::fixture::{ConsoleFixture, STAFFED, address};
use countersign_app::actions::audit;
use countersign_app::actions::change_channels::{self, ChannelInput};
use countersign_app::actions::manage_service_accounts;
use countersign_app::actions::manage_sources::{self, ReadingsSender, SourceSettings};
use countersign_app::actions::manage_webhooks::{self, WebhookInput, WebhookOwner};
use countersign_app::jobs::Begin;
use countersign_app::jobs::decisions::{self, JobDecision};
use countersign_app::random::SystemRandom;
use countersign_domain::actor::{Channel, Person, Role};
use countersign_domain::audit::Event;
use countersign_domain::code::dispatch_uuid;
use countersign_domain::cycle::Cycle;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_domain::source::SourceMode;
use countersign_store::audit::AuditEntry;
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::{companies, people};
use uuid::Uuid;

/// An id that does not exist.
const NOBODYS: &str = "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55";

/// The values that a person may put into the address of an item.
#[derive(Clone, Debug)]
struct Things {
    /// The start of the address, with the named part.
    route: &'static str,
    /// Values of one's own, by kind of company as in [`crate::console::fixture::STAFFED`].
    own: [String; 4],
    /// Values of another company of the kind, or `None` if all values are one's own.
    others: [Option<String>; 4],
    /// A well-formed unknown value, or `None` if the route is the same for all people.
    missing: Option<String>,
}

/// The values for the named parts.
pub(super) struct Addresses {
    families: Vec<Things>,
}

impl Addresses {
    pub(super) async fn of(fixture: &ConsoleFixture) -> Self {
        let (of_first, of_second) = (
            first_after(fixture, "d1@x.example", "/usage-reports", "open=").await,
            first_after(fixture, "d2@x.example", "/usage-reports", "open=").await,
        );
        let others = Some(of_second);
        let report = Things {
            route: "/usage-reports/{id}",
            own: std::array::from_fn(|_| of_first.clone()),
            others: [None, others.clone(), others.clone(), others],
            missing: Some(NOBODYS.to_owned()),
        };
        let mut jobs = Vec::new();
        for company in STAFFED {
            jobs.push(job(fixture, &address(company, "Administrator")).await);
        }
        let others = Some(job(fixture, "d2@x.example").await);
        let job = Things {
            route: "/jobs/{id}",
            own: std::array::from_fn(|kind| jobs[kind].clone()),
            others: std::array::from_fn(|_| others.clone()),
            missing: Some(NOBODYS.to_owned()),
        };
        let (own, others) = dispatches(fixture).await;
        let dispatch = Things {
            route: "/dispatches/{id}",
            own: std::array::from_fn(|_| own.clone()),
            // D2's to another vendor.
            others: [None, Some(others.clone()), Some(others.clone()), Some(others)],
            missing: Some(NOBODYS.to_owned()),
        };
        let partner = numbered("/partners/{id}", "5", ["7", "6"]);
        let settings = [
            numbered("/settings/partners/{id}", "5", ["7", "6"]),
            numbered("/settings/distributors/{id}", "3", ["4", "4"]),
            numbered("/settings/regions/{id}", "1", ["2", "2"]),
        ];
        let operators = [
            operators("/regions/{id}", "1"),
            operators("/vendors/{id}", "2"),
            operators("/distributors/{id}", "3"),
            operators("/products/{id}", "1"),
            operators("/imports/templates/{file}", "regions.csv"),
            operators("/subscriptions/{id}", "1"),
            operators("/message-templates/{kind}", "ready"),
            operators("/sources/{id}", &source(fixture).await),
            operators("/ways/{id}", &channel(fixture).await),
        ];
        let customer = numbered("/customers/{id}", "1", ["4", "3"]);
        let months = |month: &str| [month.to_owned(), "2031-01".to_owned()];
        let running = everybodys("/usage-reports/so-far/{cycle}", months("2026-11"));
        let cycle = everybodys("/cycles/{cycle}", months("2026-10"));
        let person = colleague(fixture).await;
        let accounts = accounts(fixture).await;
        let mut families =
            vec![accounts, person, dispatch, report, running, cycle, job, partner, customer];
        families.push(webhooks(fixture).await);
        families.extend(open_to_strangers(fixture).await);
        families.extend(settings);
        families.extend(operators);
        Self { families }
    }

    fn family(&self, path: &str) -> Option<&Things> {
        self.families.iter().find(|it| path.starts_with(it.route))
    }

    /// An address of one's own.
    pub(super) fn own(&self, path: &str, kind: usize) -> String {
        match self.family(path) {
            Some(family) => put(path, &family.own[kind]),
            None => {
                assert!(!path.contains('{'), "say in matrix/addresses.rs what {path} may name");
                path.to_owned()
            }
        }
    }

    /// An address of another company.
    pub(super) fn foreign(&self, path: &str, kind: usize) -> Option<String> {
        self.family(path)?.others[kind].as_ref().map(|it| put(path, it))
    }

    /// An address that does not exist.
    pub(super) fn missing(&self, path: &str) -> Option<String> {
        self.family(path)?.missing.as_ref().map(|it| put(path, it))
    }

    /// Malformed addresses.
    pub(super) fn garbage(&self, path: &str) -> Vec<String> {
        const GARBAGE: [&str; 6] =
            ["x", "0", "-1", "%00", "..%2F..%2Fetc%2Fpasswd", "'%20OR%201=1%20--"];
        let missing = self.family(path).and_then(|it| it.missing.as_ref());
        missing.map_or_else(Vec::new, |_| GARBAGE.map(|it| put(path, it)).to_vec())
    }
}

/// What people open without signing in.
async fn open_to_strangers(fixture: &ConsoleFixture) -> [Things; 6] {
    let tokens = ["x", "y"].map(|it| it.repeat(43));
    let style = first_after(fixture, "d1@x.example", "/", "/assets/").await;
    [
        // Nobody has been invited or got a message to decline, and the operator has people. What
        // such links do is tested with them.
        everybodys("/link/{token}", tokens.clone()),
        everybodys("/set-up/{token}", tokens),
        everybodys("/unsubscribe/{token}", [NOBODYS; 2].map(str::to_owned)),
        everybodys("/help/{document}", ["rules", "nothing"].map(str::to_owned)),
        everybodys("/assets/{file}", [style, "nothing.css".to_owned()]),
        everybodys("/log/tile/{*path}", ["0/000", "0/001"].map(str::to_owned)),
    ]
}

/// An item that everyone may open, such as one that opens to anyone who has its address.
fn everybodys(route: &'static str, [own, missing]: [String; 2]) -> Things {
    let (own, others) = (std::array::from_fn(|_| own.clone()), [const { None }; 4]);
    Things { route, own, others, missing: Some(missing) }
}

/// An item known by a number: one of P1 under D1, and those that D1 and P1 may not see.
fn numbered(route: &'static str, own: &str, [not_d1s, not_p1s]: [&str; 2]) -> Things {
    let others = [None, Some(not_d1s), Some(not_d1s), Some(not_p1s)];
    Things {
        route,
        own: std::array::from_fn(|_| own.to_owned()),
        others: others.map(|it| it.map(str::to_owned)),
        missing: Some("99".to_owned()),
    }
}

/// An item that only the operator knows by its number.
fn operators(route: &'static str, own: &str) -> Things {
    Things {
        route,
        own: std::array::from_fn(|_| own.to_owned()),
        others: [const { None }; 4],
        missing: Some("99".to_owned()),
    }
}

/// Puts a value into the first named part of an address. Further parts get the value of a product.
fn put(path: &str, name: &str) -> String {
    let (before, rest) = path.split_once('{').unwrap();
    let (_, after) = rest.split_once('}').unwrap();
    let after = after.replace("{product}", "EP").replace("{subscription}", "S1");
    let after = after.replace("{metric}", "unopened");
    format!("{before}{name}{}", after.replace("{version}", "1"))
}

/// The text after `start` in the first link of a page that has it.
async fn first_after(fixture: &ConsoleFixture, person: &str, page: &str, start: &str) -> String {
    let browser = fixture.sign_in(person).await;
    let page = browser.get(page).await.expect(&[start]);
    let is_name = |c: &char| c.is_ascii_alphanumeric() || "-.".contains(*c);
    let names = page.body.split(start).skip(1).map(|rest| rest.chars().take_while(is_name));
    let mut names = names.map(Iterator::collect::<String>);
    names.find(|name| name.contains(['-', '.'])).unwrap()
}

/// A person of each company whom its Administrator may manage, and a person of another company.
async fn colleague(fixture: &ConsoleFixture) -> Things {
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let mut numbers = Vec::new();
    for name in ["helpdesk", "v", "d1licence", "p1", "d2"] {
        let acting = people::acting(&mut tx, &format!("{name}@x.example")).await.unwrap();
        numbers.push(acting[0].person_id.to_string());
    }
    tx.rollback().await.unwrap();
    let others = numbers.pop();
    Things {
        route: "/people/{person}",
        own: std::array::from_fn(|kind| numbers[kind].clone()),
        others: std::array::from_fn(|_| others.clone()),
        missing: Some("99999".to_owned()),
    }
}

/// A service account of each company, and one of another company.
async fn accounts(fixture: &ConsoleFixture) -> Things {
    let now = fixture.app.state.clock.machine_time();
    let mut ids = Vec::new();
    for email in STAFFED
        .map(|company| address(company, "Administrator"))
        .into_iter()
        .chain(["d2@x.example".to_owned()])
    {
        let person = acting_as(fixture, &email).await;
        let add = async |tx: &mut _| {
            let entry = AuditEntry {
                person_id: Some(person.id),
                address: Some("127.0.0.1".to_owned()),
                ..audit::entry(Event::ServiceAccountMade, now)
            };
            let (company_id, role) = (person.company_id, Role::SupportManager);
            manage_service_accounts::add(tx, &person, company_id, "ERP", role, entry, &SystemRandom)
                .await
        };
        ids.push(fixture.app.state.store.write(add).await.unwrap().unwrap().id.to_string());
    }
    let others = ids.pop();
    Things {
        route: "/people/service-accounts/{account}",
        own: std::array::from_fn(|kind| ids[kind].clone()),
        others: std::array::from_fn(|_| others.clone()),
        missing: Some(NOBODYS.to_owned()),
    }
}

/// A webhook of each company, and one of another company.
async fn webhooks(fixture: &ConsoleFixture) -> Things {
    let now = fixture.app.state.clock.machine_time();
    let mut ids = Vec::new();
    for email in STAFFED
        .map(|company| address(company, "Administrator"))
        .into_iter()
        .chain(["d2@x.example".to_owned()])
    {
        let person = acting_as(fixture, &email).await;
        let owner = WebhookOwner { company_id: person.company_id, kind: person.company_kind };
        let input = WebhookInput {
            name: "PSA".to_owned(),
            address: "https://psa.example/in".to_owned(),
            events: vec!["correction.completed".to_owned()],
            is_on: true,
        };
        let destinations = &fixture.app.outbound.destinations;
        let entry = audit::entry(Event::WebhookChanged, now);
        let add = async |tx: &mut _| {
            let random = &SystemRandom;
            manage_webhooks::add(tx, owner, &input, destinations, random, &entry).await
        };
        let made = fixture.app.state.store.write(add).await.unwrap().unwrap();
        ids.push(made.webhook.id.to_string());
    }
    let others = ids.pop();
    Things {
        route: "/webhooks/{id}",
        own: std::array::from_fn(|kind| ids[kind].clone()),
        others: std::array::from_fn(|_| others.clone()),
        missing: Some(NOBODYS.to_owned()),
    }
}

/// A dispatch of D1 to ACME, and one of D2 to another vendor. They are empty.
async fn dispatches(fixture: &ConsoleFixture) -> (String, String) {
    let put = async |tx: &mut _| {
        let all = companies::not_partners(tx).await?;
        let id = |code: &str| all.iter().find(|it| it.code == code).map_or(99, |it| it.id);
        let mut ids = Vec::new();
        for (distributor, vendor) in [("D1", "ACME"), ("D2", "nobody")] {
            let cycle = Cycle::parse("2026-10").unwrap();
            let dispatch = Dispatch {
                distributor_id: id(distributor),
                distributor: distributor.to_owned(),
                number: 1,
                id: dispatch_uuid(distributor, 1),
                vendor_id: id(vendor),
                created_at: fixture.app.state.clock.machine_time(),
                person_id: 1,
                purchase_order: None,
                note: None,
                report_count: 0,
                first_cycle: cycle,
                last_cycle: cycle,
                hash: [0; 32],
            };
            dispatches::insert(tx, &dispatch).await?;
            ids.push(dispatch.id.to_string());
        }
        Ok((ids.remove(0), ids.remove(0)))
    };
    fixture.app.state.store.write(put).await.unwrap()
}

/// A channel of D1.
async fn channel(fixture: &ConsoleFixture) -> String {
    let filled = ChannelInput {
        name: "Mail".to_owned(),
        address: "in@vendor.example".to_owned(),
        format: "csv".to_owned(),
        ..ChannelInput::default()
    };
    let now = fixture.app.state.clock.machine_time();
    let add = async |tx: &mut _| {
        change_channels::add(
            tx,
            3,
            ChannelKind::Email,
            &filled,
            &fixture.app.outbound.destinations,
            now,
            &SystemRandom,
        )
        .await
    };
    fixture.app.state.store.write(add).await.unwrap().unwrap().id.to_string()
}

/// A job of this person's company, waiting to be confirmed.
async fn job(fixture: &ConsoleFixture, email: &str) -> String {
    let now = fixture.app.state.clock.machine_time();
    let person = acting_as(fixture, email).await;
    let put = async |tx: &mut _| {
        let decision = JobDecision::Approve { note: None };
        decisions::prepare(tx, &person, &decision, &[], Begin::Previewed, now).await
    };
    fixture.app.state.store.write(put).await.unwrap().to_string()
}

/// The person with this address, in the console.
async fn acting_as(fixture: &ConsoleFixture, email: &str) -> Person {
    let acting = async |tx: &mut _| people::acting(tx, email).await;
    let acting = fixture.app.state.store.reading(acting).await.unwrap().remove(0);
    Person {
        id: acting.person_id,
        company_id: acting.company_id,
        company_kind: acting.company_kind,
        role: acting.role,
        channel: Channel::Console,
        machine_user: None,
        account: None,
    }
}

/// A source of readings.
async fn source(fixture: &ConsoleFixture) -> String {
    let now = fixture.app.state.clock.machine_time();
    let sender = ReadingsSender { id: Uuid::nil(), company_id: 1, name: "Metering".to_owned() };
    let settings = SourceSettings {
        name: "Metering".to_owned(),
        mode: SourceMode::Test,
        silent_after_hours: Some(26),
    };
    let entry = audit::entry(Event::SourceAdded, now);
    let add = async |tx: &mut _| manage_sources::add(tx, &sender, &settings, &entry, now).await;
    fixture.app.state.store.write(add).await.unwrap().unwrap().id.to_string()
}
