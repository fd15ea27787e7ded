//! The PDF of a report: what is in it, for whom, and what a check of it finds.
//!
//! SQL here: a report of the month before that its vendor has not been sent.

use crate::signatures::fixture::{person, report};
use crate::verifying::fixture::{VerifyFixture, on_both};
use countersign_app::actions::print_report;
use countersign_domain::actor::Person;
use countersign_store::reports::{self, Key};
use countersign_store::{Store, Tx};
use flate2::read::ZlibDecoder;
use std::fs;
use std::io::Read;
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

/// The file of the options inside the PDF that a reader gets.
async fn options(tx: &mut Tx, key: Key, reader: &Person) -> String {
    let stored = reports::find(tx, &[key]).await.unwrap().pop().flatten().unwrap();
    let pdf = print_report::gather(tx, stored, Some(reader), "en").await.unwrap().print().unwrap();
    let begin = b"stream\n";
    let streams = pdf.windows(begin.len()).enumerate().filter(|(_, it)| it == begin);
    let texts = streams.filter_map(|(at, _)| {
        let mut text = String::new();
        ZlibDecoder::new(&pdf[at + begin.len()..]).read_to_string(&mut text).ok()?;
        Some(text)
    });
    texts.into_iter().find(|text| text.starts_with("{\"format\":\"countersign pages")).unwrap()
}

/// A vendor does not know what was never dispatched to it, and no PDF tells it.
#[test]
fn last_month_is_in_the_pdf_of_a_reader_who_may_know_of_it() {
    on_both(|fixture| {
        fixture.with(async |store: &Store| {
            let key = report(store, "2026-11", "P1").await;
            let (d1, v) = (person(store, "d1").await, person(store, "v").await);
            let mut tx = store.begin().await.unwrap();
            for reader in [&d1, &v] {
                let text = options(&mut tx, key, reader).await;
                assert!(text.contains("\"last_month\":{\"EP\":"), "{text}");
            }
            let before = Key { cycle: key.cycle.plus(-1), ..key };
            let sql = "UPDATE reports SET status = 'approved' WHERE partner_id = $1 AND cycle = $2";
            let values = [before.partner_id.into(), before.cycle.into()];
            assert_eq!(tx.execute(sql, &values).await.unwrap(), 1);
            assert!(options(&mut tx, key, &d1).await.contains("\"last_month\":{\"EP\":"));
            assert!(options(&mut tx, key, &v).await.contains("\"last_month\":null"));
            tx.rollback().await.unwrap();
        });
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
