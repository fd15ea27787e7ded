//! Entries that a subscription, a customer or a partner has left are needed until the month is
//! reported: the links of the closing instant count, not the present ones. On both engines.

use super::{put, refused};
use crate::console::fixture::ConsoleFixture;
use countersign_app::actions::directory_kind::DirectoryKind::{
    Customer, Distributor, Partner, Product,
};
use countersign_app::actions::retire::RetirementRefusal::{
    FormerSubscriptions, OpenReports, Subscriptions,
};

/// A closed month whose reports are not made: those of November, on 1 December. S4 counts in it for
/// the customer C4, the partner P3 and the distributor D2.
async fn november_is_closed() -> [ConsoleFixture; 2] {
    let both = [ConsoleFixture::new().await, ConsoleFixture::on_postgresql().await];
    for fixture in &both {
        fixture.add_readings(&["S4,2026-11-05,40,39.5"]).await;
        import(fixture, "products.csv", "code,name,unit\nNP,New,Seats\n").await;
        import(fixture, "subscriptions.csv", "code,customer,product\nS9,C4,NP\n").await;
        fixture.clock_to("2026-12-01T12:00:00Z").await;
    }
    both
}

async fn import(fixture: &ConsoleFixture, name: &str, text: &str) {
    assert_eq!(refused(fixture, name, text).await, [] as [String; 0]);
}

const MADE: &str = "2026-12-04T12:00:00Z";
const D2: i64 = 4;
const P3: i64 = 7;
const P4: i64 = 8;
const C4: i64 = 4;
const NP: i64 = 3;

#[tokio::test]
async fn a_partner_whose_customer_left_is_needed_until_the_month_is_reported() {
    for fixture in &november_is_closed().await {
        assert_eq!(put(fixture, Partner, P3, true).await, Err(Subscriptions(2)));
        import(fixture, "customers.csv", "code,name,partner\nC4,Fisk AS,P2\n").await;
        assert_eq!(put(fixture, Partner, P3, true).await, Err(FormerSubscriptions(2)));
        let op = fixture.sign_in("op@x.example").await;
        let retires = [("retires", "true")];
        let page = op.post(&format!("/partners/{P3}/retirement"), &retires).await;
        assert!(page.notice && !op.get(&page.leads_on()).await.has("Retired on"));
        assert_eq!(put(fixture, Partner, P4, true).await, Ok(()), "no one left the reseller");
        fixture.clock_to(MADE).await;
        assert_eq!(put(fixture, Partner, P3, true).await, Err(OpenReports(1)));
    }
}

#[tokio::test]
async fn a_distributor_whose_partner_left_is_needed_until_its_reports_are_decided() {
    for fixture in &november_is_closed().await {
        let moved = "code,name,distributor,type\nP3,Fjordnett,D1,msp\n";
        import(fixture, "partners.csv", moved).await;
        assert_eq!(put(fixture, Distributor, D2, true).await, Err(FormerSubscriptions(2)));
        fixture.clock_to(MADE).await;
        // That of October, which it has to send to the vendor, and that of November.
        assert_eq!(put(fixture, Distributor, D2, true).await, Err(OpenReports(2)));
    }
}

#[tokio::test]
async fn a_customer_and_a_product_that_a_subscription_left_are_needed_until_the_month_is_reported()
{
    for fixture in &november_is_closed().await {
        let moved = "code,customer,product\nS9,C3,EP\nS4,C3,GB\n";
        import(fixture, "subscriptions.csv", moved).await;
        assert_eq!(put(fixture, Customer, C4, true).await, Err(FormerSubscriptions(2)));
        assert_eq!(put(fixture, Product, NP, true).await, Err(FormerSubscriptions(1)));
        fixture.clock_to(MADE).await;
        assert_eq!(put(fixture, Customer, C4, true).await, Ok(()));
        assert_eq!(put(fixture, Product, NP, true).await, Ok(()));
    }
}
