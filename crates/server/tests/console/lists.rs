//! The lists: what fifty rows weigh, and that pages hold together.

use crate::world::World;

/// The most bytes of a page with fifty rows.
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
