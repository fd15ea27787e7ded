//! A way to a server of this machine that a test cuts and opens again, as if the server or the
//! network had gone away and come back.

use crate::listening::serve_each;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

struct ProxyState {
    target: SocketAddr,
    /// How many bytes still pass; `None` if all do.
    left: Option<u64>,
    /// Both ends of every connection.
    streams: Vec<TcpStream>,
}

impl ProxyState {
    const fn is_cut(&self) -> bool {
        matches!(self.left, Some(0))
    }

    fn cut(&mut self) {
        self.left = Some(0);
        for stream in self.streams.drain(..) {
            // The other end may be closed already.
            stream.shutdown(Shutdown::Both).unwrap_or_default();
        }
    }
}

/// The way; it ends with the test.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Mutex<ProxyState>>,
}

impl Proxy {
    /// Opens a way to a server.
    fn to(target: SocketAddr) -> Self {
        let shared = ProxyState { target, left: None, streams: Vec::new() };
        let shared = Arc::new(Mutex::new(shared));
        Self { address: serve_each(&shared, pass), shared }
    }

    /// Opens a way to the server that a URL names by its address and port, and returns the URL of
    /// the same by this way.
    ///
    /// # Panics
    /// If the URL does not name them.
    #[must_use]
    pub fn to_url(url: &str) -> (Self, String) {
        let (_, place) = url.split_once("://").expect("it is a URL");
        let server = place.split_once('@').map_or(place, |(_, server)| server);
        let server = server.split('/').next().expect("the first part");
        let proxy = Self::to(server.parse().expect("an address and a port"));
        let through = url.replace(server, &proxy.address.to_string());
        (proxy, through)
    }

    /// Ends every connection, and refuses new ones.
    pub fn cut(&self) {
        self.shared().cut();
    }

    /// Does the same once so many more bytes have passed.
    pub fn cut_after(&self, bytes: u64) {
        self.shared().left = Some(bytes);
    }

    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.shared().is_cut()
    }

    /// Lets everything pass again.
    pub fn open(&self) {
        self.shared().left = None;
    }

    fn shared(&self) -> MutexGuard<'_, ProxyState> {
        self.shared.lock().expect("no client breaks it")
    }
}

fn pass(client: &TcpStream, shared: &Mutex<ProxyState>) -> io::Result<()> {
    let server = {
        let mut state = shared.lock().expect("whole");
        if state.is_cut() {
            return Ok(());
        }
        let server = TcpStream::connect(state.target)?;
        // A conversation of small messages would wait for each other.
        client.set_nodelay(true)?;
        server.set_nodelay(true)?;
        state.streams.extend([client.try_clone()?, server.try_clone()?]);
        server
    };
    thread::scope(|scope| {
        // Whichever end closes, the other one learns of it.
        scope.spawn(|| copy(client, &server, shared).unwrap_or_default());
        copy(&server, client, shared)
    })
}

fn copy(mut from: &TcpStream, mut to: &TcpStream, shared: &Mutex<ProxyState>) -> io::Result<()> {
    let mut piece = [0; 16 << 10];
    let copied = loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break Ok(()),
            Ok(read) => read,
            Err(error) => break Err(error),
        };
        if let Err(error) = count(shared, read).and_then(|()| to.write_all(&piece[..read])) {
            break Err(error);
        }
    };
    to.shutdown(Shutdown::Both).unwrap_or_default();
    copied
}

fn count(shared: &Mutex<ProxyState>, bytes: usize) -> io::Result<()> {
    let mut state = shared.lock().expect("whole");
    let Some(left) = state.left else { return Ok(()) };
    match left.saturating_sub(bytes as u64) {
        0 => {
            state.cut();
            Err(io::ErrorKind::ConnectionReset.into())
        }
        left => {
            state.left = Some(left);
            Ok(())
        }
    }
}
