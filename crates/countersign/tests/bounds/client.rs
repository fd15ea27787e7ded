//! A client that sends given bytes from any address of this machine, and observes when its
//! connection is closed.

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};
use tokio::net::TcpSocket;
use tokio::runtime::Builder;

/// The start of an HTTP/2 connection, with settings that change nothing.
pub(crate) const HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
/// The same, with a flow-control window that lets the server send nothing.
pub(crate) const HTTP_2_CLOSED_WINDOW: &[u8] =
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x06\x04\0\0\0\0\0\0\x04\0\0\0\0";

/// A request of HTTP/2 for a path, on a stream.
pub(crate) fn http_2_get(stream: u8, authority: &str, path: &str) -> Vec<u8> {
    let literal = |index: u8, text: &str| {
        let mut field = vec![index, u8::try_from(text.len()).unwrap()];
        field.extend(text.as_bytes());
        field
    };
    // GET and http are in the static table. The others are written out.
    let block = [vec![0x82, 0x86], literal(0x04, path), literal(0x01, authority)].concat();
    frame(1, 0x05, stream, &block)
}

/// A frame of HTTP/2.
pub(crate) fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    let mut frame = vec![0, 0, length, kind, flags, 0, 0, 0, stream];
    frame.extend(payload);
    frame
}

/// A connection.
pub(crate) struct Client {
    pub(crate) stream: TcpStream,
    opened: Instant,
}

impl Client {
    /// From this machine's usual address.
    pub(crate) fn new(to: SocketAddr) -> Self {
        Self::from([127, 0, 0, 1], to)
    }

    /// From another address of this machine.
    pub(crate) fn from(from: [u8; 4], to: SocketAddr) -> Self {
        let connect = async move {
            let socket = TcpSocket::new_v4().unwrap();
            socket.bind((IpAddr::from(Ipv4Addr::from(from)), 0).into()).unwrap();
            socket.connect(to).await.unwrap().into_std().unwrap()
        };
        // The test may have a separate runtime.
        let connecting = thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(connect)
        });
        let stream = connecting.join().unwrap();
        stream.set_nonblocking(false).unwrap();
        Self { stream, opened: Instant::now() }
    }

    /// A second handle of the same connection.
    pub(crate) fn again(&self) -> Self {
        Self { stream: self.stream.try_clone().unwrap(), opened: self.opened }
    }

    /// Sends bytes. A connection that is closed meanwhile accepts none.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.stream.write_all(bytes.as_ref()).unwrap_or_default();
        self
    }

    /// Requests a page and reads the whole response, by its length.
    pub(crate) fn get(&mut self, path: &str) -> String {
        let host = self.stream.peer_addr().unwrap();
        self.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        self.answer()
    }

    /// Reads an HTTP/1 response: its head, and a body of the length that it gives.
    pub(crate) fn answer(&mut self) -> String {
        self.stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let (mut heard, mut piece) = (Vec::new(), [0; 4096]);
        loop {
            let text = String::from_utf8_lossy(&heard);
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                if length.is_none_or(|length| body.len() >= length.parse().unwrap()) {
                    return text.into_owned();
                }
            }
            match self.stream.read(&mut piece) {
                Ok(0) | Err(_) => return String::from_utf8_lossy(&heard).into_owned(),
                Ok(read) => heard.extend(&piece[..read]),
            }
        }
    }

    /// Waits without sending until the server closes the connection, and returns after how long.
    /// `None` if it is still open after `patience`.
    pub(crate) fn closed_after(&mut self, patience: Duration) -> Option<Duration> {
        let mut piece = [0; 4096];
        while self.opened.elapsed() < patience {
            self.stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
            match self.stream.read(&mut piece) {
                Ok(0) => return Some(self.opened.elapsed()),
                Ok(_) => {}
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => return Some(self.opened.elapsed()),
            }
        }
        None
    }

    /// The bytes received within a time.
    pub(crate) fn heard_within(&mut self, patience: Duration) -> Vec<u8> {
        let (began, mut heard, mut piece) = (Instant::now(), Vec::new(), [0; 4096]);
        self.stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        while began.elapsed() < patience {
            heard.extend(self.stream.read(&mut piece).map_or(&[][..], |read| &piece[..read]));
        }
        heard
    }

    pub(crate) fn is_closed(&mut self) -> bool {
        let patience = self.opened.elapsed() + Duration::from_millis(300);
        self.closed_after(patience).is_some()
    }
}
