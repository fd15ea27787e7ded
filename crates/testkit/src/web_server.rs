//! A web server on this machine, speaking HTTP/1.1 over a socket, whose behaviour a test sets:
//! answer, redirect, be slow, close the connection, or never answer.

use crate::listening::serve_each;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// What the server does with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It answers with a status and a body.
    Answers(u16, String),
    /// It redirects.
    LeadsTo(String),
    /// It waits and then answers with 204.
    IsLate(Duration),
    /// It never answers.
    Hangs,
    /// It closes the connection while it receives the request.
    BreaksOff,
    /// It receives everything and closes the connection before it confirms.
    BreaksOffAfter,
    /// It answers with 200, announces a body, and closes the connection in it.
    BreaksOffInAnswer,
    /// It answers with 200 and sends very many bytes.
    Rambles,
}

/// A request that was received completely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub line: String,
    /// Its headers, names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Heard {
    ///
    /// # Panics
    /// If it has none of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }
}

/// What a server makes of a request.
type Answerer = dyn Fn(&Heard) -> Vec<u8> + Send + Sync;

#[derive(Default)]
struct WebServerState {
    manners: Vec<Manner>,
    heard: Vec<Heard>,
    tries: usize,
    hangs: Vec<TcpStream>,
    answerer: Option<Arc<Answerer>>,
}

/// The server; it ends with the test.
pub struct WebServer {
    address: SocketAddr,
    shared: Arc<Mutex<WebServerState>>,
}

impl WebServer {
    /// Starts one that answers everything with 204.
    ///
    /// # Panics
    /// If the machine has no free port.
    #[must_use]
    pub fn start() -> Self {
        Self::with(None)
    }

    /// Starts one that answers everything with 200 and these bytes.
    ///
    /// # Panics
    /// If the machine has no free port.
    #[must_use]
    pub fn answering(answer: impl Fn(&Heard) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::with(Some(Arc::new(answer)))
    }

    fn with(answerer: Option<Arc<Answerer>>) -> Self {
        let shared = Arc::new(Mutex::new(WebServerState { answerer, ..WebServerState::default() }));
        Self { address: serve_each(&shared, serve), shared }
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/in", self.address)
    }

    /// Sets what the server does with the next requests, one after the other. Then it answers as it
    /// did before.
    pub fn will(&self, manners: &[Manner]) {
        self.shared().manners = manners.iter().rev().cloned().collect();
    }

    /// The requests that were received completely.
    #[must_use]
    pub fn heard(&self) -> Vec<Heard> {
        self.shared().heard.clone()
    }

    #[must_use]
    pub fn tries(&self) -> usize {
        self.shared().tries
    }

    fn shared(&self) -> MutexGuard<'_, WebServerState> {
        self.shared.lock().expect("no client breaks it")
    }
}

fn serve(client: &TcpStream, shared: &Mutex<WebServerState>) -> std::io::Result<()> {
    let mut lines = BufReader::new(client.try_clone()?);
    let mut line = String::new();
    lines.read_line(&mut line)?;
    let manner = {
        let mut shared = shared.lock().expect("whole");
        shared.tries += 1;
        shared.manners.pop()
    };
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        lines.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if manner == Some(Manner::BreaksOff) {
        return client.shutdown(std::net::Shutdown::Both);
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    let heard = Heard { line: line.trim_end().to_owned(), headers, body };
    let answerer = {
        let mut shared = shared.lock().expect("whole");
        shared.heard.push(heard.clone());
        shared.answerer.clone()
    };
    match (manner, answerer) {
        (None, Some(answerer)) => respond(client, &answerer(&heard)),
        (manner, _) => {
            let manner = manner.unwrap_or(Manner::Answers(204, String::new()));
            answer(client, shared, manner)
        }
    }
}

fn respond(mut client: &TcpStream, body: &[u8]) -> std::io::Result<()> {
    write!(client, "HTTP/1.1 200 x\r\ncontent-length: {}\r\n\r\n", body.len())?;
    client.write_all(body)?;
    client.shutdown(std::net::Shutdown::Both)
}

fn answer(
    client: &TcpStream,
    shared: &Mutex<WebServerState>,
    manner: Manner,
) -> std::io::Result<()> {
    let mut out = client;
    let text = match manner {
        Manner::Answers(status, body) => {
            let length = body.len();
            format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\n\r\n{body}")
        }
        Manner::LeadsTo(address) => {
            format!("HTTP/1.1 307 x\r\nlocation: {address}\r\ncontent-length: 0\r\n\r\n")
        }
        Manner::IsLate(late) => {
            thread::sleep(late);
            "HTTP/1.1 204 x\r\n\r\n".to_owned()
        }
        Manner::Hangs => {
            shared.lock().expect("whole").hangs.push(client.try_clone()?);
            return Ok(());
        }
        Manner::BreaksOffInAnswer => {
            "HTTP/1.1 200 x\r\ncontent-length: 99\r\n\r\n{\"ack".to_owned()
        }
        Manner::Rambles => {
            let length = 8 << 20;
            let body = " ".repeat(length);
            format!("HTTP/1.1 200 x\r\ncontent-length: {length}\r\n\r\n{body}")
        }
        Manner::BreaksOff | Manner::BreaksOffAfter => String::new(),
    };
    out.write_all(text.as_bytes())?;
    client.shutdown(std::net::Shutdown::Both)
}
