//! Crates depend on each other as the table and the picture say.

use xtask::cargo::root;
use xtask::tidy::Finding;
use xtask::tidy::rooms::{Arrows, check, check_picture, dependencies, table};

fn messages(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(Finding::to_string).collect()
}

/// The table as a picture shows it.
fn picture() -> String {
    let mut picture = String::from("# Map\n\n```text\n");
    // `domain` comes first, as in ARCHITECTURE.md.
    let mut rooms: Vec<_> = table().into_iter().collect();
    rooms.sort_by_key(|(name, _)| name != "domain");
    for (name, others) in rooms {
        let folder = if name == "xtask" { name } else { format!("crates/{name}") };
        let others: Vec<_> = others.into_iter().collect();
        let arrow = if others.is_empty() { "" } else { "-> " };
        picture += &format!("{folder}  text {arrow}{}\n   more text\n", others.join(", "));
    }
    picture + "```\n\n```text\ncrates/other  -> domain\n```\n"
}

/// The arrow of one crate to another.
fn arrow(from: &str, to: &str) -> Arrows {
    Arrows::from([(from.to_owned(), [to.to_owned()].into())])
}

#[test]
fn the_table_has_every_crate_of_the_workspace() {
    let arrows = dependencies(&root()).unwrap();
    assert_eq!(check(&arrows), []);
    assert!(arrows.keys().eq(table().keys()), "{:?}", arrows.keys());
    assert!(arrows["countersign"].contains("domain"));
}

#[test]
fn an_arrow_that_the_table_does_not_have_is_found() {
    assert_eq!(check(&arrow("store", "domain")), []);
    assert_eq!(
        messages(&check(&arrow("domain", "store"))),
        ["crates/domain/Cargo.toml: `domain` may not depend on `store`: see \
          xtask/src/tidy/rooms.rs"]
    );
    assert_eq!(
        messages(&check(&arrow("attic", "domain"))),
        ["crates/attic/Cargo.toml: add the crate to xtask/src/tidy/rooms.rs"]
    );
}

#[test]
fn the_picture_has_the_arrows_of_the_table() {
    assert_eq!(check_picture(&picture()), []);
    let found = |from: &str, to: &str| messages(&check_picture(&picture().replace(from, to)));
    assert_eq!(
        found("crates/store  text -> domain", "crates/store  text"),
        ["ARCHITECTURE.md: show `store` with `-> domain`"]
    );
    assert_eq!(
        found("crates/domain  text", "crates/domain  text -> store"),
        ["ARCHITECTURE.md: show `domain`, which has no `->`"]
    );
    assert_eq!(
        found("xtask  text", "crates/attic  text\nxtask  text"),
        ["ARCHITECTURE.md: the picture has `attic`, and xtask/src/tidy/rooms.rs does not"]
    );
    assert_eq!(found("crates/testkit", "crates/attic").len(), 2);
    assert_eq!(
        messages(&check_picture("# Map\n")),
        ["ARCHITECTURE.md: show the crates in a `text` block that begins with crates/domain"]
    );
}
