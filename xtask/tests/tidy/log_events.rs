//! Events of the log have names that the page about the log lists.

use xtask::tidy::log_events::check;

const PAGE: &str = "# The log\n\n## Events\n\n| event | level | what |\n|---|---|---|\n\
    | `mail-sent` | info | a message was sent |\n\n## Else\n\n| `not-one` | x |\n";

fn found(program: &str) -> Vec<String> {
    let sources = [("crates/delivery/src/a.rs".to_owned(), program.to_owned())];
    check(&sources, PAGE).iter().map(ToString::to_string).collect()
}

#[test]
fn an_event_has_a_name_that_is_listed() {
    let sent = "tracing::info!(event = \"mail-sent\", id, \"a message was sent\");";
    assert_eq!(found(sent), Vec::<String>::new());
    let nameless = format!("{sent}\ntracing::warn!(id, \"a message waits\");");
    let expected = "crates/delivery/src/a.rs:2: name the event: `event = \"…\"`";
    assert_eq!(found(&nameless), [expected]);
    let unlisted = format!("{sent}\ntracing::warn!(event = \"mail-waits\", \"it waits\");");
    let page = "list the event mail-waits in docs/operating/log.md";
    assert_eq!(found(&unlisted), [format!("crates/delivery/src/a.rs:2: {page}")]);
    assert_eq!(found(""), ["docs/operating/log.md: no program logs the event mail-sent"]);
}
