//! When an authority is asked, for what, and which answers are kept.

use super::{MINUTE, ask, kept};
use crate::proving::signing::{add_records, copied, now};
use crate::proving::threats::on_both;
use countersign_app::actions::sequence_log;
use countersign_app::random::SystemRandom;
use countersign_app::transparency::authority::StampAuthority;
use countersign_app::transparency::time_stamp::StampRequest;
use countersign_store::transparency::checkpoints;
use countersign_testkit::time_stamping::TimeStampingAuthority;
use countersign_testkit::web_server::{Manner, WebServer};

#[test]
fn the_newest_checkpoint_is_stamped_at_most_once_an_hour_and_kept_as_it_came() {
    on_both(|whole| {
        let (_folder, key_file) = copied(whole);
        let authority = TimeStampingAuthority::start();
        whole.in_copy(async |store| {
            let ask = async |minutes: i64| {
                let at = now().plus_micros(minutes * MINUTE);
                ask(store, &authority.url(), at).await.unwrap()
            };
            let grow = async |numbers| {
                add_records(store, numbers).await;
                sequence_log::run(store, &key_file, now()).await.unwrap();
            };
            let first = ask(0).await.unwrap();
            assert_eq!(ask(61).await, None, "nothing is new");
            grow(0..3).await;
            assert_eq!(ask(59).await, None, "it is too early");
            assert_eq!(ask(60).await, Some(first + 3));
            grow(3..4).await;
            // The machine's clock was ahead before, and no one waits until it is there again.
            assert_eq!(ask(-60).await, Some(first + 4));
            let heard = authority.web.heard();
            assert_eq!(heard.len(), 3);
            for request in heard {
                assert_eq!(request.line, "POST /in HTTP/1.1");
                assert_eq!(request.header("content-type"), "application/timestamp-query");
            }
            let kept = kept(store).await;
            assert_eq!(kept.len(), 3);
            for it in &kept {
                assert!(authority.stamped(&it.note, &it.response), "{}", it.note);
            }
            assert!(!authority.stamped(&kept[0].note, &kept[1].response));
        });
    });
}

#[test]
fn what_is_not_the_time_stamp_that_was_asked_for_is_not_kept() {
    on_both(|whole| {
        let authority = TimeStampingAuthority::start();
        let page = || "<html>".to_owned();
        let manners = [
            (Manner::Answers(500, page()), "it answers 500"),
            (Manner::Answers(200, page()), "the answer is not a time stamp"),
            (Manner::LeadsTo(authority.url()), "it answers 307"),
            (Manner::Rambles, "the response has more than 65536 bytes"),
            (Manner::BreaksOffInAnswer, "127.0.0.1: "),
            (Manner::BreaksOff, "127.0.0.1: "),
        ];
        whole.in_copy(async |store| {
            for (manner, why) in manners.clone() {
                authority.web.will(std::slice::from_ref(&manner));
                let failure = ask(store, &authority.url(), now()).await.unwrap_err();
                assert!(failure.contains(why), "{manner:?}: {failure}");
            }
            let last = store.reading(async |tx| checkpoints::last(tx).await).await.unwrap();
            let note = last.unwrap().note;
            let real = StampAuthority::new(&authority.url()).unwrap();
            for (note, why) in [
                (note.as_str(), "the time stamp answers another request"),
                ("another note", "the time stamp is for another checkpoint"),
            ] {
                let request = StampRequest::of(note, &SystemRandom);
                let (answer, _) = real.stamp(&request).await.unwrap();
                let again = WebServer::answering(move |_| answer.clone());
                let failure = ask(store, &again.url(), now()).await.unwrap_err();
                assert!(failure.ends_with(why), "{failure}");
            }
            assert_eq!(kept(store).await, []);
            assert!(ask(store, &authority.url(), now()).await.unwrap().is_some());
            assert_eq!(kept(store).await.len(), 1);
        });
    });
}
