//! The program under systemd, or under what stands for it: it says that it is ready, feeds the
//! watchdog, takes sockets that are handed over, and finishes requests before it ends.

use super::{BINARY, RunningFixture};
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most that the unit may expose, in tenths.
const EXPOSURE: &str = "20";

/// A process that ends with the test.
struct Running(Child);

impl Running {
    fn terminate(&self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap_or_default();
        drop(self.0.wait());
    }
}

/// What the program says to its supervisor, up to the first word of which this is true.
fn until(socket: &UnixDatagram, is_it: impl Fn(&str) -> bool) -> Vec<String> {
    let mut heard = Vec::new();
    loop {
        let mut bytes = [0; 4096];
        let length = socket.recv(&mut bytes).unwrap_or_else(|error| panic!("{error}: {heard:?}"));
        for word in String::from_utf8_lossy(&bytes[..length]).lines() {
            heard.push(word.to_owned());
            if is_it(word) {
                return heard;
            }
        }
    }
}

fn serve(fixture: &RunningFixture) -> (Running, UnixDatagram, SocketAddr) {
    let socket = UnixDatagram::bind(fixture.path("notify")).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut command = fixture.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", fixture.path("notify")).env("WATCHDOG_USEC", "400000");
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut running = Running(child);
    let said = BufReader::new(running.0.stderr.take().unwrap()).lines();
    let mut said = said.map_while(Result::ok);
    let origin = said.find_map(|line| line.strip_prefix("serving http://").map(str::to_owned));
    std::thread::spawn(move || said.for_each(drop));
    let origin = origin.unwrap();
    let address = origin.split(' ').next().unwrap().parse().unwrap();
    (running, socket, address)
}

#[test]
fn the_supervisor_learns_that_it_is_ready_alive_and_stopping() {
    let fixture = RunningFixture::new();
    let (mut running, socket, _) = serve(&fixture);
    assert_eq!(until(&socket, |word| word == "READY=1"), ["READY=1"]);
    // Fed again without being asked: the pause is half of what the watchdog allows.
    for _ in 0..2 {
        let heard = until(&socket, |word| word.starts_with("STATUS="));
        assert_eq!(heard, ["WATCHDOG=1", "STATUS=Ready."]);
    }
    std::fs::rename(fixture.path("countersign.db"), fixture.path("away.db")).unwrap();
    until(&socket, |word| word.starts_with("STATUS=Not ready. database: It cannot be read: "));
    running.terminate();
    until(&socket, |word| word == "STOPPING=1");
    assert!(running.0.wait().unwrap().success());
}

#[test]
fn a_request_that_is_under_way_is_answered_before_the_program_ends() {
    let fixture = RunningFixture::new();
    let (mut running, socket, address) = serve(&fixture);
    let mut client = TcpStream::connect(address).unwrap();
    client.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30\r\n\
         Expect: 100-continue\r\n\r\n"
    );
    client.write_all(head.as_bytes()).unwrap();
    // The program asks for the body: the request is under way.
    let mut asked = [0; 25];
    client.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    running.terminate();
    until(&socket, |word| word == "STOPPING=1");
    client.write_all(b"email=eva%40x.example&password").unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert!(running.0.wait().unwrap().success());
    let refused = TcpStream::connect(address).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

/// A tool of systemd, or none where this machine has no systemd.
fn tool(name: &str) -> Option<Command> {
    let found = Command::new(name).arg("--version").output().is_ok();
    if !found {
        eprintln!("{name} is not installed, so this is not tested here");
    }
    found.then(|| Command::new(name))
}

#[test]
fn a_socket_that_is_handed_over_is_listened_on() {
    let Some(mut activate) = tool("systemd-socket-activate") else { return };
    let fixture = RunningFixture::new();
    let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (console, metrics) = (free(), free());
    activate.current_dir(fixture.at());
    activate.args(["-l", &console.to_string(), "-l", &metrics.to_string(), BINARY, "serve"]);
    // Not the usual address, which somebody else may have: nothing may listen there.
    activate.args(["--listen", "127.0.0.1:1", "--metrics", "127.0.0.1:1"]);
    let child = activate.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut running = Running(child);
    let mut said = BufReader::new(running.0.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(said.any(|line| line.starts_with("Listening on ") && line.contains("as 4")));
    std::thread::spawn(move || said.for_each(drop));
    for (address, expected) in [(console, "\r\n\r\nready\n"), (metrics, "ok       schema: ")] {
        let mut client = TcpStream::connect(address).unwrap();
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        let request =
            format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        client.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(expected), "{answer}");
    }
    running.terminate();
    assert!(running.0.wait().unwrap().success());
}

#[test]
fn the_unit_exposes_little_of_the_machine() {
    let Some(mut analyze) = tool("systemd-analyze") else { return };
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/systemd");
    let unit = unit.join("countersign.service");
    let threshold = format!("--threshold={EXPOSURE}");
    let analyzed =
        analyze.args(["security", "--offline=true", "--no-pager", &threshold]).arg(&unit);
    let analyzed = analyzed.output().unwrap();
    let told = String::from_utf8_lossy(&analyzed.stdout);
    assert!(analyzed.status.success(), "{told}");
    assert!(told.contains("Overall exposure level for countersign.service: "), "{told}");
}
