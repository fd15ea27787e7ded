//! Settings: inherited with their origin, overridden, reset; who reads them, who writes them, and
//! what a change affects.

use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, report_of, reports_of};

// The numbers of regions: EU 1, NOR 2; of companies: distributors D1 3 and D2 4, partners from 5.
const REGION: &str = "/settings/regions/1";
const DISTRIBUTOR: &str = "/settings/distributors/3";
const PARTNER: &str = "/settings/partners/5";

/// The text of the row of a setting, without its mark-up.
fn row(page: &Page, setting: &str) -> String {
    let rows = page.body.split("<tr").filter(|row| row.contains("scope=\"row\""));
    let row = rows.map(|row| row.split("</tr>").next().unwrap());
    let mut row = row.filter(|row| row.contains(&format!(">{setting}<")));
    let row = row.next().unwrap_or_else(|| panic!("no {setting:?} in {}", page.body));
    let mut text = String::new();
    for part in row.split('<') {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Changes one field of an open page.
async fn set(browser: &Browser, path: &str, name: &str, value: &str) -> Page {
    let was = format!("was-{name}");
    let stood = field(&browser.get(path).await.expect(&[]), &was);
    browser.post(path, &[(name, value), (&was, &stood)]).await
}

#[tokio::test]
async fn a_value_is_inherited_overridden_and_inherited_again() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let d1 = fixture.sign_in("d1@x.example").await;
    let p1 = fixture.sign_in("p1@x.example").await;
    let own = async || row(&p1.get("/settings").await.expect(&[]), "Days to review");
    assert!(own().await.ends_with("5 the default"), "{}", own().await);
    assert_eq!(set(&op, REGION, "review_days", "9").await.leads_on(), REGION);
    assert!(own().await.ends_with("9 from region Europe"), "{}", own().await);
    set(&op, DISTRIBUTOR, "review_days", "8").await.leads_on();
    let told = own().await;
    assert!(told.ends_with("8 from distributor Nordlicht &#38; Söhne"), "{told}");
    set(&d1, PARTNER, "review_days", "7").await.leads_on();
    let told = own().await;
    assert!(told.ends_with("7 set here instead of 8 ( from distributor Nordlicht &#38; Söhne )"));
    // Blank inherits, and so does the button beside the field.
    set(&d1, PARTNER, "review_days", "").await.leads_on();
    assert!(own().await.contains("8 from distributor"));
    let fields = [("review_days", "8"), ("was-review_days", "8"), ("inherit", "review_days")];
    op.post(DISTRIBUTOR, &fields).await.leads_on();
    assert!(own().await.ends_with("9 from region Europe"), "{}", own().await);
    // The person, the old and the new value, the newest change first.
    let page = d1.get(PARTNER).await.expect(&["7 → <strong>inherited", "inherited → <strong>7"]);
    let (last, first) = (page.body.find("7 → <strong>"), page.body.find("→ <strong>7"));
    assert!(last < first && page.has("<bdi>d1@x.example &#60;i&#62;</bdi>"));
    op.get(REGION).await.expect(&["inherited → <strong>9", "op@x.example"]);
}

#[tokio::test]
async fn the_operator_sees_regions_and_distributors_with_what_they_inherit() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("helpdesk@x.example").await;
    let tree = op.get("/settings").await.expect(&["Default", REGION, DISTRIBUTOR]);
    let submits = |row: &str| row.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let own = row(&tree, "Nordlicht &#38; Söhne");
    // D1 submits after 7 days. NOR settles for 2, which its distributor inherits.
    assert!(own.contains("D1 7 3 default 1 default 10%"), "{:?}", submits(&own));
    assert!(row(&tree, "Fjord").contains("D2 5 default 3 default 2 region"));
    assert!(row(&tree, "&#60;b&#62;North&#60;/b&#62;").contains("NOR 5 default 3 default 2 10%"));
    let page = op.get(REGION).await.expect(&["Only an Administrator of your company"]);
    assert!(!page.has("<form method=\"post\" action=\"/settings"));
}

#[tokio::test]
async fn a_distributor_sees_what_binds_it_and_its_partners_with_values_of_their_own() {
    let fixture = ConsoleFixture::new().await;
    let d1 = fixture.sign_in("d1@x.example").await;
    let page = d1.get("/settings").await.expect(&[
        "Only the operator can change these settings",
        "Partners with values of their own",
        PARTNER,
        "Keep flagged reports under review",
    ]);
    assert!(row(&page, "Days until automatic submission").contains("7 set here instead of 5"));
    assert!(!page.has("/settings/partners/6") && !page.has("name=\"was-"));
    d1.get(PARTNER).await.expect(&["to reports made from now on", "name=\"was-"]);
    let reads = fixture.sign_in("d1billing@x.example").await;
    let page = reads.get(PARTNER).await.expect(&["Only an Administrator of your company"]);
    assert!(!page.has("name=\"was-"));
}

#[tokio::test]
async fn where_no_reports_are_made_the_page_says_that_nothing_is_bound() {
    let fixture = ConsoleFixture::new().await;
    let told = "No usage reports are made here";
    let reseller = fixture.sign_in("p4@x.example").await;
    reseller.get("/settings").await.expect(&[told]);
    let op = fixture.sign_in("op@x.example").await;
    for path in [REGION, DISTRIBUTOR, PARTNER] {
        assert!(!op.get(path).await.expect(&[]).has(told), "{path}");
    }
}

#[tokio::test]
async fn whom_a_setting_binds_cannot_write_it() {
    let fixture = ConsoleFixture::new().await;
    let fields = [("review_days", "20"), ("was-review_days", "")];
    for (person, path, status) in [
        ("p1@x.example", PARTNER, 404),
        ("p1@x.example", DISTRIBUTOR, 404),
        ("d1@x.example", DISTRIBUTOR, 404),
        ("d1@x.example", REGION, 404),
        ("d1@x.example", "/settings/partners/7", 404),
        ("d2@x.example", PARTNER, 404),
        ("d1billing@x.example", PARTNER, 403),
        ("d1licence@x.example", PARTNER, 403),
        ("op@x.example", PARTNER, 404),
        ("helpdesk@x.example", REGION, 403),
        ("v@x.example", PARTNER, 404),
    ] {
        let browser = fixture.sign_in(person).await;
        assert_eq!(browser.post(path, &fields).await.status, status, "{person} {path}");
    }
    let op = fixture.sign_in("op@x.example").await;
    for path in [REGION, DISTRIBUTOR, PARTNER] {
        assert!(!op.get(path).await.has("<strong>20</strong>"), "{path}");
    }
}

#[tokio::test]
async fn a_value_out_of_bounds_is_refused_beside_its_field_and_kept_there() {
    let fixture = ConsoleFixture::new().await;
    let d1 = fixture.sign_in("d1@x.example").await;
    let fields = [
        ("auto_submit_days", "29"),
        ("over_provisioning_threshold_percent", "12,345"),
        ("reminder_days", "\"><script>alert(1)</script>"),
        ("resubmit_days", "4"),
        ("hold_flagged", "perhaps"),
    ];
    let page = d1.post(PARTNER, &fields).await;
    assert_eq!(page.status, 422, "{}", page.body);
    for text in [
        "Enter a whole number from 1 to 28",
        "at most two decimals",
        "days from 1 to 28",
        "Choose yes, no or inherit",
        "id=\"error-auto_submit_days\"",
    ] {
        assert!(page.has(text), "no {text:?}");
    }
    assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), 4);
    assert_eq!(field(&page, "auto_submit_days"), "29");
    assert_eq!(field(&page, "resubmit_days"), "4", "what was right is kept too");
    assert_eq!(field(&page, "reminder_days"), fields[2].1);
    assert!(!d1.get(PARTNER).await.expect(&[]).has("<strong>4</strong>"));
}

#[tokio::test]
async fn two_people_at_once_are_told() {
    let fixture = ConsoleFixture::new().await;
    let d1 = fixture.sign_in("d1@x.example").await;
    let stale = [("review_days", "9"), ("was-review_days", ""), ("settle_days", "3")];
    set(&d1, PARTNER, "review_days", "7").await.leads_on();
    let page = d1.post(PARTNER, &stale).await;
    assert_eq!(page.status, 409, "{}", page.body);
    for text in ["Someone else changed the same settings", "d1@x.example", ": 7."] {
        assert!(page.has(text), "no {text:?} in {}", page.body);
    }
    assert_eq!(
        (field(&page, "review_days").as_str(), field(&page, "settle_days").as_str()),
        ("9", "3")
    );
    // Saved again after their change was seen.
    assert_eq!(field(&page, "was-review_days"), "7");
    let again = [("review_days", "9"), ("was-review_days", "7"), ("settle_days", "3")];
    d1.post(PARTNER, &again).await.leads_on();
    let page = d1.get(PARTNER).await.expect(&["7 → <strong>9", "inherited → <strong>3"]);
    // Changes of different settings do not conflict.
    let other = [("resubmit_days", "4"), ("was-resubmit_days", ""), ("was-review_days", "")];
    d1.post(PARTNER, &other).await.leads_on();
    assert_eq!(field(&page, "review_days"), "9");
    assert_eq!(field(&d1.get(PARTNER).await, "review_days"), "9");
}

#[tokio::test]
async fn a_change_acts_on_reports_made_after_it_and_on_no_other() {
    let fixture = ConsoleFixture::new().await;
    let p1 = fixture.sign_in("p1@x.example").await;
    let october = report_of(&p1).await;
    let d1 = fixture.sign_in("d1@x.example").await;
    // P1 is 22% over: a violation at 10%, none at 25%.
    // Remarks that do not hold are on the page too, hidden, for the script.
    let violates = "data-remark=\"violation-needs-comment\"><b";
    p1.get(&october).await.expect(&["Above the threshold of 10%", violates]);
    set(&d1, PARTNER, "over_provisioning_threshold_percent", "25").await.leads_on();
    set(&d1, PARTNER, "auto_submit_days", "9").await.leads_on();
    // Made on 2 November with 7 days: the deadline does not change.
    p1.get(&october).await.expect(&["Above the threshold of 10%", violates, "8 Nov 2026, 24:00"]);
    fixture.clock_to("2026-12-02T12:00:00Z").await;
    let november = reports_of(&p1, "2026-11").await.pop().unwrap();
    // Made on 2 December with 9 days.
    let page = p1.get(&november).await.expect(&["10 Dec 2026, 24:00", "25%"]);
    assert!(!page.has(violates));
}
