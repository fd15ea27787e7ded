//! The program as it is started: what it refuses, and whom it answers.

use crate::client::Client;
use countersign_testkit::command_line::CommandLine;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// A running program; it ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        drop(self.0.wait());
    }
}

/// Starts the program and waits until it prints its address. Its later output is read, so that it
/// never blocks.
fn start(command: &mut Command) -> (Running, String) {
    let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let running = Running(child);
    let serving = said.find_map(|line| Some(line.strip_prefix("serving ")?.to_owned()));
    thread::spawn(move || said.for_each(drop));
    let origin = serving.as_deref().and_then(|rest| rest.split(' ').next());
    (running, origin.expect("it serves").to_owned())
}

fn ask(address: SocketAddr, host: &str) -> String {
    let mut client = Client::new(address);
    client.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).answer()
}

#[test]
fn an_address_that_says_too_much_or_leads_beyond_this_machine_in_the_clear_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("c.db");
    let program = CommandLine::new(BINARY, format!("sqlite:{}", database.display()));
    for (url, listen, why) in [
        ("https://x.example?x=1", "127.0.0.1:0", "it contains a query"),
        ("https://u:p@x.example", "127.0.0.1:0", "it contains a user name or a password"),
        ("https://x.example#a", "127.0.0.1:0", "it contains a fragment"),
        ("https://x.example/a", "127.0.0.1:0", "it contains a path"),
        ("http://x.example", "0.0.0.0:0", "--insecure-http"),
        ("http://x.example", "127.0.0.1:0", "--insecure-http"),
        ("http://127.0.0.1", "0.0.0.0:0", "--insecure-http"),
    ] {
        let ended = program.expect(&["serve", "--public-url", url, "--listen", listen], 2);
        let said = ended.unwrap().err;
        assert!(said.contains(why) && !said.contains("u:p"), "{url}: {said}");
        assert!(!database.exists(), "{url}");
    }
}

#[test]
fn a_demonstration_answers_its_own_names_only() {
    let mut command = Command::new(BINARY);
    let (_running, origin) = start(command.args(["demo", "--listen", "127.0.0.1:0"]));
    let address = origin.strip_prefix("http://").unwrap().parse().unwrap();
    assert!(ask(address, &address.to_string()).starts_with("HTTP/1.1 303"));
    assert!(ask(address, "localhost").starts_with("HTTP/1.1 303"));
    assert!(ask(address, "evil.example").starts_with("HTTP/1.1 421"));
}

#[test]
fn what_is_served_answers_its_public_name_and_the_address_it_listens_on() {
    let folder = tempfile::tempdir().unwrap();
    let program =
        CommandLine::new(BINARY, format!("sqlite:{}", folder.path().join("c.db").display()));
    // It prints its public name, and not the port that it took.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut command = program.command(&[
        "serve",
        "--listen",
        &address.to_string(),
        "--public-url",
        "https://reports.example",
    ]);
    let (_running, origin) = start(&mut command);
    assert_eq!(origin, "https://reports.example");
    for host in ["reports.example", "reports.example:443", &address.to_string(), "localhost"] {
        let answer = ask(address, host);
        assert!(answer.starts_with("HTTP/1.1 303"), "{host}: {answer}");
        assert!(answer.contains("strict-transport-security: "), "{answer}");
    }
    for host in ["reports.example:8443", "evil.example", "reports.example.evil.example"] {
        let answer = ask(address, host);
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
        assert!(answer.contains("strict-transport-security: "), "{answer}");
    }
}
