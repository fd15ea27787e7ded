//! A mail server on this machine, speaking ESMTP over a socket, whose behaviour a test sets: accept
//! messages, refuse them, be slow, or close the connection.

use crate::listening::serve_each;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with the next message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// It refuses the recipient permanently.
    RefusesRecipient,
    /// It asks the client to try again later.
    IsBusy,
    /// It refuses every login.
    RefusesLogin,
    /// It closes the connection in the middle of the message.
    BreaksOff,
    /// It receives the whole message and closes the connection before it confirms.
    BreaksOffAfter,
    /// It never answers.
    Hangs,
    /// It waits and then accepts the message.
    IsLate(Duration),
}

/// An accepted message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMessage {
    /// The sender on the envelope.
    pub from: String,
    /// The recipients on the envelope.
    pub to: Vec<String>,
    /// Its header and body.
    pub data: String,
    /// The login data as they were sent.
    pub login: Option<String>,
}

impl TakenMessage {
    /// The unfolded value of a header, if there is one.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let start = format!("{}:", name.to_ascii_lowercase());
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&start))?;
        Some(line[start.len()..].trim().to_owned())
    }
}

#[derive(Default)]
struct MailServerState {
    moods: Vec<Mood>,
    otherwise: Option<Mood>,
    taken: Vec<TakenMessage>,
    tries: usize,
    hangs: Vec<TcpStream>,
    is_ascii: bool,
}

/// The server; it ends with the test.
pub struct MailServer {
    address: SocketAddr,
    shared: Arc<Mutex<MailServerState>>,
}

impl MailServer {
    /// Starts one that accepts everything.
    ///
    /// # Panics
    /// If the machine has no free port.
    #[must_use]
    pub fn start() -> Self {
        let shared = Arc::new(Mutex::new(MailServerState::default()));
        Self { address: serve_each(&shared, serve), shared }
    }

    /// Its address in the form of the program's setting.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// From now on it does not offer to accept addresses beyond ASCII.
    pub fn takes_ascii_alone(&self) {
        self.shared().is_ascii = true;
    }

    /// What it does with the next messages, one after the other. Later ones are accepted.
    pub fn will(&self, moods: &[Mood]) {
        let mut shared = self.shared();
        shared.moods = moods.iter().rev().copied().collect();
        shared.otherwise = None;
    }

    /// What it does with all messages from now on.
    pub fn always(&self, mood: Mood) {
        let mut shared = self.shared();
        shared.moods.clear();
        shared.otherwise = Some(mood);
    }

    /// The messages accepted so far.
    #[must_use]
    pub fn taken(&self) -> Vec<TakenMessage> {
        self.shared().taken.clone()
    }

    /// How many messages were begun, whatever their result.
    #[must_use]
    pub fn tries(&self) -> usize {
        self.shared().tries
    }

    fn shared(&self) -> std::sync::MutexGuard<'_, MailServerState> {
        self.shared.lock().expect("no client breaks it")
    }
}

#[derive(Default)]
struct Envelope {
    from: String,
    to: Vec<String>,
    mood: Option<Mood>,
}

fn serve(client: &TcpStream, shared: &Mutex<MailServerState>) -> std::io::Result<()> {
    let mut lines = BufReader::new(client.try_clone()?);
    let mut out = client;
    let mut envelope = Envelope::default();
    let mut login = None;
    out.write_all(b"220 mail.test ESMTP\r\n")?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" if shared.lock().expect("whole").is_ascii => {
                "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n"
            }
            "EHLO" => "250-mail.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN\r\n",
            "HELO" | "NOOP" | "RSET" => "250 fine\r\n",
            "AUTH" => {
                login = line.split(' ').nth(2).map(str::to_owned);
                let refuses = shared.lock().expect("whole").otherwise == Some(Mood::RefusesLogin);
                if refuses { "535 who are you\r\n" } else { "235 welcome\r\n" }
            }
            "MAIL" => {
                envelope = begin(line, shared);
                if envelope.mood == Some(Mood::IsBusy) { "451 later\r\n" } else { "250 go on\r\n" }
            }
            "RCPT" => {
                envelope.to.push(within(line));
                match envelope.mood {
                    Some(Mood::RefusesRecipient) => "550 no such person here\r\n",
                    _ => "250 go on\r\n",
                }
            }
            "DATA" => {
                if !take(client, &mut lines, shared, &envelope, login.clone())? {
                    return Ok(());
                }
                "250 taken\r\n"
            }
            "QUIT" => {
                out.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => "502 what\r\n",
        };
        out.write_all(answer.as_bytes())?;
    }
}

fn begin(line: &str, shared: &Mutex<MailServerState>) -> Envelope {
    let mut shared = shared.lock().expect("whole");
    shared.tries += 1;
    let mood = shared.moods.pop().or(shared.otherwise);
    Envelope { from: within(line), to: Vec::new(), mood }
}

/// The text between angle brackets.
fn within(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map(|(inner, _)| inner.to_owned()).unwrap_or_default()
}

/// Reads a message and returns whether the conversation continues.
fn take(
    client: &TcpStream,
    lines: &mut impl BufRead,
    shared: &Mutex<MailServerState>,
    envelope: &Envelope,
    login: Option<String>,
) -> std::io::Result<bool> {
    let mut out = client;
    out.write_all(b"354 go ahead\r\n")?;
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        if line == ".\r\n" {
            break;
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
        if envelope.mood == Some(Mood::BreaksOff) {
            client.shutdown(std::net::Shutdown::Both)?;
            return Ok(false);
        }
    }
    match envelope.mood {
        Some(Mood::Hangs) => {
            shared.lock().expect("whole").hangs.push(client.try_clone()?);
            return Ok(false);
        }
        Some(Mood::IsLate(late)) => thread::sleep(late),
        _ => {}
    }
    let (from, to) = (envelope.from.clone(), envelope.to.clone());
    shared.lock().expect("whole").taken.push(TakenMessage { from, to, data, login });
    if envelope.mood == Some(Mood::BreaksOffAfter) {
        client.shutdown(std::net::Shutdown::Both)?;
        return Ok(false);
    }
    Ok(true)
}
