//! Options from a file and the environment, as the program reads, checks and shows them.

use super::RunningFixture;
use countersign_testkit::command_line::Ended;

#[test]
fn a_file_says_where_the_database_is_and_a_variable_overrides_it() {
    let fixture = RunningFixture::new();
    fixture.write("c.toml", "database = \"sqlite:a.db\"\nkey-file = \"a.key\"\n");
    let ended = fixture.run(&["init", "--config", "c.toml"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(fixture.path("a.db").exists() && fixture.path("a.key").exists());
    let mut command = fixture.command(&["init", "--config", "c.toml"]);
    fixture.write("address", "sqlite:b.db\n");
    let ended: Ended = command.env("COUNTERSIGN_DATABASE_FILE", "address").output().unwrap().into();
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let mut command = fixture.command(&["init", "--database", "sqlite:c.db"]);
    let ended: Ended = command.env("COUNTERSIGN_CONFIG", "c.toml").output().unwrap().into();
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(fixture.path("b.db").exists() && fixture.path("c.db").exists());
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_nothing_is_done() {
    let fixture = RunningFixture::new();
    fixture.write("c.toml", "public_url = \"x\"\nlisten = 80\ninsecure-http = \"yes\"\n");
    let expected = [
        "c.toml:1: there is no option public_url; did you mean public-url?",
        "c.toml:3: insecure-http: it is a text; write true or false",
        "c.toml:2: listen: \"80\": invalid socket address syntax",
    ];
    let ended = fixture.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!((ended.status, ended.out.lines().collect()), (Some(1), expected.to_vec()));
    let ended = fixture.run(&["init", "--config", "c.toml"]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert!(expected.iter().all(|it| ended.err.contains(it)), "{ended:?}");
    assert!(!fixture.path("countersign.db").exists());
}

#[test]
fn options_are_checked_as_serve_checks_them() {
    let fixture = RunningFixture::new();
    for (text, why) in [
        ("smtp-url = \"smtp://mail.example\"", "--mail-from"),
        ("listen = \"0.0.0.0:8080\"", "put an encrypting proxy in front of it"),
        ("dispatch-folder = \"nowhere\"", "--dispatch-folder nowhere"),
        ("database = \"mysql:x\"", "a database is sqlite:PATH or postgres://"),
        ("log = \"=x=\"", "--log =x="),
    ] {
        fixture.write("c.toml", text);
        let ended = fixture.run(&["config", "check", "--config", "c.toml"]);
        assert_eq!(ended.status, Some(1), "{text}: {ended:?}");
        assert!(ended.out.contains(why), "{text}: {ended:?}");
    }
    fixture.write("c.toml", "listen = \"127.0.0.1:9000\"");
    let ended = fixture.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(ended.out, "All options are valid. Read: c.toml and the environment.\n");
}

#[test]
fn options_are_shown_with_their_origin_and_secrets_are_hidden() {
    let fixture = RunningFixture::new();
    fixture.write(
        "c.toml",
        "database = \"postgres://eva:pass-1@db.example/x\"\nsmtp-password = \"pass-2\"\n\
         trusted-proxy = [\"10.0.0.2\"]\n",
    );
    let mut command = fixture.command(&["config", "show", "--config", "c.toml"]);
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
