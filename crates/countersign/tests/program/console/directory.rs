//! The directory: everyone sees their own company and those below it, and nothing else.

use crate::console::fixture::ConsoleFixture;

#[tokio::test]
async fn a_distributor_sees_its_own_partners_and_customers_only() {
    let fixture = ConsoleFixture::new().await;
    let d1 = fixture.sign_in("d1licence@x.example").await;
    let partners = d1.get("/partners").await.expect(&["Ångström IT AB", "Shop 24", "Reseller"]);
    assert!(!partners.has("Fjordnett") && !partners.has("<script>alert"));
    assert!(partners.has("&#60;script&#62;alert(1)&#60;/script&#62;"));
    let found = d1.get("/partners?find=%C3%A5NGSTR%C3%96M").await.expect(&["Ångström IT AB"]);
    assert!(!found.has("Shop 24"));
    let administrator = fixture.sign_in("d1@x.example").await;
    for typed in ["angstrom", "A%CC%8Angstro%CC%88m", "%EF%BC%A1ngstr%C3%B6m", "%E2%84%ABNGSTROM"] {
        d1.get(&format!("/partners?find={typed}")).await.expect(&["Ångström IT AB"]);
        let list = format!("/usage-reports?cycle=2026-10&find={typed}");
        administrator.get(&list).await.expect(&["Ångström IT AB", "name=\"found\""]);
    }
    d1.get("/customers?find=KIEL%20W%C3%A9rft").await.expect(&["Kiel Werft"]);
    d1.get("/partners?find=nowhere").await.expect(&["No results"]);
    let customers = d1.get("/customers").await.expect(&["Kiel Werft", "Lund &#34;Bygg&#34;"]);
    assert!(!customers.has("Fisk AS"));
    // The numbers of companies: operator 1, vendor 2, distributors 3 and 4, partners from 5 on.
    d1.get("/partners/5").await.expect(&["Ångström IT AB", "Europe/Berlin", "Lund"]);
    d1.get("/partners/8").await.expect(&["This partner gets no usage reports"]);
    let narrowed = d1.get("/customers?partner=6").await.expect(&["Nord GmbH"]);
    assert!(!narrowed.has("Kiel Werft"));
    for foreign in ["/partners/7", "/customers?partner=7", "/customers/4", "/partners/3"] {
        assert_eq!(d1.get(foreign).await.status, 404, "{foreign}");
    }
    for nothing in ["/partners/99", "/customers/99", "/partners/x", "/customers/-1"] {
        assert_eq!(d1.get(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn a_partner_sees_its_own_customers_with_their_last_readings() {
    let fixture = ConsoleFixture::new().await;
    let p1 = fixture.sign_in("p1@x.example").await;
    let customers = p1.get("/customers").await.expect(&["Kiel Werft"]);
    assert!(!customers.has("Nord GmbH") && !customers.has("Fisk AS"));
    p1.get("/customers/1").await.expect(&[
        "Endpoint Shield",
        "Gold",
        "1,000",
        "780",
        "31 Oct 2026",
    ]);
    // Not billable, ends later, and never has used units.
    let second = p1.get("/customers/2").await.expect(&["no, only listed", "31 Jan 2027"]);
    assert!(second.has("not reported"));
    for foreign in ["/customers/3", "/customers/4", "/partners", "/partners/6"] {
        assert_eq!(p1.get(foreign).await.status, 404, "{foreign}");
    }
    let reseller = fixture.sign_in("p4@x.example").await;
    reseller.get("/customers").await.expect(&["No customers yet"]);
}

#[tokio::test]
async fn the_operator_sees_all_as_a_tree_and_a_vendor_its_products() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("helpdesk@x.example").await;
    let tree = op.get("/partners").await;
    let tree = tree.expect(&["Europe/Berlin", "3 partners", "1 partner<", "Acme Security"]);
    assert!(tree.has("Nordlicht &#38; Söhne") && !tree.has("<b>North"));
    op.get("/partners?distributor=4").await.expect(&["Fjordnett"]);
    assert_eq!(op.get("/partners?distributor=5").await.status, 404, "that is a partner");
    op.get("/partners?find=fjord").await.expect(&["Fjordnett"]);
    op.get("/customers/4").await.expect(&["Cloud Space", "39.5", "Europe/Oslo"]);
    let vendor = fixture.sign_in("v@x.example").await;
    vendor.get("/products").await.expect(&["Cloud Space", "Average of the days"]);
    assert_eq!(vendor.get("/partners").await.status, 404);
    assert_eq!(vendor.get("/customers").await.status, 404);
}

#[tokio::test]
async fn an_empty_directory_says_what_would_fill_it() {
    let fixture = ConsoleFixture::empty().await;
    fixture.add_operator().await;
    let op = fixture.sign_in("op@x.example").await;
    op.get("/partners").await.expect(&["No companies yet", "regions.csv"]);
    op.get("/products").await.expect(&["No products yet"]);
    op.get("/customers").await.expect(&["No customers yet"]);
}
