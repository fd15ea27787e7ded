//! The project's rules hold in this workspace, and each of them finds a violation.

mod circles;
mod features;
mod log_events;
mod rooms;
mod writes;

use xtask::cargo::root;
use xtask::tidy::{Finding, findings, rules};

/// The findings in a file with this content, as text.
fn found(path: &str, text: &str) -> String {
    rules::check(path, text).iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

/// Whether a line of Rust in the server gives a finding.
fn faulty(line: &str) -> bool {
    !found("crates/countersign/src/page.rs", &format!("//! A page.\n{line}\n")).is_empty()
}

#[test]
fn the_workspace_is_tidy() {
    let findings = findings(&root()).unwrap();
    let listed: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(listed.is_empty(), "\n{}\n", listed.join("\n"));
}

#[test]
fn files_and_lines_have_their_limits() {
    let file = |lines: usize| format!("//! Docs.\n{}", "//\n".repeat(lines - 1));
    assert_eq!(found("a.rs", &file(500)), "");
    assert_eq!(found("a.rs", &file(501)), "a.rs: 501 lines, at most 500: split it");
    assert_eq!(found("guide.md", &file(501)), "");
    let page = "crates/countersign/tests/program/console/pages/account.en.html";
    assert_eq!(found(page, &file(501)), "");

    let line = |columns: usize| format!("// {}", "é".repeat(columns - 3));
    assert!(!faulty(&line(100)));
    assert!(faulty(&line(101)));
}

#[test]
fn a_module_says_what_it_owns() {
    assert_eq!(found("a.rs", "\n//! Docs.\n"), "");
    assert_eq!(found("a.rs", ""), "");
    assert!(found("a.rs", "use std::fmt;\n//! Late.\n").starts_with("a.rs:1: say first"));
}

#[test]
fn sql_stays_in_the_store() {
    for line in [
        r#"let a = "SELECT a FROM b";"#,
        r#"let a = "select a from b";"#,
        r"    INSERT INTO b (a)",
        r#""insert into b""#,
        r#""UPDATE b SET a = 1""#,
        r#""update b set a = 1""#,
        r#""DELETE FROM b""#,
    ] {
        assert!(faulty(line), "{line}");
        assert_eq!(found("crates/store/src/b.rs", &format!("//! B.\n{line}")), "");
    }
    for line in [
        r#""<select name=a>""#,
        r#""select one or more""#,
        r#""the last update was set aside""#,
        "// SELECT a FROM b",
        "const PRESELECT : u8 = 1;",
    ] {
        assert!(!faulty(line), "{line}");
    }
}

#[test]
fn a_read_ends_itself() {
    let line = "    tx.rollback().await?;";
    assert!(faulty(line));
    for path in [
        "crates/store/src/copy.rs",
        "crates/store/tests/on_both/copies.rs",
        "crates/app/src/actions/import/directory_files.rs",
        "crates/countersign/tests/program/quarter.rs",
    ] {
        assert_eq!(found(path, &format!("//! A.\n{line}\n")), "", "{path}");
    }
}

#[test]
fn a_test_of_the_server_may_use_sql_with_a_reason() {
    let path = "crates/countersign/tests/restart.rs";
    let test = |docs: &str| found(path, &format!("//! Restart.\n{docs}\n\"DELETE FROM b\""));
    assert_eq!(test("//! SQL here: breaks a row that no verb can break."), "");
    assert_ne!(test("//! SQL here: "), "");
    assert_ne!(test("//!"), "");
}

#[test]
fn nothing_is_put_off_skipped_or_silenced() {
    for line in ["#[ignore]", "#[ignore = \"slow\"]", "#[cfg_attr(windows, ignore)]"] {
        assert!(faulty(line), "{line}");
    }
    for line in ["#[allow(dead_code)]", "#![allow(dead_code)]", "// TODO: more", "/* XXX */"] {
        assert!(faulty(line), "{line}");
    }
    for line in ["#[expect(dead_code, reason = \"…\")]", "// mktemp -d a.XXXXXX", "ignore();"] {
        assert!(!faulty(line), "{line}");
    }
    assert_eq!(
        found("README.md", "FIXME"),
        "README.md:1: FIXME: do it now, or open an issue for it"
    );
    assert_eq!(found("currencies.csv", "XXX,none"), "");
}

#[test]
fn names_say_what_is_inside() {
    for path in ["src/utils.rs", "tests/common/mod.rs", "src/mail_service.rs", "helpers.css"] {
        assert!(found(path, "//! Docs.").contains("says nothing"), "{path}");
    }
    for path in ["packaging/countersign.service", "src/service_provider.rs", "src/utility.rs"] {
        assert_eq!(found(path, "//! Docs."), "", "{path}");
    }
}

#[test]
fn nothing_points_to_one_machine_or_registry() {
    for text in ["cd /work/main", "(/root/.cargo)", "\"/home/me/a\"", "curl https://pypi.org/"] {
        assert_ne!(found("guide.md", text), "", "{text}");
    }
    for text in ["docs/work/a", "$PWD/root/a", "https://example.com/home/a", "${HOME}/work/a"] {
        assert_eq!(found("guide.md", text), "", "{text}");
    }
    assert_eq!(found("Cargo.lock", "https://github.com/rust-lang/crates.io-index"), "");
}
