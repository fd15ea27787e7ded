//! What `verify` says of time stamps, in the database and in a pack, and that OpenSSL verifies what
//! it names.

use super::{MINUTE, ask};
use crate::evidence::pack::{Pack, asked};
use crate::proving::signing::{add_records, now};
use crate::verifying::fixture::{VerifyFixture, on_both};
use countersign_app::actions::sequence_log;
use countersign_app::transparency::checkpoint::LogSigner;
use countersign_testkit::time_stamping::{TimeStampingAuthority, verifies};
use std::fs;
use std::path::Path;
use tlog_tiles::Hash;

/// A log with two time stamps and a later checkpoint.
struct Stamped {
    authority: TimeStampingAuthority,
    first: i64,
    last: i64,
}

impl Stamped {
    fn new(fixture: &VerifyFixture) -> Self {
        let authority = TimeStampingAuthority::start();
        let key = fixture.log_key();
        let [first, last] = fixture.with(async |store| {
            let mut sizes = Vec::new();
            for (minutes, numbers) in [(0, 0..300), (60, 300..303)] {
                let at = now().plus_micros(minutes * MINUTE);
                sizes.push(ask(store, &authority.url(), at).await.unwrap().unwrap());
                add_records(store, numbers).await;
                sequence_log::run(store, &key, now()).await.unwrap();
            }
            sizes.try_into().unwrap()
        });
        Self { authority, first, last }
    }

    fn files(&self, size: i64) -> [String; 2] {
        ["txt", "tsr"].map(|ending| format!("log/stamps/{size}.{ending}"))
    }
}

/// Runs the command of OpenSSL that was said, in a folder with the files that it names.
fn runs(said: &str, folder: &Path) -> bool {
    let (_, command) = said.split_once("openssl ").unwrap();
    verifies(folder, command.split(" (").next().unwrap())
}

#[test]
fn verify_says_when_the_log_was_stamped_and_names_the_command_for_the_rest() {
    on_both(|fixture| {
        let before = fixture.run(&["verify"]);
        assert!(!before.contains("stamp"), "{before}");
        let stamped = Stamped::new(fixture);
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().display().to_string();
        let said = fixture.run(&["verify", "--stamps-to", &to]);
        for words in [
            format!(", up to record {}, by the first of 2 time stamps\n", stamped.first),
            format!(", up to record {}\n", stamped.last),
            "who signed the time stamps was not checked".to_owned(),
        ] {
            assert!(said.contains(&words), "{words}: {said}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
        stamped.authority.write_root(folder.path());
        assert!(runs(&said, folder.path()), "{said}");
        TimeStampingAuthority::start().write_root(folder.path());
        assert!(!runs(&said, folder.path()), "another authority");
    });
}

#[test]
fn a_pack_carries_the_time_stamps_that_cover_its_records() {
    on_both(|fixture| {
        let stamped = Stamped::new(fixture);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pack.zip");
        let path = file.display().to_string();
        let verb = ["evidence", "--from", "2026-10", "--to", "2026-11", "-o", &path];
        fixture.program.expect(&verb, 0).unwrap();
        let pack = Pack::read(&fs::read(&file).unwrap());
        let [first, last] = [stamped.first, stamped.last].map(|size| stamped.files(size));
        let expected: Vec<&String> = first.iter().chain(&last).collect();
        let names = pack.0.iter().map(|(name, _)| name);
        let found: Vec<&String> = names.filter(|it| it.starts_with("log/stamps/")).collect();
        assert_eq!(found, expected);

        let said = fixture.run(&["verify", &path]);
        for words in [
            format!(", up to record {}, by the first of 2 time stamps\n", stamped.first),
            "everything in the pack holds\n".to_owned(),
        ] {
            assert!(said.contains(&words), "{words}: {said}");
        }
        fs::create_dir_all(folder.path().join("log/stamps")).unwrap();
        for (name, content) in &pack.0 {
            if name.starts_with("log/stamps/") {
                fs::write(folder.path().join(name), content).unwrap();
            }
        }
        stamped.authority.write_root(folder.path());
        assert!(runs(&said, folder.path()), "{said}");
    });
}

#[test]
fn time_stamps_that_do_not_belong_to_the_log_of_their_pack_are_found() {
    let fixture = VerifyFixture::on_sqlite();
    let stamped = Stamped::new(&fixture);
    let whole = Pack::of(&fixture, &asked());
    assert_eq!(whole.check().broken, Vec::<String>::new());
    let [note, answer] = stamped.files(stamped.first);
    let [_, other] = stamped.files(stamped.last);
    let changed = |change: &dyn Fn(&mut Pack)| {
        let mut pack = whole.clone();
        change(&mut pack);
        pack.refit();
        pack.check().broken.join("\n")
    };
    let swapped = whole.0.iter().find(|(name, _)| *name == other).unwrap().1.clone();
    let broken = changed(&|pack| *pack.file(&answer) = swapped.clone());
    assert_eq!(broken, "log/stamps.jsonl, line 1: the time stamp is for another checkpoint");
    let refusal = include_bytes!("../../../../../fuzz/corpus/time_stamp/refused");
    let broken = changed(&|pack| *pack.file(&answer) = refusal.to_vec());
    assert!(broken.starts_with("log/stamps.jsonl, line 1: the authority refused"), "{broken}");
    let broken = changed(&|pack| pack.0.retain(|(name, _)| *name != answer));
    assert!(broken.starts_with("log/stamps.jsonl, line 1: "), "{broken}");
    let size = stamped.first.cast_unsigned();
    for (signer, why) in [
        (LogSigner::new("x", [1; 32]).unwrap(), "none of the keys of the log signed"),
        (fixture.log_key().signer(&[]).unwrap().unwrap(), "does not continue what was stamped"),
    ] {
        let other_log = signer.checkpoint(size, Hash([7; 32]));
        let broken = changed(&|pack| *pack.file(&note) = other_log.clone().into_bytes());
        assert!(broken.contains(why), "{broken}");
    }
    let stray = ("log/stamps/7.tsr".to_owned(), Vec::new());
    let broken = changed(&|pack| pack.0.push(stray.clone()));
    assert_eq!(broken, "log/stamps/7.tsr: log/stamps.jsonl does not name it");
    let lines = whole.text("log/stamps.jsonl");
    let turned: String = lines.lines().rev().map(|line| format!("{line}\n")).collect();
    let broken = changed(&|pack| {
        *pack.file("log/stamps.jsonl") = turned.clone().into_bytes();
        // The files of a line are read only if it is in its order.
        *pack.file(&answer) = Vec::new();
    });
    assert_eq!(broken, "log/stamps.jsonl, line 2: it is not in its order");
}
