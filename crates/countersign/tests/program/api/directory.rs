//! Reading the directory, the settings, the people and the audit record.

use super::client::Answer;
use super::fixture::on_both;
use serde_json::{Value, json};

fn texts(page: &Answer, field: &str) -> Vec<String> {
    let items = page.body["items"].as_array().unwrap().iter();
    items.map(|it| it[field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn everyone_reads_their_part_of_the_directory() {
    for programs in on_both().await {
        for (email, path, expected) in [
            ("op@x.example", "regions", vec!["EU", "NOR"]),
            ("d1@x.example", "regions", vec!["EU"]),
            ("p1@x.example", "regions", vec!["EU"]),
            ("op@x.example", "distributors", vec!["D1", "D2"]),
            ("d1@x.example", "distributors", vec!["D1"]),
            ("p1@x.example", "distributors", vec!["D1"]),
            ("op@x.example", "partners", vec!["P1", "P2", "P3", "P4"]),
            ("d1@x.example", "partners", vec!["P1", "P2", "P4"]),
            ("d1@x.example", "partners?find=kiel", vec!["P2"]),
            ("p1@x.example", "partners", vec!["P1"]),
            ("p1@x.example", "partners?find=KIEL", vec![]),
            ("op@x.example", "customers", vec!["C1", "C2", "C3", "C4"]),
            ("d1@x.example", "customers", vec!["C1", "C2", "C3"]),
            ("d1@x.example", "customers?partner=P2", vec!["C3"]),
            ("p1@x.example", "customers", vec!["C1", "C2"]),
            ("op@x.example", "subscriptions", vec!["S1", "S2", "S3", "S4"]),
            ("d1@x.example", "subscriptions", vec!["S1", "S2", "S3"]),
            ("d1@x.example", "subscriptions?customer=C2", vec!["S2"]),
            ("d1@x.example", "subscriptions?partner=P2", vec!["S3"]),
            ("p1@x.example", "subscriptions", vec!["S1", "S2"]),
            ("v@x.example", "products", vec!["EP", "GB"]),
            ("v@x.example", "vendors", vec!["ACME"]),
            ("p1@x.example", "vendors", vec!["ACME"]),
        ] {
            let client = programs.client(email).await;
            let page = client.get(&format!("/api/v1/{path}")).await.expect(200);
            assert_eq!(texts(&page, "code"), expected, "{email} {path}");
            // Page by page, the same rows come in the same order.
            let (mut after, mut seen) = (String::new(), Vec::new());
            let sign = if path.contains('?') { '&' } else { '?' };
            loop {
                let page = client.get(&format!("/api/v1/{path}{sign}limit=1{after}")).await;
                let page = page.expect(200);
                seen.extend(texts(&page, "code"));
                let Some(next) = page.body["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            assert_eq!(seen, expected, "{email} {path}");
        }
    }
}

#[tokio::test]
async fn a_row_has_the_cells_of_its_file() {
    for programs in on_both().await {
        let client = programs.client("d1@x.example").await;
        for (path, expected) in [
            (
                "regions/EU",
                json!({"code": "EU", "name": "Europe", "time_zone": "Europe/Berlin",
                    "currency": "EUR", "language": "de", "usage_reports": true}),
            ),
            (
                "partners/P2",
                json!({"code": "P2", "name": "<script>alert(1)</script>", "distributor": "D1",
                    "type": "msp", "city": "Kiel", "state": "SH", "retired": false}),
            ),
            (
                "customers/C1",
                json!({"code": "C1", "name": "Kiel Werft", "partner": "P1",
                    "partner_name": "Ångström IT AB", "subscriptions": 1, "retired": false}),
            ),
            (
                "subscriptions/S2",
                json!({"code": "S2", "customer": "C2", "customer_name": "Lund \"Bygg\"",
                    "partner": "P1", "product": "EP", "unit": "Seats", "plan": null,
                    "billable": false, "ends_on": "2027-01-31"}),
            ),
            (
                "products/GB",
                json!({"code": "GB", "name": "Cloud Space", "unit": "GB", "vendor": "ACME",
                    "decimals": 2, "reports_usage": true, "basis": "average", "retired": false}),
            ),
        ] {
            let mut shown = client.get(&format!("/api/v1/{path}")).await.expect(200);
            let company_id = shown.body.as_object_mut().unwrap().remove("company_id");
            assert_eq!(company_id.is_some(), path.starts_with("partners"), "{path}");
            assert_eq!(shown.body, expected, "{path}");
        }
    }
}

#[tokio::test]
async fn a_filter_by_what_belongs_to_others_is_refused_like_one_that_does_not_exist() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        for (path, parameter) in [
            ("customers?partner=P3", "partner"),
            ("customers?partner=NONE", "partner"),
            ("subscriptions?customer=C4", "customer"),
            ("subscriptions?customer=NONE", "customer"),
            ("subscriptions?partner=P3", "partner"),
            ("cycles?distributor=D2", "distributor"),
        ] {
            let email = if parameter == "distributor" { "d1@x.example" } else { "p1@x.example" };
            let client = if parameter == "distributor" {
                programs.client(email).await
            } else {
                client.clone()
            };
            let answer = client.get(&format!("/api/v1/{path}")).await;
            let answer = answer.expect_problem(400, "bad_request");
            assert_eq!(answer.body["errors"][0]["parameter"], parameter, "{path}");
        }
    }
}

#[tokio::test]
async fn a_cursor_is_copied_into_an_address_as_it_is() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        for (list, body) in [
            ("vendors", json!({"name": "x"})),
            (
                "regions",
                json!({"name": "x", "time_zone": "Europe/Berlin", "currency": "EUR",
                    "language": "en", "usage_reports": true}),
            ),
            ("distributors", json!({"name": "x", "region": "EU", "type": "distributor"})),
            ("partners", json!({"name": "x", "distributor": "D1", "type": "msp"})),
            ("products", json!({"name": "x", "unit": "Seats", "vendor": "ACME"})),
            ("customers", json!({"name": "x", "partner": "P1"})),
            ("subscriptions", json!({"customer": "C1", "product": "EP"})),
        ] {
            let list = format!("/api/v1/{list}");
            // A+B&%#?, an umlaut, and a blank in the middle.
            for code in ["A%2BB%26%25%23%3F", "Z%C3%A4%201"] {
                let path = format!("{list}/{}{code}", list.len());
                client.send("PUT", &path, &body.to_string(), &[]).await.expect(201);
            }
            let whole = texts(&client.get(&list).await.expect(200), "code");
            let (mut after, mut seen) = (String::new(), Vec::new());
            loop {
                let page = client.get(&format!("{list}?limit=1{after}")).await.expect(200);
                seen.extend(texts(&page, "code"));
                let Some(next) = page.body["next"].as_str() else { break };
                let is_plain = |it: char| it.is_ascii_alphanumeric() || "-_".contains(it);
                assert!(next.chars().all(is_plain), "{list}: {next}");
                after = format!("&after={next}");
            }
            assert_eq!(seen, whole);
            assert!(seen.len() > 2, "{list}: {seen:?}");
        }
        // A code that PostgreSQL could not compare.
        client.get("/api/v1/customers?after=AA").await.expect_problem(400, "bad_request");
    }
}

fn setting<'a>(settings: &'a Answer, name: &str) -> &'a Value {
    let mut all = settings.body["settings"].as_array().unwrap().iter();
    all.find(|it| it["name"] == name).unwrap()
}

#[tokio::test]
async fn a_setting_says_where_it_comes_from() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        let settings = client.get("/api/v1/settings/partners/P1").await.expect(200);
        assert_eq!(
            *setting(&settings, "auto_submit_days"),
            json!({"name": "auto_submit_days", "value": "7", "origin": "distributor",
                "own": null, "inherited": "7"})
        );
        assert_eq!(
            *setting(&settings, "hold_flagged"),
            json!({"name": "hold_flagged", "value": "yes", "origin": "partner",
                "own": "yes", "inherited": "no"})
        );
        assert_eq!(setting(&settings, "settle_days")["origin"], "default");
        assert_eq!(settings.body["settings"].as_array().unwrap().len(), 10);
    }
}

#[tokio::test]
async fn administrators_read_all_people_and_others_themselves() {
    for programs in on_both().await {
        let administrator = programs.client("d1@x.example").await;
        let page = administrator.get("/api/v1/people").await.expect(200);
        let emails = texts(&page, "email");
        let (mut after, mut seen) = (String::new(), Vec::new());
        loop {
            let page = administrator.get(&format!("/api/v1/people?limit=3{after}")).await;
            let page = page.expect(200);
            seen.extend(texts(&page, "email"));
            let Some(next) = page.body["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, emails);
        assert!(emails.len() > 3, "{emails:?}");
        assert!(emails.iter().any(|it| it == "d1billing@x.example"));
        let other = programs.client("d1billing@x.example").await;
        let page = other.get("/api/v1/people").await.expect(200);
        assert_eq!(texts(&page, "email"), ["d1billing@x.example"]);
        assert_eq!(page.body["items"][0]["role"], "Billing Manager");
        let own = programs.person("d1billing@x.example").await.id;
        other.get(&format!("/api/v1/people/{own}")).await.expect(200);
        let colleague = programs.person("d1@x.example").await.id;
        other.get(&format!("/api/v1/people/{colleague}")).await.expect(404);
    }
}

#[tokio::test]
async fn the_audit_record_is_read_page_by_page() {
    for programs in on_both().await {
        let operator = programs.client("op@x.example").await;
        programs.client("d1@x.example").await;
        let whole = operator.get("/api/v1/audit?limit=200").await.expect(200);
        let ids = texts(&whole, "id");
        assert!(texts(&whole, "event").iter().any(|it| it == "token-made"), "{}", whole.text);
        let (mut after, mut seen) = (String::new(), Vec::new());
        while seen.len() < ids.len() {
            let page = operator.get(&format!("/api/v1/audit?limit=40{after}")).await.expect(200);
            seen.extend(texts(&page, "id"));
            let Some(next) = page.body["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, ids);
        operator.get("/api/v1/audit?after=x").await.expect_problem(400, "bad_request");
        // A company's Administrator reads nothing of other companies.
        let partner = programs.client("p1@x.example").await;
        let own = partner.get("/api/v1/audit").await.expect(200);
        let companies: Vec<&Value> =
            own.body["items"].as_array().unwrap().iter().map(|it| &it["company"]).collect();
        assert!(companies.iter().all(|it| **it == "P1" || it.is_null()), "{}", own.text);
    }
}
