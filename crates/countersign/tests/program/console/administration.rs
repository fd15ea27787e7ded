//! Regions, companies and products, edited one by one: checked like files, visible to the operator,
//! and effective for reports made afterwards.

use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, report_of, reports_of};

/// The values of a page's form, with some fields changed.
fn typed(page: &Page, over: &[(&str, &str)]) -> Vec<(String, String)> {
    let names = page.body.split("name=\"was-").skip(1).map(|rest| rest.split('"').next().unwrap());
    let mut fields = Vec::new();
    for name in names {
        let was = field(page, &format!("was-{name}"));
        fields.push((format!("was-{name}"), was.clone()));
        let over = over.iter().find(|(typed, _)| *typed == name).map(|(_, value)| *value);
        fields.push((name.to_owned(), over.map_or(was, str::to_owned)));
    }
    fields
}

async fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// Opens a form, changes some fields and sends it.
async fn change(browser: &Browser, path: &str, over: &[(&str, &str)]) -> Page {
    let page = browser.get(path).await.expect(&[]);
    send(browser, path, &typed(&page, over)).await
}

#[tokio::test]
async fn a_region_with_its_companies_is_filled_in_from_top_to_bottom() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    op.get("/partners").await.expect(&["/regions/add", "/vendors/add", "/regions/1"]);
    let form = op.get("/regions/add").await;
    form.expect(&["every MSP under a distributor here", "<option value=\"Asia/Tokyo\">"]);
    let region = [
        ("code", "JP"),
        ("name", "日本"),
        ("usage_reports", "yes"),
        ("time_zone", "Asia/Tokyo"),
        ("currency", "JPY"),
        ("language", "ja"),
    ];
    assert_eq!(op.post("/regions/add", &region).await.leads_on(), "/regions/3");
    let page = op.get("/regions/3").await.expect(&["日本", "Asia/Tokyo", "/settings/regions/3"]);
    assert!(page.has("/distributors/add?region=JP") && page.has("/regions/3/edit"));
    let form = op.get("/distributors/add?region=JP").await;
    form.expect(&["<option value=\"JP\" selected>"]);
    let distributor =
        [("code", "D3"), ("name", "Kirimine"), ("region", "JP"), ("type", "distributor")];
    assert_eq!(op.post("/distributors/add", &distributor).await.leads_on(), "/distributors/9");
    let partner = [
        ("code", "P9"),
        ("name", "=Aoi & Co"),
        ("distributor", "D3"),
        ("type", "msp"),
        ("city", " Kyoto "),
        ("state", ""),
        ("company_id", ""),
    ];
    assert_eq!(op.post("/partners/add", &partner).await.leads_on(), "/partners/10");
    let page = op.get("/partners/10").await.expect(&["=Aoi &#38; Co", "Kyoto", "Kirimine"]);
    assert!(page.has("Asia/Tokyo") && !page.has("takes no part"));
    let vendor = [("code", "V2"), ("name", "Kestervall")];
    assert_eq!(op.post("/vendors/add", &vendor).await.leads_on(), "/vendors/11");
    let product = [("code", "MG"), ("name", "Mail Guard"), ("unit", "Mailbox"), ("vendor", "V2")];
    assert_eq!(op.post("/products/add", &product).await.leads_on(), "/products/3");
    op.get("/products/3").await.expect(&["Mailbox", "Kestervall · V2", "Highest day"]);
    // The new partner and the settings of its region are there like all others.
    op.get("/settings").await.expect(&["日本", "Kirimine"]);
    op.get("/partners?distributor=9").await.expect(&["=Aoi", "/partners/add?distributor=D3"]);
}

#[tokio::test]
async fn what_a_file_would_not_bring_in_is_refused_beside_its_field() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let region = |column: &'static str, value: &'static str| {
        let usual = [
            ("code", "JP"),
            ("name", "Japan"),
            ("usage_reports", "yes"),
            ("time_zone", "Asia/Tokyo"),
            ("currency", "JPY"),
            ("language", "ja"),
        ];
        usual.map(|(name, usual)| (name, if name == column { value } else { usual }))
    };
    for (column, value, told) in [
        ("code", "EU", "This code is already taken"),
        ("code", "a\tb", "Use 1 to 64 printable characters"),
        ("name", " ", "Fill in this field"),
        ("usage_reports", "perhaps", "Choose an option"),
        ("time_zone", "Asia/Atlantis", "Choose an option"),
        ("currency", "yen", "Choose an option"),
        ("language", "\"><script>", "Choose an option"),
    ] {
        let page = op.post("/regions/add", &region(column, value)).await;
        assert_eq!(page.status, 422, "{column} {value}");
        let beside = format!("id=\"error-{column}\"><bdi>{told}");
        assert!(page.has(&beside), "no {beside:?} in {}", page.body);
        assert!(page.has("value=\"Asia/") && !page.has("\"><script>"), "what was typed is kept");
    }
    let page = op.post("/products/add", &[("code", "X"), ("decimals", "9")]).await;
    assert_eq!(page.body.matches("Fill in this field").count(), 3, "{}", page.body);
    let taken = [("code", "P1"), ("name", "x"), ("region", "EU"), ("type", "isp")];
    let page = op.post("/distributors/add", &taken).await;
    assert!(page.status == 422 && page.has("This code is already taken"), "a partner has it");
    let reserved = op.post("/vendors/add", &[("code", "operator"), ("name", "x")]).await;
    assert!(
        reserved.status == 422 && reserved.has("This code is already taken"),
        "{}",
        reserved.body
    );
    let unknown = [("code", "D9"), ("name", "x"), ("region", "XX"), ("type", "isp")];
    let page = op.post("/distributors/add", &unknown).await;
    assert!(page.status == 422 && page.has("id=\"error-region\"><bdi>Choose an option"));
    for foreign in [("distributor", "EU"), ("company_id", "5"), ("type", "isp")] {
        let page = change(&op, "/partners/5/edit", &[foreign]).await;
        let (column, _) = foreign;
        assert!(page.status == 422 && page.has(&format!("error-{column}")), "{column}");
    }
    assert_eq!(op.get("/regions/3").await.status, 404);
    op.get("/partners/5").await.expect(&["Ångström IT AB", "Nordlicht"]);
}

#[tokio::test]
async fn what_reports_and_readings_rest_on_is_fixed() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let page = op.get("/regions/1/edit").await.expect(&["because a month with subscriptions"]);
    assert!(!page.has("name=\"time_zone\""));
    let mut fields = typed(&page, &[("name", "Mitteleuropa")]);
    fields.push(("time_zone".to_owned(), "Europe/Paris".to_owned()));
    fields.push(("was-time_zone".to_owned(), "Europe/Berlin".to_owned()));
    let page = send(&op, "/regions/1/edit", &fields).await;
    assert!(page.status == 422 && page.has("This can no longer be changed"), "{}", page.body);
    op.get("/regions/1").await.expect(&["Europe/Berlin", "<h1><bdi>Europe</bdi></h1>"]);
    // EP has readings. Its name is not fixed.
    let page = op.get("/products/1/edit").await.expect(&["because the product has readings"]);
    let mut fields = typed(&page, &[("name", "Endpoint")]);
    assert_eq!(send(&op, "/products/1/edit", &fields).await.leads_on(), "/products/1");
    fields.push(("decimals".to_owned(), "2".to_owned()));
    fields.push(("was-decimals".to_owned(), "0".to_owned()));
    assert_eq!(send(&op, "/products/1/edit", &fields).await.status, 422);
    // A code always names the same item.
    let code = [("code", "EU2"), ("was-code", "EU")];
    op.post("/regions/1/edit", &code).await.leads_on();
    op.get("/regions/1").await.expect(&[">EU</bdi>"]);
}

#[tokio::test]
async fn a_cell_is_taken_away_and_one_that_others_changed_is_not_written_over() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let opened = op.get("/partners/6/edit").await.expect(&["value=\"Kiel\"", "value=\"SH\""]);
    change(&op, "/partners/6/edit", &[("city", "")]).await.leads_on();
    let page = op.get("/partners/6/edit").await;
    assert_eq!((field(&page, "city").as_str(), field(&page, "state").as_str()), ("", "SH"));
    let stale = send(&op, "/partners/6/edit", &typed(&opened, &[("city", "Lübeck")])).await;
    assert_eq!(stale.status, 409, "{}", stale.body);
    assert!(stale.has("Someone else changed the same") && stale.has("Current value:"));
    assert_eq!(field(&stale, "city"), "Lübeck");
    send(&op, "/partners/6/edit", &typed(&stale, &[("city", "Lübeck")])).await.leads_on();
    op.get("/partners/6").await.expect(&["Lübeck"]);
    // Fields that nobody else changed are merged.
    let other = typed(&opened, &[("state", "Schleswig-Holstein")]);
    send(&op, "/partners/6/edit", &other).await.leads_on();
    op.get("/partners/6").await.expect(&["Lübeck", "Schleswig-Holstein"]);
}

#[tokio::test]
async fn a_change_acts_on_reports_made_after_it() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let p1 = fixture.sign_in("p1@x.example").await;
    let october = report_of(&p1).await;
    change(&op, "/products/1/edit", &[("name", "Endpoint Fortress"), ("unit", "Devices")])
        .await
        .leads_on();
    let page = p1.get(&october).await.expect(&["Endpoint Shield", "Seats"]);
    assert!(!page.has("Endpoint Fortress"));
    fixture.clock_to("2026-12-02T12:00:00Z").await;
    let november = reports_of(&p1, "2026-11").await.pop().unwrap();
    p1.get(&november).await.expect(&["Endpoint Fortress", "Devices"]);
    // With reports switched off, December has none. Existing ones remain.
    change(&op, "/regions/1/edit", &[("usage_reports", "no")]).await.leads_on();
    p1.get("/partners/5").await.expect(&["This partner gets no usage reports"]);
    fixture.clock_to("2027-01-03T12:00:00Z").await;
    p1.get(&november).await.expect(&["Endpoint Fortress"]);
    assert_eq!(reports_of(&p1, "2026-12").await, [""; 0]);
}

#[tokio::test]
async fn the_operators_other_roles_read_and_others_know_nothing_of_it() {
    let fixture = ConsoleFixture::new().await;
    let helpdesk = fixture.sign_in("helpdesk@x.example").await;
    for (path, text) in [
        ("/regions/1", "Europe/Berlin"),
        ("/vendors/2", "Acme Security"),
        ("/distributors/3", "Nordlicht"),
        ("/products/1", "Endpoint Shield"),
        ("/partners/5", "Lund"),
    ] {
        let page = helpdesk.get(path).await.expect(&[text]);
        assert!(!page.has("/edit\"") && !page.has("/add"), "{path}");
    }
    let fields = [("code", "X"), ("name", "X")];
    assert_eq!(helpdesk.post("/vendors/add", &fields).await.status, 403);
    for person in ["d1@x.example", "p1@x.example", "v@x.example"] {
        let browser = fixture.sign_in(person).await;
        for path in ["/vendors/add", "/partners/5/edit", "/distributors/3/edit", "/regions/1"] {
            assert_eq!(browser.get(path).await.status, 404, "{person} {path}");
        }
        assert_eq!(browser.post("/vendors/add", &fields).await.status, 404);
    }
    let op = fixture.sign_in("op@x.example").await;
    for nothing in ["/vendors/3", "/distributors/5", "/partners/3/edit", "/regions/9/edit"] {
        assert_eq!(op.get(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn every_change_is_told_on_the_things_page_with_who_made_it() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    assert!(!op.get("/regions/1").await.has("Last changes"), "files say nothing of who");
    change(&op, "/regions/1/edit", &[("name", "<b>Mitte</b>"), ("usage_reports", "no")]).await;
    let who = "<bdi>op@x.example &#60;i&#62;</bdi>, <time";
    let page = op.get("/regions/1").await;
    page.expect(&["Last changes", who]).expect(&[
        "Name: <bdi>Europe</bdi> → <strong><bdi>&#60;b&#62;Mitte&#60;/b&#62;</bdi></strong>",
        "Usage reports: <bdi>yes</bdi> → <strong><bdi>no</bdi></strong>",
    ]);
    // A field that was sent unchanged counts as unchanged.
    change(&op, "/regions/1/edit", &[]).await;
    assert_eq!(op.get("/regions/1").await.body.matches(who).count(), 2);
    change(&op, "/partners/6/edit", &[("city", "")]).await;
    let page = op.get("/partners/6").await;
    page.expect(&["City: <bdi>Kiel</bdi> → <strong><bdi>–</bdi></strong>", who]);
    let vendor = [("code", "V2"), ("name", "Kestervall")];
    op.post("/vendors/add", &vendor).await.leads_on();
    let list = op.get("/partners").await.expect(&["<h1>All companies</h1>"]);
    let address = list
        .body
        .split("href=\"")
        .find(|it| it.starts_with("/vendors/") && it.contains("Kestervall"));
    let address = address.unwrap().split('"').next().unwrap();
    let added = op.get(address).await;
    added.expect(&["Name: <strong><bdi>Kestervall</bdi></strong>", who]);
    // The distributor sees its partner's page, but not which person of the operator changed it.
    let distributor = fixture.sign_in("d1@x.example").await;
    let page = distributor.get("/partners/6").await.expect(&[]);
    assert!(!page.has("Last changes"), "{}", page.body);
}

#[tokio::test]
async fn names_have_the_bounds_of_the_files_and_what_is_stored_stays() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let said = "Use at most 200 visible characters, without tabs, line breaks";
    for name in ["ä".repeat(201), "a\u{7}b".to_owned(), "a\tb".to_owned(), "a\nb".to_owned()] {
        let refused = op.post("/vendors/add", &[("code", "V9"), ("name", name.as_str())]).await;
        assert_eq!(refused.status, 422, "{name:?}");
        assert!(refused.has(said), "{}", refused.body);
    }
    let longest = "ä".repeat(200);
    let added = op.post("/vendors/add", &[("code", "V9"), ("name", longest.as_str())]).await;
    assert!(added.leads_on().starts_with("/vendors/"));
    let unit = "x".repeat(65);
    let product = [("code", "P9"), ("name", "N"), ("unit", unit.as_str()), ("vendor", "V9")];
    let refused = op.post("/products/add", &product).await;
    assert!(
        refused.status == 422 && refused.has("Use at most 64 visible characters"),
        "{}",
        refused.body
    );
}
