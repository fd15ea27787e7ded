//! The lists: the size of fifty rows, and that pages are consistent.

use crate::console::browser::Browser;
use crate::console::fixture::ConsoleFixture;
use std::collections::BTreeSet;

/// The maximum bytes of a page with fifty rows and the fields of its filters.
const MOST: usize = 62 * 1024;

fn rows(page: &str) -> usize {
    page.matches("<tr data-row").count()
}

#[tokio::test]
async fn a_list_of_fifty_is_light_and_the_next_page_goes_on() {
    let fixture = ConsoleFixture::with_partners(60).await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    let path = "/usage-reports?cycle=2026-10&status=under-review";
    let first = browser.get(path).await.body;
    assert_eq!(rows(&first), 50);
    assert!(first.len() <= MOST, "{} bytes", first.len());
    let after = first.split("&amp;after=").nth(1).or_else(|| first.split("&#38;after=").nth(1));
    let cursor = after.and_then(|rest| rest.split('"').next()).expect("there is a next page");
    let second = browser.get(&format!("{path}&after={cursor}")).await.body;
    assert_eq!(rows(&second), 10);
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_told() {
    let fixture = ConsoleFixture::new().await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    for query in ["cycle=October", "status=Approved", "sort=colour", "after=x", "find=%00"] {
        let page = browser.get(&format!("/usage-reports?{query}")).await;
        assert_eq!(page.status, 400, "{query}");
    }
}

#[tokio::test]
async fn those_that_are_flagged_are_a_list_of_their_own() {
    let fixture = ConsoleFixture::with_partners(20).await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    let all = browser.get("/usage-reports?cycle=2026-10&sort=surprise").await;
    let link = "cycle=2026-10&#38;flagged=yes&#38;sort=surprise";
    let all = all.expect(&[&format!("class=\"flagged\" href=\"/usage-reports?{link}\">")]);
    let flagged = all.body.matches("<span class=\"flagged").count();
    assert!(flagged > 0 && flagged < rows(&all.body), "{flagged}");
    let own = browser.get(&format!("/usage-reports?{}", link.replace("&#38;", "&"))).await;
    let count = rows(&own.body);
    assert_eq!(own.body.matches("<span class=\"flagged").count(), count);
    assert!(own.has(&format!("aria-current=\"true\">{count} flagged</a>")), "{}", own.body);
    // The link shows all again, and a status filter keeps the flagged filter.
    assert!(own.has("class=\"flagged\" href=\"/usage-reports?cycle=2026-10&#38;sort=surprise\""));
    assert!(own.has("status=under-review&#38;flagged=yes"));
    let none = browser.get("/usage-reports?cycle=2026-10&flagged=yes&status=approved").await;
    none.expect(&["No report is flagged", "to see all of them again"]);
}

/// The addresses of the reports that a list shows.
async fn listed(browser: &Browser, query: &str) -> BTreeSet<String> {
    let page = browser.get(&format!("/usage-reports?cycle=2026-10&{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.body);
    page.body.split("<tr data-row id=\"").skip(1).map(|row| row[..38].to_owned()).collect()
}

#[tokio::test]
async fn a_filter_and_its_opposite_share_the_list_between_them() {
    let fixture = ConsoleFixture::with_partners(20).await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    let all = listed(&browser, "").await;
    assert_eq!(all.len(), 20);
    let mut narrowed = 0;
    for name in ["flagged", "violations", "comments"] {
        let with = listed(&browser, &format!("{name}=yes")).await;
        let without = listed(&browser, &format!("{name}=no")).await;
        assert!(with.is_disjoint(&without), "{name}");
        assert_eq!(with.union(&without).cloned().collect::<BTreeSet<_>>(), all, "{name}");
        narrowed += usize::from(!with.is_empty() && !without.is_empty());
    }
    assert!(narrowed >= 2, "{narrowed}");
    assert_eq!(listed(&browser, "vendor=ACME&product=EP").await, all);
    assert_eq!(listed(&browser, "product=GB").await.len(), 0);
    assert_eq!(listed(&browser, "over=999999").await, all, "no line has a last month");
    assert_eq!(listed(&browser, "decided=person").await.len(), 0);
    assert_eq!(listed(&browser, "since=2026-08").await, all, "the months before are empty");
}

#[tokio::test]
async fn every_filter_is_named_can_be_removed_and_stays_with_the_list() {
    let fixture = ConsoleFixture::with_partners(60).await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    let page = browser.get("/usage-reports?cycle=2026-10&vendor=ACME&violations=yes&over=5").await;
    let without = "/usage-reports?cycle=2026-10&#38;vendor=ACME&#38;over=5";
    page.expect(&[
        "<bdi>Vendor: Acme Security</bdi>",
        "<bdi>With violations</bdi>",
        "<bdi>Changed by more than 5%</bdi>",
        &format!("<a href=\"{without}\" title=\"Remove this filter\">"),
        "<a href=\"/usage-reports?cycle=2026-10\">Remove all filters</a>",
        "vendor=ACME&#38;violations=yes&#38;over=5&#38;after=",
        "/usage-reports/export?cycle=2026-10&#38;vendor=ACME&#38;violations=yes&#38;over=5&amp;",
        "name=\"query\" value=\"cycle=2026-10&#38;vendor=ACME&#38;violations=yes&#38;over=5\"",
        "vendor=ACME&#38;violations=yes&#38;over=5&#38;open=",
    ]);
    let export = "/usage-reports/export?cycle=2026-10&format=csv&violations=no";
    let lines = browser.get(export).await.body.lines().count();
    assert_eq!(lines, 1 + listed(&browser, "violations=no").await.len(), "one line a report");
}

#[tokio::test]
async fn a_code_of_another_company_is_answered_like_one_that_does_not_exist() {
    let fixture = ConsoleFixture::new().await;
    fixture.add_vendor().await;
    let vendor = fixture.sign_in("v@x.example").await;
    for (name, known) in [("vendor", "OTHER"), ("product", "OTHERPRODUCT")] {
        let of = async |code: &str| {
            let page = vendor.get(&format!("/usage-reports?{name}={code}")).await;
            assert_eq!(page.status, 200);
            page.body.replace(code, "CODE")
        };
        assert_eq!(of(known).await, of("NOBODY").await, "{name}");
    }
    let page = vendor.get("/usage-reports").await;
    assert!(!page.has("OTHER") && !page.has("Other"), "{}", page.body);
    // A product of which only another distributor has reports.
    let other = fixture.sign_in("d2@x.example").await;
    assert_eq!(listed(&other, "product=EP").await.len(), 0);
    assert_eq!(listed(&other, "product=GB").await.len(), 1);
}

#[tokio::test]
async fn every_column_sorts_in_both_directions_and_says_so() {
    let fixture = ConsoleFixture::with_partners(20).await;
    let browser = fixture.sign_in("d1billing@x.example").await;
    let all = listed(&browser, "").await;
    for by in [
        "partner",
        "surprise",
        "due",
        "decided",
        "status",
        "city",
        "name",
        "vendor",
        "distributor",
        "lines",
        "flags",
        "violations",
        "comments",
    ] {
        for sort in [by.to_owned(), format!("-{by}")] {
            assert_eq!(listed(&browser, &format!("sort={sort}")).await, all, "{sort}");
        }
    }
    let page = browser.get("/usage-reports?cycle=2026-10&sort=comments").await;
    page.expect(&[
        "class=\"mark\" aria-sort=\"descending\"",
        "href=\"/usage-reports?cycle=2026-10&#38;sort=-comments\"",
        "href=\"/usage-reports?cycle=2026-10&#38;sort=lines\"",
    ]);
    let page = browser.get("/usage-reports?cycle=2026-10&sort=-name").await;
    page.expect(&["class=\"name\" aria-sort=\"descending\""]);
}
