//! Companies, customers and products are retired and restored: what still counts never is, and what
//! is retired takes nothing new.

mod still_needed;

use crate::console::browser::Browser;
use crate::console::fixture::ConsoleFixture;
use countersign_app::actions::directory_kind::DirectoryKind::{
    self, Customer, Distributor, Partner, Product, Subscription, Vendor,
};
use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::actions::retire::{self, Retirement, RetirementRefusal};
use countersign_app::progress::WorkProgress;
use countersign_domain::actor::{Channel, CompanyKind, Person, Role};
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::{self, AuditCursor};
use uuid::Uuid;

/// Retires or restores something as the operator's Administrator.
async fn put(
    fixture: &ConsoleFixture,
    kind: DirectoryKind,
    id: i64,
    retires: bool,
) -> Result<(), RetirementRefusal> {
    let person = Person {
        id: 1,
        company_id: 1,
        company_kind: CompanyKind::Operator,
        role: Role::Administrator,
        channel: Channel::Console,
        machine_user: None,
        account: None,
    };
    let clock = &fixture.app.state.clock;
    let entry =
        countersign_app::actions::audit::entry(Event::DirectoryChanged, clock.machine_time());
    let asked = Retirement { kind, id, retires, person: &person, entry: &entry };
    let run = async |tx: &mut _| retire::run(tx, clock, &asked).await;
    fixture.app.state.store.write(run).await.unwrap()
}

/// Imports a file: why it is refused.
async fn refused(fixture: &ConsoleFixture, name: &str, text: &str) -> Vec<String> {
    let path = fixture.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let (dry_run, rejected, person_id, problems) = (false, None, None, None);
    let options = ImportOptions { paths: vec![path], dry_run, rejected, person_id, problems };
    let (store, clock) = (&fixture.app.state.store, &fixture.app.state.clock);
    let done = import::run(store, clock, &options, &mut WorkProgress::hidden()).await.unwrap();
    done.problems.causes().iter().map(ToString::to_string).collect()
}

/// Gives a subscription a last day.
async fn end(fixture: &ConsoleFixture, code: &str, customer: &str, product: &str, day: &str) {
    let row = format!("code,customer,product,ends_on\n{code},{customer},{product},{day}\n");
    assert_eq!(refused(fixture, "subscriptions.csv", &row).await, [] as [String; 0]);
}

#[tokio::test]
async fn what_still_counts_is_not_retired() {
    let fixture = ConsoleFixture::new().await;
    let subscriptions = |count| Err(RetirementRefusal::Subscriptions(count));
    assert_eq!(put(&fixture, Product, 1, true).await, subscriptions(3), "one is not billable");
    assert_eq!(put(&fixture, Product, 2, true).await, subscriptions(1));
    assert_eq!(put(&fixture, Customer, 1, true).await, subscriptions(1));
    let (d1, p1, vendor) = (3, 5, 2);
    assert_eq!(put(&fixture, Partner, p1, true).await, subscriptions(2));
    assert_eq!(put(&fixture, Distributor, d1, true).await, Err(RetirementRefusal::InUseBelow(3)));
    assert_eq!(put(&fixture, Vendor, vendor, true).await, Err(RetirementRefusal::InUseBelow(2)));
    assert_eq!(put(&fixture, Subscription, 1, true).await, Err(RetirementRefusal::NotHere));
    assert_eq!(put(&fixture, Partner, d1, true).await, Err(RetirementRefusal::NotHere));
    // October's reports are made, November's are not.
    end(&fixture, "S1", "C1", "EP", "2026-11-01").await;
    assert_eq!(put(&fixture, Customer, 1, true).await, subscriptions(1));
    end(&fixture, "S1", "C1", "EP", "2026-10-31").await;
    assert_eq!(put(&fixture, Customer, 1, true).await, Ok(()));
    end(&fixture, "S3", "C3", "EP", "2026-10-31").await;
    let p2 = 6;
    assert_eq!(put(&fixture, Partner, p2, true).await, Err(RetirementRefusal::OpenReports(1)));
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    // Its report was submitted, and approved without a comment.
    assert_eq!(put(&fixture, Partner, p2, true).await, Ok(()));
}

#[tokio::test]
async fn what_is_retired_takes_nothing_new_and_keeps_what_it_had() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    end(&fixture, "S1", "C1", "EP", "2026-10-31").await;
    op.post("/customers/1/retirement", &[("retires", "true")]).await.leads_on();
    op.get("/customers/1").await.expect(&["Retired on", ">Restore<", "S1"]);
    assert!(!op.get("/customers/1").await.has("/subscriptions/add"));
    op.get("/customers").await.expect(&["Kiel Werft</bdi></a> <small class=\"quiet\">Retired<"]);
    let form = op.get("/subscriptions/add").await.expect(&["value=\"C2\""]);
    assert!(!form.has("value=\"C1\""), "it is offered no more");
    op.get("/subscriptions/1").await.expect(&["Kiel Werft"]);
    op.get("/subscriptions/1/edit").await.expect(&["<option value=\"C1\" selected>Kiel Werft"]);
    let typed = [("code", "S9"), ("customer", "C1"), ("product", "EP")];
    let page = op.post("/subscriptions/add", &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.has("This entry is retired"), "{}", page.body);
    // The same file again changes nothing and is not refused; a new row, or one that moves, is.
    end(&fixture, "S1", "C1", "EP", "2026-10-31").await;
    let rows = "code,customer,product\nS8,C1,EP\nS3,C1,EP\n";
    let why = refused(&fixture, "subscriptions.csv", rows).await;
    assert_eq!(why.len(), 1, "one cause: {why:?}");
    assert!(why[0].contains("this one is retired") && why[0].contains("also in row 3"), "{why:?}");
    op.post("/customers/1/retirement", &[("retires", "false")]).await.leads_on();
    let page = op.get("/customers/1").await.expect(&[">Retire<"]);
    assert!(!page.has("Retired on"));
    assert_eq!(refused(&fixture, "subscriptions.csv", rows).await, [] as [String; 0]);
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let fixture = AuditCursor { at: Instant::from_micros(i64::MAX), id: Uuid::nil() };
    let entries = audit::before(&mut tx, None, fixture, 500).await.unwrap().into_iter();
    let about = entries.filter(|it| it.entry.event == Event::DirectoryChanged);
    let about: Vec<_> = about.filter_map(|it| it.entry.about).collect();
    assert_eq!(about, ["customer C1", "customer C1"], "once retired, once restored");
}

#[tokio::test]
async fn a_company_is_retired_after_those_below_it_and_restored_before_them() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let rows = "code,name,region\nD3,Third,EU\n";
    assert_eq!(refused(&fixture, "distributors.csv", rows).await, [] as [String; 0]);
    let rows = "code,name,distributor,type\nP9,Ninth,D3,msp\n";
    assert_eq!(refused(&fixture, "partners.csv", rows).await, [] as [String; 0]);
    let page = op.get("/partners?find=Ninth").await;
    let partner: i64 = number(&page.body, "/partners/");
    let tree = op.get("/partners").await.body;
    let before = tree.split(">Third<").next().and_then(|text| text.rsplit("<a ").next());
    let distributor = number(before.unwrap(), "/distributors/");
    let below = Err(RetirementRefusal::InUseBelow(1));
    assert_eq!(put(&fixture, Distributor, distributor, true).await, below);
    assert_eq!(put(&fixture, Partner, partner, true).await, Ok(()));
    let customer = "code,name,partner\nC9,New,P9\n";
    assert_eq!(refused(&fixture, "customers.csv", customer).await.len(), 1);
    assert_eq!(put(&fixture, Distributor, distributor, true).await, Ok(()));
    op.get("/partners").await.expect(&["<small class=\"quiet\">Retired</small>"]);
    op.get("/partners?distributor=4").await.expect(&["Fjordnett"]);
    let rows = "code,name,distributor,type\nP8,Eighth,D3,msp\n";
    assert_eq!(refused(&fixture, "partners.csv", rows).await.len(), 1);
    let above = Err(RetirementRefusal::RetiredAbove);
    assert_eq!(put(&fixture, Partner, partner, false).await, above);
    assert_eq!(put(&fixture, Distributor, distributor, false).await, Ok(()));
    assert_eq!(put(&fixture, Distributor, distributor, false).await, Ok(()), "it is so already");
    assert_eq!(put(&fixture, Partner, partner, false).await, Ok(()));
    assert_eq!(refused(&fixture, "customers.csv", customer).await, [] as [String; 0]);
}

fn number(text: &str, before: &str) -> i64 {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn only_the_operators_administrator_retires() {
    let fixture = ConsoleFixture::new().await;
    let retires = [("retires", "true")];
    for (email, status) in
        [("helpdesk@x.example", 403), ("d1@x.example", 404), ("v@x.example", 404)]
    {
        let other: Browser = fixture.sign_in(email).await;
        let page = other.post("/partners/8/retirement", &retires).await;
        assert_eq!(page.status, status, "{email}");
    }
    let desk = fixture.sign_in("helpdesk@x.example").await;
    assert!(!desk.get("/partners/8").await.has("/retirement"), "there is no button");
    let op = fixture.sign_in("op@x.example").await;
    op.post("/partners/8/retirement", &retires).await.leads_on();
    desk.get("/partners/8").await.expect(&["Retired on", "Retired: <bdi>no", "<bdi>yes</bdi>"]);
}
