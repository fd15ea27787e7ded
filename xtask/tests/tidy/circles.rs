//! Circles of files are found, however the files import each other.

use xtask::tidy::Finding;
use xtask::tidy::circles::check;

/// The findings in a crate whose files have these names and texts.
fn found(files: &[(&str, &str)]) -> Vec<Finding> {
    let path = |inner: &str| format!("crates/a/src/{inner}.rs");
    let sources = files.iter().map(|(inner, text)| (path(inner), (*text).to_owned()));
    check(&sources.collect::<Vec<_>>())
}

/// Whether `text`, the content of `one.rs`, imports from `one/two.rs`, which leads back to `one.rs`
/// through other files.
fn is_import(text: &str) -> bool {
    let rest = [
        ("one/two", "use crate::three::A;"),
        ("three", "use crate::four::B;"),
        ("four", "use crate::five::C;"),
        ("five", "use crate::one::D;"),
    ];
    let files: Vec<_> = [("one", text)].into_iter().chain(rest).collect();
    !found(&files).is_empty()
}

#[test]
fn a_circle_of_more_than_four_files_is_found_once_with_all_its_files() {
    let four = [
        ("a", "use crate::b::B;"),
        ("b", "use crate::c::C;"),
        ("c", "use crate::d::D;"),
        ("d", "use crate::a::A;\nuse crate::e::E;"),
    ];
    assert_eq!(found(&four), []);
    assert_eq!(found(&[&four[..], &[("e", "")]].concat()), []);

    let five = found(&[&four[..], &[("e", "use crate::d::D;")]].concat());
    let five: Vec<String> = five.iter().map(Finding::to_string).collect();
    let expected = "crates/a/src/a.rs: 5 files import each other, at most 4: move what they \
         share to a file of its own; the others are crates/a/src/b.rs, crates/a/src/c.rs, \
         crates/a/src/d.rs, crates/a/src/e.rs";
    assert_eq!(five, [expected]);
}

#[test]
fn imports_are_read_in_every_form() {
    for text in [
        "use crate::one::two::E;",
        "use crate::{one::{two::{E, F as G}}, three};",
        "use self::two::*;",
        "pub(crate) use two::E;",
        "fn f() { let e: crate::one::two::E = two::e(); }",
        "fn f() { two::e() }",
        "mod inner { use super::two::E; }",
        "mod inner { fn f() {} }\nfn f() { two::e() }",
        "/* \" */ fn f() { let q = '\"'; let r = r#\"a\"b\"#; two::e() }",
        "fn f<'a>(it: &'a str) -> &'a E { two::e(it) }",
    ] {
        assert!(is_import(text), "{text}");
    }
    for text in [
        "mod two;",
        "// use two::E;",
        "/// See [`two::E`].\nfn f() {}",
        "fn f() -> &'static str { \"two::e()\" }",
        "pub(in crate::one::two) fn f() {}",
        "use other::two::E;",
        "mod inner { fn f() { two::e() } }",
        "#[cfg(test)]\nmod tests { use super::two::E; }",
    ] {
        assert!(!is_import(text), "{text}");
    }
}

#[test]
fn a_parent_that_its_children_import_is_part_of_the_circle() {
    let child = |name| (name, "use super::Shared;");
    let children = [child("p/a"), child("p/b"), child("p/c"), child("p/d")];
    let parent = |text| [&[("p", text)], &children[..]].concat();
    assert_eq!(found(&parent("mod a;\nmod b;\nmod c;\nmod d;\npub struct Shared;")), []);
    let calls = "fn run() { a::run(); b::run(); c::run(); d::run() }";
    assert_eq!(found(&parent(calls)).len(), 1);
    // `p/mod.rs` is the same module as `p.rs`.
    assert_eq!(found(&[&[("p/mod", calls)], &children[..]].concat()).len(), 1);
}

#[test]
fn the_root_of_a_crate_and_other_crates_are_no_part_of_a_circle() {
    let files = ["b", "c", "d", "e"].map(|name| (name, "use crate::Shared;"));
    let root = ("lib", "pub use b::B;\npub use c::C;\npub use d::D;\npub use e::E;");
    assert_eq!(found(&[&[root], &files[..]].concat()), []);

    let text = |next: &str| format!("use crate::{next}::A;");
    let names = ["a", "b", "c", "d", "e"];
    let next = names.iter().cycle().skip(1);
    let sources = names.iter().zip(next).zip(["x", "x", "y", "y", "x"]);
    let sources =
        sources.map(|((name, next), of)| (format!("crates/{of}/src/{name}.rs"), text(next)));
    assert_eq!(check(&sources.collect::<Vec<_>>()), []);
}
