//! Message templates that cannot be sent: reported by the check and when the program starts, before
//! anything is opened or made.

use crate::bad_input::fixture::BadInputFixture;
use countersign_testkit::command_line::Ended;
use std::process::Command;

const WRONG: &str = "# ours\nmail-greeting = Hello { $nmae },\nmail-grating = Hi\n";

/// `countersign message-templates`, which needs no database.
fn letters(fixture: &BadInputFixture, arguments: &[&str]) -> Ended {
    let mut command = Command::new(&fixture.program.binary);
    Ended::from(command.arg("message-templates").args(arguments).output().unwrap())
}

#[test]
fn words_that_cannot_be_sent_are_told_with_file_and_line_and_nothing_is_served() {
    let fixture = BadInputFixture::empty();
    let file = fixture.write("letters/de.ftl", WRONG);
    let folder = file.strip_suffix("/de.ftl").unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--message-templates", folder];
    for ended in [letters(&fixture, &["check", folder]), fixture.program.run(&serve)] {
        assert_eq!(ended.status, Some(2), "{ended:?}");
        for told in [
            "/de.ftl:2: mail-greeting has no placeholder { $nmae }; it can use { $company }, \
            { $name }",
            "/de.ftl:3: no message uses mail-grating; did you mean mail-greeting?",
        ] {
            assert!(ended.err.contains(told), "{}", ended.err);
        }
    }
    assert!(!fixture.path("countersign.db").exists(), "no database was made");
    let nowhere = letters(&fixture, &["check", "/nowhere/at/all"]);
    assert!(nowhere.status == Some(2) && nowhere.err.contains("it cannot be read"), "{nowhere:?}");
}

#[test]
fn what_the_program_says_itself_passes() {
    let fixture = BadInputFixture::empty();
    let japanese = letters(&fixture, &["show", "ja"]).out;
    let file = fixture.write("letters/ja.ftl", &japanese);
    let folder = file.strip_suffix("/ja.ftl").unwrap();
    let ended = letters(&fixture, &["check", folder]);
    assert_eq!((ended.status, ended.out.as_str()), (Some(0), "all templates can be sent\n"));
    let unknown = letters(&fixture, &["show", "sv"]);
    assert!(
        unknown.status == Some(2) && unknown.err.contains("give one of en, de, ja, fr"),
        "{unknown:?}"
    );
}
