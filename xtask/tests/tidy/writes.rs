//! No skin writes to the store.

use xtask::tidy::{Finding, writes};

const STORE: &str = "
    pub async fn find(tx: &mut Tx) -> Result<()> { tx.first(FIND, &[]).await }
    pub async fn put(tx: &mut Tx) -> Result<()> {
        tx
            .execute(PUT, &[]).await
    }
    pub async fn put_all(tx: &mut Tx) -> Result<()> { put(tx).await }
    pub fn count(names: &mut Names) { names.insert(1); }";

/// What is found in a file of this content.
fn found(path: &str, text: &str) -> Vec<String> {
    let above = "pub async fn join(tx: &mut Tx) -> Result<()> { names::put_all(tx).await }";
    let sources = [
        ("crates/store/src/people/names.rs", STORE),
        ("crates/store/src/accounts.rs", above),
        (path, text),
    ];
    let sources = sources.map(|(path, text)| (path.to_owned(), text.to_owned()));
    writes::check(&sources).iter().map(Finding::to_string).collect()
}

#[test]
fn a_page_that_writes_is_found_with_the_name_of_what_it_calls() {
    let page = "crates/console/src/pages/account.rs";
    let text = "use countersign_store::{Tx, accounts};\nfn f() { accounts::join(tx) }";
    let message = "writes to the store: let an action in crates/app do it";
    assert_eq!(found(page, text), [format!("{page}: `accounts::join` {message}")]);
    for writes in [
        "use countersign_store::people;\nfn f() { people::put(tx) }",
        "use countersign_store::people::names;\nfn f() { names::put_all(tx) }",
        "use countersign_store::people::{self as stored, Person};\nfn f() { stored::put(tx) }",
        "use countersign_store::people as stored;\nfn f() { stored::put(tx) }",
        "use countersign_store::people::put;\nfn f() { put(tx) }",
        "fn f() { countersign_store::people::put(tx) }",
    ] {
        assert_eq!(found(page, writes).len(), 1, "{writes}");
    }
}

#[test]
fn reading_is_free_and_actions_write() {
    let writes = "use countersign_store::people;\nfn f() { people::put(tx) }";
    for (path, text) in [
        ("crates/console/src/a.rs", "use countersign_store::people;\nfn f() { people::find(tx) }"),
        ("crates/console/src/a.rs", "use countersign_store::people;\nfn f() { people::count(n) }"),
        ("crates/console/src/a.rs", "use countersign_app::people;\nfn f() { people::put(tx) }"),
        ("crates/app/src/actions/a.rs", writes),
        ("crates/delivery/src/a.rs", writes),
    ] {
        assert_eq!(found(path, text), [""; 0], "{text}");
    }
}
