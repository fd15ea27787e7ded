//! Options from a file and the environment, as the program reads, checks and shows them.

use super::Place;
use countersign_testkit::command_line::Ended;

#[test]
fn a_file_says_where_the_database_is_and_a_variable_overrides_it() {
    let place = Place::new();
    place.write("c.toml", "database = \"sqlite:a.db\"\nkey-file = \"a.key\"\n");
    let ended = place.run(&["init", "--config", "c.toml"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(place.path("a.db").exists() && place.path("a.key").exists());
    let mut command = place.command(&["init", "--config", "c.toml"]);
    place.write("address", "sqlite:b.db\n");
    let ended: Ended = command.env("COUNTERSIGN_DATABASE_FILE", "address").output().unwrap().into();
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let mut command = place.command(&["init", "--database", "sqlite:c.db"]);
    let ended: Ended = command.env("COUNTERSIGN_CONFIG", "c.toml").output().unwrap().into();
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(place.path("b.db").exists() && place.path("c.db").exists());
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_nothing_is_done() {
    let place = Place::new();
    place.write("c.toml", "public_url = \"x\"\nlisten = 80\ninsecure-http = \"yes\"\n");
    let expected = [
        "c.toml:1: there is no option public_url; did you mean public-url?",
        "c.toml:3: insecure-http: it is a text; write true or false",
        "c.toml:2: listen: \"80\": invalid socket address syntax",
    ];
    let ended = place.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!((ended.status, ended.out.lines().collect()), (Some(1), expected.to_vec()));
    let ended = place.run(&["init", "--config", "c.toml"]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert!(expected.iter().all(|it| ended.err.contains(it)), "{ended:?}");
    assert!(!place.path("countersign.db").exists());
}

#[test]
fn options_are_checked_as_serve_checks_them() {
    let place = Place::new();
    for (text, why) in [
        ("smtp-url = \"smtp://mail.example\"", "--mail-from"),
        ("listen = \"0.0.0.0:8080\"", "put an encrypting proxy in front of it"),
        ("dispatch-folder = \"nowhere\"", "--dispatch-folder nowhere"),
        ("database = \"mysql:x\"", "a database is sqlite:PATH or postgres://"),
        ("log = \"=x=\"", "--log =x="),
    ] {
        place.write("c.toml", text);
        let ended = place.run(&["config", "check", "--config", "c.toml"]);
        assert_eq!(ended.status, Some(1), "{text}: {ended:?}");
        assert!(ended.out.contains(why), "{text}: {ended:?}");
    }
    place.write("c.toml", "listen = \"127.0.0.1:9000\"");
    let ended = place.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(ended.out, "All options are valid. Read: c.toml and the environment.\n");
}

#[test]
fn options_are_shown_with_their_origin_and_secrets_are_hidden() {
    let place = Place::new();
    place.write(
        "c.toml",
        "database = \"postgres://eva:pass-1@db.example/x\"\nsmtp-password = \"pass-2\"\n\
         trusted-proxy = [\"10.0.0.2\"]\n",
    );
    let mut command = place.command(&["config", "show", "--config", "c.toml"]);
    let ended: Ended = command.env("COUNTERSIGN_LISTEN", "127.0.0.1:1").output().unwrap().into();
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let row = |name: &str| {
        let rows = ended.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        rows.into_iter().find(|row| row.first() == Some(&name)).unwrap().join(" ")
    };
    assert_eq!(row("Option"), "Option Value From");
    assert_eq!(row("database"), "database (hidden) c.toml:1");
    assert_eq!(row("smtp-password"), "smtp-password (hidden) c.toml:2");
    assert_eq!(row("trusted-proxy"), "trusted-proxy 10.0.0.2 c.toml:3");
    assert_eq!(row("listen"), "listen 127.0.0.1:1 COUNTERSIGN_LISTEN");
    assert_eq!(row("log"), "log info default");
    assert_eq!(row("metrics"), "metrics");
    assert!(!ended.out.contains("pass-") && !ended.err.contains("pass-"), "{ended:?}");
}
