//! Keys, rules, statements and signatures on the command line, with `ssh-keygen` as it is.

use super::fixture::SshKey;
use crate::verifying::fixture::{VerifyFixture, on_both};
use countersign_app::actions::sequence_log;
use countersign_app::signatures::ssh::NAMESPACE;
use countersign_domain::instant::Instant;
use countersign_testkit::command_line::Ended;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The files of one person who signs.
struct Desk<'a> {
    fixture: &'a VerifyFixture,
    folder: TempDir,
}

impl Desk<'_> {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, line: &str, paths: &[&Path], status: i32) -> Ended {
        let mut paths = paths.iter().map(|it| it.display().to_string());
        let words = line.split(' ').map(|word| match word {
            "FILE" => paths.next().unwrap(),
            word => word.to_owned(),
        });
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.fixture.program.expect(&words, status).unwrap()
    }

    /// A file of decisions.
    fn decisions(&self, rows: &str) -> PathBuf {
        let path = self.path("decisions.csv");
        fs::write(&path, format!("cycle,partner,action,vendor,product,chargeable,comment\n{rows}"))
            .unwrap();
        path
    }

    /// Signs a file beside it.
    fn sign(&self, key: &SshKey, file: &Path) -> PathBuf {
        let signature = key.sign_for(NAMESPACE, &fs::read_to_string(file).unwrap());
        let path = file.with_extension("txt.sig");
        fs::write(&path, signature).unwrap();
        path
    }
}

#[test]
fn a_person_states_signs_and_applies_on_the_command_line() {
    on_both(|fixture| {
        let desk = Desk { fixture, folder: tempfile::tempdir().unwrap() };
        let key = SshKey::new("ed25519");
        let public = key.path().with_extension("pub");
        let added = desk.run("signing-key add FILE --as p1@x.example", &[&public], 0).out;
        assert!(added.contains("SHA256:") && added.contains("test key"), "{added}");
        let private = desk.run("signing-key add FILE --as p1@x.example", &[&key.path()], 2).err;
        assert!(private.contains("this is a private key"), "{private}");
        desk.run("signing-rule set required --company P1 --verb submit", &[], 0);
        let rules = desk.run("signing-rule list --company P1", &[], 0).out;
        assert!(rules.contains("required"), "{rules}");
        let submit = desk.decisions("2026-11,P1,submit,,,,\n");
        let refused = desk.run("apply FILE --as p1@x.example", &[&submit], 1).out;
        assert!(refused.contains("requires a signature to submit a report"), "{refused}");
        let file = desk.path("submit.txt");
        let made = "statement submit --cycle 2026-11 --as p1@x.example -o FILE";
        let made = desk.run(made, &[&file], 0).out;
        assert!(made.starts_with("1 statement in "), "{made}");
        let signature = desk.sign(&key, &file);
        let apply = "apply FILE --as p1@x.example --signature FILE";
        let done = desk.run(apply, &[&submit, &signature], 0);
        assert!(done.err.contains("1 done"), "{}", done.err);
        let again =
            desk.run("statement submit --cycle 2026-11 --as p1@x.example -o FILE", &[&file], 2);
        assert!(again.err.contains("nothing to submit a report"), "{}", again.err);
        let id = added.split(' ').next().unwrap();
        desk.run(&format!("signing-key remove {id} --as p1@x.example"), &[], 0);
        let listed = desk.run("signing-key list --as p1@x.example", &[], 0).out;
        assert!(listed.contains(id), "a removed key stays: {listed}");
        let verified = desk.run("verify", &[], 0).out;
        assert!(verified.contains("signatures of decisions compared: 1"), "{verified}");
    });
}

#[test]
fn one_touch_signs_all_reports_of_a_query_and_an_auditor_sees_who_did() {
    on_both(|fixture| {
        let desk = Desk { fixture, folder: tempfile::tempdir().unwrap() };
        let key = SshKey::new("ecdsa");
        let public = key.path().with_extension("pub");
        desk.run("signing-key add FILE --as d1@x.example", &[&public], 0);
        desk.run("signing-rule set required --company D1 --verb approve", &[], 0);
        for (who, partner) in [("p1", "P1"), ("p2", "P2")] {
            let submit = desk.decisions(&format!("2026-11,{partner},submit,,,,checked\n"));
            desk.run(&format!("apply FILE --as {who}@x.example"), &[&submit], 0);
        }
        let file = desk.path("approve.txt");
        let made = "statement approve --cycle 2026-11 --as d1@x.example -o FILE";
        let made = desk.run(made, &[&file], 0).out;
        assert!(made.starts_with("2 statements in "), "{made}");
        let signature = desk.sign(&key, &file);
        let approve = desk.decisions("2026-11,P1,approve,,,,\n2026-11,P2,approve,,,,\n");
        let apply = "apply FILE --as d1@x.example --signature FILE";
        let statements = desk.path("approve.txt.statements");
        let whole = fs::read_to_string(&statements).unwrap();
        let cut: String = whole.lines().take(1).map(|line| format!("{line}\n")).collect();
        fs::write(&statements, cut).unwrap();
        let refused = desk.run(apply, &[&approve, &signature], 2).err;
        assert!(refused.contains("not among those that were signed"), "{refused}");
        fs::write(&statements, whole).unwrap();
        desk.run(apply, &[&approve, &signature], 0);
        let log_key = fixture.log_key();
        let now = Instant::parse("2026-12-30T00:00:00Z").unwrap();
        fixture.with(async |store| sequence_log::run(store, &log_key, now).await.unwrap());
        let verified = desk.run("verify", &[], 0).out;
        assert!(verified.contains("signatures of decisions compared: 2"), "{verified}");
        let pack = desk.path("pack.zip");
        desk.run("evidence --from 2026-11 --to 2026-11 --partner P1 -o FILE", &[&pack], 0);
        let verified = desk.run("verify FILE", &[&pack], 0).out;
        let signed = "report.approve at ";
        assert!(
            verified.contains(signed) && verified.contains("was signed by person"),
            "{verified}"
        );
        assert!(verified.contains("decisions that were signed: 1"), "{verified}");
    });
}

#[test]
fn a_dispatch_its_completion_and_its_return_are_signed_on_the_command_line() {
    on_both(|fixture| {
        let desk = Desk { fixture, folder: tempfile::tempdir().unwrap() };
        let key = SshKey::new("ed25519");
        let public = key.path().with_extension("pub");
        for who in ["d1", "v"] {
            desk.run(&format!("signing-key add FILE --as {who}@x.example"), &[&public], 0);
        }
        for (who, partner) in [("p1", "P1"), ("p2", "P2")] {
            let submit = desk.decisions(&format!("2026-11,{partner},submit,,,,checked\n"));
            desk.run(&format!("apply FILE --as {who}@x.example"), &[&submit], 0);
        }
        let approve = desk.decisions("2026-11,P1,approve,,,,\n2026-11,P2,approve,,,,\n");
        desk.run("apply FILE --as d1@x.example", &[&approve], 0);
        desk.run("signing-rule set required --company D1 --verb dispatch", &[], 0);
        let vendor = "signing-rule set required --company ACME --verb complete --verb return";
        desk.run(vendor, &[], 0);
        // One person states, signs, and gives the signature to the command.
        let signed = |verb: &str, who: &str, command: &str| {
            let file = desk.path(&format!("{verb}.txt"));
            let made = format!("statement {verb} --cycle 2026-11 --as {who}@x.example -o FILE");
            desk.run(&made, &[&file], 0);
            let signature = desk.sign(&key, &file);
            desk.run(&format!("{command} --signature FILE"), &[&signature], 0).out
        };
        let dispatch = "dispatch --cycle 2026-11 --vendor ACME --as d1@x.example";
        let refused = desk.run(dispatch, &[], 1).err;
        assert!(refused.contains("requires a signature"), "{refused}");
        let sent = signed("dispatch", "d1", dispatch);
        let number = sent.split_once(':').unwrap().0;
        let of = format!("--distributor D1 --{number} --as v@x.example");
        let complete = format!("complete {of} --partner P1");
        let refused = desk.run(&complete, &[], 1).out;
        assert!(refused.contains("requires a signature"), "{refused}");
        let done = signed("complete", "v", &complete);
        assert!(done.contains("P1: done"), "{done}");
        let done = signed("return", "v", &format!("return {of} --partner P2 --reason ours"));
        assert!(done.contains("P2: done"), "{done}");
        let verified = desk.run("verify", &[], 0).out;
        assert!(verified.contains("signatures of decisions compared: 4"), "{verified}");
    });
}

#[test]
fn a_file_that_is_too_large_for_a_signature_is_refused_and_not_cut() {
    let fixture = VerifyFixture::on_sqlite();
    let desk = Desk { fixture: &fixture, folder: tempfile::tempdir().unwrap() };
    let (file, signature) = (desk.path("large.txt"), desk.path("large.txt.sig"));
    fs::write(&signature, "x").unwrap();
    let large = fs::File::create(&file).unwrap();
    large.set_len(256 * 1024 * 1024 + 1).unwrap();
    let submit = desk.decisions("2026-11,P1,submit,,,,\n");
    let apply = "apply FILE --as p1@x.example --signature FILE";
    let refused = desk.run(apply, &[&submit, &signature], 2).err;
    assert!(refused.contains("large.txt: it is larger than 256 MiB"), "{refused}");
}
