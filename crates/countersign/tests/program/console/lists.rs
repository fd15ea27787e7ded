//! The lists: the size of fifty rows, and that pages are consistent.

use crate::console::world::World;

/// The maximum bytes of a page with fifty rows.
const MOST: usize = 60 * 1024;

fn rows(page: &str) -> usize {
    page.matches("<tr data-row").count()
}

#[tokio::test]
async fn a_list_of_fifty_is_light_and_the_next_page_goes_on() {
    let world = World::with_partners(60).await;
    let browser = world.sign_in("d1billing@x.example").await;
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
    let world = World::new().await;
    let browser = world.sign_in("d1billing@x.example").await;
    for query in ["cycle=October", "status=Approved", "sort=colour", "after=x", "find=%00"] {
        let page = browser.get(&format!("/usage-reports?{query}")).await;
        assert_eq!(page.status, 400, "{query}");
    }
}

#[tokio::test]
async fn those_that_are_flagged_are_a_list_of_their_own() {
    let world = World::with_partners(20).await;
    let browser = world.sign_in("d1billing@x.example").await;
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
    none.expect(&["No report is flagged", "leads to all of them again"]);
}
