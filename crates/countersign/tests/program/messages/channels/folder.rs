//! Into a folder.

use super::{AGAIN, SENT, STEM, Sending, is_table};
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_testkit::command_line::CommandLine;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        names.map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_whole_file_is_there_and_the_same_again_changes_nothing() {
    let sending = Sending::new().await;
    let folder = sending.directory("north");
    let channel = sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
    let dispatch = sending.dispatch(&[1, 2]).await;
    sending.carry(&sending.outbound, SENT).await;
    assert_eq!(sending.stands(&dispatch).await, (DeliveryState::Sent, String::new()));
    let file = format!("{STEM}.csv");
    assert_eq!(names(&folder), std::slice::from_ref(&file));
    let text = fs::read_to_string(folder.join(&file)).unwrap();
    assert!(is_table(&text, 2), "{text}");
    let before = fs::metadata(folder.join(&file)).unwrap().modified().unwrap();
    sending.send_again(&dispatch, &channel).await;
    sending.carry(&sending.outbound, SENT).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
    assert_eq!(fs::metadata(folder.join(&file)).unwrap().modified().unwrap(), before);
}

#[tokio::test]
async fn other_content_under_the_name_is_never_written_over() {
    for other in ["file", "longer", "link", "directory"] {
        let sending = Sending::new().await;
        let folder = sending.directory("north");
        sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
        let path = folder.join(format!("{STEM}.csv"));
        let outside = sending.directory("outside").join("kept");
        fs::write(&outside, "kept").unwrap();
        match other {
            "file" => fs::write(&path, "an older one").unwrap(),
            "longer" => fs::write(&path, "x".repeat(1 << 20)).unwrap(),
            "link" => symlink(&outside, &path).unwrap(),
            _ => fs::create_dir(&path).unwrap(),
        }
        let dispatch = sending.dispatch(&[1]).await;
        sending.carry(&sending.outbound, SENT).await;
        sending.is_given_up(&dispatch, "exists with other content").await;
        assert_eq!(fs::read_to_string(&outside).unwrap(), "kept");
        assert_eq!(names(&folder).len(), 1, "nothing is left behind");
    }
}

#[tokio::test]
async fn what_cannot_be_written_leaves_nothing_and_is_tried_again() {
    let sending = Sending::new().await;
    let folder = sending.directory("north");
    let channel = sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    // The directory is gone.
    fs::remove_dir(&folder).unwrap();
    sending.carry(&sending.outbound, SENT).await;
    sending.is_put_off(&dispatch, "there is no directory").await;
    // There is something that cannot be removed in the place of the file.
    fs::create_dir(&folder).unwrap();
    let id = countersign_domain::code::delivery_uuid(dispatch.id, channel.id);
    let part = folder.join(format!(".{STEM}.csv.{}.part", id.simple()));
    fs::create_dir(&part).unwrap();
    sending.carry(&sending.outbound, AGAIN).await;
    sending.is_put_off(&dispatch, STEM).await;
    fs::remove_dir(&part).unwrap();
    // A piece of an interrupted attempt does not matter, and a link is not followed.
    let outside = sending.directory("outside").join("kept");
    fs::write(&outside, "kept").unwrap();
    symlink(&outside, &part).unwrap();
    sending.carry(&sending.outbound, "2026-11-22T12:03:00Z").await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
    assert_eq!(names(&folder), [format!("{STEM}.csv")]);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "kept");
}

#[tokio::test]
async fn nothing_is_written_outside_of_the_root_also_when_a_link_leads_there_later() {
    let sending = Sending::new().await;
    let folder = sending.directory("north");
    sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    let outside = tempfile::tempdir().unwrap();
    fs::remove_dir(&folder).unwrap();
    symlink(outside.path(), &folder).unwrap();
    sending.carry(&sending.outbound, SENT).await;
    sending.is_given_up(&dispatch, "is not below --dispatch-folder").await;
    assert!(names(outside.path()).is_empty());
}

#[tokio::test]
async fn a_server_without_a_root_says_so() {
    let sending = Sending::new().await;
    let folder = sending.directory("north");
    sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    let mut rootless = sending.outbound.clone();
    rootless.destinations.folder = None;
    sending.carry(&rootless, SENT).await;
    sending.is_put_off(&dispatch, "no folder is set up").await;
    assert!(names(&folder).is_empty());
}

#[tokio::test]
async fn the_doctor_sends_a_test_only_when_it_is_asked_for_and_out_of_no_rehearsal_unasked() {
    let sending = Sending::new().await;
    let folder = sending.directory("north");
    sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
    let store = &sending.fixture.store;
    let file = store.url().file().unwrap().display().to_string();
    let program = CommandLine::new(env!("CARGO_BIN_EXE_countersign"), format!("sqlite:{file}"));
    let root = sending.folder.path().to_str().unwrap();
    let look = |more: &[&str]| {
        let arguments = [&["doctor", "--json", "--dispatch-folder", root][..], more].concat();
        let ended = program.run(&arguments);
        let findings: Vec<serde_json::Value> = serde_json::from_str(&ended.out).unwrap();
        let found = findings.into_iter().find(|it| it["check"] == "delivery channel").unwrap();
        (found["level"].as_str().unwrap().to_owned(), found["text"].as_str().unwrap().to_owned())
    };
    assert_eq!(look(&[]).0, "ok");
    let told = "This is a rehearsal, so no test is sent.".to_owned();
    assert_eq!(look(&["--test-channels"]), ("warning".to_owned(), told));
    assert!(names(&folder).is_empty(), "nothing was sent");
    let told = "D1, folder <i>: a test went by it.".to_owned();
    let asked = ["--test-channels", "--deliver-in-rehearsal"];
    assert_eq!(look(&asked), ("ok".to_owned(), told));
    assert_eq!(names(&folder), ["countersign-test.txt"]);
}
