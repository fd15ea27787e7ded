//! Two `serve` on one SQLite file. They share the work: SQLite lets one write at a time, and each
//! looks again at what is left before it does something.

use crate::databases::fixture::{Serving, run, text};

#[test]
fn two_serve_on_one_file_both_run_and_either_may_end() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/c.db", text(folder.path()));
    assert_eq!(run(&url, &["init"], &[]).status, Some(0));
    let one = Serving::start(&url, &[]);
    let other = Serving::start(&url, &[]);
    let add = |name: &str| {
        let email = format!("{name}@x.example");
        let person = ["user", "add", &email, "--name", name, "--company", "operator"];
        let ended = run(&url, &[&person[..], &["--role", "Administrator"]].concat(), &[]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
    };
    add("both");
    one.killed();
    add("alone");
    let third = Serving::start(&url, &[]);
    add("third");
    other.killed();
    third.killed();
    let ended = run(&url, &["verify"], &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let people = run(&url, &["user", "list"], &[]).out;
    assert!(["both", "alone", "third"].iter().all(|it| people.contains(it)), "{people}");
}
