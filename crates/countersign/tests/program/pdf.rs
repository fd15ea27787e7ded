//! The PDF of a report: what is in it, for whom, and what a check of it finds.

use crate::verifying::fixture::{VerifyFixture, on_both};
use std::fs;
use std::path::Path;
use std::process::Command;

const P1: [&str; 6] = ["export", "--cycle=2026-10", "--partner=P1", "--format=pdf", "-o", ""];

/// Exports the PDF of a report with these options more.
fn exported(fixture: &VerifyFixture, file: &Path, more: &[&str]) -> Vec<u8> {
    let path = file.display().to_string();
    let verb = [&P1[..5], &[path.as_str()], more].concat();
    fixture.program.expect(&verb, 0).unwrap();
    fs::read(file).unwrap()
}

/// What `qpdf --check` says of a file.
fn qpdf(file: &Path) -> String {
    let checked = Command::new("qpdf").arg("--check").arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.status.success(), "{said}{}", String::from_utf8_lossy(&checked.stderr));
    said
}

#[test]
fn the_pdf_of_a_report_holds_by_itself_and_with_the_database() {
    on_both(|fixture| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("p1.pdf");
        let path = file.display().to_string();
        for language in ["en", "de", "ja", "fr"] {
            let option = format!("--language={language}");
            let bytes = exported(fixture, &file, &[&option]);
            assert!(bytes == exported(fixture, &file, &[&option]), "the same report, other bytes");
            assert!(qpdf(&file).contains("No syntax or stream encoding errors found"));
            let found = fixture.program.expect(&["verify", &path], 0).unwrap();
            assert_eq!(found.err, "", "{language}: {found:?}");
            for words in [
                "its pages show what the files inside say",
                "all of this is only what the PDF says",
                "history entries: everything in the PDF holds\n",
            ] {
                assert!(found.out.contains(words), "{words}: {}", found.out);
            }
        }
        let found = fixture.program.expect(&["verify", &path, "--with-database"], 0).unwrap();
        assert!(found.out.contains("entries, and 0 that are newer"), "{found:?}");
        assert!(!found.out.contains("only what the PDF says"), "{found:?}");
    });
}

#[test]
fn a_pdf_has_one_report() {
    on_both(|fixture| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf").display().to_string();
        let refused = |more: &[&str]| {
            let verb = ["export", "--cycle=2026-10", "-o", &path];
            fixture.program.expect(&[&verb, more].concat(), 2).unwrap().err
        };
        assert!(refused(&["--format=pdf"]).contains("a PDF has one report, and there are several"));
        assert!(refused(&["--format=pdf", "--partner=nobody"]).contains("no such report"));
        let vendor = refused(&["--format=pdf", "--partner=P1", "--vendor=OTHER"]);
        assert!(vendor.contains("no such report"), "{vendor}");
        assert!(refused(&["--format=csv", "--vendor=ACME"]).contains("apply to --format pdf only"));
        assert!(refused(&["--format=pdf", "--dialect=tab"]).contains("applies to CSV only"));
        assert!(!Path::new(&path).exists());
    });
}

#[test]
fn a_changed_pdf_does_not_hold() {
    let fixture = VerifyFixture::on_sqlite();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p1.pdf");
    let path = file.display().to_string();
    let whole = exported(&fixture, &file, &[]);
    // Something after the end, which a viewer would show, and a byte of the pages.
    let appended = [&whole[..], b"\n% more\n"].concat();
    let mut turned = whole.clone();
    let stream = b"stream\n";
    let at = turned.windows(stream.len()).rposition(|it| it == stream).unwrap() - 400;
    turned[at] ^= 1;
    let cut = whole[..9_000].to_vec();
    for (name, bytes) in [("appended", appended), ("turned", turned), ("cut", cut)] {
        fs::write(&file, bytes).unwrap();
        let found = fixture.program.run(&["verify", &path]);
        assert_ne!(found.status, Some(0), "{name}: {found:?}");
    }
}
