//! An auditor checks a pack of a stamped log in a browser: the page says when it was stamped, and
//! that it did not check by whom, and finds what does not belong to the log.

use crate::evidence::Auditor;
use crate::packs::pack::asked;
use crate::packs::pack_files::Pack;
use crate::verifying::fixture::VerifyFixture;
use countersign_app::actions::stamp_log::{self, StampSchedule};
use countersign_app::clock::Clock;
use countersign_app::random::SystemRandom;
use countersign_app::transparency::authority::StampAuthority;
use countersign_store::Store;
use countersign_testkit::time_stamping::TimeStampingAuthority;
use tlog_tiles::Hash;

#[test]
fn the_page_says_when_the_log_was_stamped_and_finds_what_does_not_belong_to_it() {
    let auditor = Auditor::new();
    let fixture = VerifyFixture::on_sqlite();
    let whole = Pack::of(&fixture, &asked());
    assert!(!auditor.check(&whole.bytes()).contains("According to a time stamp, the log"));
    let stamping = TimeStampingAuthority::start();
    let authority = StampAuthority::new(&stamping.url()).unwrap();
    let (schedule, now) = (StampSchedule { authority, every: 1 }, Clock::default().machine_time());
    let stamp = async |store: &Store| stamp_log::run(store, &schedule, &SystemRandom, now).await;
    let size = fixture.with(stamp).unwrap().unwrap().size;
    let [note, answer] = ["txt", "tsr"].map(|ending| format!("log/stamps/{size}.{ending}"));

    let whole = Pack::of(&fixture, &asked());
    let said = auditor.check(&whole.bytes());
    let command = format!("openssl ts -verify -in {answer} -data {note} -CAfile root.pem");
    assert_eq!(auditor.window().count(".verdict.bad"), 0, "{said}");
    let stamped = "According to a time stamp, the log existed";
    for sentence in [stamped, "This page did not check who signed the time stamp.", &command] {
        assert!(said.contains(sentence), "no {sentence:?} in:\n{said}");
    }
    let signer = fixture.log_key().signer(&[]).unwrap().unwrap();
    let other_log = signer.checkpoint(size.cast_unsigned(), Hash([7; 32]));
    let another = include_bytes!("../../../../fuzz/corpus/time_stamp/granted").to_vec();
    let lines = "log/stamps.jsonl".to_owned();
    let no_size = b"{\"size\":{\"toString\":1},\"path\":[]}\n".to_vec();
    let stray = "log/stamps/7.tsr".to_owned();
    for (file, content, sentence) in [
        (&answer, another, "The time stamp is for another checkpoint than the one beside it."),
        (&answer, b"0".to_vec(), "A time stamp, or the checkpoint that was stamped, cannot"),
        (&note, other_log.into_bytes(), "The log of the pack does not continue the checkpoint"),
        (&lines, no_size, "A time stamp, or the checkpoint that was stamped, cannot"),
        (&stray, Vec::new(), "No pack has a file with the name log/stamps/7.tsr"),
    ] {
        let mut pack = whole.clone();
        pack.0.retain(|(name, _)| name != file);
        pack.0.push((file.clone(), content));
        pack.refit();
        assert!(!pack.check().broken.is_empty(), "{sentence}");
        let said = auditor.check(&pack.bytes());
        assert_eq!(auditor.window().count(".verdict.bad"), 1, "{sentence}: {said}");
        assert!(said.contains(sentence), "no {sentence:?} in:\n{said}");
    }
}
