//! The first hour by forms alone, on both engines: from the set-up link to the first report.

use crate::identity::browser::Browser;
use crate::identity::setting_up::{ANNA, Fresh};
use axum::http::StatusCode;
use countersign_app::identity::set_up_link;

type Fields = &'static [(&'static str, &'static str)];

/// Each form with its fields, the page that it leads to, and how many entries of the list are done
/// then.
const FORMS: [(&str, Fields, &str, &str); 7] = [
    (
        "/regions/add",
        &[
            ("code", "EU"),
            ("name", "Europe"),
            ("usage_reports", "yes"),
            ("time_zone", "Europe/Berlin"),
            ("currency", "EUR"),
            ("language", "de"),
        ],
        "/regions/1",
        "1 of 9 done",
    ),
    ("/vendors/add", &[("code", "ACME"), ("name", "Acme")], "/vendors/2", "2 of 9 done"),
    (
        "/products/add",
        &[("code", "EP"), ("name", "Endpoint"), ("unit", "Seats"), ("vendor", "ACME")],
        "/products/1",
        "3 of 9 done",
    ),
    (
        "/distributors/add",
        &[("code", "NORD"), ("name", "Nordlicht"), ("region", "EU"), ("type", "distributor")],
        "/distributors/3",
        "4 of 9 done",
    ),
    (
        "/partners/add",
        &[("code", "P1"), ("name", "Fjordnett"), ("distributor", "NORD"), ("type", "msp")],
        "/partners/4",
        "5 of 9 done",
    ),
    (
        "/customers/add",
        &[("code", "C1"), ("name", "Kiel Werft"), ("partner", "P1")],
        "/customers/1",
        "6 of 9 done",
    ),
    (
        "/subscriptions/add",
        &[("code", "S1"), ("customer", "C1"), ("product", "EP"), ("billable", "yes")],
        "/subscriptions/1",
        "7 of 9 done",
    ),
];

const READING: &str = "/subscriptions/1/readings/add";

async fn set_up(fresh: &Fresh) -> Browser {
    let link = set_up_link::path(&fresh.link().await.unwrap());
    let mut anna = fresh.browser_at(0);
    let [name, email, password] = ANNA;
    anna.post(&link, &[name, email, password, ("rehearsal", "1")]).await.leads_to();
    anna.get("/").await.shows(&["0 of 9 done", "href=\"/regions/add\"", "/imports#regions"]);
    for (form, fields, leads_to, done) in FORMS {
        anna.get(form).await.shows(&[]);
        let page = anna.post(form, fields).await;
        assert_eq!(page.leads_to(), leads_to, "{form}");
        anna.get("/").await.shows(&[done]);
    }
    anna
}

async fn invite(anna: &mut Browser, company: &str, email: &str) {
    let person =
        [("company", company), ("email", email), ("name", "Eva Lind"), ("role", "Administrator")];
    anna.post("/people/add", &person).await.shows(&["/link/"]);
}

#[tokio::test]
async fn an_empty_installation_gets_to_its_first_report_by_forms_alone() {
    for fresh in Fresh::on_each().await {
        let mut anna = set_up(&fresh).await;
        // The list leads to the distributor first, and then to the partner.
        anna.get("/").await.shows(&["/people/add?company=NORD"]);
        invite(&mut anna, "NORD", "eva@nordlicht.example").await;
        anna.get("/").await.shows(&["7 of 9 done", "/people/add?company=P1"]);
        invite(&mut anna, "P1", "ole@fjordnett.example").await;
        anna.get("/").await.shows(&["8 of 9 done", READING]);
        let reading = [("observed_at", "2026-10-01"), ("provisioned", "100"), ("used", "95")];
        assert_eq!(anna.post(READING, &reading).await.leads_to(), "/customers/1");
        anna.get("/customers/1").await.shows(&["Endpoint", "100", "95"]);
        let page = anna.get("/").await;
        assert!(!page.body.contains("9 done"), "all is done, so the list is gone");
        assert_eq!(anna.post("/clock/move", &[("day", "2026-11-02")]).await.leads_to(), "/clock");
        anna.get("/usage-reports?cycle=2026-10").await.shows(&["Fjordnett"]);
    }
}

#[tokio::test]
async fn a_reading_is_checked_like_the_row_of_a_file() {
    for fresh in Fresh::on_each().await {
        let mut anna = set_up(&fresh).await;
        for (column, value, error) in [
            ("observed_at", "", "Fill in this field"),
            ("observed_at", "yesterday", "Enter a day"),
            ("provisioned", "", "Fill in this field"),
            ("provisioned", "-1", "Enter a figure"),
            ("provisioned", "1.5", "Enter a figure"),
            ("used", "1,000", "Enter a figure"),
        ] {
            let usual = [("observed_at", "2026-10-01"), ("provisioned", "100"), ("used", "95")];
            let fields = usual.map(|(name, it)| (name, if name == column { value } else { it }));
            let beside = format!("id=\"error-{column}\"><bdi>{error}");
            anna.post(READING, &fields).await.refuses(&[&beside]);
        }
        let first = [("observed_at", "2026-10-01"), ("provisioned", "100"), ("used", "")];
        anna.post(READING, &first).await.leads_to();
        anna.get("/customers/1").await.shows(&["The reading was added."]);
        anna.post(READING, &first).await.leads_to();
        anna.get("/customers/1").await.shows(&["already exists"]);
        let missing = anna.post("/subscriptions/9/readings/add", &first).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn customers_and_subscriptions_are_changed_by_form_and_what_is_blank_is_removed() {
    for fresh in Fresh::on_each().await {
        let mut anna = set_up(&fresh).await;
        let change = [("was-name", "Kiel Werft"), ("name", "Kieler Werft"), ("since", "")];
        assert_eq!(anna.post("/customers/1/edit", &change).await.leads_to(), "/customers/1");
        anna.get("/customers/1").await.shows(&["Kieler Werft"]);
        let path = "/subscriptions/1/edit";
        let change = [("plan", "Gold"), ("ends_on", "2026-12-31"), ("billable", "no")];
        let seen = ("was-billable", "yes");
        anna.post(path, &[change[0], change[1], change[2], seen]).await.leads_to();
        anna.get("/subscriptions/1").await.shows(&["Gold", "2026-12-31", "C1"]);
        let cleared = [("was-plan", "Gold"), ("plan", ""), ("was-ends_on", "2026-12-31")];
        anna.post(path, &[cleared[0], cleared[1], cleared[2], ("ends_on", "")]).await.leads_to();
        let page = anna.get(path).await;
        assert!(
            !page.body.contains("value=\"Gold\"") && !page.body.contains("value=\"2026-12-31\"")
        );
        let wrong = [("code", "S2"), ("customer", "C9"), ("product", "EP"), ("billable", "yes")];
        anna.post("/subscriptions/add", &wrong).await.refuses(&["error-customer"]);
        let taken = [("code", "C1"), ("name", "x"), ("partner", "P1")];
        anna.post("/customers/add", &taken).await.refuses(&["This code is already taken"]);
    }
}

#[tokio::test]
async fn the_list_can_be_dismissed() {
    for fresh in Fresh::on_each().await {
        let link = set_up_link::path(&fresh.link().await.unwrap());
        let mut anna = fresh.browser_at(0);
        anna.post(&link, &ANNA).await.leads_to();
        anna.get("/").await.shows(&["0 of 10 done", "href=\"/help/mail\""]);
        assert_eq!(anna.post("/set-up-list/dismiss", &[]).await.leads_to(), "/");
        assert!(!anna.get("/").await.body.contains("of 10 done"));
    }
}
